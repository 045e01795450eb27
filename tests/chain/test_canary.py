"""The sample on its way through the chain: what is found where all is well, and where something is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from functions.canary import looking, sample
from functions.canary.handler import handler
from functions.clock.following import follow
from tests.chain.conftest import Chain
from tests.functions.measured import sums, written

TODAY = (datetime.now(UTC) + timedelta(hours=8)).date()


@pytest.fixture
def canary(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """The chain with the canary's environment and its mailbox, subscribed as the template says."""
    for name, value in chain.cloud.environment("Canary").items():
        monkeypatch.setenv(name, value)
    sqs, sns = boto3.client("sqs"), boto3.client("sns")
    queue = chain.cloud.name("AWS::SQS::Queue", "CanaryMailbox")
    address = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    monkeypatch.setenv("MAILBOX_URL", address)
    subscription = chain.cloud.properties("AWS::SNS::Subscription", "Mailbox")
    sns.subscribe(
        TopicArn=subscription["TopicArn"],
        Protocol="sqs",
        Endpoint=chain.cloud.arn("AWS::SQS::Queue", "CanaryMailbox"),
        Attributes={
            "FilterPolicy": json.dumps(subscription["FilterPolicy"]),
            "RawMessageDelivery": str(subscription["RawMessageDelivery"]).lower(),
        },
    )
    monkeypatch.setattr(looking, "_is_answered", lambda: True)
    return chain


def _do(act: str) -> dict[str, Any]:
    return handler({"act": act}, None)


def test_sample_is_found_judged_as_it_must_be_and_told(
    canary: Chain, capsys: pytest.CaptureFixture[str]
) -> None:
    _do("put")
    canary.cloud.wait()
    capsys.readouterr()
    assert _do("look") == {"fault": None}
    # The second look of the morning finds it, too.
    assert _do("look") == {"fault": None}
    assert sums(written(capsys.readouterr().out)) == {("CanaryPassed", None): 2}


def test_other_offices_are_told_nothing_of_it(canary: Chain) -> None:
    _do("put")
    canary.cloud.wait()
    assert canary.mails() == []  # of a subscription of office yunping
    status, _ = canary.get("/offices/canary/years", "[yunping]")
    assert status == 403


def test_sample_that_was_not_handed_in_is_missed(
    canary: Chain, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _do("look") == {"fault": "not registered"}
    assert sums(written(capsys.readouterr().out)) == {("CanaryPassed", None): 0}


@pytest.mark.parametrize(("broken", "fault"), [("validate", "no verdict"), ("notify", "not told")])
def test_state_that_fails_is_seen(canary: Chain, broken: str, fault: str) -> None:
    def fails(function: str, event: dict[str, Any]) -> None:
        if function == broken:
            raise RuntimeError("out of reach")

    canary.cloud.fault = fails
    _do("put")
    canary.cloud.wait()
    assert _do("look") == {"fault": fault}


def test_rules_that_find_something_else_are_seen(
    canary: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sample.report_of(TODAY).decode()
    mended = whole.replace("\n1\t0\t0\t0\t2\t", "\n1\t0\t0\t0\t1\t")
    assert mended != whole
    monkeypatch.setattr(sample, "report_of", lambda _day: mended.encode())
    _do("put")
    canary.cloud.wait()
    assert _do("look") == {"fault": "wrong verdict"}


def test_message_that_the_topic_did_not_send_is_missed(canary: Chain) -> None:
    sns = boto3.client("sns")
    for each in sns.list_subscriptions()["Subscriptions"]:
        if "CanaryMailbox" in each["Endpoint"]:
            sns.unsubscribe(SubscriptionArn=each["SubscriptionArn"])
    _do("put")
    canary.cloud.wait()
    assert _do("look") == {"fault": "no message"}


def test_api_that_does_not_answer_is_seen(canary: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_is_answered", lambda: False)
    _do("put")
    canary.cloud.wait()
    assert _do("look") == {"fault": "no API"}


def test_sample_handed_in_twice_is_found(canary: Chain) -> None:
    for _ in range(2):
        _do("put")
        canary.cloud.wait()
    assert _do("look") == {"fault": None}


def test_age_of_the_oldest_run_is_measured(
    canary: Chain, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _do("measure") == {"seconds": 0.0, "runs": 0}

    class Runs:
        """Two runs that are under way: moto's end before one can look."""

        def get_paginator(self, name: str) -> Runs:
            assert name == "list_executions"
            return self

        def paginate(self, **asked: str) -> list[dict[str, Any]]:
            assert asked["statusFilter"] == "RUNNING"
            now = datetime.now(UTC)
            return [
                {"executions": [{"startDate": now - timedelta(seconds=60)}]},
                {"executions": [{"startDate": now - timedelta(hours=3)}]},
            ]

    monkeypatch.setattr("functions.canary.handler.states", Runs)
    capsys.readouterr()
    found = _do("measure")
    assert found["runs"] == 2
    assert found["seconds"] == pytest.approx(3 * 3600, abs=5)
    measured = sums(written(capsys.readouterr().out))
    assert measured["OldestRun", None] == pytest.approx(3 * 3600, abs=5)


def test_what_is_asked_for_by_a_rule_is_done_and_nothing_else(canary: Chain) -> None:
    with pytest.raises(KeyError):
        _do("delete")


def test_nobody_is_sent_a_digest_of_the_canary(canary: Chain) -> None:
    from functions.adapters.store import Store

    _do("put")
    canary.cloud.wait()
    store = Store(canary.cloud.environment("Canary")["TABLE_NAME"])
    assert store.seasons.of(sample.OFFICE) == [sample.YEAR]
    assert not list(follow(store, sample.OFFICE, sample.YEAR, TODAY))
    place = sample.place_of(TODAY)
    assert store.summary(place.office, place.year, place.organ) is not None
