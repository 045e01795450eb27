"""What the sections must say."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from gouji.report import Report
from gouji.season.settings import Settings
from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.structure import SCANNED
from tests.gouji.judging.reports import CLEAN, CONTEXT, Given, with_cells, with_text

_GOVERNMENT = replace(CLEAN, organ="青川市人民政府", signature="青川市人民政府")
_RULES = ("FMT-05", "CON-01", "CON-02", "CON-03", "CON-04", "CON-08", "CON-09")
_CORRECTED = with_cells(t4__reconsideration__corrected=1, t4__reconsideration__total=1)
_COUNTED = (
    "全年通过网站公开信息120条。解读政策12篇。公开重点领域信息45条。没有制发规范性文件。",
    "运维新媒体平台2个。设置查阅点三处。",
)


def demanded(report: Report = CLEAN, **settings: Any) -> Given:
    """A report under an office that switched on what is off by itself."""
    on = frozenset({"FMT-16", "CON-05"})
    return report, replace(CONTEXT, filed=report, settings=Settings(on=on, **settings))


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
        "FMT-16": lambda: demanded(with_text(1, "字" * 1000)),
        "CON-05": lambda: demanded(with_text(1, *_COUNTED)),
        "CON-08": lambda: (with_text(6, "联系电话:0571-88881234。"), CONTEXT),
        "CON-09": lambda: (
            with_text(5, "答复质量有待提高,今后将加强审核。", report=_CORRECTED),
            CONTEXT,
        ),
    },
    broken={
        "FMT-05": lambda: (with_text(1, "2022年工作平稳有序,统计期限为全年。" * 20), CONTEXT),
        "CON-01": lambda: (with_text(5, "无。"), CONTEXT),
        "CON-02": lambda: (with_text(6, "青川市档案局", "2023年1月18日"), CONTEXT),
        "CON-03": lambda: (with_text(1, "2022年工作平稳有序。", report=_GOVERNMENT), CONTEXT),
        "FMT-16": lambda: demanded(with_text(1, "字" * 1001)),
        "CON-05": demanded,
        "CON-08": lambda: (with_text(6, "联系人电话13812345678。"), CONTEXT),
        "CON-09": lambda: (_CORRECTED, CONTEXT),
        "CON-04": lambda: (
            with_text(5, "与上级的期望相比还有一定差距,下一步将加强学习,提升水平,做好各项工作。"),
            CONTEXT,
        ),
    },
    unassessable={
        **{rule: lambda: (SCANNED, CONTEXT) for rule in _RULES},
        "FMT-16": lambda: demanded(replace(CLEAN, sections=CLEAN.sections[1:])),
        "CON-05": lambda: demanded(SCANNED),
    },
    further=(
        lambda: demanded(CLEAN, topics=("interpretation",)),
        lambda: (with_text(6, "身份证号11010519491231002X。"), CONTEXT),
        lambda: (with_text(1, "2022年工作平稳有序,统计期限为全年。"), CONTEXT),
        lambda: (replace(CLEAN, organ="青川市人民政府办公室"), CONTEXT),
    ),
)
