"""An office's roster: who is to hand in, and under which names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Final

from gouji.facts.office_files import Fault
from gouji.organs import Organ, find
from gouji.season.office_files import MalformedFile, decoded

_NAME: Final = "机关"
_ALIASES: Final = "简称"
_FLAGS: Final = {
    "政府": "government",
    "规章制定权": "makes_rules",
    "垂直管理": "vertical",
    "汇总": "aggregate",
}
_YES: Final = frozenset({"是", "有", "√", "✓", "1", "y", "yes", "true"})
_NO: Final = frozenset({"", "否", "无", "没有", "×", "0", "n", "no", "false", "-", "/"})
_BETWEEN_NAMES: Final = re.compile(r"[、；;，|/\s]+")

_Row = tuple[int, Mapping[str, str]]  # its line, and what it has by the name of the column


def roster_from_csv(content: bytes, file: str) -> tuple[Organ, ...]:
    """Read a roster: UTF-8 or GB18030, the columns named in its first line, `机关` alone required.

    Raises MalformedFile with the faults of all rows.
    """
    rows = _rows(decoded(content, file), file)
    faults = [*_faults_of_rows(rows, file), *_names_twice(rows, file)]
    if faults:
        raise MalformedFile(sorted(faults, key=lambda fault: fault.line))
    if not rows:
        raise MalformedFile([Fault(file, 2, "no_organs")])
    return tuple(_organ(row) for _, row in rows)


def names_of(roster: tuple[Organ, ...] | None, organ: str) -> tuple[str, ...]:
    """The names under which an organ may hand in: the one that is asked for first."""
    entry = find(roster or (), organ)
    return tuple(dict.fromkeys((organ, *(entry.names if entry else ()))))


def short_name_of(roster: tuple[Organ, ...] | None, organ: str) -> str | None:
    """The first name in 简称 of an organ, where it is shorter than the full one; None where there is none."""
    entry = find(roster or (), organ)
    first = entry.aliases[0] if entry and entry.aliases else None
    return first if entry and first and len(first) < len(entry.name) else None


def _rows(text: str, file: str) -> list[_Row]:
    """The rows that have anything in them."""
    lines = text.splitlines()
    header = lines[0] if lines else ""
    reader = csv.reader(lines, delimiter="\t" if "\t" in header else ",")
    try:
        columns = [name.strip() for name in next(reader, [])]
        if _NAME not in columns:
            raise MalformedFile([Fault(file, 1, "no_name_column", column=_NAME)])
        return [
            (reader.line_num, dict(zip(columns, map(str.strip, row), strict=False)))
            for row in reader
            if any(text.strip() for text in row)
        ]
    except csv.Error as error:
        raise MalformedFile([Fault(file, reader.line_num, "not_csv")]) from error


def _faults_of_rows(rows: list[_Row], file: str) -> Iterator[Fault]:
    """What is wrong with each row by itself."""
    for line, row in rows:
        if not row.get(_NAME):
            yield Fault(file, line, "no_name")
        for column in _FLAGS:
            said = row.get(column, "")
            if said.lower() not in _YES | _NO:
                yield Fault(file, line, "neither_yes_nor_no", said, column)


def _names_twice(rows: list[_Row], file: str) -> Iterator[Fault]:
    """Names that stand for more than one organ."""
    seen: dict[str, int] = {}
    for line, row in rows:
        for name in filter(None, _organ(row).names):
            if name in seen:
                yield Fault(file, line, "name_twice", name, first=seen[name])
            seen.setdefault(name, line)


def _organ(row: Mapping[str, str]) -> Organ:
    name = row.get(_NAME, "")
    aliases = (part for part in _BETWEEN_NAMES.split(row.get(_ALIASES, "")) if part)
    flags = {flag: row.get(column, "").lower() in _YES for column, flag in _FLAGS.items()}
    return Organ(name, tuple(a for a in dict.fromkeys(aliases) if a != name), **flags)
