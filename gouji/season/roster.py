"""An office's roster: who is to hand in, under which names, and whom to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, Literal, get_args

from msgspec import Struct

from gouji.facts.office_files import Fault, Remark
from gouji.organs import Organ, find, fits_key, folded
from gouji.season.entries import Entries
from gouji.season.grids import Grid, Row
from gouji.season.office_files import MalformedFile, decoded
from gouji.season.separated import separated_ways
from gouji.text import harmless, lazy_pattern

Field = Literal[
    "name",
    "aliases",
    "government",
    "makes_rules",
    "vertical",
    "aggregate",
    "group",
    "contact",
    "email",
]
COLUMNS: Final[Mapping[Field, str]] = dict(
    zip(
        get_args(Field),
        ("机关", "简称", "政府", "规章制定权", "垂直管理", "汇总", "分组", "联系人", "邮箱"),
        strict=True,
    )
)
_WORKBOOK: Final = b"PK\x03\x04"
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"  # .xls; a workbook with a password looks alike
_FLAGS: Final[tuple[Field, ...]] = ("government", "makes_rules", "vertical", "aggregate")
_NAMED: Final[Mapping[str, Field]] = {name: field for field, name in COLUMNS.items()} | {
    "机关名称": "name",
    "机关全称": "name",
    "电子邮箱": "email",
    "联系邮箱": "email",
}
_YES: Final = frozenset({"是", "有", "√", "✓", "1", "y", "yes", "true"})
_NO: Final = frozenset({"", "否", "无", "没有", "×", "0", "n", "no", "false", "-", "—", "/"})
_BETWEEN_NAMES: Final = lazy_pattern(r"[、；;，,|/\s]+")
_BRACKETS: Final = lazy_pattern(r"\(.*?\)|\*")  # 机关(全称), 机关*
_SHOWN: Final = 40  # characters of a name that is none
_ABOVE: Final = 10  # rows with anything in them in which the names of the columns are looked for
# What may stand for an organ in a key of the bucket, and is no note, heading, number or sum.
_NAME: Final = lazy_pattern(r"(?!_)(?=.*[^\W\d_])[\w()·“”\"'《》—-]{1,80}")
_NO_NAME: Final = lazy_pattern(r"(?:合计|总计|小计|共计|备注|说明)(?:\(.*\))?")
_EMAIL: Final = lazy_pattern(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


class Roster(Struct, frozen=True):
    """The organs of a roster in their order, and what of the file is not used."""

    organs: tuple[Organ, ...]
    remarks: tuple[Remark, ...] = ()


class OrganChange(Struct, frozen=True):
    """An organ of which a new roster says something else."""

    organ: str
    fields: tuple[Field, ...]


class RosterChanges(Struct, frozen=True):
    """What a new roster changes: organs by name, in the order of the roster that has them."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[OrganChange, ...] = ()


class _Header(Struct, frozen=True):
    """Where the names of the columns stand: which row of the grid, and which column is which field."""

    index: int
    line: int
    columns: Mapping[Field, int]
    names: tuple[str, ...]


class _Entry(Struct, frozen=True):
    """One row: its line, and what stands there by field, without spaces around it."""

    line: int
    said: Mapping[Field, str]


def roster_from(content: bytes, file: str) -> Roster:
    """Read a roster: separated text or a workbook (.xlsx), the columns by their names, `机关` alone required.

    Raises MalformedFile with the faults of all rows.
    """
    grid, header = _with_header(_grids(content, file), file)
    if grid.faults:
        raise MalformedFile(grid.faults)
    entries = [
        entry for row in grid.rows[header.index + 1 :] if (entry := _entry(row, header, grid))
    ]
    faults = [
        *_faults_of_header(header, file),
        *_faults_of_places(grid, header, file),
        *chain.from_iterable(_faults_of_row(entry, file) for entry in entries),
        *_names_twice(entries, file),
        *_two_aggregates(entries, file),
    ]
    if faults:
        raise MalformedFile(sorted(faults, key=lambda fault: fault.line))
    if not entries:
        raise MalformedFile([Fault(file, header.line + 1, "no_organs")])
    return Roster(tuple(map(_organ, entries)), tuple(_remarks(grid, header, file)))


