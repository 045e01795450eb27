"""An office's year as files: totals in the statutory layout, all cells, all findings, one report's workbook.

What writes them is imported by who needs it: most answers are no files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from functions.adapters.store import FiguresItem, Known, RecordItem, Store
from functions.query.offices import office_of
from functions.query.organ.refreshed import as_of_now, year_as_of_now
from functions.query.organ.reports import is_judged, result_of, shown_to
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.responses import Download
from functions.query.tables import known_of, opened
from functions.query.totals import asked_for, counted_of
from gouji.season.entries import Entries
from gouji.season.totals import Figures

if TYPE_CHECKING:
    from gouji.exports.cells import Exported
    from gouji.exports.findings import Judged
    from gouji.exports.statutory import Filled

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV: Final = "text/csv; charset=utf-8"
JSON_LINES: Final = "application/jsonl"

_NOTHING: Final = Figures({}, {}, {})
_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}


class Chosen(NamedTuple):
    """A report that is exported: how it stands, and which of its uploads."""

    record: RecordItem
    upload_id: str


def totals_xlsx(request: Request) -> Download:
    """The sums as a workbook."""
    from gouji.exports.sheets import totals_xlsx

    return Download(totals_xlsx(_filled(request)), XLSX, f"{request.year}年度统计表汇总.xlsx")


def totals_docx(request: Request) -> Download:
    """The sums as a Word document."""
    from gouji.exports.words import totals_docx

    return Download(totals_docx(_filled(request)), DOCX, f"{request.year}年度统计表汇总.docx")


def all_cells_csv(request: Request) -> Download:
    """All cells of the year, a row a report."""
    from gouji.exports.cells import cells_csv

    return Download(cells_csv(_exported(request)), CSV, f"{request.year}年度各格数据.csv")


def all_cells_jsonl(request: Request) -> Download:
    """The same as JSON lines."""
    from gouji.exports.cells import cells_jsonl

    labels = request.query.get("labels", "false")
    if labels not in _FLAGS:
        raise Refused(400, "labels 应当是 true 或 false。")
    lines = cells_jsonl(_exported(request), labelled=_FLAGS[labels])
    return Download(lines, JSON_LINES, f"{request.year}年度各格数据.jsonl")


def all_findings_csv(request: Request) -> Download:
    """All findings of the year, a row a finding."""
    from gouji.exports.findings import findings_csv

    store = opened()
    content = findings_csv(_as_of_now(store, request, list(_judged(store, request))))
    return Download(content, CSV, f"{request.year}年度问题清单.csv")


def report_xlsx(request: Request) -> Download:
    """The current report of one organ: its verdict, and its tables with what is in question."""
    from gouji.wording.workbook import workbook

    store = opened()
    place, known = known_of(store, request)
    current = known.life.record.current
    result = result_of(store, known.uploads[current]) if current else None
    if current is None or result is None:
        raise Refused(404, f"{request.year}年{request.organ}的报告还没有核对结果。")
    result = as_of_now(store, place, known.uploads[current], known, result)
    shown = shown_to(result, request.bearer, place.office)
    content = workbook([shown], known.life.waived.keys())
    return Download(content, XLSX, f"{place.organ}{place.year}年度核对结果.xlsx")


def chosen_of(store: Store, request: Request) -> list[Chosen]:
    """The reports that a request asks for (`of`, `group`), in the roster's order, then by name."""
    of, group = asked_for(request), request.query.get("group")
    roster = office_of(store, request.office, request.year).roster or ()
    entries = Entries(roster)
    places = {organ.name: number for number, organ in enumerate(roster)}
    found: list[tuple[int, str, Chosen]] = []
    for record in store.records(request.office, request.year):
        upload_id = record.accepted if of == "accepted" else record.current
        entry = entries.of(record.organ)
        if upload_id and group in {None, entry.group if entry else None}:
            place = places[entry.name] if entry else len(roster)
            found.append((place, record.organ, Chosen(record, upload_id)))
    return [chosen for *_, chosen in sorted(found, key=lambda each: each[:2])]


def _filled(request: Request) -> Filled:
    from gouji.exports.statutory import filled

    counted = counted_of(request)
    return filled(
        request.year,
        counted.figures,
        accepted=asked_for(request) == "accepted",
        left_out=counted.left_out,
    )


def _exported(request: Request) -> list[Exported]:
    from gouji.exports.cells import Exported

    store = opened()
    figures = {
        (item.organ, item.upload_id): item.figures
        for item in store.year(request.office, request.year)
        if isinstance(item, FiguresItem)
    }
    return [
        Exported(
            organ=record.organ,
            year=request.year,
            upload_id=upload_id,
            standing=record.standing,
            figures=figures.get((record.organ, upload_id), _NOTHING),
        )
        for record, upload_id in chosen_of(store, request)
    ]


class _Known(NamedTuple):
    """A report that is exported, and what is known of its organ."""

    judged: Judged
    known: Known


def _judged(store: Store, request: Request) -> Iterator[_Known]:
    """The reports that are asked for and on which there is a verdict."""
    from gouji.exports.findings import Judged

    chosen = chosen_of(store, request)
    records = [each.record for each in chosen]
    lives = store.known_of_year(request.office, request.year, records)
    results = store.results(
        upload_id
        for record, upload_id in chosen
        if is_judged(lives[record.organ].uploads[upload_id])
    )
    for record, upload_id in chosen:
        if upload_id in results:
            known = lives[record.organ]
            judged = Judged(
                organ=record.organ,
                year=request.year,
                upload_id=upload_id,
                result=results[upload_id],
                waived=known.life.waived,
            )
            yield _Known(judged, known)


def _as_of_now(store: Store, request: Request, reports: Sequence[_Known]) -> Iterator[Judged]:
    """Current reports with what the rules of the season find now; of others the verdict stands as it was."""
    from gouji.refreshing import refreshed

    lives = {each.judged.organ: each.known for each in reports if _is_current(each)}
    outcomes = year_as_of_now(store, request.office, request.year, lives)
    for judged, _ in reports:
        if judged.organ in lives and judged.organ in outcomes:
            result = refreshed(judged.result, outcomes[judged.organ])
            yield replace(judged, result=replace(result, status=judged.result.status))
        else:
            yield judged


def _is_current(report: _Known) -> bool:
    return report.known.life.record.current == report.judged.upload_id
