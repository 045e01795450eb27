"""What was dropped is not lost, whatever happens to the process: `kill -9` in the middle of the work."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from local.cloud import ROOT, LocalCloud, free_port, running
from local.demo import get, report_path

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("local cloud")]
CLEAN = (ROOT / "samples" / "yunping-grain-2022.txt").read_bytes()
KEYS = [f"yunping/2022/局（{n}）/年报 100%+{n}.txt" for n in range(3)]


def _wait_for_mails(cloud: LocalCloud, count: int) -> list[str]:
    deadline = time.monotonic() + 120
    while len(found := list(cloud.outbox.glob("*.eml"))) < count:
        assert time.monotonic() < deadline, f"{len(found)} of {count} e-mails"
        time.sleep(0.1)
    time.sleep(1)  # one too many would come now
    return sorted(path.name for path in cloud.outbox.glob("*.eml"))


def test_kill_loses_nothing_and_tells_nothing_twice(tmp_path: Path, assembly: Path) -> None:
    port = free_port()
    with running(tmp_path, port, assembly) as cloud:
        s3, bucket = cloud.client("s3"), cloud.outputs["UploadBucketName"]
        s3.put_object(Bucket=bucket, Key=KEYS[0], Body=CLEAN)
        first = _wait_for_mails(cloud, 1)
        before = get(cloud, report_path(KEYS[0]), "yunping")
        cloud.wait_until_kept()
        for key in KEYS[1:]:
            s3.put_object(Bucket=bucket, Key=key, Body=CLEAN)
        cloud.process.kill()
        cloud.process.wait()
    with running(tmp_path, port, assembly) as cloud:
        assert cloud.outputs["UploadBucketName"] == bucket
        mails = _wait_for_mails(cloud, len(KEYS))
        assert len(mails) == len(KEYS)
        assert first[0] in mails
        assert get(cloud, report_path(KEYS[0]), "yunping") == before
        listed = get(cloud, "/offices/yunping/years/2022/reports", "yunping")["items"]
        assert {item["key"]: item["state"] for item in listed} == dict.fromkeys(KEYS, "passed")
