"""A result in words, for the officer's page and the e-mail alike: verdict, causes, findings, what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from gouji.report import Mark
from gouji.result import Cause, Result, alone, causes, counts
from gouji.text import lazy_pattern
from gouji.verdict import Finding, Severity, Status
from gouji.wording import explanation, returned, unchecked
from gouji.wording.sentences import TABLE_NAMES

_HEADLINES: Final = {
    "passed": "通过：勾稽关系全部成立",
    "flagged": "需要修改",
    "incomplete": "未能全部核对，不能算通过",
    "unreadable": "无法读取，未作核对",
}
_PASSED_BUT: Final = "通过：除停用的规则外，勾稽关系全部成立"
STATUSES: Final[Mapping[Status, str]] = {
    "passed": "通过",
    "flagged": "需要修改",
    "incomplete": "未能全部核对",
    "unreadable": "无法读取",
}
SEVERITIES: Final[Mapping[Severity, str]] = {"error": "错误", "warning": "提醒", "note": "备注"}
MARKS: Final[Mapping[Mark, str]] = {
    "blank": "空格",
    "placeholder": "占位符",
    "missing": "没有找到",
    "unreadable": "认不准",
    "inferred": "推断拆分",
    "recognised": "文字识别",
}
Step = Literal["return", "compare", "sample", "check", "mend", "complete"]
_STEPS: Final[Mapping[Step, str]] = {
    "return": "退回报送机关；退回意见{letter}。",
    "compare": "对照原件核对识别或推断得出的数字；有可以编辑的原件（Word 文档）的，改用原件。",
    "sample": "数字有识别或推断得出的，收下之前请对照原件抽查。",
    "check": "数字有识别或推断得出的，请对照原件核对。",
    "mend": "对照原始台账改好下列各处，再报送。",
    "complete": "补全、写清下列各处，再报送。",
}
_FORMS: Final = {"2019": "2019年格式", "2021": "2021年格式", None: "没有找到"}
PIECES: Final = lazy_pattern(r"分成 \d+ 段")  # what the account of a table says of page breaks
LIKE_LAST_YEAR: Final = "XY-06"  # measures how much of the text is last year's
# Of a rule's findings so many are told, the rest counted: notes are for information, warnings may be a great many.
_LISTED_OF_RULE: Final[Mapping[Severity, int | None]] = {"error": None, "warning": 5, "note": 1}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, by the level of its indentation.

    `tone`: a status, a severity, `repair`, `aside` or nothing. A line without text parts paragraphs.
    """

    text: str = ""
    indent: int = 0
    tone: str = ""

    def __str__(self) -> str:
        return "  " * self.indent + self.text


def tally(results: Iterable[Result]) -> str:
    """「共 60 份：通过 20，需要修改 38，无法读取 2」."""
    found = Counter(result.status for result in results)
    said = "，".join(
        f"{name} {found[status]}" for status, name in STATUSES.items() if found[status]
    )
    return f"共 {found.total()} 份" + (f"：{said}" if said else "")


def headline(result: Result) -> str:
    """The verdict in one line, with the counts that matter."""
    also = "另有" if result.status == "passed" and counts(result).errors else ""
    said = counted(result)
    head = _HEADLINES[result.status]
    if result.status == "passed" and result.rules and result.rules.off:
        head = _PASSED_BUT
    return head + (f"（{also}{said}）" if said else "")


def counted(result: Result) -> str:
    """「错误 4 处，其中 3 处出于 1 个原因，提醒 1 处」: findings by severity; empty where there are none."""
    found = counts(result)
    said = [f"{name} {found.of(s)} 处" for s, name in SEVERITIES.items() if found.of(s)]
    shared = [
        wrong
        for cause in causes(result)
        if len(wrong := [f for f in cause.findings if f.severity == "error"]) > 1
    ]
    if shared:
        together = sum(map(len, shared))
        of_them = "" if together == found.errors else f"，其中 {together} 处"
        said[0] += f"{of_them}出于 {len(shared)} 个原因"
    return "，".join(said)


def page(
    result: Result,
    *,
    desk: bool = True,
    hints: Iterable[str] = (),
    waived: Collection[str] = (),
) -> Iterator[Line]:
    """The whole result: verdict, what to do first, what is wrong, what was read, what was not checked.

    `desk`: for whoever is about to hand the report in; else for the office that reviews it. `hints`: what else could
    be checked if something were given. `waived`: as the letter has them.
    """
    yield Line(headline(result), tone=result.status)
    if result.reason:
        yield Line(result.reason)
        return
    yield from (Line(f"先做：{text}") for text in first(result, desk=desk, waived=waived))
    yield from _unclear(result)
    yield from _wrong(result)
    yield Line()
    yield from (Line(text) for text in account(result))
    yield from _unchecked(result, hints)


def account(result: Result) -> Iterator[str]:
    """What was read: organ, year and formats, cells by mark, tables that were odd."""
    forms = "，".join(
        f"{'、'.join(TABLE_NAMES[table] for table, _ in own)}{_FORMS[form]}"
        for form, own in groupby(result.forms.items(), key=lambda item: item[1])
    )
    organ, year = (
        result.organ or "机关没有找到",
        f"{result.year}年度" if result.year else "年度没有找到",
    )
    yield f"读到：{organ}，{year}；{forms}；{_cells(result)}"
    yield from _tables(result)
    yield from settings(result)
    if (share := result.measured.get(LIKE_LAST_YEAR)) is not None:
        yield f"与上年度报告相比：文字有 {share:.0%} 相同（不计年份）。"


