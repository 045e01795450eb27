"""The figures: sums, whole numbers, blanks, and whether the tables are there in the year's format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from gouji.facts.figures import (
    AmountNotPlain,
    BlanksLeft,
    BrokenSum,
    DisputeCellsMissing,
    NotWhole,
    TableMissing,
    WrongFormat,
)
from gouji.facts.reasons import NoTable, NoYear
from gouji.form import TABLE_IDS, Identity, IdentityKind, format_version_of
from gouji.judging.case import Case, is_whole
from gouji.judging.rule import (
    DEFINITION,
    LAYOUT,
    NEW,
    NOTICE_2019,
    NOTICE_2021,
    PRACTICE,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.rules.report.structure import surplus
from gouji.judging.sums.deduction import assess
from gouji.judging.values import (
    EMPTY,
    cells_of,
    figure,
    figures,
    known_or_zero,
    no_numbers,
    unit_outside,
)
from gouji.report import CellId, TableId


@rule(
    "FMT-03",
    "三张表齐全",
    "第二、三、四部分的统计表都在，且是文字而不是图片或附件。",
    "error",
    basis=(NOTICE_2021, PRACTICE),
)
def tables_present(case: Case) -> Iterator[Outcome]:
    """All three tables were found."""
    for table in TABLE_IDS:
        if case.report.forms[table] is None:
            yield Violated(TableMissing(table=table), rests_on=(table,))


@rule(
    "FMT-04",
    "新旧模板与年度匹配",
    "2019、2020年度用60号文的表，2021年度起用30号文的表。",
    "error",
    basis=(NOTICE_2021, NOTICE_2019),
)
def format_of_year(case: Case) -> Iterator[Outcome]:
    """Tables 2 and 3 have the format in force for the year."""
    year = case.report.year
    tables: tuple[TableId, ...] = ("t2", "t3")
    for table in tables:
        format_version = case.report.forms[table]
        if format_version is None:
            yield NotAssessed(NoTable(table=table, what="format"))
        elif year is None:
            yield NotAssessed(NoYear(what="format", table=table))
        elif format_version != format_version_of(year):
            facts = WrongFormat(
                table=table,
                format_version=format_version,
                wanted=format_version_of(year),
                year=year,
            )
            yield Violated(facts, rests_on=(table, format_version, year))


@rule(
    "T3-01",
    "收办平衡",
    "本年新收加上年结转，等于办理结果总计加结转下年度，每一列都是。",
    "error",
    basis=(LAYOUT, NOTICE_2021, NOTICE_2019),
    concerns="sum",
)
def requests_balance(case: Case) -> Iterator[Outcome]:
    """What came in is concluded or carried over."""
    yield from _sums(case, "t3", "balance")


@rule(
    "T3-02",
    "办理结果合计",
    "办理结果总计等于各项办理结果之和，每一列都是。",
    "error",
    basis=(LAYOUT, PRACTICE),
    concerns="sum",
)
def outcomes_add_up(case: Case) -> Iterator[Outcome]:
    """All outcomes together are what was concluded."""
    yield from _sums(case, "t3", "row total")


@rule(
    "T3-03",
    "申请人合计",
    "总计等于自然人与五类法人或其他组织之和，每一行都是。",
    "error",
    basis=(LAYOUT, PRACTICE),
    concerns="sum",
)
def applicants_add_up(case: Case) -> Iterator[Outcome]:
    """All applicants together are the total."""
    yield from _sums(case, "t3", "column total")


@rule(
    "T4-01",
    "复议诉讼合计",
    "行政复议和两类行政诉讼的总计，各等于四种结果之和。",
    "error",
    basis=(LAYOUT, PRACTICE),
    concerns="sum",
)
def disputes_add_up(case: Case) -> Iterator[Outcome]:
    """All results together are the total."""
    yield from _sums(case, "t4", "column total")


def _sums(case: Case, table: TableId, kind: IdentityKind) -> Iterator[Outcome]:
    """Every identity of one kind."""
    for identity in case.table(table).identities:
        if identity.kind != kind:
            continue
        outcome = assess(identity, case.values)
        if outcome == "violated":
            # Whether the report or the reading is wrong, only the scan tells.
            scanned = any(case.cells[cell].mark == "recognised" for cell in identity.cells)
            facts = _broken(case, identity)
            yield Violated(facts, identity.cells, severity="warning" if scanned else None)
        elif outcome == "unassessed":
            yield NotAssessed(no_numbers(case, _open(case, identity)), identity.cells)
            if _is_broken_by_zeros(case, identity):
                facts = replace(_broken(case, identity), assuming="zero")
                yield Violated(facts, identity.cells, severity="warning")


def _open(case: Case, identity: Identity) -> list[CellId]:
    """The terms of which neither a number is printed nor one follows."""
    return [cell for cell in identity.cells if case.value(cell) is None]


def _is_broken_by_zeros(case: Case, identity: Identity) -> bool:
    """Whether an identity that blanks and placeholders leave open does not hold with these taken as 0."""
    numbers = known_or_zero(case, identity.cells)
    if numbers is None:
        return False
    as_zero = dict(zip(identity.cells, numbers, strict=True))
    return assess(identity, as_zero) == "violated"


def _broken(case: Case, identity: Identity) -> BrokenSum:
    left, right = figures(case, identity.left), figures(case, identity.right)
    return BrokenSum(
        identity=identity.kind,
        left=left,
        right=right,
        left_sum=sum(term.value or 0 for term in left),
        right_sum=sum(term.value or 0 for term in right),
    )


@rule(
    "T2-02",
    "件数为非负整数",
    "表二的件数都是不小于0的整数。",
    "error",
    basis=(DEFINITION, PRACTICE),
    forms=NEW,
)
def documents_are_counted(case: Case) -> Iterator[Outcome]:
    """Counts are whole numbers from 0. A blank is not assessable."""
    if case.table("t2").format_version in NEW:
        counts = _counts(case, "t2")
        yield from _not_whole(case, counts)
        yield from _unknown(case, counts)


@rule(
    "T3-04",
    "非负整数",
    "表三每一格都是不小于0的整数。",
    "error",
    basis=(DEFINITION, PRACTICE),
    concerns="count",
)
def requests_are_counted(case: Case) -> Iterator[Outcome]:
    """Counts are whole numbers from 0. A blank is not assessable."""
    counts = _counts(case, "t3")
    yield from _not_whole(case, counts)
    yield from _unknown(case, counts)


@rule(
    "T4-02",
    "十五格齐全且为非负整数",
    "表四的十五格齐全，都是不小于0的整数。",
    "error",
    basis=(LAYOUT,),
    concerns="count",
)
def disputes_are_counted(case: Case) -> Iterator[Outcome]:
    """All cells are there, and counts are whole numbers from 0. A blank is not assessable."""
    counts = _counts(case, "t4")
    yield from _not_whole(case, counts)
    missing = [cell for cell in counts if case.cells[cell].mark == "missing"]
    if missing and case.report.forms["t4"]:
        yield Violated(DisputeCellsMissing(missing=cells_of(case, missing)), missing)
        counts = [cell for cell in counts if cell not in missing]
    yield from surplus(case, "t4")
    yield from _unknown(case, counts)


def _counts(case: Case, table: TableId) -> list[CellId]:
    return list(case.table(table).counts)


def _not_whole(case: Case, counts: Iterable[CellId]) -> Iterator[Outcome]:
    for cell in counts:
        value = case.cells[cell].value
        if value is not None and not is_whole(value):
            yield Violated(NotWhole(figure=figure(case, cell)), (cell,))


def _unknown(case: Case, counts: Iterable[CellId]) -> Iterator[Outcome]:
    missing = [cell for cell in counts if case.cells[cell].value is None]
    if missing:
        yield NotAssessed(no_numbers(case, missing, "whole"), missing)


@rule(
    "T2-03",
    "收费金额格式",
    "行政事业性收费金额是以万元计的数字，可带小数，格内不写单位；表头、表注也不写别的单位。",
    "error",
    basis=(NOTICE_2021, LAYOUT),
    forms=NEW,
)
def charges_are_plain(case: Case) -> Iterator[Outcome]:
    """The amount is a plain number of 万元, without a unit in its cell and without another one outside."""
    table = case.table("t2")
    if table.format_version not in NEW:
        return
    for spec in table.specs.values():
        if spec.kind != "amount":
            continue
        cell = case.cells[spec.id]
        if facts := unit_outside(case, spec.id):
            # 0 is the same in every unit.
            yield Violated(facts, (spec.id,), severity=None if cell.value != 0 else "warning")
        elif cell.value is None:
            yield NotAssessed(no_numbers(case, (spec.id,)), (spec.id,))
        elif cell.value < 0 or (cell.unit and spec.id not in case.report.stated_units):
            yield Violated(AmountNotPlain(figure=figure(case, spec.id)), (spec.id,))


@rule(
    "T2-08",
    "空格或占位符",
    "表二至表四没有空格，也没有“/”“—”“无”等占位符，没有就填0。",
    "warning",
    basis=(PRACTICE, DEFINITION),
)
def no_blanks(case: Case) -> Iterator[Outcome]:
    """No empty cell, no placeholder; one finding a table."""
    for table in TABLE_IDS:
        if case.report.forms[table] is None:
            yield NotAssessed(NoTable(table=table, what="blanks"))
            continue
        cells = case.cells
        missing = [cell for cell in case.table(table).specs if cells[cell].mark in EMPTY]
        if missing:
            blank = sum(cells[cell].mark == "blank" for cell in missing)
            facts = BlanksLeft(
                cells=cells_of(case, missing),
                blank=blank,
                placeholder=len(missing) - blank,
                forced=figures(case, (cell for cell in missing if case.value(cell))),
                open=cells_of(case, not_zero) if (not_zero := _not_zero(case, table)) else None,
            )
            yield Violated(facts, missing)


def _not_zero(case: Case, table: TableId) -> list[CellId]:
    """The blanks of a table that cannot all be 0, in the form's order."""
    broken = (
        identity
        for identity in case.table(table).identities
        if assess(identity, case.values) == "unassessed" and _is_broken_by_zeros(case, identity)
    )
    cells = {cell for identity in broken for cell in _open(case, identity)}
    return [cell for cell in case.table(table).specs if cell in cells]
