"""Text that makes patterns try much: the words of a pattern again and again, and behind them what does not fit."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import process_time
from types import FrameType
from typing import Final

_WORDS: Final = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|\d|[^\w\\]")
_ASCII: Final = "\x7f"
_HEADS: Final = 4  # words that a pattern may begin with
_LENGTH: Final = 2500  # characters; a quadratic pattern takes a fifth of a second or more, the others some milliseconds
_MEASURABLE: Final = 0.004  # seconds
_OF_ONCE: Final = (
    8  # times as long for four times the text; in proportion it would be 4, quadratic 16
)
_OF_TWICE: Final = 3
_ROUNDS: Final = (1, 2, 4, 8)


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


def timed(work: Callable[[], object]) -> float:
    """The processor's seconds that the work takes."""
    began = process_time()
    work()
    return process_time() - began


def outgrowing(sampled: Callable[[int], Mapping[str, float]], length: int) -> dict[str, str]:
    """What takes longer and longer, as texts of a length are doubled and doubled again, with its times.

    `sampled` gives the seconds of each thing with a text of so many characters. In proportion, and with a logarithm,
    they are doubled, or a little more; quadratic ones are four times as many. What else the machine does adds to
    most of them: the least of several counts, and what seems to grow too fast is measured more often.
    """
    sizes = (length, 2 * length, 4 * length)
    least: dict[int, dict[str, float]] = {size: {} for size in sizes}
    found: dict[str, str] = {}
    for rounds in _ROUNDS:
        for size in sizes * rounds:
            for name, took in sampled(size).items():
                least[size][name] = min(took, least[size].get(name, took))
        found = {
            name: " → ".join(f"{1000 * least[size][name]:.1f} ms" for size in sizes)
            for name in least[length]
            if _outgrows(*(least[size][name] for size in sizes))
        }
        if not found:
            break
    return found


def _outgrows(once: float, twice: float, four_times: float) -> bool:
    return four_times > max(_MEASURABLE, _OF_TWICE * twice, _OF_ONCE * once)


def texts_for(pattern: str, length: int = _LENGTH) -> Iterator[str]:
    """Texts made of the pattern's words: each alone, and behind those that the pattern begins with."""
    words = dict.fromkeys(part for run in _WORDS.findall(pattern) for part in _parts(run))
    heads = [word for word in words if word[0] > _ASCII][:_HEADS] or list(words)[:_HEADS]
    for word in (*words, " ", "\n"):
        yield word * (length // len(word))
        for head in heads:
            yield f"{head}{word * (length // len(word))}甲3件"


def _parts(run: str) -> tuple[str, ...]:
    """A run of characters, which may be a word or a choice of characters, and its first one."""
    return run, run[0]


def filled(units: Sequence[str], length: int) -> str:
    """The units again and again, until the text is so long."""
    unit = "".join(units)
    return (unit * (length // len(unit) + 1))[:length]
