"""A DynamoDB table that is made up: what a client asks is answered from memory, in a time that does not grow with it.

Of DynamoDB it knows what `functions.adapters.store.table` asks: single items, a partition by pages of 1 MB, and
transactions whose conditions hold, or none of it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from bench.metered import size_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PAGE: Final = 1_000_000
_Item = Mapping[str, Mapping[str, Any]]
_Answer = dict[str, Any]
# A condition's words in Python's; whatever else stands in it reads the same in both.
_WORDS: Final = (
    (r"attribute_not_exists\(#(\w+)\)", r"('\1' not in item)"),
    (r"attribute_exists\(#(\w+)\)", r"('\1' in item)"),
    (r"<>", "!="),
    (r"(?<![<>!])=", "=="),
    (r"\bAND\b", "and"),
    (r"\bOR\b", "or"),
    (r"#(\w+)", r"said(item.get('\1'))"),
    (r":(\w+)", r"said(values[':\1'])"),
)
_MISSING: Final = {"S": ""}


def create_table(client: DynamoDBClient, name: str) -> None:
    """Create a table with the keys that the stack's has; `client`: moto's, or of another endpoint."""
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk")],
    )


class MadeUpTable:
    """The items of one table by partition and sort key."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, _Item]] = defaultdict(dict)
        self._order: dict[str, list[str]] = defaultdict(list)
        self._conditions: dict[str, CodeType] = {}

    def serve(self, client: DynamoDBClient) -> DynamoDBClient:
        """Answer a client in place of the network; returns it."""
        client.meta.events.register("before-parameter-build", _remember)
        client.meta.events.register("before-call", self._answer)  # type: ignore[arg-type]  # its answer is taken
        return client

    def _answer(self, context: dict[str, Any], model: Any, **_: object) -> tuple[object, _Answer]:  # noqa: ANN401 - botocore's
        answers: dict[str, Callable[[_Answer], _Answer]] = {
            "GetItem": self._get,
            "BatchGetItem": self._get_several,
            "PutItem": self._put,
            "Query": self._query,
            "TransactWriteItems": self._transact,
        }
        found = answers[model.name](context["asked_of_table"])
        status = 400 if "Error" in found else 200
        about = {"ResponseMetadata": {"HTTPStatusCode": status}}
        return SimpleNamespace(status_code=status), found | about

    def _get(self, asked: _Answer) -> _Answer:
        item = self._item(asked["Key"])
        return {"Item": item} if item else {}

    def _get_several(self, asked: _Answer) -> _Answer:
        ((name, keys),) = asked["RequestItems"].items()
        found = filter(None, map(self._item, keys["Keys"]))
        return {"Responses": {name: list(found)}, "UnprocessedKeys": {}}

    def _put(self, asked: _Answer) -> _Answer:
        item = asked["Item"]
        pk, sk = item["pk"]["S"], item["sk"]["S"]
        if sk not in self._items[pk]:
            insort(self._order[pk], sk)
        self._items[pk][sk] = item
        return {}

    def _query(self, asked: _Answer) -> _Answer:
        values = asked["ExpressionAttributeValues"]
        pk, prefix = values[":pk"]["S"], values.get(":prefix", _MISSING)["S"]
        found, size = [], 0
        for sk in self._following(pk, prefix, asked.get("ExclusiveStartKey")):
            item = self._items[pk][sk]
            found.append(item)
            size += size_of(item)
            if size >= _PAGE or len(found) == asked.get("Limit"):
                return {"Items": found, "LastEvaluatedKey": {n: item[n] for n in ("pk", "sk")}}
        return {"Items": found}

    def _following(self, pk: str, prefix: str, after: _Item | None) -> Iterator[str]:
        order = self._order.get(pk, [])
        first = bisect_left(order, max(prefix, f"{after['sk']['S']}\0" if after else ""))
        for sk in order[first:]:
            if not sk.startswith(prefix):
                return
            yield sk

    def _transact(self, asked: _Answer) -> _Answer:
        writes = [next(iter(write.items())) for write in asked["TransactItems"]]
        held = [self._holds(write) for _, write in writes]
        if not all(held):
            codes = [{"Code": "None" if ok else "ConditionalCheckFailed"} for ok in held]
            error = {"Code": "TransactionCanceledException", "Message": ""}
            return {"Error": error, "CancellationReasons": codes}
        for kind, write in writes:
            {"Put": self._put, "Update": self._update, "Delete": self._delete}[kind](write)
        return {}

    def _update(self, asked: _Answer) -> _Answer:
        set_, _, removed = asked["UpdateExpression"].removeprefix("SET ").partition(" REMOVE ")
        names, values = asked["ExpressionAttributeNames"], asked["ExpressionAttributeValues"]
        item = {**(self._item(asked["Key"]) or asked["Key"])}
        for pair in filter(None, set_.split(", ")):
            name, value = pair.split(" = ")
            item[names[name]] = values[value]
        for name in filter(None, removed.split(", ")):
            item.pop(names[name], None)
        return self._put({"Item": item})

    def _delete(self, asked: _Answer) -> _Answer:
        pk, sk = (asked["Key"][name]["S"] for name in ("pk", "sk"))
        if self._items[pk].pop(sk, None) is not None:
            order = self._order[pk]
            del order[bisect_left(order, sk)]
        return {}

    def _item(self, key: _Item) -> _Item | None:
        return self._items[key["pk"]["S"]].get(key["sk"]["S"])

    def _holds(self, write: _Answer) -> bool:
        expression = write.get("ConditionExpression")
        if expression is None:
            return True
        if expression not in self._conditions:
            self._conditions[expression] = compile(_in_python(expression), expression, "eval")
        item = self._item(write.get("Item") or write["Key"]) or {}
        known = {"item": item, "values": write.get("ExpressionAttributeValues"), "said": _said}
        return bool(eval(self._conditions[expression], known))  # noqa: S307 - our own store's conditions


def _remember(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
    context["asked_of_table"] = params


def _in_python(condition: str) -> str:
    for pattern, words in _WORDS:
        condition = re.sub(pattern, words, condition)
    return condition


def _said(value: Mapping[str, Any] | None) -> _Comparable:
    """An attribute's value; one that is not there is less, more and other than any."""
    if value is None:
        return _Comparable(None)
    ((kind, said),) = value.items()
    return _Comparable(int(said) if kind == "N" else said)


class _Comparable:
    def __init__(self, value: Any) -> None:  # noqa: ANN401 - text, numbers and bytes
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Comparable) and None is not self._value == other._value

    def __ne__(self, other: object) -> bool:
        return isinstance(other, _Comparable) and self._value != other._value

    def __lt__(self, other: _Comparable) -> bool:
        return None not in (self._value, other._value) and bool(self._value < other._value)

    def __le__(self, other: _Comparable) -> bool:
        return self < other or self == other

    __hash__ = None  # type: ignore[assignment]  # compared, not kept
