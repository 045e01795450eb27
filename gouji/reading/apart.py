"""Work on a sender's bytes in a process of its own: libraries in C may hang, take gigabytes, or end their process.

    for found in apart("gouji.reading.formats.pdf.told:pages", content): ...

The process ends when its time is up, and where the system lets it (not on macOS and Windows) before it takes more
memory than it may. It is kept for the next file; one that a file has ended is no loss. What comes back are bytes, of
which nothing is run.
"""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import TracebackType
from typing import IO, Final, NoReturn, cast

from gouji.reading import limits
from gouji.report import ScannedReport, UnreadableReport

READING: Final = 768 * 1024 * 1024  # bytes of address space; the largest real file takes a third
PICTURES: Final = 2048 * 1024 * 1024  # the same for pages in pixels
_GRACE: Final = 2.0  # seconds in which a process may say by itself that its time is up
_KEPT: Final = 1  # processes that wait for work
# Seconds, bytes of memory, and the sizes of what follows: work, given, content.
_JOB: Final = struct.Struct("<dQHIQ")
_SAID: Final = struct.Struct("<cQ")  # what it is, and its size
_PART: Final = b"p"
_END: Final = b"."
_UNREADABLE: Final = b"u"
_SCANNED: Final = b"s"
_TOO_DEEP: Final = b"d"
_NO_MEMORY: Final = b"m"
_FAULT: Final = b"f"

Work = Callable[[bytes, bytes], Iterable[bytes]]


class ReaderFailed(Exception):
    """A fault of the program in the other process: where it happened, and its class; its words might be a report's."""


def apart(
    work: str, content: bytes, given: bytes = b"", *, memory: int = READING
) -> Iterator[bytes]:
    """What `work` (`module:function`, which takes the content and what else is given) yields of a file, piece by piece.

    Raises UnreadableReport and ScannedReport as that does, and UnreadableReport where the process takes more time or
    memory than it may, or dies. ReaderFailed where the program is at fault.
    """
    told = False
    with _borrowed() as process:
        try:
            for piece in process.work(work, content, given, memory):
                told = True
                yield piece
        except _Ended:
            if told or process.is_new:
                raise UnreadableReport(limits.TOO_COMPLEX) from None
        else:
            return
    # An older process may have ended for another file's sake: this one is asked for alone.
    with _borrowed(new=True) as process:
        try:
            yield from process.work(work, content, given, memory)
        except _Ended:
            raise UnreadableReport(limits.TOO_COMPLEX) from None


class _Ended(Exception):
    """The process is no more, or can go on no more."""


class _Process:
    """A process that waits for work. It ends with its standard input, so with this one, however this one ends."""

    def __init__(self) -> None:
        paths = os.pathsep.join(filter(None, sys.path))
        self._popen = subprocess.Popen(  # noqa: S603 - this very module
            [sys.executable, *_flags(), "-m", __name__],
            # One thread: numpy's linear algebra takes address space for each.
            env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._jobs = 0
        self.owner: Final = os.getpid()
        self.is_idle = True

    @property
    def is_new(self) -> bool:
        """Whether it has done no job before the present one."""
        return self._jobs <= 1

    def work(self, work: str, content: bytes, given: bytes, memory: int) -> Iterator[bytes]:
        """The pieces of one job. _Ended where it does not come to its end."""
        self._jobs += 1
        self.is_idle = False
        seconds = limits.seconds_left()
        timer = threading.Timer(max(seconds, 0) + _GRACE, self._popen.kill)
        timer.daemon = True
        timer.start()
        try:
            self._send(work.encode(), given, content, seconds, memory)
            yield from self._pieces()
        finally:
            timer.cancel()

    def _send(self, work: bytes, given: bytes, content: bytes, seconds: float, memory: int) -> None:
        sink = cast("IO[bytes]", self._popen.stdin)
        try:
            sink.write(_JOB.pack(seconds, memory, len(work), len(given), len(content)))
            for part in (work, given, content):
                sink.write(part)
            sink.flush()
        except OSError as error:
            raise _Ended from error

    def _pieces(self) -> Iterator[bytes]:
        while True:
            kind, said = self._said()
            if kind == _PART:
                yield said
                continue
            if kind == _NO_MEMORY:
                raise _Ended
            self.is_idle = kind != _FAULT
            if kind == _END:
                return
            _raise(kind, said)

    def _said(self) -> tuple[bytes, bytes]:
        source = cast("IO[bytes]", self._popen.stdout)
        head = source.read(_SAID.size)
        if len(head) < _SAID.size:
            raise _Ended
        kind, size = _SAID.unpack(head)
        said = source.read(size)
        if len(said) < size:
            raise _Ended
        return kind, said

    def end(self) -> None:
        """End it now, whatever it does."""
        self._popen.kill()
        for stream in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError):  # what was not sent yet is not wanted
                cast("IO[bytes]", stream).close()
        self._popen.wait()


