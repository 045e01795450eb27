"""Which organ of a roster a name stands for: never a guess."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.organs import Organ, find
from gouji.season.entries import Entries
from gouji.season.roster import entry_for

EDUCATION = Organ("海曙区教育局", ("区教育局", "海曙区教体局"))
LABOUR = Organ("宁波市海曙区人社局")
ROSTER = (EDUCATION, LABOUR, Organ("档案局（本级）"))

_parts = st.sampled_from(
    ["宁波市", "温州市", "浙江省", "海曙区", "城关镇", "教育局", "水利局", "甲"]
)
_names = st.lists(_parts, min_size=1, max_size=4).map("".join)
_rosters = st.lists(
    st.builds(Organ, _names, st.lists(_names, max_size=2).map(tuple)), max_size=6
).map(tuple)


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("海曙区教育局", EDUCATION),
        ("区教育局", EDUCATION),
        ("宁波市海曙区教育局", EDUCATION),
        ("浙江省宁波市海曙区教体局", EDUCATION),
        ("海 曙区教育局\u200b", EDUCATION),
        ("海曙区人社局", LABOUR),
        ("档案局(本级)", ROSTER[2]),
        ("教育局", None),
        ("江北区教育局", None),
        ("", None),
        (" ", None),
        (None, None),
    ],
)
def test_organ_is_known_by_its_names_with_and_without_a_higher_region(
    name: str | None, organ: Organ | None
) -> None:
    assert entry_for(ROSTER, name) == Entries(ROSTER).of(name) == organ
    assert entry_for(None, name) is None


def test_name_that_may_be_of_two_organs_is_nobodys() -> None:
    roster = (Organ("宁波市城关镇政府"), Organ("温州市城关镇政府"), Organ("甲", ("局",)))
    assert entry_for(roster, "城关镇政府") is None
    assert entry_for(roster, "宁波市城关镇政府") == roster[0]
    assert entry_for((*roster, Organ("乙", ("局",))), "局") is None


@given(_rosters, _names)
def test_looking_up_many_names_finds_what_looking_up_one_does(
    roster: tuple[Organ, ...], name: str
) -> None:
    assert Entries(roster).of(name) == find(roster, name)


@given(_rosters, _names, st.data())
def test_order_of_the_roster_decides_nothing(
    roster: tuple[Organ, ...], name: str, data: st.DataObject
) -> None:
    shuffled = tuple(data.draw(st.permutations(roster)))
    assert entry_for(shuffled, name) == entry_for(roster, name)


@given(_rosters, _names)
def test_what_is_found_has_the_name_and_no_other_organ_does(
    roster: tuple[Organ, ...], name: str
) -> None:
    found = entry_for(roster, name)
    if found is None:
        return
    others = [organ for organ in roster if organ != found]
    assert any(called.endswith(name) or name.endswith(called) for called in found.names)
    assert all(organ.name != name for organ in others)


def test_names_of_three_thousand_organs_are_found_at_once() -> None:
    roster = [Organ(f"海曙区第{n}中学", (f"{n}中",)) for n in range(3000)]
    start = process_time()
    entries = Entries(roster)
    assert all(entries.of(f"宁波市海曙区第{n}中学") == roster[n] for n in range(3000))
    assert (
        process_time() - start < 2
    )  # a quarter of a second; a look-up of each beside each takes minutes
