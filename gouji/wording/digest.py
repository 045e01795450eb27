"""The morning's e-mail to the reviewing office: how its year stands, counts first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from gouji.form import REPORT_NAME
from gouji.season.digest import Counts, Digest
from gouji.season.life import Standing
from gouji.wording.mail import Mail, one_line

_LISTED: Final = 30  # organs of one kind that are named; the others are counted
# What the office has to do with those of a standing, in the order in which they are told.
_HEADS: Final[Sequence[tuple[Standing, str, str]]] = (
    ("to_review", "待审核", "等待审核"),
    ("correction", "更正待审核", "已接受后又报送了更正，等待审核"),
    ("unreadable", "无法读取", "报送的文件无法读取，需重新报送"),
    ("failed", "系统未能完成核对", "文件已保存，请转系统管理员"),
    ("returned", "已退回待重报", "已退回，尚未重新报送"),
)
_Number = Literal[
    "to_review",
    "correction",
    "accepted",
    "returned",
    "unreadable",
    "failed",
    "received",
    "late",
    "unlisted",
]
_NUMBERS: Final[Sequence[tuple[_Number, str]]] = (
    ("to_review", "待审核"),
    ("correction", "更正待审核"),
    ("returned", "已退回待重报"),
    ("accepted", "已接受"),
    ("unreadable", "无法读取"),
    ("failed", "系统未能完成核对"),
    ("received", "正在核对"),
    ("late", "逾期报送"),
    ("unlisted", "名录外"),
)


def digest_mail(digest: Digest, before: tuple[date, Counts] | None = None) -> Mail:
    """Tell how an office's year stands; `before`: the day of the last digest, and its counts."""
    last = before[1] if before else None
    lines = [
        f"{digest.year}年度{REPORT_NAME}：{_handed_in(digest.counts, last)}",
        "",
        f"审核单位：{digest.office}",
        f"截至：{_day(digest.day)}上午 9 时（北京时间）",
        f"报送期限：{_deadline(digest)}",
        *_numbers(digest.counts, last),
    ]
    if before:
        lines.append(f"括号内是与上一次日报（{_day(before[0])}）相比的增减。")
    for part in (_missing(digest), *_parts(digest)):
        if part:
            lines += ["", *part]
    return Mail(_subject(digest), "\n".join(lines))


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
    said = f"已报 {counts.handed_in}{_change(counts.handed_in, last and last.handed_in)}"
    if counts.expected is None or counts.missing is None:
        return f"{said}（没有名录，不知道哪些机关还没有报）"
    more = _change(counts.missing, last and last.missing)
    return f"应报 {counts.expected}，{said}，未报 {counts.missing}{more}"


def _numbers(counts: Counts, last: Counts | None) -> Iterator[str]:
    """「待审核 12（+2），已接受 20」: what is there, or was."""
    said = [
        f"{name} {now}{_change(now, before)}"
        for kind, name in _NUMBERS
        for now, before in ((getattr(counts, kind), last and getattr(last, kind)),)
        if now or before
    ]
    if said:
        yield f"其中：{'，'.join(said)}"


def _change(now: int, before: int | None) -> str:
    return f"（{now - before:+d}）" if before is not None and now != before else ""


def _missing(digest: Digest) -> Sequence[str]:
    names = digest.standings.get("missing", ())
    if not names:
        return ()
    word = "逾期未报" if digest.overdue else "未报"
    told = ["今天已向这些机关发出催报提醒。"] if digest.reminded else []
    return [f"{word} {len(names)} 个机关：{_listed(names)}", *told]


def _parts(digest: Digest) -> Iterator[Sequence[str]]:
    if digest.returned_often:
        yield _part("退回两次以上", "宜当面沟通", digest.returned_often)
    for standing, name, note in _HEADS:
        yield _part(name, note, digest.standings.get(standing, ()))
    yield _part("逾期报送", "首次报送在期限之后，或期限之后仍没有能够读取的文件", digest.late)
    yield _part("名录外", "报送的机关不在名录上，请核对名称或补充名录", digest.unlisted)


def _part(name: str, note: str, organs: Sequence[str]) -> Sequence[str]:
    return [f"{name} {len(organs)}（{note}）：{_listed(organs)}"] if organs else ()


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _LISTED else ""
    return "、".join(names[:_LISTED]) + more


def _deadline(digest: Digest) -> str:
    left = (digest.deadline - digest.day).days
    if left > 0:
        return f"{_day(digest.deadline)}（还有 {left} 天）"
    return f"{_day(digest.deadline)}（{f'已过 {-left} 天' if left else '今天到期'}）"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