def _flags() -> list[str]:
    """The interpreter's: as ours, and nothing from the folder in which somebody checks files, which is not ours."""
    ours = {"-B": sys.flags.dont_write_bytecode, "-S": sys.flags.no_site}
    return ["-P", *(flag for flag, is_set in ours.items() if is_set)]


def _raise(kind: bytes, said: bytes) -> NoReturn:
    text = said.decode(errors="replace")
    if kind == _UNREADABLE:
        raise UnreadableReport(text)
    if kind == _SCANNED:
        raise ScannedReport(text)
    if kind == _TOO_DEEP:
        raise UnreadableReport(limits.TOO_DEEP)
    raise ReaderFailed(text)


_waiting: Final[list[_Process]] = []


@contextmanager
def _borrowed(*, new: bool = False) -> Iterator[_Process]:
    """A process for one job, to be kept for the next if it came to its end. Threads each have one."""
    process = _Process() if new else _taken()
    try:
        yield process
    finally:
        if process.is_idle and len(_waiting) < _KEPT:
            _waiting.append(process)
        else:
            process.end()


def _taken() -> _Process:
    """One that waits, else a new one; those of whoever forked this process are not ours."""
    while True:
        try:
            found = _waiting.pop()
        except IndexError:
            return _Process()
        if found.owner == os.getpid():
            return found


def end_waiting() -> None:
    """End the processes that wait for work; the next file begins with a new one."""
    while _waiting:
        found = _waiting.pop()
        if found.owner == os.getpid():
            found.end()


atexit.register(end_waiting)


def _serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Do job after job until there is none; a fault of the program ends it."""
    while head := source.read(_JOB.size):
        seconds, memory, *sizes = _JOB.unpack(head)
        work, given, content = (source.read(size) for size in sizes)
        _bound(seconds, memory)
        _tell(sink, *_done(sink, work.decode(), content, given, seconds))


def _done(
    sink: IO[bytes], work: str, content: bytes, given: bytes, seconds: float
) -> tuple[bytes, bytes]:
    """Do one job, telling its pieces; how it came to its end."""
    module, _, function = work.partition(":")
    try:
        with limits.of_document(seconds):
            for piece in cast("Work", getattr(import_module(module), function))(content, given):
                _tell(sink, _PART, piece)
    except ScannedReport as error:
        return _SCANNED, str(error).encode()
    except UnreadableReport as error:
        return _UNREADABLE, str(error).encode()
    except RecursionError:
        return _TOO_DEEP, b""
    except MemoryError:
        return _NO_MEMORY, b""
    return _END, b""


def _tell(sink: IO[bytes], kind: bytes, said: bytes) -> None:
    sink.write(_SAID.pack(kind, len(said)))
    sink.write(said)
    sink.flush()


def _bound(seconds: float, memory: int) -> None:
    """Let the system end this process where it takes more; also should nobody be left to do so."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = used.ru_utime + used.ru_stime + max(seconds, 0) + _GRACE
    bounds = (
        (resource.RLIMIT_CPU, int(until) + 1),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),  # a report is nobody's to keep
    )
    for what, most in bounds:
        _, hardest = resource.getrlimit(what)
        with suppress(ValueError, OSError):  # macOS knows no bound of memory
            resource.setrlimit(what, (most, hardest))


def _main() -> None:
    """Serve whoever started this process on standard input and output, which nothing else may write to."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def fault(kind: type[BaseException], _: BaseException, where: TracebackType | None) -> None:
        _tell(sink, _FAULT, f"{''.join(traceback.format_tb(where))}{kind.__name__}".encode())

    sys.excepthook = fault
    _serve(source, sink)


if __name__ == "__main__":
    # Not as __main__: what this module raises and what others expect must be of one class.
    import_module("gouji.reading.apart")._main()
