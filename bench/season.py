"""`make bench-season`: an office's year of several sizes, in this process beside a table that is made up.

What one more report takes on its way from the upload to the message, by state; what the office's list, totals, one
cell and the rules of the season take; and a folder of as many files judged by `gouji season`.
"""

from __future__ import annotations

import copy
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log, log10
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import boto3
from moto import mock_aws

from bench.made.documents import Draft
from bench.made.formats import OWN
from bench.made.season import FORMATS, YEAR, drafts, written
from bench.metered import Meter, Usage
from bench.results import FOLDER, Results, machine, peak_megabytes
from functions.adapters.clients import dynamodb, s3, sns
from functions.adapters.messages import MessagesDue, ObjectCreated, Upload
from functions.adapters.store import Address, Store
from functions.ingest.handler import handler as ingest
from functions.notify.handler import handler as notify
from functions.parse.handler import handler as parse
from functions.validate.handler import handler as validate
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.judging.season import OfficeYear, outcomes_of_year
from gouji.judging.sketching import sketch_of
from gouji.reading.read import read
from gouji.report import Key
from gouji.result import result_of
from gouji.season.totals import Figures, shares_of, totals

_SIZES: Final = (100, 300, 1000, 3000)
_RUNS: Final = 5
_X, _Y = 480, 300  # how wide and high is drawn
_OFFICE: Final = "qingchuan"
_CELL: Final = "t3.new_received.total"
_STATES: Final = {"ingest": ingest, "parse": parse, "validate": validate, "notify": notify}
_ENVIRONMENT: Final = {
    "AWS_DEFAULT_REGION": "cn-north-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "TABLE_NAME": "table",
    "DOCUMENT_BUCKET": "documents",
    "SECONDS_BETWEEN_MESSAGES": "0",
}
# What the functions know of the process they run in.
_LAMBDA: Final = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1024, invoked_function_arn="", aws_request_id=""
)


def main() -> None:
    """Print a row a size and act; then how the time of each act grows."""
    logging.disable(logging.INFO)  # what the functions log of each report
    sizes = [int(size) for size in sys.argv[1:]] or list(_SIZES)
    print(f"{machine()}\n")
    table = Results(
        "season", "organs", "act", "own CPU ms", "requests", "read units", "write units", "KB read"
    )
    times: dict[str, list[float]] = {}
    for size in sizes:
        for act, usage in _acts(size):
            _row(table, size, act, usage)
            times.setdefault(act, []).append(usage.seconds)
    print()
    growth = Results("season-growth", "act", *(f"{size} organs" for size in sizes))
    for act, seconds in times.items():
        each = zip(sizes, seconds, strict=True)
        growth.row(act, *(f"{1000 * took / size:.3f}" for size, took in each))
    (FOLDER / "season.svg").write_text(_drawn(sizes, times), encoding="utf-8")
    print(f"\n(milliseconds an organ) {peak_megabytes()} MB")


def _row(table: Results, size: int, act: str, usage: Usage) -> None:
    table.row(
        size,
        act,
        f"{1000 * usage.seconds:.1f}",
        usage.requests,
        usage.read_units,
        usage.write_units,
        round(usage.bytes_read / 1024),
    )


def _acts(size: int) -> Iterator[tuple[str, Usage]]:
    """All acts of an office with so many organs; the last few of them hand in while they are measured."""
    made = list(drafts(size))
    with _cloud():
        meter, store = Meter(dynamodb(), (s3(), sns())), Store("table")
        for n, draft in enumerate(made[:-_RUNS]):
            _stored(store, n, draft)
        yield "notify of all before, gathered", meter.of(lambda: _all_told(store))
        runs = [_run(meter, size - _RUNS + n, draft) for n, draft in enumerate(made[-_RUNS:])]
        for state in _STATES:
            yield f"{state} a report", _middle([run[state] for run in runs])
        for act, does in _of_office(store).items():
            yield act, _middle([meter.of(does) for _ in range(_RUNS)])
    clock, processors = _desk(size)
    yield "gouji season, by the clock", Usage(seconds=clock)
    yield "gouji season, all processors", Usage(seconds=processors)


def _of_office(store: Store) -> dict[str, Callable[[], object]]:
    """What the officer asks for, of the whole office."""

    def figures() -> dict[str, Figures]:
        items = store.year(_OFFICE, YEAR)
        return {item.organ: item.figures for item in items if hasattr(item, "figures")}

    def season() -> object:
        found = {i.sketch.organ or "": i.sketch for i in store.sketches(_OFFICE, YEAR)}
        return outcomes_of_year(OfficeYear(current=found))

    return {
        "how all stand": lambda: list(store.records(_OFFICE, YEAR)),
        "totals": lambda: totals(figures()),
        "one cell": lambda: shares_of(_CELL, figures()),
        "season's rules": season,
    }


