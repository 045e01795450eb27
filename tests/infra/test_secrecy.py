"""A small season with words that must be seen nowhere: no log line has them, and no run's history but in its input.

The words stand in the narrative, in the organ's name on the page and in the key, in the file's name, in notes, in
contacts' and officers' names, and in tokens. Logs are what functions write, and what Lambda writes of exceptions.
"""

from __future__ import annotations

import base64
import io
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from functions.adapters.logging import logger
from tests.chain.cloud import Cloud, deployed
from tests.season_story.clouds import Moto

Json = dict[str, Any]
SAMPLE = (Path(__file__).parents[2] / "samples" / "yunping-grain-2022.txt").read_text()
PRINTED = "云坪区粮食和物资储备中心"  # as the sample has it

TEXT, NAMED, FILED, FILE, NOTE = "金丝雀", "画眉", "鹦鹉", "夜莺", "百灵"
CONTACT, OFFICER, TOKEN = "布谷", "黄鹂", "Y3Vja29vLXNpZ25lZA"
WORDS = (TEXT, NAMED, FILED, FILE, NOTE, CONTACT, OFFICER, TOKEN)
ORGAN = f"云坪区{FILED}局"
KEY = f"yunping/2022/{ORGAN}/{FILE}.txt"
REPORTS = "/offices/yunping/years/2022/reports"


def _report(*changes: tuple[str, str]) -> bytes:
    text = SAMPLE.replace(PRINTED, f"云坪区{NAMED}中心")
    text = text.replace("（一）主动公开。", f"（一）主动公开。{TEXT}工程收到申请 3 件。")
    assert {TEXT, NAMED} <= {word for word in WORDS if word in text}
    for old, new in changes:
        text = text.replace(old, new)
    return text.encode()


def _head(claims: Mapping[str, str]) -> str:
    """A token's first two parts, with the claims as they stand there; the third is the word that is looked for."""
    said = {
        name: value.strip("[]").split() if value.startswith("[") else value
        for name, value in claims.items()
    }
    parts = ({"alg": "RS256"}, said)
    written = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts)
    return ".".join(part.rstrip("=") for part in written)


class Watched(Moto):
    """The cloud, with all that its functions log, and its API as an officer's browser asks it."""

    def __init__(self, cloud: Cloud) -> None:
        super().__init__(cloud)
        self.cloud = cloud
        self.log = io.StringIO()
        self.crashes: list[str] = []
        run = cloud.invoke

        def invoke(function: Any, event: Any) -> tuple[str, bool, str]:
            said = run(function, event)
            if said[1]:
                # Lambda writes the exception and its frames into the function's log.
                self.crashes += [said[0], said[2]]
            return said

        cloud.invoke = invoke  # type: ignore[method-assign]  # it is listened to

    def call(
        self, method: str, path: str, body: object = None, offices: str = "[yunping]"
    ) -> tuple[int, Any]:
        """The status of the API's answer, and its JSON."""
        claims = {"offices": offices, "reviews": offices, "sub": OFFICER, "name": OFFICER}
        event = {
            "version": "2.0",
            "rawPath": quote(path),
            "queryStringParameters": {"q": NAMED} if path.endswith("/organs") else {},
            "headers": {
                "authorization": f"Bearer {_head(claims)}.{TOKEN}",
                "user-agent": OFFICER,
                "idempotency-key": "cuckoo-key",
            },
            "body": base64.b64encode(
                body if isinstance(body, bytes) else json.dumps(body).encode()
            ).decode(),
            "isBase64Encoded": True,
            "requestContext": {
                "stage": "$default",
                "http": {"method": method, "path": quote(path)},
                "authorizer": {"jwt": {"claims": claims}},
            },
        }
        said = self.client("lambda").invoke(FunctionName=self._query, Payload=json.dumps(event))
        answer = json.loads(said["Payload"].read())
        is_text = answer["body"] and not answer["isBase64Encoded"]
        return answer["statusCode"], json.loads(answer["body"]) if is_text else None

    def put(self, key: str, body: bytes) -> None:
        self.client("s3").put_object(Bucket=self.bucket, Key=key, Body=body)
        self.cloud.wait()

    def histories(self) -> Iterator[tuple[str, str]]:
        """Of each run of each state machine: its input, and all that its history has beside it."""
        states = self.client("stepfunctions")
        for machine in states.list_state_machines()["stateMachines"]:
            arn = machine["stateMachineArn"]
            for run in states.list_executions(stateMachineArn=arn)["executions"]:
                told = states.describe_execution(executionArn=run["executionArn"])
                events = states.get_execution_history(
                    executionArn=run["executionArn"], maxResults=1000
                )["events"]
                yield told["input"], json.dumps(events, ensure_ascii=False, default=str)


