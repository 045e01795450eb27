"""Rechecks over the API: who may start one, what is answered, how far it is."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import boto3
import pytest

from functions.adapters.store import Store
from functions.query.handler import handler
from gouji.report import Key
from tests.functions.builders import KEY, context, result, upload

YEAR = "/offices/haishu/years/2022/rechecks"
PLACE = Key("haishu", 2022, "海曙区教育局")
REVIEWER = {"offices": "[haishu]", "reviews": "[haishu]", "sub": "wang"}


@pytest.fixture
def machine(store: Store, monkeypatch: pytest.MonkeyPatch) -> str:
    made = boto3.client("stepfunctions").create_state_machine(
        name="rechecks",
        definition='{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}',
        roleArn="arn:aws-cn:iam::123456789012:role/test",
    )
    monkeypatch.setenv("RECHECK_ARN", made["stateMachineArn"])
    return str(made["stateMachineArn"])


def asked(
    method: str, path: str, claims: dict[str, str] | None = None, **query: str
) -> tuple[int, Any]:
    authorizer = {"jwt": {"claims": REVIEWER if claims is None else claims}}
    event = {
        "rawPath": quote(path),
        "queryStringParameters": query,
        "requestContext": {"http": {"method": method}, "authorizer": authorizer},
    }
    answer = handler(event, context())
    return answer["statusCode"], json.loads(answer["body"])


def handed_in(store: Store, key: str = KEY) -> None:
    store.register(upload(key), "run-1")
    store.finish(upload(key), result())


def started(machine: str) -> list[dict[str, Any]]:
    states = boto3.client("stepfunctions")
    runs = states.list_executions(stateMachineArn=machine)["executions"]
    return [
        json.loads(states.describe_execution(executionArn=run["executionArn"])["input"])
        for run in runs
    ]


def test_recheck_of_a_year_is_started_and_can_be_followed(store: Store, machine: str) -> None:
    handed_in(store)
    handed_in(store, "haishu/2022/海曙区财政局/年报.docx")
    status, answer = asked("POST", YEAR)
    assert status == 202
    assert answer == {"id": answer["id"], "state": "running", "reports": 2, "changed": 0}
    (request,) = started(machine)
    assert request == {
        "id": answer["id"],
        "office": "haishu",
        "year": 2022,
        "reason": "requested",
        "organ": None,
        "read": False,
    }
    assert asked("GET", f"{YEAR}/{answer['id']}") == (200, answer)
    item = store.rechecks.get(answer["id"])
    assert item
    store.rechecks.finish(item, 1, None)
    assert asked("GET", f"{YEAR}/{answer['id']}")[1]["state"] == "done"


def test_recheck_of_one_organ_reads_its_file_again_where_asked(store: Store, machine: str) -> None:
    handed_in(store)
    handed_in(store, "haishu/2022/海曙区教育局（分局）/年报.docx")
    status, answer = asked("POST", YEAR, organ=PLACE.organ, read="true")
    assert (status, answer["reports"]) == (202, 1)
    (request,) = started(machine)
    assert (request["organ"], request["read"]) == (PLACE.organ, True)


def test_organ_without_a_report_and_odd_words_are_refused(store: Store, machine: str) -> None:
    assert asked("POST", YEAR, organ="海曙区财政局")[0] == 404
    assert asked("POST", YEAR, read="ja")[0] == 400
    assert started(machine) == []


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({}, 401),
        ({"offices": "[haishu]"}, 403),
        ({"offices": "[haishu]", "reviews": "[yinzhou]"}, 403),
        ({"organs": "[haishu/%E5%B1%80]"}, 403),
    ],
)
def test_only_who_reviews_the_office_may_start_one_and_its_readers_may_follow(
    store: Store, machine: str, claims: dict[str, str], status: int
) -> None:
    assert asked("POST", YEAR, claims)[0] == status
    follows = 404 if claims.get("offices") else status
    assert asked("GET", f"{YEAR}/a1", claims)[0] == follows
    assert started(machine) == []


def test_recheck_of_another_office_or_year_is_not_there(store: Store, machine: str) -> None:
    handed_in(store)
    name = asked("POST", YEAR)[1]["id"]
    other = {"offices": "[yinzhou]", "reviews": "[yinzhou]"}
    assert asked("GET", f"/offices/yinzhou/years/2022/rechecks/{name}", other)[0] == 404
    assert asked("GET", f"/offices/haishu/years/2021/rechecks/{name}")[0] == 404
    assert asked("GET", f"{YEAR}/nothing")[0] == 404
