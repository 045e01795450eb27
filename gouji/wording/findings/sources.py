"""The file and the place where it was handed in."""

from __future__ import annotations

from typing import Final

from gouji.facts.sources import NoKey, OrganMisplaced, ReviewLeft, SeveralReports, YearMisplaced
from gouji.wording.findings.base import Gap, gap, sentence

_OF_KEY: Final = {"year": "年度", "organ": "机关名称"}


@sentence.register
def _(facts: SeveralReports) -> str:
    judged = f"“{facts.judged}”这一份" if facts.judged else "其中一份"
    return f"文件里有 {facts.reports} 份年度报告，只核对了{judged}，请每份报告单独报送一个文件。"


@sentence.register
def _(facts: YearMisplaced) -> str:
    return (
        f"报告写的是{facts.year}年度，却报送在{facts.handed_in}年度下，"
        "请核对是报告年度写错还是放错了位置。"
    )


@sentence.register
def _(facts: OrganMisplaced) -> str:
    return (
        f"报告的机关是“{facts.organ}”，却报送在“{facts.handed_in}”名下，"
        "请核对是名称写错还是放错了位置。"
    )


@sentence.register
def _(facts: ReviewLeft) -> str:
    counts = ((facts.revisions, "修订痕迹"), (facts.comments, "批注"))
    said = "、".join(f"{what} {n} 处" for n, what in counts if n)
    return f"文件里还有{said}，请接受或拒绝全部修订、删除批注后再报送。"


@gap.register
def _(facts: NoKey) -> Gap:
    return Gap("没有报送位置", f"无法核对{_OF_KEY[facts.what]}")
