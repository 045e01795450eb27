"""Runs that a new release takes up: documents of another shape are read again, and a run takes another's place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import boto3
import pytest

from functions.adapters.messages import TAKES_OVER
from tests.chain.cloud import CHAIN, REGION
from tests.chain.conftest import Chain

SCAN = (Path(__file__).parents[1] / "documents" / "yunping-traffic-2022.tif").read_bytes()
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


# --- scans, of which Parse answered before it raised them -------------------------------------------


def _as_before(chain: Chain) -> None:
    """Have the chain the definition that it had before: Parse was handed the message alone, and a Choice followed."""
    states = boto3.client("stepfunctions", region_name=REGION)
    arn = chain.cloud.arn("AWS::StepFunctions::StateMachine", CHAIN)
    machine = json.loads(states.describe_state_machine(stateMachineArn=arn)["definition"])
    parsing = machine["States"]["Parse"]
    del parsing["Parameters"]
    parsing["Next"] = "Parsed?"
    for each in ("Catch", "Retry"):
        parsing[each] = [e for e in parsing[each] if e["ErrorEquals"] != ["ScannedReport"]]
    parsing["Retry"][0]["ErrorEquals"] = ["UnreadableReport"]
    machine["States"]["Parsed?"] = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.document", "IsPresent": True, "Next": "Validate"}],
        "Default": "Recognise",
    }
    states.update_state_machine(stateMachineArn=arn, definition=json.dumps(machine))


def _parse_as_before(chain: Chain, times: int) -> None:
    """Have so many calls find the Parse that was there before: it knows nothing of what it is handed besides."""
    left = iter(range(times))

    def forget(function: str, event: dict[str, Any]) -> None:
        if function == "parse" and next(left, None) is not None:
            del event["ingested"], event["catches_scans"]

    chain.cloud.fault = forget


# A report, whether it is a scan, and what is made of it.
FILES = {
    "text": (CLEAN, False, "passed"),
    "scan": (SCAN, True, "incomplete"),
    "damaged": (b"%PDF-1.7 ...", False, "unreadable"),
    "damaged scan": (b"\x89PNG\r\n\x1a\n ...", True, "unreadable"),
    "empty": (b"", False, "unreadable"),
}


@pytest.mark.usefixtures("recognised_once")
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("began", ["before", "after"])
def test_run_ends_alike_whether_it_began_before_scans_were_raised_or_after(
    chain: Chain, file: str, began: str
) -> None:
    body, is_scan, status = FILES[file]
    if began == "before":
        _as_before(chain)
    chain.drop(KEY, body)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    recognise = ["recognise"] if is_scan else []
    assert chain.cloud.calls == ["ingest", "parse", *recognise, "validate", "notify"]
    walked = chain.cloud.transitions(run["executionArn"])
    assert ("Parsed?" in walked) == (began == "before" and (is_scan or status == "passed"))
    assert chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}")[1]["status"] == status
    assert len(chain.mails()) == 1


@pytest.mark.usefixtures("recognised_once")
@pytest.mark.parametrize("file", FILES)
def test_run_waits_until_parse_is_as_new_as_its_definition(chain: Chain, file: str) -> None:
    body, is_scan, status = FILES[file]
    _parse_as_before(chain, 2)
    chain.drop(KEY, body)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    assert chain.cloud.calls.count("parse") == (3 if is_scan else 1)
    assert chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}")[1]["status"] == status
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
