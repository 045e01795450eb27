"""The e-mail that answers a file of the office's own: what it changes, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.season.adoption import Outcome
from gouji.season.office import FileKind
from gouji.season.roster import RosterChanges
from gouji.wording.mail import Mail, one_line
from gouji.wording.office.changes import roster_sentences, settings_sentences
from gouji.wording.office.faults import fault_sentences, remark_sentence
from gouji.wording.plain import body_of

_CALLED: Final[dict[FileKind, str]] = {"roster": "名册", "settings": "规则设置"}
_NONE: Final[dict[FileKind, str]] = {
    "roster": "目前没有在用的名册，与名册有关的规则不能核对。",
    "settings": "目前没有在用的规则设置，按全部规则核对。",
}


def acknowledgement(office: str, year: int | None, outcome: Outcome) -> Mail:
    """Tell an office what became of its roster or its settings of a year."""
    if outcome.reason:
        return _failed(office, year, outcome)
    if outcome.kind is None:
        return _of_no_use(office, year, outcome.file)
    called = f"{year}年度{_CALLED[outcome.kind]}"
    if outcome.faults:
        count = len(outcome.faults) + outcome.further
        subject = f"【文件有误】{called}没有启用（{count} 处）"
        head = f"{called}有误，没有启用，请改正后重新放入。"
        told = _faulty(outcome.kind, outcome)
    else:
        subject = f"【已启用】{called} 第 {outcome.version} 版"
        head = f"{called}已启用，现为第 {outcome.version} 版{_counted(outcome)}。"
        told = _good(outcome)
    lines = [head, "", f"审核单位：{office}", f"文件：{outcome.file}", "", *told]
    return Mail(one_line(subject), body_of(lines))


def change_sentences(outcome: Outcome) -> tuple[str, ...]:
    """What a good file changes, a sentence a kind of change."""
    if outcome.kind == "roster":
        return roster_sentences(outcome.roster or RosterChanges())
    return settings_sentences(outcome.settings or ())


def _counted(outcome: Outcome) -> str:
    return "" if outcome.organs is None else f"，共 {outcome.organs} 个机关"


def _of_no_use(office: str, year: int | None, file: str) -> Mail:
    """A file among the office's own that by its name is none of them."""
    lines = [
        f"{year}年度的 _settings 文件夹中放入了“{file}”，它不是名册，也不是规则设置，没有使用。",
        "",
        f"审核单位：{office}",
        "名册应当名为 roster.csv 或 roster.xlsx，规则设置应当名为 rules.json；请改名后重新放入。",
        f"如果这是一份年度报告，请放到“{office}/{year}/机关名称/”之下。",
    ]
    return Mail(one_line(f"【文件没有使用】{year}年度：{file}"), body_of(lines))


def _failed(office: str, year: int | None, outcome: Outcome) -> Mail:
    """The system could not finish; whether the file is at fault nobody knows."""
    called = f"{year}年度{_CALLED[outcome.kind] if outcome.kind else '_settings 文件夹中的文件'}"
    lines = [
        f"系统没有能够处理{called}，新放入的文件没有启用；这不表示文件有错。",
        "",
        f"审核单位：{office}",
        f"文件：{outcome.file}",
        f"原因：{outcome.reason}",
        *([_still(outcome.kind, outcome.version)] if outcome.kind else []),
        "",
        "请先确认文件能正常打开、内容不过大，另存为新文件后重新放入。",
        "如果仍收到本邮件，请转给系统管理员：排除原因后可从中断处继续（redrive）。",
        f"运行编号：{outcome.execution}",
    ]
    return Mail(one_line(f"【系统未能处理】{called}没有启用"), body_of(lines))


def _faulty(kind: FileKind, outcome: Outcome) -> Iterator[str]:
    yield from (f"· {said}" for said in fault_sentences(outcome.faults, outcome.further))
    yield ""
    yield _still(kind, outcome.version)


def _still(kind: FileKind, version: int) -> str:
    """What is in force where a file is not."""
    if version:
        return f"原来的{_CALLED[kind]}（第 {version} 版）继续有效。"
    return _NONE[kind]


def _good(outcome: Outcome) -> Iterator[str]:
    yield from (f"· {said}" for said in change_sentences(outcome))
    yield from (f"· {remark_sentence(remark)}" for remark in outcome.remarks)
    if outcome.roster or outcome.settings:
        yield ""
        yield "本年度已经核对的报告将据此重新核对，结果有变化的另行通知。"
