"""The aggregate report beside the reports that it adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from gouji.facts.aggregate import (
    AggregateIsOneReport,
    AmountsDiffer,
    CarriedInNotContinued,
    CountedTwice,
    Difference,
    Miscounted,
    NoNumbersCarried,
    NoNumbersToAdd,
    ReportsOutstanding,
    SumIncomplete,
    SumsDiffer,
)
from gouji.facts.base import Reason
from gouji.facts.reasons import Missing
from gouji.form import TABLE_IDS
from gouji.judging.case import SeasonCase
from gouji.judging.entries import entry_of, missing
from gouji.judging.peers import charges_in_wan
from gouji.judging.rule import (
    DEFINITION,
    LOCAL_NOTICE,
    NEW,
    PRACTICE,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.rules.season.office import ALL_REPORTS
from gouji.judging.values import cells_of, figure, graded
from gouji.organs import may_be_same
from gouji.report import CellId, Number, TableId
from gouji.season.shortfall import Explanations, explained
from gouji.season.totals import Figures, total, totals

_AMOUNT: Final = "t2.charges.amount"
_ROUNDING: Final = Decimal("0.005")  # 万元, of each amount that is added up


@rule(
    "AGG-01",
    "政府汇总等于各单位之和",
    "政府汇总报告的每一格等于名册上各单位（含政府办公室）之和。",
    "error",
    basis=(LOCAL_NOTICE, PRACTICE),
    needs=ALL_REPORTS,
    concerns="office",
)
def aggregate_is_the_sum(case: SeasonCase) -> Iterator[Outcome]:
    """Each figure of the aggregate report is the sum of the organs', one outcome a table."""
    parts = _parts(case)
    if isinstance(parts, Reason):
        yield NotAssessed(parts)
    elif parts is not None:
        added = {name: _figures(part) for name, part in parts.items()}
        sums = {found.cell: found.of_all for found in totals(added)}
        for table in TABLE_IDS:
            yield from _sums(case, parts, sums, table)


def _sums(
    case: SeasonCase,
    parts: Mapping[str, SeasonCase],
    sums: Mapping[CellId, Number | None],
    table: TableId,
) -> Iterator[Outcome]:
    differences: list[Difference] = []
    unknown: list[CellId] = []
    for spec in case.table(table).specs.values():
        if spec.kind == "amount":
            continue
        whole, sum_ = case.value(spec.id), sums.get(spec.id)
        if whole is None or sum_ is None:
            unknown.append(spec.id)
        elif whole != sum_:
            differences.append(Difference(figure(case, spec.id), sum_))
    if differences:
        cells = [difference.figure.cell for difference in differences]
        found = _explained(case)
        slips = found.sets[0] if found.sets else ()
        facts = SumsDiffer(
            reports=len(parts),
            differences=tuple(differences),
            explained_by=tuple(Miscounted(slip.organ, slip.way) for slip in slips),
            alternatives=max(len(found.sets) - 1, 0),
        )
        seen = (one.cells[cell] for one in (case, *parts.values()) for cell in cells)
        yield graded(facts, cells, seen, [difference.sum for difference in differences])
    if unknown:
        yield NotAssessed(_no_numbers(case, parts, unknown), unknown)


@lru_cache(maxsize=1)  # each table that differs asks
def _explained(case: SeasonCase) -> Explanations:
    """Which few organs explain why the aggregate report is not the sum."""
    office = _office(case)
    if not isinstance(office, _Office):
        return Explanations()
    counts = [cell for cell in case.cells if cell != _AMOUNT]
    whole = {cell: case.value(cell) for cell in counts}
    parts = {name: _values(part) for name, part in office.received.items()}
    beside = {name: _values(part) for name, part in office.beside.items()}
    return explained(whole, parts, beside=beside)


def _values(part: SeasonCase) -> Mapping[CellId, Number | None]:
    return {cell: part.value(cell) for cell in part.cells}


@rule(
    "AGG-02",
    "应报尽报",
    "名册上的单位都已报送。",
    "error",
    basis=(LOCAL_NOTICE,),
    needs=ALL_REPORTS,
    concerns="office",
)
def all_handed_in(case: SeasonCase) -> Iterator[Outcome]:
    """All organs that count have handed in."""
    office = _office(case)
    if isinstance(office, Reason):
        yield NotAssessed(office)
    elif office and office.outstanding:
        facts = ReportsOutstanding(expected=office.expected, organs=office.outstanding)
        yield Violated(facts, rests_on=office.outstanding)


