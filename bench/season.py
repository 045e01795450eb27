"""`make bench-season`: an office's year of several sizes, in this process beside a table that is made up.

What one more report takes on its way from the upload to the message, by state; what the answers on the office's year
take, each asked for by its route; the rules of the season; the morning's digest; all judged again, as the second state
machine does it; and a folder of as many files judged by `gouji season`.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from math import log, log10
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import boto3
from moto import mock_aws

from bench.made.documents import Draft
from bench.made.formats import OWN
from bench.made.season import FORMATS, YEAR, drafts, organs, written
from bench.metered import Meter, Usage
from bench.results import FOLDER, Results, machine, peak_megabytes
from bench.table import MadeUpTable
from functions.adapters.clients import dynamodb, s3, sns
from functions.adapters.documents import store_document
from functions.adapters.messages import MessagesDue, ObjectCreated, Upload
from functions.adapters.store import Address, OfficeFile, Store
from functions.clock.following import follow
from functions.ingest.handler import handler as ingest
from functions.notify.handler import handler as notify
from functions.parse.handler import handler as parse
from functions.query.handler import handler as query_handler
from functions.recheck.handler import handler as recheck
from functions.validate.handler import handler as validate
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.judging.season import OfficeYear, outcomes_of_year
from gouji.judging.sketching import sketch_of
from gouji.organs import Organ
from gouji.reading.read import read
from gouji.report import Key
from gouji.result import result_of
from gouji.season.roster import Roster
from gouji.season.submission import Uploaded

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SIZES: Final = (300, 1000, 3000)
_RUNS: Final = 5
_ANSWERED: Final = frozenset(
    {200, 303}
)  # what is too large to be sent is put where the answer says
_X, _Y, _LEFT, _LINE = (
    480,
    400,
    48,
    12,
)  # what is drawn: how wide, how high, from where, a line of text
_OFFICE: Final = "qingchuan"
_CELL: Final = "t3.new_received.total"
_YEAR: Final = f"/offices/{_OFFICE}/years/{YEAR}"
# What an officer asks for.
_ANSWERS: Final = {
    "list": (f"{_YEAR}/organs", {"limit": "1000"}),
    "totals": (f"{_YEAR}/totals", {}),
    "one cell's organs": (f"{_YEAR}/totals/{_CELL}", {"limit": "1000"}),
    "totals.xlsx": (f"{_YEAR}/totals.xlsx", {}),
    "totals.docx": (f"{_YEAR}/totals.docx", {}),
    "cells.csv": (f"{_YEAR}/cells.csv", {}),
    "findings.csv": (f"{_YEAR}/findings.csv", {}),
}
_STATES: Final = {"ingest": ingest, "parse": parse, "validate": validate, "notify": notify}
_ENVIRONMENT: Final = {
    "AWS_DEFAULT_REGION": "cn-north-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "TABLE_NAME": "table",
    "DOCUMENT_BUCKET": "documents",
    "UPLOAD_BUCKET": "uploads",
    "SECONDS_BETWEEN_MESSAGES": "0",
    "POWERTOOLS_METRICS_DISABLED": "true",  # standard output has the table
}
# What the functions know of the process they run in.
_LAMBDA: Final = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1024, invoked_function_arn="", aws_request_id=""
)


def main() -> None:
    """Print a row a size and act; then how the time of each act grows."""
    logging.disable(logging.WARNING)  # what the functions log of each report
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
    with _cloud() as beside:
        meter, store = Meter(dynamodb(), (s3(), sns()), beside=beside), Store("table")
        _roster(store, size)
        for n, draft in enumerate(made[:-_RUNS]):
            _stored(store, n, draft)
        yield "notify of all before, gathered", meter.of(lambda: _all_told(store))
        runs = [_run(meter, size - _RUNS + n, draft) for n, draft in enumerate(made[-_RUNS:])]
        for state in _STATES:
            yield f"{state} a report", _middle([run[state] for run in runs])
        for act, does in _of_office(store).items():
            yield act, _middle([meter.of(does) for _ in range(_RUNS)])
        yield "digest", meter.of(lambda: _morning(store))
        yield from _judged_again(meter)
    by_clock, processors = _desk(size)
    yield "gouji season, by the clock", Usage(seconds=by_clock)
    yield "gouji season, all processors", Usage(seconds=processors)


def _of_office(store: Store) -> dict[str, Callable[[], object]]:
    """What the officer asks for, of the whole office."""

    def season() -> object:
        found = {i.sketch.organ or "": i.sketch for i in store.sketches(_OFFICE, YEAR)}
        return outcomes_of_year(OfficeYear(current=found))

    asked = {name: partial(_ask, path, query) for name, (path, query) in _ANSWERS.items()}
    return {**asked, "season's rules": season}


def _ask(path: str, query: Mapping[str, str]) -> None:
    """Ask the API, as the gateway hands a request over. RuntimeError where it is not answered."""
    claims = {"offices": f"[{_OFFICE}]", "sub": "officer"}
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": "localhost"},
        "queryStringParameters": dict(query) or None,
        "isBase64Encoded": False,
        "requestContext": {
            "http": {"method": "GET", "path": path},
            "stage": "$default",
            "authorizer": {"jwt": {"claims": claims, "scopes": None}},
        },
    }
    status = query_handler(event, _LAMBDA)["statusCode"]  # type: ignore[arg-type]  # of it, the id only
    if status not in _ANSWERED:
        raise RuntimeError(f"{path}: {status}")


def _morning(store: Store) -> None:
    """A morning's digest of a year in which something changed, and its reminders. RuntimeError without one."""
    if Address(_OFFICE) not in set(follow(store, _OFFICE, YEAR, date(YEAR + 1, 1, 24))):
        raise RuntimeError("no digest")


