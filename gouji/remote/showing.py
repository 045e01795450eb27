"""What an endpoint says of a report, as `gouji check` shows it: lines, and the exit status that goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from gouji.remote.ending import NOT_READ, NOT_YET
from gouji.remote.faults import AnotherRelease
from gouji.remote.verdicts import Fields, field, result_of
from gouji.wording import remote as words
from gouji.wording import verdict
from gouji.wording.verdict import Line

_EXIT: Final[Mapping[str, int]] = {"passed": 0, "flagged": 1}


def exit_of(fields: Fields) -> int:
    """0 passed, 1 flagged, 2 whatever else is a verdict; 75 where there is none yet."""
    status = field(fields, "status")
    return _EXIT.get(str(status), NOT_READ) if status is not None else NOT_YET


def lines_of(fields: Fields, file: str) -> Iterator[Line]:
    """The verdict; where there is none, why."""
    try:
        result = result_of(fields, file)
    except AnotherRelease:
        yield from words.in_outline(
            str(field(fields, "status")), _text(field(fields, "reason")), _messages(fields)
        )
        return
    if result is None:
        yield Line(_unjudged(field(fields, "upload")), tone="incomplete")
    else:
        yield from verdict.page(result)


def _unjudged(upload: object) -> str:
    """Why an upload has no verdict."""
    found = upload if isinstance(upload, dict) else {}
    if found.get("state") == "failed":
        return words.failed(_text(found.get("reason")))
    return words.NO_VERDICT_YET


def _messages(fields: Fields) -> list[str]:
    findings = field(fields, "findings")
    found = findings if isinstance(findings, list) else []
    return [str(each.get("message", "")) for each in found if isinstance(each, dict)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
