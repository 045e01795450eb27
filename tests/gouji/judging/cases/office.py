"""A report beside the office's roster and its other reports."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from gouji.facts.base import Reason
from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile, RosterNotCsv
from gouji.organs import Organ
from gouji.report import Cell, Report
from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.previous import LONG, STORY, with_story
from tests.gouji.judging.reports import (
    CLEAN,
    CONTEXT,
    KEY,
    PREVIOUS,
    ROSTER,
    UNREAD,
    Given,
    with_cells,
    with_text,
    without_table,
)

WATER = replace(CLEAN, organ="青川市水利局")


def aggregate(*others: Report, **cells: Cell | int) -> Given:
    """The aggregate report of two organs, and their reports."""
    report = with_cells(replace(CLEAN, organ="青川市人民政府"), **cells)
    last = replace(PREVIOUS, organ="青川市人民政府")
    key = replace(KEY, organ="青川市人民政府")
    return report, replace(CONTEXT, key=key, others=others or (CLEAN, WATER), last_year=(last,))


def charging(amount: int, *peers: int) -> Given:
    """A report, and what its peers charge."""
    others = tuple(with_cells(WATER, t2__charges__amount=peer) for peer in peers)
    return with_cells(t2__charges__amount=amount), replace(CONTEXT, others=others)


def _without_roster(reason: Reason) -> Given:
    return CLEAN, replace(CONTEXT, roster=None, missing={"roster": reason})


FAMILY = Family(
    holding={
        "XY-07": lambda: (
            with_story(CLEAN, STORY),
            replace(CONTEXT, others=(with_story(WATER, STORY[:2]),)),
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
        "XY-07": lambda: (
            with_story(CLEAN, STORY),
            replace(CONTEXT, others=(with_story(WATER, STORY),)),
        ),
        "T2-05": lambda: (with_cells(t2__rules__issued=1), CONTEXT),
        "T2-06": lambda: charging(401, 3, 4, 5),
        "ORG-01": lambda: (replace(CLEAN, organ="市档案局"), CONTEXT),
        "ORG-05": lambda: (CLEAN, replace(CONTEXT, uploads=2)),
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
        partial(_without_roster, RosterNotCsv(file="roster.csv")),
        lambda: (
            with_text(5, LONG),
            replace(CONTEXT, others=(with_text(5, LONG, report=WATER),)),
        ),
        lambda: (
            with_cells(replace(CLEAN, organ="青川市云屏区水利局"), t2__charges__amount=10001),
            replace(CONTEXT, key=None, roster=None),
        ),
    ),
    unassessable={
        "XY-07": lambda: (CLEAN, replace(CONTEXT, others=None)),
        "T2-05": lambda: (CLEAN, replace(CONTEXT, roster=None)),
        "T2-06": lambda: charging(300, 3, 4),
        "ORG-01": lambda: (replace(CLEAN, organ=None), CONTEXT),
        "ORG-05": lambda: (CLEAN, replace(CONTEXT, uploads=None)),
        "AGG-01": lambda: aggregate(CLEAN),
        "AGG-02": lambda: (CLEAN, replace(CONTEXT, roster=None)),
        "AGG-03": lambda: (CLEAN, replace(CONTEXT, roster=(Organ("青川市水利局"),))),
        "AGG-04": lambda: aggregate(without_table("t3"), WATER),
        "AGG-05": lambda: aggregate(with_cells(t2__charges__amount=UNREAD), WATER),
    },
)
