"""Development tokens: a key of this machine's own, its public half served by the local cloud itself.

`python -m local.tokens haishu yinzhou` prints one with which two offices' years can be read in the cloud of `make up`.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn
from urllib.parse import quote

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local.settings import Settings, UnusableSetting

AUDIENCE: Final = "gouji"
BUCKET: Final = "gouji-tokens"
KEYS: Final = ".well-known/jwks.json"
_KEY_ID: Final = "local"
_A_DAY: Final = 24 * 3600
_SUB: Final = "local"
_OFFICE: Final = re.compile(r"[a-z0-9-]+")
_ORGAN: Final = re.compile(r"[a-z0-9-]+/[^/]+")
_HELP: Final = f"""\
用法：python -m local.tokens [单位…] [--reviews 单位…] [--organs 单位/机关名称…] [--sub 账号] [--name 姓名]

签发本机云的令牌，有效一天。PORT 和 STATE 与 make up 所用的相同。

  单位        可查询这些审核单位各年度的报告
  --reviews   可为这些审核单位作出审核决定、修改设置和名册、重新核对
  --organs    可为这些机关报送，并查询其报告
  --sub       操作记录中的账号，默认为 {_SUB}
  --name      操作记录中的姓名
"""


class TokenIssuer:
    """Issues tokens for one local cloud; the key is made on first use and kept in its state folder."""

    def __init__(self, state: Path, endpoint: str) -> None:
        self.issuer = f"{endpoint}/{BUCKET}"
        self._key = _key(state / "token-key.pem")

    def key_set(self) -> bytes:
        """The public key as a JSON Web Key Set."""
        numbers = self._key.public_key().public_numbers()
        key = {
            "kty": "RSA",
            "alg": "RS256",
            "use": "sig",
            "kid": _KEY_ID,
            "n": _base64(numbers.n),
            "e": _base64(numbers.e),
        }
        return json.dumps({"keys": [key]}).encode()

    def token(
        self,
        *offices: str,
        reviews: Sequence[str] = (),
        organs: Sequence[str] = (),
        sub: str = _SUB,
        name: str | None = None,
        lifetime: int = _A_DAY,
    ) -> str:
        """A token of somebody who may read and review these offices and hand in for these `office/organ`.

        It is valid for `lifetime` seconds.
        """
        now = int(time.time())
        claims: dict[str, object] = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "iat": now - 1,
            "exp": now + lifetime,
            "offices": list(offices),
            "reviews": list(reviews),
            "organs": [quote(organ) for organ in organs],  # a gateway joins a list with spaces
            "sub": sub,
        }
        if name:
            claims["name"] = name
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": _KEY_ID})


def _key(path: Path) -> rsa.RSAPrivateKey:
    if not path.exists():
        fresh = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part") as draft:
            draft.write(
                fresh.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
            draft.flush()
            with contextlib.suppress(FileExistsError):  # another process was quicker: its key holds
                path.hardlink_to(draft.name)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{path} holds no RSA key")
    return key


def _base64(number: int) -> str:
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese: argparse's own words are English."""

    def format_help(self) -> str:
        return _HELP

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's English
        raise UnusableSetting(f"参数不对。{_HELP.splitlines()[0]}")


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Offices, reviews, organs, sub and name. UnusableSetting where they are not as the help says."""
    parser = _Parser(allow_abbrev=False)
    parser.add_argument("offices", nargs="*")
    parser.add_argument("--reviews", nargs="+", action="extend", default=[])
    parser.add_argument("--organs", nargs="+", action="extend", default=[])
    parser.add_argument("--sub", default=_SUB)
    parser.add_argument("--name")
    found = parser.parse_intermixed_args(arguments)
    for office in (*found.offices, *found.reviews):
        if not _OFFICE.fullmatch(office):
            raise UnusableSetting(f"审核单位由小写字母、数字和连字符组成，而不是“{office}”。")
    for organ in found.organs:
        if not _ORGAN.fullmatch(organ):
            raise UnusableSetting(f"--organs 要写成 单位/机关名称，而不是“{organ}”。")
    if not (found.offices or found.reviews or found.organs):
        raise UnusableSetting(f"没有写明单位或机关。{_HELP.splitlines()[0]}")
    return found


def main(arguments: Sequence[str]) -> int:
    """Print a token; PORT and STATE as for `make up`. 2 where an argument or a setting is unusable."""
    try:
        granted = _parsed(arguments)
        settings = Settings.of(os.environ)
    except UnusableSetting as error:
        print(error, file=sys.stderr)
        return 2
    settings.state.mkdir(parents=True, exist_ok=True)
    issuer = TokenIssuer(settings.state, settings.endpoint)
    print(
        issuer.token(
            *granted.offices,
            reviews=granted.reviews,
            organs=granted.organs,
            sub=granted.sub,
            name=granted.name,
        )
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
