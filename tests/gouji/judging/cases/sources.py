"""The file and the place where it was handed in."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import CLEAN, CONTEXT

FAMILY = Family(
    holding={
        "DOC-01": lambda: (CLEAN, CONTEXT),
        "FMT-18": lambda: (CLEAN, CONTEXT),
        "KEY-01": lambda: (CLEAN, CONTEXT),
        "KEY-02": lambda: (replace(CLEAN, organ="市档案局"), CONTEXT),
    },
    broken={
        "DOC-01": lambda: (replace(CLEAN, reports=2), CONTEXT),
        "FMT-18": lambda: (replace(CLEAN, revisions=3), CONTEXT),
        "KEY-01": lambda: (replace(CLEAN, year=2021), CONTEXT),
        "KEY-02": lambda: (replace(CLEAN, organ="青川市水利局"), CONTEXT),
    },
    unassessable={
        "KEY-01": lambda: (replace(CLEAN, year=None), CONTEXT),
        "KEY-02": lambda: (replace(CLEAN, organ=None), CONTEXT),
    },
    further=(
        lambda: (CLEAN, replace(CONTEXT, key=None)),
        lambda: (replace(CLEAN, comments=1), CONTEXT),
    ),
    never_unassessable={
        "DOC-01": "文件里有几份报告总是数得清的。",
        "FMT-18": "文件里有没有修订和批注，打开就看得到；不能带修订和批注的文件里没有。",
    },
)
