"""The DynamoDB table: every item, key and condition in one place (docs/architecture.md, Table)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from msgspec.structs import asdict

from functions.adapters.clients import dynamodb
from gouji.codec import decode, encode
from gouji.result import Result, counts
from gouji.season.totals import Figures

if TYPE_CHECKING:
    from functions.adapters.messages import Upload

_T = TypeVar("_T")
Item = dict[str, Any]
Notice = Literal["verdict", "failure"]

# Longer than any function runs with its retries: an unsent claim of this age has no living owner.
CLAIM_LEASE: Final = timedelta(minutes=15)

_NEWER: Final = (
    "attribute_not_exists(pk) OR (#key = :key AND #order < :order)"
    " OR (#key <> :key AND event_time < :time)"
    " OR (#key <> :key AND event_time = :time AND #key < :key)"
)


@dataclass(frozen=True, slots=True)
class Page:
    """Items, and the sort key to go on after; None at the end."""

    items: list[Item]
    after: str | None


def organ_partition(office: str, year: int, organ: str) -> str:
    """The partition of one organ's uploads and results."""
    return f"ORGAN#{office}#{year}#{organ}"


def year_partition(office: str, year: int) -> str:
    """The partition of an office's year: summaries and figures."""
    return f"YEAR#{office}#{year}"


def _partition(upload: Upload) -> str:
    if upload.office and upload.year and upload.organ:
        return organ_partition(upload.office, upload.year, upload.organ)
    return f"MISPLACED#{upload.office or '-'}"


def _year_partition(upload: Upload) -> str | None:
    if upload.office and upload.year and upload.organ:
        return year_partition(upload.office, upload.year)
    return None


def packed(data: object) -> bytes:
    """JSON, compressed: a report of 50 KB takes 5, and DynamoDB bills by size."""
    return zlib.compress(encode(data))


def unpacked(body: bytes, kind: type[_T]) -> _T:
    """What `packed` packed."""
    return decode(zlib.decompress(body), kind)


def _to_dynamodb(values: Mapping[str, Any]) -> dict[str, Any]:
    from boto3.dynamodb.types import TypeSerializer

    serializer = TypeSerializer()
    return {
        name: serializer.serialize(value) for name, value in values.items() if value is not None
    }


def _from_dynamodb(item: Mapping[str, Any]) -> Item:
    from boto3.dynamodb.types import TypeDeserializer

    deserializer = TypeDeserializer()
    # Bytes come as bytes: boto3's own Binary only stands in their way.
    return {n: v["B"] if "B" in v else deserializer.deserialize(v) for n, v in item.items()}


