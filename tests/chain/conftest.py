"""The chain as its tests see it: files go in, messages and answers come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import boto3
import pytest

from tests.chain.cloud import CHAIN, REGION, Cloud, deployed


class Chain:
    """The cloud, with what a test does and sees."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self._s3 = boto3.client("s3", region_name=REGION)
        self._sqs = boto3.client("sqs", region_name=REGION)
        self._box = self._sqs.create_queue(QueueName="mailbox")["QueueUrl"]
        arn = self._sqs.get_queue_attributes(QueueUrl=self._box, AttributeNames=["QueueArn"])
        boto3.client("sns", region_name=REGION).subscribe(
            TopicArn=cloud.arn("AWS::SNS::Topic", "Office"),
            Protocol="sqs",
            Endpoint=arn["Attributes"]["QueueArn"],
            Attributes={"FilterPolicy": json.dumps({"office": ["yunping"]})},
        )

    @property
    def bucket(self) -> str:
        return self.cloud.name("AWS::S3::Bucket", "UploadBucket")

    def drop(self, key: str, body: bytes) -> str:
        return self._s3.put_object(Bucket=self.bucket, Key=key, Body=body)["VersionId"]

    def event(
        self, key: str, body: bytes, version: str, *, sequencer: str, at: str
    ) -> dict[str, Any]:
        found = {
            "key": key,
            "size": len(body),
            "etag": "x",
            "sequencer": sequencer,
            "version-id": version,
        }
        return {
            "source": "aws.s3",
            "detail-type": "Object Created",
            "time": at,
            "detail": {"bucket": {"name": self.bucket}, "object": found},
        }

    def start(self, event: dict[str, Any], name: str) -> None:
        boto3.client("stepfunctions", region_name=REGION).start_execution(
            stateMachineArn=self.cloud.arn("AWS::StepFunctions::StateMachine", CHAIN),
            input=json.dumps(event),
            name=name,
        )

    def delete(self, key: str, version: str | None = None) -> None:
        self.cloud.delete(self.bucket, key, version)

    def mails(self) -> list[dict[str, Any]]:
        """What came since the last call."""
        mails: list[dict[str, Any]] = []
        while True:
            found = self._sqs.receive_message(QueueUrl=self._box, MaxNumberOfMessages=10)
            messages = found.get("Messages", [])
            if not messages:
                return mails
            for message in messages:
                mails.append(json.loads(message["Body"]))
                self._sqs.delete_message(QueueUrl=self._box, ReceiptHandle=message["ReceiptHandle"])

    def get(self, path: str, offices: str | None = "[yunping]", **query: str) -> tuple[int, Any]:
        from functions.query.handler import handler

        authorizer = {"jwt": {"claims": {"offices": offices}}} if offices else None
        encoded = quote(path)
        event = {
            "version": "2.0",
            "rawPath": encoded,
            "queryStringParameters": query,
            "headers": {},
            "requestContext": {
                "stage": "$default",
                "http": {"method": "GET", "path": encoded},
                **({"authorizer": authorizer} if authorizer else {}),
            },
        }
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.cloud.environment("Query").items():
                patch.setenv(name, value)
            answer = handler(event, None)  # type: ignore[arg-type]  # nothing reads Lambda's context
        return answer["statusCode"], json.loads(answer["body"])


@pytest.fixture
def chain(template: dict[str, Any]) -> Iterator[Chain]:
    with deployed(template) as cloud:
        yield Chain(cloud)
