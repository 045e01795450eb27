"""The catalogue of rules for people: a line a rule, family by family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from gouji.verdict import Catalogue, Rule
from gouji.wording.sentences import number
from gouji.wording.verdict import SEVERITIES

# By what the rules' ids begin with; from the report's frame to its tables, its text, and what is beside it.
FAMILIES: Final = {
    "FMT": "格式和用语",
    "YR": "年度",
    "T2": "表二",
    "T2O": "表二（2019年格式）",
    "T3": "表三",
    "T4": "表四",
    "XY": "与其他报告比较",
    "TXT": "正文与表格",
    "CON": "应写的内容",
    "FEE": "收费",
    "REF": "引用",
    "ORG": "机关",
    "AGG": "汇总",
    "PRC": "期限和程序",
    "DOC": "文件",
    "KEY": "报送位置",
}
_PLACE: Final = {family: place for place, family in enumerate(FAMILIES)}


def listing(catalogue: Catalogue) -> str:
    """All rules: how grave each is, what it says, of which format alone, what it needs beside the report."""
    return "\n".join(_lines(catalogue))


def by_family(rules: Iterable[Rule]) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """The families in their order, each with its rules by number. KeyError where a family has no name."""
    for family, own in groupby(sorted(rules, key=_order), key=family_of):
        yield family, tuple(own)


def family_of(rule: Rule) -> str:
    """What the rule's id begins with."""
    return rule.id.split("-")[0]


def settable(rule: Rule) -> Iterator[str]:
    """「默认不用」, 「界限 1000 字（可设 100 至 20000）」: what an office may set of the rule beyond its severity."""
    if rule.default == "off":
        yield "默认不用"
    if own := rule.threshold:
        least, most = number(own.least), number(own.most)
        yield f"{own.name}界限 {number(own.default)}{own.unit}（可设 {least} 至 {most}）"


def _order(rule: Rule) -> tuple[int, str]:
    return _PLACE[family_of(rule)], rule.id


def _lines(catalogue: Catalogue) -> Iterator[str]:
    yield f"勾稽核对规则 {len(catalogue.items)} 条（版本 {catalogue.version}）"
    for family, rules in by_family(catalogue.items):
        yield ""
        yield f"{family} {FAMILIES[family]}"
        yield from map(_line, rules)


def _line(rule: Rule) -> str:
    limits = []
    if len(rule.forms) == 1:
        limits.append(f"只用于{rule.forms[0]}年格式")
    if rule.needs:
        limits.append(f"需要{rule.needs}")
    limits += settable(rule)
    only = f"（{'，'.join(limits)}）" if limits else ""
    return f"  {rule.id} ［{SEVERITIES[rule.severity]}］{rule.name}：{rule.statement}{only}"
