"""A current report's result with what the rules of the season find of it now, among the office's other reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from functions.adapters.beside import EARLIER, all_of, beside, handed_in, of_other_kind
from functions.adapters.store import Known, Store, UploadItem
from functions.query.offices import office_of
from gouji.report import Key
from gouji.result import Result
from gouji.season.sketch import Sketch
from gouji.season.submission import Dates, days

if TYPE_CHECKING:
    from gouji.judging.season import SeasonOutcomes
    from gouji.season.office import Office


def as_of_now(store: Store, place: Key, item: UploadItem, own: Known, result: Result) -> Result:
    """Refresh the result of an organ's current upload. `own`: what is known of its report.

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
    uploads = own.newest_first
    year = handed_in(store, place.office, place.year)
    known = beside(store, item.upload_id, place, office.roster, uploads, year=year, is_scan=is_scan)
    context = SeasonContext(
        others=known.others,
        unread=known.unread,
        last_year=known.last_year,
        earlier=known.earlier,
        other_uploads=known.other_uploads,
        roster=office.roster,
        dates=_days(place.year, item, own, office),
        settings=office.settings,
        missing=office.missing,
    )
    # The status is the verdict's, as everywhere: in lists, in messages, in the counts of the year.
    return replace(refreshed(result, outcomes(sketch, context)), status=result.status)


def year_as_of_now(
    store: Store, office: str, year: int, lives: Mapping[str, Known]
) -> Mapping[str, SeasonOutcomes]:
    """What the rules of the season find now of every organ's current report; `lives`: what is known of each.

    As `as_of_now` has it of one, for all of them at once.
    """
    from gouji.judging.season import OfficeYear, outcomes_of_year  # late: as below

    given = office_of(store, office, year)
    filed = handed_in(store, office, year)
    uploads = {
        organ: known.newest_first for organ, known in lives.items() if organ in filed.current
    }
    adds_up = {organ.name for organ in given.roster or () if organ.aggregate}
    return outcomes_of_year(
        OfficeYear(
            current=filed.current,
            unread=filed.unread,
            last_year=all_of(store, office, year - 1) if adds_up else None,
            earlier=_earlier(store, office, year),
            other_uploads={o: _others(store, lives[o], own) for o, own in uploads.items()},
            roster=given.roster,
            dates={o: _days(year, _current(lives[o]), lives[o], given) for o in uploads},
            settings=given.settings,
            missing=given.missing,
        )
    )


def _days(year: int, item: UploadItem, known: Known, given: Office) -> Dates:
    at = [item.event_time for item in known.uploads.values()]
    returned = known.life.record.returned > 0
    return days(year, item.event_time, at, given.deadline, returned=returned)


def _current(known: Known) -> UploadItem:
    return known.uploads[str(known.life.record.current)]


def _earlier(store: Store, office: str, year: int) -> dict[str, list[Sketch]]:
    found: defaultdict[str, list[Sketch]] = defaultdict(list)
    for back in EARLIER:
        for item in store.sketches(office, year - back):
            found[item.sk].append(item.sketch)
    return found


def _others(store: Store, known: Known, uploads: Sequence[UploadItem]) -> tuple[Sketch, ...]:
    current = _current(known)
    others = (item for item in uploads if item.upload_id != current.upload_id)
    return tuple(of_other_kind(store, others, bool(current.recognised)))[::-1]


def findings_of_now(store: Store, place: Key, upload_id: str) -> frozenset[str]:
    """The keys of all findings of an organ's current report, those that hang on other reports included."""
    known = store.known(place)
    item = known.uploads.get(upload_id)
    result = store.result(upload_id) if item else None
    if item is None or result is None:
        return frozenset()
    shown = as_of_now(store, place, item, known, result)
    return frozenset(finding.key for finding in shown.findings)
