"""What EventBridge says of an execution that ended badly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from functions.adapters.messages import ObjectCreated, Upload

_CAUSES: Final = {
    "FAILED": "处理中反复出错",
    "TIMED_OUT": "处理超时",
    "ABORTED": "处理被人为中止",
}


@dataclass(frozen=True, slots=True)
class FailedRun:
    """The upload whose run failed, and why in Chinese, with the name of the error.

    `upload` is None where the run was to take one back: it can be redriven, and there is nothing to tell.
    """

    upload: Upload | None
    execution: str
    cause: str

    @classmethod
    def of(cls, detail: Mapping[str, Any]) -> Self:
        """Take what is needed of the event's detail. KeyError where it is another event."""
        cause = _CAUSES[detail["status"]]
        if detail.get("error"):
            cause += f"（{detail['error']}）"
        event = json.loads(detail["input"])
        is_created = event["detail-type"] == "Object Created"
        upload = ObjectCreated.of(event).upload() if is_created else None
        return cls(upload, detail["executionArn"], cause)
