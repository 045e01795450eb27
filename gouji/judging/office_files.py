"""An office's own files, as bytes → its settings and its roster. What is wrong is named with file and line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, cast

from gouji.judging.context import Settings
from gouji.judging.rules.collected import RULE
from gouji.organs import Organ
from gouji.verdict import Severity

_SEVERITIES: Final = frozenset({"error", "warning", "note"})
_KEYS: Final = frozenset({"off", "severities", "deadline"})
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


class MalformedFile(Exception):
    """An office's file cannot be used; the text is one Chinese sentence with the file and the line."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What an office set: about the rules, and by when reports are to be handed in."""

    rules: Settings = field(default_factory=Settings)
    deadline: date | None = None


def settings_from_json(content: bytes, file: str) -> OfficeSettings:
    """Read `{"off": [rule ids], "severities": {rule id: severity}, "deadline": "2023-01-15"}`, all optional.

    Raises MalformedFile.
    """
    text = _decoded(content, file)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise MalformedFile(f"{file} 第 {line} 行不是有效的 JSON，请修改。") from error
    if not isinstance(data, dict):
        raise MalformedFile(f"{file} 第 1 行：整个文件应当是一个 JSON 对象，请修改。")
    for word, what in _faults(data):
        raise MalformedFile(f"{file} 第 {_line(text, word)} 行：{what}，请修改。")
    severities = cast("Mapping[str, Severity]", data.get("severities", {}))
    deadline = data.get("deadline")
    return OfficeSettings(
        Settings(frozenset(data.get("off", ())), dict(severities)),
        date.fromisoformat(deadline) if deadline else None,
    )


def roster_from_csv(content: bytes, file: str) -> tuple[Organ, ...]:
    """Read a roster: UTF-8 or GB18030, the columns named in its first line, `机关` alone required.

    Raises MalformedFile.
    """
    lines = _decoded(content, file).splitlines()
    header = lines[0] if lines else ""
    rows = csv.reader(lines, delimiter="\t" if "\t" in header else ",")
    try:
        columns = [name.strip() for name in next(rows, [])]
        if _NAME not in columns:
            raise MalformedFile(f"{file} 第 1 行：表头没有“{_NAME}”一栏，请补上。")
        organs: list[Organ] = []
        seen: dict[str, int] = {}
        for row in rows:
            if not any(text.strip() for text in row):
                continue
            where = f"{file} 第 {rows.line_num} 行"
            organ = _organ(dict(zip(columns, row, strict=False)), where)
            for name in (organ.name, *organ.aliases):
                if name in seen:
                    raise MalformedFile(f"{where}：“{name}”在第 {seen[name]} 行已经有了，请修改。")
                seen[name] = rows.line_num
            organs.append(organ)
    except csv.Error as error:
        raise MalformedFile(f"{file} 第 {rows.line_num} 行不是有效的 CSV，请修改。") from error
    if not organs:
        raise MalformedFile(f"{file} 第 2 行：名册里没有一个机关，请补上。")
    return tuple(organs)


def _organ(row: Mapping[str, str], where: str) -> Organ:
    name = row[_NAME].strip() if _NAME in row else ""
    if not name:
        raise MalformedFile(f"{where}：没有机关名称，请补上。")
    flags = {}
    for column, flag in _FLAGS.items():
        said = row.get(column, "").strip()
        if said.lower() not in _YES | _NO:
            raise MalformedFile(f"{where}：“{column}”一栏写的是“{said}”，请写“是”或“否”。")
        flags[flag] = said.lower() in _YES
    aliases = (part for part in _BETWEEN_NAMES.split(row.get(_ALIASES, "")) if part)
    return Organ(name, tuple(a for a in dict.fromkeys(aliases) if a != name), **flags)


def _faults(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the settings: a word to find the line by, and a sentence."""
    yield from ((key, f"不认识“{key}”这一项") for key in data if key not in _KEYS)
    off, severities = data.get("off", []), data.get("severities", {})
    if not isinstance(off, list):
        yield "off", "“off”应当是一列规则编号"
        off = []
    if not isinstance(severities, dict):
        yield "severities", "“severities”应当是规则编号和严重程度的对照"
        severities = {}
    for rule in (*off, *severities):
        if not isinstance(rule, str) or rule not in RULE:
            yield str(rule), f"没有编号为“{rule}”的规则"
    for rule, severity in severities.items():
        if not isinstance(severity, str) or severity not in _SEVERITIES:
            yield rule, f"{rule} 的严重程度应当是 error、warning 或 note"
    if not _is_date(data.get("deadline", "")):
        yield "deadline", "“deadline”应当是日期，如 2023-01-15"


def _is_date(said: object) -> bool:
    try:
        return said == "" or bool(isinstance(said, str) and date.fromisoformat(said))
    except ValueError:
        return False


def _line(text: str, word: str) -> int:
    found = text.find(json.dumps(word, ensure_ascii=False))
    return text.count("\n", 0, max(found, 0)) + 1


def _decoded(content: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MalformedFile(f"{file} 第 1 行：编码不是 UTF-8，也不是 GB18030，请另存为其中一种。")
