"""Which files of a folder may be reports: by their names, and where these tell nothing, by their first bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import BinaryIO, Final

from gouji.reading.files.kinds import HEAD, Kind, kind_of

# The endings of each kind that is read, and of those of which the sender is told what to do instead.
SUFFIXES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "text": (".txt", ".text", ".md", ".markdown", ".csv", ".tsv"),
    "html": (".htm", ".html", ".shtml", ".xhtml"),
    "mhtml": (".mht", ".mhtml"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "doc": (".doc", ".dot", ".wps", ".wpt"),
    "rtf": (".rtf",),
    "odt": (".odt", ".ott"),
    "ods": (".ods", ".ots"),
    "fodt": (".fodt",),
    "fods": (".fods",),
    "sheet": (".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".et", ".ett"),
    "binary sheet": (".xlsb",),
    "ofd": (".ofd",),
    "pdf": (".pdf",),
    "image": (".png", ".jpg", ".jpeg", ".jpe", ".bmp", ".gif", ".tif", ".tiff"),
    "zip": (".zip",),
    "archive": (".rar", ".7z", ".gz", ".tgz", ".tar"),
    "message": (".eml", ".msg"),
}
_MOST: Final = 100 * 1024 * 1024  # bytes of a package: no report has as many
_KNOWN: Final = frozenset(suffix for own in SUFFIXES.values() for suffix in own)
# Kinds that no file has by chance: a report without an ending, or with an odd one, is one all the same.
_SURE: Final = frozenset(
    {"docx", "doc", "rtf", "odt", "ods", "fodt", "fods", "sheet", "ofd", "pdf"}
)


def has_name_of_report(name: str) -> bool:
    """Whether a file's name ends as those of reports do."""
    return PurePath(name).suffix.lower() in _KNOWN


def is_surely_document(file: BinaryIO) -> bool:
    """Whether a file is of a kind that only documents have, whatever its name. Of most the first bytes tell."""
    head = file.read(HEAD)
    kind = kind_of(head)
    if kind in {"zip", "ole"}:
        kind = kind_of(head + file.read(_MOST))
    return kind in _SURE
