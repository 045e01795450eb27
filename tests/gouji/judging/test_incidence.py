"""Which sets have so much in common is what comparing each with each says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.judging.incidence import Incidence

SETS = st.lists(st.frozensets(st.integers(0, 40), max_size=30), max_size=60)


@given(sets=SETS, own=st.frozensets(st.integers(0, 45), max_size=30), least=st.integers(1, 32))
def test_sets_in_common_are_those_that_a_comparison_finds(
    sets: list[frozenset[int]], own: frozenset[int], least: int
) -> None:
    found = list(Incidence(sets).in_common(own, least))
    assert found == [n for n, each in enumerate(sets) if len(own & each) >= least]


@pytest.mark.parametrize("least", [255, 256, 257])
def test_many_sets_with_all_in_common_are_counted_to_the_last(least: int) -> None:
    values = range(1000, 1256)
    found = list(Incidence([values] * 100).in_common(values, least))
    assert found == (list(range(100)) if least <= 256 else [])
