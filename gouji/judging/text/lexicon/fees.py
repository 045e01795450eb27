"""How section six tells of fees for handling information."""

from __future__ import annotations

from typing import Final

from gouji.judging.text.lexicon.entry import Entries, Entry

FEE: Final = Entries(
    Entry(
        "信息(?:公开)?(?:申请)?处理费",
        None,
        yes=("收取信息处理费", "信息公开申请处理费"),
        no=("收取费用",),
    ),
    # The columns of the table in which many tell of it.
    Entry(
        "收费通知书?的?(?:件数|份数|数量)",
        None,
        yes=("发出收费通知的件数",),
        no=("收费标准的通知",),
    ),
)
RECEIVED: Final = Entries(
    Entry("实收|实际收取|收取|收费|征收", None, yes=("实收", "没有收取"), no=("收到",)),
)
# An amount that was asked for or waived was not received.
NOT_RECEIVED: Final = Entries(
    Entry("通知|应收", None, yes=("发出收费通知",), no=("实收",)),
    Entry("减免|免收|免除|退还", None, yes=("减免信息处理费",), no=("收取信息处理费",)),
)
# Group `number` is the amount.
WITHOUT_UNIT: Final = Entries(
    Entry(
        r"(?:收费|处理费|费用|金额)(?:情况|总额|总金额|金额|标准)?[^,。;\d件份次数]{0,6}?(?P<number>\d[\d,]*(?:\.\d+)?)",
        None,
        yes=("信息处理费收取情况:0。", "金额为320"),
        no=("信息处理费320元", "收费的件数为0", "收费3件"),
    ),
    behind=r"(?=[,。;、)\s]|$)(?!,\d)",
)
