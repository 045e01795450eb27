"""What a verdict rests on beside the report and the office's others, in small; no rule is needed to know it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from gouji.codec import encode
from gouji.season.roster import names_of

if TYPE_CHECKING:
    from functions.adapters.store import Store, SummaryItem
    from functions.adapters.store.office import Given
    from gouji.report import Key
    from gouji.season.office import Office


class Basis(NamedTuple):
    """What the office gave, and last year's current upload where there is one; a digest of both.

    By the digest it is noticed where one of them changed: where last year's is read again, it is judged again.
    """

    office: Office
    previous: SummaryItem | None
    digest: str


def basis_of(place: Key, store: Store) -> Basis:
    """Fetch what a verdict rests on beside the report and the office's others."""
    before = replace(place, year=place.year - 1)
    given, previous = given_and_current(store, place, before)
    last = previous and (previous.upload_id, previous.state, previous.finished_at)
    digest = hashlib.sha256(encode((given.digest, last))).hexdigest()[:32]
    return Basis(given.office, previous, digest)


def given_and_current(store: Store, of: Key, key: Key) -> tuple[Given, SummaryItem | None]:
    """What an office gave for the year `of`, and the current upload of `key` under the organ's names there."""
    given, current = store.given(of.office, of.year, key)
    _own, *others = names_of(given.office.roster, key.organ)
    return given, current or current_under(store, key, others)


def current_under(store: Store, key: Key, names: Sequence[str]) -> SummaryItem | None:
    """The current upload under the first of an organ's names that has one."""
    found = (store.summary(key.office, key.year, name) for name in names)
    return next((item for item in found if item), None)
