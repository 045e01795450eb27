"""However long a text and whatever stands in it: judging takes time in proportion, and what it finds is bounded."""

from __future__ import annotations

import importlib
import pkgutil
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

import pytest
from msgspec.structs import replace

from gouji import judging
from gouji.codec import encode
from gouji.judging.case import Case
from gouji.judging.judge import judge
from gouji.judging.listing import LISTED
from gouji.judging.rule import CheckedRule
from gouji.judging.rules.collected import CHECKED
from gouji.judging.sketching import sketch_of, sketched
from gouji.judging.text.claims import READ
from gouji.judging.text.lexicon.entry import Entries
from gouji.report import Report
from gouji.result import Result, counts, result_of
from tests.gouji.judging.growth import filled, outgrowing, seconds, texts_for, timed
from tests.gouji.judging.reports import CONTEXT, PREVIOUS, with_text

_LENGTH: Final = (
    3000  # characters; a quadratic pattern takes a second or more, the others some milliseconds
)
_SHORT: Final = 500  # the same that is doubled twice
_LIMIT: Final = 5  # seconds, of what takes milliseconds
_LARGEST: Final = 400_000  # bytes of an item of the table
# What stands in texts, and what does not: words, numbers, marks, brackets that never close, no full stop at all.
_UNITS: Final = (
    "办结", "数量", "共计", "另有", "达到", "社会公益组织", "甲3件", "办结数量", "未有", "3", "十", "1,", "0.1",
    ",", "、", "，", "。", ";", "(", "（", "“", "《", "〔", "其中3件", "12件,", "占3件5%,", "收到申请3件。",
    "收到申请3件,", "其中予以公开3件、", "行政复议3件,维持2件。", "规范性文件3件", "行政许可3件", "3元", "信息处理费",
    "收费3,", "(3件)", "均予以公开,", "上年结转3件", "由3件减少为2件,", "2021年3件、2022年4件,", "网上3件、信函4件,",
    "企业3件,其他组织4件,", "未收到申请", "无结转", "申请的", "本局", "中心", "全市收到3件", "2022年将", "2022年要点",
    "〔2022〕1号", "一是", "(一)", "第一,", "平台", "管理", "信息公开", "报告七", "由概述", "a", "a.", "a@", "a ",
    "http://", "</p", "&nbsp", "À", "\n", "  ", "扫一扫", "此件公开", "1月1日", "补正后", "统计数据", "不",
)  # fmt: skip


