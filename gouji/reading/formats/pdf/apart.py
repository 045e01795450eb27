"""A PDF is read in a process of its own: a form that draws itself, or Flate within Flate, would take this one along."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import msgspec

from gouji.reading.apart import apart
from gouji.reading.document import Block, Document, Grid, Paragraph


class _Told(msgspec.Struct, frozen=True, array_like=True):
    """A document between two processes. Each block is one of two, and the other None."""

    blocks: tuple[tuple[Paragraph | None, Grid | None], ...]
    pictured_pages: tuple[int, ...]
    turned_pages: Mapping[int, int]


def read_pdf_apart(document: bytes) -> Document:
    """Read a PDF. Raises as `read_pdf` does, and UnreadableReport where it takes more than a process may."""
    (said,) = apart("gouji.reading.formats.pdf.apart:told", document)
    told = _decoded(said)
    return Document(
        tuple(_blocks(told)), pictured_pages=told.pictured_pages, turned_pages=told.turned_pages
    )


def _blocks(told: _Told) -> Iterator[Block]:
    for paragraph, grid in told.blocks:
        block = paragraph or grid
        if block is not None:
            yield block


def told(document: bytes, _: bytes) -> Iterator[bytes]:
    """Read a PDF in the other process."""
    from gouji.reading.formats.pdf.reader import read_pdf

    found = read_pdf(document)
    blocks = tuple(
        (block, None) if isinstance(block, Paragraph) else (None, block) for block in found.blocks
    )
    as_told = _Told(blocks, found.pictured_pages, found.turned_pages)
    yield _encoded(as_told)


def _encoded(told: _Told) -> bytes:
    """As JSON. pdfium may give halves of surrogate pairs, which msgspec's does not hold; Python's does, but is slow."""
    try:
        return msgspec.json.encode(told)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(told, str_keys=True)).encode()


def _decoded(said: bytes) -> _Told:
    try:
        return msgspec.json.decode(said, type=_Told)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(said), _Told, str_keys=True)
