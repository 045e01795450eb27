"""OpenDocument texts: comments, notes and drawings in a cell are no figures of it."""

from __future__ import annotations

import pytest

from gouji.reading.odt import read_flat_odt
from tests.gouji.reading.looks import figures

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
    }.items()
)
_NOTE = "<text:note><text:note-body><text:p>5</text:p></text:note-body></text:note>"
_BOX = "<draw:frame><draw:text-box><text:p>5</text:p></draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<text:p>37</text:p>", 37),
        ("<text:list><text:list-item><text:p>37</text:p></text:list-item></text:list>", 37),
        ("<text:p><text:a>37</text:a></text:p>", 37),
        ("<text:p><office:annotation><text:p>5</text:p></office:annotation></text:p>", "blank"),
        ("<text:p>37<office:annotation><text:p>5</text:p></office:annotation></text:p>", 37),
        (f"<text:p>37{_NOTE}</text:p>", 37),
        (f"<text:p>{_BOX}</text:p>", "unreadable"),
        (
            "<text:p><draw:custom-shape><text:p>5</text:p></draw:custom-shape></text:p>",
            "unreadable",
        ),
        ("<text:p><draw:frame><draw:image/></draw:frame></text:p>", "unreadable"),
        ("<text:p>37<draw:frame><draw:image/></draw:frame></text:p>", 37),
        ("<text:p><draw:control/></text:p>", "unreadable"),
    ],
)
def test_cell_is_read_without_what_stands_beside_its_text(content: str, shown: object) -> None:
    document = (
        f"<office:document {_NAMESPACES}><office:body><office:text><table:table><table:table-row>"
        f"<table:table-cell>{content}</table:table-cell>"
        "</table:table-row></table:table></office:text></office:body></office:document>"
    )
    assert figures(read_flat_odt(document.encode())) == [shown]
