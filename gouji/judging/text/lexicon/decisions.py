"""How licences, penalties, coercive measures and charges are counted, as table 2 has them."""

from __future__ import annotations

from typing import Final, Literal

from gouji.judging.text.lexicon.entry import Entries, Entry
from gouji.judging.text.lexicon.pieces import END, NO

# The cell of table 2.
NAMES: Final = Entries(
    Entry(
        "行政许可|许可决定",
        "licences.decisions",
        yes=("作出行政许可", "许可决定"),
        no=("行政审批",),
    ),
    Entry("行政处罚|处罚决定", "penalties.decisions", yes=("行政处罚", "处罚决定"), no=("处罚",)),
    Entry("行政强制|强制措施", "coercion.decisions", yes=("行政强制", "强制措施"), no=("强制",)),
)
CHARGES: Final = Entries(
    Entry(
        "行政事业性?收费(?!项目|标准|目录|清单|事项|政策)",
        "charges.amount",
        yes=("收取行政事业性收费", "行政事业收费"),
        no=("行政事业性收费项目", "信息公开收费"),
    ),
    Entry(
        "(?<!处理费)收费(?:总金额|金额|总额)",
        "charges.amount",
        yes=("收费金额",),
        no=("收费项目", "处理费收费金额"),
    ),
)
# Behind the number: 作出4,567件行政许可决定.
BEHIND: Final = Entries(
    Entry(
        "^(?:行政)?(?:许可|处罚|强制)(?:处理|决定|措施|执行|案件)*+",
        None,
        yes=("行政许可决定", "行政处罚案件"),
        no=("其中行政许可",),
    ),
)
# All that is said beside the name of what was decided.
_PLAIN: Final = (
    "行政许可|行政处罚|行政强制|许可|处罚|强制|行政事业性?收费|累计|组织|开展|查办|作出|做出|实施|下达|核发|颁发|发放|准予|依法|依规|依职权|共计|共有|总共|共|总计|合计|全年度?"
    "|本年度?|年内|当年|上述|本机关|本单位|我单位|我市|我县|我区|处理|决定书?|案件|案|数量|总数|件数|总量|总额|总金额|金额|数|量|措施|执行|各类"
    "|各项|各种|类|实际|行为|情况|方面|收取|征收|收缴|实收|收费|费用|为|有|是|达到?|了|的|[:·、和及与(]"
)
ONLY: Final = Entries(
    Entry(
        f"^(?:{_PLAIN})*+$",
        None,
        yes=("作出行政许可决定", "行政处罚本年处理决定数量", "收取行政事业性收费共计"),
        no=("公开行政许可", "行政处罚听证", "减免行政事业性收费"),
    ),
)
# With these, other numbers than those of decisions may be meant.
PERHAPS: Final = Entries(
    Entry(
        f"^(?:{_PLAIN}|公开|公示|受理|立案|查处|结案|办理量?|办件量?|办结|完成|审批|发证|证件|事项|审核|业务|申请|主动|及时|收入|入库|应收)*+$",
        None,
        yes=("公开行政许可", "立案查处行政处罚案件"),
        no=("行政许可听证", "行政处罚罚款"),
    ),
)
HANDLED: Final = Entries(
    Entry("办理量?|办件量?|办结|完成", None, yes=("办理行政许可",), no=("受理行政许可",)),
)
# What is done goes on for what is listed behind it: 公示行政许可9条、行政处罚2条.
VERBS: Final[Entries[Literal["decided", "disclosed", "perhaps"]]] = Entries[
    Literal["decided", "disclosed", "perhaps"]
](
    Entry("[作做]出|实施|下达", "decided", yes=("作出行政许可",), no=("提出",)),
    Entry("核发|颁发|准予|收取|征收", "decided", yes=("核发许可",), no=("核定",)),
    Entry("办理|办结|完成", "decided", yes=("办理行政许可",), no=("受理行政许可",)),
    Entry("公开|公示|发布", "disclosed", yes=("公示行政处罚",), no=("作出行政处罚",)),
    Entry("受理|立案|查处|结案|审核", "perhaps", yes=("受理行政许可",), no=("办理行政许可",)),
)
# Group `object` has what there was none of.
NONE: Final = Entries(
    Entry(
        rf"(?<![有若如]){NO}(?:作出|做出|实施|办理|下达|发生|产生|收取|征收|涉及|开展|有)*+"
        r"(?P<object>(?:行政许可|行政处罚|行政强制|行政事业性收费)"
        r"(?:行政许可|行政处罚|行政强制|行政事业性收费|处理|决定|措施|执行|案件|事项|情况|情形|行为|等|[、和或及与])*+)",
        None,
        yes=("未作出行政处罚决定。", "没有行政许可、行政处罚和行政强制事项"),
        no=("无行政处罚权", "未公示行政处罚。", "如未实施行政强制。"),
    ),
    behind=END,
    needs="行政许可 行政处罚 行政强制 行政事业性收费",
)
# In such a sentence no charges were taken for information, whatever else was.
OF_INFORMATION: Final = Entries(
    Entry("申请|信息处理|检索|复制", None, yes=("依申请提供信息",), no=("公开信息",)),
)
