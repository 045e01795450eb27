"""Paragraphs → grids, where a table was pasted as text that lost its cells: a row on a line, a cell a line, all on one.

A row is a piece of text that ends in the label of a row and is followed by values; table 4 is its header, followed by
values. Blanks leave no trace in such text, so a row that is short of values stays short: what its cells held is not
certain. Prose names the same things, so rows count only where the table's own words stand before them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as with_fields
from itertools import pairwise
from math import ceil
from typing import Final

from msgspec.structs import replace

from gouji.form import SECTIONS, TABLES, leaves
from gouji.numerals import ONE_TO_TEN
from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph, ragged_grid
from gouji.reading.headings import headings_within, section_number
from gouji.reading.runs import Doubt
from gouji.reading.tables.wrapped import LABELS, are_in_order, rows_around
from gouji.reading.words.characters import bare, fold, simplified
from gouji.reading.words.labels import VOCABULARY, Role, roles_of
from gouji.reading.words.likeness import LIKE
from gouji.reading.words.values import FULL_WIDTH
from gouji.report import TableId

_Span = tuple[int, int]
_Places = dict[tuple[int, int], _Span]  # row and column, 1-based → place in the text

# Signs for a damaged byte, and brackets that no such text has: a figure beside them may be a part of one.
_STRANGE: Final = frozenset("\ufffd\u2e28\u2e29")
_BLANK: Final = "\ufdd0"  # stands for a cell that is there and blank; no text has this character
_LABEL_NUMERAL = re.compile(r"\d(?=\s*[.、]\s*[\u2e80-\u9fff])")
# The first line holds the characters that a value may begin with: most of a text is passed over at once.
_VALUE = re.compile(
    r"""(?=[\d大约近逾超+\-增减‐‑‒–—―─－/\\无没×\ufdd0])(?:
        \ufdd0 |
        (?<![\d.,])(?:大?约|近|逾|超过?)?(?:[+-]|增加?|减少?)?\d[\d,]*(?:\.\d+)?
        (?:亿元|万元|元|件次?|条|项|份|个|宗|起|人次|次)?(?!\d)
      | (?<![^\s|])(?:[-‐‑‒–—―─－/\\]+|无|没有|×)(?![^\s|]|[ \t][\u4e00-\u9fff](?!\S)))""",
    re.VERBOSE | re.ASCII,
)
# Most of what is full-width in a text, and whether there is more.
_WIDE: Final = tuple((ch, ch.translate(FULL_WIDTH)) for ch in "，：；（）！？％　\xa0")
_STILL_WIDE = re.compile(f"[{''.join(map(chr, FULL_WIDTH))}]")
_GAP = re.compile(r"[\s|]*")
_PIECE = re.compile(r"[^\s|]+")
_PROSE = re.compile(r"\s*[，。；：！？,;:%％年月日号]")  # what follows a number in a sentence
_PROSE_BESIDE = re.compile(rf"[ \t]*(?=\S){_PROSE.pattern}")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·]+\s*\d{1,3}\s*[-—–·]+|\d{1,3}\s*/\s*\d{1,3}|page\s*\d{1,3}.{0,10}"
    r"|(?:共\s*\d{1,3}\s*页.{0,3})?第\s*\d{1,3}\s*页.{0,12})\s*",
    re.IGNORECASE,
)
_MOST_PIECES: Final = 14  # into which a label may be broken
_LONGEST_TEXT: Final = (
    400  # between two values; a longer one is prose, of which the end is looked at
)
_LEAST_WRAPPED: Final = (
    10  # rows of table 3 whose labels are wrapped; in fewer a label's pieces may stand by chance
)
_LEAST_ROWS: Final = 2  # fewer rows of tables 2 and 3 are a list in the narrative
_NO_WIDTH: Final[frozenset[int]] = frozenset()


def _widths() -> dict[tuple[str, str], frozenset[int]]:
    """How many cells each row has, in either format; table 4's one row has all of them."""
    widths: dict[tuple[str, str], frozenset[int]] = {}
    for (table_id, _), table in TABLES.items():
        rows = Counter(spec.row.id if table_id != "t4" else "" for spec in table.specs.values())
        for row, count in rows.items():
            widths[table_id, row] = widths.get((table_id, row), _NO_WIDTH) | {count}
    return widths


