"""The e-mail that tells of many uploads at once, a line each: those to look at first, those that passed last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.season.submission import State
from gouji.wording.mail import VERDICTS, Mail, one_line
from gouji.wording.plain import body_of

# In the order in which they are told.
_HEADS: Final[Mapping[State, str]] = {
    "failed": "系统未能完成核对（文件已保存，不必重新报送，请转系统管理员）",
    "unreadable": "无法读取，需重新报送",
    "incomplete": "未能全部核对",
    "flagged": "需要修改",
    "passed": "通过",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One upload: whose, of which year (both None of a misplaced one), what became of it, where it is looked at."""

    name: str | None
    year: int | None
    file: str
    state: State
    reason: str | None = None
    errors: int = 0
    warnings: int = 0
    link: str | None = None


def gathered_mail(office: str, lines: Sequence[Line]) -> Mail:
    """Tell of at least two uploads to one office."""
    found = Counter(line.state for line in lines)
    counted = "，".join(f"{VERDICTS[state]} {found[state]}" for state in _HEADS if found[state])
    subject = f"【汇总】新到 {len(lines)} 份：{counted}"
    body = [
        f"新到报告 {len(lines)} 份：{counted}",
        "",
        f"审核单位：{office}" if office != "-" else "审核单位：不明（文件放错了位置）",
        "同一分钟内报送较多，合并为一封通知；逐份的核对结果和退回意见请在系统中查看。",
    ]
    for state, head in _HEADS.items():
        those = [line for line in lines if line.state == state]
        if those:
            body += ["", f"{head}：{len(those)} 份", *_told(those)]
    return Mail(one_line(subject), body_of(body))


def _told(lines: Sequence[Line]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        year = f" {line.year}年度" if line.year else ""
        name = f"{line.name}{year}（{line.file}）" if line.name else line.file
        yield f"  {number}. {name}{_found(line)}"
        if line.link:
            yield f"     {line.link}"


def _found(line: Line) -> str:
    """What was found: counts, or why there are none."""
    counts = [
        f"{name} {number} 处"
        for name, number in (("错误", line.errors), ("提醒", line.warnings))
        if number
    ]
    said = line.reason if line.state in {"failed", "unreadable"} else "，".join(counts)
    return f"：{said}" if said else ""
