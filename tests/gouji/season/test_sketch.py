"""Reports in small: what is kept of figures, and how far the likeness of narratives is from that of the texts."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.form import TABLES
from gouji.season.sketch import (
    LEAST,
    SCHEME,
    Hashes,
    NarrativeSketch,
    Sketch,
    likeness,
    packed,
    packed_shingles,
    unpacked,
)

few = st.sets(st.text("甲乙丙丁戊", min_size=5, max_size=5), max_size=LEAST - 1)


def hashes(shingles: set[str]) -> Hashes:
    return unpacked(NarrativeSketch(SCHEME, True, packed_shingles(shingles), b"", b""))


def exact(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


@given(one=few, other=few)
def test_likeness_of_short_texts_is_exact(one: set[str], other: set[str]) -> None:
    found = likeness(hashes(one), hashes(other))
    assert found.share == pytest.approx(exact(one, other))
    assert found.error == 0


@pytest.mark.parametrize("size", [300, 1000, 5000])
@pytest.mark.parametrize("common", [0.5, 0.8, 0.9])
def test_likeness_of_long_texts_is_estimated_within_the_error_that_is_told(
    size: int, common: float
) -> None:
    random = Random(f"{size} {common}")
    beyond = 0
    for _ in range(40):
        numbers = random.sample(range(10**6), 2 * size)
        shared = round(size * common)
        one = {f"{n:06}" for n in numbers[:size]}
        other = {f"{n:06}" for n in (*numbers[:shared], *numbers[size : 2 * size - shared])}
        found = likeness(hashes(one), hashes(other))
        assert 0 < found.error <= 0.5 / LEAST**0.5
        beyond += abs(found.share - exact(one, other)) > 2 * found.error
    assert beyond <= 6  # of forty two are expected


def test_likeness_is_the_same_both_ways_and_that_with_itself_is_whole() -> None:
    random = Random(1)
    one, other = ({f"{random.randrange(3000):05}" for _ in range(size)} for size in (900, 2000))
    assert likeness(hashes(one), hashes(other)) == likeness(hashes(other), hashes(one))
    assert likeness(hashes(one), hashes(one)).share == 1


def test_nothing_is_like_nothing() -> None:
    assert likeness(hashes(set()), hashes(set())).share == 0


def test_hashes_are_the_same_on_every_machine() -> None:
    assert packed(["本机关"]).hex() == "dcbd5c5529cd65df"
    assert packed_shingles(["本机关公开"]) == bytes.fromhex("d6bbcd43")


def test_cells_are_all_of_the_format_with_a_number_or_the_mark_that_says_why_not() -> None:
    sketch = Sketch(
        organ="甲局",
        year=2022,
        printed_organ="甲局",
        printed_year=2022,
        forms={"t2": "2021", "t3": "2021", "t4": None},
        figures={"t3.granted.other": 5, "t3.granted.business": 2},
        marks={
            "t3.granted.business": "recognised",
            "t3.granted.total": "blank",
            "t4.reconsideration.total": "missing",
        },
    )
    cells = sketch.cells
    assert set(cells) == {
        cell for (_, version), table in TABLES.items() if version == "2021" for cell in table.specs
    }
    assert cells["t3.granted.other"] == 5
    assert cells["t3.granted.business"] == 2
    assert cells["t3.granted.total"] is None
    assert cells["t4.reconsideration.total"] is None
    assert cells["t2.licences.decisions"] == 0
