"""Keys of findings: the same for the same fault wherever it is printed, others where what it rests on changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from gouji.judging.judge import judge
from gouji.report import Cell, Place, Report
from tests.gouji.judging.cases import Cases, families
from tests.gouji.judging.cases.office import WATER, aggregate, beside_others
from tests.gouji.judging.cases.previous import LONG, RETOLD, STORY, beside, in_old_form, with_story
from tests.gouji.judging.reports import (
    CLEAN,
    CONTEXT,
    DATES,
    OLD,
    PREVIOUS,
    Given,
    with_cells,
    with_text,
    without_table,
)

BROKEN: Cases = {rule: given for family in families() for rule, given in family.broken.items()}
UNASSESSABLE: Cases = {
    rule: given for family in families() for rule, given in family.unassessable.items()
}


def _keys(given: Given, rule: str) -> list[str]:
    return [finding.key for finding in judge(*given).findings if finding.rule == rule]


def _elsewhere(report: Report) -> Report:
    """The report as another file prints it: each cell at another place."""
    cells = {
        cell: replace(found, place=Place(found.place.text if found.place else "", 7, 3, n, 2))
        for n, (cell, found) in enumerate(report.cells.items(), 1)
    }
    return replace(report, cells=cells)


@pytest.mark.parametrize("rule", BROKEN)
def test_key_is_the_same_when_judged_again_in_another_file(rule: str) -> None:
    report, context = BROKEN[rule]()
    before = context.previous and _elsewhere(context.previous)
    elsewhere = (_elsewhere(report), replace(context, previous=before))
    keys = _keys((report, context), rule)
    assert keys == _keys((report, context), rule)
    assert keys == _keys(elsewhere, rule)
    assert len(keys) == len(set(keys))
    assert all(len(key) == 16 and int(key, 16) >= 0 for key in keys)


def _old(**cells: Cell | int) -> Given:
    return with_cells(OLD, **cells), CONTEXT


def _new(**cells: Cell | int) -> Given:
    return with_cells(**cells), CONTEXT


def _years(then: int, now: int) -> Given:
    return beside(
        with_cells(PREVIOUS, t2__licences__decisions=then),
        with_cells(t2__licences__decisions=now),
    )


def _story(story: tuple[str, ...]) -> Given:
    """A report that tells what last year's did."""
    told = tuple(text.replace("2022", "2021") for text in story)
    return beside(with_story(PREVIOUS, told), with_story(CLEAN, story))


