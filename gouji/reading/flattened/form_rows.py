"""Text → rows of the form in it: stretches whose text ends in a row's label, and table 4's, whose text is its header.

Rows that are none of the form's stand among them in other words, or without any. A label that no values follow was
blank, or its figures are another row's: blanks leave no trace in such text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as with_fields
from itertools import groupby
from math import ceil
from typing import Final

from gouji.form import TABLES, leaves
from gouji.numerals import ONE_TO_TEN
from gouji.reading.flattened.stretches import (
    Span,
    Stretch,
    ends_line,
    is_beside_prose,
    is_in_prose,
    is_stray,
    over,
    shown,
    stretches_of,
)
from gouji.reading.flattened.wrapped import (
    LABELS,
    are_all,
    are_in_order,
    printed_again,
    rows_around,
)
from gouji.reading.words.characters import bare, fold
from gouji.reading.words.labels import (
    VOCABULARY,
    Role,
    Roles,
    roles_but_for_year,
    roles_of,
)
from gouji.reading.words.likeness import LIKE
from gouji.reading.words.periods import period_of
from gouji.report import TableId
from gouji.text import lazy_pattern

PIECE: Final = lazy_pattern(r"[^\s|]+")
_MOST_PIECES: Final = 14  # into which a label may be broken
_MOST_BROKEN: Final = 3  # pieces of a header's word that names a year
_LONGEST_TEXT: Final = (
    400  # between two values; a longer one is prose, of which the end is looked at
)
_LONGEST_OTHER: Final = 40  # characters of a row's label that is none of the form's
_LEAST_WRAPPED: Final = (
    10  # rows of table 3 whose labels are wrapped; in fewer a label's pieces may stand by chance
)
_HAN: Final = lazy_pattern("[\u4e00-\u9fff]{2}")
_SENTENCE: Final = lazy_pattern("[。；：！？，;:!?%]|, ")
_COUNT: Final = lazy_pattern(r"0|[1-9]\d{0,5}")
_NUMERALS: Final = ONE_TO_TEN + "0123456789"  # in a row's label, before its words
_UNIT: Final = lazy_pattern(
    r"(?:(?<=[\s|])|(?<=[\d.]))[\s|]*"
    r"([(\[【〔]?(?:单位:?)?(?:人民币)?(?:[十百千]+[万亿]?元|亿元|万元|元|亿|万)[)\]】〕]?)(?=[\s|]|$)"
)
_UNIT_BEFORE: Final = lazy_pattern(_UNIT.pattern.removesuffix(r"(?=[\s|]|$)") + r"[\s|]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form: its table, id and label, where the label begins, the words of a header before it.

    Table 4's one row has no label and no id. `mixed`: its header's labels are mixed, so that only the sums can tell
    whether the figures stand in the form's order. `unit`: where a unit of money stands beside its values. `joined`:
    two rows' labels are one, so that the values may be either's. `further`: it is none of the form's. `period`: what
    stands directly before the values and says of which year they are.
    """

    stretch: Stretch
    table: TableId
    id: str
    spelling: str
    label_at: int
    words: list[str]
    mixed: bool = False
    unit: Span | None = None
    joined: bool = False
    further: bool = False
    period: str = ""

    @property
    def end(self) -> int:
        """Where its values end, or the unit behind them."""
        return max(self.stretch.end, self.unit[1] if self.unit else 0)


@dataclass(slots=True)
class Found:
    """The rows in reading order.

    `strays`: the tables that hold values of no row, so that any value may be another row's. `behind_blank`: where
    the rows begin before which stands a label without values. `wrapped`: labels stand around their values.
    """

    rows: list[Row] = field(default_factory=list)
    strays: set[str] = field(default_factory=set)
    behind_blank: set[int] = field(default_factory=set)
    wrapped: bool = False


_GROUPS: Final = tuple(leaf.label for leaf in leaves(TABLES["t4", "2021"].blocks[0].rows))
_OUTCOMES: Final = tuple(leaf.label for leaf in leaves(TABLES["t4", "2021"].blocks[0].columns))
_HEADER_OF_4: Final = (*_GROUPS, *_OUTCOMES * len(_GROUPS))
_OF_4: Final = len(_GROUPS) * len(_OUTCOMES)


