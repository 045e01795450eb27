"""Planted faults never pass wrongly, and where nothing is wrong nothing is told: in all manners of text and more."""

from __future__ import annotations

import pytest

from bench.made import planted

WRITTEN = ("docx", "ofd", "md", *(name for name in planted.WRITERS if name.startswith("text: ")))


@pytest.mark.parametrize("fault", planted.FAULTS, ids=[f.name for f in planted.FAULTS])
def test_a_planted_fault_is_told_and_a_control_is_not(fault: planted.Fault) -> None:
    plain, spoilt = planted.pair_of(fault, 0)
    found = {}
    for name in WRITTEN:
        write = planted.WRITERS[name]
        one = planted.Planted(fault, name, spoilt, write(spoilt), write(plain))
        found[name] = planted.judged(one).outcome
    assert set(found.values()) == {"in order"}, found
