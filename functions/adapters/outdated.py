"""Have judged again what rests on a report, or on what changed while it was judged."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec.structs import replace

from functions.adapters.basis import basis_of, given_and_current
from functions.adapters.rechecks import RecheckRequested, start_recheck

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store import Store
    from gouji.report import Key


def recheck_outdated(store: Store, upload: Upload, basis: str) -> None:
    """Have an upload's report judged again, where its verdict rests on what is no more in force.

    A change that comes while a report is judged is noticed here, after the verdict is stored; one that comes later
    finds the verdict when it lists what is to be judged again.
    """
    place = upload.place
    if place and (now := basis_of(place, store).digest) != basis:
        start_recheck(_of_organ(place, "outdated", f"{upload.upload_id}\n{now}"))


def recheck_taken_back(store: Store, place: Key, because: str) -> None:
    """Have judged again what rests on an upload that was taken back: next year's report, and the upload before it.

    That one is current again, and was judged by what was in force while it was. `because`: as of `recheck_next_year`.
    """
    if store.summary(place.office, place.year, place.organ):
        start_recheck(_of_organ(place, "taken_back", because))
    recheck_next_year(store, place, because)


def recheck_next_year(store: Store, place: Key, because: str) -> None:
    """Have the same organ's report of the next year judged again, if there is one: this one stands beside it.

    `because`: what happened to this one, by an id; once for each.
    """
    after = in_next_year(store, place)
    if after:
        start_recheck(_of_organ(after, "previous", because))


def in_next_year(store: Store, place: Key) -> Key | None:
    """Where the same organ's current report of the next year was handed in; None where there is none."""
    after = replace(place, year=place.year + 1)
    _given, found = given_and_current(store, after, after)
    return replace(after, organ=found.organ) if found else None


def _of_organ(place: Key, reason: str, because: str) -> RecheckRequested:
    said = f"{place.office}\n{place.year}\n{place.organ}\n{reason}\n{because}"
    name = hashlib.sha256(said.encode()).hexdigest()[:32]
    return RecheckRequested(name, place.office, place.year, reason, place.organ)
