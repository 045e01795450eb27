"""Work on many files: results in order, a process that dies takes only its own file with it, and errors are told."""

from __future__ import annotations

import os

import pytest

from gouji.desk.workers import Lost, Workers
from tests.gouji.desk.folders import quiet

GIVEN: list[int] = []


def begin(add: int) -> None:
    GIVEN[:] = [add]


def work(n: int) -> int:
    if n == 3:
        os._exit(9)
    if n == 5:
        raise KeyError(n)
    return n + GIVEN[0]


@pytest.mark.slow
def test_process_that_dies_loses_its_own_job_only_and_an_error_is_told() -> None:
    told: list[int] = []
    with Workers(8, begin, (10,)) as workers:
        found = workers.each(work, range(8), told.append)
        assert found == [
            10, 11, 12, Lost("died"), 14, Lost("failed", "KeyError: 5"), 16, 17,
        ]  # fmt: skip
        assert workers.each(work, [1, 2], told.append) == [11, 12]
    assert sorted(told) == [0, 0, 1, 1, 2, 3, 4, 5, 6, 7]


def test_nothing_to_do_gives_nothing() -> None:
    with Workers(0, begin, (0,)) as workers:
        assert workers.each(work, [], quiet) == []
