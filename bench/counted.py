"""`make bench-counted`: what one report takes of S3, of the logs and of metrics, counted in this process under moto."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import boto3
from moto import mock_aws

from bench.results import Results, machine
from bench.table import create_table
from functions.adapters.clients import dynamodb, s3, sns
from functions.ingest.handler import handler as ingest
from functions.notify.handler import handler as notify
from functions.parse.handler import handler as parse
from functions.validate.handler import handler as validate

_ROOT: Final = Path(__file__).parents[1]
# What Lambda itself logs of a call in JSON: its start and its report; measured on lines of its documentation.
_PLATFORM_BYTES: Final = 700
_ENVIRONMENT: Final = {
    "AWS_DEFAULT_REGION": "cn-north-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "TABLE_NAME": "table",
    "DOCUMENT_BUCKET": "documents",
    "SECONDS_BETWEEN_MESSAGES": "0",
    "POWERTOOLS_SERVICE_NAME": "bench",
    "POWERTOOLS_LOG_LEVEL": "INFO",
}
_LAMBDA: Final = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1024, invoked_function_arn="", aws_request_id=""
)
_STATES: Final = {"ingest": ingest, "parse": parse, "validate": validate, "notify": notify}
_FILES: Final = {
    "text, web page, .docx": sorted(
        path for path in (_ROOT / "samples").iterdir() if path.suffix in {".txt", ".html", ".docx"}
    ),
    "PDF": sorted((_ROOT / "tests" / "documents").glob("*.pdf")),
}
COLUMNS: Final = (
    *("files", "reports", "S3 PUT", "S3 GET", "KB stored", "log bytes", "metric lines"),
    "series of metrics",
)


def main() -> None:
    """Print a row a kind of file: the averages of a report."""
    print(f"{machine()}\n")
    table = Results("counted", *COLUMNS)
    for kind, files in _FILES.items():
        with _cloud():
            calls: Counter[str] = Counter()
            s3().meta.events.register("after-call.s3", _counting(calls))
            lines = [_run(n, path) for n, path in enumerate(files)]
            stored = _stored()
        metrics = [[line for line in each if line.startswith(b'{"_aws"')] for each in lines]
        size = mean(sum(map(len, each)) for each in lines) + _PLATFORM_BYTES * len(_STATES)
        count = len(files)
        table.row(
            *(kind, count),
            *(f"{calls[name] / count:.1f}" for name in ("PutObject", "GetObject")),
            *(f"{stored / count / 1024:.0f}", f"{size:.0f}"),
            f"{mean(map(len, metrics)):.1f}",
            f"{mean(len(set(map(_series, each))) for each in metrics):.1f}",
        )


def _series(line: bytes) -> bytes:
    """Which series a line is of: all but its time and its values."""
    return line.split(b'"CloudWatchMetrics":')[1].rsplit(b',"', 1)[0]


def _counting(calls: Counter[str]) -> Any:  # noqa: ANN401 - botocore hands over what it likes
    def count(model: Any, **_: object) -> None:  # noqa: ANN401 - likewise
        calls[model.name] += 1

    return count


def _stored() -> int:
    """Bytes in the bucket of documents."""
    pages = s3().get_paginator("list_objects_v2").paginate(Bucket="documents")
    return sum(found["Size"] for page in pages for found in page.get("Contents", []))


def _run(n: int, path: Path) -> list[bytes]:
    """One file through all states; the lines that they wrote."""
    key = f"yunping/2022/第{n}局/{path.name}"
    answer = boto3.client("s3").put_object(Bucket="uploads", Key=key, Body=path.read_bytes())
    thing = {"key": key, "size": path.stat().st_size, "etag": answer["ETag"].strip('"')}
    event = {
        "detail-type": "Object Created",
        "time": "2023-01-20T08:00:00Z",
        "detail": {"bucket": {"name": "uploads"}, "object": thing | {"sequencer": f"{n:016X}"}},
    }
    message: dict[str, Any] = {"event": event, "execution": f"run-{n}"}
    with _output() as lines:
        for handler in _STATES.values():
            message = handler(message, _LAMBDA)
    return lines


@contextmanager
def _output() -> Iterator[list[bytes]]:
    """All that is written to standard output, the logger's lines, too, which has its own hold of it."""
    lines: list[bytes] = []
    kept = os.dup(1)
    with tempfile.TemporaryFile() as sink:
        sys.stdout.flush()
        os.dup2(sink.fileno(), 1)
        try:
            yield lines
        finally:
            sys.stdout.flush()
            os.dup2(kept, 1)
            os.close(kept)
        sink.seek(0)
        lines += sink.read().splitlines(keepends=True)


@contextmanager
def _cloud() -> Iterator[None]:
    with patch.dict(os.environ, _ENVIRONMENT), mock_aws():
        for cached in (dynamodb, s3, sns):
            cached.cache_clear()
        create_table(dynamodb(), "table")
        for bucket in ("uploads", "documents"):
            s3().create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"}
            )
        os.environ["TOPIC_ARN"] = sns().create_topic(Name="office")["TopicArn"]
        yield


if __name__ == "__main__":
    main()
