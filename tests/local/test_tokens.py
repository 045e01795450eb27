"""Tokens hold what the authorizer asks for; the key is made once and is the owner's alone."""

from __future__ import annotations

import json
from pathlib import Path

import jwt
import pytest

from local import tokens
from local.tokens import AUDIENCE, TokenIssuer

ENDPOINT = "http://127.0.0.1:4566"


def _claims(issuer: TokenIssuer, token: str) -> dict[str, object]:
    (key,) = json.loads(issuer.key_set())["keys"]
    assert jwt.get_unverified_header(token)["kid"] == key["kid"]
    public = jwt.PyJWK(key)
    return jwt.decode(token, public, ["RS256"], audience=AUDIENCE, issuer=issuer.issuer)


def test_token_verifies_with_the_published_key_and_names_the_offices(tmp_path: Path) -> None:
    issuer = TokenIssuer(tmp_path, ENDPOINT)
    assert _claims(issuer, issuer.token("haishu", "yinzhou"))["offices"] == ["haishu", "yinzhou"]


def test_expired_token_is_refused(tmp_path: Path) -> None:
    issuer = TokenIssuer(tmp_path, ENDPOINT)
    with pytest.raises(jwt.ExpiredSignatureError):
        _claims(issuer, issuer.token("haishu", lifetime=-60))


def test_key_outlives_the_process_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    token = TokenIssuer(tmp_path, ENDPOINT).token("haishu")
    assert _claims(TokenIssuer(tmp_path, ENDPOINT), token)["offices"] == ["haishu"]
    (path,) = tmp_path.glob("*.pem")
    assert path.stat().st_mode & 0o777 == 0o600


def _printed(
    arguments: str,
    state: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, object]:
    """The claims of the token that the command prints."""
    monkeypatch.setenv("STATE", str(state))
    monkeypatch.setenv("PORT", "4567")
    assert tokens.main(arguments.split()) == 0
    issuer = TokenIssuer(state, "http://127.0.0.1:4567")
    found = _claims(issuer, capsys.readouterr().out.strip())
    return {name: found[name] for name in found if name not in {"iss", "aud", "iat", "exp"}}


@pytest.mark.parametrize(
    ("arguments", "claims"),
    [
        ("yunping hailan", {"offices": ["yunping", "hailan"]}),
        (
            "yunping --reviews yunping hailan --organs yunping/某局",
            {
                "offices": ["yunping"],
                "reviews": ["yunping", "hailan"],
                "organs": ["yunping/%E6%9F%90%E5%B1%80"],
            },
        ),
        ("--organs yunping/某局", {"organs": ["yunping/%E6%9F%90%E5%B1%80"]}),
        ("--organs yunping/a%b", {"organs": ["yunping/a%25b"]}),
        ("--reviews yunping --reviews hailan", {"reviews": ["yunping", "hailan"]}),
        (
            "--sub 007 --name 张三 yunping",
            {"offices": ["yunping"], "sub": "007", "name": "张三"},
        ),
    ],
)
def test_command_prints_what_is_granted(
    arguments: str,
    claims: dict[str, object],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    none: dict[str, object] = {"offices": [], "reviews": [], "organs": [], "sub": "local"}
    assert _printed(arguments, tmp_path / "new", capsys, monkeypatch) == none | claims


@pytest.mark.parametrize(
    "arguments",
    ["", "YUNPING", "云坪", "--organs 某局", "--organs yunping/", "--sub", "yunping --office x"],
)
def test_what_is_no_call_is_refused_in_chinese(
    arguments: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tokens.main(arguments.split()) == 2
    out, said = capsys.readouterr()
    assert not out
    assert said.count("\n") == 1
    assert said[0] > "\u4e00" or said.startswith("--organs")


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        tokens.main(["--help"])
    assert capsys.readouterr().out.startswith("用法：")