def _judged_again(meter: Meter) -> Iterator[tuple[str, Usage]]:
    """All reports as settings that change have them judged again, one process taking all.

    Each verdict is written anew: the roster was not there when it was judged.
    """
    request = {"id": "r1", "office": _OFFICE, "year": YEAR, "organ": None, "reason": "settings"}
    listed: list[dict[str, Any]] = []
    yield "recheck: list", meter.of(lambda: listed.append(recheck(request, _LAMBDA)))
    (answer,) = listed
    body = s3().get_object(Bucket=answer["bucket"], Key=answer["list"])["Body"].read()
    due = json.loads(body)

    def all_of(reports: Sequence[dict[str, Any]]) -> None:
        for each in reports:
            recheck(each, _LAMBDA)

    yield "recheck: the first report", meter.of(lambda: all_of(due[:1]))
    yield "recheck: all others", meter.of(lambda: all_of(due[1:]))
    yield "recheck: finish", meter.of(lambda: recheck(answer, _LAMBDA))


@contextmanager
def _cloud() -> Iterator[DynamoDBClient]:
    """Empty table, buckets and topic; yields a further client of the table."""
    with patch.dict(os.environ, _ENVIRONMENT), mock_aws():
        for cached in (dynamodb, s3, sns):
            cached.cache_clear()
        table = MadeUpTable()
        table.serve(dynamodb())
        for bucket in ("uploads", "documents"):
            s3().create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"}
            )
        os.environ["TOPIC_ARN"] = boto3.client("sns").create_topic(Name="office")["TopicArn"]
        yield table.serve(boto3.client("dynamodb"))


def _roster(store: Store, size: int) -> None:
    """The office's roster: its organs in groups."""
    listed = tuple(Organ(organ.name, group=organ.name[3:6]) for organ in organs(size))
    file = OfficeFile(kind="roster", name="roster.csv", content=Roster(listed))
    key, at = f"{_OFFICE}/{YEAR}/_settings/roster.csv", f"{YEAR + 1}-01-01T00:00:00Z"
    store.office_files.adopt((_OFFICE, YEAR), file, Uploaded("0" * 32, key, "1", at))


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
    store_document("documents", upload.upload_id, report)


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
    ends = {act: _place(sizes, sizes[-1], seconds[-1])[1] for act, seconds in times.items()}
    labels = [
        _text(_X + 8, height, act)
        for act, height in zip(sorted(ends, key=lambda a: ends[a]), _apart(ends), strict=True)
    ]
    across = [_text(_place(sizes, size, 1)[0], _Y + 16, f"{size} organs") for size in sizes]
    up = [
        _text(0, _place(sizes, sizes[0], 10.0**power)[1], said)
        for power, said in ((-3, "1 ms"), (-2, "10 ms"), (-1, "100 ms"), (0, "1 s"), (1, "10 s"), (2, "100 s"))
    ]  # fmt: skip
    linear = [
        _line(sizes, [base * size / sizes[0] for size in sizes], ' stroke-dasharray="4"')
        for base in (0.001, 0.01, 0.1, 1.0, 10.0)
    ]
    lines = [_line(sizes, seconds) for seconds in times.values()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_X + 200} {_Y + 24}"'
        ' font-family="sans-serif" font-size="11">\n'
        + "\n".join([*linear, *lines, *labels, *across, *up])
        + "\n</svg>\n"
    )


def _apart(ends: Mapping[str, float]) -> Iterator[float]:
    """Heights for labels in the order of their lines, none over another: from below, as there is room above."""
    heights: list[float] = []
    below = float(_Y + _LINE)
    for wanted in sorted(ends.values(), reverse=True):
        below = min(wanted + 4, below - _LINE)
        heights.append(below)
    yield from reversed(heights)


def _text(x: float, y: float, said: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}">{said}</text>'


def _line(sizes: Sequence[int], seconds: Sequence[float], more: str = ' stroke="black"') -> str:
    points = (_place(sizes, *each) for each in zip(sizes, seconds, strict=True))
    said = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    colour = more if "stroke=" in more else f' stroke="silver"{more}'
    return f'<polyline points="{said}" fill="none"{colour}/>'


def _place(sizes: Sequence[int], size: int, seconds: float) -> tuple[float, float]:
    """Where a time stands: from a millisecond at the bottom to a thousand seconds at the top."""
    across = log(size / sizes[0]) / log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0.5
    return _LEFT + (_X - _LEFT) * across, _Y * (1 - log10(max(seconds, 0.001) / 0.001) / 6)


if __name__ == "__main__":
    main()
