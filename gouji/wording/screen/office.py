"""The words of the office's pages, by name, in Chinese and in English; `{}` stands for what is filled in.

Each sentence derives from facts that the API answers; what the API itself says in words is Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ENTRIES: Final[Mapping[str, tuple[str, str]]] = {
    # The frame.
    "product": ("勾稽", "Gouji"),
    "no_script": (
        "浏览器没有运行这个网页的脚本。",
        "This browser does not run the scripts of this page.",
    ),
    "not_started": (
        "正在打开……若一直停在这里，请看地址是否以 / 结尾，再刷新一次。",
        "Opening … If this stays, see whether the address ends with / and reload.",
    ),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "separator": ("、", ", "),
    "skip": ("跳到正文", "Skip to content"),
    "views": ("页面", "Views"),
    "view_season": ("进度", "Season"),
    "view_totals": ("汇总", "Totals"),
    "view_upload": ("报送", "Hand in"),
    "view_settings": ("名册和设置", "Roster and settings"),
    "view_rules": ("规则", "Rules"),
    "view_report": ("报告", "Report"),
    "year": ("年度", "Year"),
    "of_year": ("{}年度", "{}"),
    "office": ("审核单位", "Office"),
    "language": ("English", "中文"),
    "sign_out": ("退出", "Sign out"),
    "loading": ("正在读取……", "Loading …"),
    "close": ("关闭", "Close"),
    "cancel": ("取消", "Cancel"),
    "retry": ("重试", "Try again"),
    "undo": ("撤销", "Undo"),
    "undone": ("已撤销：{}", "Undone: {}"),
    "waiting_to_do": ("{}（{} 秒后生效）", "{} (takes effect in {} s)"),
    "help": ("按键", "Keys"),
    "keys": ("按键说明", "What the keys do"),
    "key_help": ("这份说明", "this list"),
    "key_undo": ("撤销刚才的决定（十秒之内）", "undo the last decision (within ten seconds)"),
    # Faults.
    "no_view": ("没有这个页面。", "There is no such page."),
    "no_network": (
        "没有连上服务器，请检查网络后重试。",
        "The server was not reached. Check the network and try again.",
    ),
    "not_shown": ("没有读取成功", "This could not be read"),
    "updated": (
        "网页已更新，请刷新后继续。",
        "This page has been updated. Reload it to go on.",
    ),
    "may_instead": ("现在可以：{}", "What can be done now: {}"),
    # Signing in.
    "sign_in": ("登录", "Sign in"),
    "sign_in_title": ("请先登录", "Please sign in"),
    "sign_in_by_link": (
        "这个网页要用带令牌的链接打开，请向系统管理员索取；本机云由 make up 印出。",
        "This page is opened by a link with a token. Ask for it; of the local cloud, make up prints it.",
    ),
    "signed_out": (
        "登录已失效，没有送出的内容仍在这一页上。",
        "You are signed out. What was not sent is still on this page.",
    ),
    "signed_out_link": (
        "令牌已失效，请用新的链接打开；没有送出的内容仍在这一页上。",
        "The token is no longer valid. Open the page by a new link; what was not sent is still here.",
    ),
    "sign_in_again": ("重新登录", "Sign in again"),
    "sign_in_failed": ("没有登录成功：{}", "Signing in failed: {}"),
    "fault_state": (
        "返回的不是这次登录的答复",
        "the answer does not belong to this attempt",
    ),
    "fault_issuer": ("没有连上登录系统", "the sign-in system was not reached"),
    "fault_token": ("登录系统没有给出可用的令牌", "the sign-in system gave no usable token"),
    "fault_refused": ("登录系统没有同意（{}）", "the sign-in system did not agree ({})"),
    "fault_nowhere": (
        "这个账号没有可以查看的审核单位或机关，请联系系统管理员",
        "this account may not see any office or body; ask your administrator",
    ),
    # Where to.
    "choose_office": ("选择审核单位", "Choose an office"),
    "choose_year": ("选择年度", "Choose a year"),
    "no_years": (
        "还没有任何年度的报送、名册或设置。可先打开一个年度，放入名册。",
        "No year has anything yet. Open one and put in a roster.",
    ),
    # The season.
    "season": ("{} {}年度报告", "{}: annual reports of {}"),
    "progress": ("进度", "Progress"),
    "organ": ("机关", "Body"),
    "group": ("分组", "Group"),
    "standing": ("状态", "Standing"),
    "errors": ("错误", "Errors"),
    "warnings": ("提醒", "Warnings"),
    "submissions": ("报送次数", "Submissions"),
    "late": ("逾期", "Late"),
    "contact": ("联系人", "Contact"),
    "unlisted": ("不在名册", "Not on the roster"),
    "no_group": ("未分组", "No group"),
    "all": ("全部", "All"),
    "search": ("查找机关", "Find a body"),
    "organs_shown": ("{} 个机关", "{} bodies"),
    "organs_of": ("{} / {} 个机关", "{} of {} bodies"),
    "nothing_found": ("没有符合条件的机关。", "No body matches."),
    "no_organs": ("这个年度还没有名册，也没有报送。", "This year has no roster and no report yet."),
    "deadline": ("报送截止日 {}", "Deadline {}"),
    "days_left": ("还有 {} 天", "{} days left"),
    "today_is_deadline": ("今天截止", "due today"),
    "days_past": ("已过 {} 天", "{} days ago"),
    "standing_missing": ("未报送", "Missing"),
    "standing_received": ("已收到", "Received"),
    "standing_failed": ("系统未能完成", "Not finished"),
    "standing_unreadable": ("无法读取", "Unreadable"),
    "standing_to_review": ("待审核", "To review"),
    "standing_returned": ("已退回", "Returned"),
    "standing_accepted": ("已接受", "Accepted"),
    "standing_correction": ("接受后又更正", "Corrected since"),
    "action_accept": ("接受", "accept"),
    "action_return": ("退回", "return"),
    "action_reopen": ("重新审核", "reopen"),
    "action_withdraw": ("撤回报送", "withdraw"),
    "action_waive": ("豁免", "waive"),
    "action_restore": ("恢复", "restore"),
    "decided": ("{}：{}", "{}: {}"),
    "not_decided": ("没有办成（{}）：{}", "Not done ({}): {}"),
}
