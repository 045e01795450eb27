"""The text around the tables: who signs a report."""

from __future__ import annotations

import pytest

from gouji.reading.narrative import read_narrative
from gouji.reading.words.lines import lines_of


@pytest.mark.parametrize(
    "lines",
    [
        ("青川市档案局", "2023年1月18日"),
        ("如有疑问请致电办公室。青川市档案局", "2023年1月18日"),  # the line before ran on
        ("青川市档案局2023年1月18日",),
    ],
)
def test_organ_above_the_date_signs(lines: tuple[str, ...]) -> None:
    found = read_narrative(lines_of(["六、其他需要报告的事项", "无其他需要报告的事项。", *lines]))
    assert (found.signature, found.date) == ("青川市档案局", "2023-01-18")


def test_sentence_above_the_date_is_no_signature() -> None:
    lines = ["六、其他需要报告的事项", "无其他需要报告的事项。", "2023年1月18日"]
    found = read_narrative(lines_of(lines))
    assert (found.signature, found.date) == (None, "2023-01-18")


HEADED = ("一、总体情况", "按规定公开信息。", "六、其他需要报告的事项", "无其他事项。")


@pytest.mark.parametrize(
    ("file", "organ", "year"),
    [
        ("年报/青川市档案局2023年政府信息公开工作年度报告.docx", "青川市档案局", 2023),
        ("附件1：青川市档案局2023年政务公开工作年报（定稿）.doc", "青川市档案局", 2023),
        ("2023年度政府信息公开年报-青川市档案局.docx", "青川市档案局", 2023),
        ("2023政府信息公开年报（青川市档案局）.doc", "青川市档案局", 2023),
        ("青川市档案局2023年报终稿.html", "青川市档案局", 2023),
        ("青川市档案局.docx", "青川市档案局", None),
        ("年报.docx", None, None),
        ("2023年年报（试行）-青川市档案局.docx", "青川市档案局", 2023),
        ("关于报送青川市档案局2023年政府信息公开工作年度报告的函.doc", "青川市档案局", 2023),
        ("档案科-青川市档案局2023.docx", "青川市档案局", 2023),
        ("年报试行2023.docx", None, 2023),
        ("试行2023年政府信息公开工作年度报告.docx", None, 2023),
        ("李明2023年政府信息公开工作年度报告.docx", None, 2023),
        ("2023年年报+王局.docx", None, 2023),
        ("2023年年报-上报市府办.docx", None, 2023),
        ("办公室2023年报.docx", None, 2023),
        ("初校_2023.docx", None, 2023),
        ("正式上传平台 2023.docx", None, 2023),
    ],
)
def test_files_name_tells_what_the_text_does_not(
    file: str, organ: str | None, year: int | None
) -> None:
    found = read_narrative(lines_of(HEADED), file)
    assert (found.organ, found.year) == (organ, year)
    titled = ("海岚县水务局2021年政府信息公开工作年度报告", *HEADED)
    found = read_narrative(lines_of(titled), file)
    assert (found.organ, found.year) == ("海岚县水务局", 2021)


def test_of_several_names_in_a_files_name_that_of_the_title_counts() -> None:
    titled = ("海岚县水务局2021年政府信息公开工作年度报告", *HEADED)
    found = read_narrative(lines_of(titled), "海岚县行政审批服务局-水务局-2021.docx")
    assert [n.organ for n in found.namings if n.source == "file"] == ["水务局"]


@pytest.mark.parametrize(
    "name",
    [
        "青川市档案局2023年政府信息公开工作年度报告_青川市人民政府",
        "政府信息公开年报 - 青川市档案局2023年政务公开工作年报",
        "青川市人民政府 部门年报 青川市档案局2023年政府信息公开工作年度报告",
    ],
)
def test_title_of_the_window_counts_where_the_text_has_none(name: str) -> None:
    found = read_narrative(lines_of(HEADED), name=name)
    assert (found.organ, found.year) == ("青川市档案局", 2023)


@pytest.mark.parametrize(
    "line",
    [
        "现将青川市档案局2023年度政府信息公开工作情况报告如下。",
        "本报告由青川市档案局按照《中华人民共和国政府信息公开条例》编制。",
        "青川市档案局根据《中华人民共和国政府信息公开条例》编制本报告。",
        "2023年，青川市档案局认真落实条例。",
        "青川市档案局（以下简称“我局”）公布年度报告。",
    ],
)
def test_organ_that_only_the_text_names_is_found(line: str) -> None:
    assert read_narrative(lines_of((line, *HEADED))).organ == "青川市档案局"


@pytest.mark.parametrize(
    "line", ["按照要求，我局编制本报告。", "2023年，各部门认真落实条例。", "有效期至2024年1月15日"]
)
def test_words_that_name_no_organ_give_none(line: str) -> None:
    assert read_narrative(lines_of((*HEADED, line))).organ is None


def test_signature_of_another_name_is_kept_as_printed() -> None:
    title = "区审交办2023年政府信息公开工作年度报告"
    found = read_narrative(lines_of((title, *HEADED, "临湾区审交办", "2024年1月15日")))
    assert (found.organ, found.signature) == ("区审交办", "临湾区审交办")


def test_beginning_of_a_long_name_above_the_title_belongs_to_it() -> None:
    lines = ("青川市人力资源和社会", "保障局2023年政府信息公开工作年度报告", *HEADED)
    assert read_narrative(lines_of(lines)).organ == "青川市人力资源和社会保障局"
    lines = ("青川市人民政府门户网站", "档案局2023年政府信息公开工作年度报告", *HEADED)
    assert read_narrative(lines_of(lines)).organ == "档案局"
