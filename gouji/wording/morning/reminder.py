"""The e-mail that reminds an organ of the report that it has not handed in."""

from __future__ import annotations

from datetime import date

from gouji.form import REPORT_NAME
from gouji.organs import Organ
from gouji.wording.mail import Mail, one_line, without_higher_regions


def reminder_mail(organ: Organ, year: int, day: date, deadline: date) -> Mail:
    """Remind an organ on a day; whoever forwards it finds whom to give it to."""
    left = (deadline - day).days
    by = f"{deadline.year}年{deadline.month}月{deadline.day}日"
    report = f"{year}年{REPORT_NAME}"
    if left >= 0:
        when = f"还有 {left} 天" if left else "今天到期"
        asked = f"你单位{report}尚未报送。报送期限为 {by}（{when}），请按期报送。"
        short = f"请于{deadline.month}月{deadline.day}日前报送，{when}"
    else:
        asked = (
            f"你单位{report}尚未报送。报送期限为 {by}，已逾期 {-left} 天，请尽快报送，并说明原因。"
        )
        short = f"已逾期 {-left} 天，请尽快报送"
    lines = [f"{organ.name}：", "", asked, "", "如已报送，请与审核单位核对报送时所用的机关名称。"]
    contact = "，".join(filter(None, (organ.contact, organ.email)))
    if contact:
        lines.append(f"联系人：{contact}")
    name = without_higher_regions(organ.name)
    return Mail(one_line(f"【催报】{name} {year}年度报告{short}"), "\n".join(lines))
