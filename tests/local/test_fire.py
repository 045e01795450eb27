"""The local cloud under fire: fifty kills, two clouds at once, a full disk, a season's peak."""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from bench.results import Results
from local.cloud import LocalCloud, free_port, running
from local.emulator.workers import LAMBDA_SLOTS
from local.settings import SCRATCH
from tests.local.bursts import BURST, CLEAN, burst, check_all, judged, megabytes, told

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("local cloud")]
KILLS = int(os.environ.get("KILLS", "25"))  # of each of two clouds
PEAK = 300


@pytest.mark.chaos
def test_fifty_kills_of_two_clouds_lose_nothing_and_tell_nothing_twice(
    tmp_path: Path, assembly: Path
) -> None:
    def fight(name: str) -> None:
        state, port, answered = tmp_path / name, free_port(), set[str]()
        for number in range(KILLS):
            with running(state, port, assembly) as cloud:
                if not number:
                    cloud.wait_until_kept()
                # Every second one is a new version of a report that was uploaded before.
                organ = f"云坪区第{random.randrange(5)}局"
                keys = [
                    f"yunping/2022/{organ}（{number * (n % 2)}-{n}）/年报.txt" for n in range(BURST)
                ]
                answered |= burst(cloud, keys)
        with running(state, port, assembly) as cloud:
            check_all(cloud, answered)

    with ThreadPoolExecutor(2) as clouds:
        list(clouds.map(fight, ("one", "two")))


@pytest.mark.chaos
@pytest.mark.skipif(sys.platform != "linux", reason="bounds the files of a process that runs")
def test_full_disk_loses_no_upload_that_was_answered(tmp_path: Path, assembly: Path) -> None:
    port = free_port()
    with running(tmp_path, port, assembly) as cloud:
        cloud.wait_until_kept()
        bucket = cloud.outputs["UploadBucketName"]
        s3 = cloud.client("s3")
        answered = {
            s3.put_object(Bucket=bucket, Key=f"yunping/2022/甲{n}局/年报.txt", Body=CLEAN)[
                "VersionId"
            ]
            for n in range(3)
        }
        # As where a disk is full: no file can be written beyond so many bytes.
        _, hardest = resource.prlimit(cloud.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(cloud.process.pid, resource.RLIMIT_FSIZE, (2000, hardest))
        once = cloud.client("s3", Config(retries={"total_max_attempts": 1}))
        for number in range(20):
            try:
                key = f"yunping/2022/乙{number}局/年报.txt"
                answered.add(once.put_object(Bucket=bucket, Key=key, Body=CLEAN)["VersionId"])
            except (BotoCoreError, ClientError):
                pass
        # It does not run on as if all were well.
        cloud.process.wait(30)
    assert "File too large" in (tmp_path / "cloud.log").read_text()
    with running(tmp_path, port, assembly) as cloud:
        check_all(cloud, answered)


@pytest.mark.chaos
def test_three_hundred_uploads_in_a_minute_queue_and_finish(tmp_path: Path, assembly: Path) -> None:
    with running(tmp_path, free_port(), assembly) as cloud:
        cloud.wait_until_kept()
        fresh = _kept(tmp_path)
        began = time.monotonic()
        versions = _put(cloud, PEAK, seconds=60)
        found = judged(cloud, versions)
        took = time.monotonic() - began
        assert Counter(item["state"]["S"] for item in found.values()) <= Counter(
            {"passed": PEAK, "flagged": PEAK}
        )
        assert set(told(cloud, versions)) == versions
        cloud.wait_until_kept()
        grown = _kept(tmp_path) - fresh
    table = Results("local-peak", "uploads", "slots", "seconds to the last verdict", "MB of state")
    table.row(PEAK, LAMBDA_SLOTS, f"{took:.0f}", f"{grown:.0f}")
    assert grown < PEAK * 0.25


def _kept(state: Path) -> float:
    """The megabytes of a state folder that stay; what functions unpack is gone with their processes."""
    return megabytes(state) - megabytes(state / SCRATCH)


def _put(cloud: LocalCloud, number: int, *, seconds: float) -> set[str]:
    """Hand in so many reports within so many seconds; their versions."""
    s3, bucket = cloud.client("s3"), cloud.outputs["UploadBucketName"]

    def put(n: int) -> str:
        time.sleep(random.uniform(0, seconds * 8 / number))
        key = f"yunping/2022/云坪区第{n}局/年报.txt"
        return str(s3.put_object(Bucket=bucket, Key=key, Body=CLEAN)["VersionId"])

    with ThreadPoolExecutor(8) as pool:
        return set(pool.map(put, range(number)))
