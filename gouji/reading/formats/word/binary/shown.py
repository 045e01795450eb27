"""What a binary Word document shows of its text: fields' results, kept revisions, styles; what it hides is left out.

Whatever is shown beside or instead of a plain figure (a picture, a symbol, a field without a result) is a doubt, so
that its cell is neither blank nor believed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from gouji.reading.formats.word.binary.fib import WordFile
from gouji.reading.formats.word.binary.sprms import (
    C_ISS,
    C_ISTD,
    C_SYMBOL,
    CF_D_STRIKE,
    CF_R_MARK,
    CF_R_MARK_DEL,
    CF_STRIKE,
    CF_VANISH,
    RAISED,
    SHADED,
    SYMBOLIC,
    UNCERTAIN,
    WHITE,
    Prl,
    Properties,
    applied,
    of_characters,
    prls,
)
from gouji.reading.formats.word.binary.styles import Styles

_PICTURE, _SHAPE = "\x01", "\x08"
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_FIELD: Final = re.compile("[\x13-\x15]")
_SPECIAL: Final = re.compile("[\x00-\x08\x0a-\x1f\ud800-\udfff]")
_UNKNOWN: Final = re.compile("[\x00\x03\x04\x06\x07\x0f-\x12\x16-\x1d]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Special characters; those of notes, comments and fields show nothing.
_SHOWN_AS: Final = dict.fromkeys(range(0x20), "") | {
    0x09: " ", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-",
}  # fmt: skip
# Fields that show nothing where they stand; all others show a result, stored or not.
_SILENT: Final = frozenset({"XE", "TC", "TA", "RD", "SET", "ASK", "COMMENTS", "ADVANCE"})
_BEGINNING: Final = 80  # characters of a field's code, in which its name stands
_EVERYWHERE: Final = -1  # instead of a style's number: a style that says nothing


class Look(NamedTuple):
    """How a run is shown. `unseen`: in white; `symbol`: as a sign that is known by its number only."""

    hidden: bool = False
    deleted: bool = False
    doubtful: bool = False
    unseen: bool = False
    symbol: bool = False


class Line(NamedTuple):
    """What stands between two marks, as it is shown.

    `doubts`: stretches of the text that are no certain figures; where both ends are alike, something is shown that is
    no text. `unseen`: stretches in white. `shapes`: where shapes, text boxes among them, are anchored.
    """

    text: str
    doubts: Sequence[tuple[int, int]] = ()
    unseen: Sequence[tuple[int, int]] = ()
    pictured: bool = False
    shapes: Sequence[int] = ()


EMPTY: Final = Line("")
_PLAIN: Final = Look()
_REVISED: Final = (CF_R_MARK, CF_R_MARK_DEL)
_About = TypeVar("_About")


class _Spans(Generic[_About]):
    """Stretches of the text in their order, none over another, each with what is so of it."""

    def __init__(self, spans: Iterable[tuple[int, int, _About]]) -> None:
        self._spans = tuple(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._ends = [end for _, end, _ in self._spans]

    def touch(self, start: int, end: int) -> bool:
        """Whether any reaches into a stretch."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._ends[last] > start

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, _About]]:
        """Those that reach into a stretch, as far as they do."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        for begins, ends, about in islice(self._spans, first, bisect_left(self._starts, end)):
            if ends > start:
                yield max(begins, start), min(ends, end), about


class Wording:
    """The text of a document as it is shown."""

    def __init__(self, file: WordFile, styles: Styles) -> None:
        self._text = file.text
        self._styles = styles
        stories = ((0, file.main), (file.boxes, file.boxes_end))
        self._codes = _Spans(code for story in stories for code in _codes(file.text, *story))
        self._changes: list[Properties] = [{}]
        self.revisions = 0  # runs that a tracked change put in or took away
        self._revised: set[int] = set()
        self._looks: dict[tuple[int, int], Look] = {}
        runs = list(self._runs_with_changes(file))
        self._deletes = any(CF_R_MARK_DEL in changes for changes in self._changes)
        self._runs = _Spans(runs)
        # Most styles say nothing, and then most runs are plain, and need not be looked at again.
        self._telling = _Spans(run for run in runs if self._look(run[2], _EVERYWHERE) != _PLAIN)

    def is_deleted(self, cp: int, istd: int) -> bool:
        """Whether a tracked change deleted a mark."""
        return self._deletes and any(look.deleted for _, _, look in self._pieces(cp, cp + 1, istd))

    def line(self, start: int, end: int, istd: int) -> Line:
        """The text of a stretch of a paragraph that has this style."""
        if start == end:
            return EMPTY
        text = self._text[start:end]
        if self._is_plain(start, end, istd) and not _SPECIAL.search(text):
            return Line(text.replace("\t", " "))
        gathering = _Gathering()
        for first, last, look in self._pieces(start, end, istd):
            if not look.hidden and not look.deleted:
                self._gather(gathering, first, last, look)
        return gathering.line()

    def _is_plain(self, start: int, end: int, istd: int) -> bool:
        touched = self._telling.touch(start, end) or self._codes.touch(start, end)
        return not touched and not self._speaks(istd)

    def _speaks(self, istd: int) -> bool:
        """Whether a paragraph style says how text is shown: most do not."""
        return any(self._styles.characters(istd).values())

    def _gather(self, gathering: _Gathering, start: int, end: int, look: Look) -> None:
        """Add a run, but for the codes of fields in it."""
        at = start
        for begins, ends, missing in self._codes.within(start, end):
            gathering.add(self._text[at:begins], at, look)
            if missing is not None and missing >= start:
                gathering.doubt()
            at = ends
        gathering.add(self._text[at:end], at, look)

    def _pieces(self, start: int, end: int, istd: int) -> Iterator[tuple[int, int, Look]]:
        """A stretch of a paragraph in pieces that are each shown in one way."""
        style, runs = _EVERYWHERE, self._telling
        if self._speaks(istd):
            style, runs = istd, self._runs
        rest = _PLAIN if style == _EVERYWHERE else self._look(0, style)
        at = start
        for begins, ends, number in runs.within(start, end):
            if at < begins:
                yield at, begins, rest
            yield begins, ends, self._look(number, style)
            at = ends
        if at < end:
            yield at, end, rest

    def _runs_with_changes(self, file: WordFile) -> Iterator[tuple[int, int, int]]:
        known: dict[tuple[bytes, tuple[Prl, ...]], int] = {}
        for start, end, chpx, prm in file.runs():
            number = known.get((chpx, prm))
            if number is None:
                number = known[chpx, prm] = len(self._changes)
                found = (*prls(chpx), *prm)
                self._changes.append(of_characters(found, self._styles.symbolic))
                if any(sprm in _REVISED and any(operand) for sprm, operand in found):
                    self._revised.add(number)
            self.revisions += number in self._revised
            if self._changes[number]:
                yield start, end, number

    def _look(self, number: int, istd: int) -> Look:
        """The look of runs with these changes in a paragraph of this style."""
        found = self._looks.get((number, istd))
        if found is None:
            found = self._looks[number, istd] = self._resolved(self._changes[number], istd)
        return found

    def _resolved(self, changes: Properties, istd: int) -> Look:
        base = {} if istd == _EVERYWHERE else self._styles.characters(istd)
        own = self._styles.changes(changes[C_ISTD]) if C_ISTD in changes else {}
        shown = applied(changes, applied(own, base))
        raised = shown.get(RAISED, 0) or shown.get(C_ISS, 0)
        struck = shown.get(CF_STRIKE, 0) or shown.get(CF_D_STRIKE, 0)
        return Look(
            hidden=bool(shown.get(CF_VANISH, 0)),
            deleted=bool(shown.get(CF_R_MARK_DEL, 0)),
            doubtful=bool(raised or struck or shown.get(SYMBOLIC, 0) or shown.get(UNCERTAIN, 0)),
            unseen=bool(shown.get(WHITE, 0) and not shown.get(SHADED, 0)),
            symbol=C_SYMBOL in shown,
        )


class _Gathering:
    """A line as its pieces come."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._doubts: list[tuple[int, int]] = []
        self._unseen: list[tuple[int, int]] = []
        self._shapes: list[int] = []
        self._pictured = False

    def doubt(self) -> None:
        """Something is shown here that is no text."""
        self._doubts.append((self._length, self._length))

    def add(self, text: str, at: int, look: Look) -> None:
        """Add a piece that stands at this cp."""
        self._pictured = self._pictured or _PICTURE in text
        self._shapes += [at + i for i, letter in enumerate(text) if letter == _SHAPE]
        shown = _paired(text.translate(_SHOWN_AS))
        if look.symbol and shown:
            self.doubt()
            return
        start, self._length = self._length, self._length + len(shown)
        self._texts.append(shown)
        if _UNKNOWN.search(text) or (look.doubtful and shown.strip()):
            self._doubts.append((start, self._length))
        elif look.unseen and shown.strip():
            self._unseen.append((start, self._length))

    def line(self) -> Line:
        """All that came."""
        text = "".join(self._texts)
        return Line(text, self._doubts, self._unseen, self._pictured, self._shapes)


