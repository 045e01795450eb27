"""What DynamoDB would charge: requests, read and write units, bytes read; counted at the client, by the items' sizes.

A unit reads 4 KB consistently or writes 1 KB; a transaction takes two to write. Sizes as the developer guide has them.
What the calls themselves take in the stand-in for AWS is left out of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from time import process_time
from typing import TYPE_CHECKING, Any, Final

import boto3

if TYPE_CHECKING:
    from botocore.client import BaseClient
    from mypy_boto3_dynamodb import DynamoDBClient

_READ: Final = 4096
_WRITE: Final = 1024

_Item = Mapping[str, Mapping[str, Any]]


@dataclass(slots=True)
class Usage:
    """What was asked of the table, and the processor's seconds for all but the calls to AWS."""

    requests: int = 0
    read_units: int = 0
    write_units: int = 0
    bytes_read: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Meter:
    """Counts the requests of one client, and leaves out of the time those of the others, too."""

    client: DynamoDBClient
    others: Sequence[BaseClient] = ()
    usage: Usage = field(default_factory=Usage)
    # Asks for the sizes of items that were changed, uncounted.
    beside: DynamoDBClient = field(default_factory=lambda: boto3.client("dynamodb"))

    def __post_init__(self) -> None:
        for client in (self.client, *self.others):
            client.meta.events.register_first("before-parameter-build", _begin)
            client.meta.events.register_last("after-call", self._end)
        self.client.meta.events.register("after-call", self._count)

    def of(self, act: Callable[[], object]) -> Usage:
        """What one act takes."""
        self.usage = Usage()
        began = process_time()
        act()
        self.usage.seconds += process_time() - began
        return self.usage

    def _end(self, context: dict[str, Any], **_: object) -> None:
        self.usage.seconds -= process_time() - context["began"]

    def _count(self, parsed: dict[str, Any], context: dict[str, Any], **_: object) -> None:
        self.usage.requests += 1
        if "TransactItems" in (asked := context["asked"]):
            self.usage.write_units += sum(map(self._written, asked["TransactItems"]))
            return
        if "Item" in asked:
            self.usage.write_units += max(1, ceil(size_of(asked["Item"]) / _WRITE))
            return
        if "RequestItems" in asked:
            sizes = [size_of(item) for found in parsed["Responses"].values() for item in found]
            self.usage.bytes_read += sum(sizes)
            self.usage.read_units += sum(max(1, ceil(size / _READ)) for size in sizes)
            return
        items = parsed["Items"] if "Items" in parsed else [parsed.get("Item", {})]
        size = sum(map(size_of, items))
        self.usage.bytes_read += size
        self.usage.read_units += max(1, ceil(size / _READ))

    def _written(self, write: Mapping[str, Any]) -> int:
        ((_, one),) = write.items()
        item = one.get("Item")
        if item is None:
            found = self.beside.get_item(TableName=one["TableName"], Key=one["Key"])
            item = found.get("Item", one["Key"])
        return 2 * max(1, ceil(size_of(item) / _WRITE))


def _begin(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
    context["asked"], context["began"] = params, process_time()


def size_of(item: _Item) -> int:
    """How many bytes an item counts for."""
    return sum(len(name.encode()) + _size_of_value(value) for name, value in item.items())


def _size_of_value(value: Mapping[str, Any]) -> int:
    ((kind, said),) = value.items()
    if kind == "N":
        return (len(said) + 1) // 2 + 1
    return len(said.encode() if isinstance(said, str) else said)
