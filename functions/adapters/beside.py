"""What stands beside a report in its office's year, and in its organ's earlier ones: all of it in small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from gouji.organs import find
from gouji.season.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from functions.adapters.messages import Upload
    from functions.adapters.store import Store, UploadItem
    from gouji.organs import Organ
    from gouji.report import Key

EARLIER: Final = range(2, 5)  # years back; last year's report is compared whole
# How reports stand, and uploads, that have nothing to be set beside others.
UNREAD: Final = frozenset({"received", "failed", "unreadable"})


class Beside(Struct, frozen=True):
    """As `SeasonContext` has it: the office's current reports, the organs of which there is no reading, last year's
    reports (of the one that adds up all others), the organ's earlier ones, its other uploads.

    The organ's own current report is among them, which the rules set beside no report of the organ.
    """

    others: tuple[Sketch, ...]
    unread: tuple[str, ...]
    last_year: tuple[Sketch, ...] | None
    earlier: tuple[Sketch, ...]
    other_uploads: tuple[Sketch, ...]


class HandedIn(Struct, frozen=True):
    """The current reports of an office's year by their organs, and the organs of which there is no reading."""

    current: Mapping[str, Sketch]
    unread: tuple[str, ...]


def handed_in(store: Store, office: str, year: int) -> HandedIn:
    """Fetch what was handed in."""
    records = [item for item in store.records(office, year) if item.current]
    current = {item.current for item in records if item.standing not in UNREAD}
    return HandedIn(
        {i.sk: i.sketch for i in store.sketches(office, year) if i.upload_id in current},
        tuple(item.organ for item in records if item.standing in UNREAD),
    )


def beside(
    store: Store,
    upload_id: str,
    place: Key,
    roster: Sequence[Organ] | None,
    uploads: Sequence[UploadItem],
    *,
    year: HandedIn,
    is_scan: bool,
) -> Beside:
    """Fetch it. `uploads`: the organ's own of the year, newest first; `is_scan`: whether this one is read so.

    `year`: what the office's organs handed in for the year.
    """
    entry = find(roster or (), place.organ)
    return Beside(
        others=tuple(year.current.values()),
        unread=tuple(organ for organ in year.unread if organ != place.organ),
        last_year=all_of(store, place.office, place.year - 1)
        if entry and entry.aggregate
        else None,
        earlier=tuple(
            item.sketch
            for item in store.sketches_of(
                place.office, place.organ, (place.year - back for back in EARLIER)
            )
        ),
        other_uploads=tuple(
            of_other_kind(store, (i for i in uploads if i.upload_id != upload_id), is_scan)
        )[::-1],
    )


def file_digest(upload: Upload) -> str | None:
    """What tells the upload's bytes from others: S3's ETag and the size."""
    return f"{upload.etag}-{upload.size}" if upload.etag else None


def all_of(store: Store, office: str, year: int) -> tuple[Sketch, ...]:
    """Every organ's current report of an office's year."""
    current = {item.current for item in store.records(office, year)}
    return tuple(i.sketch for i in store.sketches(office, year) if i.upload_id in current)


def of_other_kind(
    store: Store,
    uploads: Iterable[UploadItem],
    is_scan: bool,
) -> Iterator[Sketch]:
    """Those that are read where this one is recognised, or the other way round."""
    for item in uploads:
        if item.state not in UNREAD and bool(item.recognised) != is_scan:
            sketch = store.sketch(item.upload_id)
            if sketch:
                yield sketch
