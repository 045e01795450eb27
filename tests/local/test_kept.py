"""What was dropped is not lost, whatever happens to the process: `kill -9` in the middle of the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from local.cloud import free_port, running
from local.demo import get, report_path
from local.emulator.generations import Generations
from tests.local.bursts import BURST, CLEAN, burst, check_all, told

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("local cloud")]
KEYS = [f"yunping/2022/云坪区粮食和物资储备中心（{n}）/年报 100%+{n}.txt" for n in range(3)]
ROUNDS = 3


def test_kill_loses_nothing_and_tells_nothing_twice(tmp_path: Path, assembly: Path) -> None:
    port = free_port()
    with running(tmp_path, port, assembly) as cloud:
        s3, bucket = cloud.client("s3"), cloud.outputs["UploadBucketName"]
        versions = {s3.put_object(Bucket=bucket, Key=KEYS[0], Body=CLEAN)["VersionId"]}
        (first,) = told(cloud).values()
        before = get(cloud, report_path(KEYS[0]), "yunping")
        cloud.wait_until_kept()
        for key in KEYS[1:]:
            versions.add(s3.put_object(Bucket=bucket, Key=key, Body=CLEAN)["VersionId"])
        cloud.process.kill()
        cloud.process.wait()
    with running(tmp_path, port, assembly) as cloud:
        assert cloud.outputs["UploadBucketName"] == bucket
        found = told(cloud, versions)
        assert set(found) == versions
        assert first in found.values()
        after = get(cloud, report_path(KEYS[0]), "yunping")
        # That others handed the same file in is told of it by now; nothing else changed.
        of_others = ("findings", "unassessed", "rule_names")
        assert {k: v for k, v in after.items() if k not in of_others} == {
            k: v for k, v in before.items() if k not in of_others
        }
        listed = get(cloud, "/offices/yunping/years/2022/reports", "yunping")["items"]
        assert {item["key"] for item in listed} == set(KEYS)
        assert {item["state"] for item in listed} <= {"passed", "flagged"}


@pytest.mark.chaos
def test_kills_in_bursts_lose_no_upload_that_was_answered(tmp_path: Path, assembly: Path) -> None:
    port, answered = free_port(), set[str]()
    for number in range(ROUNDS):
        with running(tmp_path, port, assembly) as cloud:
            if not number:
                cloud.wait_until_kept()  # as `make up` does, before it tells where to upload
            # Every second one is a new version of a report that was uploaded before.
            organ = "云坪区粮食和物资储备中心"
            keys = [
                f"yunping/2022/{organ}（{number * (n % 2)}-{n}）/年报.txt" for n in range(BURST)
            ]
            answered |= burst(cloud, keys)
    with running(tmp_path, port, assembly) as cloud:
        check_all(cloud, answered)


def test_damaged_checkpoint_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "checkpoints")
    generations.keep("20260101T000000.000000Z", {"dynamodb.json": b"{}"})
    (tmp_path / "checkpoints" / "20260101T000000.000000Z" / "dynamodb.json").unlink()
    with pytest.raises(RuntimeError, match="本机云没有启动"), running(tmp_path, free_port()):
        pass
    assert "DamagedCheckpoint" in (tmp_path / "cloud.log").read_text()
