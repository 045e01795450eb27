"""The verdict in English: headline, causes with repairs, cells in doubt, what was read and what was not checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from gouji.facts.base import Cells, Excerpt, Habit
from gouji.facts.figures import TableMissing
from gouji.facts.narrative import Passage, TextTooLong
from gouji.facts.reasons import Missing, NoNumbers, NoSection
from gouji.facts.structure import RowsSurplus
from gouji.report import Place, TableReading
from gouji.result import causes
from gouji.verdict import Finding, Rulebook
from gouji.wording.english import verdict
from tests.gouji.wording.builders import TOTAL, finding, result, unassessed, unreadable

WHERE = "(page 3, grid 2, row 27, cell 10)"
GRANTED = "t3.granted.total"
ROW = [f"t3.granted.{column}" for column in ("natural_person", "business", "research")]


def told(**fields: Any) -> str:
    """What is said of the first cause."""
    made = result(**fields)
    return verdict.likeliest(made, causes(made)[0])


def three(*repairs: Mapping[str, float], bounded: bool = False) -> list[Finding]:
    return [finding(cause=1, repairs=repairs, bounded=bounded) for _ in range(3)]


def unclear(*texts: str, **fields: Any) -> list[str]:
    """What is said of cells of one row that print these."""
    cells = dict(zip(ROW, texts, strict=False))
    made = {
        "status": "incomplete",
        "cells": dict.fromkeys(cells),
        "marks": dict.fromkeys(cells, "unreadable"),
        "places": {cell: Place(text, 3, 2, 6, i) for i, (cell, text) in enumerate(cells.items())},
    }
    return list(verdict.unclear(result(**made | fields)))


# --- headline -------------------------------------------------------------------------------


def test_verdict_is_told_with_what_was_found() -> None:
    assert verdict.headline(result()) == "Passed: all identities hold"
    many = result(findings=[*three(), finding(severity="warning"), finding(severity="warning")])
    assert verdict.headline(many) == "To be corrected (3 errors of 1 cause, 2 warnings)"
    more = result(findings=[*three(), finding(), finding(severity="note")])
    assert verdict.counted(more) == "4 errors, 3 of them of 1 cause, 1 note"
    assert verdict.headline(unreadable("打不开。")) == "Unreadable: nothing was checked"
    off = result(rules=Rulebook("1", off=("T3-09",)))
    assert "but for rules that are switched off" in verdict.headline(off)


def test_first_step_is_told() -> None:
    wrong = result(findings=[finding()])
    assert verdict.first(wrong, desk=True)[0].startswith("Mend what follows")
    assert verdict.first(wrong, desk=False)[0].startswith("Return it to the body")
    assert verdict.first(result(), desk=True) == ()


# --- causes ---------------------------------------------------------------------------------


def test_only_repair_is_told_with_place_what_is_printed_and_what_it_mends() -> None:
    assert told(cells={TOTAL: 41}, findings=three({TOTAL: 39})) == (
        f"Table 3 “concluded | total” {WHERE} is 41: change it to 39; then, all 3 below agree. "
        "This is the smallest change: check the original records first."
    )


def test_one_of_several_repairs_is_the_likeliest_and_bounds_are_told() -> None:
    several = told(cells={TOTAL: 41}, findings=three({TOTAL: 39}, {GRANTED: 2, TOTAL: 40}))
    assert several.startswith("Most likely: Table 3 “concluded | total”")
    assert several.endswith("all 3 below agree.")
    assert "there may be others" in told(findings=three({TOTAL: 39}, bounded=True))
    assert "no change of a few cells within the bounds of the search" in told(
        findings=three(bounded=True)
    )
    assert "2 cells together: " in told(findings=three({TOTAL: 39, GRANTED: 2}))


def test_slip_comes_first_and_refuted_repairs_are_cautioned_against() -> None:
    slip = Habit("included", "row", "2021", TOTAL, "t3.carried_over.total")
    facts = replace(finding().facts, habit=slip, refuted=(0,))
    said = told(findings=[replace(found, facts=facts) for found in three({TOTAL: 39})])
    assert said.startswith("It seems that row “concluded” also contains row “carried over”")
    assert "But that contradicts the text or last year's report" in said
    assert "It seems" not in verdict.finding_words(replace(finding(), facts=facts))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"cells": {TOTAL: Decimal("4.50")}}, "is 4.5: change it to 39"),
        ({"cells": {TOTAL: None}, "marks": {TOTAL: "blank"}}, "is blank: fill in 39"),
        (
            {
                "cells": {TOTAL: None},
                "marks": {TOTAL: "placeholder"},
                "places": {TOTAL: Place("/")},
            },
            "holds “/”: fill in 39",
        ),
        (
            {"cells": {TOTAL: None}, "marks": {TOTAL: "blank"}, "deduced": {TOTAL: 3}},
            "is blank (deduced 3): fill in 39",
        ),
        (
            {"cells": {TOTAL: 41}, "marks": {TOTAL: "recognised"}},
            "was recognised as 41: it should be 39",
        ),
        (
            {
                "cells": {TOTAL: None},
                "marks": {TOTAL: "unreadable"},
                "places": {TOTAL: Place("约7")},
            },
            "reads “约7”, which is no certain number: fill in 39",
        ),
        ({"cells": {TOTAL: None}, "marks": {TOTAL: "missing"}}, "was not found: fill in 39"),
    ],
)
def test_change_says_what_stands_there(fields: dict[str, Any], said: str) -> None:
    made = result(**fields)
    change = verdict.change(made, {TOTAL: 39})
    assert change.startswith("Table 3 “concluded | total” ")
    assert change.endswith(said)


# --- cells in doubt -------------------------------------------------------------------------


def test_cell_that_is_no_number_is_told_with_its_words() -> None:
    assert unclear("约7") == [
        "No certain number in Table 3 “granted | natural person” (“约7”): write it clearly."
    ]


def test_cells_with_two_numbers_are_told_with_both() -> None:
    (twice,) = unclear("3 / 4", " / 53")
    assert twice.startswith("Found more than once")
    assert "“granted | natural person” (3 / 4)" in twice
    assert "“granted | business” (blank / 53)" in twice
    rows = RowsSurplus(table="t3", rows=(Place("其他 1 2"),))
    surplus = replace(finding(cells=()), facts=rows)
    (said,) = unclear("3 / 4", findings=[surplus])
    assert said.startswith("Table 3 has 1 row of figures too many (“其他 1 2”)")


def test_row_that_cannot_be_divided_is_told_by_what_it_prints() -> None:
    def row(text: str) -> str:
        places = dict.fromkeys(ROW, Place(text, 3, 2, 6))
        (said,) = unclear("", "", "", places=places)
        return said

    assert row("3702000039").startswith("Digits run together (as “3702000039”)")
    assert row("2 3").startswith("2 numbers (as “2 3”) where the form has 3 cells")
    assert row("2 3 4").startswith("Numbers (as “2 3 4”) do not fit the header")


def test_numbers_of_other_years_and_of_no_certain_cell_are_told() -> None:
    assert unclear("7")[0].startswith("It is not certain to which cells numbers belong")
    note = "表三有 1 行只有写明是其他年份的数字，不予采用。"
    of_others = unclear("7", tables=[TableReading("t3", 175, 175, 1, notes=(note,))])
    assert "Fill in the numbers of 2022." in of_others[0]


def test_missing_cells_are_told_by_lines() -> None:
    cells = [f"t3.granted.{c}" for c in _columns()]
    said = list(
        verdict.unclear(
            result(
                status="incomplete",
                cells=dict.fromkeys(cells),
                marks=dict.fromkeys(cells, "missing"),
            )
        )
    )
    assert said == ["Not found: Table 3 row “granted”. Add them as in the form."]


def _columns() -> list[str]:
    return ["natural_person", "business", "research", "welfare", "legal_service", "other", "total"]


# --- what was read and what was not checked -------------------------------------------------


def test_what_was_read_is_told_with_marks_formats_and_settings() -> None:
    made = result(
        marks={TOTAL: "blank", GRANTED: "placeholder"},
        deduced={TOTAL: 0},
        forms={"t2": "2021", "t3": "2021", "t4": None},
        tables=[TableReading("t4", 15, 0, 0, 3, 0, notes=("没有表头。",))],
        rules=Rulebook("1", off=("T3-09",), severities={"T2-08": "note"}),
    )
    made = replace(made, measured={"XY-06": Decimal("0.5")})
    read, table, off, changed, like = verdict.account(made)
    assert read.startswith(
        "Read: “青川市档案局”, 2022; Table 2 and Table 3 in the format of 2021, Table 4 not found;"
    )
    assert "1 blank, 1 with a placeholder (1 more number deduced" in read
    assert table.startswith("Table 4: 3 rows and 15 cells expected, 0 rows and 0 cells found.")
    assert table.endswith("“没有表头。”")
    assert "T3-09 Displaced numbers" in off
    assert "T2-08 Blanks and placeholders: note" in changed
    assert "50%" in like


def test_what_was_not_checked_is_told_by_reason_with_its_rules() -> None:
    numbers = NoNumbers(cells=(Cells("2021", (TOTAL,)),))
    passage = Passage(1, 3, Excerpt("以下从略"))
    said = list(
        verdict.not_checked(
            result(
                unassessed=[
                    unassessed(NoSection(section=5), "CON-01"),
                    unassessed(NoSection(section=5), "CON-04"),
                    unassessed(numbers, "T3-01"),
                    unassessed(TextTooLong(passage=passage), "TXT-01"),
                    unassessed(Missing(what="previous"), "XY-01"),
                ]
            ),
            on_desk=True,
        )
    )
    assert said[:2] == [
        "Some cells have no usable number: T3-01 Balance of requests",
        "Section 5 not found: CON-01 Section 5 not empty, CON-04 Problems and improvements",
    ]
    assert re.search("from section 1, paragraph 3, “以下从略” on: TXT-01", said[2])
    assert said[3].endswith("name it by --previous")


def test_table_that_a_finding_calls_missing_is_not_told_again() -> None:
    absent = replace(finding(), facts=TableMissing(table="t3"))
    numbers = NoNumbers(cells=(Cells("2021", (TOTAL,)),))
    made = result(findings=[absent], unassessed=[unassessed(numbers, cells=(TOTAL,))])
    assert list(verdict.not_checked(made, on_desk=False)) == []
