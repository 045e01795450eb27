"""The rules as Markdown, for docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.verdict import Rule
from gouji.wording.rules import by_family, settable
from gouji.wording.verdict import SEVERITIES

_OPENING: Final = """\
# 核对规则

Made by `make rules` from `gouji/judging/rules/`; `GET /rules` gives the same. Do not edit by hand.

错误：更正以后才能通过；提醒：请报送机关说明或更正；备注：供审核人员参考。“需要”是报告本身以外的依据，没有它就无法核对，
列在“没有核对的”之下，不等于没有问题。
“设置”：写“默认不用”的，在设置的 `on` 里写上编号才核对；写有界限的，可以在 `thresholds` 里改。
2019 是国办公开办函〔2019〕60号的格式（2019、2020年度），2021 是〔2021〕30号的格式（2021年度起）。
"""
_HEAD: Final = ("编号", "名称", "程度", "格式", "规则", "依据", "需要", "设置")


def catalogue(rules: Iterable[Rule]) -> str:
    """All rules as Markdown, a table for each family. KeyError where a family has no name."""
    return "\n".join([_OPENING, *_tables(rules)])


def _tables(rules: Iterable[Rule]) -> Iterator[str]:
    for family, own in by_family(rules):
        yield f"## {family}\n"
        yield _row(_HEAD)
        yield _row(("---",) * len(_HEAD))
        yield from map(_line, own)
        yield ""


def _line(rule: Rule) -> str:
    return _row(
        (
            rule.id,
            rule.name,
            SEVERITIES[rule.severity],
            "、".join(rule.forms),
            rule.statement,
            "、".join(rule.basis),
            rule.needs or "",
            "，".join(settable(rule)),
        )
    )


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
