"""Who issues tokens: reachable, and what it says of itself is what tokens will say."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from typing import Final

import msgspec

from infra.preflight.findings import Finding, missing, ok

Fetch = Callable[[str], bytes]
_WELL_KNOWN: Final = "/.well-known/openid-configuration"
_SECONDS: Final = 10


class _Configuration(msgspec.Struct, frozen=True):
    issuer: str
    jwks_uri: str


def fetch(address: str) -> bytes:
    """What an address answers; OSError where it answers nothing, or no success."""
    with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - https, looked at before
        return bytes(answer.read())


def issuer(address: str, get: Fetch = fetch) -> Finding:
    """API Gateway fetches this address from the internet; the tokens' `iss` must be it, to the last slash."""
    if not address.startswith("https://"):
        return missing(f"TokenIssuer {address}: API Gateway takes https addresses alone.")
    try:
        found = msgspec.json.decode(get(address.rstrip("/") + _WELL_KNOWN), type=_Configuration)
    except OSError as error:
        return missing(
            f"TokenIssuer {address}: {_WELL_KNOWN} does not answer from here ({error});"
            " API Gateway must reach it from the internet."
        )
    except msgspec.MsgspecError as error:
        return missing(
            f"TokenIssuer {address}: {_WELL_KNOWN} is no OpenID configuration ({error})."
        )
    if found.issuer != address:
        return missing(
            f"TokenIssuer {address}: it calls itself {found.issuer}, and so will its tokens; give that."
        )
    if not found.jwks_uri.startswith("https://"):
        return missing(
            f"TokenIssuer {address}: its keys lie at {found.jwks_uri}, not behind https."
        )
    return ok(f"tokens come from {address}")
