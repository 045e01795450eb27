from __future__ import annotations

import io
import json
import logging
from typing import Any

import pytest

from functions.adapters.logging import correlate, logger


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the logger writes."""
    stream = io.StringIO()
    (handler,) = (each for each in logger.handlers if isinstance(each, logging.StreamHandler))
    monkeypatch.setattr(handler, "stream", stream)
    return stream


def _read(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_lines_carry_the_upload_as_their_correlation_id(lines: io.StringIO) -> None:
    correlate("u1", execution="run-1")
    logger.info("read")
    (line,) = _read(lines)
    assert (line["correlation_id"], line["execution"]) == ("u1", "run-1")


def test_a_process_that_serves_the_next_event_forgets_the_last_one(lines: io.StringIO) -> None:
    correlate("u1", execution="run-1")
    correlate(day="2024-01-24")
    logger.info("followed")
    (line,) = _read(lines)
    assert line["day"] == "2024-01-24"
    assert not {"correlation_id", "execution"} & set(line)


def test_a_key_without_a_value_is_left_out(lines: io.StringIO) -> None:
    correlate(request=None)
    logger.info("asked")
    (line,) = _read(lines)
    assert "request" not in line
