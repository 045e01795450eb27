"""What the command writes: lines to whoever listens, progress to a terminal, a file whole or not at all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from posixpath import expandvars  # whether NO_COLOR is set
from secrets import token_hex
from shutil import get_terminal_size
from typing import IO, TextIO

from gouji.result import Result
from gouji.text import printable
from gouji.wording.page import page, painted, plain, terminal_page
from gouji.wording.verdict import Line


def speak_utf8(stream: TextIO) -> None:
    """Make a stream take Chinese: a pipe under LANG=C would otherwise fail at the first character."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> bool:
    """Print to standard output; False where nobody listens any more."""
    if sys.stdout.closed:
        return False
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has enough: `| head`
        with suppress(BrokenPipeError):
            sys.stdout.close()
    return not sys.stdout.closed


def shown(result: Result, *, single: bool) -> str:
    """The page, as `shown_lines` shows it. `single`: it is the only one."""
    if not _is_coloured():
        return page(result, single=single)
    return terminal_page(result, get_terminal_size().columns, single=single)


def shown_lines(lines: Iterable[Line]) -> str:
    """Lines, in colour for a terminal if nobody objects (NO_COLOR) and it is one that surely understands."""
    return painted(lines, get_terminal_size().columns) if _is_coloured() else plain(lines)


def _is_coloured() -> bool:
    silent = expandvars("$NO_COLOR") not in {"", "$NO_COLOR"} or sys.platform == "win32"
    return not silent and not sys.stdout.closed and sys.stdout.isatty()


def tell_progress(done: int, total: int, file: str) -> None:
    """Say on a terminal which of several files is being read, on one line; none is left where all is done."""
    if total > 1:
        show_progress(f"{done + 1}/{total} {file}" if done < total else "")


def escaped(line: str) -> str:
    """A line of JSON that steers no terminal: what is not printable stands in its strings by its number."""
    if line.isprintable():
        return line
    return "".join(ch if ch.isprintable() else json.dumps(ch)[1:-1] for ch in line)


def show_progress(said: str) -> None:
    """Say on a terminal, on one line that the next one replaces, what is being done."""
    if sys.stderr.isatty():
        said = printable(said)
        most = get_terminal_size().columns // 2 - 1  # a Chinese character takes two columns
        sys.stderr.write(f"\r\033[K{said if len(said) <= most else said[: most - 1] + '…'}")
        sys.stderr.flush()


def clear_progress() -> None:
    """Leave nothing on that line."""
    show_progress("")


def tell(text: str) -> None:
    """A line on standard error."""
    sys.stderr.write(f"gouji: {printable(text)}\n")


def try_file(path: Path) -> None:
    """Find out whether a file could be written; leaves nothing behind. OSError where it could not."""
    _write(path, b"", keep=False)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole, or leave the old one as it was. OSError where it could not be written."""
    _write(path, content, keep=True)


def _write(path: Path, content: bytes, *, keep: bool) -> None:
    with written(path, keep=keep) as file:
        file.write(content)


@contextmanager
def written(path: Path, *, keep: bool = True) -> Iterator[IO[bytes]]:
    """A file that takes the place of another once all of it is written, and is gone where that fails."""
    target = path.resolve()  # of a link, what it leads to
    beside = target.with_name(f".{target.stem}.{token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            yield file
        if keep:
            beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