def changes(before: Sequence[Organ], after: Sequence[Organ]) -> RosterChanges:
    """What a new roster changes; in which order it has the organs is no change."""
    known, now = ({organ.name: organ for organ in roster} for roster in (before, after))
    both = [(known[name], organ) for name, organ in now.items() if name in known]
    return RosterChanges(
        added=tuple(name for name in now if name not in known),
        removed=tuple(name for name in known if name not in now),
        changed=tuple(
            OrganChange(
                organ=new.name,
                fields=tuple(f for f in COLUMNS if getattr(old, f) != getattr(new, f)),
            )
            for old, new in both
            if old != new
        ),
    )


def entry_for(roster: Sequence[Organ] | None, name: str | None) -> Organ | None:
    """The organ that a name stands for; None, too, where it may be that of more than one, and without a roster.

    For many names make `Entries` of the roster once.
    """
    return find(roster or (), name)


def names_of(roster: Sequence[Organ] | None, organ: str) -> tuple[str, ...]:
    """The names under which an organ may hand in: the one that is asked for first."""
    entry = entry_for(roster, organ)
    return tuple(dict.fromkeys((organ, *(entry.names if entry else ()))))


def short_name_of(roster: Sequence[Organ] | None, organ: str) -> str | None:
    """The first name in 简称 of an organ, where it is shorter than the full one; None where there is none."""
    entry = entry_for(roster, organ)
    first = entry.aliases[0] if entry and entry.aliases else None
    return first if entry and first and len(first) < len(entry.name) else None


def _grids(content: bytes, file: str) -> list[Grid]:
    """The visible sheets of a workbook, or separated text parted so that most columns are known.

    Raises MalformedFile. What kind of file it is its bytes tell, whatever its name.
    """
    if content.startswith(_WORKBOOK):
        from gouji.season.workbooks import sheets_of  # late: whoever judges reads no roster

        return list(sheets_of(content, file))
    if content.startswith(_OLD_WORKBOOK):
        raise MalformedFile([Fault(file, 0, "not_xlsx")])
    return [max(separated_ways(decoded(content, file), file), key=_known)]


def _with_header(grids: Sequence[Grid], file: str) -> tuple[Grid, _Header]:
    """The one grid that has a column of names. Raises MalformedFile where there is none, or more than one."""
    found = [(grid, header) for grid in grids if (header := _header(grid))]
    if not found:
        faults = [fault for grid in grids for fault in grid.faults]
        raise MalformedFile(faults or [Fault(file, 1, "no_name_column", column=COLUMNS["name"])])
    if len(found) > 1:
        sheets = "、".join(grid.sheet for grid, _ in found)
        raise MalformedFile([Fault(file, found[1][1].line, "several_sheets", sheets)])
    return found[0]


def _header(grid: Grid) -> _Header | None:
    """The first row in which a column is called 机关: a title may stand above it."""
    for index, (line, cells) in enumerate(grid.rows[:_ABOVE]):
        names = tuple(_column_name(cell) for cell in cells)
        fields = [_NAMED.get(name) for name in names]
        if "name" in fields:
            # Of two columns of one name the first; that there are two is a fault.
            columns = {field: fields.index(field) for field in fields if field}
            return _Header(index, line, columns, names)
    return None


def _known(grid: Grid) -> int:
    header = _header(grid)
    return len(header.columns) if header else 0


def _column_name(cell: str) -> str:
    """机关 of 机　关（全称）, 垂直管理 of 是否垂直管理."""
    return _BRACKETS.sub("", folded(cell)).removeprefix("是否")


def _entry(row: Row, header: _Header, grid: Grid) -> _Entry | None:
    """What a row says; None where it has nothing of its own in the columns that are read."""
    line, cells = row
    said = {
        field: cells[column].strip() if column < len(cells) else ""
        for field, column in header.columns.items()
    }
    own = (field for field, place in header.columns.items() if (line, place) not in grid.repeated)
    return _Entry(line, said) if any(said[field] for field in own) else None


def _faults_of_header(header: _Header, file: str) -> Iterator[Fault]:
    fields = Counter(_NAMED.get(name) for name in header.names)
    for field, column in COLUMNS.items():
        if fields[field] > 1:
            yield Fault(file, header.line, "column_twice", column=column)


