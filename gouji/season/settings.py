"""What an office decided for a year: about the rules, and by when reports are to be handed in."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Any, Final, cast, get_args

from msgspec import Struct, field

from gouji.facts.office_files import Fault, FaultKind
from gouji.season.office_files import MalformedFile, decoded
from gouji.verdict import Severity

_SEVERITIES: Final = frozenset(get_args(Severity))
_KEYS: Final = frozenset({"off", "severities", "deadline"})

_Wrong = tuple[str, FaultKind]  # a word to find the line by, and what is wrong with it


class Settings(Struct, frozen=True):
    """What an office decided about the rules: which it switched off, and whose severity it changed."""

    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)


class OfficeSettings(Struct, frozen=True):
    """What an office set: about the rules, and by when reports are to be handed in."""

    rules: Settings = field(default_factory=Settings)
    deadline: date | None = None


def settings_from_json(content: bytes, file: str, rules: Container[str]) -> OfficeSettings:
    """Read `{"off": [rule ids], "severities": {rule id: severity}, "deadline": "2023-01-15"}`, all optional.

    `rules`: the ids that there are. Raises MalformedFile with all faults.
    """
    text = decoded(content, file)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise MalformedFile([Fault(file, line, "not_json")]) from error
    if not isinstance(data, dict):
        raise MalformedFile([Fault(file, 1, "no_object")])
    faults = [Fault(file, _line(text, word), kind, word) for word, kind in _wrong(data, rules)]
    if faults:
        raise MalformedFile(faults)
    severities = cast("Mapping[str, Severity]", data.get("severities", {}))
    deadline = data.get("deadline")
    return OfficeSettings(
        Settings(frozenset(data.get("off", ())), dict(severities)),
        date.fromisoformat(deadline) if deadline else None,
    )


def _wrong(data: Mapping[str, Any], rules: Container[str]) -> Iterator[_Wrong]:
    yield from ((key, "unknown_setting") for key in data if key not in _KEYS)
    off, severities = data.get("off", []), data.get("severities", {})
    if not isinstance(off, list):
        yield "off", "off_no_list"
        off = []
    if not isinstance(severities, dict):
        yield "severities", "severities_no_object"
        severities = {}
    for rule in (*off, *severities):
        if not isinstance(rule, str) or rule not in rules:
            yield str(rule), "unknown_rule"
    for rule, severity in severities.items():
        if not isinstance(severity, str) or severity not in _SEVERITIES:
            yield rule, "unknown_severity"
    if not _is_date(data.get("deadline", "")):
        yield "deadline", "no_date"


def _is_date(said: object) -> bool:
    try:
        return said == "" or bool(isinstance(said, str) and date.fromisoformat(said))
    except ValueError:
        return False


def _line(text: str, word: str) -> int:
    found = text.find(json.dumps(word, ensure_ascii=False))
    return text.count("\n", 0, max(found, 0)) + 1
