"""A report beside the office's roster and its other reports."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from gouji.facts.base import Reason
from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile
from gouji.judging.context import Context
from gouji.judging.sketching import sketch_of
from gouji.organs import Organ
from gouji.report import Cell, Report
from gouji.season.sketch import Sketch
from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.previous import LONG, RETOLD, STORY, with_story
from tests.gouji.judging.reports import (
    CLEAN,
    CONTEXT,
    KEY,
    PREVIOUS,
    ROSTER,
    UNREAD,
    Given,
    sketches,
    with_cells,
    with_text,
    without_table,
)

WATER = replace(CLEAN, organ="青川市水利局")
OLDER = replace(PREVIOUS, year=2020)
SCAN = replace(
    CLEAN,
    recognised=True,
    cells={cell: replace(found, mark="recognised") for cell, found in CLEAN.cells.items()},
)


def aggregate(*others: Report, **cells: Cell | int) -> Given:
    """The aggregate report of two organs, and their reports."""
    report = with_cells(replace(CLEAN, organ="青川市人民政府"), **cells)
    last = replace(PREVIOUS, organ="青川市人民政府")
    key = replace(KEY, organ="青川市人民政府")
    known = sketches(*(others or (CLEAN, WATER)))
    return report, replace(CONTEXT, key=key, others=known, last_year=sketches(last))


def beside_others(*others: Report) -> Context:
    """What is known where these reports of the year are there."""
    return replace(CONTEXT, others=sketches(*others))


def earlier(*reports: Report) -> Context:
    """What is known where these are the organ's reports of earlier years."""
    return replace(CONTEXT, earlier=sketches(*reports))


def uploaded_twice(own: Report, other: Report) -> Given:
    """A report, and what its organ handed in beside it."""
    return own, replace(CONTEXT, other_uploads=sketches(other))


def charging(amount: int, *peers: int) -> Given:
    """A report, and what its peers charge."""
    others = [
        with_cells(replace(WATER, organ=f"青川市第{n}局"), t2__charges__amount=peer)
        for n, peer in enumerate(peers)
    ]
    return with_cells(t2__charges__amount=amount), beside_others(*others)


def _without_roster(reason: Reason) -> Given:
    return CLEAN, replace(CONTEXT, roster=None, missing={"roster": reason})


def _outdated(report: Report) -> Sketch:
    """A sketch as an older version of the system made them."""
    sketch = sketch_of(report)
    assert sketch.narrative
    return replace(sketch, narrative=replace(sketch.narrative, scheme=0))


def _misfiled(report: Report, organ: str) -> Context:
    """What is known where the report was handed in under another organ's name, too; the organ's own elsewhere."""
    key = replace(KEY, organ="青川市粮食局")
    copy = sketch_of(report, Context(key=replace(KEY, organ=organ)))
    return replace(CONTEXT, key=key, others=(copy,))


