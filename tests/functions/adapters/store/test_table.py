"""What stands in an item, and what a write asks for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct, convert

from functions.adapters.store import Store
from functions.adapters.store import table as store_table
from functions.adapters.store.table import ABSENT, PRESENT, Condition, PutOff, Table
from tests.functions.builders import TABLE

pytestmark = pytest.mark.usefixtures("aws")


class Thing(Struct, frozen=True):
    pk: str
    sk: str
    name: str
    count: int | None = None
    body: bytes | None = None


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    count=st.none() | st.integers(-(10**37), 10**37),
    body=st.none() | st.binary(min_size=1, max_size=50),
)
def test_item_comes_back_as_it_was_put(
    store: Store, name: str, count: int | None, body: bytes | None
) -> None:
    table, thing = Table(TABLE), Thing("p", "s", name, count, body)
    assert not table.write([table.put(thing)])
    row = table.get("p", "s")
    assert convert(row, Thing) == thing
    assert None not in (row or {}).values()


def test_item_that_is_not_there_is_none() -> None:
    assert Table(TABLE).get("p", "s") is None


def test_update_sets_what_is_given_and_removes_what_is_none() -> None:
    table = Table(TABLE)
    table.write([table.put(Thing("p", "s", "one", 1))])
    assert not table.write([table.update("p", "s", {"name": "two", "count": None})])
    assert table.get("p", "s") == {"pk": "p", "sk": "s", "name": "two"}
    assert table.write([table.update("p", "other", {"name": "two"})]) == {0}


def test_condition_looks_at_what_is_there_and_not_at_what_is_set() -> None:
    table = Table(TABLE)
    table.write([table.put(Thing("p", "s", "one"))])
    was_one = Condition("#name = :name", {"name": "one"})
    assert not table.write([table.update("p", "s", {"name": "two"}, was_one)])
    assert table.get("p", "s") == {"pk": "p", "sk": "s", "name": "two"}


def test_conditions_that_fail_are_answered_by_place_and_nothing_is_written() -> None:
    table, thing = Table(TABLE), Thing("p", "s", "one")
    table.write([table.put(thing)])
    writes = [table.put(Thing("p", "t", "two")), table.put(thing, ABSENT)]
    assert table.write(writes) == {1}
    assert table.get("p", "t") is None


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (PRESENT & Condition("#name = :a OR #name = :b", {"a": "one", "b": "two"}), True),
        (ABSENT & Condition("#name = :a OR #name = :b", {"a": "one", "b": "two"}), False),
        (PRESENT & Condition("#name = :a", {"a": "two"}), False),
    ],
)
def test_both_conditions_must_hold(condition: Condition, holds: bool) -> None:
    table = Table(TABLE)
    table.write([table.put(Thing("p", "s", "one"))])
    failed = table.write([table.update("p", "s", {"count": 1}, condition)])
    assert (not failed) is holds


def test_partition_is_read_in_pages_in_the_order_of_sort_keys() -> None:
    table = Table(TABLE)
    table.write([table.put(Thing("p", f"s{i}", "one")) for i in (2, 0, 1)])
    table.write([table.put(Thing("p", "t", "one"))])
    rows, after = table.page("p", "s", limit=2)
    assert ([row["sk"] for row in rows], after) == (["s0", "s1"], "s1")
    rows, after = table.page("p", "s", limit=2, after=after)
    assert ([row["sk"] for row in rows], after) == (["s2"], None)
    assert [row["sk"] for row in table.rows("p")] == ["s0", "s1", "s2", "t"]


def test_many_items_are_read_by_their_keys() -> None:
    table = Table(TABLE)
    for n in range(0, 230, 10):
        table.write([table.put(Thing("p", f"s{i}", "one", i)) for i in range(n, n + 10)])
    keys = [("p", f"s{i}") for i in (*range(229, -2, -1), 5)]
    found = table.several(keys)
    assert [found[key]["count"] for key in keys[:230]] == list(range(229, -1, -1))
    assert len(found) == 230


@pytest.mark.parametrize(("times", "is_given"), [(3, True), (99, False)])
def test_what_is_put_off_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, times: int, is_given: bool
) -> None:
    table = Table(TABLE)
    table.write([table.put(Thing("p", f"s{i}", "one", i)) for i in range(5)])
    client, left = boto3.client("dynamodb"), [times]

    def one_only(**asked: Any) -> Any:
        """Give the first item alone, and as often as it is said not even that."""
        keys = asked["RequestItems"][TABLE]["Keys"]
        left[0] -= 1
        given = keys[:1] if left[0] < 0 else []
        answer = client.batch_get_item(
            RequestItems={TABLE: {"Keys": given or keys, "ConsistentRead": True}}
        )
        if not given:
            answer["Responses"] = {}
        rest = keys[len(given) :]
        return answer | {"UnprocessedKeys": {TABLE: {"Keys": rest}} if rest else {}}

    monkeypatch.setattr(store_table, "dynamodb", lambda: SimpleNamespace(batch_get_item=one_only))
    monkeypatch.setattr(store_table, "_PAUSE", 0)
    keys = [("p", f"s{i}") for i in range(5)]
    if is_given:
        assert set(table.several(keys)) == set(keys)
    else:
        with pytest.raises(PutOff):
            table.several(keys)
