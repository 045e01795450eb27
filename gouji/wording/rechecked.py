"""The e-mail that tells an office which verdicts changed when its reports were judged again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.season.rechecks import Noted, VerdictChange
from gouji.wording.mail import Mail, one_line
from gouji.wording.verdict import SEVERITIES, STATUSES

_BECAUSE: Final[Mapping[str, str]] = {
    "settings": "本单位的核对设置有变",
    "roster": "本单位的名册有变",
    "previous": "上年度的报告有变",
    "taken_back": "有报送被撤回，先前的一次重新成为现行的",
    "outdated": "核对期间所依据的设置、名册或上年度报告有变",
}
_OTHERWISE: Final = "应要求重新核对"


def recheck_mail(
    office: str, year: int, reason: str, reports: int, changes: Sequence[tuple[str, VerdictChange]]
) -> Mail:
    """Tell of the changes by organ; there is at least one. `reports`: how many were judged again."""
    because = _BECAUSE.get(reason, _OTHERWISE)
    body = [
        f"{because}，{year}年度已重新核对 {reports} 份报告，其中 {len(changes)} 份的结果有变。",
        "",
        f"审核单位：{office}",
        "已作出的审核决定和说明不受影响；结果没有变的报告不再列出。",
    ]
    for number, (organ, change) in enumerate(changes, 1):
        body += ["", f"{number}. {organ}：{_status(change)}", *_told(change)]
    subject = f"【重新核对】{year}年度：{len(changes)} 份报告的结果有变"
    return Mail(one_line(subject), "\n".join(body))


def stopped_mail(office: str, year: int, reason: str, recheck: str) -> Mail:
    """Tell that a recheck could not be finished."""
    because = _BECAUSE.get(reason, _OTHERWISE)
    body = [
        f"{because}，{year}年度的报告需要重新核对，但系统未能全部完成。",
        "",
        f"审核单位：{office}",
        "部分报告的核对结果可能仍是变动之前的。已作出的审核决定不受影响，报送机关不必重新报送。",
        f"请转系统管理员处理（重新核对的编号：{recheck}）；完成后，有变的结果会另行通知。",
    ]
    return Mail(one_line(f"【重新核对】{year}年度：未能全部完成"), "\n".join(body))


def _status(change: VerdictChange) -> str:
    after = STATUSES[change.after]
    if change.before == change.after:
        return after
    return f"由“{STATUSES[change.before]}”变为“{after}”"


def _told(change: VerdictChange) -> Iterator[str]:
    for head, noted in (
        ("新增", change.new),
        ("不再成立", change.mended),
        ("规则已停用", change.gone),
        ("无法再核对（不等于没有问题）", change.unchecked),
        ("轻重有变", change.regraded),
    ):
        if noted:
            yield f"   {head} {len(noted)} 处：{'；'.join(dict.fromkeys(map(_named, noted)))}"
    if change.cells:
        yield f"   读数有变 {len(change.cells)} 格"


def _named(noted: Noted) -> str:
    grade = SEVERITIES[noted.severity]
    if noted.before:
        grade = f"{SEVERITIES[noted.before]}改为{grade}"
    return f"{noted.rule} {noted.name}（{grade}）"
