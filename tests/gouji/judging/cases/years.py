"""Years of title, period, documents, plans, signature."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.report import Heading, Naming, OddYear, Place, Report
from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.structure import SCANNED
from tests.gouji.judging.reports import CLEAN, CONTEXT, with_text


def of_other_year(odd: OddYear) -> Report:
    """A report with a caption or label that names another year."""
    return replace(CLEAN, odd_years=(odd,))


def with_heading(number: int, text: str) -> Report:
    """A report with another heading of a section."""
    others = (h if h.number != number else Heading(number, text) for h in CLEAN.headings)
    return replace(CLEAN, headings=tuple(others))


FAMILY = Family(
    holding={
        "YR-01": lambda: (CLEAN, CONTEXT),
        "YR-02": lambda: (
            replace(CLEAN, namings=(Naming("period", None, 2022, "2022年"),)),
            CONTEXT,
        ),
        "YR-03": lambda: (CLEAN, CONTEXT),
        "YR-04": lambda: (replace(CLEAN, period=None), CONTEXT),  # the text states it
        "YR-05": lambda: (
            with_text(
                6, "按照《青川市2021年政务公开工作要点》(青政办〔2021〕8号)落实,无其他事项。"
            ),
            CONTEXT,
        ),
        "YR-06": lambda: (
            with_text(5, *CLEAN.sections[4].paragraphs, "2023年将增设专栏。"),
            CONTEXT,
        ),
        "YR-07": lambda: (replace(CLEAN, date="2023-01-31"), CONTEXT),
    },
    broken={
        "YR-01": lambda: (replace(CLEAN, title="青川市档案局政府信息公开工作年度报告"), CONTEXT),
        "YR-02": lambda: (
            replace(CLEAN, namings=(Naming("period", None, 2021, "2021年"),)),
            CONTEXT,
        ),
        "YR-03": lambda: (replace(CLEAN, period=("2022-01-01", "2022-11-30")), CONTEXT),
        "YR-04": lambda: (
            with_text(1, *CLEAN.sections[0].paragraphs[1:], report=replace(CLEAN, period=None)),
            CONTEXT,
        ),
        "YR-05": lambda: (
            with_text(
                6, "按照《青川市2019年政务公开工作要点》(青政办〔2019〕8号)落实,无其他事项。"
            ),
            CONTEXT,
        ),
        "YR-06": lambda: (
            with_text(5, *CLEAN.sections[4].paragraphs, "2022年将增设专栏。"),
            CONTEXT,
        ),
        "YR-07": lambda: (replace(CLEAN, date="2023-02-01"), CONTEXT),
    },
    further=(
        lambda: (of_other_year(OddYear("t3", Place("2021年申请情况", 2))), CONTEXT),
        lambda: (of_other_year(OddYear("t3", Place("2021年表三"), is_sheet=True)), CONTEXT),
        lambda: (with_heading(3, "三、2021年收到和处理政府信息公开申请情况"), CONTEXT),
        lambda: (replace(CLEAN, title=None), CONTEXT),
        lambda: (replace(CLEAN, title="青川市档案局2022年政务公开年报"), CONTEXT),
    ),
    unassessable={
        "YR-01": lambda: (SCANNED, CONTEXT),
        "YR-02": lambda: (replace(CLEAN, year=None), CONTEXT),
        "YR-03": lambda: (replace(CLEAN, year=None), CONTEXT),
        "YR-04": lambda: (SCANNED, CONTEXT),
        "YR-05": lambda: (replace(CLEAN, year=None), CONTEXT),
        "YR-06": lambda: (replace(CLEAN, year=None), CONTEXT),
        "YR-07": lambda: (replace(CLEAN, year=None), CONTEXT),
    },
)
