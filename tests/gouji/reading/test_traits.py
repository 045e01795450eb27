"""Tables as they come: whatever the layout, and in whatever format, the same figures come out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.made import formats, traits
from bench.made.corpus import draft_of
from bench.made.documents import Draft
from bench.made.score import compare
from gouji.reading.read import read
from gouji.report import CellId, Report

SHOWN = [
    (trait, name)
    for trait in traits.TRAITS
    for name, (_, wraps, breaks) in formats.OWN.items()
    if traits.possible(trait, wraps=wraps, breaks=breaks)
]
# Plain text shows no columns: with blanks, remarks or foreign figures more than one reading may be left.
UNCERTAIN = ("txt", "txt, a cell a line", "txt, pipes", "md")
MADE = st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("trait", "name"), SHOWN, ids=[f"{trait.name} in {name}" for trait, name in SHOWN]
)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(n=MADE)
def test_every_cell_is_right_or_in_plain_text_at_least_marked(
    trait: traits.Trait, name: str, n: int
) -> None:
    made = draft_of(trait.name, n, trait.change)
    report = read(formats.OWN[name][0](made))
    outcomes = dict(compare(made.truth, report))
    wrong = {cell: outcome for cell, outcome in outcomes.items() if outcome != "right"}
    if trait.loses or (name in UNCERTAIN and trait.name != "plain"):
        assert set(wrong.values()) <= {"marked"}
    else:
        assert {cell: o for cell, o in wrong.items() if not _may_have_moved(cell, o, made)} == {}
    assert (report.organ, report.year) == (made.organ, made.year)


def _may_have_moved(cell: CellId, outcome: str, made: Draft) -> bool:
    """Whether a cell is marked as a total of its row was left blank: its figures may stand a cell before their columns.

    Table 4 is a row of three groups, each with its total.
    """
    row = "t4." if cell.startswith("t4.") else cell.rpartition(".")[0]
    totals = (c for c in made.truth if c.startswith(row) and c.endswith(".total"))
    return outcome == "marked" and any(made.truth[total].mark == "blank" for total in totals)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(n=MADE, data=st.data())
def test_layout_does_not_matter_between_any_two_renderings(n: int, data: st.DataObject) -> None:
    made = draft_of("plain", n, traits.TRAITS[0].change)
    renderings = data.draw(
        st.lists(st.sampled_from(sorted(formats.OWN)), min_size=2, max_size=2, unique=True)
    )
    one, other = (read(formats.OWN[name][0](made)) for name in renderings)
    assert _read(one) == _read(other)


def _read(report: Report) -> object:
    cells = {cell: (found.value, found.mark, found.unit) for cell, found in report.cells.items()}
    text = [(section.number, "".join(section.paragraphs)) for section in report.sections]
    return cells, dict(report.forms), report.organ, report.year, report.date, text
