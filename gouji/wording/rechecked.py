"""The e-mail that tells an office which verdicts changed when its reports were judged again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.season.rechecks import Move, Moved, Noted, VerdictChange
from gouji.wording.mail import Mail, one_line
from gouji.wording.plain import body_of
from gouji.wording.verdict import SEVERITIES, STATUSES

_BECAUSE: Final[Mapping[str, str]] = {
    "settings": "本单位的核对设置有变",
    "roster": "本单位的名册有变",
    "previous": "上年度的报告有变",
    "taken_back": "有报送被撤回，先前的一次重新成为现行的",
    "outdated": "核对期间所依据的设置、名册或上年度报告有变",
}
_OTHERWISE: Final = "应要求重新核对"
# Where what the recheck is for may itself have moved what is found among the office's uploads.
_BESIDE: Final[Mapping[str, str]] = {
    "roster": "因名册或其他报送有变",
    "previous": "因上年度的报告或其他报送有变",
    "outdated": "因所依据的材料或其他报送有变",
}
_BESIDE_ONLY: Final = "因其他报送有变"
_MOVES: Final[Mapping[Move, str]] = {
    "new": "新增",
    "mended": "不再成立",
    "altered": "内容有变",
    "unchecked": "无法再核对",
}


def recheck_mail(
    office: str, year: int, reason: str, reports: int, changes: Sequence[tuple[str, VerdictChange]]
) -> Mail:
    """Tell of the changes by organ; there is at least one. `reports`: how many were judged again.

    Those that other uploads alone made come last, and are not said to come of what the recheck is for; nor are those
    whose verdict was gone and is there again.
    """
    because = _BECAUSE.get(reason, _OTHERWISE)
    is_aside = reason not in _BESIDE
    restored = [each for each in changes if each[1].is_restored]
    compared = [each for each in changes if not each[1].is_restored]
    own = [each for each in compared if not (is_aside and each[1].is_beside)]
    aside = [each for each in compared if is_aside and each[1].is_beside]
    none = "能与原先比较的都没有因此改变" if restored else "没有一份的结果因此有变"
    many = f"其中 {len(own)} 份的结果有变" if own else none
    body = [
        f"{because}，{year}年度已重新核对 {reports} 份报告，{many}。",
        "",
        f"审核单位：{office}",
        "已作出的审核决定和说明不受影响；结果没有变的报告不再列出。",
    ]
    for number, (organ, change) in enumerate(own, 1):
        body += ["", f"{number}. {organ}：{_status(change)}", *_told(change, reason)]
    if aside:
        body += ["", f"另有 {len(aside)} 份报告的结果与上次核对时不同，只{_BESIDE_ONLY}："]
        body += [f"   {organ}：{_status(change)}；{_moved(change)}" for organ, change in aside]
    if restored:
        body += [
            "",
            f"另有 {len(restored)} 份报告原先保存的结果已经缺失，现已重新核对补上，与原先是否相同无从比较：",
        ]
        body += [f"   {organ}：{_status(change)}" for organ, change in restored]
    said = _in_short(len(own), len(aside), len(restored))
    return Mail(one_line(f"【重新核对】{year}年度：{said}"), body_of(body))


def _in_short(own: int, aside: int, restored: int) -> str:
    if own:
        return f"{own} 份报告的结果有变"
    if aside:
        return f"{aside} 份报告的结果{_BESIDE_ONLY}"
    return f"补上 {restored} 份报告缺失的结果"


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
    return Mail(one_line(f"【重新核对】{year}年度：未能全部完成"), body_of(body))


def _status(change: VerdictChange) -> str:
    after = STATUSES[change.after]
    if change.before == change.after:
        return after
    return f"由“{STATUSES[change.before]}”变为“{after}”"


def _told(change: VerdictChange, reason: str) -> Iterator[str]:
    for head, noted in (
        ("新增", change.new),
        ("不再成立", change.mended),
        ("规则已停用", change.gone),
        ("无法再核对（不等于没有问题）", change.unchecked),
        ("轻重有变", change.regraded),
        ("内容有变", change.altered),
    ):
        if noted:
            yield f"   {head} {len(noted)} 处：{'；'.join(dict.fromkeys(map(_named, noted)))}"
    if change.cells:
        yield f"   读数有变 {len(change.cells)} 格"
    if change.beside:
        yield f"   {_BESIDE.get(reason, _BESIDE_ONLY)}：{_moved(change)}"


def _moved(change: VerdictChange) -> str:
    return "；".join(map(_way, change.beside))


def _way(moved: Moved) -> str:
    return f"{moved.rule} {moved.name}（{SEVERITIES[moved.severity]}，{_MOVES[moved.how]}）"


def _named(noted: Noted) -> str:
    grade = SEVERITIES[noted.severity]
    if noted.before:
        grade = f"{SEVERITIES[noted.before]}改为{grade}"
    return f"{noted.rule} {noted.name}（{grade}）"
