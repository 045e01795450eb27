"""Totals of table 3 that the text states: 本年新收政府信息公开申请15件, 上年结转2件, 结转下年度继续办理3件.

They only choose among ways to read digits that run together: so a sentence counts where it can mean nothing else. One
about other organs, earlier years or a part of the requests does not, nor do two that differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from gouji.numerals import number_of
from gouji.report import CellId
from gouji.text import lazy_pattern

_NUMBER: Final = (
    r"(?P<n>\d{1,6}|\d{1,3}(?:,\d{3})+)(?:件|宗|份|条|项|个|起|笔)(?![\u4e00-\u9fff]?次)"
)
_OF_REQUESTS: Final = (
    r"(?:政府信息)?(?:公开|依申请)?(?:政府信息)?(?:公开)?(?:的)?(?:申请|申请数量|件数?|数量)?"
)
_COUNTED: Final = r"(?:共计|总计|合计|共|计|为|有|:)?"
_STATED: Final[Mapping[CellId, re.Pattern[str]]] = {
    "t3.new_received.total": lazy_pattern(
        rf"(?<!未)(?:新收到?|新增|新受理|收到|受理){_OF_REQUESTS}{_COUNTED}{_NUMBER}"
    ),
    "t3.carried_in.total": lazy_pattern(
        rf"(?:上一?年度?|去年){_COUNTED}(?:结转|转结|转入|遗留){_OF_REQUESTS}{_COUNTED}{_NUMBER}"
    ),
    "t3.carried_over.total": lazy_pattern(
        rf"结转(?:至|到)?下一?年度?(?:继续)?(?:办理)?{_OF_REQUESTS}{_COUNTED}{_NUMBER}"
    ),
}
_SENTENCE: Final = lazy_pattern("[。;!?]")
_LONGEST: Final = 400  # characters of a sentence
# Of whom, of which years, of which part a number may be.
_OTHER: Final = lazy_pattern(
    r"全[省市区县旗州盟镇乡系]|各[级部地乡镇街区县科单]|系统|下属|所属|累计|[近前]\w年|年均|历年|同比|同期|去年同|上年同"
    r"|其中|通过|渠道|网络|网上|信函|当面|邮件|邮寄|公民|自然人|法人|企业|信访|提案|建议|议案|热线|留言|咨询|许可|投诉|举报"
    r"|复议|诉讼|增加|减少|比"
)


def stated_totals(lines: Iterable[str]) -> dict[CellId, int]:
    """The cells whose number the paragraphs of a report, without space, state in one way."""
    found: dict[CellId, set[int]] = defaultdict(set)
    for line in lines:
        for sentence in _SENTENCE.split(line) if "申请" in line else ():
            if "申请" not in sentence or len(sentence) > _LONGEST:
                continue
            for cell, pattern in _STATED.items():
                for match in pattern.finditer(sentence):
                    number = number_of(match["n"])
                    certain = not _OTHER.search(sentence, 0, match.end())
                    found[cell].add(int(number) if certain and number is not None else -1)
    return {cell: min(of) for cell, of in found.items() if len(of) == 1 and min(of) >= 0}
