"""What each function is first asked by `make bench-start`: a report of its own in each round, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from functions.adapters.messages import ObjectCreated, ReportIngested

if TYPE_CHECKING:
    from local.cloud import LocalCloud

Json = dict[str, Any]
ROOT: Final = Path(__file__).parents[1]
_OFFICE: Final = "yunping"
_TEXT: Final = ROOT / "samples" / "yunping-grain-2022.txt"
_WORD: Final = ROOT / "samples" / "yunping-traffic-2022.docx"
_SCAN: Final = ROOT / "tests" / "documents" / "hailan-housing-2022.tif"
_NOTHING: Final = {"StartAt": "Nothing", "States": {"Nothing": {"Type": "Pass", "End": True}}}


class Act(NamedTuple):
    """A function is asked this; `said`: what the table names it."""

    said: str
    function: str
    event: Json


@dataclass(frozen=True)
class Aside:
    """Where uploads start nothing and nothing is told: else the cloud's own functions would run, and be measured.

    A table of its own for each round, so that none has more to look through than another.
    """

    s3: Any
    bucket: str
    table: str
    machine: str

    @classmethod
    def made(cls, cloud: LocalCloud, number: int) -> Self:
        """Make a bucket, a table like the stack's and a state machine beside the stack's own, for one round."""
        name = f"aside-{number}"
        s3, tables = cloud.client("s3"), cloud.client("dynamodb")
        s3.create_bucket(Bucket=name)
        like = tables.describe_table(TableName=cloud.outputs["TableName"])["Table"]
        keys = {key: like[key] for key in ("KeySchema", "AttributeDefinitions")}
        tables.create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **keys)
        role = "arn:aws:iam::000000000000:role/aside"
        machine = cloud.client("stepfunctions").create_state_machine(
            name=name, definition=json.dumps(_NOTHING), roleArn=role
        )
        return cls(s3, name, name, machine["stateMachineArn"])

    @property
    def environment(self) -> dict[str, str]:
        """What functions are given in place of what the stack gives them; turns follow each other at once."""
        return {
            "UPLOAD_BUCKET": self.bucket,
            "TABLE_NAME": self.table,
            "MESSAGES_ARN": self.machine,
            "RECHECK_ARN": self.machine,
            "SECONDS_BETWEEN_MESSAGES": "0",
            "POWERTOOLS_LOG_LEVEL": "ERROR",
        }

    def put(self, key: str, body: bytes) -> Json:
        """Put an object; returns the event that S3 would send."""
        etag = self.s3.put_object(Bucket=self.bucket, Key=key, Body=body)["ETag"].strip('"')
        thing = {"key": key, "size": len(body), "etag": etag, "sequencer": "01"}
        return {
            "detail-type": "Object Created",
            "time": "2023-01-20T08:00:00Z",
            "detail": {"bucket": {"name": self.bucket}, "object": thing},
        }


def acts_of(aside: Aside) -> Generator[Act, Any, None]:
    """A round: each act is sent its answer."""
    yield Act("bare", "bare", {})
    yield from _report(aside)
    for said, path in (("parse: DOCX", _WORD), ("recognise", _SCAN)):
        event = aside.put(f"{_OFFICE}/2022/{path.stem}/{path.name}", path.read_bytes())
        upload = ObjectCreated.of(event).upload()
        given = ReportIngested(upload, "bench", refusal=None).to_json()
        yield Act(said, said.split(":")[0], given)
    yield from _files(aside)
    morning = {"id": "morning", "time": "2023-01-21T00:30:00Z"}
    yield Act("clock", "clock", morning)
    yield Act("canary", "canary", {"act": "measure"})


def _report(aside: Aside) -> Generator[Act, Any, None]:
    """A report from its upload to its answer, and judged again."""
    organ = "云坪区粮食和物资储备中心"
    event = aside.put(f"{_OFFICE}/2022/{organ}/年报.txt", _TEXT.read_bytes())
    ingested = yield Act("ingest", "ingest", {"event": event, "execution": "bench"})
    parsed = yield Act("parse: text", "parse", ingested)
    validated = yield Act("validate", "validate", parsed)
    yield Act("notify", "notify", validated)
    yield Act("query", "query", _request(f"/offices/{_OFFICE}/years/2022/reports/{organ}"))
    about = {"id": "again", "office": _OFFICE, "year": 2022, "reason": "requested"}
    listed = yield Act("recheck: list", "recheck", about)
    due = aside.s3.get_object(Bucket=listed["bucket"], Key=listed["list"])["Body"].read()
    yield Act("recheck: judge", "recheck", json.loads(due)[0])


def _files(aside: Aside) -> Generator[Act, Any, None]:
    """An office's own files."""
    roster = "机关名称,简称\n云坪区粮食和物资储备中心,区粮储中心\n云坪区交通运输局,区交通局\n"
    for name, body in (("roster.csv", roster), ("rules.json", '{"deadline": "2023-03-31"}')):
        event = aside.put(f"{_OFFICE}/2022/_settings/{name}", body.encode())
        yield Act(f"configure: {name}", "configure", event)


def _request(path: str) -> Json:
    return {
        "version": "2.0",
        "rawPath": path,
        "headers": {},
        "requestContext": {
            "stage": "$default",
            "http": {"method": "GET", "path": path},
            "authorizer": {"jwt": {"claims": {"offices": f"[{_OFFICE}]"}}},
        },
    }
