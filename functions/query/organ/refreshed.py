"""A current report's result with what the rules of the season find of it now, among the office's other reports."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from functions.adapters.beside import beside, handed_in
from functions.adapters.store import Store, UploadItem
from functions.query.offices import office_of
from gouji.report import Key
from gouji.result import Result
from gouji.season.submission import days


def as_of_now(
    store: Store, place: Key, item: UploadItem, uploads: Sequence[UploadItem], result: Result
) -> Result:
    """Refresh the result of an organ's current upload. `uploads`: all of the organ's, newest first.

    Reads the office's year in small: under 1 MB for 300 organs.
    """
    sketch = store.sketch(item.upload_id)
    if sketch is None:
        return result
    # Late: no other route needs the rules' modules.
    from gouji.judging.context import SeasonContext
    from gouji.judging.season import outcomes
    from gouji.refreshing import refreshed

    office = office_of(store, place.office, place.year)
    is_scan = bool(item.recognised)
    year = handed_in(store, place.office, place.year)
    known = beside(store, item.upload_id, place, office.roster, uploads, year=year, is_scan=is_scan)
    context = SeasonContext(
        others=known.others,
        unread=known.unread,
        last_year=known.last_year,
        earlier=known.earlier,
        other_uploads=known.other_uploads,
        roster=office.roster,
        dates=days(
            place.year, item.event_time, [each.event_time for each in uploads], office.deadline
        ),
        settings=office.settings,
        missing=office.missing,
    )
    # The status is the verdict's, as everywhere: in lists, in messages, in the counts of the year.
    return replace(refreshed(result, outcomes(sketch, context)), status=result.status)


def findings_of_now(store: Store, place: Key, upload_id: str) -> frozenset[str]:
    """The keys of all findings of an organ's current report, those that hang on other reports included."""
    known = store.known(place)
    item = known.uploads.get(upload_id)
    result = store.result(upload_id) if item else None
    if item is None or result is None:
        return frozenset()
    uploads = [known.uploads[each.upload_id] for each in reversed(known.life.uploads)]
    return frozenset(
        finding.key for finding in as_of_now(store, place, item, uploads, result).findings
    )
