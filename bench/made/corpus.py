"""All documents of one run of `make bench-read`, with what is true of each; the same in every run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from bench.made import formats, texts, traits
from bench.made.documents import GAPS, SIZES, Draft, Truth, draft
from gouji.report import CellId, FormatVersion, TableId

_MIXED: Final[tuple[dict[TableId, FormatVersion], ...]] = (
    {"t2": "2019", "t3": "2021", "t4": "2021"},
    {"t2": "2021", "t3": "2019", "t4": "2019"},
)
_FORMS: Final[tuple[FormatVersion, FormatVersion]] = ("2021", "2019")
_IN_A_NAME: Final = str.maketrans({" ": "_", ":": None, ",": None})
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Item:
    """One document. `loses`: the layout itself leaves cells uncertain, whoever reads it."""

    format: str
    trait: str
    about: str
    document: bytes
    truth: Mapping[CellId, Truth]
    organ: str
    year: int
    loses: bool = False


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents, and a line on each kind that could not be made."""

    items: tuple[Item, ...]
    missing: tuple[str, ...]


def corpus(documents: int, progress: Progress) -> Corpus:
    """`documents` of each trait (five times as many plain ones), each in every format that can show it."""
    drafts = [
        (trait, made)
        for trait in traits.TRAITS
        for n in range(documents * (5 if trait.name == "plain" else 1))
        for made in (draft_of(trait.name, n, trait.change),)
    ]
    items: list[Item] = []
    missing: list[str] = []
    files: dict[str, dict[str, bytes]] = {}
    for name, (write, wraps, breaks) in formats.OWN.items():
        shown = [pair for pair in drafts if traits.possible(pair[0], wraps=wraps, breaks=breaks)]
        files[name] = {made.name: write(made) for _, made in shown}
    missing += _convert(files, {made.name for _, made in drafts if made.wrapper}, progress)
    for name, made_files in files.items():
        for trait, made in drafts:
            if made.name in made_files:
                items.append(_item(name, trait.name, made, made_files[made.name], trait.loses))
    for name in formats.CONVERTERS:
        if not formats.is_installed(name):
            missing.append(f"{name}: its program is not installed")
            continue
        progress(f"a program writes {name}")
        items += _by_converter(
            name, files, [made for trait, made in drafts if trait.name == "plain"]
        )
    items += _texts(documents)
    items += _encoded(documents)
    return Corpus(tuple(items), tuple(missing))


def draft_of(name: str, n: int, change: traits.Change, gaps: str | None = None) -> Draft:
    """The n-th made-up report of a trait, always the same."""
    random = Random(f"{name}/{n}")
    format_version = _FORMS[n % 2]
    plain: dict[TableId, FormatVersion] = {
        "t2": format_version,
        "t3": format_version,
        "t4": format_version,
    }
    forms = _MIXED[n % 2] if name == "formats mixed" else plain
    made = draft(
        f"{name}-{n}".translate(_IN_A_NAME),
        random,
        size=SIZES[n % 5] if name == "plain" else random.choice(SIZES),
        gaps=gaps or (GAPS[n % 5] if name == "plain" else random.choice(GAPS)),
        forms=forms,
    )
    change(made, random)
    return made


def _item(name: str, trait: str, made: Draft, document: bytes, loses: bool = False) -> Item:
    return Item(
        name,
        trait,
        f"{made.name}, {made.about}",
        document,
        made.truth,
        made.organ,
        made.year,
        loses,
    )


def _convert(
    files: dict[str, dict[str, bytes]], wrapped: set[str], progress: Progress
) -> list[str]:
    if not formats.has_office():
        return [f"{name}: LibreOffice is not installed" for name in formats.OFFICE]
    missing = []
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        for source in ("docx", "html"):
            for stem, document in files[source].items():
                (Path(folder) / f"{stem}.{source}").write_bytes(document)
        for name, (source, target, filters) in formats.OFFICE.items():
            progress(f"LibreOffice writes {name}")
            # A sheet has no cells within cells: LibreOffice scatters such a page over a thousand columns.
            stems = files[source].keys() - (wrapped if source == "html" else set())
            sources = [Path(folder) / f"{stem}.{source}" for stem in sorted(stems)]
            files[name] = formats.converted(sources, target, filters)
            if lost := len(sources) - len(files[name]):
                missing.append(f"{name}: LibreOffice did not write {lost} of {len(sources)}")
    return missing


def _by_converter(
    name: str, files: Mapping[str, Mapping[str, bytes]], drafts: list[Draft]
) -> Iterator[Item]:
    source, _ = formats.CONVERTERS[name]
    for made in drafts:
        if document := files.get(source, {}).get(made.name):
            text = formats.as_text(name, document)
            yield _item(name, "plain", made, text, loses=name.startswith("txt"))


def _texts(documents: int) -> Iterator[Item]:
    """Text that leaves no trace of blanks: all certain where every cell is printed. And text that shows them."""
    for name, layout in texts.KEPT.items():
        for n in range(documents * 3):
            made = draft_of(name, n, traits.TRAITS[0].change)
            # One cell after the other: where rows begin and end with blanks, only labels part them.
            loses = "own line" in name and "blank" in made.about
            yield _item("txt, drawn", name, made, layout(made.content()).encode(), loses)
    for name, layout in texts.FLATTENED.items():
        for n in range(documents * 3):
            full = draft_of(name, n, traits.TRAITS[0].change, "full")
            joined = "together" in name
            yield _item("txt, flattened", name, full, layout(full.content()).encode(), joined)
            gappy = draft_of(name + ", blanks dropped", n, traits.TRAITS[0].change, "some blank")
            text = layout(gappy.content())
            yield _item("txt, flattened", f"{name}, blanks dropped", gappy, text.encode(), True)


def _encoded(documents: int) -> Iterator[Item]:
    for name, encoding in traits.ENCODINGS.items():
        for n in range(documents):
            made = draft_of(
                name, n, traits.traditional if encoding.traditional else traits.TRAITS[0].change
            )
            text, _, _ = formats.OWN["txt"]
            written = text(made).decode().encode(encoding.encoding)
            yield _item("txt", name, made, written)
            if encoding.encoding != "utf-16":
                yield _item("html", name, made, formats.page(made, encoding))