_WIDTHS: Final = _widths()
_GROUPS: Final = tuple(leaf.label for leaf in leaves(TABLES["t4", "2021"].blocks[0].rows))
_OUTCOMES: Final = tuple(leaf.label for leaf in leaves(TABLES["t4", "2021"].blocks[0].columns))
_HEADER_OF_4: Final = (*_GROUPS, *_OUTCOMES * len(_GROUPS))
_OF_4: Final = len(_GROUPS) * len(_OUTCOMES)
_END_OF_SENTENCE = re.compile(r"(?<=[。！？])\s+|(?<=年度报告)\s+|(?<=工作报告)\s+")
_NUMERAL = re.compile(rf"[{ONE_TO_TEN[: len(SECTIONS)]}]\s*[、.．]")  # how each of them begins


def _spellings(axis: str, tables: frozenset[str]) -> list[str]:
    found = [
        spelling
        for spelling, roles in VOCABULARY.items()
        if any(role.axis == axis and role.table in tables for role in roles)
    ]
    return sorted(found, key=len, reverse=True)


_ROWS: Final = tuple(_spellings("row", frozenset({"t2", "t3"})))
_ENDINGS: Final = frozenset(spelling[-2:] for spelling in _ROWS)
# Table 3's first row: its labels, the characters of the longest text that is like each, and how many may be lacking.
_FIRST: Final = tuple(
    (spelling, ceil(len(spelling) / LIKE), ceil(len(spelling) / LIKE) - len(spelling))
    for spelling in _ROWS
    if any((role.table, role.id) == ("t3", "new_received") for role in VOCABULARY[spelling])
)
_LAST: Final = frozenset(ending[-1:] for ending in _ENDINGS)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


_WORDS = _any_of(
    {
        *_spellings("column", frozenset({"t2", "t3", "t4"})),
        *_spellings("row", frozenset({"t4"})),
        *_spellings("group", frozenset({"t3"})),
    }
)
_WORDS_OF_2: Final = frozenset(_spellings("column", frozenset({"t2"})))
# 其他 and 总计 stand in other places, too.
_WORDS_OF_3: Final = frozenset(
    spelling
    for spelling in _spellings("column", frozenset({"t3"}))
    if all((role.table, role.axis) == ("t3", "column") for role in VOCABULARY[spelling])
)
_PENDING: Final = frozenset(
    spelling
    for spelling, roles in VOCABULARY.items()
    if any((role.table, role.id) == ("t4", "pending") for role in roles)
)
_TELLING = _any_of(_WORDS_OF_2 | _WORDS_OF_3 | _PENDING)  # without them no header is found


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A text and the values behind it, by their places in the run's text."""

    start: int
    values: tuple[tuple[int, int], ...]

    @property
    def text_end(self) -> int:
        return self.values[0][0]

    @property
    def end(self) -> int:
        return self.values[-1][1]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the form: its table, id and label, where the label begins, the words of a header before it.

    Table 4's one row has no label and no id. `mixed`: its header's labels are mixed, so that only the sums can tell
    whether the figures stand in the form's order.
    """

    stretch: _Stretch
    table: TableId
    id: str
    spelling: str
    label_at: int
    words: list[str]
    mixed: bool = False


@dataclass(slots=True)
class _Pasted:
    """Rows of cells, the places of their values in the text, what they take of it, and which cells are doubtful."""

    rows: list[list[str]] = field(default_factory=list)
    places: _Places = field(default_factory=dict)
    taken: list[_Span] = field(default_factory=list)
    doubtful: set[tuple[int, int]] = field(default_factory=set)


def with_flattened_tables(document: Document) -> Document:
    """The same document with the tables in its running text turned into ragged grids."""
    blocks: list[Block] = []
    run: list[Paragraph] = []
    number = sum(isinstance(block, Grid) for block in document.blocks)
    for block in (*_unfolded(document.blocks), None):
        if isinstance(block, Paragraph) and not section_number(block.text):
            run.append(block)
            continue
        for found in _read(run):
            number += isinstance(found, Grid)
            blocks.append(replace(found, number=number) if isinstance(found, Grid) else found)
        run = []
        if block is not None:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _unfolded(blocks: Sequence[Block]) -> Iterator[Block]:
    """A whole report on one line becomes paragraphs: at its headings, and at the ends of sentences."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from _lines_of(block)
            continue
        begins = _NUMERAL.search(block.text)
        headings = headings_within(simplified(block.text)) if begins else []
        if not headings:
            yield block
            continue
        cuts = [0, *(place for heading in headings for place in heading), len(block.text)]
        for start, end in pairwise(cuts):
            for sentence in _sentences(block.part(start, end)):
                if sentence.text:
                    yield sentence


