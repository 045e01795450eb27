"""Text that makes patterns try much: the words of a pattern again and again, and behind them what does not fit."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator, Sequence
from time import process_time
from types import FrameType
from typing import Final

_WORDS: Final = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|\d|[^\w\\]")
_ASCII: Final = "\x7f"
_HEADS: Final = 4  # words that a pattern may begin with
_LENGTH: Final = 2500  # characters; a quadratic pattern takes a fifth of a second or more, the others some milliseconds


class TooSlow(Exception):
    """What was timed took too long and was stopped."""


def seconds(work: Callable[[], object], limit: float) -> float:
    """The processor's seconds that the work takes; however busy the machine is, they stay much the same."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow(f"more than {limit} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    began = process_time()
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return process_time() - began


def texts_for(pattern: str) -> Iterator[str]:
    """Texts made of the pattern's words: each alone, and behind those that the pattern begins with."""
    words = dict.fromkeys(part for run in _WORDS.findall(pattern) for part in _parts(run))
    heads = [word for word in words if word[0] > _ASCII][:_HEADS] or list(words)[:_HEADS]
    for word in (*words, " ", "\n"):
        yield word * (_LENGTH // len(word))
        for head in heads:
            yield f"{head}{word * (_LENGTH // len(word))}甲3件"


def _parts(run: str) -> tuple[str, ...]:
    """A run of characters, which may be a word or a choice of characters, and its first one."""
    return run, run[0]


def filled(units: Sequence[str], length: int) -> str:
    """The units again and again, until the text is so long."""
    unit = "".join(units)
    return (unit * (length // len(unit) + 1))[:length]
