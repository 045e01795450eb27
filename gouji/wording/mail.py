"""The e-mails to the reviewing office: what it has to know, and apart from that what can be forwarded as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Final

from gouji.dates import spoken
from gouji.facts.process import LocalDeadlineMissed, StatutoryDeadlineMissed
from gouji.facts.sources import OrganMisplaced, YearMisplaced
from gouji.form import REPORT_NAME
from gouji.result import Result
from gouji.season.differences import Changes
from gouji.season.submission import State
from gouji.text import lazy_pattern
from gouji.verdict import Finding
from gouji.wording import explanation, verdict
from gouji.wording.plain import body_of
from gouji.wording.returned import returned

# SNS takes fewer than 100 characters, no line breaks, no control characters.
_SUBJECT_LENGTH: Final = 99
_CHINA: Final = timezone(timedelta(hours=8))
_LISTED: Final = 5  # of more findings than this, mended or still there, the first ones are named
_RULE: Final = "━" * 12
_FROM_HERE: Final = f"{_RULE} 以下可直接转发报送机关 {_RULE}"
_TO_HERE: Final = f"{_RULE} 以上可直接转发报送机关 {_RULE}"
# Of 浙江省宁波市海曙区教育局 what comes before 海曙区; 济宁市市中区 keeps its 市中区, 城乡 and 社区 are no regions.
_ABOVE: Final = lazy_pattern(
    r".{1,12}?(?:省|市|自治区|自治州|盟|地区)"
    r"(?=(?:市中区|(?!.?[市区县旗])(?!社区|城乡).{1,7}?(?<!社)[区县旗])..)"
)
# In a subject, which has room for few words.
VERDICTS: Final[Mapping[State, str]] = {
    "passed": "通过",
    "flagged": "有错",
    "incomplete": "未能核对完",
    "unreadable": "无法读取",
    "failed": "未完成",
}


@dataclass(frozen=True, slots=True)
class Mail:
    """Subject (one line, under 100 characters) and body (lines parted by LF)."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """One upload: where it was handed in, as which one of its organ, when (ISO 8601), and what became of the last.

    `short_name`: the organ's on the roster. `lacking`: what the office can supply, where this mail is to tell it.
    `text_file`: of a scan, the organ's newest text document; `is_text_current`: it is the one that counts now.
    `rule_names`: those of the upload that `changes` compares with. `waived`: the keys of findings that count no more.
    """

    file: str
    office: str | None = None
    year: int | None = None
    organ: str | None = None
    short_name: str | None = None
    number: int | None = None
    at: str | None = None
    superseded: bool = False
    text_file: str | None = None
    is_text_current: bool = False
    changes: Changes | None = None
    rule_names: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    waived: Collection[str] = ()


def verdict_mail(arrival: Arrival, result: Result) -> Mail:
    """Tell the verdict on one upload.

    `text_file`: of a scan, the text document of the same report that was handed in as well.
    """
    headline, *told = map(str, verdict.page(result, desk=False, waived=arrival.waived))
    lines = [headline, *_leading(told), "", *_handed_in(arrival), *_notices(arrival)]
    if waived := sum(finding.key in arrival.waived for finding in result.findings):
        lines.append(f"其中 {waived} 处已豁免，不列入退回意见。")
    if arrival.changes:
        names = {**arrival.rule_names, **result.rule_names}
        lines += ["", *_compared(names, arrival.changes)]
    lines += _rest(told)
    if arrival.lacking:
        lines.append(f"未核对：{'；'.join(arrival.lacking)}。（每年只提示一次）")
    words = returned(result, arrival.organ, arrival.year, arrival.waived)
    if words and arrival.organ:
        lines += ["", _FROM_HERE, "", *words, "", _TO_HERE]
    return Mail(_subject(_verdict(result), arrival, _counted(result)), body_of(lines))


def failure_mail(arrival: Arrival, *, reason: str, execution: str) -> Mail:
    """Tell that the system could not finish; nothing is said about the report itself."""
    lines = [
        "系统没有能够完成核对",
        "",
        *_handed_in(arrival),
        "",
        f"原因：{reason}",
        "报送的文件已妥善保存，不必重新报送；这不表示报告有错。",
        "请将本邮件转给系统管理员：排除原因后可从中断处继续（redrive）。",
        f"运行编号：{execution}",
    ]
    return Mail(_subject("系统未能完成核对", arrival), body_of(lines))


def return_mail(
    result: Result,
    organ: str | None,
    year: int | None,
    reason: str | None,
    note: str | None,
    *,
    waived: Collection[str] = (),
) -> Mail:
    """Send a report back to its organ: what the reviewer says, and what is to be corrected but for what is waived."""
    said = [text.strip() for text in (reason, note) if text and text.strip()]
    words = returned(result, organ, year, waived)
    lead = (
        f"{organ}：你单位报送的{f'{year}年' if year else ''}{REPORT_NAME}已退回，请更正后重新报送。"
    )
    lines = [lead if said or not words else words[0]]
    if said:
        lines += ["", "审核意见：", *(line for text in said for line in text.splitlines())]
    lines += ["", *(words[1:] if not said else words)] if words else []
    return Mail(
        one_line(f"【退回】{without_higher_regions(organ or '')} {year}年度报告请更正后重新报送"),
        body_of(lines),
    )


def closing_of(
    message_id: str, link: str | None = None, upload: tuple[str, str | None] | None = None
) -> str:
    """What a mail ends with: the address of what it tells of, its own id, and of a file which version it is.

    `upload`: its id, and S3's of the version.
    """
    lines = ["", "", "—" * 12]
    if link:
        lines.append(f"在系统中查看：{link}")
    lines.append(f"通知编号：{message_id}（编号相同的是同一封通知，不必重复处理）")
    if upload:
        own, version = upload
        lines.append(f"文件版本：{own}" + (f"（存储版本 {version}）" if version else ""))
    return body_of(lines)


def _counted(result: Result) -> str:
    """What was found, and how many rules were not asked."""
    off = len(result.rules.off) if result.rules else 0
    return "，".join(filter(None, (verdict.counted(result), f"停用规则 {off} 条" if off else "")))


def _leading(told: Sequence[str]) -> list[str]:
    """What to do first: what stands right below the verdict."""
    return list(told[: told.index("")] if "" in told else told)


def _rest(told: Sequence[str]) -> list[str]:
    """All that stands below; of a report without findings only what was read, without a gap before it."""
    below = list(told[told.index("") :]) if "" in told else []
    return below[1:] if below.count("") == 1 else below


def _handed_in(arrival: Arrival) -> Iterator[str]:
    if arrival.organ:
        year = f" {arrival.year}年度" if arrival.year else ""
        yield f"报送机关：{arrival.organ}{year}（审核单位：{arrival.office}）"
    elif arrival.office:
        yield f"审核单位：{arrival.office}"
    if arrival.at:
        number = f"第 {arrival.number} 次，" if arrival.number else ""
        yield f"报送：{number}{_in_china(arrival.at)}（北京时间）"
    yield f"文件：{arrival.file}"


def _notices(arrival: Arrival) -> Iterator[str]:
    if arrival.superseded:
        yield "注意：同一机关已有更新的报送，本件不是现行的一份。"
    if arrival.text_file and arrival.is_text_current:
        yield (
            f"注意：本件是扫描件，数字由文字识别得出；同一机关报送的文字文件“{arrival.text_file}”是现行的一份，"
            "以它的核对结果为准。"
        )
    elif arrival.text_file:
        takes = "" if arrival.superseded else "，并已取代它成为现行的一份"
        yield (
            f"注意：本件是扫描件，数字由文字识别得出{takes}；同一机关另报送过文字文件“{arrival.text_file}”，"
            "请以文字文件核对，需要以它为准时请重新报送一次文字文件。"
        )


def _compared(rule_names: Mapping[str, str], changes: Changes) -> Iterator[str]:
    """「与上一次报送相比：已改正 2 处，仍有 1 处，新出现 1 处」, and which; the cells likewise."""
    kinds = (
        ("已改正", changes.mended),
        ("仍有", changes.remaining),
        ("新出现", changes.new),
        ("这次无法核对", changes.unchecked),
    )
    said = [f"{name} {len(found)} 处" for name, found in kinds if found]
    if changes.cleared:
        said.append(f"上一次没有读准的 {len(changes.cleared)} 格已经读准")
    if changes.doubtful:
        said.append(f"这一次另有 {len(changes.doubtful)} 格没有读准")
    yield f"与上一次报送相比：{'，'.join(said) or '错误和提醒没有变化'}"
    for name, found in kinds:
        if found:
            yield f"  · {name}：{_rules(rule_names, found)}"


def _rules(rule_names: Mapping[str, str], found: Sequence[Finding]) -> str:
    """The findings by their rules, and how often where it is more than once."""
    named: dict[str, int] = {}
    for finding in found:
        name = explanation.named(rule_names, finding.rule)
        named[name] = named.get(name, 0) + 1
    said = [f"{name}{f'（{n} 处）' if n > 1 else ''}" for name, n in named.items()]
    more = f"等 {len(said)} 条规则" if len(said) > _LISTED else ""
    return "、".join(said[:_LISTED]) + more


def _verdict(result: Result) -> str:
    """The word that leads the subject. What is another organ's or another year's never seems to have passed."""
    facts = [f.facts for f in result.findings if f.severity != "note"]
    word = VERDICTS[result.status]
    if any(isinstance(each, OrganMisplaced) for each in facts):
        word = "机关不符"
    elif any(isinstance(each, YearMisplaced) for each in facts):
        word = "年度不符"
    late = any(isinstance(each, StatutoryDeadlineMissed | LocalDeadlineMissed) for each in facts)
    return f"{word}·逾期" if late else word


def _subject(word: str, arrival: Arrival, counted: str = "") -> str:
    """「【通过】海曙区教育局 2022年度 第2次报送（提醒 1 处）」."""
    name = arrival.short_name or without_higher_regions(arrival.organ or "") or arrival.file
    year = f" {arrival.year}年度" if arrival.year else ""
    number = f" 第{arrival.number}次报送" if (arrival.number or 1) > 1 else ""
    found = f"（{counted}）" if counted else ""
    return one_line(f"【{word}】{name}{year}{number}{found}")


def one_line(subject: str) -> str:
    """A subject as SNS takes it: one line, not too long."""
    cleaned = "".join(
        " " if unicodedata.category(ch).startswith(("C", "Z")) else ch for ch in subject
    )
    if len(cleaned) > _SUBJECT_LENGTH:
        cleaned = cleaned[: _SUBJECT_LENGTH - 1] + "…"
    return cleaned


def without_higher_regions(name: str) -> str:
    """海曙区教育局 of 浙江省宁波市海曙区教育局: a name from its own region on, where that is certain."""
    shorter = name
    while above := _ABOVE.match(shorter):
        shorter = shorter[above.end() :]
    return shorter


def _in_china(time: str) -> str:
    at = datetime.fromisoformat(time).astimezone(_CHINA)
    return f"{spoken(at.date())} {at:%H:%M}"
