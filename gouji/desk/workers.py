"""Work on many files by all processors. A process that dies takes none but its own file with it, and that is told."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from typing import Final, Literal, Self, TypeVar

from msgspec import Struct

_MOST: Final = 8  # processes; each holds all rules and readers, some 100 MB
_EACH: Final = 4  # files at least, for which a further process is worth its start

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")


class Lost(Struct, frozen=True):
    """A job without a result: its process `died`, or it `failed` with an error of the program; `about` says which."""

    how: Literal["died", "failed"]
    about: str = ""


class Workers:
    """Processes that work on jobs; in each of them `start` is called with `given` at first.

    They are started anew rather than forked, as on every system; jobs and results are pickled.
    """

    def __init__(self, jobs: int, start: Callable[..., None], given: tuple[object, ...]) -> None:
        self._start, self._given = start, given
        self._processes = max(1, min(multiprocessing.cpu_count(), _MOST, jobs // _EACH))
        self._pool = self._new_pool(self._processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(
        self,
        work: Callable[[_Job], _Done],
        jobs: Sequence[_Job],
        tell: Callable[[int], object],
    ) -> list[_Done | Lost]:
        """The results in the order of the jobs; `tell` hears which job was finished, whenever one is."""
        found: dict[int, _Done | Lost] = {}
        waiting = dict(enumerate(jobs))
        while waiting:
            found |= self._finished(work, waiting, tell)
            left = [n for n in waiting if n not in found]
            # A process died. Jobs are taken in order, so it worked on one of the first: each of these goes alone.
            for n in left[: self._processes]:
                found[n] = self._alone(work, jobs[n])
                tell(n)
            waiting = {n: jobs[n] for n in left[self._processes :]}
        return [found[n] for n in range(len(jobs))]

    def _finished(
        self,
        work: Callable[[_Job], _Done],
        jobs: Mapping[int, _Job],
        tell: Callable[[int], object],
    ) -> dict[int, _Done | Lost]:
        """The jobs that come to an end; those that are open when a process dies do not."""
        numbers: dict[Future[_Done], int] = {}
        found: dict[int, _Done | Lost] = {}
        try:
            for n, job in jobs.items():
                numbers[self._pool.submit(work, job)] = n
        except BrokenExecutor:
            pass  # those that were taken say so, too
        for future in as_completed(numbers):
            outcome = _outcome(future)
            if outcome is not None:
                found[numbers[future]] = outcome
                tell(numbers[future])
        if len(found) < len(jobs):
            self._pool.shutdown()
            self._pool = self._new_pool(self._processes)
        return found

    def _alone(self, work: Callable[[_Job], _Done], job: _Job) -> _Done | Lost:
        with self._new_pool(1) as pool:
            outcome = _outcome(pool.submit(work, job))
        return Lost("died") if outcome is None else outcome

    def _new_pool(self, processes: int) -> ProcessPoolExecutor:
        spawning = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            processes, mp_context=spawning, initializer=self._start, initargs=self._given
        )


def _outcome(future: Future[_Done]) -> _Done | Lost | None:
    """What a job gave, or how it failed; None where its process died."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return None
    return Lost("failed", f"{type(error).__name__}: {error}")
