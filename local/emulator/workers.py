"""The processes that run functions: how many at once, what they leave on the disk, how their death is told.

What ministack does otherwise than AWS, or without end, patched at run time as in patches.py.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import zipfile
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from local.emulator.changed import MinistackChanged, require

LAMBDA_SLOTS: Final = 4
RECOGNITION_SLOTS: Final = 2  # of them: a scan takes a minute, and others wait for their second
_RECOGNITION: Final = "functions.recognise.handler.handler"
_DIED: Final = "Worker process died"

Json = dict[str, Any]


def apply(scratch: Path) -> None:
    """Patch ministack in this process. `scratch`: a folder for what processes unpack, emptied here."""
    _begin_empty(scratch)
    _share_packages(scratch / "packages")
    _tell_deaths()
    _limit_lambdas()


def _begin_empty(scratch: Path) -> None:
    """Remove what the processes of a cloud that was killed have left: each has its function and its layers there."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)


def _share_packages(folder: Path) -> None:
    """Unpack each package once: every further process has links to the same files, instead of 100 MB of its own."""
    if lambda_runtime.zipfile is not zipfile:
        raise MinistackChanged("packages are unpacked in another way")
    unpacking = threading.Lock()

    class Shared(zipfile.ZipFile):
        """A package whose files, unpacked, are links."""

        def extractall(self, path: Any = None, members: Any = None, pwd: Any = None) -> None:  # noqa: ANN401 - the library's
            if members is not None or pwd is not None or self.filename is None:
                raise MinistackChanged("packages are unpacked in another way")
            with Path(self.filename).open("rb") as package:
                kept = folder / hashlib.file_digest(package, "sha256").hexdigest()
            with unpacking:
                if not kept.exists():
                    draft = kept.with_suffix(".part")
                    super().extractall(draft)
                    draft.rename(kept)
            shutil.copytree(kept, path, copy_function=os.link, dirs_exist_ok=True)

    lambda_runtime.zipfile = SimpleNamespace(
        ZipFile=Shared, BadZipFile=zipfile.BadZipFile, LargeFileError=zipfile.LargeZipFile
    )


def _tell_deaths() -> None:
    """Name the end of a process as AWS does (`Runtime.ExitError`); ministack says `Runtime.HandlerError` of it, too."""
    execute = lambda_svc._execute_function_warm
    require(execute, "func", "event", "request_id")

    def telling(func: Json, event: Any, request_id: str) -> Json:  # noqa: ANN401 - any JSON
        answer: Json = execute(func, event, request_id)
        body = answer.get("body")
        if answer.get("error") and isinstance(body, dict) and body.get("errorMessage") == _DIED:
            body["errorType"] = "Runtime.ExitError"
        return answer

    lambda_svc._execute_function_warm = telling


def _limit_lambdas() -> None:
    """Run a few functions at a time, the others wait: each is a process of 60 MB and more.

    Recognition, which takes a minute, never has all of these places.
    """
    places = threading.BoundedSemaphore(LAMBDA_SLOTS)
    of_recognition = threading.BoundedSemaphore(RECOGNITION_SLOTS)
    execute = lambda_svc._execute_function_warm

    def queued(func: Json, event: Any, request_id: str) -> Json:  # noqa: ANN401 - any JSON
        with ExitStack() as held:
            if func["config"]["Handler"] == _RECOGNITION:
                held.enter_context(of_recognition)  # before a place that others could use meanwhile
            held.enter_context(places)
            answer: Json = execute(func, event, request_id)
            return answer

    lambda_svc._execute_function_warm = queued
