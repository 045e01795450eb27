"""What a verdict rests on beside the report and the office's others, in small; no rule is needed to know it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gouji.codec import encode
from gouji.season.roster import names_of

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store import Store, SummaryItem
    from gouji.report import Key


def basis_of(upload: Upload, store: Store) -> str:
    """A digest of what a verdict rests on beside the report and the office's others: the office's settings and roster,
    last year's current upload and when it was judged: where it is read again, it is judged again.
    """
    key = upload.place
    if key is None:
        return ""
    office = store.office(key.office, key.year)
    names = names_of(office.roster, key.organ)
    previous = current_under(store, replace(key, year=key.year - 1), names)
    said = (office, previous and (previous.upload_id, previous.state, previous.finished_at))
    return hashlib.sha256(encode(said)).hexdigest()[:32]


def current_under(store: Store, key: Key, names: Sequence[str]) -> SummaryItem | None:
    """The current upload under the first of an organ's names that has one."""
    found = (store.summary(key.office, key.year, name) for name in names)
    return next((item for item in found if item), None)
