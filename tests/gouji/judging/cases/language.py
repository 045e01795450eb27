"""Repeated, outdated, garbled or broken text, and what is no part of a report."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.structure import SCANNED
from tests.gouji.judging.reports import CLEAN, CONTEXT, Given, with_text

_RULES = ("FMT-07", "FMT-08", "FMT-09", "FMT-10", "FMT-11", "FMT-12", "FMT-13", "FMT-15")
_AGAIN = "各科室按月核对栏目的更新情况,发现过期的内容当天撤下,并在台账中记明经过。"


def _ending(*paragraphs: str) -> Given:
    return with_text(6, *CLEAN.sections[5].paragraphs, *paragraphs), CONTEXT


FAMILY = Family(
    holding={rule: lambda: (CLEAN, CONTEXT) for rule in _RULES},
    broken={
        "FMT-07": lambda: _ending(_AGAIN, _AGAIN),
        "FMT-08": lambda: _ending("本报告由概述、主动公开等七个部分组成。"),
        "FMT-09": lambda: (replace(CLEAN, traditional=0.3), CONTEXT),
        "FMT-10": lambda: _ending("打印本页 关闭窗口"),
        "FMT-11": lambda: _ending("继续做好公开 but 不够深入。"),
        "FMT-12": lambda: _ending("落实“谁主管,谁负责的要求。"),
        "FMT-13": lambda: _ending("今后将加强培训,"),
        "FMT-15": lambda: _ending("(此件公开发布)"),
    },
    unassessable={rule: lambda: (SCANNED, CONTEXT) for rule in _RULES},
)
