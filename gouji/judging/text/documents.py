"""What a number counts of rules and normative documents: issued, repealed, in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from gouji.judging.text.lexicon import documents, nothing
from gouji.judging.text.meaning import Meaning
from gouji.judging.text.phrases import Beside
from gouji.judging.text.setting import Documents, Setting, own_names
from gouji.report import FormatVersion

_OBJECT: Final = 8  # characters behind a number in which documents may be named
# Columns of table 2.
_COLUMNS: Final[dict[FormatVersion, dict[documents.Act, tuple[str, ...]]]] = {
    "2021": {"made": ("issued",), "repealed": ("repealed",), "in_force": ("in_force",)},
    "2019": {"made": ("made", "newly_disclosed")},
}
_DISCLOSED: Final[dict[FormatVersion, tuple[str, ...]]] = {
    "2021": ("issued", "in_force"),
    "2019": ("newly_disclosed", "total_disclosed", "made"),
}
_KEPT: Final[dict[FormatVersion, tuple[str, ...]]] = {
    "2021": ("in_force",),
    "2019": ("total_disclosed",),
}
_EVERY: Final[dict[FormatVersion, tuple[str, ...]]] = {
    "2021": ("in_force", "issued", "repealed"),
    "2019": ("made", "newly_disclosed", "total_disclosed"),
}


def document(beside: Beside, setting: Setting) -> tuple[Meaning | None, Setting]:
    """What a number counts of documents, and what its words set for those behind it."""
    said = beside.line.masked[: beside.quantity.end]
    label = own_names(beside.label, beside.line.origin.organ)
    if documents.OTHER_WORK.occur(label):
        return None, setting
    rows = _documents_named(beside, setting)
    columns = _document_columns(label, beside.line.origin.t2, setting)
    sure = bool(columns) and not documents.PERHAPS_SOME.occur(said)
    columns = columns or _perhaps(label, beside.line.origin.t2)
    if not columns or not rows:
        return None, setting
    cells = tuple(tuple(f"t2.{row}.{column}" for row in rows) for column in columns)
    setting = replace(setting, documents=Documents(rows, columns if sure else ()))
    return Meaning("document", cells, sure=sure), setting


def _documents_named(beside: Beside, setting: Setting) -> tuple[str, ...]:
    """The rows of table 2 that are named beside the number, or else before it in its sentence."""
    label = beside.label
    named = label if "规" in label else label + beside.rest[:_OBJECT]
    if rows := documents.NAMES.senses(named) or setting.documents.rows:
        return rows
    masked = beside.line.masked
    last = documents.NAMES.last(masked[: beside.quantity.start])
    return (last.means,) if last else ()


def no_documents(words: str, format_version: FormatVersion) -> Iterator[tuple[int, Meaning]]:
    """What documents a phrase says there were none of, with the place in it: 未制发行政规范性文件."""
    columns = _COLUMNS[format_version]
    for found in nothing.NO_DOCUMENTS.each(words):
        rows = documents.NAMES.senses(found.match["object"])
        for act in documents.ACTS.senses(found.match["act"]):
            if act in columns and rows:
                cells = tuple(f"t2.{row}.{columns[act][0]}" for row in rows)
                yield found.match.start(), Meaning("document", (cells,))


def _document_columns(
    label: str, format_version: FormatVersion, setting: Setting
) -> tuple[str, ...]:
    """What was done to the documents; 制定规章2部、规范性文件3件 names it once."""
    columns = _COLUMNS[format_version]
    ends = [(end, act) for end, act in documents.ACTS.ends(label) if act in columns]
    if not ends:
        named_again = "规" in label and documents.ONLY_DOCUMENTS.occur(label)
        named_again = named_again and not documents.DISCLOSED.occur(label)
        return setting.documents.columns if named_again else ()
    end, act = min(ends)
    if len({act for _, act in ends}) > 1 or not documents.ONLY_DOCUMENTS.occur(label[end:]):
        return ()
    return columns[act]


def _perhaps(label: str, format_version: FormatVersion) -> tuple[str, ...]:
    """The columns that documents may be of which it is not said, or that were disclosed."""
    if not documents.ONLY_DOCUMENTS.occur(label):
        return ()
    if "累计" in label:
        return ()
    if documents.KEPT.occur(label):
        return _KEPT[format_version]
    if documents.DISCLOSED.occur(label):
        return _DISCLOSED[format_version]
    return _EVERY[format_version] if "规" in label and not documents.ACTS.occur(label) else ()