def _faults_of_places(grid: Grid, header: _Header, file: str) -> Iterator[Fault]:
    """Cells that cannot be relied on: results of formulas, merged names, and more cells than there are columns."""
    used = frozenset(header.columns.values())
    yield from (fault for (line, c), fault in grid.odd.items() if c in used and line > header.line)
    width = max(column for column, name in enumerate(header.names, 1) if name)
    for line, cells in grid.rows[header.index + 1 :]:
        if (line, header.columns["name"]) in grid.repeated:
            yield Fault(file, line, "merged_name", column=COLUMNS["name"])
        surplus = next(filter(None, map(str.strip, cells[width:])), None)
        if grid.separator and surplus:
            yield Fault(file, line, "too_many_cells", surplus)


def _faults_of_row(entry: _Entry, file: str) -> Iterator[Fault]:
    """What is wrong with a row by itself."""
    name = _name(entry.said["name"])
    if not name:
        yield Fault(file, entry.line, "no_name")
    elif not _is_name(name):
        yield Fault(file, entry.line, "not_a_name", name)
    for alias in _aliases(entry):
        if not fits_key(alias):
            yield Fault(file, entry.line, "not_a_name", alias[:_SHOWN], COLUMNS["aliases"])
    for field in _FLAGS:
        said = entry.said.get(field, "")
        if folded(said).lower() not in _YES | _NO:
            yield Fault(file, entry.line, "neither_yes_nor_no", said, COLUMNS[field])
    email = folded(entry.said.get("email", ""))
    if email and not _EMAIL.fullmatch(email):
        yield Fault(file, entry.line, "no_email", email, COLUMNS["email"])


def _is_name(name: str) -> bool:
    text = folded(name)
    return fits_key(name) and bool(_NAME.fullmatch(text)) and not _NO_NAME.fullmatch(text)


def _names_twice(entries: Sequence[_Entry], file: str) -> Iterator[Fault]:
    """Names that stand for more than one organ, with a higher region in front or without."""
    known = Entries()
    lines: dict[str, int] = {}
    for entry in entries:
        organ = _organ(entry)
        for name in filter(None, organ.names):
            clash = next((other for other in known.all_of(name)), None)
            if clash:
                yield Fault(file, entry.line, "name_twice", name, first=lines[clash.name])
        if organ.name and organ.name not in lines:
            lines[organ.name] = entry.line
            known.add(organ)


def _two_aggregates(entries: Sequence[_Entry], file: str) -> Iterator[Fault]:
    """The report that adds up all the others' is one."""
    lines = [entry.line for entry in entries if _flag(entry, "aggregate")]
    for line in lines[1:]:
        yield Fault(file, line, "two_aggregates", column=COLUMNS["aggregate"], first=lines[0])


def _remarks(grid: Grid, header: _Header, file: str) -> Iterator[Remark]:
    """Columns of other names, and the first text that stands below no name."""
    rows = grid.rows[header.index + 1 :]
    for name in header.names:
        if name and name not in _NAMED:
            yield Remark(file, header.line, "unknown_column", name)
    named = {column for column, name in enumerate(header.names) if name}
    stray = (
        Remark(file, line, "no_column", cell.strip())
        for line, cells in rows
        for column, cell in enumerate(cells)
        if cell.strip() and column not in named and (line, column) not in grid.repeated
    )
    yield from (remark for remark in [next(stray, None)] if remark)


def _organ(entry: _Entry) -> Organ:
    name = _name(entry.said["name"])
    return Organ(
        name,
        tuple(alias for alias in _aliases(entry) if alias != name),
        government=_flag(entry, "government"),
        makes_rules=_flag(entry, "makes_rules"),
        vertical=_flag(entry, "vertical"),
        aggregate=_flag(entry, "aggregate"),
        group=_text(entry, "group"),
        contact=_text(entry, "contact"),
        email=folded(entry.said.get("email", "")) or None,
    )


def _aliases(entry: _Entry) -> list[str]:
    """The other names, each once; 无 is none."""
    parts = map(_name, _BETWEEN_NAMES.split(entry.said.get("aliases", "")))
    return list(dict.fromkeys(part for part in parts if part not in _NO))


def _name(said: str) -> str:
    """A name as written, without spaces and what is not seen."""
    return "".join(character for character in said if folded(character))


def _flag(entry: _Entry, field: Field) -> bool:
    return folded(entry.said.get(field, "")).lower() in _YES


def _text(entry: _Entry, field: Field) -> str | None:
    """A text on one line."""
    return " ".join(harmless(entry.said.get(field, "")).split()) or None
