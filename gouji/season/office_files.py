"""What the readers of an office's own files share: their text, and how they say what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.facts.office_files import Fault


class MalformedFile(Exception):
    """An office's file cannot be used; `faults` are those found, at least one, the one to tell first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(*faults)
        self.faults = tuple(faults)


def decoded(content: bytes, file: str) -> str:
    """The text, UTF-8 or GB18030. Raises MalformedFile."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MalformedFile([Fault(file, 1, "encoding")])
