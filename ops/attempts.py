"""What a run that is under way is waiting for: the error after which its state is tried again, if it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from ops.stack import Client

_LATEST: Final = 10  # events of a run: more than one attempt of a state has
_FAILED: Final = ("Failed", "TimedOut")
_STATE: Final = ("StateEntered", "StateExited")
_SAID: Final = 200


def tried_again_after(states: Client, arn: str) -> str | None:
    """The error of the newest attempt that failed in the state that a running run is in; None where none did."""
    told = states.get_execution_history(
        executionArn=arn, reverseOrder=True, maxResults=_LATEST, includeExecutionData=True
    )
    for event in told["events"]:
        kind = str(event["type"])
        if kind.endswith(_STATE):
            return None
        if kind.endswith(_FAILED):
            return _error_of(event)
    return None


def worded(error: str | None, cause: str | None) -> str:
    """An error and its cause in a few words; of a function's cause only the message."""
    said = cause or ""
    with suppress(ValueError, KeyError, TypeError):
        said = str(json.loads(said)["errorMessage"])
    return " ".join(part for part in (error, said[:_SAID]) if part)


def _error_of(event: Mapping[str, Any]) -> str:
    details: Mapping[str, str] = next(
        (event[name] for name in event if name.endswith("EventDetails")), {}
    )
    return worded(details.get("error"), details.get("cause")) or str(event["type"])
