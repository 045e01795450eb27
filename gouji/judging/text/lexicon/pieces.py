"""What phrases are made of: regular expressions without groups."""

from __future__ import annotations

from typing import Final

# Words that say no more of a number than that it counts requests of anyone. None is made up of others: where each word
# can be taken apart in two ways, the time to find that a text does not match doubles with every word.
FILLER: Final = (
    r"(?:公民|自然人|个人|法人|企业|商业企业|科研机构|公益组织|法律服务机构|其[他它]组织|组织|社会|公众|群众|各类主体|各类|"
    r"各种|任何|形式|来自|对|向|本机关|本局|我局|本办|我办|本单位|我单位|我镇|我街道|我委|提出|提交|递交|要求|关于|有关|相关|涉及|"
    r"政府|政务|信息|公开|依|申请书(?!面)|申请(?!人)|请求|事项|有效|件次|案件|件|表|数|总|量|共|计|合计|累计|为|有|达|是|新|本年度|"
    r"本年|全年|年度|当年|情况|情形|材料|业务|方面|类|工作|内容|[的了·、和或及与以者等过到]|\s)"
)
LAST_YEAR: Final = r"(?:上一?年度?末?|上一年|去年度?|前一?年度?|往年)"
NEXT_YEAR: Final = r"(?:下一?个?年度?|次年度?|明年度?|来年)"
TURNED_WORDS: Final = "结转 转结 接转 结余 遗留 转入"
TURNED: Final = f"(?:{TURNED_WORDS.replace(' ', '|')})"
NO: Final = r"(?:均?未曾?|没有|从未|并未|暂未|均?无|零|不存在|未有)"
END: Final = r"(?=[,;:。)]|$)"
REQUEST: Final = "申请"
