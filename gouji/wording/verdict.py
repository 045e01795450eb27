"""A result in words, for the officer's page and the e-mail alike: verdict, causes, findings, what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gouji.report import Mark
from gouji.result import Cause, Result, alone, causes, counts
from gouji.verdict import Finding, Severity
from gouji.wording import explanation
from gouji.wording.sentences import TABLE_NAMES
from gouji.wording.told import missing

_HEADLINES: Final = {
    "passed": "通过：勾稽关系全部成立",
    "flagged": "需要修改",
    "incomplete": "未能全部核对，不能算通过",
    "unreadable": "无法读取，未作核对",
}
SEVERITIES: Final[Mapping[Severity, str]] = {"error": "错误", "warning": "提醒", "note": "备注"}
_MARKS: Final[Mapping[Mark, str]] = {
    "blank": "空格",
    "placeholder": "占位符",
    "missing": "没有找到",
    "unreadable": "认不准",
    "inferred": "推断拆分",
    "recognised": "文字识别",
}
_FORMS: Final = {"2019": "2019年格式", "2021": "2021年格式", None: "没有找到"}
_LISTED: Final = 3  # of a rule's instances that could not be checked


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


def headline(result: Result) -> str:
    """The verdict in one line, with the counts that matter."""
    found = counts(result)
    said = [f"{name} {found.of(s)} 处" for s, name in SEVERITIES.items() if found.of(s)]
    wrong = [f for f in result.findings if f.severity == "error"]
    apart = {f.cause or -i for i, f in enumerate(wrong, 1)}
    if len(apart) < len(wrong):
        said[0] += f"归为 {len(apart)} 个原因"
    also = "另有" if wrong and result.status == "passed" else ""
    return _HEADLINES[result.status] + (f"（{also}{'，'.join(said)}）" if said else "")


def page(result: Result) -> Iterator[Line]:
    """The whole result: verdict first, then what was read, what is wrong, what was not checked."""
    yield Line(headline(result), tone=result.status)
    if result.reason:
        yield Line(result.reason)
        return
    yield from (Line(text) for text in account(result))
    yield from _wrong(result)
    yield from _unchecked(result)


def account(result: Result) -> Iterator[str]:
    """What was read: organ, year and formats, cells by mark, tables that were odd."""
    forms = "，".join(
        f"{TABLE_NAMES[t]}{_FORMS[format_version]}" for t, format_version in result.forms.items()
    )
    yield f"读到的机关：{result.organ or '没有找到'}；年度：{result.year or '没有找到'}；{forms}。"
    yield _cells(result)
    yield from _tables(result)


def unchecked(result: Result) -> Iterator[str]:
    """What was not checked: a line for each reason, or, for figures that are not there, for each rule."""
    by_rule: dict[str, list[str]] = {}
    by_reason: dict[str, list[str]] = {}
    for item in result.unassessed:
        rule = explanation.rule(result, item.rule)
        if item.cells:
            by_rule.setdefault(rule, []).append(missing(item))
        else:
            by_reason.setdefault(missing(item), []).append(rule)
    for rule, reasons in by_rule.items():
        times = f"（{len(reasons)} 处）" if len(reasons) > 1 else ""
        more = f"；另有 {len(reasons) - _LISTED} 处" if len(reasons) > _LISTED else ""
        yield f"{rule}{times}：{'；'.join(reasons[:_LISTED])}{more}"
    for reason, rules in by_reason.items():
        yield f"{reason}：{'、'.join(dict.fromkeys(rules))}"


def _wrong(result: Result) -> Iterator[Line]:
    """The causes and the findings that stand alone, the gravest first."""
    found, single = causes(result), alone(result)
    for severity, name in SEVERITIES.items():
        for cause in found:
            if cause.severity == severity:
                yield from _cause(result, cause)
        own = [finding for finding in single if finding.severity == severity]
        if own:
            yield Line()
            yield Line(f"{'其他' if found else ''}{name}（{len(own)} 处）", tone=severity)
            yield from _numbered(result, own)


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


def _unchecked(result: Result) -> Iterator[Line]:
    if result.unassessed:
        yield Line()
        yield Line(f"没有核对的（{len(result.unassessed)} 处），不等于没有问题", tone="aside")
        yield from (Line(f"· {text}", 1, "aside") for text in unchecked(result))


def _tables(result: Result) -> Iterator[str]:
    """How each table was read, where anything was missing or odd."""
    for table in result.tables:
        if table.found < table.expected or table.notes:
            yield (
                f"{TABLE_NAMES[table.table]}：应有 {table.rows_expected} 行 {table.expected} 格，"
                f"找到 {table.rows_found} 行 {table.found} 格。"
            ) + "".join(table.notes)


def _cells(result: Result) -> str:
    marks = Counter(result.marks.values())
    said = "，".join(f"{name} {marks[m]} 格" for m, name in _MARKS.items() if marks[m])
    text = f"共 {len(result.cells)} 格" + (f"，其中{said}" if said else "，每格都有数字")
    if result.deduced:
        text += f"；按勾稽关系可推算出 {len(result.deduced)} 格，已用于核对"
    return text + "。"
