"""Failed runs: found, run once more, each once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from functions.adapters.messages import ObjectCreated
from functions.adapters.store import Store
from local.clock import event_of
from ops import runs
from ops.stack import GoujiStack
from ops.uploads import upload_of
from tests.chain.cloud import CHAIN
from tests.chain.conftest import Chain
from tests.functions.builders import object_created
from tests.ops.conftest import Run

CLEAN = (Path(__file__).parents[2] / "samples" / "yunping-grain-2022.txt").read_bytes()
ORGAN = "云坪区粮食和物资储备中心"
KEY = f"yunping/2022/{ORGAN}/年报.txt"
REPORT = f"/offices/yunping/years/2022/reports/{ORGAN}"


def broken(chain: Chain, function: str = "validate", *keys: str, content: bytes = CLEAN) -> None:
    """Have uploads fail for good in a state; the function works again afterwards."""

    def fail(called: str, _event: dict[str, Any]) -> None:
        if called == function:
            raise RuntimeError("nothing works\x1b[2J\u202e")

    chain.cloud.fault = fail
    for key in keys or (KEY,):
        chain.drop(key, content)
    for each in chain.cloud.wait():
        if each["status"] == "FAILED":
            chain.cloud.tell_failure(each)
    chain.cloud.wait()
    chain.cloud.fault = lambda _function, _event: None


@pytest.mark.parametrize("version", ["v1", None])
def test_upload_has_the_id_under_which_the_functions_have_it(version: str | None) -> None:
    event = object_created(version=version)
    upload = upload_of(event)
    assert upload
    assert upload.id == ObjectCreated.of(event).upload().upload_id
    assert upload_of({"office": "haishu"}) is None


@pytest.mark.parametrize("function", ["ingest", "parse", "validate", "notify"])
def test_failed_run_is_listed_and_begun_anew_until_it_works(
    chain: Chain, run: Run, function: str
) -> None:
    broken(chain, function)
    status, found = run("failed")
    (told,) = [each for each in found if each["key"]]
    assert (status, told["key"]) == (1, KEY)
    assert "RuntimeError nothing works" in told["said"]
    # Where Notify fails, so does the run that was to tell of that.
    assert len(found) == (2 if function == "notify" else 1)
    assert run("redrive", "--all", "--dry-run")[1][0]["grade"] == "would"
    assert len(chain.cloud.runs(CHAIN)) == 1
    assert run("redrive", *(["--all"] if function == "notify" else [told["upload_id"]]))[0] == 0
    chain.cloud.wait()
    assert chain.get(REPORT)[1]["status"] == "passed"
    assert run("failed") == (0, [])
    for _ in range(2):  # what ran again is run no more
        assert run("redrive", "--all") == (0, [])
    assert len(chain.cloud.runs(CHAIN)) == 2


def test_offices_own_file_that_could_not_be_taken_up_is_redriven_by_its_key(
    chain: Chain, run: Run, stack: GoujiStack
) -> None:
    key, sent = "yunping/2022/_settings/roster.csv", "机关\n甲局\n".encode()
    broken(chain, "configure", key, content=sent)
    store = Store(stack.table)
    assert store.office_files.item(("yunping", 2022), "roster").version == 0
    _, (told,) = run("failed")
    assert told["about"].startswith("ConfiguringTakeUp")
    assert told["key"] == key
    for _ in range(2):
        run("redrive", key)
        chain.cloud.wait()
    assert store.office_files.item(("yunping", 2022), "roster").version == 1
    assert len(chain.cloud.runs("ConfiguringTakeUp")) == 2
    assert run("failed") == (0, [])


def test_morning_that_failed_is_listed_and_followed_where_it_is_redriven(
    chain: Chain, run: Run
) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    chain.mails()
    arn = chain.cloud.arn("AWS::StepFunctions::StateMachine", "ClockFollow")

    def fail(called: str, _event: dict[str, Any]) -> None:
        if called == "clock":
            raise RuntimeError("no table")

    chain.cloud.fault = fail
    chain.cloud.start(arn, event_of(date(2023, 1, 16)))
    chain.cloud.wait()
    chain.cloud.fault = lambda _function, _event: None
    _, (told,) = run("failed")
    assert (told["about"].startswith("ClockFollow"), told["key"]) == (True, None)
    assert chain.mails() == []
    assert run("redrive", told["run"])[0] == 0
    chain.cloud.wait()
    (digest,) = chain.mails()
    assert digest["MessageAttributes"]["kind"]["Value"] == "digest"
    assert run("failed") == (0, [])
    assert run("redrive", "--all") == (0, [])


def test_run_that_fails_again_is_begun_again(chain: Chain, run: Run) -> None:
    broken(chain)
    for attempt in (1, 2):
        chain.cloud.fault = _fails
        run("redrive", "--all")
        chain.cloud.wait()
        _, found = run("failed")
        assert [each["run"].endswith(f"-{attempt}") for each in found] == [True]
    chain.cloud.fault = lambda _function, _event: None
    assert run("redrive", KEY)[0] == 0
    chain.cloud.wait()
    assert run("failed") == (0, [])
    assert chain.get(REPORT)[1]["status"] == "passed"


def _fails(_function: str, _event: dict[str, Any]) -> None:
    raise RuntimeError


def test_one_is_run_and_the_other_is_not(chain: Chain, run: Run) -> None:
    other = "yunping/2022/云坪区档案馆/年报.txt"
    broken(chain, "parse", KEY, other)
    assert len(run("failed")[1]) == 2
    assert run("redrive", KEY)[0] == 0
    chain.cloud.wait()
    assert [told["key"] for told in run("failed")[1]] == [other]


def test_what_is_not_there_is_said(chain: Chain, run: Run) -> None:
    status, (told,) = run("redrive", "no such run")
    assert (status, told["grade"]) == (1, "fault")
    assert run("redrive")[0] == 1
    assert run("redrive", "x", "--all")[0] == 1


class Redriving:
    """A client that redrives."""

    def __init__(self, real: Any, fault: str | None = None) -> None:
        self._real, self._fault = real, fault
        self.redriven: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def redrive_execution(self, *, executionArn: str) -> None:  # noqa: N803 - as AWS has it
        if self._fault:
            raise ClientError({"Error": {"Code": self._fault}}, "RedriveExecution")
        self.redriven.append(executionArn)


def test_run_is_redriven_where_the_endpoint_does_that(chain: Chain, stack: GoujiStack) -> None:
    broken(chain)
    (failed,) = runs.failed_runs(stack)
    states = Redriving(stack.client("stepfunctions"))
    assert runs._redriven(states, failed, anew=False).startswith("redriven")
    assert states.redriven == [failed.arn]
    assert runs._redriven(states, failed, anew=True).startswith("begun anew")
    assert states.redriven == [failed.arn]


def test_fault_that_says_nothing_of_the_run_begins_none(chain: Chain, stack: GoujiStack) -> None:
    broken(chain)
    (failed,) = runs.failed_runs(stack)
    states = Redriving(stack.client("stepfunctions"), "AccessDeniedException")
    with pytest.raises(ClientError):
        runs._redriven(states, failed, anew=False)
    assert len(chain.cloud.runs(CHAIN)) == 1


@pytest.mark.parametrize("error", ["OutdatedReport", "Unfinished", "ValidationError"])
def test_run_that_cannot_read_what_it_has_is_begun_anew(
    chain: Chain, stack: GoujiStack, error: str
) -> None:
    from msgspec.structs import replace

    broken(chain)
    (failed,) = runs.failed_runs(stack)
    states = Redriving(stack.client("stepfunctions"))
    assert "anew" in runs._redriven(states, replace(failed, error=error), anew=False)
    assert not states.redriven


def test_nothing_that_is_told_steers_a_terminal(
    chain: Chain, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    from ops import cli

    broken(chain, "parse", "yunping/2022/甲\x1b]0;x\x07局/年\u202e报.txt")
    run("failed")
    for arguments in (["failed"], ["failed", "--json"], ["redrive", "--all"]):
        with chain.cloud.standing_still():
            cli.main(arguments)
            said = capsys.readouterr().out
        assert said.replace("\n", "").isprintable()
        assert said.count("\n") == 1


def test_own_files_since_are_taken_up_again_for_a_restored_table(
    chain: Chain, stack: GoujiStack, run: Run
) -> None:
    """Reports are judged by them, though all are begun anew together."""
    chain.drop("yunping/2022/_settings/roster.csv", f"机关\n{ORGAN}\n".encode())
    chain.cloud.wait()
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    files = Store(stack.table).office_files
    before = files.item(("yunping", 2022), "roster")
    dynamodb = stack.client("dynamodb")
    for item in dynamodb.scan(TableName=stack.table)["Items"]:
        dynamodb.delete_item(TableName=stack.table, Key={k: item[k] for k in ("pk", "sk")})
    for _ in range(2):
        status, told = run("redrive", "--since", "2020-01-01T00:00:00Z")
        assert (status, [each["key"].rpartition("/")[2] for each in told]) == (
            0,
            ["roster.csv", "roster.csv", "年报.txt"],  # the chain passes its event by
        )
        chain.cloud.wait()
    after = files.item(("yunping", 2022), "roster")
    assert (after.version, after.digest, after.attempt) == (1, before.digest, before.attempt)
    assert chain.get(REPORT)[1]["status"] == "passed"
    assert len(chain.cloud.runs("ConfiguringTakeUp")) == 2


def test_everything_since_is_begun_anew_once_for_a_restored_table(
    chain: Chain, stack: GoujiStack, run: Run
) -> None:
    """What a restored table lacks comes back; the uploads are the same, and none is there twice."""
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    dynamodb = stack.client("dynamodb")
    for item in dynamodb.scan(TableName=stack.table)["Items"]:
        dynamodb.delete_item(TableName=stack.table, Key={k: item[k] for k in ("pk", "sk")})
    assert chain.get(REPORT)[0] == 404
    assert run("redrive", "--since", "2020-01-01T00:00:00Z")[0] == 0
    chain.cloud.wait()
    assert chain.get(REPORT)[1]["status"] == "passed"
    run("redrive", "--since", "2020-01-01T00:00:00Z")
    chain.cloud.wait()
    assert len(chain.cloud.runs(CHAIN)) == 2
    assert len(chain.get(f"{REPORT}/versions")[1]["items"]) == 1
    assert run("redrive", "--since", "2999-01-01T00:00:00Z") == (0, [])


def test_input_of_a_run_begun_anew_is_the_event(chain: Chain, run: Run) -> None:
    broken(chain)
    run("redrive", "--all")
    chain.cloud.wait()
    first, again = sorted(chain.cloud.runs(CHAIN), key=lambda each: str(each["startDate"]))
    event = json.loads(again["input"])
    assert event.pop("takes-over") is True
    assert event.pop("in-place-of") == first["executionArn"]
    assert event == json.loads(first["input"])
