"""Every upload is told in one message, and an office no more often than it may be, whatever dies or comes twice."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import boto3
import pytest
from botocore.exceptions import ClientError

from functions.adapters.runs import tell
from functions.adapters.store import Address, Batch, outbox
from functions.adapters.store.outbox import Outbox
from functions.notify import turns
from tests.chain.cloud import MESSAGES, REGION
from tests.chain.conftest import Chain
from tests.chain.faults.world import moved_by_waits

SAMPLES = Path(__file__).parents[2] / "samples"
CLEAN = (SAMPLES / "yunping-grain-2022.txt").read_bytes()
LEASE = timedelta(seconds=2)  # as long as a dead run keeps the turn
Json = dict[str, Any]


def _pace(chain: Chain, seconds: int) -> None:
    chain.cloud.environment_besides["SECONDS_BETWEEN_MESSAGES"] = str(seconds)


@pytest.fixture
def paced(chain: Chain) -> Chain:
    """The chain with a pace: a second."""
    _pace(chain, 1)
    return chain


@pytest.fixture
def mortal(paced: Chain, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """The paced chain, where a turn of a run that died is soon free."""
    monkeypatch.setattr(outbox, "LEASE", LEASE)
    return paced


def _key(number: int) -> str:
    return f"yunping/2022/云坪区第{number:03}局/年报.txt"


def _told(chain: Chain) -> dict[str, str]:
    """In which message each upload was told, by its key."""
    pages = boto3.client("dynamodb", region_name=REGION).get_paginator("scan")
    items = [
        item
        for page in pages.paginate(TableName=chain.cloud.name("AWS::DynamoDB::Table"))
        for item in page["Items"]
    ]
    assert not [item["sk"] for item in items if item["sk"]["S"].startswith("PENDING#")]
    uploads = [item for item in items if item["sk"]["S"].startswith("UPLOAD#")]
    return {item["key"]["S"]: item["told_verdict"]["S"] for item in uploads}


def _id(mail: Json) -> str:
    return str(mail["MessageAttributes"]["id"]["Value"])


def _once_each(chain: Chain, count: int, *, repeated: bool = False) -> list[Json]:
    """The messages in which so many uploads were told, each in one; `repeated`: one may have come twice, the same."""
    mails = chain.mails()
    different = list({_id(mail): mail for mail in mails}.values())
    assert len(mails) - len(different) <= repeated
    told = _told(chain)
    assert set(told) == {_key(number) for number in range(count)}
    assert set(told.values()) == {_id(mail) for mail in different}
    for number in range(count):
        # Others that are like it name the organ as well: these are copies of one document.
        (mail,) = [mail for mail in different if _id(mail) == told[_key(number)]]
        assert f"第{number:03}局" in mail["Message"]
    return mails


def _apart(mails: list[Json]) -> list[float]:
    """The seconds between one message and the next."""
    at = sorted(datetime.fromisoformat(mail["Timestamp"]).timestamp() for mail in mails)
    return [after - before for before, after in itertools.pairwise(at)]


def _burst(chain: Chain, count: int) -> None:
    _pace(chain, 3)
    for number in range(count):
        chain.drop(_key(number), CLEAN)
    assert {run["status"] for run in chain.cloud.wait()} == {"SUCCEEDED"}
    mails = _once_each(chain, count)
    assert 2 <= len(mails) < count / 2
    assert (
        min(_apart(mails)) >= 0.99
    )  # the clocks of the turn and of the topic are read in milliseconds
    kinds = Counter(mail["MessageAttributes"]["kind"]["Value"] for mail in mails)
    assert kinds["gathered"]
    assert sum(kinds.values()) == kinds["gathered"] + kinds["verdict"]


def test_sixty_at_once_are_told_in_a_few_messages_a_pace_apart(chain: Chain) -> None:
    _burst(chain, 60)


@pytest.mark.chaos
def test_three_hundred_at_once_are_told_in_a_few_messages_a_pace_apart(chain: Chain) -> None:
    _burst(chain, 300)


def test_what_comes_alone_is_told_at_once_and_in_full(paced: Chain) -> None:
    paced.drop(_key(0), CLEAN)
    (run,) = paced.cloud.wait()
    (mail,) = paced.mails()
    assert mail["MessageAttributes"]["kind"]["Value"] == "verdict"
    assert "Wait" not in paced.cloud.transitions(run["executionArn"])


def test_offices_do_not_wait_for_one_another(paced: Chain) -> None:
    for office in ("yunping", "hailan", "qingchuan"):
        paced.drop(f"{office}/2022/甲局/年报.txt", CLEAN)
    runs = paced.cloud.wait()
    assert [run for run in runs if "Wait" in paced.cloud.transitions(run["executionArn"])] == []


# --- a run dies -----------------------------------------------------------------------------------


class _Death:
    """The first run that comes to a certain point in its turn dies there, and never comes back."""

    def __init__(self, chain: Chain) -> None:
        self.victim = ""
        self._telling = ""
        chain.cloud.fault = self._watch

    def _watch(self, function: str, event: Json) -> None:
        if function == "notify":
            self._telling = event["execution"]
            self._die_again()

    def _die_again(self) -> None:
        if self.victim == self._telling:
            raise MemoryError("the run is dead")

    def strike(self) -> None:
        self.victim = self.victim or self._telling
        self._die_again()


def _before(death: _Death, real: Callable[..., Any]) -> Callable[..., Any]:
    def dying(*arguments: Any, **named: Any) -> Any:
        death.strike()
        return real(*arguments, **named)

    return dying


def _after(death: _Death, real: Callable[..., Any]) -> Callable[..., Any]:
    def dying(*arguments: Any, **named: Any) -> Any:
        answer = real(*arguments, **named)
        if not isinstance(answer, outbox.Wait):
            death.strike()
        return answer

    return dying


def _within_marks(death: _Death, real: Callable[..., Any]) -> Callable[..., Any]:
    """Dies when it is remembered that the message is out, and no member is marked."""

    def dying(
        box: Outbox, address: Address, owner: str, batch: Batch, marks: Callable[..., Any]
    ) -> None:
        def dying_marks(member: outbox.Pending) -> Any:
            death.strike()
            return marks(member)

        real(box, address, owner, batch, dying_marks)

    return dying


class _Point(NamedTuple):
    """Where a run dies: at which call of whom, and on which side of it."""

    meaning: str
    owner: Any
    name: str
    kill: Callable[..., Any]


LOST: Final = "the answer of the topic is lost"
POINTS: Final = [
    _Point("the turn is taken", Outbox, "take", _after),
    _Point("before publishing", turns, "publish", _before),
    _Point(LOST, turns, "publish", _after),
    _Point("among the marks", Outbox, "told", _within_marks),
    _Point("all is marked", Outbox, "told", _after),
    _Point("before the turn is given back", Outbox, "give_back", _before),
]


@pytest.mark.parametrize("point", POINTS, ids=[point.meaning for point in POINTS])
def test_run_that_dies_in_its_turn_takes_no_message_with_it(
    mortal: Chain, monkeypatch: pytest.MonkeyPatch, point: _Point
) -> None:
    death = _Death(mortal)
    real = getattr(point.owner, point.name)
    monkeypatch.setattr(point.owner, point.name, point.kill(death, real))
    for number in range(4):
        mortal.drop(_key(number), CLEAN)
    runs = mortal.cloud.wait()
    (dead,) = [run for run in runs if run["status"] != "SUCCEEDED"]
    assert dead["executionArn"] == death.victim
    for _ in range(2):  # EventBridge says it at least once
        mortal.cloud.tell_failure(dead)
    mortal.cloud.wait()
    assert {run["status"] for run in mortal.cloud.runs(MESSAGES)} == {"SUCCEEDED"}
    _once_each(mortal, 4, repeated=point.meaning == LOST)


def test_same_events_over_and_over_and_in_any_order_tell_nothing_twice(paced: Chain) -> None:
    for number in range(5):
        paced.drop(_key(number), CLEAN)
    runs = paced.cloud.wait()
    for number, run in enumerate([*runs[::-1], *runs[::2]]):
        paced.start(json.loads(run["input"]), f"again-{number}")
    paced.cloud.wait()
    _once_each(paced, 5)


def test_throttled_table_delays_messages_and_loses_none(
    paced: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = boto3.client("dynamodb", region_name=REGION)
    throttled = ClientError(
        {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}, "TransactWriteItems"
    )
    calls = itertools.count(1)

    class Throttled:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def transact_write_items(self, **arguments: Any) -> Any:
            # Every tenth in one way or the other: no state uses up the retries that tests leave it.
            number = next(calls)
            if number % 20 == 0:
                raise throttled
            answer = real.transact_write_items(**arguments)
            if number % 20 == 10:
                raise throttled  # it took effect, and nobody knows
            return answer

    monkeypatch.setattr("functions.adapters.store.table.dynamodb", Throttled)
    monkeypatch.setattr(outbox, "LEASE", 5 * LEASE)  # a turn may be one that nobody gave back
    for number in range(6):
        paced.drop(_key(number), CLEAN)
    assert {run["status"] for run in paced.cloud.wait()} == {"SUCCEEDED"}
    _once_each(paced, 6)


# --- an address is told by name -------------------------------------------------------------------


@pytest.fixture
def start(paced: Chain, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`tell` as a function calls it that was given the ARN."""
    monkeypatch.setenv("MESSAGES_ARN", paced.cloud.environment("Query")["MESSAGES_ARN"])
    return tell


