"""AWS inside the process: table, buckets and topic under moto; sockets closed."""

from __future__ import annotations

from collections.abc import Iterator

import boto3
import pytest

from bench.table import create_table
from functions.adapters.store import Store
from tests.aws import mocked_aws
from tests.functions.builders import (
    DOCUMENTS,
    ISSUER,
    REGION,
    TABLE,
    UPLOADS,
    Mailbox,
    dynamodb,
    s3,
)


@pytest.fixture(autouse=True)
def _closed(socket_disabled: None) -> None:
    """No unit test talks to the network."""


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Empty table, buckets and environment of the functions."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mocked_aws():
        create_table(dynamodb(), TABLE)
        for bucket in (UPLOADS, DOCUMENTS):
            s3().create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
            )
        s3().put_bucket_versioning(Bucket=UPLOADS, VersioningConfiguration={"Status": "Enabled"})
        monkeypatch.setenv("TABLE_NAME", TABLE)
        monkeypatch.setenv("DOCUMENT_BUCKET", DOCUMENTS)
        monkeypatch.setenv("UPLOAD_BUCKET", UPLOADS)
        monkeypatch.setenv("TOKEN_ISSUER", ISSUER)
        monkeypatch.setenv("SECONDS_BETWEEN_MESSAGES", "0")
        yield


@pytest.fixture
def store(aws: None) -> Store:
    return Store(TABLE)


@pytest.fixture
def mailbox(aws: None, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """The office's topic; `Mailbox.taken` is what arrived."""
    box = Mailbox(boto3.client("sns").create_topic(Name="office")["TopicArn"])
    monkeypatch.setenv("TOPIC_ARN", box.topic)
    return box
