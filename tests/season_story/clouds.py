"""The two clouds in which the story is told, as it sees them: a bucket, an API, mailboxes, mornings."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.request
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

from local.clock import event_of
from local.cloud import LocalCloud
from tests.chain.cloud import CHAIN, Cloud, client

Json = dict[str, Any]
_FUNCTION: Final = "AWS::Lambda::Function"
_MACHINE: Final = "AWS::StepFunctions::StateMachine"
_AT_ONCE: Final = 8
_WITHIN: Final = 240  # seconds; a busy machine is slow to start the functions


@dataclass(frozen=True)
class Person:
    """Who bears a token: the offices that it may read and review."""

    sub: str
    offices: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()


class Answer(NamedTuple):
    """What the API answered."""

    status: int
    content: bytes

    @property
    def json(self) -> Any:
        """The body. Numbers exactly as they stand there."""
        return json.loads(self.content)


class Mail(NamedTuple):
    """A message as its receiver gets it."""

    id: str
    kind: str
    audience: str
    office: str
    organ: str | None
    subject: str
    text: str

    @property
    def tells_of_uploads(self) -> bool:
        """Whether it tells what became of one upload, or of several."""
        return self.kind in {"verdict", "gathered"}


class AnyCloud(ABC):
    """What the story asks of a cloud; the rest is made of it."""

    bucket: str
    topic: str
    chain: str
    clock: str

    @abstractmethod
    def client(self, service: str) -> Any:
        """A client of one of its services."""

    @abstractmethod
    def ask(
        self,
        method: str,
        path: str,
        who: Person,
        content: bytes = b"",
        key: str = "",
        **query: str,
    ) -> Answer:
        """Ask the API. `key`: an Idempotency-Key."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Delete an object of the upload bucket."""

    @abstractmethod
    def wait(self) -> None:
        """Wait until no state machine runs."""

    def wait_for(self, come: Callable[[], bool]) -> None:
        """Wait until something has come that no state machine brings by itself."""
        deadline = time.monotonic() + _WITHIN
        while not come():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        self.wait()

    def drop(self, files: Mapping[str, bytes]) -> None:
        """Put files into the bucket, by key, all at once."""
        s3 = self.client("s3")
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(
                threads.map(
                    lambda item: s3.put_object(Bucket=self.bucket, Key=item[0], Body=item[1]),
                    files.items(),
                )
            )

    def drop_on(self, day: date, files: Mapping[str, bytes]) -> None:
        """The same on another day: the bucket keeps quiet, and what it would have told then is told for it."""
        s3 = self.client("s3")
        self._announce({})
        for key, body in files.items():
            stored = s3.put_object(Bucket=self.bucket, Key=key, Body=body)
            thing = {
                "key": key,
                "size": len(body),
                "etag": stored["ETag"].strip('"'),
                "version-id": stored["VersionId"],
                "sequencer": "0001",
            }
            event = {
                "id": str(uuid.uuid4()),
                "source": "aws.s3",
                "detail-type": "Object Created",
                "time": f"{day}T02:00:00Z",
                "detail": {"bucket": {"name": self.bucket}, "object": thing},
            }
            self.client("stepfunctions").start_execution(
                stateMachineArn=self.chain, name=event["id"], input=json.dumps(event)
            )
        self._announce({"EventBridgeConfiguration": {}})

    def _announce(self, configuration: Json) -> None:
        self.client("s3").put_bucket_notification_configuration(
            Bucket=self.bucket, NotificationConfiguration=configuration
        )

    def morning(self, day: date, event: Json | None = None) -> Json:
        """Send the clock's event of a day, or the same one again; gives the event."""
        event = event or event_of(day)
        answer = self.client("lambda").invoke(
            FunctionName=self.clock, Payload=json.dumps(event).encode()
        )
        assert "FunctionError" not in answer, answer["Payload"].read()
        return event

    def mailbox(self, name: str, **policy: str) -> Mailbox:
        """A receiver of messages with these attributes."""
        return Mailbox(self, name, policy)


class Mailbox:
    """A receiver of the topic's messages, with a filter policy."""

    def __init__(self, cloud: AnyCloud, name: str, policy: Mapping[str, str]) -> None:
        self._sqs = cloud.client("sqs")
        self._queue = self._sqs.create_queue(QueueName=name)["QueueUrl"]
        found = self._sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=["QueueArn"])
        wanted = {key: [value] for key, value in policy.items()}
        cloud.client("sns").subscribe(
            TopicArn=cloud.topic,
            Protocol="sqs",
            Endpoint=found["Attributes"]["QueueArn"],
            Attributes={"FilterPolicy": json.dumps(wanted)},
        )

    def fresh(self) -> Iterator[Mail]:
        """What came since the last call."""
        while True:
            found = self._sqs.receive_message(QueueUrl=self._queue, MaxNumberOfMessages=10)
            messages = found.get("Messages", [])
            if not messages:
                return
            for message in messages:
                self._sqs.delete_message(
                    QueueUrl=self._queue, ReceiptHandle=message["ReceiptHandle"]
                )
                yield _mail(json.loads(message["Body"]))


