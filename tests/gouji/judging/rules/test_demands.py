"""Citations, personal numbers and fees: what is told, and what is none."""

from __future__ import annotations

import pytest

from gouji.judging.judge import judge
from tests.gouji.judging.cases.structure import introduced
from tests.gouji.judging.reports import CONTEXT, with_cells, with_text
from tests.gouji.judging.rules.phrases import findings, raised

_CITED_RIGHT = (
    "根据《中华人民共和国政府信息公开条例》编制。",
    "根据《政府信息公开条例》(国务院令第711号)编制。",
    "《中华人民共和国政府信息公开条例》(2019年修订)",
    "《中华人民共和国政府信息公开条例》(国务院令第492号公布,国务院令第711号修订)",
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》(国办公开办函〔2021〕30号)",
    "《国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知》(国办公开办函[2021]30号)",
    "《中华人民共和国政府信息公开工作年度报告格式》(国办公开办函【2021】30号)",
    "按照国办公开办函(2021)30号要求编制年度报告。",
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》(国办公开办函〔2019〕60号)",
    "《关于规范政府信息公开平台有关事项的通知》(国办公开办函〔2019〕61号)",
    "《宁波市政府信息公开规定》",
    "《海南省政府信息公开条例》",
    "《青川市人民政府办公室关于做好2022年度政府信息公开工作年度报告有关事项的通知》(青政办〔2022〕12号)",
    "《条例》第五十条",
    "《中华人民共和国政府信息公开条例》、《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》(国办公开办函〔2021〕30号)要求",
    "《政府信息公开信息处理费管理办法》(国办函〔2020〕109号)",
    "依照《青川市政务公开条例》",
    "《政府信息公开工作年度报告格式》",
    "《中华人民共和国政府信息公开条例》以下简称《条例》,按照国办公开办函〔2019〕61号建设平台,编制年度报告",
    "《国务院办公厅关于印发2022年政务公开工作要点的通知》(国办发〔2022〕8号)",
    "根据中华人民共和国政府信息公开条例的规定",
    "《浙江省行政程序办法》",
    "《国务院办公厅关于做好政府信息公开年度报告编制工作的通知》",
)
_CITED_WRONG = (
    "《中华人民共和国政务信息公开条例》",
    "《中华人民共和国信息公开条例》",
    "《中国人民共和国政府信息公开条例》",
    "《中华人民共和国政府信息公开条列》",
    "《中华人民共和国政府信息公开条例》(国务院令第710号)",
    "《中华人民共和国政府信息公开条例》(国务院令第492号)",
    "《中华人民共和国政府信息公开工作年度报告格式》(国办公开办函〔2021〕60号)",
    "《中华人民共和国政府信息公开工作年度报告格式》(国办公开办函〔2020〕30号)",
    "《中华人民共和国政府信息公开工作年度报告格式》(国办公开函〔2021〕30号)",
    "按照国办公开办函〔2020〕30号要求编制年度报告。",
    "编制年度报告依据国办公开办函〔2022〕30号。",
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开年度报告格式〉的通知》(国办公开办函〔2021〕30号)",
    "《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》(国办发〔2021〕30号)",
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》(国办公开办函〔2020〕60号)",
    "根据中华人民共和国政务信息公开条例编制",
    "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》(国办公开办函〔2021〕31号)编制",
    "《中华人民共和国政府信息公开条例》(中华人民共和国国务院令第71号)",
)
_NOBODYS = (
    "联系电话:0571-88881234",
    "备案号浙公网安备33010602013456号",
    "统一社会信用代码11330100002489559X",
    "金额13812345678元",
    "http://a.gov.cn/art/13812345678.html",
    "t20220118_13912345678",
    "电话400-123-4567",
    "身份证330106199001011234错",
    "编号13812345678901",
    "12345热线",
    "18600000000元",
)
_PERSONAL = (
    "联系人张三,电话13812345678。",
    "手机:138-1234-5678",
    "手机138 1234 5678,",
    "身份证号11010519491231002X",
    "微信同号15912345678(王)",
    "电话:+8613912345678",
)
_AGREEING = (
    "本年度没有收取信息处理费。",
    "本年度发出信息处理费收费通知0件,总金额0元,实际收取总金额0元。",
    "发出信息处理费收费通知3件,总金额1200元,实际收取800元。",
    "发出收费通知的件数3件,总金额600元,实际收取的总金额400元。",
    "发出信息处理费收费通知2件,总金额300元。",
    "2021年发出信息处理费收费通知2件,上年实收400元,本年0元。",
    "收取信息处理费320元。",
    "按量计收信息处理费320元。",
)
_CONTRADICTING = (
    "发出信息处理费收费通知3件,总金额1200元,实际收取1500元。",
    "发出信息处理费收费通知0件,总金额300元。",
    "本年度发出信息处理费收费通知2件,总金额0元,实际收取0元。",
    "发出收费通知的件数0件,总金额0元,实际收取的总金额400元。",
    "发出信息处理费收费通知1件,应收0.06万元,实收信息处理费800元。",
)
_OFF_TARIFF = (
    "按件收取信息处理费350元。",
    "收取信息处理费325元。",
    "按件收取信息处理费200元。",
)


@pytest.mark.parametrize("words", _CITED_RIGHT)
def test_right_citation_and_other_documents_are_not_told(words: str) -> None:
    assert not findings("REF-01", introduced(words))
    assert not findings("REF-01", introduced(f"本报告依照{words}的要求编制。"))


@pytest.mark.parametrize("words", _CITED_WRONG)
def test_wrong_citation_is_told_with_what_is_right(words: str) -> None:
    (found, *_) = findings("REF-01", introduced(f"本报告依照{words}的要求编制。"))
    right = (
        "《中华人民共和国政府信息公开条例》",
        "国务院令第711号",
        "国办公开办函〔2021〕30号",
        "国办公开办函〔2019〕60号",
        "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
    )
    assert found.message.endswith(tuple(f"{said}，请更正。" for said in right))


@pytest.mark.parametrize("words", _NOBODYS)
def test_office_lines_codes_and_amounts_are_no_personal_numbers(words: str) -> None:
    assert not raised("CON-08", words)


@pytest.mark.parametrize("words", _PERSONAL)
def test_personal_number_is_told_without_its_middle(words: str) -> None:
    (found,) = findings("CON-08", with_text(6, words))
    digits = "".join(ch for ch in words if ch.isdigit())
    assert digits[3:-4] not in found.message


@pytest.mark.parametrize("words", _AGREEING)
def test_fees_that_agree_are_not_told(words: str) -> None:
    report = with_text(6, words, report=with_cells(t2__charges__amount=10))
    assert not {f.rule for f in judge(report, CONTEXT).findings} & {"FEE-04", "FEE-05"}


@pytest.mark.parametrize("words", _CONTRADICTING)
def test_fees_that_contradict_each_other_are_told(words: str) -> None:
    assert raised("FEE-05", words)


@pytest.mark.parametrize("words", _OFF_TARIFF)
def test_amount_that_no_tariff_gives_is_told(words: str) -> None:
    assert raised("FEE-04", words)
