"""The rules of the season by themselves: of one report, of a year at once, and in place of what was found before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gouji.codec import encode
from gouji.judging.context import Context, SeasonContext
from gouji.judging.judge import judge
from gouji.judging.peers import Among, Names, Peers, among, charges_in_wan, compared
from gouji.judging.rules.collected import RULE, SEASON_RULES
from gouji.judging.season import (
    OfficeYear,
    SeasonOutcomes,
    outcomes,
    outcomes_of_year,
    season_findings,
)
from gouji.judging.sketching import sketch_of
from gouji.organs import Organ
from gouji.refreshing import refreshed
from gouji.report import Key, Report
from gouji.result import result_of
from gouji.season.settings import Settings
from gouji.season.sketch import Hashes, Likeness, Sketch, likeness
from gouji.verdict import Finding
from tests.gouji.judging.cases import faulty
from tests.gouji.judging.cases.office import OLDER, WATER, aggregate
from tests.gouji.judging.cases.previous import LONG, RETOLD, STORY, with_story
from tests.gouji.judging.reports import (
    CLEAN,
    CONTEXT,
    DATES,
    GOVERNMENT,
    Given,
    sketches,
    with_cells,
    with_text,
    without_table,
)

FAULTY = tuple(faulty())
TOLD = with_story(CLEAN, STORY)
NAMES = tuple(f"青川市{n}局" for n in "子丑寅卯辰巳午未申酉戌亥")
OFFICE = (*(Organ(name) for name in NAMES), GOVERNMENT)


@pytest.mark.parametrize("given_", FAULTY)
def test_season_of_a_report_is_what_it_is_judged_to_be_among_the_others(given_: Given) -> None:
    report, context = given_
    verdict = judge(report, context)
    season = outcomes(sketch_of(report, context), context)
    assert season.findings == tuple(f for f in verdict.findings if f.rule in SEASON_RULES)
    assert season.unassessed == tuple(u for u in verdict.unassessed if u.rule in SEASON_RULES)


@pytest.mark.parametrize("given_", FAULTY)
def test_result_that_is_refreshed_is_that_of_judging_anew(given_: Given) -> None:
    report, context = given_
    alone = Context(
        key=context.key,
        file=context.file,
        previous=context.previous,
        filed=context.filed,
        roster=context.roster,
        settings=context.settings,
        missing=context.missing,
    )
    before = result_of("", report, judge(report, alone))
    anew = result_of("", report, judge(report, context))
    assert refreshed(before, outcomes(sketch_of(report, context), context)) == anew


def test_season_changes_the_status_as_judging_does() -> None:
    before = result_of("", CLEAN, judge(CLEAN, CONTEXT))
    copy = sketch_of(CLEAN, Context(key=Key("qingchuan", 2022, "青川市水利局")))
    key = Key("qingchuan", 2022, "青川市粮食局")
    own = sketch_of(CLEAN, Context(key=key))
    among_others = SeasonContext(others=(copy,), roster=CONTEXT.roster)
    after = refreshed(before, outcomes(own, among_others))
    assert (before.status, after.status) == ("passed", "flagged")
    assert after.rule_names["XY-10"] == RULE["XY-10"].name
    assert refreshed(after, SeasonOutcomes()).status == "passed"
    open_ = result_of("", without_table("t4"), judge(without_table("t4"), CONTEXT))
    assert refreshed(open_, SeasonOutcomes()).status == "incomplete"


def office(random: Random) -> dict[str, Sketch]:
    """Twelve organs, some of whom tell what others tell, and their aggregate."""
    reports: dict[str, Report] = {}
    for n, name in enumerate(NAMES):
        story = tuple(f"{name[3]}{text}" for text in STORY) if random.random() < 0.5 else STORY
        report = replace(CLEAN, organ=name, title=name)
        report = with_story(report, story) if random.random() < 0.6 else report
        report = with_text(5, LONG, report=report) if random.random() < 0.3 else report
        reports[name] = with_cells(report, t2__charges__amount=random.choice((0, 1, 2, 900)))
        if n and random.random() < 0.2:
            reports[name] = reports[random.choice(NAMES[:n])]
    reports[GOVERNMENT.name] = replace(CLEAN, organ=GOVERNMENT.name)
    return {
        name: sketch_of(report, Context(key=Key("qingchuan", 2022, name), roster=OFFICE))
        for name, report in reports.items()
    }


def year_of(current: dict[str, Sketch]) -> OfficeYear:
    return OfficeYear(
        current=current,
        last_year=sketches(OLDER),
        earlier={NAMES[0]: sketches(with_story(OLDER, RETOLD))},
        other_uploads={},
        roster=OFFICE,
        dates=dict.fromkeys(NAMES, DATES),
    )


def context_of(year: OfficeYear, organ: str) -> SeasonContext:
    return SeasonContext(
        others=[sketch for name, sketch in year.current.items() if name != organ],
        last_year=year.last_year,
        earlier=(year.earlier or {}).get(organ, ()),
        other_uploads=(),
        roster=year.roster,
        dates=year.dates.get(organ),
        settings=year.settings,
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_year_at_once_is_what_each_report_is_among_the_others_in_any_order(seed: int) -> None:
    random = Random(seed)
    current = office(random)
    shuffled = dict(random.sample(list(current.items()), len(current)))
    year = year_of(shuffled)
    found = outcomes_of_year(year)
    assert found == outcomes_of_year(year_of(current))
    assert found == {
        organ: outcomes(sketch, context_of(year, organ)) for organ, sketch in current.items()
    }
    assert season_findings(year) == {organ: each.findings for organ, each in found.items()}


def test_settings_of_the_office_decide_over_the_year_at_once() -> None:
    year = year_of(office(Random(0)))
    every = {f.rule for findings in season_findings(year).values() for f in findings}
    assert {"XY-07", "T2-06", "XY-10"} <= every
    wanted = Settings(off=frozenset({"XY-07"}), severities={"XY-10": "note"})
    left = [f for fs in season_findings(replace(year, settings=wanted)).values() for f in fs]
    assert "XY-07" not in {f.rule for f in left}
    assert {f.severity for f in left if f.rule == "XY-10"} == {"note"}


def test_others_that_were_arranged_once_serve_every_report() -> None:
    report, context = aggregate(t2__licences__decisions=5)
    arranged = among(context.roster, context.others, context.last_year)
    without = replace(context, others=None, last_year=None)
    assert judge(report, without, arranged) == judge(report, context)


@pytest.mark.parametrize(
    ("story", "section"), [(STORY, None), (None, LONG)], ids=["narrative", "paragraphs"]
)
def test_template_of_many_is_told_of_each_in_a_size_that_does_not_grow(
    story: tuple[str, ...] | None, section: str | None
) -> None:
    """Some organs are named, and how many there are in all is told still."""

    def told(count: int) -> Finding:
        current: dict[str, Sketch] = {}
        for n in range(count):
            name = f"青川市第{n}局"
            report = replace(CLEAN, organ=name, title=name)
            report = with_story(report, story) if story else report
            report = with_text(5, section, report=report) if section else report
            current[name] = sketch_of(report, Context(key=Key("qingchuan", 2022, name)))
        found = outcomes_of_year(OfficeYear(current=current))["青川市第0局"]
        return next(finding for finding in found.findings if finding.rule == "XY-07")

    few, some, many = (told(count) for count in (4, 40, 70))
    assert "等 39 个机关" in some.message
    assert "等 69 个机关" in many.message
    assert "等" not in few.message.partition("的报告")[0]
    assert len(encode(many.facts)) <= len(encode(some.facts)) + 20


def texts(random: Random, count: int) -> Sequence[Sketch]:
    """Narratives of which each tells a part of what the one before told."""
    words = [f"{n:04}" for n in range(10_000)]
    told = random.sample(words, 160)
    made = []
    for n in range(count):
        told = [random.choice(words) if random.random() < 0.05 else word for word in told]
        paragraphs = tuple("，".join(told[i : i + 8]) + "。" for i in range(0, len(told), 8))
        made.append(sketch_of(with_text(1, *paragraphs, report=replace(CLEAN, organ=f"第{n}局"))))
    return made


def test_none_that_is_alike_is_passed_over() -> None:
    made = texts(Random(5), 120)
    peers = Peers(made, Names(None))
    alike = 0
    for own in made:
        found = {other.organ: like for like, other in peers.like(own, 0.65)}
        every = {other.organ: compared(own, other) for other in made if other is not own}
        near = {organ: like for organ, like in every.items() if like and like.share >= 0.65}
        assert near.items() <= found.items()
        alike += len(near)
    assert alike > 200


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青川市档案局", "市档案局", True),
        ("青川市档案局", "浙江省青川市档案局", True),
        ("浙江省青川市粮食局", "青川市粮食局", True),
        ("青川市档案局", "青川市水利局", False),
        ("青川市粮食局", "青川市水利局", False),
        (None, None, False),
        ("青川市档案局", None, False),
    ],
)
def test_names_are_one_organs_by_the_roster_or_but_for_a_higher_region(
    one: str | None, other: str | None, same: bool
) -> None:
    names = Names(CONTEXT.roster)
    assert names.are_one(one, other) is same
    assert names.are_one(other, one) is same


def test_report_is_not_its_own_peer_though_it_names_no_organ() -> None:
    own = sketch_of(replace(TOLD, organ=None))
    peers = Peers((own, sketch_of(WATER)), Names(None))
    assert not list(peers.like(own, 0.65))
    assert Among(Names(None)).peers is None


def test_reports_that_share_a_template_are_compared_with_none_but_those_that_are_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many an office has: a third of what each says is everybody's, two of them are one another's."""
    random = Random(7)
    words = [f"{n:04}" for n in range(10_000)]
    common = random.sample(words, 50)
    told = [common + random.sample(words, 110) for _ in range(80)]
    told[40] = told[3]
    made = [
        sketch_of(with_text(1, "，".join(each), report=replace(CLEAN, organ=f"第{n}局")))
        for n, each in enumerate(told)
    ]
    compared_with: list[int] = []

    def counted(one: Hashes, other: Hashes) -> Likeness:
        compared_with.append(1)
        return likeness(one, other)

    monkeypatch.setattr("gouji.judging.peers.likeness", counted)
    peers = Peers(made, Names(None))
    found = [[other.organ for _, other in peers.like(own, 0.7, 2)] for own in made]
    assert {n: each for n, each in enumerate(found) if each} == {3: ["第40局"], 40: ["第3局"]}
    assert len(compared_with) == 2


@settings(deadline=None)
@given(data=st.data())
def test_charges_beside_a_report_are_those_of_the_others(data: st.DataObject) -> None:
    names = ("青川市档案局", "市档案局", "青川市水利局", "第1局", "第2局", None)
    clean = sketch_of(CLEAN)
    made = [
        replace(
            clean,
            organ=data.draw(st.sampled_from(names)),
            year=data.draw(st.sampled_from((2021, 2022))),
            figures={"t2.charges.amount": data.draw(st.sampled_from((1, 2, 7, Decimal("0.5"))))},
        )
        for _ in range(data.draw(st.integers(1, 8)))
    ]
    known = Names(CONTEXT.roster)
    peers = Peers(made, known)
    for own in made:
        others = [
            charges_in_wan(other)
            for other in made
            if other is not own
            and not (other.year == own.year and known.are_one(own.organ, other.organ))
        ]
        found = peers.charges_beside(own)
        assert found.peers == len(others)
        assert found.median == (median(n for n in others if n is not None) if others else None)
