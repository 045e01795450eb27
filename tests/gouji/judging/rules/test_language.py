"""Wording: what offices write in many ways raises nothing, what is wrong does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gouji.judging.reports import CLEAN, with_text
from tests.gouji.judging.rules.phrases import findings, key, raised

SENTENCE = "各科室按月核对栏目的更新情况,发现过期的内容当天撤下。"


@pytest.mark.parametrize(
    "text",
    [
        "推出政务APP和微信小程序,开通WiFi和5G网络,提供PDF、OFD两种格式下载。",
        "在大厅安装LED屏12块、VR体验设备2台,以Q&A形式解读政策,接受QQ群咨询。",
        "网址为 http://www.qingchuan.gov.cn/zwgk/index.html ,邮箱zwgk_2022@qingchuan.gov.cn。",
        "通过www. qingchuan. gov. cn下载,或发送至dangan@163.com。",
        "依托“i海岚”和“e路通”平台,在抖音号“hailan fabu”发布。",
        "新建管网12km,绿化35km2,路面宽7.5m,水厂日供水3000m3。",
        "会同A座、B座物业,分为A类、B类、C类三种,ISO9001认证和PM2.5数据按日公布。",
        "引入BIM、GIS技术,办好12345热线和24h自助服务区,公开AI问答入口。",
        "《hello青川》双语手册发放两千册。",
        "推广Office与WPS双格式模板。",
        "提供jpg、csv格式下载,接入ocr识别,拍摄plog短片,适配ios和android。",
        "关注微信号:qcfabu或抖音号:qc_fabu,微信公众号(qingchuanfabu)同步推送。",
    ],
)
def test_names_units_and_addresses_are_no_foreign_words(text: str) -> None:
    assert not raised("FMT-11", text)


@pytest.mark.parametrize(
    "text",
    [
        "新形势 and 新要求对公开工作提出了挑战。",
        "与群众期待相比仍有差距,the 解读不够。",
        "公开内容锟斤拷不够全面。",
        "公开&nbsp;内容不够全面。",
        "公开<br>内容不够全面。",
        "æ”¿åºœä¿¡æ¯å…¬å¼€",
    ],
)
def test_stray_words_and_garbled_text_are_found(text: str) -> None:
    assert raised("FMT-11", text)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("落实“谁主管、谁负责”的要求,做到“三同步”。",),
        ("1)加强培训;2)完善台账。一)落实责任。",),
        ("推进“互联网+监管,", "一网通办”改革。"),
        ("《关于印发〈青川市公开办法〉的通知》(青政办〔2022〕3号)。",),
    ],
)
def test_marks_in_pairs_are_in_order(paragraphs: tuple[str, ...]) -> None:
    assert not raised("FMT-12", *paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "按“谁主管、谁负责的要求落实。",
        "依照《条例的要求落实。",
        "公开(含解读信息30条。",
        "公开含解读)信息30条。",
    ],
)
def test_mark_without_its_partner_is_found(text: str) -> None:
    assert raised("FMT-12", text)


def test_message_on_marks_shows_the_spot() -> None:
    report = with_text(6, "本年度" + "没有收取信息处理费" * 3 + "。按“谁主管谁负责的要求落实。")
    (finding,) = findings("FMT-12", report)
    assert "引号左 1 个、右 0 个" in finding.message
    assert "谁主管谁负责" in finding.message


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (6, "无"),
        (6, "信息处理费:0元"),
        (6, "本年度没有收取信息处理费"),
        (5, "今后将(详见附件)"),
        (3, "具体办理情况如下表:"),
        (6, "其他情况详见“青川发布”"),
    ],
)
def test_end_without_a_full_stop_is_not_broken_off(section: int, text: str) -> None:
    assert not raised("FMT-13", text, section=section)


@pytest.mark.parametrize(
    "text", ["满意率为96%,", "今后将加强培训、", "主要措施如下:", "办理情况以及"]
)
def test_section_that_breaks_off_is_found(text: str) -> None:
    assert raised("FMT-13", text, section=5)


def test_signature_and_date_are_not_the_end_of_the_last_section() -> None:
    assert raised("FMT-13", "没有收取信息处理费,", "青川市档案局", "2023年1月18日")


def test_same_paragraph_before_and_in_the_first_section_is_found() -> None:
    text = "按照条例的规定,现将青川市档案局2022年的公开工作情况报告如下,请予监督。"
    report = with_text(1, text, report=replace(CLEAN, lead=(text,)))
    (finding,) = findings("FMT-07", report)
    assert "开头、第一部分" in finding.message


def test_title_and_short_lines_may_come_twice() -> None:
    title = "青川市经济技术开发区自然资源和规划管理局2022年政府信息公开工作年度报告"
    report = replace(CLEAN, lead=(title, title))
    assert not findings("FMT-07", report)
    assert not raised("FMT-07", "无其他需要报告的事项。", "无其他需要报告的事项。")


@pytest.mark.parametrize(
    "text",
    [
        "本报告由总体情况、主动公开等六个部分组成。",
        "第五部分介绍存在的问题和改进情况。",
        "没有发生因政府信息公开引起的投诉、行政复议和行政诉讼。",
        "指南的概述部分已经更新,行政事业性收费减免政策及时公布。",
        "全文包括总体情况、收到和处理申请情况、其他需要报告的事项六部分。",
        "学习贯彻党的二十大报告精神,围绕财政、教育等四方面内容开展解读。",
        "对政府工作报告从就业、教育、医疗、养老五个方面内容解读。",
        "公开内容涵盖机构职能、政策文件等八个方面内容。",
        "公开行政事业性收费及减免政策。",
    ],
)
def test_words_of_today_are_not_taken_for_the_old_structure(text: str) -> None:
    assert not raised("FMT-08", text)


@pytest.mark.parametrize(
    "text",
    [
        "本报告由概述、主动公开情况、依申请公开情况等组成。",
        "全文分为七个部分组成,数据截至年底。",
        "政府信息公开的收费及减免情况:没有收费。",
        "一、概述",
    ],
)
def test_old_structure_is_found(text: str) -> None:
    assert raised("FMT-08", text)


@pytest.mark.parametrize(
    "text",
    [
        "市民扫一扫二维码即可在手机上查看办事指南,无需下载客户端。",
        "大厅提供自助打印和复印服务。",
        "在微信公众号分享到居民群的政策解读,阅读量逐月上升。",
    ],
)
def test_sentences_about_printing_and_codes_are_no_furniture(text: str) -> None:
    assert not raised("FMT-10", text)


@pytest.mark.parametrize(
    "text",
    [
        "扫一扫在手机打开当前页",
        "扫码使用手机浏览本页内容",
        "【打印】 【关闭】",
        "分享到:",
        "索引号:QC001-2023-00012",
        "字号:大 中 小",
        "您当前的位置: 首页 > 政务公开 > 年报",
        "发布时间 : 2023-01-20 来源:市档案局 字体大小:",
    ],
)
def test_furniture_of_a_page_is_found(text: str) -> None:
    assert raised("FMT-10", "无其他需要报告的事项。", text)
    report = replace(CLEAN, lead=(text,))
    assert findings("FMT-10", report)


@pytest.mark.parametrize("text", ["(此件公开发布)", "此件主动公开", "公开属性:主动公开"])
def test_mark_of_disclosure_is_found(text: str) -> None:
    assert raised("FMT-15", "无其他需要报告的事项。", text)


@pytest.mark.parametrize(
    "text",
    [
        "公文须标明公开属性,定期复核。",
        "起草时注明“此件公开发布”等字样。",
        "公开方式:网站、公众号、公示栏三种,各有分工。",
    ],
)
def test_talk_of_disclosure_marks_is_none(text: str) -> None:
    assert not raised("FMT-15", text)


def test_few_traditional_characters_are_no_conversion() -> None:
    assert not findings("FMT-09", replace(CLEAN, traditional=0.004))
    assert findings("FMT-09", replace(CLEAN, traditional=0.01))


@pytest.mark.parametrize(
    ("rule", "text", "other"),
    [
        ("FMT-08", "本报告由概述、主动公开等七个部分组成", "本年报由概述、主动公开等七个部分组成"),
        ("FMT-11", "继续做好公开 but 不够深入", "继续做好解读 but 不够深入"),
        ("FMT-12", "按“谁主管、谁负责的要求落实3件", "按“谁主管、谁负责的要求落实4件"),
        ("FMT-13", "今后将加强培训,", "今后将加强轮训,"),
    ],
)
def test_key_rests_on_the_sentence_and_on_nothing_around_it(
    rule: str, text: str, other: str
) -> None:
    before = ("本年度没有收取信息处理费。", "无其他需要报告的事项。")
    said = key(rule, with_text(6, text))
    assert said == key(rule, with_text(6, *before, f"全年平稳。{text}"))
    assert said == key(
        rule, with_text(5, "更新不够及时,今后将每周检查。", "\n ".join(text.split(" ")))
    )
    assert said != key(rule, with_text(6, other))


def test_key_of_a_repeated_paragraph_is_the_paragraphs_own_wherever_it_stands() -> None:
    said = key("FMT-07", with_text(6, SENTENCE, "无其他事项。", SENTENCE))
    assert said == key("FMT-07", with_text(5, *CLEAN.sections[4].paragraphs, *[SENTENCE] * 3))
    longer = SENTENCE.replace("当天", "次日")
    assert said != key("FMT-07", with_text(6, longer, longer))


def test_key_of_what_a_page_left_is_its_lines() -> None:
    left = key("FMT-10", replace(CLEAN, lead=("【打印】 【关闭】",)))
    assert left == key("FMT-10", replace(CLEAN, lead=("无。", "【打印】【关闭】")))
    assert left != key("FMT-10", replace(CLEAN, lead=("【打印】 【关闭】", "分享到:")))
    marked = key("FMT-15", with_text(6, "无。", "(此件公开发布)"))
    assert marked == key("FMT-15", with_text(6, "无其他事项。", "此件公开发布"))
    assert marked != key("FMT-15", with_text(6, "无。", "(此件主动公开)"))


def test_key_of_traditional_text_does_not_hang_on_the_share() -> None:
    share = key("FMT-09", replace(CLEAN, traditional=0.31))
    assert share == key("FMT-09", replace(CLEAN, traditional=0.33))
