"""Runs of the state machines that a function starts: each once, whatever is repeated."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import TYPE_CHECKING, Final

from functions.adapters.clients import states
from functions.adapters.settings import FunctionSettings
from gouji.codec import encode

if TYPE_CHECKING:
    from functions.adapters.store import Address

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,80}")


class Settings(FunctionSettings, frozen=True):
    """Which state machine tells what stands in the outbox."""

    messages_arn: str


def tell(address: Address, name: str | None = None) -> None:
    """Have an address told what stands in its outbox; the same name starts no second run."""
    about = {"office": address.office, "organ": address.organ}
    start(Settings.from_environment().messages_arn, about, name or uuid.uuid4().hex)


def start(arn: str, about: object, name: str) -> None:
    """Start a state machine with an input, once by this name, which may be any text.

    A run of this name that is there, or was within ninety days, counts as started.
    """
    from botocore.exceptions import ClientError

    try:
        states().start_execution(
            stateMachineArn=arn, input=encode(about).decode(), name=_usable(name)
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ExecutionAlreadyExists":
            raise


def _usable(name: str) -> str:
    """The name of a run: Step Functions takes 80 characters, and few kinds."""
    return name if _NAME.fullmatch(name) else hashlib.sha256(name.encode()).hexdigest()