def now() -> str:
    """The time, ISO 8601 in UTC to the millisecond: text order is time order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Store:
    """Reads and writes of one table. Throttling and conflicts are raised; conditions are answers."""

    def __init__(self, table: str) -> None:
        self._table = table

    # --- uploads -----------------------------------------------------------------------------

    def register(self, upload: Upload, execution: str) -> bool:
        """Register an upload once; True if this execution owns it, as first or by retry.

        The summary moves to the upload if it is the newest; an older one is recorded all the same.
        """
        put = self._put(self._upload_item(upload, execution), condition="attribute_not_exists(pk)")
        year = _year_partition(upload)
        if year is None:
            failed = self._transact([put])
        else:
            failed = self._transact([put, self._move_summary(year, upload)])
            if failed == {1}:  # a newer upload is the current one
                failed = self._transact([put])
        return not failed or self.owner(upload) == execution

    def owner(self, upload: Upload) -> str | None:
        """The execution that registered an upload; None where it is not registered."""
        item = self.upload(upload)
        return item["execution"] if item else None

    def upload(self, upload: Upload) -> Item | None:
        """The upload's item."""
        return self._get(_partition(upload), f"UPLOAD#{upload.upload_id}")

    def finish(self, upload: Upload, result: Result) -> None:
        """Store the verdict: result and upload, and, where it is the current one, summary and figures."""
        own = [
            self._put(
                {
                    "pk": _partition(upload),
                    "sk": f"RESULT#{upload.upload_id}",
                    "body": packed(result),
                }
            ),
            self._set_state(upload, result.status, result.reason, asdict(counts(result))),
        ]
        year = _year_partition(upload)
        if year is None:
            self._require(self._transact(own))
            return
        figures = {
            "pk": year,
            "sk": f"FIGURES#{upload.organ}",
            "upload_id": upload.upload_id,
            "body": packed(Figures(result.cells, result.marks, result.units)),
        }
        current = [
            self._set_summary_state(upload, result.status, result.reason, asdict(counts(result))),
            self._put(figures),
        ]
        failed = self._transact([*own, *current])
        if failed == {2}:  # superseded in the meantime
            failed = self._transact(own)
        self._require(failed)

    def fail(self, upload: Upload, execution: str, reason: str) -> bool:
        """Record that the system could not finish; a verdict that is there already stays.

        True where the office is to be told: not of a duplicate's failure, nor where its verdict was sent.
        """
        if not self.register(upload, execution):
            return False
        own = self._set_state(upload, "failed", reason, {}, only="received")
        if _year_partition(upload) is None:
            self._transact([own])
        elif self._transact([own, self._set_summary_state(upload, "failed", reason, {})]) == {1}:
            self._transact([own])  # superseded in the meantime
        return "verdict_sent_at" not in (self.upload(upload) or {})

    # --- notices -----------------------------------------------------------------------------

    def claim(self, upload: Upload, notice: Notice, owner: str) -> bool:
        """Claim the right to send a notice: free, one's own, or unsent past the lease; not if sent."""
        stale = (datetime.now(UTC) - CLAIM_LEASE).isoformat(timespec="milliseconds")
        update = self._update(
            _partition(upload),
            f"UPLOAD#{upload.upload_id}",
            {f"{notice}_owner": owner, f"{notice}_claimed_at": now()},
            condition=(
                f"attribute_exists(pk) AND attribute_not_exists({notice}_sent_at) AND ("
                f"attribute_not_exists({notice}_owner) OR {notice}_owner = :me"
                f" OR {notice}_claimed_at < :stale)"
            ),
            values={":me": owner, ":stale": stale},
        )
        return not self._transact([update])

    def mark_sent(self, upload: Upload, notice: Notice) -> None:
        """Remember that a notice was sent."""
        sk = f"UPLOAD#{upload.upload_id}"
        self._require(
            self._transact([self._update(_partition(upload), sk, {f"{notice}_sent_at": now()})])
        )

    # --- queries -----------------------------------------------------------------------------

    def summary(self, office: str, year: int, organ: str) -> Item | None:
        """The current upload of one organ: id, state, counts, key."""
        return self._get(year_partition(office, year), f"REPORT#{organ}")

    def result(self, upload: Upload) -> Result | None:
        """The result of one upload."""
        return self._result(_partition(upload), upload.upload_id)

    def current_result(self, office: str, year: int, organ: str, upload_id: str) -> Result | None:
        """The result of one upload of an organ, by the id that its summary names."""
        return self._result(organ_partition(office, year, organ), upload_id)

    def is_current(self, upload: Upload) -> bool:
        """Whether no newer upload of the same organ is known; a misplaced upload has no rival."""
        if not (upload.office and upload.year and upload.organ):
            return True
        summary = self.summary(upload.office, upload.year, upload.organ)
        return summary is None or summary["upload_id"] == upload.upload_id

    def summaries(self, office: str, year: int, limit: int, after: str | None) -> Page:
        """The summaries of an office's year in the order of organs, `limit` at most, after a sort key."""
        partition = year_partition(office, year)
        start = {"pk": partition, "sk": after} if after else None
        answer = self._query(partition, "REPORT#", limit=limit, start=start)
        last = answer.get("LastEvaluatedKey")
        return Page(
            [_from_dynamodb(item) for item in answer["Items"]], last["sk"]["S"] if last else None
        )

    def year(self, office: str, year: int) -> Iterator[Item]:
        """Every summary and every figures item of an office's year."""
        return self._query_all(year_partition(office, year), "")

    def uploads(self, office: str, year: int, organ: str) -> list[Item]:
        """Every upload of one organ and year, newest first."""
        found = self._query_all(organ_partition(office, year, organ), "UPLOAD#")
        return sorted(found, key=cmp_to_key(_age), reverse=True)

    def text_beside(self, office: str, year: int, organ: str, upload_id: str) -> str | None:
        """The key of an organ's newest other upload that is no scan, so far as is known; None if there is none."""
        return next(
            (
                item["key"]
                for item in self.uploads(office, year, organ)
                if item["upload_id"] != upload_id
                and not item.get("recognised")
                and item["state"] not in {"unreadable", "failed"}
            ),
            None,
        )

    # --- requests ----------------------------------------------------------------------------

    def _result(self, partition: str, upload_id: str) -> Result | None:
        item = self._get(partition, f"RESULT#{upload_id}")
        return unpacked(item["body"], Result) if item else None

    def _upload_item(self, upload: Upload, execution: str) -> Item:
        return {
            **upload.model_dump(),
            "pk": _partition(upload),
            "sk": f"UPLOAD#{upload.upload_id}",
            "order": upload.order,
            "execution": execution,
            "state": "received",
            "received_at": now(),
        }

    def _move_summary(self, year: str, upload: Upload) -> Item:
        item = {
            "pk": year,
            "sk": f"REPORT#{upload.organ}",
            "upload_id": upload.upload_id,
            "office": upload.office,
            "year": upload.year,
            "organ": upload.organ,
            "key": upload.key,
            "order": upload.order,
            "event_time": upload.event_time,
            "state": "received",
            "received_at": now(),
        }
        return self._put(
            item,
            condition=_NEWER,
            names={"#key": "key", "#order": "order"},
            values={":key": upload.key, ":order": upload.order, ":time": upload.event_time},
        )

    def _set_state(
        self,
        upload: Upload,
        state: str,
        reason: str | None,
        counts: Mapping[str, int],
        *,
        only: str | None = None,
    ) -> Item:
        return self._update(
            _partition(upload),
            f"UPLOAD#{upload.upload_id}",
            {"state": state, "reason": reason, "finished_at": now(), **counts},
            condition="attribute_exists(pk)" + (" AND #state = :only" if only else ""),
            values={":only": only} if only else {},
        )

    def _set_summary_state(
        self, upload: Upload, state: str, reason: str | None, counts: Mapping[str, int]
    ) -> Item:
        partition = _year_partition(upload)
        if partition is None:
            raise ValueError(f"a misplaced upload has no summary: {upload.upload_id}")
        return self._update(
            partition,
            f"REPORT#{upload.organ}",
            {"state": state, "reason": reason, "finished_at": now(), **counts},
            condition="upload_id = :upload",
            values={":upload": upload.upload_id},
        )

    def _put(
        self,
        item: Item,
        *,
        condition: str | None = None,
        names: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Item:
        request: Item = {"TableName": self._table, "Item": _to_dynamodb(item)}
        if condition:
            request["ConditionExpression"] = condition
        if names:
            request["ExpressionAttributeNames"] = dict(names)
        if values:
            request["ExpressionAttributeValues"] = _to_dynamodb(values)
        return {"Put": request}

    def _update(
        self,
        pk: str,
        sk: str,
        changes: Mapping[str, Any],
        *,
        condition: str = "attribute_exists(pk)",
        values: Mapping[str, Any] | None = None,
    ) -> Item:
        """Set what is not None, remove what is."""
        to_set = [name for name, value in changes.items() if value is not None]
        to_remove = [name for name, value in changes.items() if value is None]
        expression = "SET " + ", ".join(f"#{name} = :{name}" for name in to_set)
        if to_remove:
            expression += " REMOVE " + ", ".join(f"#{name}" for name in to_remove)
        return {
            "Update": {
                "TableName": self._table,
                "Key": _to_dynamodb({"pk": pk, "sk": sk}),
                "UpdateExpression": expression,
                "ConditionExpression": condition,
                "ExpressionAttributeNames": {f"#{name}": name for name in changes},
                "ExpressionAttributeValues": _to_dynamodb(
                    {f":{name}": changes[name] for name in to_set} | dict(values or {})
                ),
            }
        }

    def _transact(self, requests: Sequence[Item]) -> set[int]:
        """Write all or nothing. Returns which conditions failed; anything else is raised to be retried."""
        from botocore.exceptions import ClientError

        try:
            dynamodb().transact_write_items(TransactItems=list(requests))  # type: ignore[arg-type]
        except ClientError as error:
            reasons = error.response.get("CancellationReasons", [])
            codes = [reason.get("Code", "None") for reason in reasons]
            failed = {i for i, code in enumerate(codes) if code == "ConditionalCheckFailed"}
            if not failed or set(codes) - {"None", "ConditionalCheckFailed"}:
                raise
            return failed
        return set()

    @staticmethod
    def _require(failed: set[int]) -> None:
        if failed:
            raise RuntimeError("an upload that is not registered cannot be finished")

    def _get(self, pk: str, sk: str) -> Item | None:
        answer = dynamodb().get_item(
            TableName=self._table, Key=_to_dynamodb({"pk": pk, "sk": sk}), ConsistentRead=True
        )
        return _from_dynamodb(answer["Item"]) if "Item" in answer else None

    def _query(
        self, pk: str, prefix: str, *, limit: int | None = None, start: Item | None = None
    ) -> Any:  # noqa: ANN401 - botocore's answer
        condition = "pk = :pk" + (" AND begins_with(sk, :prefix)" if prefix else "")
        values = {":pk": pk} | ({":prefix": prefix} if prefix else {})
        request: Item = {
            "TableName": self._table,
            "KeyConditionExpression": condition,
            "ExpressionAttributeValues": _to_dynamodb(values),
            "ConsistentRead": True,
        }
        if limit:
            request["Limit"] = limit
        if start:
            request["ExclusiveStartKey"] = _to_dynamodb(start)
        return dynamodb().query(**request)

    def _query_all(self, pk: str, prefix: str) -> Iterator[Item]:
        start: Item | None = None
        while True:
            answer = self._query(pk, prefix, start=start)
            yield from map(_from_dynamodb, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            start = _from_dynamodb(answer["LastEvaluatedKey"])


def _age(one: Item, other: Item) -> int:
    """Below 0 where `one` is the older upload: by the same order as `_NEWER`."""
    names = ("order",) if one["key"] == other["key"] else ("event_time", "key")
    left, right = (tuple(item[name] for name in names) for item in (one, other))
    return (left > right) - (left < right)
