"""Which endpoints may be trusted with a token, and where the token comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.remote.endpoint import endpoint_of, is_safe
from gouji.remote.faults import UnusableCall


@pytest.mark.parametrize(
    "address",
    [
        "https://api.example.gov.cn",
        "https://api.example.gov.cn:8443/prod",
        "http://127.0.0.1:4566/_aws/execute-api/a/$default",
        "http://127.9.9.9",
        "http://[::1]:80",
        "http://localhost:1",
        "http://bucket.localhost:1",
    ],
)
def test_https_and_this_machine_are_safe(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.example.gov.cn",
        "http://api.example.gov.cn",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://[::2]",
        "http://0.0.0.0",
        "ftp://localhost",
        "file:///etc/passwd",
        "https://",
        "https://user:pw@example.com",
        "https://user@example.com",
        "http://127.0.0.1@example.com",
        "https://example.com:99999",
        "https://exa mple.com",
        "https://example.com\r\nX: y",
        "https://example.com/\u202e",
        "http://[::1",
    ],
)
def test_all_else_is_not(address: str) -> None:
    assert not is_safe(address)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOUJI_ENDPOINT", raising=False)
    monkeypatch.delenv("GOUJI_TOKEN", raising=False)


def test_endpoint_of_the_call_comes_before_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(UnusableCall, match="GOUJI_ENDPOINT"):
        endpoint_of(None, None)
    monkeypatch.setenv("GOUJI_ENDPOINT", "https://a.example/")
    assert endpoint_of(None, None).address == "https://a.example"
    assert endpoint_of("https://b.example", None).address == "https://b.example"
    monkeypatch.setenv("GOUJI_ENDPOINT", "http://a.example/")
    with pytest.raises(UnusableCall, match="https"):
        endpoint_of(None, None)


def test_token_is_looked_for_only_when_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = endpoint_of("https://a.example", None)
    with pytest.raises(UnusableCall, match="GOUJI_TOKEN"):
        endpoint.token()
    monkeypatch.setenv("GOUJI_TOKEN", "  a.b.c\n")
    assert endpoint.token() == "a.b.c"
    file = tmp_path / "token"
    kept = endpoint_of("https://a.example", file)
    with pytest.raises(UnusableCall, match="没有这个文件"):
        kept.token()
    file.write_text("Bearer d.e.f\n")
    assert kept.token() == "d.e.f"
    file.write_text("\ufeffg.h.i")
    assert kept.token() == "g.h.i"  # renewed meanwhile


@pytest.mark.parametrize("text", ["a b", "a\nX-Evil: 1", "", "海曙", "$GOUJI_TOKEN", "a.b\x1b[31m"])
def test_what_is_no_token_is_refused_and_not_repeated(text: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(text)
    with pytest.raises(UnusableCall) as refused:
        endpoint_of("https://a.example", file).token()
    assert not text or text not in str(refused.value)


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableCall):
        endpoint_of("https://a.example", file).token()
