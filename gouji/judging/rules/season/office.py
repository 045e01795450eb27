"""A report beside the office's roster and what else was handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gouji.facts.base import Reason
from gouji.facts.office import (
    ChargesAboveOthers,
    ChargesLarge,
    FewPeers,
    ManagedFromAbove,
    Reading,
    ScanDiffers,
    SeveralUploads,
    UploadsWithoutNumbers,
)
from gouji.form import TABLE_IDS
from gouji.judging.case import SeasonCase
from gouji.judging.entries import entry_of, missing
from gouji.judging.peers import Peers, charges_in_wan
from gouji.judging.rule import (
    DEFINITION,
    LOCAL_NOTICE,
    NEW,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.rules.season.copies import OTHERS
from gouji.judging.sums.deduction import assess
from gouji.judging.values import by_table, figure, without_numbers
from gouji.report import Cell, CellId
from gouji.text import lazy_pattern

ALL_REPORTS: Final = "本年度全部报告和名册"
_AMOUNT: Final = "t2.charges.amount"
_PEERS: Final = 3  # of fewer that charge anything a median says little
_TIMES_THE_MEDIAN: Final = 100
_LARGE: Final = 10000  # 万元
_BELOW_A_CITY: Final = lazy_pattern(r".(?:(?<!自治)区|[县旗]|(?<!城)[镇乡]|街道)")
_NO_NUMBER: Final = frozenset({"missing", "unreadable"})


@rule(
    "T2-06",
    "收费单位疑似为元",
    "收费金额与同类机关相比没有大得出奇，不像把元当成万元。",
    "note",
    basis=(DEFINITION,),
    forms=NEW,
    needs=OTHERS,
)
def charges(case: SeasonCase) -> Iterator[Outcome]:
    """The charges are not out of all proportion, as 元 taken for 万元 would be."""
    if case.table("t2").format_version not in NEW:
        return
    amount = charges_in_wan(case.sketch)
    if amount is not None and amount > _LARGE and _is_small(case):
        yield Violated(ChargesLarge(figure=figure(case, _AMOUNT), amount=amount), (_AMOUNT,))
    elif case.peers is None:
        yield NotAssessed(missing(case, "others"))
    elif amount is None:
        yield without_numbers(case, (_AMOUNT,))
    elif amount:
        yield from _beside_peers(case, amount, case.peers)


def _beside_peers(case: SeasonCase, amount: Decimal, all_peers: Peers) -> Iterator[Outcome]:
    beside = all_peers.charges_beside(case.sketch)
    if beside.median is None or beside.peers < _PEERS:
        yield NotAssessed(FewPeers(peers=beside.peers, needed=_PEERS), (_AMOUNT,))
    elif amount > _TIMES_THE_MEDIAN * beside.median:
        facts = ChargesAboveOthers(
            figure=figure(case, _AMOUNT), amount=amount, peers=beside.peers, median=beside.median
        )
        yield Violated(facts, (_AMOUNT,))


def _is_small(case: SeasonCase) -> bool:
    """A department below city level, by its roster entry and its name."""
    return case.kind != "government" and bool(_BELOW_A_CITY.search(case.printed_organ or ""))


@rule(
    "ORG-05",
    "同一机关重复报送",
    "同一机关同一年度只有一份现行的报告。",
    "error",
    basis=(DEFINITION,),
    needs="已报送的记录",
    concerns="office",
)
def one_upload(case: SeasonCase) -> Iterator[Outcome]:
    """One current report an organ and year, under whichever of its names."""
    if case.peers is None:
        yield from _counted(case)
        return
    entry = entry_of(case, "names")
    if isinstance(entry, Reason):
        yield NotAssessed(entry)
        return
    own = case.sketch.organ
    unread = (name for name in case.context.unread if case.names.of_name(name) == entry)
    names = sorted({*case.peers.under_other_names(case.sketch), *unread} - {own or ""})
    if names:
        uploads = len(names) + 1
        yield Violated(SeveralUploads(uploads=uploads, names=tuple(names)), rests_on=(uploads,))


def _counted(case: SeasonCase) -> Iterator[Outcome]:
    """The same where no more than the number of uploads is known."""
    uploads = case.context.uploads
    if uploads is None:
        yield NotAssessed(missing(case, "uploads"))
    elif uploads > 1:
        yield Violated(SeveralUploads(uploads=uploads), rests_on=(uploads,))


@rule(
    "DOC-02",
    "盖章扫描件与电子文本一致",
    "同一份报告既报送了盖章扫描件又报送了电子文本的，两者各格的数字一致。",
    "warning",
    basis=(LOCAL_NOTICE,),
    needs="本机关报送的其他文件",
)
def scan_and_text(case: SeasonCase) -> Iterator[Outcome]:
    """The cells of a scan and of a text document of one report agree."""
    own, uploads = case.sketch, case.context.other_uploads
    if uploads is None:
        yield NotAssessed(missing(case, "other_uploads"))
        return
    others = [
        s for s in uploads if s.recognised != own.recognised and s.printed_year == own.printed_year
    ]
    if others:
        yield from _compared(case, case.beside(others[-1]))


def _compared(case: SeasonCase, other: SeasonCase) -> Iterator[Outcome]:
    scan = case if case.is_recognised else other
    confirmed = _confirmed(scan)
    unknown: list[CellId] = []
    differing: dict[bool, list[CellId]] = {False: [], True: []}
    for cell in (c for c in case.cells if c in other.cells):
        ours, theirs = case.cells[cell], other.cells[cell]
        if _NO_NUMBER & {ours.mark, theirs.mark}:
            unknown.append(cell)
        elif _differ(ours, theirs):
            differing[cell not in confirmed].append(cell)
    for misread, cells in differing.items():
        if cells:
            yield _differing(case, other, cells, misread)
    if unknown:
        yield NotAssessed(UploadsWithoutNumbers(cells=by_table(case, unknown)), unknown)


def _differing(
    case: SeasonCase, other: SeasonCase, cells: Sequence[CellId], misread: bool
) -> Violated:
    theirs = [other.cells[cell].value for cell in cells]
    facts = ScanDiffers(
        readings=tuple(
            Reading(figure(case, cell), n) for cell, n in zip(cells, theirs, strict=True)
        ),
        is_scan=case.is_recognised,
        misread=misread,
    )
    rests_on = ["" if n is None else n for n in theirs]
    return Violated(facts, cells, rests_on, "note" if misread else None)


def _differ(ours: Cell, theirs: Cell) -> bool:
    """Whether two readings of a cell differ; a blank and a 0 do not say different things."""
    one, other = ours.value or 0, theirs.value or 0
    return one != other or (one != 0 and (ours.unit or "万元") != (theirs.unit or "万元"))


def _confirmed(scan: SeasonCase) -> frozenset[CellId]:
    """The cells of a scan that stand in a sum, and in none that does not hold: so these are hardly misread."""
    values = {cell: found.value for cell, found in scan.cells.items()}
    held: set[CellId] = set()
    doubtful: set[CellId] = set()
    for identity in (i for table in TABLE_IDS for i in scan.table(table).identities):
        holds = assess(identity, values) == "holds"
        (held if holds else doubtful).update(identity.cells)
    return frozenset(held - doubtful)


@rule(
    "AGG-03",
    "垂直管理单位不计入",
    "垂直管理单位不列入本级名册。",
    "warning",
    basis=(LOCAL_NOTICE,),
    needs=ALL_REPORTS,
    concerns="office",
)
def managed_from_above(case: SeasonCase) -> Iterator[Outcome]:
    """Who is managed from above does not count here."""
    entry = entry_of(case, "vertical")
    if isinstance(entry, Reason):
        yield NotAssessed(entry)
    elif entry.vertical:
        yield Violated(ManagedFromAbove(organ=entry.name), rests_on=(entry.name,))
