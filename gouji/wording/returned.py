"""What goes back to the organ (退回意见): true, without contradictions, without what concerns the office alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import singledispatch
from typing import Final

from msgspec.structs import replace

from gouji.facts.aggregate import ReportsOutstanding
from gouji.facts.base import Facts
from gouji.facts.figures import BlanksLeft, DisputeCellsMissing, WrongFormat
from gouji.facts.narrative import Passage, TextDisagrees, TextUnbalanced
from gouji.facts.office import (
    ChargesAboveOthers,
    ManagedFromAbove,
    NameNotInFull,
    NarrativeShared,
    ParagraphsShared,
    SameAsAnother,
    SeveralUploads,
)
from gouji.facts.process import (
    LocalDeadlineMissed,
    MendedLate,
    PublishedUncleared,
    StatutoryDeadlineMissed,
)
from gouji.facts.sources import OrganMisplaced, YearMisplaced
from gouji.facts.structure import (
    LabelsMisspelt,
    OldNameOfDocuments,
    OtherOutcomesMisshapen,
    RowsSurplus,
    TableIncomplete,
)
from gouji.facts.table2 import (
    DecisionsWithoutItems,
    FewerDisclosed,
    ItemsOdd,
    MadeUndisclosed,
    ProcurementInconsistent,
    ProcurementWithUnit,
)
from gouji.facts.years import DateOdd, PeriodOdd, YearsDiffer
from gouji.form import REPORT_NAME, TABLE_IDS, format_version_of, row_of, table_id_of
from gouji.report import CellId, TableId
from gouji.result import Cause, Result, alone, causes
from gouji.text import lazy_pattern
from gouji.verdict import Finding, Repair
from gouji.wording import sentences
from gouji.wording.explanation import (
    agrees,
    change,
    in_doubt,
    is_uncertain,
    own_words,
    texts,
)
from gouji.wording.findings.base import passage, sentence
from gouji.wording.findings.narrative import place, words
from gouji.wording.sentences import quote, verbatim
from gouji.wording.unclear import are_given_twice, not_certain, not_there

_WAYS: Final = 4  # of more repairs than this none is told: nobody could choose
_COUNTED: Final = lazy_pattern(r"（(?:第\d+个表)?(?:第\d+行)?(?:第\d+格)?）")
# What is asked of a table as it is falls away where another table has to take its place.
_OF_SHAPE: Final = (
    TableIncomplete, OtherOutcomesMisshapen, DisputeCellsMissing, BlanksLeft, LabelsMisspelt,
    OldNameOfDocuments, ProcurementWithUnit, ProcurementInconsistent, FewerDisclosed, MadeUndisclosed,
    ItemsOdd, DecisionsWithoutItems,
)  # fmt: skip


def returned(
    result: Result,
    organ: str | None = None,
    year: int | None = None,
    waived: Collection[str] = (),
) -> tuple[str, ...]:
    """The paragraphs that go back to the organ: what to correct, what to explain; empty of a report that passed.

    `organ` and `year`: those under which the report was handed in, else as printed. `waived`: the keys of findings
    that count no more; what they say is asked of nobody, and makes nothing else void.
    """
    if result.status == "passed":  # errors beside it are none of its own
        return ()
    organ, year = organ or result.organ, year or result.year
    addressed = f"{organ}：" if organ else ""
    begin = f"{addressed}你单位报送的{f'{year}年' if year else ''}{REPORT_NAME}"
    if result.reason:
        return f"{begin}无法核对，请按下面的要求重新报送：", f"1. {result.reason}"
    standing = replace(result, findings=tuple(f for f in result.findings if f.key not in waived))
    # A figure that a waived finding tells of is told: it is not asked for as unclear instead.
    errors = tuple(dict.fromkeys([*_to_correct(standing), *unclear(result)]))
    wishes = tuple(point for point in dict.fromkeys(_to_explain(standing)) if point not in errors)
    told = [f"{i}. {point}" for i, point in enumerate((*errors, *wishes), 1)]
    if errors:
        begin += f"经核对，有以下 {len(errors)} 项需要更正，请核实更正后重新报送："
        further = [f"另有以下 {len(wishes)} 项，请一并核实、说明或更正："] if wishes else []
        return begin, *told[: len(errors)], *further, *told[len(errors) :]
    return (f"{begin}经核对，有以下 {len(wishes)} 项请核实、说明或更正：", *told) if told else ()


def unclear(result: Result) -> Iterator[str]:
    """The figures that could not be read, and why. Of a scan that is no fault of the organ."""
    for table_id, told in unclear_tables(result):
        yield from not_there(result, table_id, told)
        yield from not_certain(result, table_id, told)


def unclear_tables(result: Result) -> Iterator[tuple[TableId, set[CellId]]]:
    """The tables of which to say what could not be read, each with the cells of which a finding speaks already."""
    if "recognised" in result.marks.values():
        return
    told = {cell for f in result.findings for cell in (*f.cells, *_missing_of(f.facts))}
    old = _replaced(result)
    # Of an absent table, and of one in the wrong format, a finding speaks already.
    yield from ((table, told) for table in TABLE_IDS if result.forms[table] and table not in old)


def _missing_of(facts: Facts) -> tuple[CellId, ...]:
    """The cells that a finding calls missing."""
    if isinstance(facts, TableIncomplete | OtherOutcomesMisshapen | DisputeCellsMissing):
        return facts.missing.cells
    return ()


def _to_correct(result: Result) -> Iterator[str]:
    for cause in causes(result):
        errors = [f for f in cause.findings if f.severity == "error"]
        ways = _ways(result, cause) if errors else ()
        if errors and (ways or errors[0].facts.habit):
            yield _correction(result, ways, errors)
        else:
            yield from _asked_of(result, errors)
    yield from _asked_of(result, (f for f in alone(result) if f.severity == "error"))


def _to_explain(result: Result) -> Iterator[str]:
    """The warnings, but for those that a correction mends as well."""
    mended = {
        id(finding)
        for cause in causes(result)
        if cause.severity == "error" and _ways(result, cause)
        for finding in cause.findings
    }
    yield from _asked_of(
        result, (f for f in result.findings if f.severity == "warning" and id(f) not in mended)
    )


def _asked_of(result: Result, findings: Iterable[Finding]) -> Iterator[str]:
    """What findings ask of the organ, without what another one makes void."""
    for finding in findings:
        message = _supposed(result, finding) or (
            _unplaced(_beside_corrections(result, finding)) + _surplus_beside(result, finding)
        )
        point = None if _is_void(result, finding) else asked(finding.facts, message)
        if point:
            yield point


def _ways(result: Result, cause: Cause) -> tuple[Repair, ...]:
    """All repairs that may be told: those that nothing contradicts, if they are all and few."""
    if cause.bounded or any(is_uncertain(result, repair) for repair in cause.repairs):
        return ()
    refuted = cause.findings[0].facts.refuted
    repairs = [repair for i, repair in enumerate(cause.repairs) if i not in refuted]
    doubt = in_doubt(cause)
    agreed = [
        (repair, [fits for t in texts(result) if (fits := agrees(t, repair, doubt)) is not None])
        for repair in repairs
    ]
    standing = [(repair, said) for repair, said in agreed if all(said)]
    best = [repair for repair, said in standing if said] or [repair for repair, _ in standing]
    return tuple(best) if len(best) <= _WAYS else ()


def _correction(result: Result, ways: Sequence[Repair], errors: Sequence[Finding]) -> str:
    """What to change; first the one slip that it is, if it is one."""
    names = "、".join(dict.fromkeys(result.rule_names.get(f.rule, f.rule) for f in errors))
    slip = errors[0].facts.habit
    likely = f"{sentences.habit(slip)}：" if slip else ""
    if not ways:
        return f"{names}共 {len(errors)} 处不相符，{likely.removesuffix('：')}，请对照原始台账核实更正。"
    if len(ways) == 1:
        said = change(result, ways[0], placed=False)
        after = "；这样修改后，" if len(ways[0]) > 1 else " 后，"
        return f"{likely}{said}{after}{names}即可相符，请对照原始台账核实。"
    lead = (
        _unplaced(own_words(errors[0]))
        if len(errors) == 1
        else f"{names}共 {len(errors)} 处不相符。"
    )
    said = "；".join(f"（{i}）{change(result, way, placed=False)}" for i, way in enumerate(ways, 1))
    return f"{lead}{likely}下列改法都能使其相符，请对照原始台账确定是哪一种：{said}。"


def _supposed(result: Result, finding: Finding) -> str | None:
    """Blanks that cannot all be 0 beside a total, and what the text says of that total, in one point; else None."""
    if isinstance(finding.facts, TextDisagrees):
        sums = [s for s in _supposing(result) if set(finding.cells) & set(s.cells)]
    else:
        sums = [finding] if finding in _supposing(result) else []
    if len(sums) != 1:
        return None
    said = [
        f"{place(text.passage)}写的是{words(text.passage)}"
        for f in result.findings
        if isinstance(text := f.facts, TextDisagrees) and set(f.cells) & set(sums[0].cells)
    ]
    beside = f"；{'；'.join(dict.fromkeys(said))}" if said else ""
    message = _unplaced(own_words(sums[0])).removesuffix("。")
    return f"{message}{beside}。请核实后填上数字，或更正合计。"


def _beside_corrections(result: Result, finding: Finding) -> str:
    """A finding's words; of blanks without the numbers that sums force on them which a correction changes."""
    facts = finding.facts
    if isinstance(facts, BlanksLeft) and facts.forced:
        corrected = {cell for ways in _corrections(result) for way in ways for cell in way}
        kept = tuple(
            f for f in facts.forced if not any(_share_a_line(f.cell, c) for c in corrected)
        )
        return sentence(replace(facts, forced=kept))
    return own_words(finding)


