"""A zip archive that holds one report: that report is read; of several none is chosen."""

from __future__ import annotations

from typing import Final

from gouji.reading.document import Document
from gouji.reading.files.kinds import kind_of
from gouji.reading.files.packages import Package
from gouji.reading.readers import reader_of
from gouji.report import UnreadableReport

_NONE: Final = "压缩包里没有能读的年度报告文件，请直接报送年度报告文件。"
_SEVERAL: Final = "压缩包里有 {} 个文件，无法确定核对哪一个，请每份报告单独报送一个文件。"
_NESTED: Final = "压缩包里还是压缩包，请解压后直接报送年度报告文件。"
_SYSTEM_FILES: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini", "~$")


def read_zip(document: bytes) -> Document:
    """Read the one report in the archive. Raises UnreadableReport where there is none, or more than one."""
    content = report_in(document)
    return reader_of(content)(content)


def report_in(document: bytes) -> bytes:
    """The one report file in the archive. Raises as `read_zip` does."""
    package = Package(document)
    names = [name for name in package.names if not _is_system_file(name)]
    if not names:
        raise UnreadableReport(_NONE)
    if len(names) > 1:
        raise UnreadableReport(_SEVERAL.format(len(names)))
    content = package.read(names[0])
    if kind_of(content) == "zip":
        raise UnreadableReport(_NESTED)
    return content


def _is_system_file(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return name.startswith(_SYSTEM_FILES) or last.startswith((*_SYSTEM_FILES, "."))