def _spellings(axis: str, tables: Container[str]) -> list[str]:
    found = [
        spelling
        for spelling, roles in VOCABULARY.items()
        if any(role.axis == axis and role.table in tables for role in roles)
    ]
    return sorted(found, key=len, reverse=True)


_ROWS: Final = tuple(_spellings("row", {"t2", "t3"}))
_ENDINGS: Final = frozenset(spelling[-2:] for spelling in _ROWS)
# Table 3's first row: its labels, the characters of the longest text that is like each, and how many may be lacking.
_FIRST: Final = tuple(
    (spelling, ceil(len(spelling) / LIKE), ceil(len(spelling) / LIKE) - len(spelling))
    for spelling in _ROWS
    if any((role.table, role.id) == ("t3", "new_received") for role in VOCABULARY[spelling])
)
_FORMS: Final = {
    (role.table, role.id): frozenset(
        version
        for (table, version), form in TABLES.items()
        if table == role.table
        if any(spec.row.id == role.id for spec in form.specs.values())
    )
    for spelling in _ROWS
    for role in VOCABULARY[spelling]
    if role.axis == "row"
}
_LABELS_OF: Final = {
    (table, name): frozenset(
        spelling
        for spelling in _ROWS
        if any((of.table, of.axis, of.id) == (table, "row", name) for of in VOCABULARY[spelling])
    )
    for table, name in _FORMS
}
_LAST: Final = frozenset(ending[-1:] for ending in _ENDINGS)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return lazy_pattern("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


_WORDS = _any_of(
    {
        *_spellings("column", {"t2", "t3", "t4"}),
        *_spellings("row", {"t4"}),
        *_spellings("group", {"t3"}),
    }
)
# Columns beside the form's: each has a figure, or a remark, in every row.
_FURTHER = lazy_pattern(
    "小计|备注|备考|占比|比重|比例|累计|环比|增幅|(?:同比|(?:较|比)?(?:上年|去年)(?:同期|度)?(?!结转))?"
    "(?:增减|增长|变化|变动)(?:情况|幅度|率|数|量|值)?"
    # No column is what begins the first row's label, which may be wrapped around its figures: 一、2023年 新收.
    r"|同比|(?<!一)20[0-4]\d年度?(?:同期)?(?:数量?|件数)?(?!新收)"
    r"|(?<!一)(?:较|比)?(?:上年|去年)(?:同期|度)?(?:数量?|件数)?(?!结转|新收)"
)
_ALL = _any_of(VOCABULARY)
_ENDS: Final = tuple(sorted(VOCABULARY, key=len, reverse=True))
_COLUMNS: Final = frozenset(_spellings("column", {"t2", "t3", "t4"}))
WORDS_OF_2: Final = frozenset(_spellings("column", {"t2"}))
_TOTALS: Final = frozenset(
    spelling
    for spelling in _COLUMNS
    if any((role.table, role.id) == ("t3", "total") for role in VOCABULARY[spelling])
)
# 其他 and 总计 stand in other places, too.
_WORDS_OF_3: Final = frozenset(
    spelling
    for spelling in _spellings("column", {"t3"})
    if all((role.table, role.axis) == ("t3", "column") for role in VOCABULARY[spelling])
)
_PENDING: Final = frozenset(
    spelling
    for spelling, roles in VOCABULARY.items()
    if any((role.table, role.id) == ("t4", "pending") for role in roles)
)
_NUMBERED = lazy_pattern(r"序\s*号|编\s*号|行\s*次")
_TELLING = _any_of(WORDS_OF_2 | _WORDS_OF_3 | _PENDING)  # without them no header is found


def found_in(masked: str) -> Found:
    """The rows of a text whose labels' numerals are masked."""
    stretches = list(stretches_of(masked))
    rows = list(_labelled(masked, stretches))
    found = _with_further(masked, stretches, rows, wrapped=False)
    labelled = {row.stretch.start for row in found.rows}
    others = sum(len(s.values) > 1 and s.start not in labelled for s in stretches)
    of_3 = groupby(row.id for row in rows if row.table == "t3")  # one that stands twice is in order
    in_order = are_in_order([row for row, _ in of_3])
    if "t3" in found.strays or not in_order or others >= _LEAST_WRAPPED:
        wrapped = _with_wrapped_labels(masked, stretches, rows)
        found = _with_further(masked, stretches, wrapped, wrapped=True) if wrapped else found
    return _with_doubts(masked, found)


def _with_further(
    masked: str, stretches: Sequence[Stretch], rows: Sequence[Row], *, wrapped: bool
) -> Found:
    """The rows with those that are none of the form's; what values are neither's may be any row's of their table."""
    found = Found([*rows], wrapped=wrapped)
    by_place = {row.stretch.start: row for row in rows}
    last = {row.table: row.stretch.start for row in rows}
    whole = {table for table in last if _is_whole(table, rows)}
    above: Row | None = None
    for stretch in stretches:
        if row := by_place.get(stretch.start):
            above = row
        elif above and _may_follow(masked, stretch, above.table):
            # Where a row lacks, the words may be its label's, or a piece of it: then only behind the last.
            is_last = last[above.table] < stretch.start
            words = _words_of_its_own(masked, stretch, above, wrapped=wrapped)
            if words and (is_last or above.table in whole):
                at = masked.index(words[0], stretch.start)
                further = Row(stretch, above.table, "", " ".join(words), at, [], further=True)
                found.rows.append(further)
            elif is_last and wrapped and above.table == "t3":
                found.strays.add("t3")
        elif is_in_prose(masked, stretch):
            above = None
    found.rows.sort(key=lambda row: row.stretch.start)
    found.strays |= _strays(masked, stretches, found.rows)
    return found


def _words_of_its_own(masked: str, stretch: Stretch, above: Row, *, wrapped: bool) -> list[str]:
    """The words between the values of a row and these, if they can be the label of a row that the form does not have.

    Where labels are wrapped, the row's own may end there, and no word may be a piece of one.
    """
    text = masked[stretch.start : stretch.text_end]
    if len(text) > _LONGEST_OTHER or _SENTENCE.search(text):
        return []
    words = PIECE.findall(text)
    if wrapped and above.table == "t3":
        own = next((i for i, w in enumerate(words) if fold(w) not in above.spelling), len(words))
        words = words[own:]
        if any(fold(word) in spelling for word in words for spelling in _ROWS):
            return []
    is_label = period_of(text) or (_HAN.search(" ".join(words)) and not any(map(roles_of, words)))
    return words if is_label else []


def _is_whole(table: TableId, rows: Sequence[Row]) -> bool:
    return table == "t4" or are_all(table, [row.id for row in rows if row.table == table])


def _may_follow(masked: str, stretch: Stretch, table: TableId) -> bool:
    """Whether values can be those of a row of a table; in table 2 one is enough."""
    if table != "t2" or len(stretch.values) > 1:
        return is_stray(masked, stretch)
    return not is_in_prose(masked, stretch) and bool(_COUNT.fullmatch(masked, *stretch.values[0]))


def _strays(masked: str, stretches: Sequence[Stretch], rows: Sequence[Row]) -> set[str]:
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
        elif is_stray(masked, stretch):
            waiting = True
            table = _table(_words(masked[stretch.start : stretch.text_end])) or table
    return found


def _with_doubts(masked: str, found: Found) -> Found:
    """What the texts before the values say: of labels without values, and of two that are one."""
    end = 0
    rows: list[Row] = []
    numbered = _NUMBERED.search(masked) is not None
    for i, row in enumerate(found.rows):
        text = masked[end : row.stretch.text_end][-_LONGEST_TEXT:]
        before = masked[end : max(row.label_at, end)][-_LONGEST_TEXT:]
        joined = False
        if not row.further and row.table != "t4":
            known = _COLUMNS if _table(row.words) else frozenset[str]()
            words = _ALL.findall(fold(before))
            if any(_names_row_like(word, row) for word in words if word not in known):
                found.behind_blank.add(row.stretch.start)
            if found.wrapped and row.table == "t3":
                # A line's end says nothing of a label's; the one before may end behind its values.
                text = text.replace("\n", "")
                known |= _LABELS_OF.get((rows[-1].table, rows[-1].id), known) if rows else known
            below = found.rows[i + 1].stretch.text_end if i + 1 < len(found.rows) else len(masked)
            joined = _joins_labels(text, row, known) or (
                found.wrapped and _goes_on_as_another(masked[row.end : below], row)
            )
        joined = joined or (numbered and _may_end_with_number(masked, row))
        rows.append(with_fields(row, joined=True) if joined else row)
        end = row.stretch.end
    found.rows = rows
    return found


def _names_row_like(word: str, row: Row) -> bool:
    """Whether a word is the label of a row that stands in one format with this one: else it may be a group's."""
    forms = _FORMS[row.table, row.id]
    roles = VOCABULARY[word]
    return any((of.table, of.axis) == (row.table, "row") and of.forms & forms for of in roles)


def _joins_labels(text: str, row: Row, others: Container[str]) -> bool:
    """Whether a line of a text has another row's label, and behind it this one's or its beginning."""
    label = fold(row.spelling)
    for line in text.split("\n"):
        folded = fold(line)
        starts = range(min(len(label), len(folded)), 0, -1)
        own = next((size for size in starts if folded.endswith(label[:size])), 0)
        rest = folded[: len(folded) - own].rstrip(_NUMERALS)
        if rest != folded and rest.endswith(_ROWS):
            word = next(word for word in _ENDS if rest.endswith(word))
            if word != label and word not in others and _names_row_like(word, row):
                return True
    return False


def _may_end_with_number(masked: str, row: Row) -> bool:
    """Whether the last of a row's values may be the running number of the next row, as they do not end a line."""
    first, last = over(row.stretch.values)
    return "\n" in masked[first:last] or not ends_line(masked, row.stretch)


def _goes_on_as_another(text: str, row: Row) -> bool:
    """Whether the line behind a row's values has the end of its label, and behind it another row's or its beginning."""
    folded = fold(text[:_LONGEST_TEXT].lstrip().partition("\n")[0])
    labels = _LABELS_OF[row.table, row.id]
    ends = {label[-size:] for label in labels for size in range(1, len(label) + 1)}
    own = max((len(end) for end in ends if folded.startswith(end)), default=0)
    rest = folded[own:].lstrip(_NUMERALS)
    return bool(own and rest) and any(
        (rest.startswith(word) or word.startswith(rest))
        and word not in labels
        and _names_row_like(word, row)
        for word in _ROWS
    )


def _with_wrapped_labels(
    masked: str, stretches: Sequence[Stretch], rows: Sequence[Row]
) -> list[Row]:
    """The rows where labels of table 3 stand around their values; none where they are no table 3."""
    others = [row for row in rows if row.table != "t3"]
    elsewhere = {row.stretch.start for row in others}
    lines = [
        line
        for line in stretches
        if line.start not in elsewhere
        and not is_beside_prose(masked, line)
        and shown(masked, line.values)
    ]
    if sum(len(line.values) > 1 for line in lines) < _LEAST_WRAPPED:
        return []
    edges = [0, *(edge for line in lines for edge in (line.text_end, line.end)), len(masked)]
    texts = [masked[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    values = [[masked[slice(*span)] for span in line.values] for line in lines]
    again = printed_again(texts, values)
    once = iter(rows_around([text for i, text in enumerate(texts) if i not in again]))
    ids: list[str | None] = []
    for i in range(len(lines)):
        ids.append(ids[-1] if i in again else next(once))
    found = [
        Row(
            line,
            "t3",
            row,
            LABELS[row],
            line.start,
            _words_around(text, first=i == 0),
            period=_period_behind(text)[1],
        )
        for i, (line, row, text) in enumerate(zip(lines, ids, texts, strict=False))
        if row
    ]
    if len(found) < _LEAST_WRAPPED:
        return []
    found[0] = with_fields(found[0], label_at=_label_start(masked, found[0]))
    return sorted((*others, *found), key=lambda row: row.stretch.start)


def _words_around(text: str, *, first: bool) -> list[str]:
    """The words of the header before the first row; of a group's, those that name a year."""
    words = _words(text[: _period_behind(text)[0]], beside=first)
    return words if first else [word for word in words if is_odd(word)]


def _label_start(masked: str, row: Row) -> int:
    """Where the pieces of a wrapped label before its values begin."""
    start = row.stretch.text_end
    for piece in reversed(list(PIECE.finditer(masked, row.stretch.start, start))):
        if fold(piece[0]) not in row.spelling:
            break
        start = piece.start()
    return start


def _labelled(masked: str, stretches: Sequence[Stretch]) -> Iterator[Row]:
    """The stretches whose text ends in a row's label, and table 4's, whose text is its header."""
    table = ""
    further: list[str] = []  # of a header with further columns whose first row is not known
    has_headers = _TELLING.search(bare(masked)) is not None
    start: int | None = None  # of a header whose merged cells leave blanks
    for stretch in stretches:
        begin, start = stretch.start if start is None else start, None
        unit = _unit_beside(masked, stretch, table)
        text_end = unit[0] if unit and unit[1] <= stretch.text_end else stretch.text_end
        if not (table or has_headers or _may_end_as_a_label(masked, text_end)):
            continue
        before = masked[begin:text_end]
        words = _words(before) if has_headers else []
        if row := _row_of_4(masked, stretch, before, words):
            table = ""
            yield row
            continue
        headed = _table(words)
        table = headed or table
        label_end, period = _period_behind(before)
        at, role, spelling = _label(before[:label_end], table)
        if headed:
            words = _words(before[: at if role else None], beside=True)
            further = words if any(map(is_odd, words)) else []
        if role is None and not shown(masked, stretch.values):
            start = begin
            continue
        if role is None or is_in_prose(masked, stretch):
            table = table if len(before) < _LONGEST_TEXT else ""
            continue
        table = role.table
        words = words or _words(before)
        words = words if headed else [*further, *words]
        further = []
        yield Row(
            stretch, role.table, role.id, spelling, begin + at, words, unit=unit, period=period
        )


def _period_behind(text: str) -> tuple[int, str]:
    """Where the words of a text end before the periods behind them, and the last of these: the values' own.

    Of several the others' values were left blank.
    """
    end, period = len(text), ""
    for piece in reversed(list(PIECE.finditer(text, max(len(text) - _LONGEST_OTHER, 0)))):
        if period_of(piece[0]) in {None, "sum"}:
            break
        end, period = piece.start(), period or piece[0]
    return end, period


def _unit_beside(masked: str, stretch: Stretch, table: str) -> Span | None:
    """Where a unit of money stands directly before or behind values of table 2."""
    if table != "t2":
        return None
    found = _UNIT_BEFORE.search(masked, max(stretch.start, stretch.text_end - 20), stretch.text_end)
    found = found or _UNIT.match(masked, stretch.end)
    return found.span(1) if found else None


def _row_of_4(masked: str, stretch: Stretch, before: str, words: list[str]) -> Row | None:
    """Table 4's row, if its header stands before these values; a period behind the header is the row's label."""
    if sum(word in _PENDING for word in words) > 1:
        pieces = PIECE.findall(before[-_LONGEST_TEXT:])
        period = pieces[-1] if pieces and period_of(pieces[-1]) not in {None, "sum"} else ""
        return Row(stretch, "t4", "", period, stretch.text_end, words)
    if _holds_header_of_4(masked, stretch):
        return Row(stretch, "t4", "", "", stretch.text_end, list(_HEADER_OF_4), mixed=True)
    return None


def _holds_header_of_4(masked: str, stretch: Stretch) -> bool:
    """Whether table 4's figures follow all characters of its header, whose labels are mixed by their wrapping."""
    if len(stretch.values) < _OF_4:
        return False
    before = masked[stretch.start : stretch.text_end][-_LONGEST_TEXT:]
    return Counter("".join(_HEADER_OF_4)) <= Counter(bare(before))


def _words(text: str, *, beside: bool = False) -> list[str]:
    """The words of a header; one that names another year than the form's as it is printed.

    `beside`: also of the columns beside the form's; the text then ends before the first row's label.
    """
    text = text[-_LONGEST_TEXT:]
    folded = fold(text)
    found = {match.span(): match[0] for match in _WORDS.finditer(folded)}
    if "年" in folded:
        for (start, end), word in _odd_words(text, folded):
            if (start, end) not in found:
                found = {(a, b): of for (a, b), of in found.items() if b <= start or a >= end}
                found[start, end] = word
    if beside and (table := _table([*found.values()])):
        found |= dict(_further_words(folded, found, table))
    return [found[span] for span in sorted(found)]


def _further_words(
    folded: str, found: Mapping[Span, str], table: str
) -> Iterator[tuple[Span, str]]:
    """The words of columns that are none of the form's, behind the first of its own in a header."""
    own = _WORDS_OF_3 if table == "t3" else WORDS_OF_2
    first = min(end for (_, end), word in found.items() if word in own or is_odd(word))
    for match in _FURTHER.finditer(folded, first):
        start, end = match.span()
        if all(b <= start or a >= end for a, b in found):
            yield (start, end), match[0]


def _odd_words(text: str, folded: str) -> Iterator[tuple[Span, str]]:
    """The words of a header that name a year, with their places in the folded text; they may be broken."""
    pieces = PIECE.findall(text)
    end = 0
    for i, piece in enumerate(pieces):
        if "年" not in piece or _is_a_word_of_its_own(pieces, i):
            continue
        for count in range(1, _MOST_BROKEN + 1):
            word = "".join(pieces[i : i + count])
            at = folded.find(fold(word), end)
            if at >= 0 and any(role.axis != "row" for role in _roles_of_any_year(word)):
                end = at + len(fold(word))
                yield (at, end), word
                break


def _is_a_word_of_its_own(pieces: Sequence[str], i: int) -> bool:
    """Whether a piece says a period and the next one is a whole word: 上年同期 商业企业, but 2021年 总计 may be one."""
    below = fold("".join(pieces[i + 1 : i + 2]))
    return period_of(pieces[i]) is not None and below in _COLUMNS and below not in _TOTALS


def _roles_of_any_year(word: str) -> Roles:
    return roles_of(word) or roles_but_for_year(word)


def is_odd(word: str) -> bool:
    """Whether a word of a header is none of the form's as it is."""
    return word not in VOCABULARY


def _table(words: Sequence[str]) -> str:
    """The table whose header these words are; empty where they are none."""
    if any(word in WORDS_OF_2 or (is_odd(word) and _is_of_2(word)) for word in words):
        return "t2"
    return "t3" if len(set(words) & _WORDS_OF_3) > 1 else ""


def _is_of_2(word: str) -> bool:
    return any((role.table, role.axis) == ("t2", "column") for role in _roles_of_any_year(word))


def _label(text: str, table: str) -> tuple[int, Role | None, str]:
    """Where the label at the end of a text begins, its row, and the label; a text that ends in none gives no row."""
    tail = text[-_LONGEST_TEXT:]
    if not table and not _may_be_the_first(fold(tail)):
        return 0, None, ""
    starts = [match.start() for match in PIECE.finditer(tail)][-_MOST_PIECES:]
    offset = len(text) - len(tail)
    for search in (_exact, _alike):
        for i in range(len(starts), 0, -1):
            role, spelling = search(tail[starts[i - 1] :])
            # Table 3's first row begins it; all others follow their table's words.
            if role and (role.table == table or role.id == "new_received"):
                start, printed = _with_year(tail, starts[:i], spelling)
                return offset + start, role, printed
    return 0, None, ""


def _with_year(tail: str, starts: Sequence[int], spelling: str) -> tuple[int, str]:
    """The label as printed, and where it begins, where it names a year that the form's does not."""
    for start in starts[-2:]:
        printed = tail[start:].strip()
        if (
            "年" in PIECE.findall(printed)[0]
            and fold(printed) != spelling
            and _roles_of_any_year(printed)
        ):
            return start, printed
    return starts[-1], spelling


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
