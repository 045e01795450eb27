"""The morning: who is told what on which day, once, whatever is repeated and wherever it stops."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from functions.adapters import clients
from functions.adapters.store import Address, OfficeFile, Pending, Store
from functions.adapters.store.table import Table
from functions.clock.following import follow
from functions.clock.handler import Unfollowed, handler
from functions.clock.settings import settings
from gouji.codec import decode
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from gouji.season.roster import roster_from
from gouji.season.settings import OfficeSettings
from gouji.season.submission import Uploaded
from gouji.wording.mail import Mail
from tests.functions.builders import TABLE, context, finding, result, upload

HAISHU: Final = Address("haishu")
BY: Final = Reviewer("li", "李四")
LOST: Final = EndpointConnectionError(endpoint_url="https://aws")


def morning(day: str, event: str = "event-1") -> dict[str, Any]:
    """The event that EventBridge sends at nine in China."""
    return {
        "version": "0",
        "id": event,
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "time": f"{day}T01:00:00Z",
        "detail": {},
    }


@pytest.fixture(autouse=True)
def messages(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The state machine that tells."""
    definition = {"StartAt": "Tell", "States": {"Tell": {"Type": "Succeed"}}}
    made = boto3.client("stepfunctions").create_state_machine(
        name="messages",
        definition=json.dumps(definition),
        roleArn="arn:aws-cn:iam::123456789012:role/messages",
    )
    monkeypatch.setenv("MESSAGES_ARN", made["stateMachineArn"])
    settings.cache_clear()
    clients.states.cache_clear()
    yield made["stateMachineArn"]
    settings.cache_clear()


def runs(machine: str) -> Counter[Address]:
    """Whom the runs of the state machine tell."""
    states = boto3.client("stepfunctions")
    found = states.list_executions(stateMachineArn=machine)["executions"]
    assert len(found) < 100  # a page
    said = (states.describe_execution(executionArn=run["executionArn"])["input"] for run in found)
    return Counter(Address(**json.loads(text)) for text in said)


def put_in(store: Store, content: Any, *, office: str = "haishu", number: int = 1) -> None:
    kind: Any = "settings" if isinstance(content, OfficeSettings) else "roster"
    came = Uploaded(f"{kind}-{number}", kind, str(number), f"2024-01-01T00:00:{number:02d}Z")
    file = OfficeFile(kind=kind, name=kind, content=content)
    store.office_files.adopt((office, 2023), file, came)


def listed(store: Store, *organs: str, number: int = 1, office: str = "haishu") -> None:
    text = "\n".join(["机关,垂直管理,汇总", *organs])
    put_in(store, roster_from(text.encode(), "roster.csv"), number=number, office=office)
    told(store, Address(office))


def handed_in(
    store: Store, organ: str, *, at: str = "2024-01-20T08:00:00Z", status: str = "passed"
) -> str:
    """An upload with its verdict, told; returns its id."""
    of = upload(f"haishu/2023/{organ}/年报.docx", at=at, version=f"{organ}{at}", sequencer=at[8:10])
    store.register(of, "run")
    store.finish(of, result(status, findings=[finding()] if status == "flagged" else []))
    told(store, HAISHU)
    return of.upload_id


def decided(store: Store, organ: str, upload_id: str, action: Any) -> None:
    store.decide(Key("haishu", 2023, organ), BY, Request(action, upload_id, reason="请更正"))


def told(store: Store, address: Address) -> list[Pending]:
    """What stands in an outbox, which is empty then."""
    pending = store.outbox.pending(address)
    table = Table(TABLE)
    for each in pending:
        table.write([table.delete(address.partition, each.sk)])
    return list(pending)


def mails(pending: list[Pending]) -> list[Mail]:
    return [decode((each.about or "").encode(), Mail) for each in pending]


def digests(store: Store, day: str) -> list[Mail]:
    handler(morning(day, f"of-{day}"), context())
    return mails([each for each in told(store, HAISHU) if each.kind == "digest"])


# --- digest ---------------------------------------------------------------------------------


def test_digest_tells_who_is_in_and_missing_and_what_is_to_be_done(
    store: Store, messages: str
) -> None:
    listed(store, "甲局", "乙局", "丙局", "丁局")
    decided(store, "甲局", handed_in(store, "甲局"), "accept")
    decided(store, "乙局", handed_in(store, "乙局", status="flagged"), "return")
    handed_in(store, "丙局")
    handed_in(store, "戊局")
    (mail,) = digests(store, "2024-01-22")
    assert mail.subject == "【日报】2023年度报告 1月22日：已报 3/4，未报 1，待审核 2"
    assert "未报 1 个机关：丁局" in mail.body
    assert "待审核 2（等待审核）：丙局、戊局" in mail.body
    assert "名册外 1" in mail.body
    assert runs(messages) == {HAISHU: 1}


