"""Who deletes a file takes its report back: the one before counts again, in whatever order the events come."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import boto3
import pytest

from functions.adapters.store import RecordItem, Store
from gouji.report import Key
from tests.chain.cloud import MESSAGES, REGION
from tests.chain.conftest import Chain

SAMPLES = Path(__file__).parents[2] / "samples"
CLEAN = (SAMPLES / "yunping-grain-2022.txt").read_bytes()
FAULTY = (SAMPLES / "qingchuan-planning-2023.html").read_bytes()
ORGAN: Final = "云坪区粮食和物资储备中心"
KEY: Final = f"yunping/2022/{ORGAN}/年报.txt"
PATH: Final = f"/offices/yunping/years/2022/reports/{ORGAN}"
AT: Final = "2023-01-20T08:00:00Z"
Json = dict[str, Any]


def _record(chain: Chain, organ: str = ORGAN) -> RecordItem | None:
    store = Store(chain.cloud.name("AWS::DynamoDB::Table"))
    return store.record(Key("yunping", 2022, organ))


def _versions(chain: Chain) -> list[str]:
    _, found = chain.get(f"{PATH}/versions")
    return [version["state"] for version in found["items"]]


@pytest.mark.parametrize("newer", [KEY, KEY.replace("年报", "年报（改）")])
@pytest.mark.parametrize("for_good", [False, True])
def test_one_before_is_current_again_when_the_newer_file_is_deleted(
    chain: Chain, newer: str, for_good: bool
) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    version = chain.drop(newer, FAULTY)
    chain.cloud.wait()
    assert chain.get(PATH)[1]["status"] == "flagged"
    chain.delete(newer, version if for_good else None)
    runs = chain.cloud.wait()
    assert {run["status"] for run in runs} == {"SUCCEEDED"}
    assert chain.get(PATH)[1]["status"] == "passed"
    record = _record(chain)
    assert record
    assert (record.standing, record.submissions) == ("to_review", 2)
    assert _versions(chain) == ["flagged", "passed"]  # history keeps both
    assert len(chain.mails()) == 2


def test_nothing_is_handed_in_any_more_when_the_only_file_is_deleted(chain: Chain) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    chain.delete(KEY)
    chain.cloud.wait()
    record = _record(chain)
    assert record
    assert (record.standing, record.current) == ("missing", None)
    assert chain.get(PATH)[0] == 404
    assert chain.get("/offices/yunping/years/2022/reports")[1]["items"] == []
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    assert chain.get(PATH)[1]["status"] == "passed"


def _deleted(chain: Chain, key: str, *, sequencer: str) -> Json:
    event = chain.event(key, b"", "marker", sequencer=sequencer, at=AT)
    event["detail"]["deletion-type"] = "Delete Marker Created"
    return event | {"detail-type": "Object Deleted"}


def _silenced(chain: Chain) -> None:
    """Let the bucket tell of nothing: the test does."""
    boto3.client("s3", region_name=REGION).put_bucket_notification_configuration(
        Bucket=chain.bucket, NotificationConfiguration={}
    )


def _told(chain: Chain, organ: str, events: Sequence[int]) -> tuple[Any, ...]:
    """How a report stands after two uploads and a deletion of the second, told in this order."""
    key = KEY.replace(ORGAN, organ)
    first, second = chain.drop(key, CLEAN), chain.drop(key, FAULTY)
    happened = (
        chain.event(key, CLEAN, first, sequencer="0061A8", at=AT),
        chain.event(key, FAULTY, second, sequencer="0061A9", at=AT),
        _deleted(chain, key, sequencer="0061AA"),
    )
    for number, index in enumerate(events):
        chain.start(happened[index], f"{'-'.join(map(str, events))}-{number}")
        chain.cloud.wait()
    record = _record(chain, organ)
    assert record
    status, report = chain.get(f"/offices/yunping/years/2022/reports/{organ}")
    return record.standing, record.submissions, status, report.get("status")


def test_order_of_uploads_and_deletion_makes_no_difference(chain: Chain) -> None:
    _silenced(chain)
    orders = [*itertools.permutations(range(3)), (2, 0, 2, 1, 0, 2)]
    found = {_told(chain, f"云坪区第{n}局", order) for n, order in enumerate(orders)}
    (standing, submissions, status, _) = found.pop()
    assert not found
    assert (standing, submissions, status) == ("to_review", 2, 200)


def test_deletion_before_its_own_upload_is_known_leaves_nothing_current(chain: Chain) -> None:
    _silenced(chain)
    version = chain.drop(KEY, CLEAN)
    chain.start(_deleted(chain, KEY, sequencer="0061AA"), "deleted")
    chain.cloud.wait()
    assert chain.get(PATH)[0] == 404
    chain.start(chain.event(KEY, CLEAN, version, sequencer="0061A9", at=AT), "created")
    chain.cloud.wait()
    record = _record(chain)
    assert record
    assert (record.standing, record.submissions) == ("missing", 1)
    assert chain.get(PATH)[0] == 404


def test_deletion_fails_retries_and_can_be_started_again_with_nobody_told(chain: Chain) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()

    def broken(function: str, _event: Json) -> None:
        if function == "ingest":
            raise MemoryError("worker died")

    chain.cloud.fault = broken
    chain.delete(KEY)
    (failed,) = [run for run in chain.cloud.wait() if run["status"] == "FAILED"]
    chain.cloud.tell_failure(failed)
    chain.cloud.wait()
    assert [run["status"] for run in chain.cloud.runs(MESSAGES)] == ["SUCCEEDED"]
    assert len(chain.mails()) == 1
    assert chain.get(PATH)[0] == 200
    chain.cloud.fault = lambda _function, _event: None
    for name in ("redriven", "twice"):
        chain.start(json.loads(failed["input"]), name)
        chain.cloud.wait()
    assert chain.get(PATH)[0] == 404


@pytest.mark.parametrize(
    "key", ["yunping/年报.txt", "yunping/2022/_settings/roster.csv", f"{KEY[:-8]}.DS_Store"]
)
def test_deletion_of_what_is_no_report_changes_nothing(chain: Chain, key: str) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    before = _record(chain)
    _silenced(chain)
    chain.start(_deleted(chain, key, sequencer="0061AA"), "deleted")
    assert {run["status"] for run in chain.cloud.wait()} == {"SUCCEEDED"}
    assert _record(chain) == before


def test_deletion_takes_three_transitions(chain: Chain) -> None:
    _silenced(chain)
    chain.start(_deleted(chain, KEY, sequencer="0061AA"), "deleted")
    (run,) = chain.cloud.wait()
    assert chain.cloud.transitions(run["executionArn"]) == ["Ingest", "Registered?", "Ignored"]
