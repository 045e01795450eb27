"""Back to an earlier time: the table into a new one beside it, the documents in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from botocore.exceptions import ClientError

from ops.stack import Client, GoujiStack
from ops.telling import Told

_COPIED: Final = ("parsed/", "shown/")  # all else is made anew when it is asked for


def restore_table(stack: GoujiStack, at: datetime, *, dry_run: bool) -> Iterator[Told]:
    """Restore into a new table, wait for it, and guard it as the old one is; the stack keeps using the old one.

    The same time gives the same table: a call that was broken off is taken up by the next.
    """
    client, source = stack.client("dynamodb"), stack.table
    target = f"{source}-{at:%Y%m%dT%H%M%SZ}"
    about: dict[str, object] = {"from": source, "at": at.isoformat()}
    if not _exists(client, target):
        why_not = _not_restorable(client, source, at)
        if why_not:
            yield Told("fault", target, why_not, about)
            return
        if dry_run:
            yield Told("would", target, "restore", about)
            return
        client.restore_table_to_point_in_time(
            SourceTableName=source, TargetTableName=target, RestoreDateTime=at
        )
    if dry_run:
        yield Told("would", target, "is there already; wait for it and guard it", about)
        return
    client.get_waiter("table_exists").wait(
        TableName=target, WaiterConfig={"Delay": 20, "MaxAttempts": 1080}
    )
    _guard(client, target)
    yield Told("done", target, "restored", about)
    for step in _what_follows(target, at):
        yield Told("ok", "then", step)


def _what_follows(target: str, at: datetime) -> Iterator[str]:
    yield f"let the stack use it: npx cdk deploy -c restoredTable={target} (and keep it in cdk.json)"
    yield f"take up what came since: gouji-ops redrive --since {at.isoformat()}"
    yield "decisions, rosters and settings put in since over the API are not in it: they are in the old table"


def _not_restorable(client: Client, table: str, at: datetime) -> str | None:
    """Why a table cannot be brought back to a time."""
    about = client.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    found = about.get("PointInTimeRecoveryDescription", {})
    if found.get("PointInTimeRecoveryStatus") != "ENABLED":
        return f"{table} has no point-in-time recovery"
    first, last = found.get("EarliestRestorableDateTime"), found.get("LatestRestorableDateTime")
    if first and last and not first <= at <= last:
        return f"only from {first.isoformat()} to {last.isoformat()}"
    return None


def _exists(client: Client, table: str) -> bool:
    try:
        client.describe_table(TableName=table)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        return False
    return True


def _guard(client: Client, table: str) -> None:
    """What a restored table does not have of the one that it is of."""
    client.update_continuous_backups(
        TableName=table, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    client.update_table(TableName=table, DeletionProtectionEnabled=True)


def restore_documents(stack: GoujiStack, at: datetime, *, dry_run: bool) -> Iterator[Told]:
    """Put back each document as it was at a time: what was written since is covered, what was deleted is there again.

    Documents that did not exist then stay: nothing refers to them that should not.
    """
    s3, bucket = stack.client("s3"), stack.outputs["DocumentBucketName"]
    if s3.get_bucket_versioning(Bucket=bucket).get("Status") != "Enabled":
        yield Told(
            "fault", bucket, "keeps no versions; gouji-ops recheck --read makes documents anew"
        )
        return
    number = 0
    for prefix in _COPIED:
        for key, version in _to_copy(s3, bucket, prefix, at):
            number += 1
            if dry_run:
                yield Told("would", key, "put back", {"version": version})
                continue
            source = {"Bucket": bucket, "Key": key, "VersionId": version}
            s3.copy_object(Bucket=bucket, Key=key, CopySource=source)
            yield Told("done", key, "put back", {"version": version})
    yield Told("ok", bucket, f"{number} documents differ from what they were")


def _to_copy(s3: Client, bucket: str, prefix: str, at: datetime) -> Iterator[tuple[str, str]]:
    """The keys whose newest version is not the one of that time, with that version; one that says the same is none."""
    versions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix)
    for page in pages:
        for kind in ("Versions", "DeleteMarkers"):
            for each in page.get(kind, ()):
                versions[each["Key"]].append(each)
    for key, own in sorted(versions.items()):
        newest = next(each for each in own if each["IsLatest"])
        then = [each for each in own if each["LastModified"] <= at]
        was = max(then, key=lambda each: (each["LastModified"], each["IsLatest"]), default=None)
        if was and "ETag" in was and was.get("ETag") != newest.get("ETag"):
            yield key, was["VersionId"]
