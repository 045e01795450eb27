"""What the sections must say."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.structure import SCANNED
from tests.gouji.judging.reports import CLEAN, CONTEXT, with_text

_GOVERNMENT = replace(CLEAN, organ="青川市人民政府", signature="青川市人民政府")
_RULES = ("FMT-05", "CON-01", "CON-02", "CON-03", "CON-04")
FAMILY = Family(
    holding={
        "FMT-05": lambda: (CLEAN, CONTEXT),
        "CON-01": lambda: (with_text(5, "问题:更新不及时。改进:每周检查。"), CONTEXT),
        "CON-02": lambda: (with_text(6, "无。"), CONTEXT),
        "CON-03": lambda: (
            with_text(
                1, *CLEAN.sections[0].paragraphs, "公开工作计入年终考核。", report=_GOVERNMENT
            ),
            CONTEXT,
        ),
        "CON-04": lambda: (CLEAN, CONTEXT),
    },
    broken={
        "FMT-05": lambda: (with_text(1, "2022年工作平稳有序,统计期限为全年。" * 20), CONTEXT),
        "CON-01": lambda: (with_text(5, "无。"), CONTEXT),
        "CON-02": lambda: (with_text(6, "青川市档案局", "2023年1月18日"), CONTEXT),
        "CON-03": lambda: (with_text(1, "2022年工作平稳有序。", report=_GOVERNMENT), CONTEXT),
        "CON-04": lambda: (
            with_text(5, "与上级的期望相比还有一定差距,下一步将加强学习,提升水平,做好各项工作。"),
            CONTEXT,
        ),
    },
    unassessable={rule: lambda: (SCANNED, CONTEXT) for rule in _RULES},
    further=(
        lambda: (with_text(1, "2022年工作平稳有序,统计期限为全年。"), CONTEXT),
        lambda: (replace(CLEAN, organ="青川市人民政府办公室"), CONTEXT),
    ),
)
