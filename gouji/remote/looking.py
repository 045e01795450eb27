"""`gouji status`: what a token opens, how a year stands, how one report stands."""

from __future__ import annotations

import argparse
import base64
import binascii
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from gouji.checking import encodable
from gouji.output import escaped, say, shown_lines
from gouji.remote.calling import client_of
from gouji.remote.client import Client, path_of
from gouji.remote.endpoint import endpoint_of
from gouji.remote.faults import UnusableCall
from gouji.remote.handing_in import Place
from gouji.remote.showing import exit_of, lines_of
from gouji.remote.verdicts import Fields, field, fields_of, line_of, read
from gouji.wording import remote as words
from gouji.wording.verdict import Line

_CLAIMS: Final = ("offices", "reviews", "organs")
_T = TypeVar("_T")


class _Years(Struct, frozen=True):
    items: tuple[int, ...]


class _Counts(Struct, frozen=True):
    expected: int | None = None


class _Season(Struct, frozen=True):
    deadline: str
    counts: _Counts


class _Organs(Struct, frozen=True):
    items: tuple[msgspec.Raw, ...]
    next: str | None = None


def status(options: argparse.Namespace) -> int:
    """Tell how it stands, as narrowly as the call says. That of a report has the exit status of its verdict."""
    if options.year and not options.office:
        raise UnusableCall(words.NEEDS_OFFICE)
    if options.organ and not options.year:
        raise UnusableCall(words.NEEDS_YEAR if options.office else words.NEEDS_OFFICE)
    if options.office is None:
        return _token(options)
    client = client_of(options)
    if options.year is None:
        return _years(client, options.office, as_json=options.json)
    place = Place(options.office, options.year)
    if options.organ is None:
        return _season(client, place, as_json=options.json)
    return _report(client, place, options.organ, as_json=options.json)


def _token(options: argparse.Namespace) -> int:
    """What the token says of itself. It is not checked here: only the endpoint can."""
    claims = _claims(endpoint_of(options.endpoint, options.token_file).token())
    named = {name: _listed(claims.get(name)) for name in _CLAIMS}
    expires = claims.get("exp")
    until = None
    if isinstance(expires, int) and 0 < expires < 2**33:
        until = datetime.fromtimestamp(expires).astimezone().isoformat(sep=" ", timespec="minutes")
    if options.json:
        say(escaped(line_of({}, **named, expires_at=until)))
    else:
        say(shown_lines(words.token_page(named, until)).removesuffix("\n"))
    return 0


def _claims(token: str) -> Mapping[str, object]:
    """The claims of a JWT, as they stand there. UnusableCall where it is none."""
    try:
        text = token.split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (IndexError, ValueError, binascii.Error, RecursionError):
        raise UnusableCall(words.MALFORMED_TOKEN) from None
    if not isinstance(found, dict):
        raise UnusableCall(words.MALFORMED_TOKEN)
    return found


def _listed(claim: object) -> tuple[str, ...]:
    return tuple(map(str, claim)) if isinstance(claim, list) else ()


def _years(client: Client, office: str, *, as_json: bool) -> int:
    fields = fields_of(client.ask("GET", path_of("offices", office, "years")).content)
    if as_json:
        say(escaped(line_of(fields, office=office)))
    else:
        years = _as(fields, _Years).items
        say(shown_lines(words.years_page(office, years)).removesuffix("\n"))
    return 0


def _season(client: Client, place: Place, *, as_json: bool) -> int:
    fields = fields_of(client.ask("GET", place.path).content)
    organs = _organs(client, place)
    if as_json:
        told = {**fields, "organs": msgspec.Raw(msgspec.json.encode(organs))}
        say(escaped(line_of(told)))
        return 0
    season = _as(fields, _Season)
    listed = [read(organ, words.ListedOrgan) for organ in organs]
    page = words.season_page(
        place.office, place.year, season.deadline, season.counts.expected, listed
    )
    say(shown_lines(page).removesuffix("\n"))
    return 0


def _organs(client: Client, place: Place) -> list[msgspec.Raw]:
    found: list[msgspec.Raw] = []
    query = {"limit": "100"}
    while True:
        reply = client.ask("GET", f"{place.path}/organs", query=query)
        page = read(reply.content, _Organs)
        found += page.items
        if page.next is None:
            return found
        query["cursor"] = page.next


def _report(client: Client, place: Place, organ: str, *, as_json: bool) -> int:
    fields = fields_of(client.ask("GET", place.report(organ)).content)
    if as_json:
        say(escaped(line_of(fields)))
        return exit_of(fields)
    name = encodable(organ)
    lines = [
        Line(f"■ {name}  {place.year}年度", tone="file"),
        words.report_line(str(field(fields, "standing"))),
    ]
    say(shown_lines([*lines, *lines_of(fields, name)]).removesuffix("\n"))
    return exit_of(fields)


def _as(fields: Fields, kind: type[_T]) -> _T:
    return read(msgspec.json.encode(fields), kind)
