"""The stack by CloudFormation, rechecks, subscriptions, logs, and what the doctor finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from msgspec.structs import replace

from functions.adapters.rechecks import RecheckRequested
from ops import cli, doctor, logs
from ops.stack import FUNCTION, QUEUE, TOPIC, GoujiStack, NoStack, found
from tests.aws import mocked_aws
from tests.chain.cloud import MESSAGES, RECHECKS
from tests.chain.conftest import Chain
from tests.ops.conftest import Run

CLEAN = (Path(__file__).parents[2] / "samples" / "yunping-grain-2022.txt").read_bytes()
ORGAN = "云坪区粮食和物资储备中心"
KEY = f"yunping/2022/{ORGAN}/年报.txt"
OUTPUTS = ("TableName", "UploadBucketName", "DocumentBucketName", "StateMachineArn")


# --- the stack --------------------------------------------------------------------------------


@pytest.fixture
def formation(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    with mocked_aws():
        yield boto3.client("cloudformation", region_name="cn-north-1")


def deploy(formation: Any, name: str, outputs: tuple[str, ...] = OUTPUTS) -> None:
    template = {
        "Resources": {"Queue": {"Type": QUEUE}, "Topic": {"Type": TOPIC}},
        "Outputs": {key: {"Value": f"{name}-{key}"} for key in outputs},
    }
    formation.create_stack(StackName=name, TemplateBody=json.dumps(template))


def clients(service: str) -> Any:
    return boto3.client(service, region_name="cn-north-1")  # type: ignore[call-overload]  # as in ops


def test_only_stack_of_ours_is_found_by_its_outputs(formation: Any) -> None:
    with pytest.raises(NoStack, match="none"):
        found(None, clients)
    deploy(formation, "Other", ("Url",))
    deploy(formation, "Gouji")
    stack = found(None, clients)
    assert (stack.name, stack.table) == ("Gouji", "Gouji-TableName")
    assert [part.id for part in stack.of(QUEUE)] == ["Queue"]
    deploy(formation, "Gouji-test")
    with pytest.raises(NoStack, match="Gouji, Gouji-test"):
        found(None, clients)
    assert found("Gouji-test", clients).name == "Gouji-test"
    with pytest.raises(NoStack):
        found("Other", clients)


def test_faults_of_aws_and_of_the_call_have_statuses_of_their_own(
    formation: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["failed"], clients) == 64
    assert cli.main(["failed", "--stack", "nowhere"], clients) == 69
    assert "nowhere" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        cli.main(["no-such"], clients)
    assert stopped.value.code == 64


# --- rechecks and subscriptions -----------------------------------------------------------------


def test_recheck_is_what_the_functions_ask_for(chain: Chain, run: Run, stack: GoujiStack) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    asked = ("recheck", "yunping", "2022", "--organ", ORGAN, "--read", "--id", "r-1")
    assert run(*asked, "--dry-run")[1][0]["grade"] == "would"
    assert chain.cloud.runs(RECHECKS) == []
    for _ in range(2):
        assert run(*asked)[0] == 0
    chain.cloud.wait()
    (done,) = chain.cloud.runs(RECHECKS)
    assert done["status"] == "SUCCEEDED"
    wanted = RecheckRequested("r-1", "yunping", 2022, "requested", ORGAN, reads=True)
    assert RecheckRequested.read(json.loads(done["input"])) == wanted
    assert chain.cloud.calls.count("parse") == 2
    for place in (("yunping", "22"), ("云坪", "2022"), ("yunping", "2022#")):
        assert run("recheck", *place)[0] == 1
    assert MESSAGES


def test_subscription_is_confirmed_so_that_no_mail_can_end_it(stack: GoujiStack, run: Run) -> None:
    asked: list[dict[str, str]] = []

    class Sns:
        def confirm_subscription(self, **options: str) -> dict[str, str]:
            asked.append(options)
            return {"SubscriptionArn": "arn:s"}

    topic = stack.outputs["TopicArn"]
    told = _run_with(
        stack,
        "sns",
        Sns(),
        "unsubscribe-safe",
        f"https://x/?Action=ConfirmSubscription&TopicArn={topic}&Token=t%2B1",
        "t2",
    )
    assert [each.grade for each in told] == ["done", "done"]
    assert asked == [
        {"TopicArn": topic, "Token": token, "AuthenticateOnUnsubscribe": "true"}
        for token in ("t+1", "t2")
    ]
    (other,) = _run_with(
        stack, "sns", Sns(), "unsubscribe-safe", "https://x/?TopicArn=arn:other&Token=1"
    )
    assert other.grade == "fault"
    assert len(asked) == 2


def _run_with(stack: GoujiStack, service: str, client: Any, *arguments: str) -> list[Any]:
    real = stack.client
    options = cli._parser().parse_args(arguments)
    swapped = replace(stack, client=lambda name: client if name == service else real(name))
    return list(options.command(swapped, options))


# --- logs -------------------------------------------------------------------------------------


class Logs:
    """CloudWatch Logs, with lines by group."""

    def __init__(self, lines: dict[str, list[tuple[int, str]]]) -> None:
        self._lines = lines

    def get_paginator(self, _name: str) -> Logs:
        return self

    def paginate(self, *, logGroupName: str, filterPattern: str, startTime: int) -> Any:  # noqa: N803 - as AWS has it
        if logGroupName not in self._lines:
            raise ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "FilterLogEvents")
        wanted = filterPattern.strip('"')
        found = [
            {"timestamp": at, "message": text}
            for at, text in self._lines[logGroupName]
            if wanted in text and at >= startTime
        ]
        yield {"events": found}


def test_lines_of_an_upload_are_found_by_its_key_in_the_order_of_time(
    chain: Chain, stack: GoujiStack
) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    versions = chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}/versions")[1]["items"]
    upload_id = versions[0]["upload_id"]
    now = int(datetime.now(UTC).timestamp() * 1000)

    def line(service: str, level: str = "INFO", about: str = upload_id) -> str:
        return json.dumps({"service": service, "level": level, "message": "m", "upload_id": about})

    groups = [f"/aws/lambda/{part.name}" for part in stack.of(FUNCTION)][:2]
    logs = Logs(
        {
            groups[0]: [
                (now + 2, line("parse", "ERROR")),
                (now, line("ingest")),
                (now, line("x", "INFO", "other")),
            ],
            groups[1]: [(now + 1, f"plain {upload_id}"), (now - 10**9, line("old"))],
        }
    )
    told = _run_with(stack, "logs", logs, "logs", KEY)
    assert [each.grade for each in told] == ["ok", "ok", "ok", "fault"]
    assert [each.said.split()[0] for each in told[1:]] == ["ingest", "plain", "parse"]
    assert [each.grade for each in _run_with(stack, "logs", logs, "logs", upload_id)][1:]
    (missing,) = _run_with(stack, "logs", logs, "logs", "yunping/2022/没有/年报.txt")
    assert missing.grade == "fault"


@pytest.mark.parametrize(
    "key", ["年报.pdf", "Yunping/2022/局/年报.txt", "yunping/二〇二二/局/年报.txt"]
)
def test_uploads_at_keys_of_no_organ_are_found_by_their_keys(
    chain: Chain, stack: GoujiStack, key: str
) -> None:
    chain.drop(key, CLEAN)
    chain.cloud.wait()
    told = _run_with(stack, "logs", Logs({}), "logs", key)
    assert [each.grade for each in told] == ["ok"]


def test_lines_of_an_id_are_looked_for_as_long_as_logs_are_kept(
    stack: GoujiStack, template: dict[str, Any]
) -> None:
    kept = {
        part["Properties"]["RetentionInDays"]
        for part in template["Resources"].values()
        if part["Type"] == "AWS::Logs::LogGroup"
    }
    asked: list[int] = []

    class Asked(Logs):
        def paginate(self, *, logGroupName: str, filterPattern: str, startTime: int) -> Any:  # noqa: N803 - as AWS has it
            asked.append(startTime)
            yield {"events": []}

    now = datetime.now(UTC)
    list(logs.logs(replace(stack, client=lambda _: Asked({})), "0" * 32, now=now))
    assert {(now.timestamp() * 1000 - start) // 86_400_000 for start in asked} == kept


# --- the doctor -------------------------------------------------------------------------------


@pytest.fixture
def examined(chain: Chain, stack: GoujiStack) -> Any:
    """What the doctor says of a check, by its name."""
    cloudwatch = boto3.client("cloudwatch", region_name="cn-north-1")
    stack.client("sqs")  # moto knows it

    def examine(name: str, later: timedelta = timedelta(0), **about: Any) -> list[Any]:
        real = stack.client
        given = replace(
            stack, client=lambda s: cloudwatch if s == "cloudwatch" else real(s), **about
        )
        told = doctor.examine(given, datetime.now(UTC) + later)
        return [each for each in told if each.about == name]

    return examine


def test_stack_that_is_half_deployed_is_found(examined: Any) -> None:
    assert [each.grade for each in examined("stack")] == ["ok"]
    assert [each.grade for each in examined("stack", status="UPDATE_ROLLBACK_FAILED")] == ["fault"]


def test_dead_letters_are_counted(examined: Any, stack: GoujiStack) -> None:
    assert [each.grade for each in examined("dead letters")] == ["ok"]
    other = next(part for part in stack.of(QUEUE) if part not in stack.letters)
    stack.client("sqs").send_message(QueueUrl=other.name, MessageBody="{}")
    assert [each.grade for each in examined("dead letters")] == ["ok"]
    part = next(stack.letters)
    stack.client("sqs").send_message(QueueUrl=part.name, MessageBody="{}")
    (told,) = examined("dead letters")
    assert told.said.startswith(f"1 in {part.id}")


def test_failed_runs_are_counted(examined: Any, chain: Chain) -> None:
    def fail(_function: str, _event: dict[str, Any]) -> None:
        raise RuntimeError

    chain.cloud.fault = fail
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    (told,) = examined("failed runs")
    assert told.said.startswith("1 of Workflow")


def test_upload_that_waits_too_long_is_found(examined: Any, chain: Chain) -> None:
    def fail(function: str, _event: dict[str, Any]) -> None:
        if function == "parse":
            raise RuntimeError

    chain.cloud.fault = fail
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    assert [each.grade for each in examined("oldest received")] == ["ok"]
    (told,) = examined("oldest received", timedelta(hours=2))
    assert told.more == {"key": KEY}


def test_settings_at_fault_are_found(examined: Any, chain: Chain) -> None:
    chain._s3.put_object(
        Bucket=chain.bucket, Key="yunping/2022/_settings/rules.json", Body=b'{"off": ["NO-99"]}'
    )
    chain.cloud.wait()
    (told,) = examined("settings")
    assert "the last settings is faulty" in told.said


def test_table_without_its_guards_is_found(examined: Any) -> None:
    said = " ".join(each.said for each in examined("table"))
    assert "no deletion protection" in said
    assert "cannot be restored" in said


def test_functions_that_differ_are_found(examined: Any, stack: GoujiStack) -> None:
    assert [each.grade for each in examined("functions")] == ["ok"]
    part = next(stack.of(FUNCTION))
    stack.client("lambda").update_function_configuration(
        FunctionName=part.name,
        Runtime="python3.9",
        Environment={"Variables": {"TABLE_NAME": "old"}},
    )
    said = " ".join(each.said for each in examined("functions"))
    assert "Runtime differ" in said
    assert "different tables" in said


def test_check_that_cannot_be_made_hides_no_other(examined: Any, stack: GoujiStack) -> None:
    gone = {**stack.outputs, "TableName": "gone"}
    assert [each.grade for each in examined("table", outputs=gone)] == ["fault"]
    assert [each.grade for each in examined("buckets", outputs=gone)]
