"""What a review left in a Word document: tracked changes, and comments that are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.reading.formats.word.shown import W

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

# Of a move only where it came from is counted.
_CHANGES: Final = tuple(
    W + name
    for name in (
        "ins", "del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "sectPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange",
    )
)  # fmt: skip
_REFERENCE, _COMMENT, _ID = f"{W}commentReference", f"{W}comment", f"{W}id"
_PARAGRAPH_ID: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def revisions_of(body: Element) -> int:
    """How many tracked changes the text holds."""
    return sum(1 for _ in body.iter(*_CHANGES))


def comments_of(body: Element, comments: Element | None, threads: Element | None) -> int:
    """How many comments in the text are open: neither resolved nor an answer to another one.

    `threads`: the part that says so (commentsExtended), by the last paragraph of each comment.
    """
    if comments is None:
        return 0
    shown = {reference.get(_ID) for reference in body.iter(_REFERENCE)}
    closed = {
        about.get(f"{_W15}paraId")
        for about in (() if threads is None else threads.iter(f"{_W15}commentEx"))
        if about.get(f"{_W15}done") in {"1", "true"} or about.get(f"{_W15}paraIdParent")
    }
    return sum(
        1
        for comment in comments.iter(_COMMENT)
        if comment.get(_ID) in shown and _last_paragraph(comment) not in closed
    )


def _last_paragraph(comment: Element) -> str | None:
    return next((p.get(_PARAGRAPH_ID, "") for p in reversed(comment.findall(f"{W}p"))), None)
