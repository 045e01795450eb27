"""What `make bench-start` asks of each function is answered, and no function is forgotten."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from bench.firsts import Aside, acts_of
from bench.table import create_table
from functions.adapters.store import Store

FUNCTIONS = Path(__file__).parents[2] / "functions"
_PASS = json.dumps({"StartAt": "Nothing", "States": {"Nothing": {"Type": "Pass", "End": True}}})


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Aside]:
    """A bucket, a table and a state machine, in the environment of the functions."""
    for name, value in (
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "none"),
        ("AWS_SECRET_ACCESS_KEY", "none"),
        ("TOKEN_ISSUER", "https://login.example.gov.cn"),
        ("MAILBOX_URL", "none"),
        ("API_URL", "none"),
    ):
        monkeypatch.setenv(name, value)
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="aside")
        create_table(boto3.client("dynamodb"), "aside")
        role = "arn:aws:iam::123456789012:role/aside"
        machine = boto3.client("stepfunctions").create_state_machine(
            name="aside", definition=_PASS, roleArn=role
        )["stateMachineArn"]
        made = Aside(s3, "aside", "aside", machine)
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("DOCUMENT_BUCKET", "aside")
        monkeypatch.setenv("STATE_MACHINE_ARN", machine)
        monkeypatch.setenv("TOPIC_ARN", boto3.client("sns").create_topic(Name="one")["TopicArn"])
        yield made


def test_each_function_answers_what_it_is_asked_and_answers_the_one_before(aside: Aside) -> None:
    acts, answer, answers = acts_of(aside), None, dict[str, Any]()
    asked = set()
    while True:
        try:
            act = acts.send(answer)
        except StopIteration:
            break
        asked.add(act.function)
        answer = None
        if act.function not in {"bare", "recognise"}:  # of ours; and a scan takes its time
            module = importlib.import_module(f"functions.{act.function}.handler")
            answer = answers[act.said] = module.handler(act.event, None)
    assert asked == {"bare", *(path.parent.name for path in FUNCTIONS.glob("*/handler.py"))}
    assert answers["validate"]["status"] == "passed"
    assert answers["notify"]["message_id"]
    assert answers["query"]["statusCode"] == 200
    assert answers["parse: DOCX"]["document"]
    assert answers["clock"]["addresses"]
    office = Store("aside").office("yunping", 2022)
    assert office.roster
    assert str(office.deadline) == "2023-03-31"