def _patterns(name: str, found: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(found, re.Pattern):
        yield name, found
    elif isinstance(found, Entries):
        for entry in found.entries:
            yield f"{name}: {entry.name}", found.pattern(entry)
    elif isinstance(found, Mapping):
        for key, each in found.items():
            yield from _patterns(f"{name}[{key}]", each)


def _modules() -> Iterator[str]:
    return (m.name for m in pkgutil.walk_packages(judging.__path__, f"{judging.__name__}."))


@pytest.mark.slow
@pytest.mark.parametrize("module", list(_modules()))
def test_no_pattern_takes_long_for_any_text(module: str) -> None:
    for name, found in vars(importlib.import_module(module)).items():
        for label, pattern in _patterns(name, found):
            for text in texts_for(pattern.pattern):
                took = seconds(partial(_search, pattern, text), _LIMIT)
                assert took < _LIMIT, (label, text[:60])


def _search(pattern: re.Pattern[str], text: str) -> None:
    deque(pattern.finditer(text), 0)


def _searching(pattern: re.Pattern[str]) -> Callable[[int], dict[str, float]]:
    """The time that a pattern takes for each of its texts of a length."""

    def sampled(length: int) -> dict[str, float]:
        texts = enumerate(texts_for(pattern.pattern, length))
        return {f"{n} {text[:40]}": timed(partial(_search, pattern, text)) for n, text in texts}

    return sampled


@pytest.mark.slow
@pytest.mark.parametrize("module", list(_modules()))
def test_time_of_no_pattern_outgrows_the_text(module: str) -> None:
    for name, found in vars(importlib.import_module(module)).items():
        for label, pattern in _patterns(name, found):
            assert outgrowing(_searching(pattern), _SHORT) == {}, label


def _beside_copies(unit: str, length: int, line: int) -> Case:
    """A report of a long text; last year's, another organ's and the filed one are as long."""

    def told(*units: str) -> Report:
        text = filled(units, length)
        return with_text(1, *(text[i : i + line] for i in range(0, length, line)))

    previous = replace(told(unit, "甲"), year=PREVIOUS.year, title=PREVIOUS.title)
    other = replace(told(unit, "乙"), organ="青川市水利局", signature="青川市水利局")
    beside = replace(
        CONTEXT,
        previous=previous,
        filed=told(unit, "丙"),
        others=(sketch_of(other),),
        last_year=(sketch_of(previous),),
    )
    return Case(told(unit), beside)


def _check(checked: CheckedRule[Case], case: Case) -> None:
    deque(checked.outcomes(case), 0)


def _forget() -> None:
    """Nothing is known any more of texts that were looked at before."""
    for module in _modules():
        for found in vars(importlib.import_module(module)).values():
            if forget := getattr(found, "cache_clear", None):
                forget()


@pytest.mark.slow
@pytest.mark.parametrize("line", [1 << 20, 40])
@pytest.mark.parametrize("unit", _UNITS)
def test_time_of_no_check_outgrows_the_texts(unit: str, line: int) -> None:
    def sampled(length: int) -> dict[str, float]:
        _forget()
        case = _beside_copies(unit, length, line)
        reading = {"text": timed(lambda: case.text)}
        rules = {checked.rule.id: timed(partial(_check, checked, case)) for checked in CHECKED}
        rules["in small"] = timed(partial(sketched, case))
        return reading | rules

    assert outgrowing(sampled, _LENGTH) == {}


def test_what_outgrows_a_text_is_told_from_what_does_not() -> None:
    def count(n: int) -> float:
        return timed(lambda: deque(range(n), 0))

    grown = outgrowing(lambda n: {"n": count(100 * n), "n²": count(n * n // 10)}, 2000)
    assert list(grown) == ["n²"]


@pytest.mark.parametrize("unit", _UNITS)
def test_a_long_text_is_judged_in_time(unit: str) -> None:
    text = filled([unit], 30_000)
    lines = [text[i : i + 40] for i in range(0, 9000, 40)]
    for report in (with_text(1, text), with_text(5, *lines)):
        assert seconds(partial(judge, report), _LIMIT) < _LIMIT


@pytest.mark.slow
@pytest.mark.parametrize(
    "units",
    [
        ["收到申请3件。"],
        ["收到政府信息公开申请3件，其中网上1件，信函1件。"],
        ["行政复议3件,维持2件。"],
        ["本局", "2022年要点", "全市收到3件"],
        _UNITS,
    ],
)
def test_a_megabyte_is_judged_in_three_seconds(units: list[str]) -> None:
    report = with_text(1, filled(units, 350_000))
    previous = replace(report, year=PREVIOUS.year, title=PREVIOUS.title)
    assert seconds(lambda: judge(report), 10) < 3
    assert seconds(lambda: judge(report, replace(CONTEXT, previous=previous)), 10) < 3


def _result(*paragraphs: str) -> Result:
    report = with_text(1, *paragraphs)
    return result_of("年报.txt", report, judge(report))


def test_alike_findings_beyond_fifty_are_counted_and_the_last_listed_says_so() -> None:
    result = _result("".join(f"收到政府信息公开申请{n}件。" for n in range(1, 201)))
    told = [finding for finding in result.findings if finding.rule == "TXT-01"]
    assert len(told) == LISTED
    assert told[-1].facts.further == 200 - LISTED
    assert told[-1].message.endswith("另有 150 处同类问题，不再逐一列出。")
    assert not any(finding.facts.further for finding in told[:-1])
    assert counts(result).errors >= 200


def test_fifty_alike_findings_are_all_listed() -> None:
    result = _result("".join(f"收到政府信息公开申请{n}件。" for n in range(1, LISTED + 1)))
    told = [finding for finding in result.findings if finding.rule == "TXT-01"]
    assert len(told) == LISTED
    assert not any(finding.facts.further for finding in told)


def test_the_result_of_ten_thousand_faults_can_be_stored() -> None:
    result = _result(*[f"收到申请{n}件，办结{n + 1}件，the {n}。" for n in range(10_000)])
    found = counts(result)
    assert found.errors + found.warnings + found.notes >= 10_000
    assert len(zlib.compress(encode(result))) < _LARGEST


def test_what_of_a_text_is_too_long_to_be_read_is_said() -> None:
    result = _result("收到政府信息公开申请0件。" * (READ // 13), "办结申请7件。")
    (said,) = [item for item in result.unassessed if item.facts.__class__.__name__ == "TextTooLong"]
    assert said.reason == "正文过长，第一部分第2段“办结申请7件。”起没有与表格核对。"
    assert "TXT-03" not in {finding.rule for finding in result.findings}


def test_a_text_without_any_full_stop_is_read_all_the_same() -> None:
    result = _result("工作平稳有序，" * 400 + "收到政府信息公开申请7件，" + "社会反映良好；" * 300)
    (found,) = [finding for finding in result.findings if finding.rule == "TXT-01"]
    assert "7" in found.message
