"""What the tests let a process of its own do: say something, fail, die, hang, take memory."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

from gouji.reading import limits
from gouji.report import ScannedReport, UnreadableReport

HERE = "tests.gouji.reading.works"


def echo(content: bytes, given: bytes) -> Iterator[bytes]:
    yield content
    yield given


def who(content: bytes, given: bytes) -> Iterator[bytes]:
    yield b"%d" % os.getpid()


def refuse(content: bytes, given: bytes) -> Iterator[bytes]:
    raise UnreadableReport(content.decode())


def refuse_scan(content: bytes, given: bytes) -> Iterator[bytes]:
    raise ScannedReport(content.decode())


def fail(content: bytes, given: bytes) -> Iterator[bytes]:
    yield b"before"
    raise KeyError("a fault of the program")


def die(content: bytes, given: bytes) -> Iterator[bytes]:
    yield from [content] if content else []
    os.kill(os.getpid(), signal.SIGABRT)


def hang(content: bytes, given: bytes) -> Iterator[bytes]:
    time.sleep(60)
    yield b""


def spin(content: bytes, given: bytes) -> Iterator[bytes]:
    yield b"%d" % os.getpid()
    while True:
        pass


def take(content: bytes, given: bytes) -> Iterator[bytes]:
    yield b"%d" % len(bytearray(int(given)))


def recurse(content: bytes, given: bytes) -> Iterator[bytes]:
    yield from recurse(content, given)


def look_at_time(content: bytes, given: bytes) -> Iterator[bytes]:
    while True:
        limits.check_time()
        yield b""


def print_something(content: bytes, given: bytes) -> Iterator[bytes]:
    sys.stdout.write("noise")
    sys.stdout.flush()
    os.write(1, b"noise")
    yield content
