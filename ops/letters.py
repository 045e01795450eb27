"""Dead letters → what they were meant for. Mainland regions redrive no queue themselves."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Final

from botocore.exceptions import ClientError
from msgspec import Struct

from ops.runs import start_once
from ops.stack import Client, GoujiStack, Json, object_of
from ops.telling import Told

_HIDDEN: Final = 900  # seconds in which a letter that was looked at does not come again
_NAME: Final = re.compile("[A-Za-z0-9_-]{1,80}")


class Letter(Struct, frozen=True):
    """A message of a dead-letter queue: what was to be delivered where, and why it was not."""

    id: str
    receipt: str
    target: str | None
    payload: Json
    why: str


def replay(stack: GoujiStack, *, dry_run: bool) -> Iterator[Told]:
    """Deliver every letter of every queue; it leaves its queue once it is accepted, and not before."""
    for part in stack.letters:
        sqs = stack.client("sqs")
        kept = []
        for letter in _letters(sqs, part.name):
            told = _replayed(stack, part.id, letter, dry_run=dry_run)
            if told.grade == "done":
                sqs.delete_message(QueueUrl=part.name, ReceiptHandle=letter.receipt)
            else:
                kept.append(letter.receipt)
            yield told
        for receipt in kept:
            _show_again(sqs, part.name, receipt)


def _replayed(stack: GoujiStack, queue: str, letter: Letter, *, dry_run: bool) -> Told:
    about: dict[str, object] = {"message": letter.id, "target": letter.target, "why": letter.why}
    if letter.target is None:
        return Told("fault", queue, "of no known form; left in its queue", about)
    if dry_run:
        return Told("would", queue, "deliver", about)
    try:
        _deliver(stack, letter.target, letter)
    except ClientError as error:
        return Told("fault", queue, f"not accepted: {error}", about)
    return Told("done", queue, "delivered", about)


def _deliver(stack: GoujiStack, target: str, letter: Letter) -> None:
    """Hand a letter to its target. ClientError where that does not accept it."""
    if ":lambda:" in target:
        payload = json.dumps(letter.payload, ensure_ascii=False)
        stack.client("lambda").invoke(
            FunctionName=target, InvocationType="Event", Payload=payload.encode()
        )
        return
    # Perhaps it was accepted by an earlier call, which could not remove it.
    start_once(stack.client("stepfunctions"), target, _name(letter), letter.payload)


def _name(letter: Letter) -> str:
    """The same for one event, however often it is delivered."""
    found = str(letter.payload.get("id", ""))
    text = found if _NAME.fullmatch(found) else json.dumps(letter.payload, sort_keys=True)
    return f"replay-{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def _letters(sqs: Client, queue: str) -> Iterator[Letter]:
    """All letters of a queue, each once."""
    while True:
        found = sqs.receive_message(
            QueueUrl=queue,
            MaxNumberOfMessages=10,
            VisibilityTimeout=_HIDDEN,
            WaitTimeSeconds=1,
            MessageAttributeNames=["All"],
        )
        messages = found.get("Messages", [])
        if not messages:
            return
        yield from map(_letter, messages)


def _letter(message: Json) -> Letter:
    """EventBridge says in attributes whom an event was for; Lambda, which has none of our letters to leave any more,
    wrapped it in what became of the call.
    """
    attributes = {
        name: each.get("StringValue", "")
        for name, each in message.get("MessageAttributes", {}).items()
    }
    body = object_of(message["Body"])
    target, payload, why = attributes.get("TARGET_ARN"), body, attributes.get("ERROR_CODE", "")
    match body:
        case {
            "requestContext": {"functionArn": str(function), **context},
            "requestPayload": dict(asked),
        }:
            target, payload, why = function, asked, str(context.get("condition", ""))
    is_known = target is not None and payload and (":lambda:" in target or ":states:" in target)
    return Letter(
        message["MessageId"], message["ReceiptHandle"], target if is_known else None, payload, why
    )


def _show_again(sqs: Client, queue: str, receipt: str) -> None:
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=receipt, VisibilityTimeout=0)
