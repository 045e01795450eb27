"""Tables in the markup of MediaWiki: read with their spans, as the page shows them; what is unclear is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.made.corpus import draft_of
from bench.made.score import compare
from bench.made.texts import KEPT
from bench.made.traits import TRAITS
from gouji.reading.formats.markup import read_text_bytes
from gouji.reading.read import read
from tests.gouji.reading.contents import figures, lines, texts

PLAIN = TRAITS[0].change
A_CELL, A_ROW = (layout for name, layout in KEPT.items() if "MediaWiki" in name)


def _texts(markup: str) -> list[list[str]]:
    return texts(read_text_bytes(markup.encode()))


def _without(first: str) -> Callable[[str], str]:
    return lambda text: "\n".join(line for line in text.split("\n") if not line.startswith(first))


@pytest.mark.parametrize("layout", [A_CELL, A_ROW])
@pytest.mark.parametrize(
    "change",
    [
        _without("|}"),
        _without("{|"),
        lambda text: text.replace("{|", ":{|"),
        lambda text: text.replace("\n|", "\n\n |"),
        lambda text: text.replace('"', ""),
        lambda text: text.replace("|", "｜"),
        lambda text: text.replace("|-", '|- style="text-align:center" valign=middle'),
        lambda text: "{|\n|\n" + text + "\n|}",
        lambda text: f'<div align="center">\n{text}\n</div>',
        lambda text: f"<!-- 模板 -->\n{text}",
    ],
)
@pytest.mark.parametrize("n", range(3))
def test_every_cell_is_right_however_the_markup_is_written(
    n: int, change: Callable[[str], str], layout: Callable[..., str]
) -> None:
    made = draft_of("plain", n, PLAIN)
    report = read(change(layout(made.content())).encode())
    assert {outcome for _, outcome in compare(made.truth, report)} == {"right"}
    assert (report.organ, report.year) == (made.organ, made.year)


@pytest.mark.parametrize("tag", ["textarea", "pre"])
@pytest.mark.parametrize("n", range(3))
def test_no_cell_is_silently_wrong_where_a_page_shows_the_markup_itself(n: int, tag: str) -> None:
    made = draft_of("plain", n, PLAIN)
    page = f"<!DOCTYPE html><html><body><{tag}>{A_CELL(made.content())}</{tag}></body></html>"
    outcomes = {outcome for _, outcome in compare(made.truth, read(page.encode()))}
    assert outcomes <= {"right", "marked"}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("| '''7'''", "7"),
        ('| style="text-align:right" | 7', "7"),
        ("| nowrap | 7", "7"),
        ("| [[年报|7]]", "7"),
        ("| [https://gov.example/7 7]", "7"),
        ("| 7<ref>含上年</ref>", "7"),
        ('| 7<ref name="a" />', "7"),
        ("| 7<!-- 8 -->", "7"),
        ("| 7<br/>", "7"),
        ("|\n7", "7"),
        ("| 7\n8", "7\n8"),
        ("| <s>7</s>", "7?"),
        ("| 1<sup>2</sup>", "12?"),
        ("| [[File:7.png|20px]]", "?"),
        ('| style="display:none" | 8 || 7', "7"),
        ("| 7 | 8", "7 | 8"),
        ("| {{formatnum:7}}", "{{formatnum:7}}"),
    ],
)
def test_cell_is_read_as_its_page_shows_it(cell: str, shown: str) -> None:
    assert _texts("{|\n|-\n! 规章\n" + cell + "\n|}") == [["规章", shown]]


def test_spans_and_rows_without_cells_keep_every_cell_in_its_column() -> None:
    document = read_text_bytes(
        '{|\n|+ 表\n|-\n|-\n! rowspan="2" | 项目 !! colspan=2 | 数量\n|-\n| 1 || 2\n|}'.encode()
    )
    ((top, bottom),) = (grid.rows for grid in document.blocks if hasattr(grid, "rows"))
    assert [(c.text, c.column, c.column_span) for c in top] == [("项目", 1, 1), ("数量", 2, 2)]
    assert [(c.text, c.column) for c in bottom] == [("1", 2), ("2", 3)]
    assert lines(document) == ["表"]


def test_lines_outside_the_tables_are_read_without_their_markup() -> None:
    text = "== 一、总体情况 ==\n'''2022年'''，[[青川市|我市]]公开信息。\n"
    markup = text + "{|\n| 1\n|}\n== 二、主动公开政府信息情况 ==\n"
    document = read_text_bytes(markup.encode())
    assert lines(document) == [
        "一、总体情况",
        "2022年，我市公开信息。",
        "二、主动公开政府信息情况",
    ]
    assert figures(document) == [1]


@pytest.mark.parametrize("text", ["见{|}内的数字。", "| -- |\n| 规章 | 7 |", "|---|\n| 规章 | 7 |"])
def test_other_text_with_such_signs_is_no_table_of_mediawiki(text: str) -> None:
    assert _texts(text) in ([], [["规章", "7"]])