@rule(
    "AGG-04",
    "跨年汇总口径",
    "各单位“上年结转”之和等于上年汇总报告的“结转下年度继续办理”。",
    "warning",
    basis=(DEFINITION,),
    needs=ALL_REPORTS,
    concerns="office",
)
def carried_in_of_all(case: SeasonCase) -> Iterator[Outcome]:
    """What the organs carried in is what last year's aggregate carried over."""
    parts = _parts(case)
    if isinstance(parts, Reason):
        yield NotAssessed(parts)
        return
    if parts is None:
        return
    earlier = _last_aggregate(case)
    if earlier is None:
        unknown = missing(case, "last_year")
        yield NotAssessed(Missing(what="last_aggregate") if case.last else unknown)
        return
    gone = tuple(_gone(case, parts, earlier))
    table = case.table("t3")
    added = [_figures(part) for part in parts.values()]
    open_cells = []
    for cell in (c for c in table.specs if c.startswith("t3.carried_in.")):
        now = total(cell, added).of_all
        then = earlier.value(cell.replace("carried_in", "carried_over"))
        if now is None or then is None:
            open_cells.append(cell)
        elif now != then:
            facts = CarriedInNotContinued(
                cell=cell,
                format_version=table.format_version,
                sum=now,
                carried_over=then,
                gone=gone,
            )
            yield Violated(facts, (cell,), (now, then))
    if open_cells:
        yield NotAssessed(NoNumbersCarried(cells=cells_of(case, open_cells)), open_cells)


def _gone(case: SeasonCase, parts: Mapping[str, SeasonCase], earlier: SeasonCase) -> Iterator[str]:
    """Organs that handed in last year, and of which nothing is added up this year."""
    for sketch in case.last.sketches if case.last else ():
        organ = sketch.organ
        if not organ or case.names.are_one(organ, earlier.sketch.organ):
            continue
        entry = case.names.of(sketch)
        known = entry is not None and entry.name in parts
        if not known and not any(may_be_same(organ, name) for name in parts):
            yield organ


@rule(
    "AGG-05",
    "金额汇总容差",
    "金额汇总的误差在四舍五入的范围之内。",
    "note",
    basis=(DEFINITION,),
    forms=NEW,
    needs=ALL_REPORTS,
    concerns="office",
)
def amounts_are_the_sum(case: SeasonCase) -> Iterator[Outcome]:
    """Amounts of 万元 add up but for their rounding."""
    if case.table("t2").format_version not in NEW:
        return
    parts = _parts(case)
    if isinstance(parts, Reason):
        yield NotAssessed(parts)
    elif parts is not None:
        yield from _amounts(case, parts)


def _amounts(case: SeasonCase, parts: Mapping[str, SeasonCase]) -> Iterator[Outcome]:
    whole = charges_in_wan(case.sketch)
    sum_ = total(_AMOUNT, map(_figures, parts.values())).of_all
    if whole is None or sum_ is None:
        yield NotAssessed(_no_numbers(case, parts, [_AMOUNT]), (_AMOUNT,))
    elif abs(whole - sum_) > _ROUNDING * len(parts):
        facts = AmountsDiffer(
            figure=figure(case, _AMOUNT), amount=whole, sum=Decimal(sum_), reports=len(parts)
        )
        yield Violated(facts, (_AMOUNT,), (sum_,))


@rule(
    "AGG-06",
    "汇总报告不等于办公室本级",
    "其他单位也有数字时，汇总报告的各格不应与办公室（或任何一个单位）本级的完全相同。",
    "warning",
    basis=(PRACTICE,),
    needs=ALL_REPORTS,
    concerns="office",
)
def more_than_one_report(case: SeasonCase) -> Iterator[Outcome]:
    """The aggregate report is not just one organ's own."""
    office = _office(case)
    if isinstance(office, Reason):
        yield NotAssessed(office)
        return
    if office is None:
        return
    unknown = [cell for cell in case.cells if case.value(cell) is None]
    if unknown:
        tables = [[c for c in unknown if c.startswith(table)] for table in TABLE_IDS]
        for cells in filter(None, tables):
            yield NotAssessed(_no_numbers(case, {}, cells), cells)
        return
    active = [name for name, part in office.received.items() if _has_figures(part)]
    for name in active:
        if _is_copy(case, office.received[name]) and len(active) > 1:
            facts = AggregateIsOneReport(organ=name, others=len(active) - 1)
            yield Violated(facts, rests_on=(name,))
            return