def settings(result: Result) -> Iterator[str]:
    """By which of the office's settings was judged: rules that are off, and those whose severity is another one."""
    rules = result.rules
    if rules is None:
        return
    if rules.off:
        off = "、".join(explanation.rule(result, rule) for rule in rules.off)
        yield f"按本单位的设置停用了 {len(rules.off)} 条规则，没有按它们核对：{off}。"
    if rules.severities:
        said = "、".join(
            f"{explanation.rule(result, rule)}为{SEVERITIES[severity]}"
            for rule, severity in rules.severities.items()
        )
        yield f"按本单位的设置改了轻重：{said}。"


def first(
    result: Result, *, desk: bool = True, letter: str = "在邮件末尾", waived: Collection[str] = ()
) -> Iterator[str]:
    """What to do first: one thing, by what stands in the way of passing.

    `letter`: where the reader finds what goes back to the organ; `waived`: as the letter has them.
    """
    step = first_step(result, desk=desk, waived=waived)
    if step:
        yield _STEPS[step].format(letter=letter)


def first_step(result: Result, *, desk: bool, waived: Collection[str] = ()) -> Step | None:
    """What is to be done first; None where there is nothing to do."""
    doubtful = not {"recognised", "inferred"}.isdisjoint(result.marks.values())
    if not desk and returned.returned(result, waived=waived):
        return "return"
    if result.status == "incomplete" and doubtful:
        return "compare"
    if result.status == "passed":
        return ("check" if desk else "sample") if doubtful else None
    wrong = any(finding.severity == "error" for finding in result.findings)
    return ("mend" if wrong else "complete") if desk else None


def _unclear(result: Result) -> Iterator[Line]:
    said = list(returned.unclear(result))
    if said:
        yield Line()
        yield Line(f"没有读准的（{len(said)} 项）", tone="error")
        yield from (Line(f"{i}. {text}", 1) for i, text in enumerate(said, 1))


def _wrong(result: Result) -> Iterator[Line]:
    """The causes and the findings that stand alone, the gravest first; notes a line a rule."""
    found, single = causes(result), alone(result)
    for severity, name in SEVERITIES.items():
        own_causes = [cause for cause in found if cause.severity == severity]
        for cause in own_causes:
            yield from _cause(result, cause)
        own = [finding for finding in single if finding.severity == severity]
        if own:
            yield Line()
            told = {finding.severity for cause in found for finding in cause.findings}
            other = "其他" if severity in told else ""
            yield Line(f"{other}{name}（{len(own)} 处）", tone=severity)
            yield from _folded(result, own, _LISTED_OF_RULE[severity])


def _folded(result: Result, findings: Sequence[Finding], most: int | None) -> Iterator[Line]:
    """Findings by number; of a rule's the first `most`, and how many more there are."""
    of_rule = Counter(finding.rule for finding in findings)
    told: Counter[str] = Counter()
    number = 0
    for finding in findings:
        told[finding.rule] += 1
        if most and told[finding.rule] > most:
            continue
        number += 1
        rest = of_rule[finding.rule] - most if most and told[finding.rule] == most else 0
        more = f"（同类的另有 {rest} 处）" if rest > 0 else ""
        yield Line(f"{number}. {explanation.message(result, finding)}{more}", 1)


def _cause(result: Result, cause: Cause) -> Iterator[Line]:
    yield Line()
    yield Line(f"原因 {cause.number}：{explanation.likeliest(result, cause)}", tone=cause.severity)
    for i, text in enumerate(explanation.alternatives(result, cause)):
        yield Line(text if i == 0 else f"· {text}", 1 if i == 0 else 2, "repair")
    mixed = len({finding.severity for finding in cause.findings}) > 1
    yield from _numbered(result, cause.findings, named=mixed)


def _numbered(
    result: Result, findings: Iterable[Finding], *, named: bool = False
) -> Iterator[Line]:
    for i, finding in enumerate(findings, 1):
        name = f"［{SEVERITIES[finding.severity]}］" if named else ""
        yield Line(f"{i}. {name}{explanation.message(result, finding)}", 1)


def _unchecked(result: Result, hints: Iterable[str]) -> Iterator[Line]:
    said = [*unchecked.of_report(result), *hints]
    if said:
        yield Line("没有核对的，不等于没有问题：", tone="aside")
        yield from (Line(f"· {text}", 1, "aside") for text in said)


def _tables(result: Result) -> Iterator[str]:
    """How each table was read, where anything was missing or odd."""
    for table in result.tables:
        # Pieces are worth a word only where something lacks that may have gone with one.
        odd = [note for note in table.notes if not PIECES.search(note)]
        if table.found < table.expected or odd:
            yield (
                f"{TABLE_NAMES[table.table]}：应有 {table.rows_expected} 行 {table.expected} 格，"
                f"找到 {table.rows_found} 行 {table.found} 格。"
            ) + "".join(table.notes)


def _cells(result: Result) -> str:
    marks = Counter(result.marks.values())
    said = "，".join(f"{name} {marks[m]} 格" for m, name in MARKS.items() if marks[m])
    text = f"共 {len(result.cells)} 格" + (f"，其中{said}" if said else "，每格都有数字")
    if result.deduced:
        text += f"（按勾稽关系可推算出 {len(result.deduced)} 格，已用于核对）"
    return text + "。"
