"""What became of a day's sample."""

from __future__ import annotations

import urllib.error
import urllib.request
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Literal

from functions.adapters.clients import sqs
from functions.adapters.store import Store
from functions.canary import sample
from functions.canary.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

    from functions.adapters.store import UploadItem

Fault = Literal["not registered", "no verdict", "wrong verdict", "not told", "no message", "no API"]
_SECONDS: Final = 10  # that the API may take
_CALLS: Final = 10  # of ten messages each at most; a day has one or two


def upload_of(store: Store, day: date) -> UploadItem | None:
    """The sample as it was registered: the newest, where it was handed in several times."""
    place, key = sample.place_of(day), sample.key_of(day)
    uploads = store.uploads(place.office, place.year, place.organ)
    return next((item for item in uploads if item.key == key), None)


def fault_of(item: UploadItem | None) -> Fault | None:
    """The first thing that is not as it must be, in the order in which things happen; None where all is well."""
    if item is None:
        return "not registered"
    if item.state in {"received", "failed"}:
        return "no verdict"
    if (item.state, item.errors) != (sample.STATE, sample.ERRORS):
        return "wrong verdict"
    if item.told_verdict is None:
        return "not told"
    if not _is_published(item.told_verdict):
        return "no message"
    return None if _is_answered() else "no API"


def _is_published(message_id: str) -> bool:
    """Whether the message of this id is among what the topic sent to the canary's own queue. It stays there."""
    for _ in range(_CALLS):
        answer = sqs().receive_message(
            QueueUrl=settings().mailbox_url,
            MaxNumberOfMessages=10,
            MessageAttributeNames=["id"],
            WaitTimeSeconds=2,
            VisibilityTimeout=0,  # it stays for the next look; after a day it is gone
        )
        messages = answer.get("Messages", [])
        if message_id in map(_id_of, messages):
            return True
        if not messages:
            return False
    return False


def _id_of(message: MessageTypeDef) -> str | None:
    attributes = message.get("MessageAttributes") or {}
    return attributes["id"].get("StringValue") if "id" in attributes else None


def _is_answered() -> bool:
    """Whether the API answers at all. Where open routes need a permit that is not there yet, a refusal is an answer."""
    address = f"{settings().api_url}/health"
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - our own API
            return bool(answer.status == HTTPStatus.OK)
    except urllib.error.HTTPError as error:
        return error.code < HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
