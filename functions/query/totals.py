"""The sums of an office's reports, cell by cell, and the organs behind one. Nothing uncertain is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from functions.adapters.store import FiguresItem, RecordItem, SummaryItem
from functions.query import models
from functions.query.models import Total, TotalList
from functions.query.offices import deadline, filed_of, office_of, today
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.tables import opened
from gouji.form import all_cell_ids
from gouji.season import totals as season
from gouji.season.office import Office
from gouji.season.overview import Entry, overview

Of = Literal["current", "accepted"]


@dataclass(frozen=True)
class Counted:
    """The reports that are added up: figures and uploads by organ, its group, how many stand how.

    `left_out`: the names under which there are reports that must not be added beside the others.
    """

    figures: Mapping[str, season.Figures]
    uploads: Mapping[str, str]
    groups: Mapping[str, str | None]
    reports: Mapping[str, int]
    left_out: tuple[str, ...]


def year_totals(request: Request) -> TotalList:
    """Sum the current or the accepted reports of an office's year by cell."""
    counted = counted_of(request)
    items = season.totals(counted.figures) if counted.figures else []
    return TotalList(
        reports=counted.reports,
        items=[_shown(total) for total in items],
        left_out=counted.left_out,
        next=None,
    )


def cell(request: Request) -> models.CellTotal:
    """The total of one cell, and what each organ's report has there."""
    cell_id = request.path["cell"]
    if cell_id not in all_cell_ids():
        raise Refused(404, f"没有编号为 {cell_id} 的格。")
    limit, after = request.limit, request.cursor(".+") or ""
    counted = counted_of(request)
    parts = {part.organ: part for part in season.shares_of(cell_id, counted.figures)}
    rest = sorted(organ for organ in parts if organ > after)
    items = [_part(parts[organ], counted) for organ in rest[:limit]]
    return models.CellTotal(
        total=_shown(season.total(cell_id, counted.figures.values())),
        items=items,
        next=request.next(items[-1].organ) if len(rest) > limit else None,
    )


def counted_of(request: Request) -> Counted:
    """The reports that a request asks to have added up."""
    of: Of = asked_for(request)
    store, place = opened(), (request.office, request.year)
    office = office_of(store, *place)
    return _counted(list(store.year(*place)), office, request, of)


def asked_for(request: Request) -> Of:
    """Which reports are asked for: those that are current, or the accepted ones."""
    match request.query.get("of", "current"):
        case "current":
            return "current"
        case "accepted":
            return "accepted"
        case _:
            raise Refused(400, "of 应当是 current 或 accepted。")


def _counted(
    items: Iterable[SummaryItem | RecordItem | FiguresItem],
    office: Office,
    request: Request,
    of: Of,
) -> Counted:
    summaries = {item.organ: item for item in items if isinstance(item, SummaryItem)}
    records = {item.organ: item for item in items if isinstance(item, RecordItem)}
    entries = overview(
        office.roster,
        map(filed_of, records.values()),
        deadline(office, request.year),
        today(),
        lambda organ: summaries[organ].event_time if organ in summaries else "",
    )
    wanted = _wanted(entries, office, request.query.get("group"))
    uploads = {
        organ: getattr(records[organ], of) for organ in wanted if getattr(records[organ], of)
    }
    figures = {
        item.organ: item.figures
        for item in items
        if isinstance(item, FiguresItem) and uploads.get(item.organ) == item.upload_id
    }
    states = (
        (summaries[organ].state for organ in wanted if organ in summaries)
        if of == "current"
        else (records[organ].standing for organ in wanted)
    )
    return Counted(
        # A file that could not be read has no figures: it is no report in which a cell is blank.
        figures={organ: own for organ, own in figures.items() if own.cells},
        uploads=uploads,
        groups={organ: entry.group for organ, entry in wanted.items()},
        reports=dict(Counter(states)),
        left_out=_left_out(entries, wanted, request.query.get("group")),
    )


def _wanted(entries: Iterable[Entry], office: Office, group: str | None) -> dict[str, Entry]:
    """The organs whose reports are added up, by the name that each handed in under."""
    sums = {organ.name for organ in office.roster or () if organ.aggregate}
    return {
        entry.filed_under[0]: entry
        for entry in entries
        if entry.filed_under
        and not (entry.listed and entry.organ in sums)
        and (group is None or entry.group == group)
    }


def _left_out(
    entries: Iterable[Entry], wanted: Mapping[str, Entry], group: str | None
) -> tuple[str, ...]:
    """What would count organs twice: the report that adds up all others, an organ's second one."""
    return tuple(
        name
        for entry in entries
        for name in entry.filed_under
        if name not in wanted and (group is None or entry.group == group)
    )


def _part(share: season.OrganShare, counted: Counted) -> models.Part:
    return models.Part(
        organ=share.organ,
        group=counted.groups[share.organ],
        upload_id=counted.uploads[share.organ],
        value=share.value,
        mark=share.mark,
        unit=share.unit,
        share=share.share,
        added=share.added if share.share == "certain" else None,
    )


def _shown(total: season.Total) -> Total:
    return Total(
        cell=total.cell,
        sum=total.certain,
        unit=total.unit,
        reports=total.shares.get("certain", 0),
        blanks=total.shares.get("blank", 0),
        without_unit=total.shares.get("without_unit", 0),
        uncertain=total.shares.get("uncertain", 0),
        uncertain_sum=total.uncertain,
        absent=total.shares.get("absent", 0),
    )
