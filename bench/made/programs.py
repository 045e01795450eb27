"""One program reads files: names come on standard input, a JSON line each goes out. `bench.reading` runs it.

`python programs.py NAME`: gouji, or one of the programs beside which it is measured, in the environment that has it.
A line holds the milliseconds and, of other programs, the text that they made of the file (null: it was refused).
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

Reader = Callable[[str], str | None]


def _gouji() -> Reader:
    from gouji.reading.read import read
    from gouji.report import UnreadableReport

    def with_gouji(file: str) -> str | None:
        try:
            read(Path(file).read_bytes())
        except UnreadableReport:
            return None
        return ""

    return with_gouji


def _markitdown() -> Reader:
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda file: str(converter.convert(file).text_content)


def _kreuzberg() -> Reader:
    import kreuzberg

    settings = kreuzberg.ExtractionConfig(output_format="markdown")

    def with_kreuzberg(file: str) -> str:
        found = asyncio.run(kreuzberg.extract_file(file, config=settings))
        return str(found.content)

    return with_kreuzberg


PROGRAMS: Final[dict[str, Callable[[], Reader]]] = {
    "gouji": _gouji,
    "markitdown": _markitdown,
    "kreuzberg": _kreuzberg,
}


def main() -> None:
    """Read the files named on standard input."""
    reader = PROGRAMS[sys.argv[1]]()
    for line in sys.stdin:
        file = line.rstrip("\n")
        began = time.perf_counter()
        try:
            text = reader(file)
        except Exception:  # noqa: BLE001 - what another program raises is its business; we note that it did not read
            text = None
        spent = (time.perf_counter() - began) * 1000
        print(json.dumps({"ms": spent, "text": text}), flush=True)


if __name__ == "__main__":
    main()