def _mail(notification: Json) -> Mail:
    about = {name: each["Value"] for name, each in notification["MessageAttributes"].items()}
    return Mail(
        about["id"],
        about["kind"],
        about["audience"],
        about["office"],
        about.get("organ"),
        notification["Subject"],
        notification["Message"],
    )


class Moto(AnyCloud):
    """The real template, state machines and handlers, in this process."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._query = cloud.name(_FUNCTION, "Query")
        self.bucket = cloud.name("AWS::S3::Bucket", "UploadBucket")
        self.topic = cloud.arn("AWS::SNS::Topic", "Office")
        self.chain = cloud.arn(_MACHINE, CHAIN)
        self.clock = cloud.name(_FUNCTION, "Clock")
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        """A client of one of its services, made once."""
        if service not in self._clients:
            self._clients[service] = client(service)
        return self._clients[service]

    def ask(
        self,
        method: str,
        path: str,
        who: Person,
        content: bytes = b"",
        key: str = "",
        **query: str,
    ) -> Answer:
        """Ask the function behind the API as its gateway does."""
        claims = {"offices": _array(who.offices), "reviews": _array(who.reviews), "sub": who.sub}
        event = {
            "version": "2.0",
            "rawPath": quote(path),
            "queryStringParameters": query,
            "headers": {"idempotency-key": key} if key else {},
            "body": base64.b64encode(content).decode(),
            "isBase64Encoded": True,
            "requestContext": {
                "stage": "$default",
                "http": {"method": method, "path": quote(path)},
                "authorizer": {"jwt": {"claims": claims}},
            },
        }
        said = self.client("lambda").invoke(FunctionName=self._query, Payload=json.dumps(event))
        answer = json.loads(said["Payload"].read())
        body = answer["body"]
        content = base64.b64decode(body) if answer["isBase64Encoded"] else body.encode()
        return Answer(answer["statusCode"], content)

    def delete(self, key: str) -> None:
        """Delete an object of the upload bucket."""
        self._cloud.delete(self.bucket, key)

    def wait(self) -> None:
        """Wait until no state machine runs."""
        assert {run["status"] for run in self._cloud.wait()} == {"SUCCEEDED"}


def _array(names: Sequence[str]) -> str:
    """An array claim as API Gateway gives it."""
    return f"[{' '.join(names)}]"


class Local(AnyCloud):
    """The cloud of `make up`, over HTTP."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._cloud = cloud
        self.bucket = cloud.outputs["UploadBucketName"]
        self.topic = cloud.outputs["TopicArn"]
        self.chain = cloud.outputs["StateMachineArn"]
        self.clock = cloud.outputs["ClockFunctionName"]

    def client(self, service: str) -> Any:
        """A client of one of its services."""
        return self._cloud.client(service)

    def ask(
        self,
        method: str,
        path: str,
        who: Person,
        content: bytes = b"",
        key: str = "",
        **query: str,
    ) -> Answer:
        """Ask over HTTP, with a token."""
        token = self._cloud.issuer.token(*who.offices, reviews=who.reviews, sub=who.sub)
        address = f"{self._cloud.api}{quote(path)}?{urlencode(query)}"
        request = urllib.request.Request(address, method=method, data=content or None)
        request.add_header("Authorization", f"Bearer {token}")
        request.add_header("Content-Type", "application/octet-stream")
        if key:
            request.add_header("Idempotency-Key", key)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read())

    def delete(self, key: str) -> None:
        """Delete an object of the upload bucket."""
        self.client("s3").delete_object(Bucket=self.bucket, Key=key)

    def wait(self) -> None:
        """Wait until no state machine runs, twice in a row."""
        states = self.client("stepfunctions")
        machines = [
            each["stateMachineArn"] for each in states.list_state_machines()["stateMachines"]
        ]
        quiet, deadline = 0, time.monotonic() + _WITHIN
        while quiet < 2:
            assert time.monotonic() < deadline
            time.sleep(0.15)
            running = any(
                states.list_executions(stateMachineArn=each, statusFilter="RUNNING")["executions"]
                for each in machines
            )
            quiet = 0 if running else quiet + 1
