"""Back to an earlier time: the table beside the old one, the documents in their place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from moto.s3.models import s3_backends

from infra.app import synthesize
from ops import restoring
from ops.stack import GoujiStack
from tests.ops.conftest import Run

AT = "2023-02-01T08:00:00+08:00"
SUFFIX = "20230201T000000Z"


def recoverable(stack: GoujiStack) -> None:
    stack.client("dynamodb").update_continuous_backups(
        TableName=stack.table,
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    )


@pytest.fixture
def at() -> str:
    """A time from which on the table can be restored."""
    return (datetime.now(UTC) + timedelta(seconds=1)).isoformat()


def put(stack: GoujiStack, organ: str) -> None:
    stack.client("dynamodb").put_item(
        TableName=stack.table, Item={"pk": {"S": "ORGAN#x"}, "sk": {"S": organ}}
    )


def test_table_is_restored_beside_the_old_one_and_guarded(
    stack: GoujiStack, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    recoverable(stack)
    monkeypatch.setattr(restoring, "_not_restorable", lambda *_: None)  # moto's begins now
    put(stack, "UPLOAD#1")
    dynamodb, target = stack.client("dynamodb"), f"{stack.table}-{SUFFIX}"
    assert run("restore", "--at", AT, "--dry-run")[1][0]["grade"] == "would"
    assert target not in dynamodb.list_tables()["TableNames"]
    for _ in range(2):  # the second call finds it there
        status, (told, *steps) = run("restore", "--at", AT)
        assert (status, told["grade"], told["about"]) == (0, "done", target)
        assert any(f"restoredTable={target}" in step["said"] for step in steps)
    (item,) = dynamodb.scan(TableName=target)["Items"]
    assert item["sk"] == {"S": "UPLOAD#1"}
    about = dynamodb.describe_table(TableName=target)["Table"]
    assert about["DeletionProtectionEnabled"]
    backups = dynamodb.describe_continuous_backups(TableName=target)
    recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    assert recovery["PointInTimeRecoveryStatus"] == "ENABLED"


def test_time_that_cannot_be_restored_is_said(stack: GoujiStack, run: Run, at: str) -> None:
    status, (told,) = run("restore", "--at", at)
    assert (status, told["said"]) == (1, f"{stack.table} has no point-in-time recovery")
    recoverable(stack)
    status, (told,) = run("restore", "--at", AT)
    assert status == 1
    assert "only from" in told["said"]


@pytest.mark.parametrize("text", ["2023-02-01T08:00:00", "yesterday", ""])
def test_time_without_a_zone_is_refused(run: Run, text: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("restore", "--at", text)
    assert stopped.value.code == 64


@pytest.fixture(scope="module")
def restored() -> dict[str, Any]:
    """The template of a stack that uses a restored table."""
    import json
    import tempfile
    from pathlib import Path

    from infra.runtime import host_context

    with tempfile.TemporaryDirectory() as folder:
        synthesize(folder, host_context() | {"restoredTable": "Gouji-restored"})
        return json.loads((Path(folder) / "Gouji.template.json").read_text())  # type: ignore[no-any-return]


def test_stack_uses_the_restored_table_and_keeps_its_own(restored: dict[str, Any]) -> None:
    resources = restored["Resources"]
    (own,) = [key for key, each in resources.items() if each["Type"] == "AWS::DynamoDB::Table"]
    functions = [each for each in resources.values() if each["Type"] == "AWS::Lambda::Function"]
    named = [each["Properties"]["Environment"]["Variables"].get("TABLE_NAME") for each in functions]
    assert {name for name in named if name} == {"Gouji-restored"}
    assert restored["Outputs"]["TableName"]["Value"] == "Gouji-restored"
    policies = [each for each in resources.values() if each["Type"] == "AWS::IAM::Policy"]
    statements = [s for each in policies for s in each["Properties"]["PolicyDocument"]["Statement"]]
    allowed = [s["Resource"] for s in statements if "dynamodb:" in str(s["Action"])]
    assert allowed
    assert all("table/Gouji-restored" in str(each) and own not in str(each) for each in allowed)


# --- documents --------------------------------------------------------------------------------


@pytest.fixture
def documents(stack: GoujiStack) -> Any:
    """A versioned bucket, and what puts a document into it at a time."""
    s3, bucket = stack.client("s3"), stack.outputs["DocumentBucketName"]
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})

    def put(key: str, body: bytes | None, day: int) -> None:
        if body is None:
            s3.delete_object(Bucket=bucket, Key=key)
        else:
            s3.put_object(Bucket=bucket, Key=key, Body=body)
        kept = s3_backends["123456789012"]["aws-cn"].buckets[bucket].keys.getlist(key)
        kept[-1].last_modified = datetime(2023, 2, day)  # noqa: DTZ001 - as moto has it

    return put


def test_documents_are_put_back_as_they_were(stack: GoujiStack, run: Run, documents: Any) -> None:
    s3, bucket = stack.client("s3"), stack.outputs["DocumentBucketName"]
    documents("parsed/changed.json", b"good", 1)
    documents("parsed/changed.json", b"bad", 20)
    documents("parsed/deleted.json", b"gone", 1)
    documents("parsed/deleted.json", None, 20)
    documents("parsed/same.json", b"same", 1)
    documents("parsed/same.json", b"same", 20)
    documents("parsed/later.json", b"later", 20)
    documents("answers/x", b"1", 1)
    documents("answers/x", b"2", 20)
    asked = ("restore", "--documents", "--at", "2023-02-10T00:00:00Z")
    assert [told["grade"] for told in run(*asked, "--dry-run")[1]] == ["would", "would", "ok"]
    status, told = run(*asked)
    assert (status, [each["grade"] for each in told]) == (0, ["done", "done", "ok"])

    def now(key: str) -> bytes:
        content: bytes = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        return content

    assert now("parsed/changed.json") == b"good"
    assert now("parsed/deleted.json") == b"gone"
    assert now("parsed/later.json") == b"later"
    assert now("answers/x") == b"2"
    assert [each["grade"] for each in run(*asked)[1]] == ["ok"]  # nothing is left to do


def test_bucket_without_versions_is_said(stack: GoujiStack, run: Run) -> None:
    s3, bucket = stack.client("s3"), stack.outputs["DocumentBucketName"]
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    status, (told,) = run("restore", "--documents", "--at", AT)
    assert status == 1
    assert "recheck --read" in told["said"]
