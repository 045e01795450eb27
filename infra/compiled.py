"""Compiled files beside the sources: on Lambda, where nothing can be written, each start would compile anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path


def compile_all(folder: Path, version: str) -> bool:
    """Compile all modules of a folder for a Python, as `3.13`; False, and nothing done, where there is none here.

    Alike wherever they are built: the files name their sources by their place in the folder, and say by a digest and
    not by a time which source they are of. It is not looked at again.
    """
    interpreter = interpreter_of(version)
    if interpreter is None:
        return False
    subprocess.run(  # noqa: S603 - our own files
        [
            *(interpreter, "-I", "-m", "compileall", "-q", "-q", "-f"),
            *("--invalidation-mode", "unchecked-hash", "-s", str(folder), str(folder)),
        ],
        check=False,  # packages hold files for other Pythons, which do not compile
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    return True


@cache
def interpreter_of(version: str) -> str | None:
    """A Python of that version on this machine."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    found = shutil.which(f"python{version}")
    if found is None:
        return None
    asked = [found, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - what the path has
    return found if said.stdout.strip() == version else None  # a shim may stand for none
