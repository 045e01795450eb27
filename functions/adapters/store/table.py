"""The table's requests, and its items' form: text, whole numbers and bytes, each by name."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from functions.adapters.clients import dynamodb

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import (
        AttributeValueTypeDef,
        QueryInputTypeDef,
        TransactWriteItemTypeDef,
    )

    Write = TransactWriteItemTypeDef
    Stored = Mapping[str, AttributeValueTypeDef]

Value = str | int | bytes
Row = dict[str, Value]

_NAME: Final = re.compile(r"#(\w+)")
_ATTEMPTS: Final = 12
_AT_ONCE: Final = 100  # items of one request, at most
_PAUSE: Final = 0.05  # seconds, at most, the first time; twice as long each time after it


class Condition(Struct, frozen=True):
    """What must be so for a write; attributes as `#name`, `values` as `:name`."""

    expression: str
    values: Mapping[str, Value] = {}

    def __and__(self, other: Condition) -> Condition:
        """Both."""
        both = f"({self.expression}) AND ({other.expression})"
        return Condition(both, {**self.values, **other.values})


ABSENT: Final = Condition("attribute_not_exists(#pk)")
PRESENT: Final = Condition("attribute_exists(#pk)")


def now() -> str:
    """The time, ISO 8601 in UTC to the millisecond: text order is time order."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A time of UTC as it is stored, as `now` gives it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def pauses(attempts: int = _ATTEMPTS) -> Iterator[None]:
    """As often as a write that others came between is tried, with longer and longer pauses."""
    for attempt in range(attempts):
        yield
        time.sleep(random.uniform(0, _PAUSE * 2**attempt))  # noqa: S311 - no secret


class PutOff(Exception):
    """DynamoDB kept putting off a part of what was asked; it may be tried again."""


