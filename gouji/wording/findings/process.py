"""The days on which a report was handed in, published, cleared and mended."""

from __future__ import annotations

from typing import Final

from gouji.dates import spoken
from gouji.facts.process import (
    LocalDeadlineMissed,
    MendedLate,
    NoDate,
    PublishedUncleared,
    StatutoryDeadlineMissed,
)
from gouji.wording.findings.base import Gap, gap, sentence

_STEPS: Final = {
    "submitted": "报送",
    "published": "发布",
    "cleared": "审核通过",
    "returned_until": "退回后应当改好",
    "resubmitted": "退回之后重新报送",
}
_AGAINST: Final = {
    "statutory deadline": "在法定期限内",
    "local deadline": "在本地期限内",
    "clearing": "先审后发",
    "return": "按期修改",
}


@sentence.register
def _(facts: StatutoryDeadlineMissed) -> str:
    step = _STEPS[facts.step]
    return f"{spoken(facts.on)}才{step}，晚于法定期限{spoken(facts.deadline)}，请查明原因，并记入考核。"


@sentence.register
def _(facts: LocalDeadlineMissed) -> str:
    return f"{spoken(facts.on)}才报送，晚于本地规定的{spoken(facts.deadline)}。"


@sentence.register
def _(facts: PublishedUncleared) -> str:
    return (
        f"{spoken(facts.published)}就已发布，而审核到{spoken(facts.cleared)}才通过，应当先审后发。"
    )


@sentence.register
def _(facts: MendedLate) -> str:
    return f"退回后应当在{spoken(facts.until)}前修改，{spoken(facts.on)}才重新报送。"


@gap.register
def _(facts: NoDate) -> Gap:
    if facts.steps == ("returned",):
        return Gap("没有退回修改的记录", "无法核对是否按期修改")
    steps = "和".join(_STEPS[step] for step in facts.steps)
    return Gap(f"不知道{steps}的日期", f"无法核对是否{_AGAINST[facts.against]}")
