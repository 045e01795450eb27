"""Where the endpoint is, and what lets us in: looked up when it is needed, and never shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from posixpath import expandvars  # the domain does without `os`
from typing import Final
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from gouji.faults import reason_of
from gouji.remote.faults import UnusableCall
from gouji.wording import remote as words

ENDPOINT: Final = "GOUJI_ENDPOINT"
TOKEN: Final = "GOUJI_TOKEN"  # noqa: S105 - the name of the variable
# What a header takes (RFC 6750); a token with a line break in it would write a header of its own.
_TOKEN_TEXT: Final = re.compile(r"[A-Za-z0-9._~+/-]+=*")


class Endpoint(Struct, frozen=True):
    """The address of the API without a slash at its end, and what gives the token each time that one is needed."""

    address: str
    token: Callable[[], str]


def endpoint_of(address: str | None, token_file: Path | None) -> Endpoint:
    """The endpoint of a call. UnusableCall where none is named, or where it may not be trusted with a token."""
    found = (address or variable(ENDPOINT) or "").strip().rstrip("/")
    if not found:
        raise UnusableCall(words.no_endpoint(ENDPOINT))
    if not is_safe(found):
        raise UnusableCall(words.UNSAFE_ENDPOINT)
    return Endpoint(found, lambda: _token(token_file))


def variable(name: str) -> str | None:
    """A variable of the environment; None where it is not set."""
    written = f"${name}"
    found = expandvars(written)
    return None if found == written else found


def is_safe(address: str) -> bool:
    """Whether nobody on the way reads along: https, or this very machine. No name and password in it."""
    try:
        parts = urlsplit(address)
        port_is_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if not port_is_number or not parts.hostname or parts.username is not None:
        return False
    if any(ch.isspace() or not ch.isprintable() for ch in address):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts))


def is_loopback(parts: SplitResult) -> bool:
    """Whether an address leads to this machine."""
    host = (parts.hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _token(file: Path | None) -> str:
    """The token, read anew: a long wait may outlive it, and whoever renews it writes the file again."""
    if file is None:
        text = variable(TOKEN)
        if not (text or "").strip():
            raise UnusableCall(words.no_token(TOKEN))
    else:
        text = _content(file)
    token = (text or "").strip().removeprefix("Bearer ").strip()
    if not _TOKEN_TEXT.fullmatch(token):
        raise UnusableCall(words.MALFORMED_TOKEN)
    return token


def _content(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableCall(words.MALFORMED_TOKEN) from None
    except OSError as error:
        raise UnusableCall(words.token_file_closed(str(file), reason_of(error))) from None
