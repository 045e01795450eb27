"""A report → its sketch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from gouji.facts.base import Excerpt
from gouji.judging.case import Case
from gouji.judging.context import Context
from gouji.judging.text import copying
from gouji.judging.text.quoting import Printed
from gouji.report import Cell, Mark, Number, Report
from gouji.season.sketch import (
    PARAGRAPHS,
    SCHEME,
    SENTENCES,
    WITHOUT_NUMBER,
    NarrativeSketch,
    Sketch,
    packed,
    packed_shingles,
)
from gouji.text import squeezed

_COMPARED: Final = 50_000  # characters of a narrative, for the likeness; reports have 500 to 20,000
_QUOTED_PARAGRAPHS: Final = 6  # of which words are kept, the longest
_QUOTED_SENTENCES: Final = 3
_QUOTED: Final = 30  # characters of each


def sketch_of(report: Report, context: Context | None = None) -> Sketch:
    """The sketch of a report: where it was handed in, its file's digest and the roster are the context's."""
    return sketched(Case(report, context or Context()))


def sketched(case: Case) -> Sketch:
    """The sketch of the report under judgement."""
    report, key = case.report, case.context.key
    return Sketch(
        organ=key.organ if key else report.organ,
        year=key.year if key else report.year,
        printed_organ=report.organ,
        printed_year=report.year,
        forms=report.forms,
        figures={name: cell.value for name, cell in report.cells.items() if cell.value},
        marks={name: mark for name, cell in report.cells.items() if (mark := _mark(cell))},
        units={name: cell.unit for name, cell in report.cells.items() if cell.unit},
        narrative=_narrative(case),
        file=case.context.file if report.reports == 1 else None,
        content=_content(report),
        recognised=report.recognised,
    )


def _mark(cell: Cell) -> Mark | None:
    """A cell without a number always says so."""
    if cell.value is None and cell.mark not in WITHOUT_NUMBER:
        return "unreadable"
    return cell.mark


def _narrative(case: Case) -> NarrativeSketch | None:
    report = case.report
    if not report.sections:
        return None
    narrative = copying.narrative(report.sections, tuple(dict.fromkeys(_names(case))))
    paragraphs, sentences = (
        sorted(texts, key=lambda text: (-len(text), text))
        for texts in (narrative.paragraphs, narrative.sentences)
    )
    printed = Printed(report)
    return NarrativeSketch(
        scheme=SCHEME,
        is_long=narrative.is_long,
        shingles=packed_shingles(copying.shingles(narrative.text[:_COMPARED])),
        paragraphs=packed(paragraphs[:PARAGRAPHS]),
        sentences=packed(sentences[:SENTENCES]),
        paragraph_excerpts=tuple(
            _excerpt(printed, narrative.paragraphs[text])
            for text in paragraphs[:_QUOTED_PARAGRAPHS]
        ),
        sentence_excerpts=tuple(
            _excerpt(printed, narrative.sentences[text]) for text in sentences[:_QUOTED_SENTENCES]
        ),
    )


def _names(case: Case) -> Iterator[str]:
    """The names by which a report may call its organ."""
    key, entry = case.context.key, case.entry
    for name in (case.report.organ, key.organ if key else None, *(entry.names if entry else ())):
        if name:
            yield name


def _excerpt(printed: Printed, text: str) -> Excerpt:
    return printed.verbatim(Excerpt(text[:_QUOTED], cut_after=len(text) > _QUOTED))


def _content(report: Report) -> str | None:
    """A digest of what a report says, cell by cell and word by word, whatever the kind of file."""
    if report.organ is None:
        return None
    sections = [
        [section.number, *map(squeezed, (section.heading, *section.paragraphs))]
        for section in report.sections
    ]
    cells = [
        [name, _plain(cell.value), cell.mark or "", cell.unit or ""]
        for name, cell in sorted(report.cells.items())
    ]
    said = [report.organ, report.year, squeezed(report.title or ""), _squeezed(report.lead)]
    return _digest([*said, sections, cells, report.signature, report.date])


def _squeezed(texts: Iterable[str]) -> list[str]:
    return [squeezed(text) for text in texts]


def _plain(value: Number | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"


def _digest(said: object) -> str:
    text = json.dumps(said, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
