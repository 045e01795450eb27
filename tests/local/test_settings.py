"""PORT and STATE: defaults, and one sentence where a port is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from local.settings import ROOT, Settings, UnusableSetting


@pytest.mark.parametrize("environment", [{}, {"PORT": "", "STATE": ""}])
def test_defaults_are_those_of_the_contract(environment: dict[str, str]) -> None:
    assert Settings.of(environment) == Settings(4566, ROOT / ".local")


def test_port_and_folder_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = Settings.of({"PORT": "4567", "STATE": "other"})
    assert (found.port, found.state) == (4567, tmp_path / "other")
    assert found.endpoint == "http://127.0.0.1:4567"


@pytest.mark.parametrize("port", ["abc", "0", "70000", "65536", "-1", "45.6", "４５６６", " 4566"])
def test_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(UnusableSetting, match="1 到 65535"):
        Settings.of({"PORT": port})