class Table:
    """Reads and writes of one table. Throttling and conflicts are raised; conditions are answers."""

    def __init__(self, name: str) -> None:
        self._name = name

    def put(self, item: msgspec.Struct, condition: Condition | None = None) -> Write:
        """Write a whole item, where the condition holds."""
        write: Write = {"Put": {"TableName": self._name, "Item": _to_dynamodb(_row(item))}}
        if condition:
            write["Put"]["ConditionExpression"] = condition.expression
            write["Put"]["ExpressionAttributeNames"] = _names(condition.expression)
            if condition.values:
                write["Put"]["ExpressionAttributeValues"] = _placeholders(condition.values)
        return write

    def put_alone(self, item: msgspec.Struct) -> None:
        """Write a whole item now, in no transaction: no other such write is ever in its way."""
        dynamodb().put_item(TableName=self._name, Item=_to_dynamodb(_row(item)))

    def delete(self, pk: str, sk: str) -> Write:
        """Remove an item, whether it is there or not."""
        return {"Delete": {"TableName": self._name, "Key": _to_dynamodb({"pk": pk, "sk": sk})}}

    def update(
        self,
        pk: str,
        sk: str,
        changes: Mapping[str, Value | None],
        condition: Condition = PRESENT,
    ) -> Write:
        """Set what is not None and remove what is, where the condition holds."""
        to_set = [name for name, value in changes.items() if value is not None]
        to_remove = [f"#{name}" for name, value in changes.items() if value is None]
        expression = "SET " + ", ".join(f"#{name} = :new_{name}" for name in to_set)
        if to_remove:
            expression += " REMOVE " + ", ".join(to_remove)
        values = {f"new_{name}": v for name, v in changes.items() if v is not None}
        return {
            "Update": {
                "TableName": self._name,
                "Key": _to_dynamodb({"pk": pk, "sk": sk}),
                "UpdateExpression": expression,
                "ConditionExpression": condition.expression,
                "ExpressionAttributeNames": _names(f"{expression} {condition.expression}"),
                "ExpressionAttributeValues": _placeholders({**values, **condition.values}),
            }
        }

    def write(self, writes: Sequence[Write]) -> set[int]:
        """Write all or nothing. Returns which conditions failed; anything else is raised to be retried."""
        from botocore.exceptions import ClientError

        try:
            dynamodb().transact_write_items(TransactItems=writes)
        except ClientError as error:
            reasons = error.response.get("CancellationReasons", [])
            codes = [reason.get("Code", "None") for reason in reasons]
            failed = {i for i, code in enumerate(codes) if code == "ConditionalCheckFailed"}
            if not failed or set(codes) - {"None", "ConditionalCheckFailed"}:
                raise
            return failed
        return set()

    def get(self, pk: str, sk: str) -> Row | None:
        """One item; None where it is not there."""
        answer = dynamodb().get_item(
            TableName=self._name, Key=_to_dynamodb({"pk": pk, "sk": sk}), ConsistentRead=True
        )
        return _from_dynamodb(answer["Item"]) if "Item" in answer else None

    def several(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Row]:
        """Items by their keys, those that are there, a hundred a request. PutOff where they were not given in time."""
        found: dict[tuple[str, str], Row] = {}
        left = [_to_dynamodb({"pk": pk, "sk": sk}) for pk, sk in dict.fromkeys(keys)]
        waits = pauses()
        while left:
            asked, left = left[:_AT_ONCE], left[_AT_ONCE:]
            answer = dynamodb().batch_get_item(
                RequestItems={self._name: {"Keys": asked, "ConsistentRead": True}}
            )
            for item in answer["Responses"].get(self._name, []):
                row = _from_dynamodb(item)
                found[str(row["pk"]), str(row["sk"])] = row
            again = answer.get("UnprocessedKeys", {}).get(self._name)
            if again:
                left = [*again["Keys"], *left]
                if next(waits, self) is self:
                    raise PutOff
        return found

    def page(
        self, pk: str, prefix: str, *, limit: int | None = None, after: str | None = None
    ) -> tuple[list[Row], str | None]:
        """Items of a partition in the order of their sort keys, and the one to go on after; None at the end."""
        values: Row = {"pk": pk, **({"prefix": prefix} if prefix else {})}
        request: QueryInputTypeDef = {
            "TableName": self._name,
            "KeyConditionExpression": "pk = :pk"
            + (" AND begins_with(sk, :prefix)" if prefix else ""),
            "ExpressionAttributeValues": _placeholders(values),
            "ConsistentRead": True,
        }
        if limit:
            request["Limit"] = limit
        if after:
            request["ExclusiveStartKey"] = _to_dynamodb({"pk": pk, "sk": after})
        answer = dynamodb().query(**request)
        last = answer.get("LastEvaluatedKey")
        return [_from_dynamodb(item) for item in answer["Items"]], last["sk"]["S"] if last else None

    def rows(self, pk: str, prefix: str = "") -> Iterator[Row]:
        """Every item of a partition whose sort key begins so."""
        rows, after = self.page(pk, prefix)
        yield from rows
        while after:
            rows, after = self.page(pk, prefix, after=after)
            yield from rows


def _row(item: msgspec.Struct) -> Row:
    return {name: v for name, v in msgspec.structs.asdict(item).items() if v is not None}


def _names(expression: str) -> dict[str, str]:
    return {f"#{name}": name for name in _NAME.findall(expression)}


def _placeholders(values: Mapping[str, Value]) -> Stored:
    return {f":{name}": value for name, value in _to_dynamodb(values).items()}


def _to_dynamodb(row: Mapping[str, Value]) -> Stored:
    return {name: _to_attribute(value) for name, value in row.items()}


def _to_attribute(value: Value) -> AttributeValueTypeDef:
    match value:
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case bytes():
            return {"B": value}


def _from_dynamodb(item: Stored) -> Row:
    return {name: _from_attribute(value) for name, value in item.items()}


def _from_attribute(value: AttributeValueTypeDef) -> Value:
    if "N" in value:
        return int(value["N"])
    return value["S"] if "S" in value else value["B"]