def _has_figures(part: SeasonCase) -> bool:
    return bool(part.sketch.figures)


def _is_copy(case: SeasonCase, part: SeasonCase) -> bool:
    return case.cells.keys() == part.cells.keys() and all(
        case.value(cell) == part.value(cell) for cell in case.cells
    )


class _Office(Struct, frozen=True):
    """How many organs count, the reports of those that handed in by their names on the roster, and the others.

    `beside`: reports that do not count. `unread`: those who handed in something of which there is no reading. `twice`:
    those with several reports.
    """

    expected: int
    received: Mapping[str, SeasonCase]
    beside: Mapping[str, SeasonCase]
    outstanding: tuple[str, ...]
    unread: tuple[str, ...]
    twice: tuple[str, ...]


@lru_cache(maxsize=1)  # several rules ask of one report
def _office(case: SeasonCase) -> _Office | Reason | None:
    """What the aggregate report adds up, or why it is not known; None where this is no aggregate report."""
    entry = entry_of(case, "aggregate")
    if isinstance(entry, Reason):
        return entry
    if not entry.aggregate:
        return None
    if case.peers is None:
        return missing(case, "others")
    counted = {o.name for o in case.context.roster or () if not o.aggregate and not o.vertical}
    found = [
        (listed.name if (listed := case.names.of(sketch)) else sketch.organ or "", sketch)
        for sketch in case.peers.sketches
        if sketch.year == case.sketch.year and case.names.of(sketch) != entry
    ]
    received = {name: case.beside(sketch) for name, sketch in found if name in counted}
    beside = {name: case.beside(sketch) for name, sketch in found if name not in counted}
    times = Counter(name for name, _ in found)
    waiting = {o.name for name in case.context.unread if (o := case.names.of_name(name))}
    unread = counted & waiting - received.keys()
    outstanding = counted - received.keys() - unread
    return _Office(
        len(counted),
        received,
        beside,
        _in_order(case, outstanding),
        _in_order(case, unread),
        tuple(name for name in received if times[name] > 1),
    )


def _in_order(case: SeasonCase, names: AbstractSet[str]) -> tuple[str, ...]:
    """Names in the order of the roster."""
    return tuple(organ.name for organ in case.context.roster or () if organ.name in names)


def _parts(case: SeasonCase) -> Mapping[str, SeasonCase] | Reason | None:
    """The reports that add up to the aggregate report; a reason, too, where one is outstanding or there twice."""
    office = _office(case)
    if office is None or isinstance(office, Reason):
        return office
    if office.outstanding or office.unread:
        return SumIncomplete(organs=office.outstanding, unread=office.unread)
    return CountedTwice(organs=office.twice) if office.twice else office.received


def _last_aggregate(case: SeasonCase) -> SeasonCase | None:
    """Last year's report of the aggregate, where it is known."""
    year, entry = case.sketch.year, case.entry
    for sketch in (*(case.last.sketches if case.last else ()), *(case.context.earlier or ())):
        if year is not None and sketch.year == year - 1 and case.names.of(sketch) == entry:
            return case.beside(sketch)
    return None


def _figures(part: SeasonCase) -> Figures:
    """What of an organ's report is added up: what is printed, else what the identities force."""
    sketch = part.sketch
    return Figures(
        cells=_values(part),
        marks={
            cell: mark for cell, mark in sketch.marks.items() if sketch.number(cell) is not None
        },
        units=sketch.units,
    )


def _value(part: SeasonCase, cell: CellId) -> Number | None:
    """A number of another report; None, too, where its format does not have the cell."""
    return part.value(cell) if cell in part.cells else None


def _no_numbers(
    case: SeasonCase, parts: Mapping[str, SeasonCase], cells: Sequence[CellId]
) -> NoNumbersToAdd:
    return NoNumbersToAdd(
        cells=cells_of(case, cells),
        aggregate=any(case.value(cell) is None for cell in cells),
        organs=tuple(
            name
            for name, part in parts.items()
            if any(_value(part, cell) is None for cell in cells)
        ),
    )
