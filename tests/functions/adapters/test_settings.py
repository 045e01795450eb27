from __future__ import annotations

import msgspec
import pytest

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    table_name: str
    most_bytes: int = 5


def test_each_field_is_read_by_its_upper_case_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABLE_NAME", "12")
    assert Settings.from_environment() == Settings("12", 5)
    monkeypatch.setenv("MOST_BYTES", "700")
    assert Settings.from_environment() == Settings("12", 700)


def test_what_is_lacking_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABLE_NAME", raising=False)
    with pytest.raises(msgspec.ValidationError, match="table_name"):
        Settings.from_environment()


def test_what_is_of_another_type_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABLE_NAME", "reports")
    monkeypatch.setenv("MOST_BYTES", "many")
    with pytest.raises(msgspec.ValidationError, match="most_bytes"):
        Settings.from_environment()
