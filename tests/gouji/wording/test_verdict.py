from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from msgspec.structs import replace

from gouji.codec import decode, encode
from gouji.facts.base import Cells, Excerpt, Reason
from gouji.facts.figures import BlanksLeft, TableMissing
from gouji.facts.narrative import Passage, TextUncheckable
from gouji.facts.process import NoDate
from gouji.facts.reasons import Missing, NoNumbers, NoOrgan, NoTable, PreviousOutdated
from gouji.facts.sources import NoKey
from gouji.judging.judge import judge
from gouji.report import Cell, Place, TableReading
from gouji.result import Result, result_of
from gouji.verdict import Status
from gouji.wording import unchecked, verdict
from gouji.wording.mail import Arrival, verdict_mail
from gouji.wording.page import page, terminal_page
from tests.gouji.judging.reports import with_cells
from tests.gouji.wording.builders import TOTAL, finding, result, unassessed, unreadable

REPAIRS: tuple[dict[str, float], ...] = ({TOTAL: 39},)
ROW = [f"t3.concluded.{c}" for c in ("natural_person", "business", "research", "welfare", "total")]


def _without(cell: str) -> NoNumbers:
    return NoNumbers(cells=(Cells("2021", (cell,)),))


STORY = result(
    cells={TOTAL: 41},
    findings=[
        finding("甲单独。", "X-03"),
        finding("乙不平。", "X-01", cause=1, repairs=REPAIRS),
        finding("丙不平。", "X-02", cause=1, repairs=REPAIRS),
        finding("丁不符。", "X-03", "warning", cause=1, repairs=REPAIRS),
        finding("戊认错。", "X-03", "warning", cause=2),
        finding("己提醒。", "X-01", "warning"),
        finding("庚备注。", "X-02", "note"),
    ],
    unassessed=[
        unassessed(NoOrgan(what="sources"), "X-02"),
        unassessed(NoOrgan(what="sources"), "X-03"),
        unassessed(Missing(what="roster"), "X-01"),
    ],
)


def lines(made: Result) -> list[str]:
    return [str(line) for line in verdict.page(made)]


def in_order(text: str, *parts: str) -> None:
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_page_tells_verdict_causes_errors_warnings_notes_and_what_was_not_checked() -> None:
    in_order(
        "\n".join(lines(STORY)),
        "需要修改",
        "先做：对照原始台账改好下列各处",
        "原因 1：表三“（七）总计”",
        "1. ［错误］乙不平。〔X-01 甲规则〕",
        "2. ［错误］丙不平。〔X-02 乙规则〕",
        "3. ［提醒］丁不符。〔X-03 丙规则〕",
        "其他错误（1 处）",
        "1. 甲单独。〔X-03 丙规则〕",
        "原因 2：",
        "1. 戊认错。",
        "其他提醒（1 处）",
        "己提醒。",
        "备注（1 处）",
        "庚备注。",
        "读到：青川市档案局",
        "没有核对的，不等于没有问题",
        "没有找到机关名称：X-02 乙规则、X-03 丙规则",
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (result(), "通过：勾稽关系全部成立"),
        (STORY, "需要修改（错误 3 处，其中 2 处出于 1 个原因，提醒 3 处，备注 1 处）"),
        (
            result(findings=[finding(cause=1), finding(cause=1), finding(cause=2)]),
            "需要修改（错误 3 处，其中 2 处出于 1 个原因）",
        ),
        (
            result(findings=[finding(cause=1), finding(cause=1)]),
            "需要修改（错误 2 处出于 1 个原因）",
        ),
        (result(findings=[finding(), finding()]), "需要修改（错误 2 处）"),
        (
            result(findings=[finding()], status="passed"),
            "通过：勾稽关系全部成立（另有错误 1 处）",
        ),
        (result(status="incomplete"), "未能全部核对，不能算通过"),
        (unreadable("打不开。"), "无法读取，未作核对"),
    ],
)
def test_headline_counts_what_was_found(made: Result, said: str) -> None:
    assert verdict.headline(made) == said
    assert lines(made)[0] == said


def test_unreadable_file_says_what_to_do_and_nothing_else() -> None:
    assert lines(unreadable("文件打不开，请重新报送。"))[1:] == ["文件打不开，请重新报送。"]


def test_counts_of_the_headline_are_those_of_the_page() -> None:
    said = lines(STORY)
    alone = [
        int(n)
        for line in said
        for n in re.findall(r"^(?:其他)?(?:错误|提醒|备注)（(\d+) 处）", line)
    ]
    within = sum(line.startswith("  ") and "［" in line for line in said) + 1  # cause 2 has one
    assert sum(alone) + within == len(STORY.findings)


