"""What was dropped is not lost, whatever happens to the process: `kill -9` in the middle of the work."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from local.cloud import LocalCloud, free_port, running
from local.demo import get, report_path
from local.deploy import REGION
from local.emulator.generations import Generations
from local.settings import ROOT

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("local cloud")]
CLEAN = (ROOT / "samples" / "yunping-grain-2022.txt").read_bytes()
KEYS = [f"yunping/2022/云坪区粮食和物资储备中心（{n}）/年报 100%+{n}.txt" for n in range(3)]
ROUNDS, BURST, SECONDS = 3, 14, 3


def _mails(cloud: LocalCloud) -> list[str]:
    """The ids of the messages in the folder: `<time>_…_<id>.<digest>.eml`."""
    names = [path.name for path in cloud.outbox.glob("*.eml")]
    return sorted(name.rpartition("_")[2].split(".")[0] for name in names)


def _told(cloud: LocalCloud, versions: set[str] | None = None) -> dict[str, str]:
    """In which message each upload was told, by its version, once all are: each in one that lies in the folder."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found = _uploads(cloud)
        untold = {v for v, item in found.items() if "told_verdict" not in item}
        if found and not untold and set(found) >= (versions or set()):
            break
        time.sleep(0.3)
    else:
        raise TimeoutError(f"not told: {untold}, {(versions or set()) - set(found)}")
    time.sleep(2)  # one too many would come now
    told = {version: item["told_verdict"]["S"] for version, item in found.items()}
    # A kill between a publish and its mark repeats the message, under its id: the folder shows it.
    assert set(_mails(cloud)) == set(told.values())
    return told


def test_kill_loses_nothing_and_tells_nothing_twice(tmp_path: Path, assembly: Path) -> None:
    port = free_port()
    with running(tmp_path, port, assembly) as cloud:
        s3, bucket = cloud.client("s3"), cloud.outputs["UploadBucketName"]
        versions = {s3.put_object(Bucket=bucket, Key=KEYS[0], Body=CLEAN)["VersionId"]}
        (first,) = _told(cloud).values()
        before = get(cloud, report_path(KEYS[0]), "yunping")
        cloud.wait_until_kept()
        for key in KEYS[1:]:
            versions.add(s3.put_object(Bucket=bucket, Key=key, Body=CLEAN)["VersionId"])
        cloud.process.kill()
        cloud.process.wait()
    with running(tmp_path, port, assembly) as cloud:
        assert cloud.outputs["UploadBucketName"] == bucket
        told = _told(cloud, versions)
        assert set(told) == versions
        assert first in told.values()
        after = get(cloud, report_path(KEYS[0]), "yunping")
        # That others handed the same file in is told of it by now; nothing else changed.
        of_others = ("findings", "unassessed", "rule_names")
        assert {k: v for k, v in after.items() if k not in of_others} == {
            k: v for k, v in before.items() if k not in of_others
        }
        listed = get(cloud, "/offices/yunping/years/2022/reports", "yunping")["items"]
        assert {item["key"] for item in listed} == set(KEYS)
        assert {item["state"] for item in listed} <= {"passed", "flagged"}


def _burst(cloud: LocalCloud, keys: Iterable[str]) -> set[str]:
    """Upload in parallel, kill the cloud meanwhile; the versions of what was answered."""
    bucket = cloud.outputs["UploadBucketName"]
    once = Config(retries={"total_max_attempts": 1})
    session = boto3.Session("test", "test", region_name=REGION)
    s3 = session.client("s3", endpoint_url=cloud.endpoint, config=once)

    def put(key: str) -> str | None:
        time.sleep(random.uniform(0, SECONDS))
        try:
            return s3.put_object(Bucket=bucket, Key=key, Body=CLEAN)["VersionId"]
        except BotoCoreError:
            return None

    with ThreadPoolExecutor(BURST) as pool:
        kill = threading.Timer(random.uniform(SECONDS / 2, SECONDS), cloud.process.kill)
        kill.start()
        answered = list(pool.map(put, keys))
    kill.join()
    cloud.process.wait()
    return {version for version in answered if version}


def _uploads(cloud: LocalCloud) -> dict[str, dict[str, Any]]:
    """The table's item of every upload, by version."""
    pages = (
        cloud.client("dynamodb")
        .get_paginator("scan")
        .paginate(TableName=cloud.outputs["TableName"])
    )
    items = [item for page in pages for item in page["Items"]]
    return {i["version_id"]["S"]: i for i in items if i["sk"]["S"].startswith("UPLOAD#")}


def _judged(cloud: LocalCloud, versions: set[str]) -> dict[str, dict[str, Any]]:
    """The table's items of these uploads, by version, once each has its verdict."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found = _uploads(cloud)
        if {v for v, item in found.items() if item["state"]["S"] != "received"} >= versions:
            return found
        time.sleep(0.5)
    raise TimeoutError(f"no verdict of {versions - set(found)}, or none yet")


@pytest.mark.slow
def test_kills_in_bursts_lose_no_upload_that_was_answered(tmp_path: Path, assembly: Path) -> None:
    port, answered = free_port(), set[str]()
    for burst in range(ROUNDS):
        with running(tmp_path, port, assembly) as cloud:
            if not burst:
                cloud.wait_until_kept()  # as `make up` does, before it tells where to upload
            # Every second one is a new version of a report that was uploaded before.
            organ = "云坪区粮食和物资储备中心"
            keys = [f"yunping/2022/{organ}（{burst * (n % 2)}-{n}）/年报.txt" for n in range(BURST)]
            answered |= _burst(cloud, keys)
    with running(tmp_path, port, assembly) as cloud:
        bucket = cloud.outputs["UploadBucketName"]
        kept = cloud.client("s3").list_object_versions(Bucket=bucket)["Versions"]
        versions = {version["VersionId"] for version in kept}
        assert answered <= versions
        uploads = _judged(cloud, versions)
        assert set(uploads) == versions
        assert {item["state"]["S"] for item in uploads.values()} <= {"passed", "flagged"}
        assert set(_told(cloud, versions)) == versions
        # What is current of a key is the version that S3 says is the newest.
        newest = {version["VersionId"] for version in kept if version["IsLatest"]}
        listed = get(cloud, "/offices/yunping/years/2022/reports?limit=100", "yunping")["items"]
        current = {item["upload_id"] for item in listed}
        assert current == {uploads[version]["upload_id"]["S"] for version in newest}


def test_damaged_checkpoint_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "checkpoints")
    generations.keep("20260101T000000.000000Z", {"dynamodb.json": b"{}"})
    (tmp_path / "checkpoints" / "20260101T000000.000000Z" / "dynamodb.json").unlink()
    with pytest.raises(RuntimeError, match="本机云没有启动"), running(tmp_path, free_port()):
        pass
    assert "DamagedCheckpoint" in (tmp_path / "cloud.log").read_text()
