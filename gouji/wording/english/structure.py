"""The frame: headings, numbering, labels and shape of the tables; the file and where it was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.facts.base import Cells
from gouji.facts.sources import NoKey, OrganMisplaced, ReviewLeft, SeveralReports, YearMisplaced
from gouji.facts.structure import (
    CellsUnrecognised,
    HeadingMisworded,
    HeadingsDisordered,
    HeadsMissing,
    LabelsMisspelt,
    NumberingBroken,
    OldNameOfDocuments,
    OtherOutcomesMisshapen,
    OtherOutcomesUnrecognised,
    PartsMiscounted,
    RowsSurplus,
    TableIncomplete,
)
from gouji.form import SECTIONS, Table
from gouji.numerals import chinese
from gouji.wording.english.base import gap, sentence
from gouji.wording.english.terms import (
    TABLE_NAMES,
    at,
    joined,
    lines_of_cells,
    quoted_all,
    section,
    some,
)
from gouji.wording.findings.base import Gap, quoted, table_of
from gouji.wording.sentences import quote, verbatim

_MOST_ROWS: Final = 5  # of which a message tells place and text
_FAULTS: Final = {
    "level one": "“{start}” is numbered like a heading of level 1",
    "gap": "“{numeral}” is lacking before “{start}”",
    "repeated": "“{start}” repeats a number; “{numeral}” is expected",
    "restarted": "after “{numeral}” the numbers begin again at “{start}”",
    "alone": "there is “（一）” only, and no “{numeral}”",
}


@sentence.register
def _(facts: HeadingsDisordered) -> str:
    prescribed = ", ".join(f"“{_heading(n)}”" for n in range(1, len(SECTIONS) + 1))
    return f"Headings of level 1: {'; '.join(_faults_of(facts))}. They must be, in this order: {prescribed}."


def _faults_of(facts: HeadingsDisordered) -> Iterator[str]:
    if facts.missing:
        yield f"{_headings(facts.missing)} not found"
    if facts.repeated:
        yield f"{_headings(facts.repeated)} found more than once"
    if facts.order:
        yield f"the order is wrong: {_headings(facts.order)}"
    if facts.extra:
        yield f"{quoted_all(facts.extra)} too many"


def _heading(of: int) -> str:
    return f"{chinese(of)}、{SECTIONS[of - 1]}"


def _headings(sections: Iterable[int]) -> str:
    return quoted_all(map(_heading, sections))


@sentence.register
def _(facts: HeadingMisworded) -> str:
    return f"A heading of level 1 reads {quote(facts.printed)}; it must be “{_heading(facts.section)}”."


@sentence.register
def _(facts: NumberingBroken) -> str:
    said = _FAULTS[facts.fault].format(start=facts.start, numeral=facts.numeral)
    return (
        f"The headings below level 1 in {section(facts.section)} are not numbered in order: {said}."
    )


@sentence.register
def _(facts: PartsMiscounted) -> str:
    return (
        f"The beginning says that the report has {facts.said} parts ({quoted(facts.excerpt)}); "
        f"it must have {len(SECTIONS)}."
    )


@sentence.register
def _(facts: LabelsMisspelt) -> str:
    said = "; ".join(f"{quote(x.printed)} must be {quote(x.prescribed)}" for x in facts.labels)
    return f"Labels of {TABLE_NAMES[facts.table]} are not those of the form: {said}."


@sentence.register
def _(_facts: OldNameOfDocuments) -> str:
    return "Table 2 has a row “规范性文件”; the form of notice no. 30 calls it “行政规范性文件”: use the new name."


@sentence.register
def _(facts: TableIncomplete) -> str:
    table = _table(facts.missing)
    return (
        f"{TABLE_NAMES[table.id]} must have {_shape(table)}; not found: {_missing(facts.missing)}. "
        "Complete it as in the form."
    )


@sentence.register
def _(facts: RowsSurplus) -> str:
    said = "; ".join(f"{verbatim(row.text)}{at(row)}" for row in facts.rows[:_MOST_ROWS])
    more = "; …" if len(facts.rows) > _MOST_ROWS else ""
    return (
        f"{TABLE_NAMES[facts.table]} has {some(len(facts.rows), 'row')} of figures that the form does not have: "
        f"{said}{more}. Find out to which row they belong and take them out."
    )


@sentence.register
def _(facts: HeadsMissing) -> str:
    return (
        f"The header of {TABLE_NAMES[facts.table]} lacks {quoted_all(facts.heads)}, though its column of figures is "
        "there. Add it and check that no column is displaced."
    )


@sentence.register
def _(facts: OtherOutcomesMisshapen) -> str:
    shape = "three rows" if facts.missing.format_version == "2021" else "one row"
    faults = [f"not found: {_missing(facts.missing)}"] if facts.missing.cells else []
    faults += [f"too many: {quoted_all(facts.extra)}"] if facts.extra else []
    return f"“other” outcomes (“（六）其他处理”) of Table 3 must be {shape}; {'; '.join(faults)}."


@gap.register
def _(facts: CellsUnrecognised) -> Gap:
    name, count = TABLE_NAMES[_table(facts.missing).id], len(facts.missing.cells)
    return Gap(f"{some(count, 'cell')} of {name} not recognised in the scan", "Could not check")


@gap.register
def _(_facts: OtherOutcomesUnrecognised) -> Gap:
    return Gap(
        "not all rows of the “other” outcomes (“（六）其他处理”) of Table 3 recognised in the scan",
        "Could not check",
    )


def _table(cells: Cells) -> Table:
    return table_of(cells.cells[0], cells.format_version)


def _shape(table: Table) -> str:
    if table.id == "t2":
        return some(len(table.specs), "cell")
    rows = {spec.row.id for spec in table.specs.values()}
    columns = {spec.column.id for spec in table.specs.values()}
    return f"{len(rows)} rows and {len(columns)} columns"


def _missing(missing: Cells) -> str:
    return lines_of_cells(_table(missing), missing.cells)


@sentence.register
def _(facts: SeveralReports) -> str:
    judged = f"only {quote(facts.judged)}" if facts.judged else "only one of them"
    return f"The file holds {facts.reports} annual reports; {judged} was checked. Hand in a file for each report."


@sentence.register
def _(facts: YearMisplaced) -> str:
    return f"The report says {facts.year} but was handed in under {facts.handed_in}: is the year wrong or the place?"


@sentence.register
def _(facts: OrganMisplaced) -> str:
    return f"The report is of “{facts.organ}” but was handed in as “{facts.handed_in}”: is the name wrong or the place?"


@sentence.register
def _(facts: ReviewLeft) -> str:
    counts = ((facts.revisions, "tracked change"), (facts.comments, "comment"))
    said = joined(some(n, what) for n, what in counts if n)
    return f"The file still has {said}: accept or reject the changes and delete the comments before handing it in."


@gap.register
def _(facts: NoKey) -> Gap:
    what = {"year": "the year", "organ": "the body's name"}[facts.what]
    return Gap("it is not known where the report was handed in", f"Could not check {what}")
