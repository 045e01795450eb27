"""What an organ is reminded of: by when, how long that is, and whom it is for."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.organs import Organ
from gouji.wording.morning.reminder import reminder_mail

ORGAN = Organ("宁波市海曙区教育局", contact="张三", email="zhang@example.cn")


@pytest.mark.parametrize(
    ("day", "subject", "said"),
    [
        (date(2024, 1, 24), "请于1月31日前报送，还有 7 天", "（还有 7 天），请按期报送。"),
        (date(2024, 1, 31), "请于1月31日前报送，今天到期", "（今天到期），请按期报送。"),
        (date(2024, 2, 8), "已逾期 8 天，请尽快报送", "，已逾期 8 天，请尽快报送，并说明原因。"),
    ],
)
def test_reminder_says_by_when_and_how_far_off_that_is(day: date, subject: str, said: str) -> None:
    mail = reminder_mail(ORGAN, 2023, day, date(2024, 1, 31))
    assert mail.subject == f"【催报】海曙区教育局 2023年度报告{subject}"
    assert mail.body.split("\n") == [
        "宁波市海曙区教育局：",
        "",
        f"你单位2023年政府信息公开工作年度报告尚未报送。报送期限为 2024年1月31日{said}",
        "",
        "如已报送，请与审核单位核对报送时所用的机关名称。",
        "联系人：张三，zhang@example.cn",
    ]


@pytest.mark.parametrize(
    ("day", "subject", "said"),
    [
        (date(2024, 1, 28), "请于1月31日前重新报送，还有 3 天", "（还有 3 天），请按期重新报送。"),
        (date(2024, 2, 1), "已逾期 1 天，请尽快重新报送", "，已逾期 1 天，请尽快重新报送，"),
    ],
)
def test_reminder_of_a_file_that_could_not_be_read_says_so(
    day: date, subject: str, said: str
) -> None:
    mail = reminder_mail(ORGAN, 2023, day, date(2024, 1, 31), is_unread=True)
    assert mail.subject == f"【催报】海曙区教育局 2023年度报告文件无法读取，{subject}"
    assert f"已经报送，但文件无法读取。报送期限为 2024年1月31日{said}" in mail.body
    assert "尚未报送" not in mail.body


def test_nothing_is_said_of_a_contact_that_the_roster_does_not_have() -> None:
    body = reminder_mail(Organ("甲局"), 2023, date(2024, 1, 24), date(2024, 1, 31)).body
    assert "联系人" not in body
