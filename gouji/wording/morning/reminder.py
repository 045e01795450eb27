"""The e-mail that reminds an organ of the report that it has not handed in, or not so that it can be read."""

from __future__ import annotations

from datetime import date
from typing import Final

from gouji.dates import spoken
from gouji.form import REPORT_NAME
from gouji.organs import Organ
from gouji.wording.mail import Mail, one_line, without_higher_regions
from gouji.wording.plain import body_of

_NOT_HANDED_IN: Final = "如已报送，请与审核单位核对报送时所用的机关名称。"
_NOT_READ: Final = "文件无法读取的原因已通知审核单位，请向其了解。"


def reminder_mail(
    organ: Organ, year: int, day: date, deadline: date, *, is_unread: bool = False
) -> Mail:
    """Remind an organ on a day; whoever forwards it finds whom to give it to.

    `is_unread`: something was handed in, and could not be read.
    """
    left = (deadline - day).days
    what = "已经报送，但文件无法读取" if is_unread else "尚未报送"
    act = "重新报送" if is_unread else "报送"
    said = f"你单位{year}年{REPORT_NAME}{what}。报送期限为 {spoken(deadline)}"
    if left >= 0:
        when = f"还有 {left} 天" if left else "今天到期"
        asked = f"{said}（{when}），请按期{act}。"
        short = f"请于{deadline.month}月{deadline.day}日前{act}，{when}"
    else:
        asked = f"{said}，已逾期 {-left} 天，请尽快{act}，并说明原因。"
        short = f"已逾期 {-left} 天，请尽快{act}"
    if is_unread:
        short = f"文件无法读取，{short}"
    lines = [f"{organ.name}：", "", asked, "", _NOT_READ if is_unread else _NOT_HANDED_IN]
    contact = "，".join(filter(None, (organ.contact, organ.email)))
    if contact:
        lines.append(f"联系人：{contact}")
    name = without_higher_regions(organ.name)
    return Mail(one_line(f"【催报】{name} {year}年度报告{short}"), body_of(lines))
