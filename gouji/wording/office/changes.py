"""The words of what a new roster or new settings change: the acknowledgement of an office's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from gouji.season.roster import COLUMNS, OrganChange, RosterChanges
from gouji.season.settings import Setting, SettingChange
from gouji.verdict import Severity
from gouji.wording.verdict import SEVERITIES

_LISTED: Final = 20  # organs of one kind that are named; the others are counted
_UNCHANGED: Final = "内容没有变化。"
# What is new, what is gone.
_SAID: Final[Mapping[Setting, tuple[str, str]]] = {
    "off": ("停用规则 {of}", "不再停用规则 {of}"),
    "on": ("启用规则 {of}", "不再另行启用规则 {of}"),
    "severities": ("{of} 的严重程度改为{after}", "{of} 的严重程度恢复默认"),
    "thresholds": ("{of} 的界限改为{after}", "{of} 的界限恢复默认"),
    "topics": ("“topics”加上“{of}”", "“topics”去掉“{of}”"),
    "deadline": ("本地报送期限定为{after}", "不再另定报送期限"),
    "publication": ("本地公布期限定为{after}", "不再另定公布期限"),
}


def roster_sentences(changes: RosterChanges) -> tuple[str, ...]:
    """「新增 2 个机关：甲局、乙局。」, a sentence a kind of change."""
    kinds = (
        ("新增", changes.added),
        ("移出", changes.removed),
        ("修改", tuple(map(_changed, changes.changed))),
    )
    said = tuple(f"{word} {len(of)} 个机关：{_listed(of)}。" for word, of in kinds if of)
    return said or (_UNCHANGED,)


def settings_sentences(changes: Sequence[SettingChange]) -> tuple[str, ...]:
    """「停用规则 T2-08。」, a sentence a change."""
    return tuple(_sentences(changes)) or (_UNCHANGED,)


def _changed(change: OrganChange) -> str:
    return f"{change.organ}（{'、'.join(COLUMNS[field] for field in change.fields)}）"


def _listed(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _LISTED else ""
    return "、".join(names[:_LISTED]) + more


def _sentences(changes: Sequence[SettingChange]) -> Iterator[str]:
    for change in changes:
        new, gone = _SAID[change.setting]
        if change.after is None:
            yield f"{gone.format(of=change.of)}。"
            continue
        after, before = _value(change, change.after), _value(change, change.before)
        was = f"（原为{before}）" if change.before else ""
        yield f"{new.format(of=change.of, after=after)}{was}。"


def _value(change: SettingChange, value: str | None) -> str:
    """How a value stands behind a Chinese word: a number or a day with a space before it."""
    if value is None:
        return ""
    return SEVERITIES[cast("Severity", value)] if change.setting == "severities" else f" {value}"