def test_notes_are_folded_to_one_line_a_rule_and_errors_are_not() -> None:
    many = [finding(f"第 {n} 处。", "X-01", "note") for n in range(4)]
    errors = [finding(f"错 {n}。", "X-02") for n in range(8)]
    said = lines(result(findings=[*errors, *many, finding("另一条。", "X-03", "note")]))
    assert "备注（5 处）" in said
    assert "  1. 第 0 处。〔X-01 甲规则〕（同类的另有 3 处）" in said
    assert "  2. 另一条。〔X-03 丙规则〕" in said
    assert "  8. 错 7。〔X-02 乙规则〕" in said


def test_warnings_of_one_rule_are_counted_beyond_the_first_few() -> None:
    said = lines(result(findings=[finding(f"词 {n}。", severity="warning") for n in range(64)]))
    assert sum("词 " in line for line in said) == 5
    assert "提醒（64 处）" in said
    assert any("（同类的另有 59 处）" in line for line in said)


def test_what_could_not_be_read_is_told_before_what_is_wrong() -> None:
    made = result(
        status="incomplete",
        cells={TOTAL: None},
        marks={TOTAL: "unreadable"},
        places={TOTAL: Place("约7")},
        findings=[finding("甲不平。", cells=())],
    )
    in_order("\n".join(lines(made)), "先做：", "没有读准的（1 项）", "写的是“约7”", "错误（1 处）")


# --- what was not checked -------------------------------------------------------------------


def test_rules_that_lack_the_same_are_one_line_and_lacking_figures_too() -> None:
    made = result(
        unassessed=[
            unassessed(NoOrgan(what="sources"), "X-01"),
            unassessed(NoOrgan(what="sources"), "X-02"),
            *(unassessed(_without(cell), "X-03", (cell,)) for cell in ROW),
            unassessed(NoOrgan(what="sources"), "X-02"),
        ]
    )
    assert list(unchecked.of_report(made)) == [
        "有的格没有可用的数字：X-03 丙规则",
        "没有找到机关名称：X-01 甲规则、X-02 乙规则",
    ]


@pytest.mark.parametrize(("status", "said"), [("passed", 0), ("flagged", 0), ("incomplete", 1)])
def test_rules_that_lack_only_blanks_asked_for_are_told_where_more_hangs_on_them(
    status: Status, said: int
) -> None:
    blanks = BlanksLeft(cells=Cells("2021", tuple(ROW)), blank=len(ROW), placeholder=0)
    made = result(
        status=status,
        findings=[replace(finding(severity="warning"), facts=blanks)],
        unassessed=[unassessed(_without(cell), "X-03", (cell,)) for cell in ROW],
    )
    assert len(list(unchecked.of_report(made))) == said


def test_rule_that_lacks_another_number_than_a_blank_is_told() -> None:
    blanks = BlanksLeft(cells=Cells("2021", (TOTAL,)), blank=1, placeholder=0)
    made = result(
        findings=[replace(finding(severity="warning"), facts=blanks)],
        unassessed=[unassessed(_without(ROW[0]), "X-03", (ROW[0], TOTAL))],
    )
    assert list(unchecked.of_report(made)) == ["有的格没有可用的数字：X-03 丙规则"]


@pytest.mark.parametrize(
    ("notes", "found", "told"),
    [
        (("表三分成 2 段，在第1、2页。",), 175, False),
        (("表三分成 2 段。",), 170, True),
        (("表三分成 2 段。", "表三有 1 行写明是其他年份的数字，没有采用。"), 175, True),
    ],
)
def test_pieces_of_a_table_are_told_where_something_lacks(
    notes: tuple[str, ...], found: int, *, told: bool
) -> None:
    made = result(tables=[TableReading("t3", 175, found, 0, 25, 25, notes)])
    assert any("分成 2 段" in line for line in lines(made)) is told


def test_sentence_that_could_not_be_held_against_the_table_is_shown() -> None:
    reason = TextUncheckable(
        passage=Passage(1, 2, Excerpt("收到申请若干件")), cells=Cells("2021", (TOTAL,))
    )
    (said,) = unchecked.of_report(result(unassessed=[unassessed(reason, cells=(TOTAL,))]))
    assert "“收到申请若干件”" in said


@pytest.mark.parametrize(
    "reason",
    [
        NoKey(what="year"),
        NoDate(steps=("published",), against="clearing"),
        *(Missing(what=what) for what in get_args(get_type_hints(Missing)["what"])),
    ],
)
def test_what_only_a_cloud_could_know_is_not_mentioned_on_a_desk(reason: Reason) -> None:
    made = result(unassessed=[unassessed(reason)])
    told = page(made) if reason != Missing(what="previous") else page(made, single=False)
    assert "没有核对的" not in told


