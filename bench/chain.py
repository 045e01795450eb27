"""`make bench-chain`: from the upload to the e-mail in the local cloud; the first one cold, then twenty warm."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.results import Results, machine
from local.cloud import LocalCloud, free_port, running
from local.settings import ROOT

_RUNS: Final = 20
_WITHIN: Final = 60.0  # seconds


def main() -> None:
    """Print the cold time, then median, fastest and slowest of twenty uploads one after the other."""
    body = (ROOT / "samples" / "yunping-grain-2022.txt").read_bytes()
    with (
        tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder,
        running(Path(folder), free_port()) as cloud,
    ):
        cold, *warm = [_seconds(cloud, i, body) for i in range(_RUNS + 1)]
    print(f"{machine()}\n")
    table = Results("chain", "upload → e-mail", "seconds")
    table.row("first, cold", f"{cold:.2f}")
    table.row(f"warm, median of {_RUNS}", f"{statistics.median(warm):.2f}")
    table.row("warm, fastest", f"{min(warm):.2f}")
    table.row("warm, slowest", f"{max(warm):.2f}")


def _seconds(cloud: LocalCloud, number: int, body: bytes) -> float:
    """One upload of an organ of its own, until its mail lies in the outbox. TimeoutError after a minute."""
    before = len(list(cloud.outbox.glob("*.eml")))
    key = f"yunping/2022/第{number}局/年报.txt"
    began = time.perf_counter()
    cloud.client("s3").put_object(Bucket=cloud.outputs["UploadBucketName"], Key=key, Body=body)
    while time.perf_counter() - began < _WITHIN:
        if len(list(cloud.outbox.glob("*.eml"))) > before:
            return time.perf_counter() - began
        time.sleep(0.01)
    raise TimeoutError(key)


if __name__ == "__main__":
    main()
