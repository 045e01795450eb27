"""A result → what the page tells of it: the verdict, the matters in their order, the tables as in the form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from gouji.facts.base import Facts, Shown
from gouji.facts.figures import TableMissing
from gouji.form import SECTIONS, TABLE_IDS, Table, layout, table_id_of
from gouji.page.document import ShownGrid, ShownParagraph
from gouji.page.passages import Found, passages
from gouji.report import CellId, Key, Mark, Number, Report, TableId
from gouji.result import Cause, Result, alone, causes, counts
from gouji.verdict import GRAVITY, Finding, Repair, Status
from gouji.wording import explanation, returned, unchecked, verdict
from gouji.wording.screen.matters import UNCLEAR_TITLE, short_label, title
from gouji.wording.sentences import TABLE_NAMES, place

Blocks = Sequence[ShownParagraph | ShownGrid]
Language = Literal["zh-CN", "en"]

# What a status is told by beside its colour; the most urgent first.
SIGNS: Final[Mapping[Status, str]] = {
    "unreadable": "✕",
    "incomplete": "?",
    "flagged": "!",
    "passed": "✓",
}


class Told(Struct, frozen=True, omit_defaults=True):
    """One finding of a matter: its sentence; its number in the result's list; where its words stand."""

    text: str
    finding: int | None = None
    passages: tuple[Found, ...] = ()


class Way(Struct, frozen=True, omit_defaults=True):
    """A repair in words; `against`: the text or last year's report says otherwise."""

    text: str
    cells: Repair
    against: bool = False


class Matter(Struct, frozen=True, omit_defaults=True):
    """A cause with its findings, a finding that stands alone, or the cells that were not read for certain.

    `likely`: the cells that are most likely wrong; `partners`: the others that it is about.
    """

    number: int
    severity: str
    title: str
    summary: str
    told: tuple[Told, ...]
    likely: tuple[CellId, ...]
    partners: tuple[CellId, ...]
    ways: tuple[Way, ...] = ()
    cause: int | None = None


class TableBox(Struct, frozen=True, omit_defaults=True):
    """One cell of the form, 0-based: its label, or the id of its figure."""

    row: int
    column: int
    height: int
    width: int
    label: str = ""
    cell: CellId | None = None


class TableView(Struct, frozen=True):
    """A table in its report's format; `sums` are its identities, each a left and a right side that must be equal."""

    id: TableId
    name: str
    heading: str
    boxes: tuple[TableBox, ...]
    sums: tuple[tuple[tuple[CellId, ...], tuple[CellId, ...]], ...]


class LastYear(Struct, frozen=True):
    """Last year's figures of the cells that both formats have; `other`: names of tables in another format."""

    year: int | None
    cells: Mapping[CellId, Number]
    marks: Mapping[CellId, Mark]
    other: tuple[str, ...]


class CellView(Struct, frozen=True, omit_defaults=True):
    """What a cell is called in short, and where it stands in words."""

    label: str
    where: str = ""


class View(Struct, frozen=True):
    """All that the page says of one result in a language; numbers and places are in the result itself.

    `returned`, the letter, and the tables, which are the form's, are always Chinese. `rule_names`: in another language
    than the result has them.
    """

    sign: str  # of the status, beside its colour
    headline: str
    errors: int
    warnings: int
    notes: int
    first: tuple[str, ...]
    matters: tuple[Matter, ...]
    returned: tuple[str, ...]
    account: tuple[str, ...]
    unchecked: tuple[str, ...]
    cells: Mapping[CellId, CellView]
    tables: tuple[TableView, ...]
    last_year: LastYear | None
    language: Language = "zh-CN"
    rule_names: Mapping[str, str] = {}


def view_of(
    result: Result,
    report: Report | None,
    blocks: Blocks,
    previous: Report | None = None,
    *,
    on_desk: bool = True,
    for_office: bool = False,
    handed_in: Key | None = None,
    waived: Collection[str] = (),
) -> View:
    """The view of one result; `report` and `previous` where they could be read.

    `on_desk`: it is looked at where it was checked by hand, so that the page says what could be given beside it.
    `for_office`: who looks at it may send it back, and mends nothing.
    `handed_in`: as which report, where it was: to whom the letter is. `waived`: the keys of findings that count no
    more, for which nothing goes back.
    """
    found = counts(result)
    return View(
        sign=SIGNS[result.status],
        headline=verdict.headline(result),
        errors=found.errors,
        warnings=found.warnings,
        notes=found.notes,
        first=tuple(verdict.first(result, desk=not for_office, letter="见本页", waived=waived)),
        matters=tuple(_matters(result, report, blocks)),
        returned=returned.returned(
            result,
            handed_in.organ if handed_in else None,
            handed_in.year if handed_in else None,
            waived,
        ),
        account=() if result.reason else tuple(verdict.account(result)),
        unchecked=()
        if result.reason
        else (*unchecked.of_report(result), *(unchecked.on_desk(result) if on_desk else ())),
        cells=_cells(result),
        tables=tuple(_tables(result)) if result.cells else (),
        last_year=_last_year(result, previous) if previous else None,
    )


