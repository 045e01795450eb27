"""What was answered to a request that carries an Idempotency-Key, so that its repetition gets the same answer."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct, convert

from functions.adapters.store.table import ABSENT, Table

if TYPE_CHECKING:
    from functions.adapters.store.table import Write


class Repeated(Struct, frozen=True):
    """A request that may be repeated: whose, with which key, and the digest of what it asks."""

    office: str
    sub: str
    key: str
    digest: str

    @property
    def partition(self) -> str:
        """Where its answer stands; keys are anybody's text, so only their digest is part of it."""
        named = hashlib.sha256(f"{self.sub}\n{self.key}".encode()).hexdigest()
        return f"REQUEST#{self.office}#{named}"


class AnswerItem(Struct, frozen=True):
    """What was answered, as JSON; `digest`: of what was asked."""

    pk: str
    sk: str
    digest: str
    body: str


class Idempotency:
    """The answers kept in a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(self, request: Repeated, body: str) -> Write:
        """Keep the answer to a request that was not answered."""
        return self._table.put(
            AnswerItem(request.partition, "ANSWER", request.digest, body), ABSENT
        )

    def get(self, request: Repeated) -> AnswerItem | None:
        """The answer to a request of this key; None where there is none."""
        row = self._table.get(request.partition, "ANSWER")
        return convert(row, AnswerItem) if row else None