FAMILY = Family(
    holding={
        "XY-09": lambda: (with_story(CLEAN, STORY), earlier(with_story(OLDER, RETOLD[:2]))),
        "XY-10": lambda: (CLEAN, beside_others(WATER)),
        "DOC-02": lambda: uploaded_twice(CLEAN, SCAN),
        "AGG-06": lambda: aggregate(
            with_cells(t2__licences__decisions=2),
            with_cells(WATER, t2__licences__decisions=3),
            t2__licences__decisions=5,
        ),
        "XY-07": lambda: (
            with_story(CLEAN, STORY),
            beside_others(with_story(WATER, STORY[:2])),
        ),
        "T2-05": lambda: (
            with_cells(t2__rules__issued=1),
            replace(CONTEXT, roster=(replace(ROSTER[0], makes_rules=True),)),
        ),
        "T2-06": lambda: charging(300, 3, 4, 5),
        "ORG-01": lambda: (CLEAN, CONTEXT),
        "ORG-05": lambda: (CLEAN, CONTEXT),
        "AGG-01": lambda: aggregate(
            with_cells(t2__licences__decisions=2),
            with_cells(WATER, t2__licences__decisions=3),
            t2__licences__decisions=5,
        ),
        "AGG-02": aggregate,
        "AGG-03": lambda: (CLEAN, CONTEXT),
        "AGG-04": aggregate,
        "AGG-05": lambda: aggregate(
            with_cells(t2__charges__amount=2),
            with_cells(WATER, t2__charges__amount=3),
            t2__charges__amount=5,
        ),
    },
    broken={
        "XY-09": lambda: (with_story(CLEAN, STORY), earlier(with_story(OLDER, RETOLD))),
        "XY-10": lambda: (CLEAN, _misfiled(CLEAN, "青川市水利局")),
        "DOC-02": lambda: uploaded_twice(with_cells(t3__granted__other=1), SCAN),
        "AGG-06": lambda: aggregate(
            with_cells(t2__licences__decisions=2),
            with_cells(WATER, t2__licences__decisions=3),
            t2__licences__decisions=2,
        ),
        "XY-07": lambda: (
            with_story(CLEAN, STORY),
            beside_others(with_story(WATER, STORY)),
        ),
        "T2-05": lambda: (with_cells(t2__rules__issued=1), CONTEXT),
        "T2-06": lambda: charging(401, 3, 4, 5),
        "ORG-01": lambda: (replace(CLEAN, organ="市档案局"), CONTEXT),
        "ORG-05": lambda: (CLEAN, beside_others(replace(CLEAN, organ="市档案局"))),
        "AGG-01": lambda: aggregate(t2__licences__decisions=5),
        "AGG-02": lambda: aggregate(CLEAN),
        "AGG-03": lambda: (
            CLEAN,
            replace(CONTEXT, roster=(replace(ROSTER[0], vertical=True),)),
        ),
        "AGG-04": lambda: aggregate(CLEAN, with_cells(WATER, t3__carried_in__other=1)),
        "AGG-05": lambda: aggregate(t2__charges__amount=1),
    },
    further=(
        partial(
            _without_roster,
            MalformedOfficeFile(what="roster", fault=Fault("roster.csv", 3, "no_name")),
        ),
        lambda: (
            with_text(5, LONG),
            beside_others(with_text(5, LONG, report=WATER)),
        ),
        lambda: (CLEAN, replace(CONTEXT, others=None, uploads=2)),
        lambda: (CLEAN, replace(CONTEXT, others=(_outdated(WATER),))),
        lambda: aggregate(CLEAN, replace(CLEAN, organ="市档案局"), WATER),
        lambda: (
            with_cells(replace(CLEAN, organ="青川市云屏区水利局"), t2__charges__amount=10001),
            replace(CONTEXT, key=None, roster=None),
        ),
    ),
    unassessable={
        "XY-09": lambda: (replace(CLEAN, sections=()), CONTEXT),
        "XY-10": lambda: (CLEAN, replace(CONTEXT, others=None)),
        "DOC-02": lambda: uploaded_twice(CLEAN, with_cells(SCAN, t3__granted__other=UNREAD)),
        "AGG-06": lambda: aggregate(t2__licences__decisions=UNREAD),
        "XY-07": lambda: (CLEAN, replace(CONTEXT, others=None)),
        "T2-05": lambda: (CLEAN, replace(CONTEXT, roster=None)),
        "T2-06": lambda: charging(300, 3, 4),
        "ORG-01": lambda: (replace(CLEAN, organ=None), CONTEXT),
        "ORG-05": lambda: (CLEAN, replace(CONTEXT, roster=None)),
        "AGG-01": lambda: aggregate(CLEAN),
        "AGG-02": lambda: (CLEAN, replace(CONTEXT, roster=None)),
        "AGG-03": lambda: (CLEAN, replace(CONTEXT, roster=(Organ("青川市水利局"),))),
        "AGG-04": lambda: aggregate(without_table("t3"), WATER),
        "AGG-05": lambda: aggregate(with_cells(t2__charges__amount=UNREAD), WATER),
    },
)