def _corrections(result: Result) -> list[tuple[Repair, ...]]:
    return [_ways(result, cause) for cause in causes(result) if cause.severity == "error"]


def _share_a_line(one: CellId, other: CellId) -> bool:
    return row_of(one) == row_of(other) or (
        table_id_of(one) == table_id_of(other) != "t4"
        and one.rpartition(".")[2] == other.rpartition(".")[2]
    )


def _supposing(result: Result) -> list[Finding]:
    """The sums that break where blanks are taken as 0."""
    return [f for f in result.findings if f.assuming and f.severity == "warning"]


def _surplus_beside(result: Result, finding: Finding) -> str:
    """Where rows lack, the rows too many in the same table: they may be these, labelled otherwise."""
    if not isinstance(finding.facts, TableIncomplete):
        return ""
    tables = {table_id_of(cell) for cell in finding.facts.missing.cells}
    said = "、".join(
        verbatim(row.text)
        for f in result.findings
        if isinstance(f.facts, RowsSurplus) and f.facts.table in tables
        for row in f.facts.rows
    )
    return f"另有数字不在表样的行里：{said}，如果就是所缺的行，请改正标签。" if said else ""


def _unplaced(message: str) -> str:
    """A sentence without rows and cells by number: labels say which they are, in every copy of the document."""
    return _COUNTED.sub("", message)