def _lines_of(grid: Grid) -> Sequence[Block]:
    """A grid; where each of its rows is one cell, and these hold rows of the form, their lines.

    So comes a table that was pasted into a cell as text, and text with a cell a line that keeps its blanks.
    """
    if any(len(row) != 1 for row in grid.rows):
        return (grid,)
    lines = [line for (cell,) in grid.rows for line in _lines_in(cell, grid.page)]
    if any(section_number(line.text) for line in lines):
        return list(_unfolded(lines))
    return lines if any(isinstance(block, Grid) for block in _read(lines)) else (grid,)


def _lines_in(cell: GridCell, page: int | None) -> Iterator[Paragraph]:
    if cell.is_blank:
        yield Paragraph(_BLANK, page)
        return
    for line in cell.text.split("\n"):
        if text := line.strip():
            yield Paragraph(text, page, ((0, len(text)),) if cell.doubtful else ())


def _sentences(paragraph: Paragraph) -> Iterator[Paragraph]:
    gaps = (place for gap in _END_OF_SENTENCE.finditer(paragraph.text) for place in gap.span())
    edges = [0, *gaps, len(paragraph.text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield paragraph.part(start, end)


def _read(run: Sequence[Paragraph]) -> Iterator[Block]:
    """A run of paragraphs: what is prose, and, where it holds rows of the form, their grid."""
    kept = [paragraph for paragraph in run if not _PAGE_NUMBER.fullmatch(paragraph.text)]
    text = "\n".join(paragraph.text for paragraph in kept)
    if not any(map(str.isdigit, text)):
        yield from run
        return
    shown = _half_width(text)
    # A label's numeral is no value.
    pasted = _rows(text, _LABEL_NUMERAL.sub(" ", shown))
    if not pasted.rows:
        yield from run
        return
    yield from _prose(kept, pasted.taken)
    doubts = _doubts(kept)
    doubtful = {cell for cell, span in pasted.places.items() if _is_doubtful(text, span, doubts)}
    yield ragged_grid(pasted.rows, 0, doubtful | pasted.doubtful)


def _doubts(run: Sequence[Paragraph]) -> list[Doubt]:
    """The doubtful stretches of all paragraphs, by their places in the run's text."""
    doubts: list[Doubt] = []
    start = 0
    for paragraph in run:
        doubts += [(start + first, start + last) for first, last in paragraph.doubts]
        start += len(paragraph.text) + 1
    return doubts


def _is_doubtful(text: str, span: tuple[int, int], doubts: Sequence[Doubt]) -> bool:
    """Whether a value is doubtful in part, or stands beside something that is no text."""
    start, end = span
    if _STRANGE & {text[start - 1 : start], text[end : end + 1]}:
        return True
    behind = len(text[:start].rstrip(" \t"))  # a sign before it, and a space between them
    return any(
        behind <= first <= end if first == last else first < end and last > start
        for first, last in doubts
    )


def _half_width(text: str) -> str:
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return text.translate(FULL_WIDTH) if _STILL_WIDE.search(text) else text


def _stretches(masked: str) -> Iterator[_Stretch]:
    start = 0
    values: list[tuple[int, int]] = []
    for match in _VALUE.finditer(masked):
        limits.check_time()
        if values and not _GAP.fullmatch(masked, values[-1][1], match.start()):
            yield _Stretch(start, tuple(values))
            start = values[-1][1]
            values = []
        values.append(match.span())
    if values:
        yield _Stretch(start, tuple(values))


def _rows(text: str, masked: str) -> _Pasted:
    """The rows of the form in a text, with the words of the headers before them."""
    found, strays = _found(masked)
    pasted = _Pasted()
    if sum(1 if row.id else _LEAST_ROWS for row in found) < _LEAST_ROWS:
        return pasted
    for row in found:
        if len(row.words) > 1 or set(row.words) & _WORDS_OF_2:
            pasted.rows.append(row.words)
        spans = _spans(masked, row)
        label = [row.spelling] if row.spelling else []
        cells = (text[start:end].replace(_BLANK, "") for start, end in spans)
        pasted.rows.append([*label, *cells])
        at = [
            (len(pasted.rows), column)
            for column in range(len(label) + 1, len(label) + len(spans) + 1)
        ]
        pasted.places |= dict(zip(at, spans, strict=True))
        if row.table in strays:
            pasted.doubtful.update(at)
        pasted.taken.append((row.label_at, row.stretch.end))
    return pasted


def _found(masked: str) -> tuple[list[_Row], set[str]]:
    """The rows in reading order, and the tables that hold values of no row: there any value may be another row's."""
    stretches = list(_stretches(masked))
    rows = list(_labelled(masked, stretches))
    strays = _strays(masked, stretches, rows)
    labelled = {row.stretch.start for row in rows}
    others = sum(len(s.values) > 1 and s.start not in labelled for s in stretches)
    in_order = are_in_order([row.id for row in rows if row.table == "t3"])
    if "t3" not in strays and in_order and others < _LEAST_WRAPPED:
        return rows, strays
    return _with_wrapped_labels(masked, stretches, rows) or (rows, strays)


def _strays(masked: str, stretches: Sequence[_Stretch], rows: Sequence[_Row]) -> set[str]:
    """The tables among whose rows, or between whose header and first row, stand values of no row."""
    found: set[str] = set()
    by_place = {row.stretch.start: row for row in rows}
    table, waiting = "", False
    for stretch in stretches:
        row = by_place.get(stretch.start)
        if row:
            if waiting and row.table == table:
                found.add(row.table)
            table, waiting = row.table, False
        elif _is_stray(masked, stretch):
            waiting = True
            table = _table(_words(masked[stretch.start : stretch.text_end])) or table
    return found


def _is_stray(masked: str, stretch: _Stretch) -> bool:
    """Whether values can be those of a row: several, or one on a line of its own."""
    if _PROSE.match(masked, stretch.end) or not _shown(masked, stretch.values):
        return False
    begins = masked.rfind("\n", 0, stretch.text_end) + 1
    ends = masked.find("\n", stretch.end)
    behind = masked[stretch.end : ends if ends >= 0 else len(masked)]
    return len(stretch.values) > 1 or not (masked[begins : stretch.text_end] + behind).strip()


def _with_wrapped_labels(
    masked: str, stretches: Sequence[_Stretch], rows: Sequence[_Row]
) -> tuple[list[_Row], set[str]] | None:
    """The rows where labels of table 3 stand around their values; None where they are no table 3."""
    others = [row for row in rows if row.table != "t3"]
    elsewhere = {row.stretch.start for row in others}
    lines = [
        line
        for line in stretches
        if line.start not in elsewhere
        and not _PROSE_BESIDE.match(masked, line.end)
        and _shown(masked, line.values)
    ]
    if sum(len(line.values) > 1 for line in lines) < _LEAST_WRAPPED:
        return None
    edges = [0, *(edge for line in lines for edge in (line.text_end, line.end)), len(masked)]
    texts = [masked[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    ids = rows_around(texts)
    found = [
        _Row(line, "t3", row, LABELS[row], line.start, _words(text) if i == 0 else [])
        for i, (line, row, text) in enumerate(zip(lines, ids, texts, strict=False))
        if row
    ]
    if len(found) < _LEAST_WRAPPED:
        return None
    found[0] = with_fields(found[0], label_at=_label_start(masked, found[0]))
    found = sorted((*others, *found), key=lambda row: row.stretch.start)
    return found, _strays(masked, stretches, found)


def _label_start(masked: str, row: _Row) -> int:
    """Where the pieces of a wrapped label before its values begin."""
    start = row.stretch.text_end
    for piece in reversed(list(_PIECE.finditer(masked, row.stretch.start, start))):
        if fold(piece[0]) not in row.spelling:
            break
        start = piece.start()
    return start


def _spans(masked: str, row: _Row) -> list[_Span]:
    """The places of a row's cells; one for all where it is not certain which figure stands in which cell."""
    spans = list(row.stretch.values)
    widths = _WIDTHS[row.table, row.id]
    shown = _shown(masked, spans)
    if len(shown) < len(spans) and len(spans) not in widths:
        # Blanks of merged cells beside the row's own.
        spans = shown if len(shown) in widths else [_over(spans)]
    return [_over(spans)] if row.mixed or _is_broken(masked, row.stretch) else spans


def _shown(masked: str, spans: Sequence[_Span]) -> list[_Span]:
    return [span for span in spans if masked[slice(*span)] != _BLANK]


def _over(spans: Sequence[_Span]) -> _Span:
    return spans[0][0], spans[-1][1]


def _is_broken(masked: str, stretch: _Stretch) -> bool:
    """Whether values stand on several lines but not each on its own: a figure may be broken, or a page's number."""
    starts = [stretch.text_end, *(end for _, end in stretch.values)]
    gaps = [
        masked[a:b] for a, b in zip(starts[1:], (v[0] for v in stretch.values[1:]), strict=False)
    ]
    before = masked[masked.rfind("\n", 0, stretch.text_end) + 1 : stretch.text_end]
    parted = ["\n" in gap for gap in gaps]
    return any(parted) and not (all(parted) and not before.strip())


def _labelled(masked: str, stretches: Sequence[_Stretch]) -> Iterator[_Row]:
    """The stretches whose text ends in a row's label, and table 4's, whose text is its header."""
    table = ""
    has_headers = _TELLING.search(bare(masked)) is not None
    start: int | None = None  # of a header whose merged cells leave blanks
    for stretch in stretches:
        begin, start = stretch.start if start is None else start, None
        if not (table or has_headers or _may_end_as_a_label(masked, stretch.text_end)):
            continue
        before = masked[begin : stretch.text_end]
        words = _words(before) if has_headers else []
        if sum(word in _PENDING for word in words) > 1:
            table = ""
            yield _Row(stretch, "t4", "", "", stretch.text_end, words)
            continue
        if _holds_header_of_4(masked, stretch):
            table = ""
            yield _Row(stretch, "t4", "", "", stretch.text_end, list(_HEADER_OF_4), mixed=True)
            continue
        table = _table(words) or table
        at, role, spelling = _label(before, table)
        if role is None and not _shown(masked, stretch.values):
            start = begin
            continue
        if role is None or _PROSE.match(masked, stretch.end):
            table = table if len(before) < _LONGEST_TEXT else ""
            continue
        table = role.table
        words = words or _words(before)
        yield _Row(stretch, role.table, role.id, spelling, begin + at, words)


def _holds_header_of_4(masked: str, stretch: _Stretch) -> bool:
    """Whether table 4's figures follow all characters of its header, whose labels are mixed by their wrapping."""
    if len(stretch.values) < _OF_4:
        return False
    before = masked[stretch.start : stretch.text_end][-_LONGEST_TEXT:]
    return Counter("".join(_HEADER_OF_4)) <= Counter(bare(before))


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold(text[-_LONGEST_TEXT:]))


def _table(words: Sequence[str]) -> str:
    """The table whose header these words are; empty where they are none."""
    if set(words) & _WORDS_OF_2:
        return "t2"
    return "t3" if len(set(words) & _WORDS_OF_3) > 1 else ""


def _label(text: str, table: str) -> tuple[int, Role | None, str]:
    """Where the label at the end of a text begins, its row, and the label; a text that ends in none gives no row."""
    tail = text[-_LONGEST_TEXT:]
    if not table and not _may_be_the_first(fold(tail)):
        return 0, None, ""
    starts = [match.start() for match in _PIECE.finditer(tail)][-_MOST_PIECES:]
    offset = len(text) - len(tail)
    for search in (_exact, _alike):
        for start in reversed(starts):
            role, spelling = search(tail[start:])
            # Table 3's first row begins it; all others follow their table's words.
            if role and (role.table == table or role.id == "new_received"):
                return offset + start, role, spelling
    return 0, None, ""


def _may_end_as_a_label(text: str, end: int) -> bool:
    """Whether the last character of a text that ends there is that of some row's label."""
    while end and not text[end - 1].isalnum():
        end -= 1
    return fold(text[end - 1 : end]) in _LAST


def _may_be_the_first(folded: str) -> bool:
    """Whether a text may end in the label of table 3's first row: it then lacks few of that label's characters."""
    return folded[-2:] in _ENDINGS and any(
        len(set(label).difference(folded[-longest:])) <= missing
        for label, longest, missing in _FIRST
    )


def _exact(text: str) -> tuple[Role | None, str]:
    """The row whose label a text ends in; the group's label may be glued to it."""
    folded = fold(text)
    if not folded.endswith(_ROWS):
        return None, ""
    spelling = next(spelling for spelling in _ROWS if folded.endswith(spelling))
    return _row_role(VOCABULARY.get(spelling, ())), spelling


def _alike(text: str) -> tuple[Role | None, str]:
    return _row_role(roles_of(text)), text.strip()


def _row_role(roles: Sequence[Role]) -> Role | None:
    return next((role for role in roles if role.axis == "row" and role.table != "t4"), None)


def _prose(run: Sequence[Paragraph], taken: Sequence[tuple[int, int]]) -> Iterator[Paragraph]:
    """The paragraphs without the rows and the words of their headers."""
    start = first = 0
    for paragraph in run:
        limits.check_time()
        end = start + len(paragraph.text)
        while first < len(taken) and taken[first][1] <= start:
            first += 1
        within = list(_within(taken, first, start, end))
        if not within:
            if not _is_header(paragraph.text, taken, start):
                yield paragraph
        else:
            edges = [start, *(edge for span in within for edge in span), end]
            gaps = zip(edges[::2], edges[1::2], strict=True)
            rest = " ".join(
                piece
                for a, b in gaps
                for piece in _PIECE.findall(paragraph.text[a - start : b - start])
                if not _is_label(piece)
            )
            if rest:
                yield Paragraph(rest, paragraph.page)
        start = end + 1


def _within(taken: Sequence[_Span], first: int, start: int, end: int) -> Iterator[_Span]:
    """The parts of a paragraph that are taken, of the spans from the first one on."""
    for i in range(first, len(taken)):
        a, b = taken[i]
        if a >= end:
            return
        yield max(a, start), min(b, end)


def _is_header(text: str, taken: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a paragraph among the rows holds nothing but words of the form."""
    among = start < taken[-1][1]
    return among and all(_is_label(piece) for piece in _PIECE.findall(text))


def _is_label(piece: str) -> bool:
    """Whether a piece is a label of the form; one that is like it but for its unit of money says more than that."""
    folded = fold(piece)
    return bool(roles_of(piece)) and (folded in VOCABULARY or not folded.endswith("元"))
