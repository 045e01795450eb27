"""The structured logger: ids and outcomes, never events, documents or names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aws_lambda_powertools import Logger

from gouji.report import UnreadableReport

logger = Logger()  # service name and level come from POWERTOOLS_* in the environment


def correlate(upload_id: str | None = None, **keys: str | None) -> None:
    """Have every line from here on carry an upload's id as `correlation_id`, and these keys.

    A process serves one event after the other: what the last one's lines carried is taken off first.
    """
    logger.clear_state()
    logger.append_keys(**keys)
    logger.set_correlation_id(upload_id)


@contextmanager
def log_verdicts() -> Iterator[None]:
    """Log what is raised of a file and is no fault: Lambda counts it among the errors, the alarm takes it off again."""
    try:
        yield
    except UnreadableReport as error:
        logger.info("raised", extra={"error": type(error).__name__})
        raise