@contextmanager
def _cloud() -> Iterator[None]:
    """Empty table, buckets and topic. A transaction copies the whole table there, which no table does."""
    shallow = SimpleNamespace(copy=copy.copy, deepcopy=lambda table: table)
    with (
        patch.dict(os.environ, _ENVIRONMENT),
        mock_aws(),
        patch("moto.dynamodb.models.copy", shallow),
    ):
        for cached in (dynamodb, s3, sns):
            cached.cache_clear()
        keys = {"pk": "HASH", "sk": "RANGE"}
        dynamodb().create_table(
            TableName="table",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys.items()],  # type: ignore[typeddict-item]  # both are of the two kinds
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in keys],
        )
        for bucket in ("uploads", "documents"):
            s3().create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"}
            )
        os.environ["TOPIC_ARN"] = boto3.client("sns").create_topic(Name="office")["TopicArn"]
        yield


def _event(n: int, draft: Draft, body: bytes, ending: str) -> dict[str, Any]:
    """What S3 would tell of the n-th upload."""
    key = f"{_OFFICE}/{YEAR}/{draft.organ}/{YEAR}年年报.{ending}"
    found = {"key": key, "size": len(body), "etag": f"{n:032x}", "sequencer": f"{n:016X}"}
    return {
        "id": f"{n}",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "time": "2024-01-20T08:00:00Z",
        "detail": {"bucket": {"name": "uploads"}, "object": found, "reason": "PutObject"},
    }


def _stored(store: Store, n: int, draft: Draft) -> None:
    """A report that was handed in and judged before."""
    body = OWN["txt"][0](draft)
    upload: Upload = ObjectCreated.of(_event(n, draft, body, "txt")).upload()
    context = Context(key=Key(_OFFICE, YEAR, draft.organ))
    report = read(body, key=context.key)
    result = result_of(upload.key, report, judge(report, context))
    store.register(upload, f"run-{n}")
    store.finish(upload, result, None, sketch_of(report, context))


def _all_told(store: Store) -> None:
    """Tell the office all that is pending, in as many messages as it takes."""
    office = Address(_OFFICE)
    while store.outbox.pending(office):
        notify(MessagesDue(_OFFICE, "run").to_json(), _LAMBDA)


def _run(meter: Meter, n: int, draft: Draft) -> dict[str, Usage]:
    """One upload through all states; what each takes."""
    name, ending = FORMATS[n % len(FORMATS)]
    body = OWN[name][0](draft)
    event = _event(n, draft, body, ending)
    stored = s3().put_object(Bucket="uploads", Key=event["detail"]["object"]["key"], Body=body)
    event["detail"]["object"]["etag"] = stored["ETag"].strip('"')
    message: dict[str, Any] = {"event": event, "execution": f"run-{n}"}
    found: dict[str, Usage] = {}
    for state, handler in _STATES.items():
        answer: list[dict[str, Any]] = []
        found[state] = meter.of(lambda: answer.append(handler(message, _LAMBDA)))  # noqa: B023 - called at once
        (message,) = answer
    return found


def _middle(runs: list[Usage]) -> Usage:
    """The run whose time is the median."""
    middle = median(run.seconds for run in runs)
    return next(run for run in runs if run.seconds == middle)


def _desk(size: int) -> tuple[float, float]:
    """The command on a folder of so many files: seconds by the clock, and those of all processors together."""
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as name:
        written(Path(name), size)
        before, began = getrusage(RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-m", "gouji.cli", "season", name, "--json"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        clock, after = time.perf_counter() - began, getrusage(RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return clock, spent


def _drawn(sizes: Sequence[int], times: Mapping[str, Sequence[float]]) -> str:
    """How times grow, both scales logarithmic; dashed: ten times the organs take ten times as long."""
    lines = [_line(sizes, seconds) for seconds in times.values()]
    labels = [
        f'<text x="{_X + 8}" y="{_place(sizes, sizes[-1], seconds[-1])[1]:.0f}">{act}</text>'
        for act, seconds in times.items()
    ]
    ticks = [
        f'<text x="{_place(sizes, size, 1)[0]:.0f}" y="{_Y + 16}">{size}</text>' for size in sizes
    ]
    linear = _line(sizes, [0.001 * size / sizes[0] for size in sizes]).replace(
        "/>", ' stroke-dasharray="4"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_X + 160} {_Y + 24}"'
        ' font-family="sans-serif" font-size="11">\n'
        + "\n".join([linear, *lines, *labels, *ticks])
        + "\n</svg>\n"
    )


def _line(sizes: Sequence[int], seconds: Sequence[float]) -> str:
    points = (_place(sizes, *each) for each in zip(sizes, seconds, strict=True))
    said = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    return f'<polyline points="{said}" fill="none" stroke="black"/>'


def _place(sizes: Sequence[int], size: int, seconds: float) -> tuple[float, float]:
    """Where a time stands: from a millisecond at the bottom to a thousand seconds at the top."""
    across = log(size / sizes[0]) / log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0.5
    return 10 + (_X - 10) * across, _Y * (1 - log10(max(seconds, 0.001) / 0.001) / 6)


if __name__ == "__main__":
    main()
