"""Tables in the markup of MediaWiki → the tables of a page that it is the source of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.reading import limits
from gouji.reading.headings import section_number

LINE_END: Final = re.compile(r"\r\n|[\r\n\f\v\u2028\u2029]")
_BEGINS: Final = re.compile(r"[ \t\u3000:]*\{\|")
_ROW: Final = re.compile(r"[ \t\u3000]*\|-{1,5}[ \t]*")
_HOLDS: Final = re.compile(rf"^(?:{_BEGINS.pattern}|{_ROW.pattern}\r?$)", re.MULTILINE)
_FOOTNOTE: Final = re.compile(
    r"<ref\b[^<>]{0,200}/>|<ref\b[^<>]{0,200}>[^<]{0,2000}</ref>", re.IGNORECASE
)
_PICTURE: Final = re.compile(
    r"\[\[\s{0,9}(?:file|image|文件|图像|檔案)\s{0,9}:[^\[\]]{0,400}\]\]", re.IGNORECASE
)
_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]{0,400}\|)?([^\[\]|]{0,400})\]\]")
_ADDRESS: Final = re.compile(r"\[https?://[^\s\[\]]{1,400}+(?:\s([^\[\]]{0,400}))?\]")
_EMPHASIS: Final = re.compile("'{2,5}")
_HEADING: Final = re.compile(r"(={1,6})(?!=)(.{1,200}?)(?<!=)\1")
_TAG: Final = re.compile(
    r"</?(?:div|span|p|center|big|small|font|b|i|u|br)\b[^<>]{0,200}>", re.IGNORECASE
)
_ATTRIBUTES: Final = re.compile(
    r"\s*+(?:[\w-]{1,40}+\s*+=\s*+(?:\"[^\">]*+\"|'[^'>]*+'|[^\s\"'|>]++)\s*+|nowrap\s*+)++"
)


def holds_tables(text: str) -> bool:
    """Whether a text has a table of MediaWiki, or the rows of one whose first line was left out."""
    return "|" in text and _HOLDS.search(text) is not None


def with_tables(text: str) -> str:
    """The source of a page, with such tables in it as the page's own."""
    parts = stretches(LINE_END.split(text))
    return "\n".join(table_of(lines) if is_table else "\n".join(lines) for lines, is_table in parts)


def stretches(lines: Sequence[str]) -> Iterator[tuple[Sequence[str], bool]]:
    """The lines of each table, with those of the tables in it, and the lines between two."""
    start = depth = 0
    for i, line in enumerate(lines):
        limits.check_time()
        if _BEGINS.match(line) or (not depth and _ROW.fullmatch(line)):
            if not depth:
                yield lines[start:i], False
                start = i
            depth += 1
        elif depth and line.lstrip().startswith("|}"):
            depth -= 1
            if not depth:
                yield lines[start : i + 1], True
                start = i + 1
        elif depth and section_number(line_of(line)):
            # The table's end was left out.
            yield lines[start:i], True
            start, depth = i, 0
    yield lines[start:], depth > 0


def line_of(line: str) -> str:
    """A line outside the tables as its page shows it."""
    shown = _TAG.sub("", _shown(line)).strip()
    match = _HEADING.fullmatch(shown)
    return match[2].strip() if match else shown


def table_of(lines: Sequence[str]) -> str:
    """A table as a page's; tables in its cells are tables there."""
    begun = "" if _BEGINS.match(lines[0]) else "<table>"
    return begun + "".join(_table(_shown("\n".join(lines)).split("\n")))


def _shown(text: str) -> str:
    """The text without what its page does not show as it is written."""
    text = _PICTURE.sub("<img>", _FOOTNOTE.sub("", _without_comments(text)))
    return _EMPHASIS.sub("", _ADDRESS.sub(r"\1", _LINK.sub(r"\1", text)))


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    kept = (
        behind if end else f"<!--{said}"
        for said, end, behind in (o.partition("-->") for o in others)
    )
    return first + "".join(kept)


def _table(lines: Sequence[str]) -> Iterator[str]:
    row: str | None = ""  # the attributes of a row that has no cell yet
    for line in lines:
        shown = line.strip()
        if _BEGINS.match(line):
            yield f"<table{_attributes(shown.lstrip(':').strip()[2:])}>"
            row = ""
        elif shown.startswith("|}"):
            yield f"</table>{shown[2:]}"
            row = None
        elif shown.startswith("|-"):
            row = _attributes(shown.lstrip("|").lstrip("-"))
        elif shown.startswith("|+"):
            yield f"<caption>{_content(shown[2:])[1]}</caption>"
        elif shown.startswith(("|", "!")):
            if row is not None:
                yield f"<tr{row}>"
                row = None
            yield from map(_cell, _cells(shown))
        else:
            yield f"{shown}<br>" if shown else ""


def _cells(line: str) -> list[str]:
    head, texts = line[0], line[1:]
    return (texts.replace("!!", "||") if head == "!" else texts).split("||")


def _cell(text: str) -> str:
    attributes, content = _content(text)
    return f"<td{attributes}>{content}<br>"


def _content(text: str) -> tuple[str, str]:
    """A cell's attributes and what it shows.

    Text before a single pipe that is no attribute stays in the cell: such a cell shows no figure.
    """
    before, pipe, behind = text.partition("|")
    if pipe and (attributes := _attributes(before)):
        return attributes, behind.strip()
    return "", text.strip()


def _attributes(text: str) -> str:
    return f" {text.strip()}" if _ATTRIBUTES.fullmatch(text) else ""