def test_address_is_told_what_stands_in_its_outbox_by_one_run_of_a_name(
    paced: Chain, start: Callable[..., None]
) -> None:
    def silent(function: str, _event: Json) -> None:
        if function == "notify":
            raise RuntimeError("nobody tells")

    paced.cloud.fault = silent
    paced.drop(_key(0), CLEAN)
    (run,) = paced.cloud.wait()
    assert (run["status"], paced.mails()) == ("FAILED", [])
    paced.cloud.fault = lambda _function, _event: None
    for _ in range(2):
        start(Address("yunping"), "a-decision")
    paced.cloud.wait()
    (told,) = paced.cloud.runs(MESSAGES)
    assert told["status"] == "SUCCEEDED"
    _once_each(paced, 1)


def test_address_with_nothing_to_be_told_is_told_nothing(
    paced: Chain, start: Callable[..., None]
) -> None:
    start(Address("yunping", "云坪区粮食和物资储备中心"))
    paced.cloud.wait()
    (run,) = paced.cloud.runs(MESSAGES)
    assert (run["status"], paced.mails()) == ("SUCCEEDED", [])
    assert paced.cloud.transitions(run["executionArn"]) == ["Failed?", "Tell", "Told?", "Told"]


# --- what it costs --------------------------------------------------------------------------------


def test_report_takes_seven_transitions_and_three_more_each_time_it_waits(chain: Chain) -> None:
    _pace(chain, 60)
    walked = []
    with moved_by_waits():
        for number in range(2):
            chain.drop(_key(number), CLEAN)
            runs = {run["executionArn"] for run in chain.cloud.wait()}
            walked = sorted((chain.cloud.transitions(run) for run in runs), key=len)
    without, waited = walked
    assert without == [
        *("Ingest", "Registered?", "Parse", "Validate"),
        *("Notify", "Told?", "Told"),
    ]
    assert waited.count("Wait") >= 1
    assert len(waited) == len(without) + 3 * waited.count("Wait")
