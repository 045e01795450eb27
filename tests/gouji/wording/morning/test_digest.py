"""The morning's mail: counts first, short whatever the office's size, and true."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from gouji.organs import Organ
from gouji.season.life import STANDINGS
from gouji.season.morning.digest import Counts, Digest, digest_of
from gouji.season.morning.reminders import season_of
from gouji.season.overview import Entry
from gouji.wording.morning.digest import digest_mail

SEASON = season_of(2023, date(2024, 1, 31))


def entry(organ: str, standing: str, **about: Any) -> Entry:
    said: dict[str, Any] = {"listed": True, "late": False, "standing": standing} | about
    return Entry(organ=organ, **said)


ENTRIES = (
    entry("海曙区教育局", "to_review"),
    entry("海曙区民政局", "returned", returned=2),
    entry("海曙区财政局", "missing"),
    entry("海曙区档案馆", "correction", listed=False),
)
ROSTER = [Organ(each.organ) for each in ENTRIES[:3]]


def digest(*entries: Entry, day: str = "2024-01-24", roster: list[Organ] | None = ROSTER) -> Digest:
    given = entries or ENTRIES
    return digest_of(("haishu", 2023), date.fromisoformat(day), SEASON, roster, given)


def test_counts_come_first_then_the_deadline_then_who_is_missing_and_what_is_to_be_done() -> None:
    assert digest_mail(digest()).body.split("\n") == [
        "2023年度政府信息公开工作年度报告：应报 3，已报 2，未报 1",
        "",
        "审核单位：haishu",
        "截至：2024年1月24日上午 9 时（北京时间）",
        "报送期限：2024年1月31日（还有 7 天）",
        "其中：待审核 1，更正待审核 1，已退回待重报 1，退回两次以上 1，名册外 1",
        "",
        "未报 1 个机关：海曙区财政局",
        "今天已向这些机关发出催报提醒。",
        "",
        "待审核 1（等待审核）：海曙区教育局",
        "",
        "更正待审核 1（已接受后又报送了更正，等待审核）：海曙区档案馆",
        "",
        "已退回待重报 1（退回后还没有重新报送）：海曙区民政局",
        "",
        "退回两次以上 1（多次退回，宜直接沟通）：海曙区民政局",
        "",
        "名册外 1（不在名册上，请核对机关名称或补充名册）：海曙区档案馆",
    ]


def test_subject_says_how_many_are_in_missing_and_to_review() -> None:
    subject = digest_mail(digest()).subject
    assert subject == "【日报】2023年度报告 1月24日：已报 2/3，未报 1，待审核 2"


@pytest.mark.parametrize(
    ("day", "said"),
    [("2024-01-30", "还有 1 天"), ("2024-01-31", "今天到期"), ("2024-02-02", "已过 2 天")],
)
def test_deadline_is_told_as_days_from_now(day: str, said: str) -> None:
    assert f"报送期限：2024年1月31日（{said}）" in digest_mail(digest(day=day)).body


def test_past_the_deadline_who_is_missing_is_late() -> None:
    assert "逾期未报 1 个机关：海曙区财政局" in digest_mail(digest(day="2024-02-02")).body


def test_changes_since_the_last_digest_stand_beside_the_counts() -> None:
    now = digest()
    before = replace(now.counts, handed_in=0, missing=3, accepted=1, to_review=1, correction=0)
    body = digest_mail(now, (date(2024, 1, 22), before)).body
    assert "应报 3，已报 2（+2），未报 1（-2）" in body
    assert "待审核 1，更正待审核 1（+1），已退回待重报 1，已接受 0（-1）" in body
    assert "（2024年1月22日）相比的增减" in body


def test_without_a_roster_it_is_said_that_nobody_knows_who_is_missing() -> None:
    body = digest_mail(digest(entry("海曙区教育局", "accepted", listed=False), roster=None)).body
    assert "已报 1（没有名册，不知道哪些机关还没有报）" in body
    assert "名册外" not in body


def test_who_is_not_reminded_is_said_where_not_all_are() -> None:
    roster = [*ROSTER, Organ("海曙区税务局", vertical=True)]
    body = digest_mail(digest(*ENTRIES, entry("海曙区税务局", "missing"), roster=roster)).body
    assert "今天已向其中 1 个机关发出催报提醒（垂直管理的机关和汇总报告不催）。" in body


def test_who_is_reminded_of_what_could_not_be_read_is_counted_where_it_stands() -> None:
    told = digest(*ENTRIES[1:], entry("海曙区教育局", "unreadable"))
    lines = digest_mail(told).body.split("\n")
    place = lines.index("无法读取 1（文件无法读取，需重新报送）：海曙区教育局")
    assert lines[place + 1] == "今天已提醒其中 1 个机关重新报送。"
    assert "今天已提醒" not in digest_mail(digest(*ENTRIES[1:])).body


@pytest.mark.parametrize("many", [31, 300, 3000])
def test_mail_stays_short_however_many_organs_there_are(many: int) -> None:
    entries = [
        entry(f"{standing}第{n}局", standing, returned=2, late=True, listed=n % 2 == 0)
        for standing in STANDINGS
        for n in range(many)
    ]
    mail = digest_mail(digest(*entries), (date(2024, 1, 1), Counts()))
    assert len(mail.body.split("\n")) <= 60
    assert len(mail.body.encode()) < 240 * 1024
    assert len(mail.subject) < 100
    assert f"等 {many} 个" in mail.body
