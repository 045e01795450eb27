"""How the organ speaks of itself, and what its sources call it."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.report import Naming
from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.structure import SCANNED
from tests.gouji.judging.reports import CLEAN, CONTEXT, with_text

FAMILY = Family(
    holding={
        "ORG-02": lambda: (
            replace(CLEAN, namings=(Naming("signature", "市档案局", None, "市档案局"),)),
            CONTEXT,
        ),
        "ORG-03": lambda: (CLEAN, CONTEXT),
        "ORG-04": lambda: (with_text(6, "我局全年公开信息30条,无其他事项。"), CONTEXT),
    },
    broken={
        "ORG-02": lambda: (
            replace(CLEAN, namings=(Naming("signature", "青川市水利局", None, "青川市水利局"),)),
            CONTEXT,
        ),
        "ORG-03": lambda: (replace(CLEAN, signature=None), CONTEXT),
        "ORG-04": lambda: (with_text(6, "全市共收到申请300件,无其他事项。"), CONTEXT),
    },
    further=(lambda: (with_text(6, "我镇重视公开工作,无其他事项。"), CONTEXT),),
    unassessable={
        "ORG-02": lambda: (replace(CLEAN, organ=None), CONTEXT),
        "ORG-03": lambda: (SCANNED, CONTEXT),
        "ORG-04": lambda: (replace(CLEAN, organ=None), CONTEXT),
    },
)
