"""The made-up table answers what moto answers, in all that the store asks of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import boto3
import pytest
from moto import mock_aws
from msgspec import Struct

from bench.table import MadeUpTable, create_table
from functions.adapters.store import table as store_table
from functions.adapters.store.table import ABSENT, PRESENT, Condition, Table

_NAME = "table"
Seen = list[object]


class Thing(Struct, frozen=True):
    """An item of each kind of value."""

    pk: str
    sk: str
    name: str | None = None
    count: int | None = None
    body: bytes | None = None


CONDITIONS = (
    ABSENT,
    PRESENT,
    PRESENT & Condition("#name = :a OR #name = :b", {"a": "one", "b": "two"}),
    Condition("#name <> :a", {"a": "one"}),
    Condition("attribute_not_exists(#count) AND #name = :a", {"a": "one"}),
    Condition("#count < :n", {"n": 10}),
    Condition("#count >= :n", {"n": 9}),
    Condition("#count = :n", {"n": 9}),
)
THINGS = (
    Thing("p", "s", "one"),
    Thing("p", "s", "two", 9),
    Thing("p", "s", None, 100, b"\x00\xff"),
    None,
)


@pytest.fixture(autouse=True)
def _aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in (
        ("AWS_DEFAULT_REGION", "cn-north-1"),
        ("AWS_ACCESS_KEY_ID", "none"),
        ("AWS_SECRET_ACCESS_KEY", "none"),
    ):
        monkeypatch.setenv(name, value)
    with mock_aws():
        yield


def seen_by_both(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[[Table], Iterator[object]]
) -> tuple[Seen, Seen]:
    """What the same requests see of moto's table and of the one that is made up."""
    motos, made_up = boto3.client("dynamodb"), boto3.client("dynamodb")
    create_table(motos, _NAME)
    MadeUpTable().serve(made_up)
    found: list[Seen] = []
    for client in (motos, made_up):
        monkeypatch.setattr(store_table, "dynamodb", lambda client=client: client)
        found.append(list(ask(Table(_NAME))))
    return found[0], found[1]


def test_conditions_hold_and_fail_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(table: Table) -> Iterator[object]:
        for there, condition in product(THINGS, CONDITIONS):
            table.write([table.delete("p", "s")])
            if there:
                table.write([table.put(there)])
            other = table.put(Thing("p", "other", condition.expression))
            yield table.write([other, table.update("p", "s", {"name": "new"}, condition)])
            yield table.get("p", "s")
            yield table.write([table.put(Thing("p", "s", "all"), condition)])
            yield list(table.rows("p"))

    motos, made_up = seen_by_both(monkeypatch, ask)
    assert made_up == motos
    assert {1} in motos
    assert set() in motos


def test_changes_set_and_remove_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(table: Table) -> Iterator[object]:
        table.put_alone(Thing("p", "s", "one", 1, b"b"))
        yield table.write([table.update("p", "s", {"count": None, "name": "two", "more": 2})])
        yield table.get("p", "s")
        yield table.write([table.update("p", "s", {"count": -3, "body": None, "more": None})])
        yield table.get("p", "s")
        yield table.write([table.delete("p", "s"), table.delete("p", "not there")])
        yield table.get("p", "s")

    motos, made_up = seen_by_both(monkeypatch, ask)
    assert made_up == motos


def test_partitions_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ["b", "a#2", "a#10", "甲", "a", "c"]

    def ask(table: Table) -> Iterator[object]:
        after: str | None
        for pk, sk in product("pq", keys):
            table.put_alone(Thing(pk, sk, f"{pk}{sk}", body=bytes(200_000)))
        for prefix in ("", "a", "a#", "甲", "x"):
            yield list(table.rows("p", prefix))
            # What follows the last item is an empty page, or none: DynamoDB gives one or the other.
            pages, after = [], ""
            while after is not None:
                page, after = table.page("p", prefix, limit=2, after=after or None)
                pages.append(page)
            yield [page for page in pages if page]
        yield list(table.rows("none"))
        asked = [("q", "a"), ("p", "c"), ("p", "not there"), ("q", "a")]
        yield table.several(asked)
        yield table.several([])

    motos, made_up = seen_by_both(monkeypatch, ask)
    assert made_up == motos
