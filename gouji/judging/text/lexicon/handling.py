"""How a report tells that requests were handled, without a number."""

from __future__ import annotations

from typing import Final

from gouji.judging.text.lexicon.entry import Entries, Entry

HANDLED: Final = Entries(
    Entry(
        r"(?:群众|申请人|公民)在?(?:提交|递交|提出)[^,;]{0,12}申请时[^。;]{0,6}(?:存在|出现|反映)",
        None,
        yes=("群众在提交政府信息公开申请时,普遍存在描述不清",),
        no=("群众在提交申请前,可以咨询",),
    ),
    Entry(
        r"针对[^,;]{0,15}(?:不明确|不清晰|不完整|复杂|疑难)的?[^,;]{0,8}申请",
        None,
        yes=("针对内容不明确的申请",),
        no=("针对申请", "针对不明确的要求"),
    ),
    Entry(
        r"(?:收到|受理)的[^,;]{0,16}申请[^,;]{0,6}[,]?[^,;]{0,6}(?:均|都|全部)已?[^,;]{0,10}(?:答复|办结)",
        None,
        yes=("收到的政府信息公开申请,均已按期答复",),
        no=("收到的申请,将按期答复",),
    ),
    Entry(
        r"申请[^,;]{0,10}(?:均|都|全部|已)(?:已|按时|按期|依法|在[^,;]{0,8}期限内|及时|规范)*(?:予以|作出|进行|完成)?(?:答复|办结|回复)",
        None,
        yes=("政府信息公开申请均已按期答复", "申请已依法作出答复"),
        no=("申请答复文书", "申请流程已规范"),
    ),
)
# In such a sentence nothing was handled: it is about rules, plans, or says that there was none.
NOT_HANDLED: Final = Entries(
    Entry("未收到|没有收到|未接到|零申请", None, yes=("未收到申请",), no=("收到申请",)),
    Entry("没有|未发生|无", None, yes=("没有申请",), no=("有申请",)),
    Entry("如果|如有|若", None, yes=("如有申请",), no=("例如",)),
    Entry("做到|确保|要求|应当|规定", None, yes=("确保申请均按时答复",), no=("申请均按时答复",)),
    Entry("制度|流程|机制|规范|健全|完善", None, yes=("完善申请的答复流程",), no=("申请均已答复",)),
    Entry("今后|下一步|将|保证|力争", None, yes=("将按期答复",), no=("已按期答复",)),
)
