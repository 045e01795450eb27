"""Organ, year and place of handing in, as the sources have them."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.report import Naming
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import CLEAN, CONTEXT

FAMILY = Family(
    holding={
        "ORG-02": lambda: (
            replace(CLEAN, namings=(Naming("signature", "市档案局", None, "市档案局"),)),
            CONTEXT,
        ),
        "DOC-01": lambda: (CLEAN, CONTEXT),
        "KEY-01": lambda: (CLEAN, CONTEXT),
        "KEY-02": lambda: (replace(CLEAN, organ="市档案局"), CONTEXT),
    },
    broken={
        "ORG-02": lambda: (
            replace(CLEAN, namings=(Naming("signature", "青川市水利局", None, "青川市水利局"),)),
            CONTEXT,
        ),
        "DOC-01": lambda: (replace(CLEAN, reports=2), CONTEXT),
        "KEY-01": lambda: (replace(CLEAN, year=2021), CONTEXT),
        "KEY-02": lambda: (replace(CLEAN, organ="青川市水利局"), CONTEXT),
    },
    unassessable={
        "ORG-02": lambda: (replace(CLEAN, organ=None), CONTEXT),
        "KEY-01": lambda: (replace(CLEAN, year=None), CONTEXT),
        "KEY-02": lambda: (replace(CLEAN, organ=None), CONTEXT),
    },
    never_unassessable={"DOC-01": "文件里有几份报告总是数得清的。"},
)
