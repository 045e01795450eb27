"""Hand in a sample, look what became of it, and measure how long the oldest run has been under way.

Event `{"act": "put" | "look" | "measure"}`, from a rule or by hand. Safe to retry and to repeat.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from functions.adapters.clients import s3, states
from functions.adapters.logging import correlate, logger
from functions.adapters.metrics import CANARY_PASSED, OLDEST_RUN, write
from functions.adapters.store import Store
from functions.canary import sample
from functions.canary.looking import fault_of, upload_of
from functions.canary.settings import settings
from gouji.season.submission import day_in_china


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Returns what was done or found. KeyError where the act is none of these."""
    now = datetime.now(UTC)
    correlate()
    return {"put": _put, "look": _look, "measure": _measure}[event["act"]](now)


def _put(now: datetime) -> dict[str, Any]:
    """Hand in the sample of the day; what is handed in twice is another version of the same."""
    day = day_in_china(now.isoformat())
    key = sample.key_of(day)
    s3().put_object(Bucket=settings().upload_bucket, Key=key, Body=sample.report_of(day))
    logger.info("handed in")
    return {"key": key}


def _look(now: datetime) -> dict[str, Any]:
    """Look for the verdict on the sample of the day, for its message, and for the API."""
    item = upload_of(Store(settings().table_name), day_in_china(now.isoformat()))
    correlate(item.upload_id if item else None)
    fault = fault_of(item)
    if fault:
        logger.error("the canary failed", extra={"fault": fault})
    else:
        logger.info("the canary passed")
    write({CANARY_PASSED: fault is None})
    return {"fault": fault}


def _measure(now: datetime) -> dict[str, Any]:
    """Measure the age of the oldest run that is under way; none is none at all.

    It asks Step Functions and not the table: where the table is out of reach, uploads wait all the same.
    """
    pages = (
        states()
        .get_paginator("list_executions")
        .paginate(stateMachineArn=settings().state_machine_arn, statusFilter="RUNNING")
    )
    began = [run["startDate"] for page in pages for run in page["executions"]]
    seconds = max(0.0, (now - min(began)).total_seconds()) if began else 0.0
    write({OLDEST_RUN: seconds})
    return {"seconds": seconds, "runs": len(began)}
