"""What the page is made of, by name: each file's bytes, its media type, and the version of them all.

Modules import each other as `./name.js`, wherever they stand here: all are served from one folder, whose name is the
version. So a browser may keep them for good, and never has modules of two releases side by side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from msgspec import Struct

from gouji.codec import encode
from gouji.page import assets as shared
from gouji.page.forms import forms
from gouji.wording.screen.interface import LABELS
from gouji.wording.screen.office import ENTRIES
from gouji.wording.screen.views import VIEWS

_ROOMS: Final = ("web", shared.__name__)
_TYPES: Final = {"js": "text/javascript", "css": "text/css"}
_INDEX: Final = "index.html"
_POLICY: Final = '<meta http-equiv="Content-Security-Policy" content="{}">'
WORDS: Final[Mapping[str, tuple[str, str]]] = {**ENTRIES, **VIEWS}


class Asset(NamedTuple):
    """One file of the page."""

    content: bytes
    media_type: str


class Config(Struct, frozen=True, kw_only=True):
    """What the page is told when it is served.

    `api`: address of the HTTP API, with a slash at its end; None where it lies beside the page. `issuer`: who signs in
    by OpenID Connect; without a `client` the page is entered by links that carry a token. `token`: which one of the
    issuer's tokens the API takes.
    """

    api: str | None = None
    issuer: str = ""
    client: str = ""
    scopes: str = "openid profile"
    token: str = "access_token"  # noqa: S105 - which one, not one


@cache
def assets() -> Mapping[str, Asset]:
    """All files but the page itself."""
    found = {name: asset for room in _ROOMS for name, asset in _files_of(room)}
    return found | {f"{name}.js": _module(name, value) for name, value in made().items()}


def made() -> Mapping[str, object]:
    """What modules export that are no files, each under its own name: words in two languages, the form's tables.

    `labels`: the words of a report's own page.
    """
    return {"entries": WORDS, "labels": LABELS, "forms": forms()}


@cache
def version() -> str:
    """16 hex digits over all files: another content has another."""
    digest = hashlib.sha256()
    for name, asset in sorted(assets().items()):
        digest.update(f"{name}\0{len(asset.content)}\0".encode() + asset.content)
    return digest.hexdigest()[:16]


def index(config: Config, policy: str = "") -> bytes:
    """The page itself, in UTF-8. Its addresses are relative: the API may lie below a path.

    `policy`: where no header says it.
    """
    text = files("web").joinpath(_INDEX).read_text(encoding="utf-8")
    words = {name: escape(ENTRIES[name][0]) for name in ("product", "no_script", "not_started")}
    return text.format(
        folder=f"assets/{version()}",
        config=escape(encode(config).decode()),
        policy=_POLICY.format(escape(policy)) if policy else "",
        **words,
    ).encode()


def policy(shown: Iterable[str], connected: Iterable[str]) -> str:
    """The Content-Security-Policy: nothing but what lies beside the page, and origins that are named.

    `shown`: where pictures of documents lie, and large answers; `connected`: what else is asked.
    """
    buckets = dict.fromkeys(shown)
    asked = dict.fromkeys([*buckets, *connected])
    return "; ".join(
        (
            *("default-src 'none'", "script-src 'self'", "style-src 'self'"),
            " ".join(("img-src 'self' data:", *buckets)),
            " ".join(("connect-src 'self'", *asked)),
            *("base-uri 'none'", "form-action 'none'"),
            *("require-trusted-types-for 'script'", "trusted-types 'none'"),
        )
    )


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def write_folder(
    folder: Path, config: Config, buckets: Sequence[str], issuers: Sequence[str]
) -> None:
    """Write the page as a folder that any web server can serve; files of other versions are left where they are.

    The policy stands in the page, as far as it can: that nobody may frame the page is for the server's headers to say.
    """
    asked = [origin(address) for address in (config.api, config.issuer) if address]
    below = folder / "assets" / version()
    below.mkdir(parents=True, exist_ok=True)
    for name, asset in assets().items():
        (below / name).write_bytes(asset.content)
    # Last: it names the others.
    (folder / _INDEX).write_bytes(index(config, policy(buckets, [*asked, *issuers])))


def _files_of(room: str) -> Iterator[tuple[str, Asset]]:
    for path in files(room).iterdir():
        kind = path.name.rpartition(".")[2]
        if kind in _TYPES:
            yield path.name, Asset(path.read_bytes(), _TYPES[kind])


def _module(name: str, value: object) -> Asset:
    return Asset(b"export const %b = %b;\n" % (name.encode(), encode(value)), _TYPES["js"])
