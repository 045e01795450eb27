"""How shares are told: a part beside its percentage, a rate."""

from __future__ import annotations

from typing import Final

from gouji.judging.text.lexicon.entry import Entries, Entry

# All that stands between a number and the percentage that it makes up.
MAKES_UP: Final = Entries(
    Entry(
        r"^[,(、·]*(?:约|分别)?占(?:比|总数|总量|申请总数|申请总量|申请量|全部申请|办理总数|答复总数)?(?:的|为|约|达|比例为)*$",
        None,
        yes=(",占", "(占申请总数的", ",占比约"),
        no=(",其中占", ",同比增长"),
    ),
)
# These are never above 100 %.
RATES: Final = Entries(
    Entry("占比?", None, yes=("占比",), no=("比例",)),
    Entry(
        "(?:办结|答复|办复|公开|及时|按时|按期|满意)率",
        None,
        yes=("按时办结率达到",),
        no=("增长率",),
    ),
)
