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
# The same with the whole in between: 自然人24件，占申请总数66件的36.4%.
OF_WHOLE: Final = Entries(
    Entry(
        "^[,(、·]*占(?:全年|本年度?)?(?:政府信息公开|依申请公开)?(?:申请|办结|答复|受理|办理|收到)?(?:总数|总量|量|数|件数)(?:的|为|共)*$",
        None,
        yes=(",占申请总数", "占政府信息公开申请总量"),
        no=(",占征地类申请", ",占"),
    ),
)
BETWEEN: Final = Entries(Entry("^的(?:约|比例为)?$", None, yes=("的",), no=(",占", "的同比")))
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
# Behind a number of published items: what its parts are.
PARTS_FOLLOW: Final = Entries(
    Entry("[,(]?其中[:,]?", None, yes=(",其中", "(其中:"), no=("集中",)),
    Entry("[,(](?:包括|分别是|分别为)", None, yes=(",包括",), no=("还包括",)),
    Entry(":", None, yes=("84条:",), no=(",",)),
)
# Where items are published, and how a policy is explained: each part is named by one of these.
PUBLISHED_ON: Final = Entries(
    Entry("网站|门户|官网", None, yes=("门户网站",), no=("网络",)),
    Entry(
        "微信|微博|公众号|新媒体|客户端|抖音", None, yes=("微信公众号", "政务新媒体"), no=("媒体",)
    ),
    Entry("公[示告]栏|宣传栏|公开栏|电子屏|报[刊纸]", None, yes=("公示栏",), no=("专栏",)),
)
EXPLAINED_BY: Final = Entries(
    Entry("图[解表文片]", None, yes=("图解", "图表解读"), no=("图书",)),
    Entry("文字|文稿|问答", None, yes=("文字解读",), no=("文件",)),
    Entry("视频|音频|动漫|动画|H5", None, yes=("视频解读",), no=("视察",)),
)
# The parts are not all of them, or not the whole's alone.
INCOMPLETE: Final = Entries(
    Entry(
        "等|主要|重点|同步|转载|另[有外]|[还也]有|部分|同时|其余|其[他它]的",
        None,
        yes=("政策解读20条等",),
        no=("其中",),
    ),
    Entry("[;。].", None, yes=("3条;又",), no=("3条。",)),
)