def _is_void(result: Result, finding: Finding) -> bool:
    """Whether another order takes the place of this one: a new table that of mending the old one."""
    facts = finding.facts
    if isinstance(facts, WrongFormat):
        return facts.table not in _replaced(result)
    if isinstance(facts, OtherOutcomesMisshapen) and not facts.extra:
        return set(facts.missing.cells) <= _absent(result)
    if isinstance(facts, _OF_SHAPE) and not _tables_of(finding).isdisjoint(_replaced(result)):
        return True
    return _is_told_otherwise(result, facts)


def _is_told_otherwise(result: Result, facts: Facts) -> bool:
    """Whether another point says the same, or settles it first."""
    match facts:
        case RowsSurplus(table=table):  # told with the rows that lack, or with the figures in doubt
            return table in _incomplete(result) or are_given_twice(result, table)
        case PeriodOdd() | DateOdd():  # they rest on the year, which is asked for first
            return any(isinstance(f.facts, YearsDiffer) for f in result.findings)
        case BlanksLeft(open=open_cells, cells=blanks) if open_cells == blanks:
            supposed = [set(f.cells) for f in _supposing(result)]
            return bool(supposed) and set(blanks.cells) <= set().union(*supposed)
        case TextDisagrees():
            return _is_mended(result, facts)
        case TextUnbalanced(passage=passage):
            return any(_is_of(f.facts, passage) for f in result.findings)
        case _:
            return False


