"""moto's AWS without what takes it most of the time: each test begins with a new one, and lasts moments.

What is patched is private to boto3 and moto: where they rename it, this fails here and not somewhere inside.
"""

from __future__ import annotations

import contextlib
import copy
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final, cast
from unittest import mock

import botocore.session
from botocore.loaders import Loader, create_loader
from moto import mock_aws
from moto.core.config import DefaultConfig
from moto.core.model import StructureShape
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

Json = dict[str, Any]


@contextlib.contextmanager
def mocked_aws(config: DefaultConfig | None = None) -> Iterator[None]:
    """A new AWS in this process; `config`: moto's."""
    with (
        mock.patch.object(botocore.session, "create_loader", _loader),
        mock_aws(config=config),
        mock.patch.object(BaseJSONSerializer, "_serialize_type_structure", _structure),
        mock.patch.object(Table, "__deepcopy__", _copied, create=True),
        mock.patch.object(Table, "all_items", _in_order),
        mock.patch.object(
            DynamoDBBackend,
            "transact_write_items",
            _transacting(DynamoDBBackend.transact_write_items),
        ),
    ):
        yield


_models: Final[dict[Any, Any]] = {}


def _loader(*paths: str | None) -> Loader:
    """What reads the models of AWS's services, megabytes of JSON: moto begins a session, which would read them anew."""
    loader = create_loader(*paths)
    found = vars(loader)
    assert "_cache" in found
    found["_cache"] = _models
    return loader


_whole: Final = BaseJSONSerializer._serialize_type_structure


def _structure(
    self: BaseJSONSerializer, serialized: Json, value: Any, shape: StructureShape, key: str
) -> None:
    """An answer's structure; of an attribute's value what it has: moto looks for all ten kinds by all their names."""
    if shape.name != "AttributeValue" or not isinstance(value, dict):
        _whole(self, serialized, value, shape, key)
        return
    written: Json = {}
    for kind, held in value.items():
        self._serialize(written, held, shape.members[kind], kind)
    self._default_serialize(serialized, written, shape, key)


_kept = threading.local()


def _transacting(real: Callable[..., None]) -> Callable[..., None]:
    """A transaction that keeps of a table one copy and not one for each of its writes, all made before the first."""

    def transact(backend: DynamoDBBackend, writes: list[Json]) -> None:
        _kept.copies = {}
        try:
            real(backend, writes)
        finally:
            del _kept.copies

    return transact


def _copied(table: Table, _memo: Json) -> Table:
    """What moto keeps of a table to undo a transaction: deep copies take seconds.

    Values are replaced and never changed in place, so that they need no copies.
    """
    copies = getattr(_kept, "copies", {})
    if table.name not in copies:
        copies[table.name] = _copied_once(table)
    return cast("Table", copies[table.name])


def _in_order(table: Table) -> list[Item]:
    """All items in the order of their keys, which are texts; moto sorts them for each query, weighing each value."""
    items = [item for of_one in table.items.values() for item in of_one.values()]
    return sorted(items, key=lambda item: (item.hash_key.value, item.range_key.value))


def _copied_once(table: Table) -> Table:
    copied = copy.copy(table)
    copied.items = defaultdict(dict)
    for partition, items in table.items.items():
        copied.items[partition] = {key: _copied_item(item) for key, item in items.items()}
    return copied


def _copied_item(item: Item) -> Item:
    copied = object.__new__(Item)
    copied.__dict__.update(item.__dict__)
    copied.attrs = type(item.attrs)()
    dict.update(copied.attrs, item.attrs)  # its own way of setting weighs each value anew
    return copied