def _matters(result: Result, report: Report | None, blocks: Blocks) -> Iterator[Matter]:
    """In the order of the verdict in words: what was not read, then by severity causes and single findings."""
    index = {id(finding): i for i, finding in enumerate(result.findings)}

    def told(finding: Finding) -> Told:
        where = passages(finding.facts, report, blocks) if report else ()
        return Told(explanation.message(result, finding), index[id(finding)], where)

    number = 0
    if unclear := _unclear(result):
        number = 1
        yield unclear
    found, single = causes(result), alone(result)
    for severity in GRAVITY:
        for cause in found:
            if cause.severity == severity:
                number += 1
                yield _of_cause(result, cause, number, tuple(map(told, cause.findings)))
        for finding in single:
            if finding.severity == severity:
                number += 1
                yield _of_finding(result, finding, number, told(finding))


def _unclear(result: Result) -> Matter | None:
    """The cells that are missing or that show no certain number, where the verdict tells of them."""
    said = tuple(returned.unclear(result))
    if not said:
        return None
    return Matter(
        number=1,
        severity="unclear",
        title=UNCLEAR_TITLE,
        summary=said[0],
        told=tuple(map(Told, said)),
        likely=unclear_cells(result),
        partners=(),
    )


def unclear_cells(result: Result) -> tuple[CellId, ...]:
    """The cells that show no certain number, and those missing from a table that is there."""
    return tuple(
        cell
        for cell, mark in result.marks.items()
        if mark == "unreadable" or (mark == "missing" and result.forms[table_id_of(cell)])
    )


def _of_cause(result: Result, cause: Cause, number: int, told: tuple[Told, ...]) -> Matter:
    against = explanation.against(result, cause)
    likely = tuple(cause.repairs[0]) if cause.repairs else ()
    return Matter(
        number=number,
        severity=cause.severity,
        title=title(result, cause.findings),
        summary=explanation.likeliest(result, cause),
        told=told,
        likely=likely,
        partners=_others(cause.findings, likely),
        ways=tuple(
            Way(explanation.change(result, repair, placed=False), repair, i in against)
            for i, repair in enumerate(cause.repairs)
        ),
        cause=cause.number,
    )


def _of_finding(result: Result, finding: Finding, number: int, told: Told) -> Matter:
    likely = finding.cells if len(finding.cells) == 1 else ()
    return Matter(
        number=number,
        severity=finding.severity,
        title=title(result, (finding,)),
        summary="",
        told=(told,),
        likely=likely,
        partners=_others((finding,), likely) or _absent(result, finding.facts),
    )


def _absent(result: Result, facts: Facts) -> tuple[CellId, ...]:
    """The cells of a table that is not there."""
    if not isinstance(facts, TableMissing):
        return ()
    return tuple(cell for cell in result.cells if table_id_of(cell) == facts.table)


def _others(findings: Sequence[Finding], likely: Sequence[CellId]) -> tuple[CellId, ...]:
    """All cells that findings name, but for the likely ones."""
    named = dict.fromkeys(
        cell for f in findings for cell in (*f.cells, *_figures(f.facts)) if cell not in likely
    )
    return tuple(named)


def _figures(value: object) -> Iterator[CellId]:
    """The cells of all figures within facts."""
    if isinstance(value, Shown):
        yield value.cell
    elif isinstance(value, tuple):
        for one in value:
            yield from _figures(one)
    elif isinstance(value, Facts):
        for name in value.__struct_fields__:
            if name != "suspects":
                yield from _figures(getattr(value, name))


def _cells(result: Result) -> dict[CellId, CellView]:
    found: dict[CellId, CellView] = {}
    for table_id in TABLE_IDS:
        table = explanation.table_of(result, table_id)
        for cell in table.specs:
            if cell in result.cells:
                label = short_label(table, cell)
                found[cell] = CellView(label, place(result.places.get(cell)))
    return found


def boxes_of(table: Table) -> tuple[TableBox, ...]:
    """The boxes of a table of the form, as pages draw them."""
    return tuple(
        TableBox(b.row, b.column, b.height, b.width, b.label, b.cell) for b in layout(table)
    )


def _tables(result: Result) -> Iterator[TableView]:
    for table_id, section in zip(TABLE_IDS, SECTIONS[1:4], strict=True):
        table = explanation.table_of(result, table_id)
        yield TableView(
            id=table_id,
            name=TABLE_NAMES[table_id],
            heading=section,
            boxes=boxes_of(table),
            sums=tuple((identity.left, identity.right) for identity in table.identities),
        )


def _last_year(result: Result, previous: Report) -> LastYear:
    """Figures of tables in the same format; those in another count something else under the same name."""
    other = [
        table
        for table in TABLE_IDS
        if {result.forms[table], previous.forms[table]} >= {"2019", "2021"}
    ]
    cells = {
        cell: last
        for cell, last in previous.cells.items()
        if last.value is not None
        and table_id_of(cell) not in other
        and cell in result.cells
        and last.unit == result.units.get(cell)
    }
    return LastYear(
        year=previous.year,
        cells={cell: last.value for cell, last in cells.items() if last.value is not None},
        marks={cell: last.mark for cell, last in cells.items() if last.mark},
        other=tuple(TABLE_NAMES[table] for table in other),
    )