def test_digest_is_given_only_on_days_on_which_something_changed(store: Store) -> None:
    listed(store, "甲局", "乙局")
    assert len(digests(store, "2024-01-10")) == 1
    assert digests(store, "2024-01-11") == []
    handed_in(store, "甲局")
    (mail,) = digests(store, "2024-01-12")
    assert "已报 1（+1），未报 1（-1）" in mail.body
    assert "（2024年1月10日）相比的增减" in mail.body
    assert digests(store, "2024-01-13") == []


def test_passing_of_the_deadline_is_a_change(store: Store) -> None:
    listed(store, "甲局")
    days = [str(date(2024, 1, 29) + timedelta(n)) for n in range(6)]
    assert [len(digests(store, day)) for day in days] == [1, 0, 0, 1, 0, 0]


def test_deadline_is_the_offices_own_where_it_set_one(store: Store) -> None:
    listed(store, "甲局")
    put_in(store, OfficeSettings(deadline=date(2024, 1, 15)))
    told(store, HAISHU)
    handed_in(store, "甲局", at="2024-01-15T16:00:00Z")  # the sixteenth in China
    (mail,) = digests(store, "2024-01-18")
    assert "报送期限：2024年1月15日（已过 3 天）" in mail.body
    assert "逾期报送 1" in mail.body


def test_organ_that_handed_in_under_two_names_is_one(store: Store) -> None:
    listed(store, "海曙区教育局")
    handed_in(store, "海曙区教育局")
    handed_in(store, "宁波市海曙区教育局", at="2024-01-21T08:00:00Z")
    (mail,) = digests(store, "2024-01-22")
    assert "已报 1，未报 0" in mail.body
    assert "待审核 1" in mail.body


@pytest.mark.parametrize("day", ["2023-12-31", "2024-04-01", "2025-01-24"])
def test_out_of_season_nobody_is_told(store: Store, messages: str, day: str) -> None:
    listed(store, "甲局")
    handler(morning(day), context())
    assert not runs(messages)
    assert store.outbox.pending(HAISHU) == []


def test_day_is_the_one_in_china(store: Store) -> None:
    listed(store, "甲局")
    event = morning("2023-12-31") | {"time": "2023-12-31T16:00:00Z"}
    assert handler(event, context())["day"] == "2024-01-01"
    assert len(told(store, HAISHU)) == 1


def test_office_of_which_nothing_is_there_any_more_gets_no_digest(store: Store) -> None:
    store.seasons.add("haishu", 2023)
    assert digests(store, "2024-01-10") == []


# --- reminders ------------------------------------------------------------------------------


def reminded(store: Store, *organs: str) -> list[int]:
    return [len(told(store, Address("haishu", organ))) for organ in organs]


def test_only_those_who_are_missing_are_reminded_and_each_by_itself(
    store: Store, messages: str
) -> None:
    listed(store, "甲局", "乙局", "丙局", "税务局,是", "区政府,,是")
    handed_in(store, "乙局")
    handler(morning("2024-01-24"), context())
    assert runs(messages) == {HAISHU: 1, Address("haishu", "甲局"): 1, Address("haishu", "丙局"): 1}
    (pending,) = told(store, Address("haishu", "甲局"))
    assert (pending.kind, pending.year, pending.organ) == ("reminder", 2023, "甲局")
    (mail,) = mails([pending])
    assert mail.subject == "【催报】甲局 2023年度报告请于1月31日前报送，还有 7 天"
    assert reminded(store, "乙局", "丙局", "税务局", "区政府") == [0, 1, 0, 0]
    (digest,) = mails(told(store, HAISHU))
    assert "今天已向其中 2 个机关发出催报提醒" in digest.body


def test_who_handed_in_a_file_that_cannot_be_read_is_reminded_until_one_can_be(
    store: Store,
) -> None:
    listed(store, "甲局", "乙局", "税务局,是")
    handed_in(store, "甲局", at="2024-01-02T08:00:00Z", status="unreadable")
    handed_in(store, "税务局", status="unreadable")
    handler(morning("2024-01-28"), context())
    (mail,) = mails(told(store, Address("haishu", "甲局")))
    assert "已经报送，但文件无法读取" in mail.body
    (mail,) = mails(told(store, Address("haishu", "乙局")))
    assert "尚未报送" in mail.body
    assert reminded(store, "税务局") == [0]
    (digest,) = mails(told(store, HAISHU))
    assert "今天已提醒其中 1 个机关重新报送。" in digest.body
    handler(morning("2024-02-01", "overdue"), context())
    (mail,) = mails(told(store, Address("haishu", "甲局")))
    assert "已逾期 1 天，请尽快重新报送" in mail.body
    handed_in(store, "甲局", at="2024-02-03T08:00:00Z")
    handler(morning("2024-02-08", "weekly"), context())
    assert reminded(store, "甲局", "乙局") == [0, 2]


def test_over_a_season_reminders_come_before_the_deadline_and_after_it_until_it_is_met(
    store: Store,
) -> None:
    listed(store, "甲局", "乙局")
    days = []
    for n in range(20, 100):
        day = date(2024, 1, 1) + timedelta(n)
        if day == date(2024, 2, 10):
            handed_in(store, "甲局", at="2024-02-09T08:00:00Z")
        handler(morning(str(day), f"of-{day}"), context())
        if reminded(store, "甲局") == [1]:
            days.append(f"{day:%m-%d}")
    assert days == ["01-24", "01-28", "01-30", "02-01", "02-08"]
    assert reminded(store, "乙局") == [12]


