"""Uploads in bursts, clouds killed meanwhile, and what has become of each upload afterwards."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from local.cloud import LocalCloud
from local.demo import get
from local.settings import ROOT

CLEAN = (ROOT / "samples" / "yunping-grain-2022.txt").read_bytes()
BURST, SECONDS = 14, 3
_STANDSTILL = 120  # seconds: what fifty bursts left takes many minutes, as long as it goes on
Item = dict[str, Any]


def mails(cloud: LocalCloud) -> list[str]:
    """The ids of the messages in the folder: `<time>_…_<id>.<digest>.eml`."""
    names = [path.name for path in cloud.outbox.glob("*.eml")]
    return sorted(name.rpartition("_")[2].split(".")[0] for name in names)


def told(cloud: LocalCloud, versions: set[str] | None = None) -> dict[str, str]:
    """In which message each upload was told, by its version, once all are: each in one that lies in the folder."""
    found = _once_all(cloud, versions or set(), lambda item: "told_verdict" in item)
    time.sleep(2)  # one too many would come now
    told = {version: item["told_verdict"]["S"] for version, item in found.items()}
    # A kill between a publish and its mark repeats the message, under its id: the folder shows it.
    assert set(mails(cloud)) == set(told.values())
    return told


def burst(cloud: LocalCloud, keys: Iterable[str]) -> set[str]:
    """Upload in parallel, kill the cloud meanwhile; the versions of what was answered."""
    bucket = cloud.outputs["UploadBucketName"]
    once = Config(retries={"total_max_attempts": 1})
    s3 = cloud.client("s3", once)

    def put(key: str) -> str | None:
        time.sleep(random.uniform(0, SECONDS))
        try:
            return str(s3.put_object(Bucket=bucket, Key=key, Body=CLEAN)["VersionId"])
        except (BotoCoreError, ClientError):  # it is gone, or could not keep it
            return None

    with ThreadPoolExecutor(BURST) as pool:
        kill = threading.Timer(random.uniform(SECONDS / 2, SECONDS), cloud.process.kill)
        kill.start()
        answered = list(pool.map(put, keys))
    kill.join()
    cloud.process.wait()
    return {version for version in answered if version}


def uploads(cloud: LocalCloud) -> dict[str, Item]:
    """The table's item of every upload, by version."""
    pages = (
        cloud.client("dynamodb")
        .get_paginator("scan")
        .paginate(TableName=cloud.outputs["TableName"])
    )
    items = [item for page in pages for item in page["Items"]]
    return {i["version_id"]["S"]: i for i in items if i["sk"]["S"].startswith("UPLOAD#")}


def judged(cloud: LocalCloud, versions: set[str]) -> dict[str, Item]:
    """The table's items of all uploads, by version, once each of these has its verdict."""
    return _once_all(cloud, versions, lambda item: item["state"]["S"] != "received")


def _once_all(
    cloud: LocalCloud, versions: set[str], is_done: Callable[[Item], bool]
) -> dict[str, Item]:
    """All uploads, once all that there are, and these, are done; TimeoutError where for so long none more was."""
    most, deadline = 0, time.monotonic() + _STANDSTILL
    while time.monotonic() < deadline:
        found = uploads(cloud)
        done = {version for version, item in found.items() if is_done(item)}
        if done and done >= versions | set(found):
            return found
        if len(done) > most:
            most, deadline = len(done), time.monotonic() + _STANDSTILL
        time.sleep(0.5)
    raise TimeoutError(f"{len(done)} are done; not {(versions | set(found)) - done}")


def check_all(cloud: LocalCloud, answered: set[str]) -> None:
    """Every upload that was answered is there, has its verdict, and is told once; the newest of each key is current."""
    bucket = cloud.outputs["UploadBucketName"]
    kept = cloud.client("s3").list_object_versions(Bucket=bucket)["Versions"]
    versions = {version["VersionId"] for version in kept}
    assert answered <= versions
    found = judged(cloud, versions)
    assert set(found) == versions
    assert {item["state"]["S"] for item in found.values()} <= {"passed", "flagged"}
    assert set(told(cloud, versions)) == versions
    # What is current of a key is the version that S3 says is the newest.
    newest = {version["VersionId"] for version in kept if version["IsLatest"]}
    current = {item["upload_id"] for item in _listed(cloud)}
    assert current == {found[version]["upload_id"]["S"] for version in newest}


def _listed(cloud: LocalCloud) -> Iterator[dict[str, Any]]:
    """The reports of the office's year as the API lists them."""
    path = "/offices/yunping/years/2022/reports?limit=100"
    answer = get(cloud, path, "yunping")
    yield from answer["items"]
    while answer["next"]:
        answer = get(cloud, f"{path}&cursor={quote(answer['next'])}", "yunping")
        yield from answer["items"]


def megabytes(folder: Path) -> float:
    """What a folder takes on the disk; a file that has several names counts once."""
    found = {}
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            status = path.lstat()
            found[status.st_ino] = status.st_blocks * 512
    return sum(found.values()) / 1e6