def _paired(text: str) -> str:
    """The text with one character for each two surrogates."""
    if _SURROGATE.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _codes(text: str, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """What is not shown of a story's fields; of one that shows what is not stored, its beginning is told.

    A field that does not end is looked through.
    """
    after = start
    for begins, ends, missing in sorted(_all_codes(text, start, end)):
        if begins >= after:
            yield begins, ends, begins if missing else None
            after = ends


def _all_codes(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    opened: list[tuple[int, int | None]] = []  # where fields begin, and where their results do
    for found in _FIELD.finditer(text, start, end):
        at = found.start()
        if found[0] == _BEGIN:
            opened.append((at, None))
        elif found[0] == _SEPARATE and opened and opened[-1][1] is None:
            opened[-1] = opened[-1][0], at
        elif found[0] == _END and opened:
            yield _code(text, *opened.pop(), at)
    yield from ((begins, begins + 1, True) for begins, _ in opened)


def _code(text: str, begins: int, separated: int | None, ends: int) -> tuple[int, int, bool]:
    """Of a field without a stored result all is code, and what it shows (a form's list, a circled 1) is not known."""
    code_ends = ends if separated is None else separated
    words = text[begins + 1 : min(code_ends, begins + _BEGINNING)].split(maxsplit=1)
    name = words[0].upper() if words else ""
    if separated is None:
        return begins, ends + 1, bool(name) and name not in _SILENT
    return begins, separated + 1, name.startswith("=") and ends == separated + 1