def test_last_years_report_may_be_given_where_there_is_one_file() -> None:
    made = result(unassessed=[unassessed(Missing(what="previous"))])
    assert "--previous" in page(made)
    assert "--previous" not in page(made, single=False)


def test_rules_on_an_absent_table_are_covered_by_the_sentence_that_it_is_absent() -> None:
    absent = replace(finding("没有找到表四。"), facts=TableMissing(table="t4"))
    items = [
        unassessed(NoTable(table="t4", what="blanks"), "X-01"),
        unassessed(_without("t4.reconsideration.total"), "X-02", ("t4.reconsideration.total",)),
    ]
    made = result(findings=[absent], unassessed=items, forms={"t4": None})
    assert list(unchecked.of_report(made)) == []
    assert len(list(unchecked.of_report(result(unassessed=items)))) == 2


def test_many_reasons_are_counted_beyond_the_first_ones() -> None:
    items = [unassessed(PreviousOutdated(year=1000 + n)) for n in range(30)]
    said = list(unchecked.of_report(result(unassessed=items)))
    assert said[-1] == "其余 20 条从略。"
    assert len(said) == 11


def test_result_stored_before_rules_had_names_is_told_with_their_ids() -> None:
    stored = json.loads(encode(STORY))
    for name in ("tables", "rule_names", "rules"):
        del stored[name]
    for each in stored["findings"]:
        for name in ("bounded", "assuming"):
            del each[name]
    old = decode(json.dumps(stored).encode(), Result)
    assert "  1. 甲单独。〔X-03〕" in lines(old)


def test_stored_result_is_told_where_nothing_judges(tmp_path: Path) -> None:
    """Notify imports no rules: what the words need must come with them."""
    report = with_cells(t3__granted__other=Cell(7))
    judged = result_of("a.docx", report, judge(report))
    assert any(item.facts for item in judged.unassessed)
    stored = tmp_path / "result.json"
    stored.write_bytes(encode(judged))
    code = """
import sys
from pathlib import Path
from gouji.codec import decode
from gouji.result import Result
from gouji.wording.mail import Arrival, verdict_mail
told = decode(Path(sys.argv[1]).read_bytes(), Result)
mail = verdict_mail(Arrival("a.docx"), told)
assert "gouji.judging" not in sys.modules
sys.stdout.buffer.write(mail.body.encode())
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(stored)], capture_output=True, check=True
    )
    mail = verdict_mail(Arrival("a.docx"), judged)
    assert done.stdout.decode() == mail.body


# --- the terminal ---------------------------------------------------------------------------


def plain(text: str) -> str:
    return re.sub(r"\033\[[0-9;]*m", "", text)


def test_terminal_shows_the_words_of_the_page() -> None:
    shown = terminal_page(STORY, 60)
    assert "\033[" in shown
    assert "\033[" not in page(STORY)
    assert re.sub(r"\s", "", plain(shown)) == re.sub(r"\s", "", page(STORY))


@pytest.mark.parametrize("columns", [40, 80, 133])
def test_terminal_lines_are_no_wider_than_the_terminal_and_begin_with_no_closing_sign(
    columns: int,
) -> None:
    long = result(findings=[finding("“甲”（乙），丙：“（丁）”；" * 40)])
    for line in plain(terminal_page(long, columns)).splitlines():
        assert sum(1 if ord(ch) < 0x100 else 2 for ch in line) <= columns
        assert not line.strip().startswith(("”", "）", "，", "：", "；", "。"))
        assert not line.endswith(("“", "（"))


def test_narrow_terminal_loses_nothing() -> None:
    assert re.sub(r"\s", "", plain(terminal_page(STORY, 1))) == re.sub(r"\s", "", page(STORY))


@pytest.mark.parametrize("write", [page, lambda made: terminal_page(made, 80)])
def test_document_cannot_steer_the_terminal(write: object) -> None:
    assert callable(write)
    shown = write(result(file="a\033[2J.docx", findings=[finding("甲\033]0;乙\007\r。")]))
    assert not re.search("[\007\r]|\033(?!\\[[0-9;]*m)", shown)


@pytest.mark.parametrize("mark", ["inferred", "recognised"])
def test_report_that_passed_on_uncertain_numbers_asks_for_a_look_at_the_original(mark: str) -> None:
    assert "先做" not in "\n".join(lines(result()))
    assert "请对照原件核对" in "\n".join(lines(result(marks={TOTAL: mark})))
