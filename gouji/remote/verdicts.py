"""An answer of the API about a report → the result that it is, as `gouji check` has it."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from gouji.remote.faults import AnotherRelease, Unreachable
from gouji.result import Result

Fields = dict[str, msgspec.Raw]
_NULL: Final = b"null"
_MAY_BE_NULL: Final = frozenset({"reason", "organ", "year", "rules"})
_T = TypeVar("_T")


def read(content: bytes | msgspec.Raw, kind: type[_T]) -> _T:
    """An answer of the API. Unreachable where something else answers."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):  # the second of a text that is no UTF-8
        raise Unreachable("answer") from None


def fields_of(content: bytes) -> Fields:
    """The fields of an answer as they stand there: numbers keep all their digits. Unreachable where it is no object."""
    return read(content, Fields)


def field(fields: Fields, name: str) -> object:
    """One field's value; None where it is not there."""
    return msgspec.json.decode(fields[name]) if name in fields else None


def is_null(fields: Fields, name: str) -> bool:
    """Whether a field is not there, or says nothing."""
    return bytes(fields.get(name, msgspec.Raw(_NULL))) == _NULL


def line_of(fields: Fields, **about: object) -> str:
    """The answer on one line, with other fields before its own."""
    told = {name: msgspec.Raw(msgspec.json.encode(value)) for name, value in about.items()}
    rest = {name: value for name, value in fields.items() if name not in told}
    return msgspec.json.format(msgspec.json.encode(told | rest), indent=0).decode()


def result_of(fields: Fields, file: str) -> Result | None:
    """The result, under the name that the file has here; None where there is none yet.

    What a release has that is not ours is left out; where even so it is not understood, AnotherRelease.
    """
    if is_null(fields, "status"):
        return None
    own = {
        name: value
        for name, value in fields.items()
        if name in Result.__struct_fields__ and (name in _MAY_BE_NULL or not is_null(fields, name))
    }
    own["file"] = msgspec.Raw(msgspec.json.encode(file))
    if "findings" in own:
        own["findings"] = _without_waivers(own["findings"])
    try:
        return msgspec.json.decode(msgspec.json.encode(own), type=Result)
    except msgspec.DecodeError as error:
        raise AnotherRelease(str(error)) from None


def _without_waivers(findings: msgspec.Raw) -> msgspec.Raw:
    """Findings as judging makes them: who waived one is the API's own."""
    found = msgspec.json.decode(findings, type=list[Fields])
    for finding in found:
        finding.pop("waived", None)
    return msgspec.Raw(msgspec.json.encode(found))