@pytest.fixture
def watched(template: Json) -> Iterator[Watched]:
    with deployed(template) as cloud:
        watched = Watched(cloud)
        handler = logger.registered_handler
        assert isinstance(handler, logging.StreamHandler)
        before = handler.setStream(watched.log)
        try:
            yield watched
        finally:
            handler.setStream(before)


def _season(cloud: Watched) -> None:
    """All that an office's year may hold, with what goes wrong."""
    roster = f"机关,联系人,邮箱\n{ORGAN},{CONTACT},{TOKEN}@example.org\n".encode()
    cloud.put("yunping/2022/_settings/roster.csv", roster)
    cloud.put("yunping/2022/_settings/rules.json", json.dumps({"off": [NOTE]}).encode())
    cloud.put("yunping/2022/_settings/rules.json", json.dumps({"topics": [NOTE]}).encode())
    cloud.put(f"yunping/2022/_settings/{FILE}.csv", roster)
    cloud.put(KEY, _report())
    cloud.put(KEY, _report(("2022年1月1日", f"2021年1月1日（{TEXT}）")))
    cloud.put(f"yunping/2022/{ORGAN}/{FILE}-2.txt", f"{TEXT}不是年报。".encode())
    cloud.put(f"yunping/2022/{ORGAN}/{FILE}.rar", f"Rar!{TEXT}".encode())
    cloud.put(f"{FILE}.txt", _report())
    cloud.put(f"yunping/{FILED}/{FILE}.txt", _report())
    cloud.put(f"yunping/2022/{ORGAN}/~${FILE}.docx", b"x")
    status, report = cloud.call("GET", f"{REPORTS}/{ORGAN}")
    assert status == 200
    assert {FILED, FILE} <= _words(json.dumps(report))
    _decide(cloud)
    cloud.put(KEY, _report(("本年", f"本年{TEXT}")))
    cloud.delete(f"yunping/2022/{ORGAN}/{FILE}-2.txt")
    cloud.cloud.wait()
    for path in (
        "",
        "/organs",
        "/reports",
        f"/reports/{FILED}",
        f"/reports/{ORGAN}/history",
        "/totals",
    ):
        cloud.call("GET", f"/offices/yunping/years/2022{path}")
    cloud.call("GET", f"/offices/{FILED}/years/2022")
    cloud.call("GET", f"{REPORTS}/{ORGAN}", offices=f"[{NAMED}]")
    cloud.call("PUT", "/offices/yunping/years/2022/roster", f"名称\n{ORGAN}".encode())
    cloud.call(
        "POST", "/offices/yunping/years/2022/uploads", {"organ": ORGAN, "file": FILE, "size": -1}
    )
    cloud.call("POST", "/offices/yunping/years/2022/rechecks")
    cloud.cloud.wait()


def _decide(cloud: Watched) -> None:
    _, listed = cloud.call("GET", REPORTS)
    current = listed["items"][0]["upload_id"]
    decision = {"action": "return", "upload_id": current, "reason": NOTE, "note": NOTE}
    status, said = cloud.call("POST", f"{REPORTS}/{ORGAN}/decisions", decision)
    assert status == 201, said
    status, _ = cloud.call("POST", f"{REPORTS}/{ORGAN}/decisions", {"action": NOTE})
    assert status >= 400
    cloud.cloud.wait()


def _words(text: str) -> set[str]:
    """Which of the words a text has, written out or as JSON writes what is not ASCII."""
    return {word for word in WORDS if word in text or json.dumps(word)[1:-1] in text}


def test_no_log_has_what_a_report_says_or_who_is_who(watched: Watched) -> None:
    _season(watched)
    lines = watched.log.getvalue().splitlines()
    services = {json.loads(line)["message"] for line in lines}
    assert {"ingested", "parsed", "validated", "told", "problem"} <= services
    assert not {word: line for line in lines for word in _words(line)}
    assert any("UnreadableReport" in crash for crash in watched.crashes)
    assert not {word: crash for crash in watched.crashes for word in _words(crash)}


def test_history_has_of_the_names_what_its_input_has(watched: Watched) -> None:
    _season(watched)
    histories = list(watched.histories())
    assert len(histories) > 8
    for told, events in histories:
        assert _words(events) <= _words(told) & {FILED, FILE, NAMED}, events[:3000]
