"""Dead letters: each reaches what it was meant for, and none is lost on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from msgspec.structs import replace

from ops import letters
from ops.stack import QUEUE, GoujiStack
from tests.chain.cloud import CHAIN
from tests.chain.conftest import Chain
from tests.ops.conftest import Run

CLEAN = (Path(__file__).parents[2] / "samples" / "yunping-grain-2022.txt").read_bytes()
ORGAN = "云坪区粮食和物资储备中心"
KEY = f"yunping/2022/{ORGAN}/年报.txt"


def queue(stack: GoujiStack, name: str) -> str:
    (found,) = [part.name for part in stack.of(QUEUE) if name in part.id]
    return found


def put(stack: GoujiStack, name: str, body: Any, target: str | None = None) -> None:
    attributes = {"TARGET_ARN": target, "ERROR_CODE": "THROTTLING"} if target else {}
    stack.client("sqs").send_message(
        QueueUrl=queue(stack, name),
        MessageBody=body if isinstance(body, str) else json.dumps(body),
        MessageAttributes={
            key: {"DataType": "String", "StringValue": value} for key, value in attributes.items()
        },
    )


def waiting(stack: GoujiStack, name: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = stack.client("sqs").get_queue_attributes(
        QueueUrl=queue(stack, name), AttributeNames=names
    )
    return sum(int(found["Attributes"][each]) for each in names)


@pytest.fixture
def event(chain: Chain) -> dict[str, Any]:
    """The event of an upload that started nothing."""
    s3 = chain._s3
    s3.put_bucket_notification_configuration(Bucket=chain.bucket, NotificationConfiguration={})
    version = chain.drop(KEY, CLEAN)
    return chain.event(KEY, CLEAN, version, sequencer="01", at="2023-01-20T08:00:00Z") | {
        "id": "e-1"
    }


def test_upload_that_started_nothing_is_judged(
    chain: Chain, stack: GoujiStack, run: Run, event: dict[str, Any]
) -> None:
    put(stack, "ObjectCreated", event, stack.chain)
    assert run("replay", "--dry-run")[1][0]["grade"] == "would"
    assert waiting(stack, "ObjectCreated") == 1
    status, (told,) = run("replay")
    assert (status, told["grade"], told["why"]) == (0, "done", "THROTTLING")
    chain.cloud.wait()
    assert chain.get(f"/offices/yunping/years/2022/reports/{ORGAN}")[1]["status"] == "passed"
    assert waiting(stack, "ObjectCreated") == 0
    assert run("replay") == (0, [])


def test_letter_that_lies_there_twice_starts_one_run(
    chain: Chain, stack: GoujiStack, run: Run, event: dict[str, Any]
) -> None:
    for _ in range(3):
        put(stack, "ObjectCreated", event, stack.chain)
    assert [told["grade"] for told in run("replay")[1]] == ["done"] * 3
    chain.cloud.wait()
    assert len(chain.cloud.runs(CHAIN)) == 1


def test_what_a_function_failed_at_is_handed_to_it_again(
    chain: Chain, stack: GoujiStack, run: Run
) -> None:
    function = chain.cloud.arn("AWS::Lambda::Function", "Configure")
    version = chain._s3.put_object(
        Bucket=chain.bucket, Key="yunping/2022/_settings/roster.csv", Body="机关\n甲局\n".encode()
    )["VersionId"]
    chain.cloud.wait()
    asked = chain.event(
        "yunping/2022/_settings/roster.csv",
        b"x" * 12,
        version,
        sequencer="01",
        at="2023-01-20T08:00:00Z",
    )
    called = chain.cloud.calls.count("configure")
    wrapped = {
        "version": "1.0",
        "requestContext": {"functionArn": f"{function}:$LATEST", "condition": "RetriesExhausted"},
        "requestPayload": asked,
        "responsePayload": {"errorMessage": "x"},
    }
    put(stack, "ConfiguringDeadLetters", wrapped)
    status, (told,) = run("replay")
    assert (status, told["grade"], told["why"]) == (0, "done", "RetriesExhausted")
    assert chain.cloud.calls.count("configure") == called + 1
    assert waiting(stack, "ConfiguringDeadLetters") == 0


@pytest.mark.parametrize(
    "letter",
    [
        ("no JSON", None),
        ("[1]", None),
        ('{"id": "1"}', None),
        ('{"id": "1"}', "arn:aws-cn:sqs:cn-north-1:123456789012:other"),
        ("{}", "arn:aws-cn:states:cn-north-1:123456789012:stateMachine:x"),
    ],
)
def test_letter_of_no_known_form_stays(
    stack: GoujiStack, run: Run, letter: tuple[str, str | None]
) -> None:
    put(stack, "ObjectCreated", *letter)
    for _ in range(2):
        status, (told,) = run("replay")
        assert (status, told["grade"]) == (1, "fault")
    assert waiting(stack, "ObjectCreated") == 1


def test_letter_that_is_not_accepted_stays_and_the_others_go(
    chain: Chain, stack: GoujiStack, run: Run, event: dict[str, Any]
) -> None:
    put(stack, "ObjectCreated", event | {"id": "e-0"}, stack.chain + "gone")
    put(stack, "ObjectCreated", event, stack.chain)
    status, told = run("replay")
    assert (status, sorted(each["grade"] for each in told)) == (1, ["done", "fault"])
    assert waiting(stack, "ObjectCreated") == 1


def test_letter_whose_removal_failed_is_delivered_once(
    chain: Chain, stack: GoujiStack, event: dict[str, Any]
) -> None:
    class Keeping:
        def __init__(self, real: Any) -> None:
            self._real = real

        def __getattr__(self, name: str) -> Any:
            return getattr(self._real, name)

        def delete_message(self, **_: str) -> None:
            raise ClientError({"Error": {"Code": "Throttled"}}, "DeleteMessage")

    put(stack, "ObjectCreated", event, stack.chain)
    real = stack.client
    keeping = replace(stack, client=lambda s: Keeping(real(s)) if s == "sqs" else real(s))
    with pytest.raises(ClientError):
        list(letters.replay(keeping, dry_run=False))
    (message,) = letters._letters(_shown(stack), queue(stack, "ObjectCreated"))
    assert message.target == stack.chain
    _show(stack, message.receipt)
    assert [told.grade for told in letters.replay(stack, dry_run=False)] == ["done"]
    chain.cloud.wait()
    assert len(chain.cloud.runs(CHAIN)) == 1


def _shown(stack: GoujiStack) -> Any:
    """The queue's client, all messages visible again: the time in which they are hidden has passed."""
    from moto.sqs.models import sqs_backends

    for each in sqs_backends["123456789012"]["cn-north-1"].queues.values():
        for message in each._messages:
            message.visible_at = 0
    return stack.client("sqs")


def _show(stack: GoujiStack, receipt: str) -> None:
    letters._show_again(stack.client("sqs"), queue(stack, "ObjectCreated"), receipt)
