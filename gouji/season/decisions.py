"""Whether a decision fits how a report stands. Pure; what is refused says what may be decided instead."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from gouji.season.life import Action, Life

# Why a decision is refused. `conflict`: things are not as the reviewer saw them. `incomplete`: what was asked is none.
Fault = Literal[
    "not_current",
    "not_allowed",
    "no_finding_named",
    "finding_not_there",
    "already_waived",
    "not_waived",
    "no_reason",
    "not_about_findings",
]
CONFLICTS: frozenset[Fault] = frozenset(
    {"not_current", "not_allowed", "finding_not_there", "already_waived", "not_waived"}
)


class Request(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reviewer asks for: as in the contract, without what the system adds."""

    action: Action
    upload_id: str
    finding: str | None = None
    reason: str | None = None
    note: str | None = None


def fault_of(request: Request, life: Life, findings: Collection[str]) -> Fault | None:
    """Why a request cannot be carried out; None where it can. `findings`: the keys of all findings that stand now."""
    if request.action in {"waive", "restore"}:
        return (
            _malformed(request) or _unfit(request, life) or _about_finding(request, life, findings)
        )
    if request.finding is not None:
        return "not_about_findings"
    return _unfit(request, life)


def _malformed(request: Request) -> Fault | None:
    if not request.finding:
        return "no_finding_named"
    if request.action == "waive" and not (request.reason or "").strip():
        return "no_reason"
    return None


def _unfit(request: Request, life: Life) -> Fault | None:
    if request.upload_id != life.record.current:
        return "not_current"
    return None if request.action in life.record.may else "not_allowed"


def _about_finding(request: Request, life: Life, findings: Collection[str]) -> Fault | None:
    if request.action == "restore":
        return None if request.finding in life.waived else "not_waived"
    if request.finding not in findings:
        return "finding_not_there"
    return "already_waived" if request.finding in life.waived else None