def _absent(result: Result) -> set[CellId]:
    """The cells of rows and columns that a finding asks for."""
    facts = [f.facts for f in result.findings]
    return {cell for f in facts if isinstance(f, TableIncomplete) for cell in f.missing.cells}


def _incomplete(result: Result) -> set[TableId]:
    return {table_id_of(cell) for cell in _absent(result)}


def _is_mended(result: Result, text: TextDisagrees) -> bool:
    """Whether a correction that is told makes the table agree with what the text says."""
    return any(
        ways and all(agrees(text, way, frozenset()) for way in ways)
        for ways in _corrections(result)
    )


def _is_of(facts: Facts, passage: Passage) -> bool:
    """Whether a number of the same paragraph is told already, which its own balance rests on."""
    return (
        isinstance(facts, TextDisagrees)
        and facts.passage.section == passage.section
        and facts.passage.paragraph == passage.paragraph
        and table_id_of(facts.tables[0][0].cell) == "t3"
    )


def _replaced(result: Result) -> set[TableId]:
    """The tables that are to be made anew in the other format, unless it is the year that is doubtful."""
    facts = [finding.facts for finding in result.findings]
    years = {f.handed_in for f in facts if isinstance(f, YearMisplaced)}
    years |= {y for f in facts if isinstance(f, YearsDiffer) for y in (f.year, f.other)}
    fitting = {format_version_of(year) for year in years}
    return {
        f.table for f in facts if isinstance(f, WrongFormat) and f.format_version not in fitting
    }


def _tables_of(finding: Finding) -> set[TableId]:
    facts = finding.facts
    cells = [*finding.cells, *_missing_of(facts)]
    if isinstance(facts, BlanksLeft):
        cells += facts.cells.cells
    if isinstance(facts, LabelsMisspelt):
        return {facts.table}
    return {table_id_of(cell) for cell in cells} or {"t2"}


@singledispatch
def asked(facts: Facts, message: str) -> str | None:
    """What a finding asks of the organ; None where it is the office's own business, or our reading is in doubt."""
    return None if facts.uncertain or facts.suspects is not None else message


@asked.register(SeveralUploads)
@asked.register(ManagedFromAbove)
@asked.register(ReportsOutstanding)
@asked.register(StatutoryDeadlineMissed)
@asked.register(LocalDeadlineMissed)
@asked.register(PublishedUncleared)
@asked.register(MendedLate)
def _(_facts: Facts, _message: str) -> None:
    return None


@asked.register
def _(facts: OrganMisplaced, _message: str) -> str:
    return (
        f"报告写的机关是{quote(facts.organ)}，不是{quote(facts.handed_in)}，"
        "请核对机关名称，或改报本机关的报告。"
    )


@asked.register
def _(facts: YearMisplaced, _message: str) -> str:
    return (
        f"报告写的是{facts.year}年度，应当报送的是{facts.handed_in}年度的，"
        "请核对年度，或改报该年度的报告。"
    )


@asked.register
def _(facts: NameNotInFull, _message: str) -> str:
    full = f"“{facts.short_for}”" if facts.short_for else "全称"
    return f"报告的机关写的是{quote(facts.printed)}，请写{full}。"


@asked.register
def _(facts: NarrativeShared, _message: str) -> str:
    such = f"，例如{passage(facts.ours)}" if facts.ours else ""
    return f"正文与其他机关的报告雷同{such}，请按本机关的实际情况改写。"


@asked.register
def _(facts: ParagraphsShared, _message: str) -> str:
    said = "、".join(passage(paragraph.ours) for paragraph in facts.paragraphs)
    such = f"：{said}" if said else ""
    return f"有成段的文字与其他机关的报告逐字相同{such}，请按本机关的实际情况改写。"


@asked.register
def _(facts: SameAsAnother, _message: str) -> str | None:
    if facts.ours:
        return None
    return (
        "报送的文件与其他机关或其他年度的完全相同，请核对是否报错了文件，报送本机关本年度的报告。"
    )


@asked.register
def _(facts: ChargesAboveOthers, _message: str) -> str:
    figure = sentences.shown_label(facts.figure)
    return (
        f"{figure}是 {sentences.number(facts.amount)}（万元），明显偏大，请核对是否把元当成了万元。"
    )