_CHANGES: dict[str, tuple[str, Given, Given]] = {
    "table that is missing": (
        "FMT-03",
        (without_table("t3"), CONTEXT),
        (without_table("t4"), CONTEXT),
    ),
    "year of a format": (
        "FMT-04",
        (replace(CLEAN, year=2020), CONTEXT),
        (replace(CLEAN, year=2019), CONTEXT),
    ),
    "total": ("T4-01", _new(t4__reconsideration__total=1), _new(t4__reconsideration__total=2)),
    "term of a sum": (
        "T3-03",
        _new(t3__granted__other=1),
        _new(t3__granted__other=1, t3__granted__business=1),
    ),
    "number that is no count": (
        "T3-04",
        _new(t3__granted__other=-1),
        _new(t3__granted__other=Cell(Decimal("1.5"))),
    ),
    "unit": (
        "T2-03",
        _new(t2__charges__amount=Cell(5, unit="万元")),
        _new(t2__charges__amount=Cell(5, unit="元")),
    ),
    "blank": (
        "T2-08",
        _new(t2__rules__issued=Cell(None, "blank")),
        _new(t2__rules__issued=Cell(None, "placeholder")),
    ),
    "figure beside another": ("T2-04", _new(t2__rules__issued=3), _new(t2__rules__issued=4)),
    "figure in the old format": (
        "T2O-04",
        _old(t2__charges__change=-1),
        _old(t2__charges__change=-2),
    ),
    "sentence on fees": (
        "T3-11",
        (
            with_text(
                6, "没有收取信息处理费。", report=with_cells(t3__other__fee_overdue__total=2)
            ),
            CONTEXT,
        ),
        (
            with_text(6, "收费通知另行发出。", report=with_cells(t3__other__fee_overdue__total=2)),
            CONTEXT,
        ),
    ),
    "disputes": (
        "T4-04",
        _new(t4__reconsideration__total=1, t4__reconsideration__upheld=1),
        _new(t4__reconsideration__total=2, t4__reconsideration__upheld=2),
    ),
    "last year's number": (
        "XY-01",
        beside(with_cells(PREVIOUS, t3__carried_over__other=2)),
        beside(with_cells(PREVIOUS, t3__carried_over__other=3)),
    ),
    "last year's base": ("XY-04", _years(20, 101), _years(20, 102)),
    "last year's items": (
        "XY-05",
        beside(
            in_old_form(PREVIOUS, 2019, t2__licences__previous_items=1),
            in_old_form(CLEAN, 2020, t2__licences__previous_items=5),
        ),
        beside(
            in_old_form(PREVIOUS, 2019, t2__licences__previous_items=2),
            in_old_form(CLEAN, 2020, t2__licences__previous_items=5),
        ),
    ),
    "sentence of last year": (
        "XY-06",
        _story(STORY),
        _story(tuple(t.replace("听取", "征求") for t in STORY)),
    ),
    "number that was filed": (
        "XY-08",
        (CLEAN, replace(CONTEXT, filed=with_cells(t2__licences__decisions=3))),
        (CLEAN, replace(CONTEXT, filed=with_cells(t2__licences__decisions=4))),
    ),
    "sentence of another organ": (
        "XY-07",
        (with_text(5, LONG), beside_others(with_text(5, LONG, report=WATER))),
        (
            with_text(5, LONG + "另外" + LONG[::-1]),
            beside_others(with_text(5, LONG + "另外" + LONG[::-1], report=WATER)),
        ),
    ),
    "printed name": (
        "ORG-01",
        (replace(CLEAN, organ="市档案局"), CONTEXT),
        (replace(CLEAN, organ="档案局"), CONTEXT),
    ),
    "number of uploads": (
        "ORG-05",
        (CLEAN, replace(CONTEXT, others=None, uploads=2)),
        (CLEAN, replace(CONTEXT, others=None, uploads=3)),
    ),
    "sum of the organs": (
        "AGG-01",
        aggregate(CLEAN, with_cells(WATER, t2__licences__decisions=1)),
        aggregate(CLEAN, with_cells(WATER, t2__licences__decisions=2)),
    ),
    "organ that is outstanding": ("AGG-02", aggregate(CLEAN), aggregate(WATER)),
    "day": (
        "PRC-01",
        (CLEAN, replace(CONTEXT, dates=replace(DATES, published=date(2023, 2, 1)))),
        (CLEAN, replace(CONTEXT, dates=replace(DATES, published=date(2023, 2, 2)))),
    ),
}


@pytest.mark.parametrize("what", _CHANGES)
def test_key_is_another_when_what_the_finding_rests_on_changes(what: str) -> None:
    rule, one, other = _CHANGES[what]
    keys, others = _keys(one, rule), _keys(other, rule)
    assert keys
    assert others
    assert not set(keys) & set(others)


def test_key_does_not_hang_on_how_a_document_breaks_its_paragraphs() -> None:
    whole = "".join(STORY)
    parted = beside(with_story(PREVIOUS, RETOLD), with_story(CLEAN, (whole,)))
    assert _keys(_story(STORY), "XY-06") == _keys(parted, "XY-06")


def test_key_of_a_stock_does_not_hang_on_what_the_text_says_of_a_clean_up() -> None:
    before = with_cells(PREVIOUS, t2__normative_documents__in_force=5)
    told = with_text(1, "年内开展规范性文件清理，宣布失效5件。")
    assert _keys(beside(before), "XY-02") == _keys(beside(before, told), "XY-02")


@pytest.mark.parametrize("rule", BROKEN)
def test_finding_has_facts(rule: str) -> None:
    assert all(f.facts for f in judge(*BROKEN[rule]()).findings if f.rule == rule)


@pytest.mark.parametrize("rule", UNASSESSABLE)
def test_reason_has_facts(rule: str) -> None:
    assert all(u.facts for u in judge(*UNASSESSABLE[rule]()).unassessed if u.rule == rule)
