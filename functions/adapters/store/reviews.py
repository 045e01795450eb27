"""Decisions about reports: appended where they fit, once however often they are asked for."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from functions.adapters.store.idempotency import Idempotency, Repeated
from functions.adapters.store.items import DECISION, DecisionItem, organ_partition
from functions.adapters.store.lives import Change, Known, Lives
from functions.adapters.store.outbox import Address, Outbox, Pending
from functions.adapters.store.table import now
from gouji.codec import decode, encode
from gouji.season.decisions import Fault, Request, fault_of
from gouji.season.life import Decision, Life, Reviewer

if TYPE_CHECKING:
    from functions.adapters.store.table import Table, Write
    from gouji.report import Key


class Undecidable(Exception):
    """A decision does not fit: why, and the life of the report that it does not fit."""

    def __init__(self, fault: Fault, life: Life) -> None:
        super().__init__(fault)
        self.fault = fault
        self.life = life


class OtherRequest(Exception):
    """The Idempotency-Key was used for another request."""


class Reviews:
    """What reviewers decide."""

    def __init__(self, table: Table, lives: Lives, outbox: Outbox) -> None:
        self._table = table
        self._lives = lives
        self._outbox = outbox
        self._idempotency = Idempotency(table)

    def decide(
        self,
        place: Key,
        by: Reviewer,
        request: Request,
        findings: Collection[str],
        repeated: Repeated | None,
    ) -> Decision:
        """Append a decision; a return has the organ told. Raises Undecidable, OtherRequest."""
        answers: list[Decision] = []

        def decided(known: Known) -> Change | None:
            earlier = self._answered(repeated)
            decision = earlier or _decision(known.life, by, request, findings)
            answers.append(decision)
            return None if earlier else self._change(place, known, decision, repeated)

        self._lives.change(place, decided)
        return answers[-1]

    def is_answered(self, repeated: Repeated) -> bool:
        """Whether the request had a decision as its answer. Raises OtherRequest."""
        return self._answered(repeated) is not None

    def _answered(self, repeated: Repeated | None) -> Decision | None:
        """The decision that the same request had as its answer."""
        answer = self._idempotency.get(repeated) if repeated else None
        if answer is None or repeated is None:
            return None
        if answer.digest != repeated.digest:
            raise OtherRequest
        return decode(answer.body.encode(), Decision)

    def _change(
        self, place: Key, known: Known, decision: Decision, repeated: Repeated | None
    ) -> Change:
        body = encode(decision).decode()
        pk = organ_partition(place.office, place.year, place.organ)
        item = DecisionItem(pk, f"{DECISION}{decision.number:06d}", body)
        writes: list[Write] = [self._table.put(item)]
        if repeated:
            writes.append(self._idempotency.put(repeated, body))
        if decision.action == "return":
            address = Address(place.office, place.organ)
            writes.append(self._outbox.put(address, _returned(place, decision, body)))
        return Change(writes, known.with_decision(item))


def _decision(life: Life, by: Reviewer, request: Request, findings: Collection[str]) -> Decision:
    own = life.current.findings if life.current else ()
    fault = fault_of(request, life, {*findings, *(finding.key for finding in own)})
    if fault:
        raise Undecidable(fault, life)
    return Decision(
        id=uuid.uuid4().hex,
        number=len(life.decisions) + 1,
        at=now(),
        by=by,
        action=request.action,
        upload_id=request.upload_id,
        finding=request.finding,
        reason=request.reason,
        note=request.note,
    )


def _returned(place: Key, decision: Decision, body: str) -> Pending:
    return Pending(
        id=decision.id,
        kind="returned",
        at=decision.at,
        office=place.office,
        year=place.year,
        organ=place.organ,
        upload_id=decision.upload_id,
        about=body,
    )
