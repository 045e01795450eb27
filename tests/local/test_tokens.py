"""Tokens hold what the authorizer asks for; the key is made once and is the owner's alone."""

from __future__ import annotations

import json
from pathlib import Path

import jwt
import pytest

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
