"""Pages of a file → pictures, in a process of its own: a page that takes for ever or ends it costs no report."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import DecodeError, Struct

from functions.adapters.logging import logger
from gouji.codec import decode, encode
from gouji.page.drawings import Drawing
from gouji.page.pictures import Drawn
from gouji.reading.document import Document

SECONDS: Final = 15.0  # after which no further page is drawn; one takes a tenth of a second
_Turned = dict[int, int]


class _Line(Struct, frozen=True, omit_defaults=True):
    """A page as the process tells it: one of the two."""

    drawn: Drawn | None = None
    drawing: Drawing | None = None


def drawn_apart(content: bytes, turned: Mapping[int, int]) -> Iterator[Drawn | Drawing]:
    """The pages of a file that has any, as many as there is time for; those before one that cannot be drawn."""
    for line in _told(content, turned).split(b"\n"):
        try:
            page = decode(line, _Line)
        except DecodeError:  # the end, or where it was broken off
            return
        found = page.drawn or page.drawing
        if found is not None:
            yield found


def _told(content: bytes, turned: Mapping[int, int]) -> bytes:
    """What the process wrote until it ended, or was ended."""
    command = [sys.executable, "-m", __name__, encode(turned).decode()]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 - this very module
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        logger.warning("not all drawn", extra={"why": "time"})
        return late.stdout or b""
    if done.returncode:
        # The exception's name, which the last line begins with; what it says may quote the document.
        last = done.stderr.decode(errors="replace").rstrip().rpartition("\n")[2]
        logger.warning(
            "not all drawn", extra={"why": last.partition(":")[0][-80:], "status": done.returncode}
        )
    return done.stdout


def _main() -> None:
    from gouji.showing import pages_in

    turned = decode(sys.argv[1].encode(), _Turned)
    out = sys.stdout.buffer
    for page in pages_in(sys.stdin.buffer.read(), Document((), turned_pages=turned)):
        line = _Line(drawing=page) if isinstance(page, Drawing) else _Line(drawn=page)
        out.write(encode(line) + b"\n")
        out.flush()


if __name__ == "__main__":
    _main()
