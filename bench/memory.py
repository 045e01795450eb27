"""`make bench-memory`: how long reading and judging take with as much of a processor as a Lambda's memory brings.

A process of its own in a control group with that share of one processor, in slices of 20 ms as Lambda has them (needs
root and Linux): from its start to the first verdict, and warm, over all samples. What functions wait for is left out.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.results import Results, machine

MEGABYTES: Final = (256, 512, 768, 1024, 1769)
_WHOLE: Final = (
    1769  # MB at which Lambda gives one whole processor (Lambda Developer Guide, memory)
)
_PERIOD: Final = 20_000  # microseconds
_GROUP: Final = Path("/sys/fs/cgroup/cpu/gouji-bench")
_COLD, _ROUNDS = 5, 5
_SAMPLES: Final = Path(__file__).parents[1] / "samples"
_KINDS: Final = frozenset({".txt", ".html", ".docx"})


def main() -> None:
    """Print a row a size: milliseconds of a cold start and of a report, and the GB-seconds of a thousand."""
    if sys.argv[1:] == ["work"]:
        _work()
        return
    print(f"{machine()}\n")
    table = Results(
        "memory",
        *("MB", "share of a processor", "start to first verdict ms", "read ms", "judge ms"),
        "GB-s a thousand, warm",
    )
    for megabytes in MEGABYTES:
        runs = [_run(megabytes) for _ in range(_COLD)]
        cold, reading, judging = (statistics.median(column) for column in zip(*runs, strict=True))
        paid = (reading + judging) * megabytes / 1024
        share = f"{megabytes / _WHOLE:.2f}"
        table.row(
            megabytes, share, f"{cold:.0f}", f"{reading:.1f}", f"{judging:.1f}", f"{paid:.1f}"
        )


def _run(megabytes: int) -> tuple[float, float, float]:
    """Milliseconds from the start to the first verdict, then of reading and of judging a report, warm."""
    with _limited(megabytes / _WHOLE) as command:
        began = time.perf_counter()
        done = subprocess.Popen([*command, sys.executable, "-m", "bench.memory", "work"], stdout=-1)
        if done.stdout is None:
            raise RuntimeError("nothing to read")
        done.stdout.readline()
        cold = 1000 * (time.perf_counter() - began)
        reading, judging = map(float, done.stdout.readline().split())
        done.wait()
    return cold, reading, judging


@contextmanager
def _limited(share: float) -> Iterator[list[str]]:
    """What a command is begun with to have that share of one processor. SystemExit where there are no such groups."""
    try:
        _GROUP.mkdir()
    except OSError as error:
        raise SystemExit(f"no control group of processor time: {error}") from error
    try:
        (_GROUP / "cpu.cfs_period_us").write_text(str(_PERIOD))
        (_GROUP / "cpu.cfs_quota_us").write_text(str(round(share * _PERIOD)))
        (_GROUP / "cpu.shares").write_text("65536")  # before whatever else runs here
        yield ["sh", "-c", f'echo $$ > {_GROUP}/cgroup.procs; exec "$@"', "sh"]
    finally:
        _GROUP.rmdir()


def _work() -> None:
    """Say that the first verdict is there; then how long reading and judging take, on an average sample."""
    from gouji.judging.judge import judge
    from gouji.reading.read import read

    documents = [p.read_bytes() for p in sorted(_SAMPLES.iterdir()) if p.suffix in _KINDS]
    judge(read(documents[0]))
    print("first", flush=True)
    for document in documents:
        judge(read(document))
    reading = judging = 0.0
    for _ in range(_ROUNDS):
        for document in documents:
            began = time.perf_counter()
            report = read(document)
            read_at = time.perf_counter()
            judge(report)
            reading, judging = reading + read_at - began, judging + time.perf_counter() - read_at
    count = _ROUNDS * len(documents)
    print(f"{1000 * reading / count} {1000 * judging / count}", flush=True)


if __name__ == "__main__":
    main()
