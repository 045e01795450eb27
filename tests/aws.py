"""moto's AWS without what takes it most of the time: each test begins with a new one, and lasts moments.

What is patched is private to boto3 and moto: where they rename it, this fails here and not somewhere inside.
"""

from __future__ import annotations

import contextlib
import copy
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, cast
from unittest import mock

import botocore.hooks
import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.compat import accepts_kwargs
from botocore.hooks import EVENT_ALIASES, EventAliaser
from botocore.loaders import JSONFileLoader, Loader, create_loader
from moto import mock_aws
from moto.core.config import DefaultConfig
from moto.core.model import StructureShape
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

from functions.adapters import session

Json = dict[str, Any]


@contextlib.contextmanager
def mocked_aws(config: DefaultConfig | None = None) -> Iterator[None]:
    """A new AWS in this process; `config`: moto's."""
    with (
        mock.patch.object(botocore.session, "create_loader", _loader),
        mock.patch.object(session, "_Loader", _functions_loader),
        mock.patch.object(EventAliaser, "__init__", _aliaser),
        mock.patch.object(botocore.hooks, "accepts_kwargs", _accepts),
        mock.patch.object(SigV4Auth, "canonical_request", _canonical),
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
_functions_models: Final[dict[Any, Any]] = {}
_FunctionsLoader: Final = session._Loader


def _loader(*paths: str | None) -> Loader:
    """What reads the models of AWS's services, megabytes of JSON: moto begins a session, which would read them anew."""
    return _knowing(create_loader(*paths), _models)


def _functions_loader(file_loader: JSONFileLoader) -> Loader:
    """The functions' own: their session lives as long as a test."""
    return _knowing(_FunctionsLoader(file_loader=file_loader), _functions_models)


def _knowing(loader: Loader, models: dict[Any, Any]) -> Loader:
    found = vars(loader)
    assert "_cache" in found
    found["_cache"] = models
    return loader


_names: Final[dict[str, str]] = {}
_accepts: Final = cache(accepts_kwargs)
_initialized: Final = EventAliaser.__init__


def _aliaser(self: EventAliaser, *args: Any, **named: Any) -> None:
    """What gives events their names, by a table that no session changes: each would look through it anew."""
    _initialized(self, *args, **named)
    found = vars(self)
    assert "_alias_name_cache" in found
    if found["_event_aliases"] is EVENT_ALIASES:
        found["_alias_name_cache"] = _names


_canonical_request: Final = SigV4Auth.canonical_request


def _canonical(self: SigV4Auth, request: AWSRequest) -> str:
    """What a signature is reckoned of; moto looks at none. S3's are others, with which addresses are signed, too."""
    return "" if type(self) is SigV4Auth else str(_canonical_request(self, request))


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
