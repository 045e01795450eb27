"""Events, uploads, results and contexts, with just what a test says about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import boto3
import msgspec
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sns.models import sns_backends
from msgspec import Struct
from msgspec.structs import asdict

from functions.adapters.messages import ObjectCreated, Upload
from gouji.facts.figures import TableMissing
from gouji.result import Result
from gouji.verdict import Finding, Rulebook, Severity

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

TABLE = "table"
REGION: Final = "cn-north-1"
UPLOADS = "uploads"
DOCUMENTS = "documents"
ISSUER: Final = "https://login.example.gov.cn/realms/gouji"
KEY = "haishu/2022/海曙区教育局/年报（定稿）.docx"


@cache
def s3() -> S3Client:
    """A client of the tests' own, kept between them: making one takes longer than a test."""
    return boto3.client("s3", region_name=REGION)


@cache
def dynamodb() -> DynamoDBClient:
    """Like `s3`."""
    return boto3.client("dynamodb", region_name=REGION)


def object_created(
    key: str = KEY,
    *,
    version: str | None = "v1",
    sequencer: str = "0055AED6DCD90281E5",
    at: str = "2023-01-20T08:00:00Z",
    size: int = 1000,
    etag: str = "b1946ac92492d2347c6235b4d2611184",
) -> dict[str, Any]:
    """The EventBridge event of an upload."""
    found = {"key": key, "size": size, "etag": etag, "sequencer": sequencer}
    return {
        "version": "0",
        "id": "17793124-05d4-b198-2fde-7ededc63b103",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "time": at,
        "detail": {
            "version": "0",
            "bucket": {"name": UPLOADS},
            "object": found | ({"version-id": version} if version else {}),
            "reason": "PutObject",
        },
    }


def upload(key: str = KEY, **about: Any) -> Upload:
    """The upload that `object_created` with the same words tells of."""
    return ObjectCreated.of(object_created(key, **about)).upload()


def sent(body: bytes, key: str = KEY, **about: Any) -> dict[str, Any]:
    """Put a file into the bucket; returns the event that S3 would send."""
    answer = s3().put_object(Bucket=UPLOADS, Key=key, Body=body)
    return object_created(
        key, version=answer["VersionId"], size=len(body), etag=answer["ETag"].strip('"'), **about
    )


def stored(item: Struct) -> dict[str, Any]:
    """An item of the table as it is stored: what is None is not there."""
    return {name: value for name, value in asdict(item).items() if value is not None}


def result(status: str = "passed", **fields: Any) -> Result:
    """The result of a report without cells; `fields` replace what is there."""
    made = {
        "file": KEY,
        "status": status,
        "reason": None,
        "organ": "海曙区教育局",
        "year": 2022,
        "forms": {"t2": "2021", "t3": "2021", "t4": "2021"},
        "cells": {},
        "marks": {},
        "deduced": {},
        "units": {},
        "places": {},
        "findings": (),
        "unassessed": (),
        "rules": Rulebook("1"),
    }
    return msgspec.convert(made | fields, Result)


def finding(severity: Severity = "error") -> Finding:
    """A finding; its message stands for what an officer would read."""
    cells, facts = ("t3.new_received.total",), TableMissing(table="t3")
    return Finding("T3-01", severity, cells, "“总计”列收办不平衡", "0" * 16, facts)


def context(request: str = "request-1") -> Any:
    """What Lambda hands over beside the event."""
    return SimpleNamespace(aws_request_id=request)


@dataclass(frozen=True)
class Mailbox:
    """A topic, and what it took."""

    topic: str

    @property
    def taken(self) -> list[Any]:
        region = self.topic.split(":")[3]
        topics = sns_backends[DEFAULT_ACCOUNT_ID][region].topics
        return [
            SimpleNamespace(
                subject=subject,
                body=body,
                attributes={name: value["Value"] for name, value in (attributes or {}).items()},
            )
            for _, body, subject, attributes, _ in topics[self.topic].sent_notifications
        ]
