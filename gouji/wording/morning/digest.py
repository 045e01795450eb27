"""The morning's e-mail to the reviewing office: how its year stands, counts first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from gouji.dates import spoken
from gouji.form import REPORT_NAME
from gouji.season.morning.digest import Counts, Digest
from gouji.wording.mail import Mail, one_line
from gouji.wording.plain import body_of

_LISTED: Final = 30  # organs of one kind that are named; the others are counted
_Kind = Literal[
    "to_review",
    "correction",
    "unreadable",
    "failed",
    "returned",
    "accepted",
    "received",
    "late",
    "returned_often",
    "unlisted",
]
# In the order in which they are counted; what is said of those that are named.
_COUNTED: Final[Mapping[_Kind, str]] = {
    "to_review": "待审核",
    "correction": "更正待审核",
    "returned": "已退回待重报",
    "accepted": "已接受",
    "unreadable": "无法读取",
    "failed": "系统未能完成核对",
    "received": "正在核对",
    "late": "逾期报送",
    "returned_often": "退回两次以上",
    "unlisted": "名册外",
}
_NAMED: Final[Mapping[_Kind, str]] = {
    "to_review": "等待审核",
    "correction": "已接受后又报送了更正，等待审核",
    "returned": "退回后还没有重新报送",
    "returned_often": "多次退回，宜直接沟通",
    "unreadable": "文件无法读取，需重新报送",
    "failed": "文件已保存，不必重新报送，请转系统管理员",
    "late": "期限之前没有报送能够读取的文件",
    "unlisted": "不在名册上，请核对机关名称或补充名册",
}


def digest_mail(digest: Digest, before: tuple[date, Counts] | None = None) -> Mail:
    """Tell how an office's year stands; `before`: the day of the last digest, and its counts."""
    last = before[1] if before else None
    lines = [
        f"{digest.year}年度{REPORT_NAME}：{_handed_in(digest.counts, last)}",
        "",
        f"审核单位：{digest.office}",
        f"截至：{spoken(digest.day)}上午 9 时（北京时间）",
        f"报送期限：{_deadline(digest)}",
        *_numbers(digest.counts, last),
    ]
    if before:
        lines.append(f"括号内是与上一次日报（{spoken(before[0])}）相比的增减。")
    for part in (_missing(digest), *_parts(digest)):
        if part:
            lines += ["", *part]
    return Mail(_subject(digest), body_of(lines))


def _subject(digest: Digest) -> str:
    counts = digest.counts
    of = "" if counts.expected is None else f"/{counts.expected}"
    said = [f"已报 {counts.handed_in}{of}"]
    if counts.missing:
        said.append(f"未报 {counts.missing}")
    waiting = counts.to_review + counts.correction
    if waiting:
        said.append(f"待审核 {waiting}")
    when = f"{digest.day.month}月{digest.day.day}日"
    return one_line(f"【日报】{digest.year}年度报告 {when}：{'，'.join(said)}")


def _handed_in(counts: Counts, last: Counts | None) -> str:
    said = f"已报 {counts.handed_in}{_change(counts.handed_in, last.handed_in if last else None)}"
    if counts.expected is None:
        return f"{said}（没有名册，不知道哪些机关还没有报）"
    more = _change(counts.missing, last.missing if last else None)
    return f"应报 {counts.expected}，{said}，未报 {counts.missing}{more}"


def _numbers(counts: Counts, last: Counts | None) -> Iterator[str]:
    """「其中：待审核 12（+2），已接受 20」: what is there, or was."""
    said = [
        f"{name} {now}{_change(now, before)}"
        for kind, name in _COUNTED.items()
        for now, before in ((_number(counts, kind), _number(last, kind) if last else None),)
        if now or before
    ]
    if said:
        yield f"其中：{'，'.join(said)}"


def _number(counts: Counts, kind: _Kind) -> int:
    number: int = getattr(counts, kind)
    return number


def _change(now: int, before: int | None) -> str:
    return f"（{now - before:+d}）" if before is not None and now != before else ""


def _missing(digest: Digest) -> Sequence[str]:
    names = digest.organs.missing
    if not names:
        return ()
    word = "逾期未报" if digest.is_overdue else "未报"
    return [f"{word} {len(names)} 个机关：{_listed(names)}", *_reminded(digest)]


def _reminded(digest: Digest) -> Iterator[str]:
    """Who is not reminded is said, where not all are."""
    if digest.reminded == digest.counts.missing:
        yield "今天已向这些机关发出催报提醒。"
    elif digest.reminded:
        yield f"今天已向其中 {digest.reminded} 个机关发出催报提醒（垂直管理的机关和汇总报告不催）。"


def _parts(digest: Digest) -> Iterator[Sequence[str]]:
    for kind, note in _NAMED.items():
        names: tuple[str, ...] = getattr(digest.organs, kind)
        if names:
            said = [f"{_COUNTED[kind]} {len(names)}（{note}）：{_listed(names)}"]
            if kind == "unreadable" and digest.unread:
                said.append(f"今天已提醒其中 {len(digest.unread)} 个机关重新报送。")
            yield said


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _LISTED else ""
    return "、".join(names[:_LISTED]) + more


def _deadline(digest: Digest) -> str:
    left = (digest.deadline - digest.day).days
    if left > 0:
        return f"{spoken(digest.deadline)}（还有 {left} 天）"
    return f"{spoken(digest.deadline)}（{f'已过 {-left} 天' if left else '今天到期'}）"
