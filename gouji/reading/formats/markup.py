"""Text files → paragraphs and grids: plain text, and in it tables in the markup of wikis, with their spans."""

from __future__ import annotations

from gouji.reading import limits
from gouji.reading.document import Document, Gathered
from gouji.reading.files.decoding import decode
from gouji.reading.formats.pipes import with_pipes
from gouji.reading.formats.text import read_text
from gouji.reading.formats.web.wikitext import (
    LINE_END,
    holds_tables,
    line_of,
    stretches,
    table_of,
)


def read_text_bytes(document: bytes) -> Document:
    """Read a text file's bytes. Raises UnreadableReport where no encoding fits."""
    text = decode(document)
    limits.check_text(len(text))
    text = with_pipes(text)
    return _with_tables(text) if holds_tables(text) else read_text(text)


def _with_tables(text: str) -> Document:
    from gouji.reading.formats.web.reader import read_html  # late: other texts do without

    gathered = Gathered()
    for lines, is_table in stretches(LINE_END.split(text)):
        found = (
            read_html(table_of(lines)) if is_table else read_text("\n".join(map(line_of, lines)))
        )
        gathered.add(*found.blocks)
    return Document(tuple(gathered.blocks))
