from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.codec import decode, encode
from gouji.facts.base import Cells
from gouji.facts.reasons import Missing, NoNumbers
from gouji.judging.judge import judge
from gouji.report import Cell
from gouji.result import Result, result_of
from gouji.wording import verdict
from gouji.wording.mail import verdict_mail
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
        unassessed(Missing(what="roster"), "X-02"),
        unassessed(Missing(what="roster"), "X-03"),
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
        "读到的机关：青川市档案局",
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
        "其他备注（1 处）",
        "庚备注。",
        "没有核对的（2 处），不等于没有问题",
        "没有名册：X-02 乙规则、X-03 丙规则",
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (result(), "通过：勾稽关系全部成立"),
        (STORY, "需要修改（错误 3 处归为 2 个原因，提醒 3 处，备注 1 处）"),
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


def test_rules_that_lack_the_same_are_one_line_and_lacking_figures_are_told_by_rule() -> None:
    made = result(
        unassessed=[
            unassessed(Missing(what="roster"), "X-01"),
            unassessed(Missing(what="roster"), "X-02"),
            *(unassessed(_without(cell), "X-03", (cell,)) for cell in ROW),
            unassessed(Missing(what="roster"), "X-02"),
        ]
    )
    assert list(verdict.unchecked(made)) == [
        (
            "X-03 丙规则（5 处）："
            "表三“（七）总计”行“自然人”列没有可用的数字；表三“（七）总计”行“商业企业”列没有可用的数字；"
            "表三“（七）总计”行“科研机构”列没有可用的数字；另有 2 处"
        ),
        "没有名册：X-01 甲规则、X-02 乙规则",
    ]


def test_result_stored_before_rules_had_names_is_told_with_their_ids() -> None:
    stored = json.loads(encode(STORY))
    for name in ("tables", "rule_names", "rules"):
        del stored[name]
    for each in stored["findings"]:
        for name in ("bounded", "assuming"):
            del each[name]
    old = decode(json.dumps(stored).encode(), Result)
    assert "  1. 甲单独。〔X-03〕" in lines(old)


def test_mail_tells_the_story_of_the_page_and_what_to_send_back() -> None:
    mail = verdict_mail(
        office="qingchuan", year=2022, organ="档案局", file="a.docx", superseded=False, result=STORY
    )
    assert "\n".join(lines(STORY)[1:]) in mail.body
    in_order(
        mail.body, "没有名册", "退回意见", "档案局：你单位报送的2022年", "1. 表三", "2. 甲单独。"
    )
    assert mail.subject == f"【勾稽】档案局 2022年度：{verdict.headline(STORY)}"


def test_mail_on_a_report_that_passed_sends_nothing_back() -> None:
    mail = verdict_mail(
        office=None, year=None, organ=None, file="a.docx", superseded=False, result=result()
    )
    assert "退回意见" not in mail.body


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
from gouji.wording.mail import verdict_mail
told = decode(Path(sys.argv[1]).read_bytes(), Result)
mail = verdict_mail(
    office=None, year=None, organ=None, file="a.docx", superseded=False, result=told
)
assert "gouji.judging" not in sys.modules
sys.stdout.buffer.write(mail.body.encode())
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(stored)], capture_output=True, check=True
    )
    mail = verdict_mail(
        office=None, year=None, organ=None, file="a.docx", superseded=False, result=judged
    )
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