def test_without_a_roster_nobody_is_reminded(store: Store, messages: str) -> None:
    handed_in(store, "甲局")
    handler(morning("2024-01-24"), context())
    assert runs(messages) == {HAISHU: 1}


# --- once, wherever it stops ----------------------------------------------------------------


EXPECTED: Final = Counter({HAISHU: 1, **{Address("haishu", f"第{n}局"): 1 for n in range(7)}})


def everything(store: Store) -> Counter[Address]:
    """What is to be told, at each address."""
    return Counter({address: len(store.outbox.pending(address)) for address in EXPECTED if address})


@pytest.fixture
def season(store: Store) -> Store:
    listed(store, *(f"第{n}局" for n in range(7)), "乙局")
    handed_in(store, "乙局")
    return store


def test_same_event_again_and_another_of_the_same_day_tell_nothing_twice(
    season: Store, messages: str
) -> None:
    for event in ("one", "one", "two"):
        handler(morning("2024-01-24", event), context())
    assert everything(season) == EXPECTED
    # A second event of a day may start runs; they find what is left, or nothing.
    assert runs(messages) == dict.fromkeys(EXPECTED, 2)


def test_what_comes_between_two_events_of_a_day_waits_for_the_next_day(season: Store) -> None:
    handler(morning("2024-01-25", "one"), context())
    handed_in(season, "第1局")
    handler(morning("2024-01-25", "two"), context())
    assert told(season, HAISHU) == []
    assert len(digests(season, "2024-01-26")) == 1


class Dying:
    """A client's calls, one of which fails: before it has done anything, or after."""

    def __init__(self, client: Any, at: int, *, is_done: bool) -> None:
        self._real = client._make_api_call
        self._left = at
        self._is_done = is_done

    def __call__(self, name: str, about: Any) -> Any:
        self._left -= 1
        if self._left == 0 and not self._is_done:
            raise LOST
        answer = self._real(name, about)
        if self._left == 0:
            raise LOST
        return answer


@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("service", ["dynamodb", "states"])
def test_morning_that_dies_anywhere_and_is_repeated_ends_the_same(
    season: Store, messages: str, monkeypatch: pytest.MonkeyPatch, service: str, is_done: bool
) -> None:
    """Each time the event is delivered again, it dies one call further."""
    client = getattr(clients, service)()
    died = 0
    for call in range(1, 16):
        with monkeypatch.context() as patch:
            patch.setattr(client, "_make_api_call", Dying(client, call, is_done=is_done))
            try:
                handler(morning("2024-01-24"), context())
            except (Unfollowed, EndpointConnectionError):
                died += 1
    assert died >= 8
    handler(morning("2024-01-24"), context())
    assert everything(season) == EXPECTED
    assert runs(messages) == EXPECTED


def test_one_offices_fault_keeps_no_other_from_being_told(
    store: Store, messages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for office in ("beilun", "haishu", "yinzhou"):
        listed(store, "甲局", office=office)

    def broken(store: Store, office: str, *of: Any) -> Iterator[Address]:
        if office == "haishu":
            raise ValueError("its roster cannot be read")
        return follow(store, office, *of)

    monkeypatch.setattr("functions.clock.handler.follow", broken)
    with pytest.raises(Unfollowed, match="haishu/2023"):
        handler(morning("2024-01-10"), context())
    assert runs(messages) == {Address("beilun"): 1, Address("yinzhou"): 1}


# --- what was left untold -------------------------------------------------------------------


def waits(store: Store, address: Address, since: str, kind: Any = "returned") -> None:
    pending = Pending(id=f"left-{address.organ}", kind=kind, at=since, office=address.office)
    Table(TABLE).write([store.outbox.put(address, pending)])


LONG_AGO: Final = "2024-02-01T08:00:00.000Z"


def test_whatever_waits_for_longer_than_an_hour_is_told_in_season_or_not(
    store: Store, messages: str
) -> None:
    listed(store, "甲局", "乙局")
    decided(store, "丙局", handed_in(store, "丙局", status="flagged"), "return")
    told(store, Address("haishu", "丙局"))
    store.register(upload("yinzhou/年报.docx"), "run")
    left = [HAISHU, Address("yinzhou"), Address("-")]
    left += [Address("haishu", organ) for organ in ("甲局", "丙局")]
    for address in left:
        waits(store, address, LONG_AGO)
    handler(morning("2024-07-01"), context())
    assert runs(messages) == Counter(left)


def test_what_was_just_queued_is_left_to_whoever_queued_it(store: Store, messages: str) -> None:
    listed(store, "甲局")
    of = upload("haishu/2023/甲局/年报.docx")
    store.register(of, "run")
    store.finish(of, result())
    handler(morning("2024-07-01"), context())
    assert not runs(messages)
