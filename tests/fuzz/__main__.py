"""Read damaged documents for a while: `python -m tests.fuzz SECONDS`. What fails is kept in the folder .fuzz.

Each is read in a process of its own kind, so that a crash, a hang or a hunger for memory is seen and told, too.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Final

from bench.results import peak_megabytes
from tests.fuzz.documents import KINDS, PICTURES, documents, picture
from tests.fuzz.mutations import damaged
from tests.fuzz.outcomes import MOST_SECONDS, outcome_of, pictures_in

KEPT: Final = Path(__file__).parents[2] / ".fuzz"
_GROUPS: Final = (  # kinds, and how many megabytes more than before they may take
    (KINDS, 400),
    ((*PICTURES, "pdf pages"), 1500),
)
_HUNGRY: Final = 3  # exit status


def example(kind: str, seed: int) -> bytes:
    """A damaged document; the same for the same seed."""
    random = Random(f"{kind} {seed}")
    if kind in PICTURES:
        return damaged(random, picture(kind))
    start = documents("pdf" if kind == "pdf pages" else kind)
    others = documents(random.choice(KINDS)) if random.random() < 0.03 else ()
    return damaged(random, random.choice(start), others)


def try_one(kind: str, document: bytes) -> None:
    """Read one document. Raises whatever must not be raised."""
    outcome_of(document)
    if kind in PICTURES or kind == "pdf pages":
        pictures_in(document, pdf=kind == "pdf pages")


def _work(kinds: Sequence[str], most: int, first: int, until: float) -> None:
    """Read examples until the time is up."""
    warnings.simplefilter("ignore")  # Pillow's, of damaged pictures
    before = peak_megabytes()
    seed = first
    while time.time() < until:
        for kind in kinds:
            document = example(kind, seed)
            (KEPT / "now.name").write_text(f"{kind.replace(' ', '-')}-{seed}")
            (KEPT / "now").write_bytes(document)
            try:
                try_one(kind, document)
            except KeyboardInterrupt:
                os._exit(1)
            except BaseException:  # noqa: BLE001 - to find out what is raised is the point
                keep(traceback.format_exc())
            if peak_megabytes() - before > most:
                keep("memory")
                os._exit(_HUNGRY)
        seed += 1
    os._exit(0)


def keep(why: str) -> None:
    """Keep the document that was being read, and why."""
    name = (KEPT / "now.name").read_text()
    (KEPT / name).write_bytes((KEPT / "now").read_bytes())
    (KEPT / f"{name}.txt").write_text(why)
    print(f"{name}: {why.strip().splitlines()[-1]}", flush=True)


def _watch(child: int) -> str:
    """Wait for a worker; what was wrong with it, if anything."""
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return "" if code in {0, _HUNGRY} else f"ended with {code}"
        if time.time() - (KEPT / "now").stat().st_mtime > MOST_SECONDS + 30:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "hangs"
        time.sleep(0.2)


def main(seconds: float) -> int:
    """Run for so long. Returns 1 where anything failed."""
    KEPT.mkdir(exist_ok=True)
    until = time.time() + seconds
    first = int(time.time())
    groups = cycle(_GROUPS)
    while time.time() < until:
        kinds, most = next(groups)
        (KEPT / "now").write_bytes(b"")
        child = os.fork()
        if not child:
            _work(kinds, most, first, min(until, time.time() + 60 * len(kinds) / len(KINDS)))
        if why := _watch(child):
            keep(why)
        first = _next(first)
        print(f"{max(until - time.time(), 0):.0f} s left, seed {first}", flush=True)
    failed = list(KEPT.glob("*.txt"))
    print(f"{len(failed)} in {KEPT}" if failed else "nothing found")
    return 1 if failed else 0


def _next(first: int) -> int:
    name = (KEPT / "now.name").read_text() if (KEPT / "now.name").exists() else f"-{first}"
    return int(name.rsplit("-", 1)[1]) + 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600))
