"""Runs that a new release takes up: documents of another shape are read again, and a run takes another's place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import boto3
import pytest

from functions.adapters.messages import TAKES_OVER
from tests.chain.cloud import REGION
from tests.chain.conftest import Chain

CLEAN = (Path(__file__).parents[2] / "samples" / "yunping-grain-2022.txt").read_bytes()
OUTDATED = (
    Path(__file__).parents[1] / "functions" / "adapters" / "earlier" / "document-1.json"
).read_bytes()
ORGAN = "云坪区粮食和物资储备中心"
KEY = f"yunping/2022/{ORGAN}/年报.txt"


@pytest.mark.parametrize("kept", [OUTDATED, OUTDATED[:-100], None], ids=["earlier", "cut", "gone"])
def test_document_that_validate_cannot_take_up_is_read_again(
    chain: Chain, kept: bytes | None
) -> None:
    def replace(function: str, event: dict[str, Any]) -> None:
        if function == "validate" and "validate" not in chain.cloud.calls[:-1]:
            s3 = boto3.client("s3", region_name=REGION)
            place = {
                "Bucket": chain.cloud.name("AWS::S3::Bucket", "DocumentBucket"),
                "Key": event["document"],
            }
            s3.put_object(**place, Body=kept) if kept else s3.delete_object(**place)

    chain.cloud.fault = replace
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    wanted = ["ingest", "parse", "validate", "parse", "validate", "notify"]
    assert chain.cloud.calls == wanted
    assert chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}")[1]["status"] == "passed"
    assert len(chain.mails()) == 1


def _failed(chain: Chain) -> dict[str, Any]:
    """A run that failed for good in Validate."""

    def fail(function: str, _event: dict[str, Any]) -> None:
        if function == "validate":
            raise RuntimeError

    chain.cloud.fault = fail
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert run["status"] == "FAILED"
    chain.cloud.tell_failure(run)
    chain.cloud.wait()
    chain.cloud.fault = lambda _function, _event: None
    return run


def test_run_that_takes_over_finishes_what_another_left(chain: Chain) -> None:
    run = _failed(chain)
    chain.start(json.loads(run["input"]) | {TAKES_OVER: True}, "again")
    runs = chain.cloud.wait()
    assert sorted(each["status"] for each in runs) == ["FAILED", "SUCCEEDED"]
    report = chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}")[1]
    assert (report["status"], report["standing"]) == ("passed", "to_review")
    assert len(chain.mails()) == 2  # that it failed, and the verdict
    # Word of the first run's failure that comes late changes nothing any more.
    chain.cloud.tell_failure(run)
    chain.cloud.wait()
    assert chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}")[1]["status"] == "passed"
    assert not chain.mails()


def test_run_that_takes_over_tells_nothing_twice(chain: Chain) -> None:
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert len(chain.mails()) == 1
    chain.start(json.loads(run["input"]) | {TAKES_OVER: True}, "again")
    assert {each["status"] for each in chain.cloud.wait()} == {"SUCCEEDED"}
    assert not chain.mails()
    assert len(chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}/versions")[1]["items"]) == 1


def test_run_that_does_not_is_none_of_its_own(chain: Chain) -> None:
    run = _failed(chain)
    chain.start(json.loads(run["input"]), "duplicate")
    chain.cloud.wait()
    assert chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}")[1]["standing"] == "failed"
