"""`gouji export`: a file of the endpoint → a file of this machine, whole or not at all."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, Final

from gouji.checking import encodable, is_folder
from gouji.faults import reason_of
from gouji.output import clear_progress, show_progress, tell, try_file, written
from gouji.remote.arguments import OF_ORGAN
from gouji.remote.calling import client_of
from gouji.remote.client import Client, path_of
from gouji.remote.faults import UnusableCall
from gouji.remote.handing_in import Place
from gouji.wording import remote as words

_STDOUT: Final = "-"
_NAMES: Final = {"originals": "originals.zip"}
_TEXT: Final = frozenset({"cells.csv", "cells.jsonl", "findings.csv", "page.html"})
_IN_MEMORY: Final = 8 * 1024 * 1024
_NOT_WRITTEN: Final = 2


def export(options: argparse.Namespace) -> int:
    """Fetch one file. 0, or 2 where it could not be written."""
    path, query = _asked(options)
    client = client_of(options)
    if options.output == _STDOUT:
        return _to_stdout(client, path, query, options.what)
    return _to_file(client, path, query, Path(options.output), options.what)


def _asked(options: argparse.Namespace) -> tuple[str, dict[str, str]]:
    """The path, and what its query has. UnusableCall where the call does not fit the file."""
    place, name = Place(options.office, options.year), _NAMES.get(options.what, options.what)
    if options.what in OF_ORGAN:
        if options.organ is None:
            raise UnusableCall(words.NEEDS_ORGAN)
        if options.of or options.group:
            raise UnusableCall(words.ONE_REPORT)
        return place.report(options.organ) + path_of(name), {}
    if options.organ is not None:
        raise UnusableCall(words.NEEDS_NO_ORGAN)
    asked = {"of": options.of, "group": options.group}
    return place.path + path_of(name), {key: value for key, value in asked.items() if value}


def _to_stdout(client: Client, path: str, query: dict[str, str], what: str) -> int:
    if what not in _TEXT and sys.stdout.isatty():
        raise UnusableCall(words.NOT_TO_A_TERMINAL)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        _download(client, path, query, kept, what)
        kept.seek(0)
        try:
            shutil.copyfileobj(kept, sys.stdout.buffer)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has enough
            sys.stdout.close()
    return 0


def _to_file(client: Client, path: str, query: dict[str, str], target: Path, what: str) -> int:
    shown = encodable(str(target))
    if is_folder(target):
        raise UnusableCall(words.IS_FOLDER)
    try:
        try_file(target)  # before anything is fetched
        with written(target) as file:
            _download(client, path, query, file, what)
            size = file.tell()
    except OSError as error:
        tell(words.not_written(shown, reason_of(error)))
        return _NOT_WRITTEN
    tell(words.written(shown, size))
    return 0


def _download(client: Client, path: str, query: dict[str, str], sink: IO[bytes], what: str) -> None:
    def show(done: int, size: int | None) -> None:
        show_progress(words.fetching(what, done, size))

    try:
        client.download(path, sink, query=query, tell=show)
    finally:
        clear_progress()
