"""Development tokens: a key of this machine's own, its public half served by the local cloud itself.

`python -m local.tokens haishu yinzhou` prints one for two offices that the cloud of `make up` accepts.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import time
from pathlib import Path
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

STATE: Final = Path(__file__).parents[1] / ".local"
PORT: Final = "4566"
AUDIENCE: Final = "gouji"
BUCKET: Final = "gouji-tokens"
KEYS: Final = ".well-known/jwks.json"
_KEY_ID: Final = "local"
_A_DAY: Final = 24 * 3600


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

    def token(self, *offices: str, lifetime: int = _A_DAY) -> str:
        """A token for these offices, valid for `lifetime` seconds."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "iat": now - 1,
            "exp": now + lifetime,
            "offices": list(offices),
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": _KEY_ID})


def _key(path: Path) -> rsa.RSAPrivateKey:
    if not path.exists():
        fresh = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        path.touch(mode=0o600)
        path.write_bytes(
            fresh.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{path} holds no RSA key")
    return key


def _base64(number: int) -> str:
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def main() -> None:
    """Print a token for the offices named; PORT as for `make up`."""
    parser = argparse.ArgumentParser(prog="python -m local.tokens")
    parser.add_argument("offices", nargs="+", metavar="OFFICE")
    offices = parser.parse_args().offices
    STATE.mkdir(exist_ok=True)
    endpoint = f"http://127.0.0.1:{os.environ.get('PORT', PORT)}"
    print(TokenIssuer(STATE, endpoint).token(*offices))


if __name__ == "__main__":
    main()
