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
    given = store.office_files.given((place.office, place.year))
    names = names_of(given.office.roster, place.organ)
    previous = current_under(store, replace(place, year=place.year - 1), names)
    last = previous and (previous.upload_id, previous.state, previous.finished_at)
    digest = hashlib.sha256(encode((given.digest, last))).hexdigest()[:32]
    return Basis(given.office, previous, digest)


def current_under(store: Store, key: Key, names: Sequence[str]) -> SummaryItem | None:
    """The current upload under the first of an organ's names that has one."""
    found = (store.summary(key.office, key.year, name) for name in names)
    return next((item for item in found if item), None)
