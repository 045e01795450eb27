"""The three tables added up over several reports, year by year, with what the sums leave open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.form import TABLES, Table
from gouji.report import CellId
from gouji.result import Result
from gouji.season.totals import Figures, Share, Total, total
from gouji.wording.sentences import TABLE_NAMES

_SHARES: Final[Mapping[Share, str]] = {
    "uncertain": "份的数字由识别或推断得出",
    "blank": "份没有数字",
    "without_unit": "份的金额没有单位，没有计入",
}


@dataclass(frozen=True, slots=True)
class TableSums:
    """One table in one format, added up over the `reports` that have it so; `notes` by cell."""

    table: Table
    reports: int
    totals: Mapping[CellId, Total]
    notes: Mapping[CellId, str]


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of one year's reports: what to know about them, and table by table in each format in use."""

    title: str
    remarks: tuple[str, ...]
    tables: tuple[TableSums, ...]


def sums_of(results: Sequence[Result]) -> dict[str, Sums]:
    """The sums of each year by the name of their sheet; files that hold no report are left out."""
    of_year: dict[int | None, list[Result]] = {}
    for result in results:
        if result.cells:
            of_year.setdefault(result.year, []).append(result)
    sums = {year: _sums(of_year[year], year) for year in sorted(of_year, key=lambda y: y or 0)}
    if len(sums) == 1:
        return dict(zip(["合计"], sums.values(), strict=True))
    return {f"合计 {year or '年度不明'}": own for year, own in sums.items()}


def _sums(results: Sequence[Result], year: int | None) -> Sums:
    return Sums(
        title=f"{f'{year}年度' if year else '年度不明的报告'}合计（{len(results)} 份）",
        remarks=tuple(_remarks(results)),
        tables=tuple(_tables(results)),
    )


def _tables(results: Sequence[Result]) -> Iterator[TableSums]:
    """The tables in the formats that are used, in the form's order."""
    for (table_id, format_version), table in sorted(TABLES.items(), key=lambda item: item[0]):
        own = [result for result in results if result.forms[table_id] == format_version]
        if own:
            figures = [Figures(result.cells, result.marks, result.units) for result in own]
            totals = {cell: total(cell, figures) for cell in table.specs}
            notes = {cell: note for cell, one in totals.items() if (note := _note(one))}
            yield TableSums(table, len(own), totals, notes)


def _note(one: Total) -> str:
    return "，".join(f"{one.shares[s]} {said}" for s, said in _SHARES.items() if one.shares.get(s))


def _remarks(results: Sequence[Result]) -> Iterator[str]:
    yield "逐份相加，没有另行核对；灰色的格并非每份都有确定的数字，见批注。其中有汇总报告的，合计会重复计算。"
    organs = Counter(result.organ for result in results if result.organ)
    several = [f"“{organ}” {n} 份" for organ, n in organs.items() if n > 1]
    if several:
        yield f"同一机关有不止一份、都计入了的：{'、'.join(several)}。"
    without = Counter(t for r in results for t, form in r.forms.items() if form is None)
    if without:
        said = "，".join(f"没有找到{TABLE_NAMES[t]}的 {n} 份" for t, n in sorted(without.items()))
        yield f"{said}，该表没有计入。"
