from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from functions.adapters import clients
from functions.adapters.messages import (
    MessagesDue,
    ObjectCreated,
    ReportNotified,
    ReportValidated,
    Upload,
)
from functions.adapters.office_files import read_office_file
from functions.adapters.store import Address, Batch, Store, Wait
from functions.adapters.store.outbox import LEASE, Outbox
from functions.notify.handler import handler
from functions.notify.settings import settings as notify_settings
from functions.notify.turns import InDoubt
from gouji.facts.reasons import Missing
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from gouji.season.submission import Uploaded
from gouji.verdict import Unassessed
from tests.functions.builders import (
    Mailbox,
    context,
    finding,
    object_created,
    result,
    stored,
    upload,
)

RUN = "arn:aws-cn:states:cn-north-1:123456789012:execution:reports:run-1"
HAISHU = Address("haishu")
PLACE = Key("haishu", 2022, "海曙区教育局")
NEWER = upload(version="v2", sequencer="0055AED6DCD90281E6")


def validated(status: str = "passed", of: Upload | None = None, run: str = RUN) -> dict[str, Any]:
    return {"upload": (of or upload()).to_json(), "execution": run, "status": status}


def run_failed(
    of: dict[str, Any] | None = None,
    *,
    status: str = "FAILED",
    teller: str = "teller",
    **detail: Any,
) -> dict[str, Any]:
    """EventBridge's word that an execution ended badly, and who tells of it."""
    event = {
        "detail-type": "Step Functions Execution Status Change",
        "source": "aws.states",
        "detail": {
            "executionArn": RUN,
            "status": status,
            "input": json.dumps(of or object_created()),
            "inputDetails": {"included": True},
            "error": None,
            "cause": None,
        }
        | detail,
    }
    return {"event": event, "execution": teller}


@pytest.fixture
def told(store: Store, mailbox: Mailbox) -> Mailbox:
    """A registered upload with its verdict."""
    store.register(upload(), RUN)
    store.finish(upload(), result("flagged", findings=[finding()]))
    return mailbox


def recorded(store: Store, of: Upload | None = None) -> dict[str, Any]:
    found = store.upload(of or upload())
    assert found is not None
    return stored(found)


# --- verdict --------------------------------------------------------------------------------


def test_verdict_is_told_with_what_filter_policies_need(told: Mailbox, store: Store) -> None:
    answer = handler(validated("flagged"), context())
    (mail,) = told.taken
    message_id = f"{upload().upload_id}-verdict"
    assert ReportNotified.read(answer).message_id == message_id
    assert mail.attributes == {
        "id": message_id,
        "office": "haishu",
        "year": "2022",
        "organ": "海曙区教育局",
        "status": "flagged",
        "audience": "office",
        "kind": "verdict",
    }
    assert "“总计”列收办不平衡" in mail.body
    assert recorded(store)["told_verdict"] == message_id


def test_verdict_is_told_once_whoever_asks_again(told: Mailbox) -> None:
    handler(validated("flagged"), context())
    for run in (RUN, "another"):
        answer = handler(validated("flagged", run=run), context())
        assert answer["message_id"] == f"{upload().upload_id}-verdict"
    assert len(told.taken) == 1


SCAN: dict[str, Any] = {
    "cells": {"t3.granted.total": 1},
    "marks": {"t3.granted.total": "recognised"},
}


def test_scan_says_which_text_document_it_takes_the_place_of(
    store: Store, mailbox: Mailbox
) -> None:
    store.register(upload(), RUN)
    store.finish(upload(), result())
    handler(validated(), context())
    store.register(NEWER, "run-2")
    store.finish(NEWER, result(**SCAN))
    handler(validated(of=NEWER, run="run-2"), context())
    mail = mailbox.taken[-1]
    assert "本件是扫描件" in mail.body
    assert "已取代" in mail.body
    assert upload().key in mail.body


def test_scan_that_stands_alone_says_nothing_of_a_text_document(
    store: Store, mailbox: Mailbox
) -> None:
    store.register(NEWER, RUN)
    store.finish(NEWER, result(**SCAN))
    handler(validated(of=NEWER), context())
    (mail,) = mailbox.taken
    assert "扫描件" not in mail.body


def test_misplaced_upload_is_told_with_the_attributes_that_are_known(
    store: Store, mailbox: Mailbox
) -> None:
    stray = upload("haishu/年报.docx")
    store.register(stray, RUN)
    store.finish(stray, result("unreadable", reason="文件放错了位置。"))
    handler(validated("unreadable", stray), context())
    (mail,) = mailbox.taken
    assert set(mail.attributes) == {"id", "office", "status", "audience", "kind"}
    assert "文件放错了位置。" in mail.body


def test_superseded_upload_is_told_as_such(told: Mailbox, store: Store) -> None:
    store.register(NEWER, "run-2")
    handler(validated("flagged"), context())
    assert "已有更新的报送" in told.taken[0].body


def test_subject_has_the_short_name_of_the_roster_else_the_name_from_its_own_region(
    store: Store, mailbox: Mailbox
) -> None:
    of = upload("haishu/2022/宁波市海曙区教育局/年报.docx")
    store.register(of, RUN)
    store.finish(of, result(), "区教育局")
    handler(validated(of=of), context())
    store.register(upload(), "run-2")
    store.finish(upload(), result())
    handler(validated(run="run-2"), context())
    named, unnamed = (mail.subject for mail in mailbox.taken)
    assert named == "【通过】区教育局 2022年度"
    assert unnamed == "【通过】海曙区教育局 2022年度"


# --- versions -------------------------------------------------------------------------------


def test_mended_report_is_told_beside_the_one_before(told: Mailbox, store: Store) -> None:
    handler(validated("flagged"), context())
    store.register(NEWER, "run-2")
    store.finish(NEWER, result())
    handler(validated(of=NEWER, run="run-2"), context())
    first, second = (mail.body for mail in told.taken)
    assert "报送：第 1 次，2023年1月20日 16:00（北京时间）" in first
    assert "上一次" not in first
    assert "报送：第 2 次" in second
    assert "与上一次报送相比：已改正 1 处" in second
    assert told.taken[1].subject == "【通过】海曙区教育局 2022年度 第2次报送"


def test_report_is_held_against_the_last_one_that_was_judged(told: Mailbox, store: Store) -> None:
    handler(validated("flagged"), context())
    for version, sequencer, status in (("v2", "0055AED6DCD90281E6", "unreadable"),
                                       ("v3", "0055AED6DCD90281E7", None)):  # fmt: skip
        of = upload(version=version, sequencer=sequencer)
        store.register(of, version)
        if status:
            store.finish(of, result(status, reason="打不开。"))
            handler(validated(status, of=of, run=version), context())
    newest = upload(version="v4", sequencer="0055AED6DCD90281E8")
    store.register(newest, "v4")
    store.finish(newest, result("flagged", findings=[finding()]))
    handler(validated("flagged", of=newest, run="v4"), context())
    mail = told.taken[-1]
    assert "报送：第 4 次" in mail.body
    assert "与上一次报送相比：仍有 1 处" in mail.body


def test_older_upload_that_is_told_late_is_no_mended_one(told: Mailbox, store: Store) -> None:
    handler(validated("flagged"), context())
    older = upload(version="v0", sequencer="0055AED6DCD90281E4", at="2023-01-19T08:00:00Z")
    store.register(older, "run-2")
    store.finish(older, result())
    handler(validated(of=older, run="run-2"), context())
    mail = told.taken[-1]
    assert "报送：第 1 次" in mail.body
    assert "相比" not in mail.body


# --- what the office can supply -------------------------------------------------------------

GAPS: dict[str, Any] = {
    "unassessed": [Unassessed("ORG-01", (), "没有名册。", Missing(what="roster"))]
}


def test_what_the_office_can_supply_is_told_once_a_year(store: Store, mailbox: Mailbox) -> None:
    keys = ("haishu/2022/甲局/a.docx", "haishu/2022/乙局/a.docx", "haishu/2023/甲局/a.docx",
            "other/2022/甲局/a.docx")  # fmt: skip
    for key in keys:
        of = upload(key)
        store.register(of, key)
        store.finish(of, result(**GAPS))
        handler(validated(of=of, run=key), context())
    assert ["没有名册" in mail.body for mail in mailbox.taken] == [True, False, True, True]


def test_hint_is_in_the_message_that_is_repeated(
    store: Store, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.register(upload(), RUN)
    store.finish(upload(), result(**GAPS))
    with monkeypatch.context() as broken:
        broken.setattr("functions.notify.turns.publish", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            handler(validated(), context())
    handler(validated(), context())
    assert "没有名册" in mailbox.taken[0].body


def test_misplaced_upload_is_no_place_for_a_hint(store: Store, mailbox: Mailbox) -> None:
    stray = upload("haishu/年报.docx")
    store.register(stray, RUN)
    store.finish(stray, result(**GAPS))
    handler(validated(of=stray), context())
    assert "没有名册" not in mailbox.taken[0].body


def test_subject_is_one_short_line_whatever_the_file_is_called(
    store: Store, mailbox: Mailbox
) -> None:
    odd = upload("haishu/2022/" + "很长的机关名\u0007\n称" * 20 + "/年\t报.docx")
    store.register(odd, RUN)
    store.finish(odd, result())
    handler(validated("passed", odd), context())
    subject = mailbox.taken[0].subject
    assert len(subject) < 100
    assert subject.isprintable()


def test_verdict_that_is_not_stored_is_not_told(store: Store, mailbox: Mailbox) -> None:
    store.register(upload(), RUN)
    assert handler(validated(), context())["message_id"] is None
    assert mailbox.taken == []


# --- faults ---------------------------------------------------------------------------------


def test_lost_answer_is_repeated_under_the_same_id_and_marked_once(
    told: Mailbox, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clients.sns()
    publish = client.publish

    def lost(**request: Any) -> None:
        publish(**request)
        raise EndpointConnectionError(endpoint_url="https://sns")

    monkeypatch.setattr(client, "publish", lost)
    with pytest.raises(EndpointConnectionError):
        handler(validated("flagged"), context())
    assert "told_verdict" not in recorded(store)

    monkeypatch.setattr(client, "publish", publish)
    handler(validated("flagged"), context("request-2"))
    handler(validated("flagged"), context("request-3"))
    assert [mail.attributes["id"] for mail in told.taken] == [f"{upload().upload_id}-verdict"] * 2
    assert recorded(store)["told_verdict"]


class Topic:
    """Takes every message, and loses its answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        client = clients.sns()
        self.is_lost = True
        self.published = 0
        publish = client.publish

        def losing(**request: Any) -> Any:
            answer = publish(**request)
            self.published += 1
            if self.is_lost:
                raise error
            return answer

        monkeypatch.setattr(client, "publish", losing)


LOST = ReadTimeoutError(endpoint_url="https://sns")


def test_message_whose_answers_stay_lost_is_published_three_times_and_then_by_a_redrive_alone(
    told: Mailbox, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = Topic(monkeypatch, LOST)
    for _ in range(3):
        with pytest.raises(ReadTimeoutError):
            handler(validated("flagged"), context())
    with pytest.raises(InDoubt):
        handler(validated("flagged"), context())
    assert "told_verdict" not in recorded(store)
    assert store.outbox.pending(HAISHU) == []
    # Another run neither publishes it nor says that it is told, and what else is due is told.
    topic.is_lost = False
    with pytest.raises(InDoubt):
        handler(validated("flagged", run="another"), context())
    store.register(NEWER, "run-2")
    store.finish(NEWER, result())
    handler(validated(of=NEWER, run="run-2"), context())
    assert topic.published == 4
    # The run that put it aside is redriven.
    answer = handler(validated("flagged"), context())
    assert answer["message_id"] == f"{upload().upload_id}-verdict"
    assert topic.published == 5
    assert recorded(store)["told_verdict"]


@pytest.mark.parametrize("pace", ["0", "60"])
def test_message_to_an_organ_that_is_in_doubt_is_told_by_the_redriven_run_when_its_turn_comes(
    told: Mailbox, store: Store, monkeypatch: pytest.MonkeyPatch, pace: str
) -> None:
    asked = Request("return", upload().upload_id, reason="请补充第六部分。")
    store.decide(PLACE, Reviewer("u1", "王审"), asked)
    event = {"office": "haishu", "organ": PLACE.organ, "execution": RUN}
    topic = Topic(monkeypatch, LOST)
    for _ in range(3):
        with pytest.raises(ReadTimeoutError):
            handler(event, context())
    monkeypatch.setenv("SECONDS_BETWEEN_MESSAGES", pace)
    notify_settings.cache_clear()
    with pytest.raises(InDoubt):
        handler(event, context())
    topic.is_lost = False
    answer = MessagesDue.read(handler(event, context()))
    assert (answer.wait is None, topic.published) == ((True, 4) if pace == "0" else (False, 3))


@pytest.mark.usefixtures("told")
def test_run_that_puts_two_messages_aside_loses_neither(store: Store) -> None:
    first = take(store, "run-1")
    assert isinstance(first, Batch)
    store.outbox.put_aside(HAISHU, "run-1", first)
    store.outbox.give_back(HAISHU, "run-1", datetime.now(UTC))
    store.register(NEWER, "run-2")
    store.finish(NEWER, result())
    second = take(store, "run-2", datetime.now(UTC) + timedelta(seconds=1))
    assert isinstance(second, Batch)
    # The other run ended with it, and the first one comes upon it when it is redriven.
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert take(store, "run-1", later) == second
    with pytest.raises(RuntimeError):
        store.outbox.put_aside(HAISHU, "run-2", second)
    store.outbox.put_aside(HAISHU, "run-1", second)
    ids = set()
    for _ in range(2):
        store.outbox.give_back(HAISHU, "run-1", later)
        again = take(store, "run-1", later)
        assert isinstance(again, Batch)
        ids.add(again.id)
        store.outbox.told(HAISHU, "run-1", again, lambda _: [])
    assert ids == {first.id, second.id}
    assert not store.outbox.is_aside(HAISHU, "run-1")


def test_attempts_without_an_answer_are_five_and_thirty_paces_apart(
    told: Mailbox, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = Topic(monkeypatch, LOST)
    monkeypatch.setenv("SECONDS_BETWEEN_MESSAGES", "60")
    shift = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]  # of this class, says its stub
            return datetime.now(tz) + shift

    monkeypatch.setattr("functions.notify.turns.datetime", Clock)
    for minutes in (5, 30):
        with pytest.raises(ReadTimeoutError):
            handler(validated("flagged"), context())
        published = topic.published
        for seconds in (0, 40, minutes * 60 - 42):
            shift += timedelta(seconds=seconds)
            assert ReportValidated.read(handler(validated("flagged"), context())).wait
        assert topic.published == published
        shift += timedelta(seconds=4)
    topic.is_lost = False
    handler(validated("flagged"), context())
    assert topic.published == 3
    assert recorded(store)["told_verdict"]


def test_publish_that_was_refused_is_no_attempt(
    told: Mailbox, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"Error": {"Code": "Throttled"}, "ResponseMetadata": {"HTTPStatusCode": 400}}
    throttled = ClientError(said, "Publish")  # type: ignore[arg-type]  # less than its stub wants
    monkeypatch.setenv("SECONDS_BETWEEN_MESSAGES", "60")
    with monkeypatch.context() as broken:

        def refusing(**_: Any) -> None:
            raise throttled

        broken.setattr(clients.sns(), "publish", refusing)
        for _ in range(5):
            with pytest.raises(ClientError):
                handler(validated("flagged"), context())
    handler(validated("flagged"), context())
    assert len(told.taken) == 1


@pytest.mark.parametrize("failures", [1, 3])
def test_mark_that_is_throttled_is_made_again_and_nothing_is_published_twice(
    told: Mailbox, store: Store, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    real, left = Outbox.told, [None] * failures
    monkeypatch.setattr("functions.adapters.store.table.time.sleep", lambda _: None)

    def throttled(*arguments: Any) -> None:
        if left:
            left.pop()
            raise ClientError({"Error": {"Code": "ThrottlingException"}}, "TransactWriteItems")
        real(*arguments)

    monkeypatch.setattr(Outbox, "told", throttled)
    handler(validated("flagged"), context())
    assert len(told.taken) == 1
    assert recorded(store)["told_verdict"]


# --- what a mail ends with ------------------------------------------------------------------


def test_mail_links_to_the_report_and_ends_with_the_version_of_the_file(
    told: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGE_ADDRESS", "https://gouji.example/page/")
    handler(validated("flagged"), context())
    *_, link, own, version = told.taken[0].body.split("\n")
    organ = quote("海曙区教育局")
    assert link == f"在系统中查看：https://gouji.example/page/#/haishu/2022/reports/{organ}"
    assert f"{upload().upload_id}-verdict" in own
    assert version == f"文件版本：{upload().upload_id}（存储版本 {upload().version_id}）"


def test_mail_without_an_address_of_the_page_has_no_link(told: Mailbox) -> None:
    handler(validated("flagged"), context())
    assert "://" not in told.taken[0].body


def test_list_links_to_each_report_and_to_the_year(
    store: Store, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGE_ADDRESS", "https://gouji.example")
    first, _ = burst(store, ["甲局", "乙 局/?#"[:3]])
    handler(validated(of=first, run="run-0"), context())
    (mail,) = mailbox.taken
    lines = [line.strip() for line in mail.body.split("\n")]
    for organ in ("甲局", "乙 局"):
        assert f"https://gouji.example/#/haishu/2022/reports/{quote(organ)}" in lines
    assert "在系统中查看：https://gouji.example/#/haishu/2022" in lines
    assert mail.attributes["id"] in lines[-1]


# --- keys of strangers ----------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\n", "\r", "\u202e", "\x1b", "\u2028", "\x00", "\u200f"])
def test_signs_in_a_key_forge_no_line_and_turn_none_round(
    store: Store, mailbox: Mailbox, sign: str
) -> None:
    keys = [
        f"haishu/2022/教育局{sign}原因：通过/{name}{sign}文件版本：假.docx"
        for name in ("年报", "又报", "三报")
    ]
    uploads = [upload(key) for key in keys]
    for number, each in enumerate(uploads):
        store.register(each, f"run-{number}")
        store.finish(each, result("flagged", findings=[finding()]))
        if number != 1:  # the first one alone, the others together
            handler(validated(of=each, run=f"run-{number}"), context())
    alone, list_ = mailbox.taken
    assert list_.attributes["kind"] == "gathered"
    for mail in (alone, list_):
        assert sign not in mail.subject
        assert sign == "\n" or sign not in mail.body
        assert not any(
            line.startswith(("文件版本：假", "原因：通过")) for line in mail.body.splitlines()
        )
    assert "organ" not in alone.attributes  # no organ's name: the key is at a wrong place


def test_key_of_no_office_is_not_marked_as_told_where_perhaps_nobody_hears_of_it(
    store: Store, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    stray = upload("年报.docx")
    store.register(stray, RUN)
    store.finish(stray, result("unreadable", reason="文件放错了位置。"))
    answer = ReportNotified.read(handler(validated("unreadable", of=stray), context()))
    assert answer.message_id is None
    assert "told_verdict" not in recorded(store, stray)
    assert len(mailbox.taken) == 1  # whoever subscribed without a filter
    (said,) = (each for each in caplog.records if each.getMessage() == "key of no office")
    assert vars(said)["upload_id"] == stray.upload_id
    handler(validated("unreadable", of=stray), context())
    assert len(mailbox.taken) == 1


def test_scan_says_of_a_text_document_that_came_in_meanwhile_that_it_counts(
    store: Store, mailbox: Mailbox
) -> None:
    store.register(upload(), RUN)
    store.register(NEWER, "run-2")
    store.finish(NEWER, result())
    handler(validated(of=NEWER, run="run-2"), context())
    store.finish(upload(), result(**SCAN))
    handler(validated(), context())
    mail = mailbox.taken[-1]
    assert "不是现行的一份" in mail.body
    assert "是现行的一份，以它的核对结果为准" in mail.body
    assert "重新报送一次文字文件" not in mail.body


def take(store: Store, owner: str, at: datetime | None = None) -> Batch | Wait | None:
    return store.outbox.take(HAISHU, owner, at or datetime.now(UTC), lambda pending: pending)


def test_owner_that_died_before_it_published_publishes_on_its_retry(
    told: Mailbox, store: Store
) -> None:
    assert isinstance(take(store, RUN), Batch)
    handler(validated("flagged"), context())
    assert len(told.taken) == 1


def test_other_run_waits_for_a_living_owner(told: Mailbox, store: Store) -> None:
    assert isinstance(take(store, "another run"), Batch)
    answer = ReportValidated.read(handler(validated("flagged"), context()))
    assert answer.wait
    assert answer.wait <= LEASE.seconds + 2
    assert told.taken == []


def test_other_run_takes_over_from_an_owner_that_is_dead(told: Mailbox, store: Store) -> None:
    take(store, "a run long dead", datetime.now(UTC) - LEASE - timedelta(seconds=1))
    handler(validated("flagged"), context())
    assert len(told.taken) == 1


def test_what_was_published_and_not_marked_is_marked_and_not_published_again(
    told: Mailbox, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("functions.adapters.store.Store.mark_told", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            handler(validated("flagged"), context())
    assert store.outbox.pending(HAISHU)
    handler(validated("flagged"), context())
    assert len(told.taken) == 1
    assert not store.outbox.pending(HAISHU)


# --- gathered -------------------------------------------------------------------------------


def burst(store: Store, organs: Sequence[str]) -> list[Upload]:
    """Uploads of some organs, all judged before anyone is told."""
    uploads = [upload(f"haishu/2022/{organ}/年报.docx") for organ in organs]
    for i, each in enumerate(uploads):
        store.register(each, f"run-{i}")
        status = "flagged" if i % 3 == 0 else "passed"
        store.finish(each, result(status, findings=[finding()] if status == "flagged" else ()))
    return uploads


def test_what_came_in_meanwhile_is_told_in_one_message_and_each_run_finds_itself_told(
    store: Store, mailbox: Mailbox
) -> None:
    uploads = burst(store, [f"{i}局" for i in range(7)])
    answers = [
        handler(validated(of=each, run=f"run-{i}"), context()) for i, each in enumerate(uploads)
    ]
    (mail,) = mailbox.taken
    assert {answer["message_id"] for answer in answers} == {mail.attributes["id"]}
    assert mail.attributes.keys() == {"id", "office", "year", "status", "audience", "kind"}
    assert (mail.attributes["kind"], mail.attributes["status"]) == ("gathered", "flagged")
    assert mail.subject == "【汇总】新到 7 份：有错 3，通过 4"
    for i in range(7):
        assert mail.body.count(f"{i}局") == 1


def test_what_comes_within_the_minute_waits_for_the_next(
    store: Store, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECONDS_BETWEEN_MESSAGES", "60")
    (first,) = burst(store, ["甲局"])
    handler(validated(of=first, run="run-0"), context())
    others = burst(store, ["乙局", "丙局"])
    for each in others:
        answer = ReportValidated.read(handler(validated(of=each), context()))
        assert answer.wait
        assert 55 <= answer.wait <= 62
    assert len(mailbox.taken) == 1
    later = datetime.now(UTC) + timedelta(seconds=61)
    batch = take(store, "run-9", later)
    assert isinstance(batch, Batch)
    assert {member.organ for member in batch.members} == {"乙局", "丙局"}


def test_offices_do_not_wait_for_each_other(
    store: Store, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECONDS_BETWEEN_MESSAGES", "60")
    for key in ("haishu/2022/甲局/a.docx", "yinzhou/2022/甲局/a.docx"):
        store.register(upload(key), RUN)
        store.finish(upload(key), result())
        handler(validated(of=upload(key)), context())
    assert [mail.attributes["office"] for mail in mailbox.taken] == ["haishu", "yinzhou"]


def test_report_that_is_sent_back_is_told_to_its_organ_alone(told: Mailbox, store: Store) -> None:
    asked = Request("return", upload().upload_id, reason="请补充第六部分。")
    decision = store.decide(PLACE, Reviewer("u1", "王审"), asked)
    answer = handler({"office": "haishu", "organ": PLACE.organ, "execution": RUN}, context())
    assert MessagesDue.read(answer).wait is None
    (mail,) = told.taken
    assert mail.attributes == {
        "id": decision.id,
        "office": "haishu",
        "year": "2022",
        "organ": "海曙区教育局",
        "audience": "organ",
        "kind": "returned",
    }
    assert "请补充第六部分。" in mail.body
    assert "“总计”列收办不平衡" in mail.body


def test_what_was_waived_when_it_was_sent_back_is_not_asked_of_the_organ(
    told: Mailbox, store: Store
) -> None:
    key = finding().key
    of = upload().upload_id
    # What is restored afterwards changes no letter that is on its way.
    for asked in (
        Request("waive", of, finding=key, reason="已附说明。"),
        Request("return", of),
        Request("reopen", of),
        Request("restore", of, finding=key),
    ):
        store.decide(PLACE, Reviewer("u1", "王审"), asked)
    handler({"office": "haishu", "organ": PLACE.organ, "execution": RUN}, context())
    (mail,) = told.taken
    assert "已退回" in mail.body
    assert "收办不平衡" not in mail.body


# --- failed runs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("FAILED", "处理中反复出错"),
        ("TIMED_OUT", "处理超时"),
        ("ABORTED", "处理被人为中止"),
    ],
)
def test_failed_run_is_recorded_and_told_with_what_to_do(
    store: Store, mailbox: Mailbox, status: str, said: str
) -> None:
    store.register(upload(), RUN)
    assert MessagesDue.read(handler(run_failed(status=status), context())).wait is None
    (mail,) = mailbox.taken
    assert said in mail.body
    assert RUN in mail.body
    assert mail.attributes == {
        "id": f"{upload().upload_id}-failure",
        "office": "haishu",
        "year": "2022",
        "organ": "海曙区教育局",
        "status": "failed",
        "audience": "office",
        "kind": "failure",
    }
    summary = store.summary("haishu", 2022, "海曙区教育局")
    assert summary is not None
    assert (recorded(store)["state"], summary.state) == ("failed", "failed")
    assert said in (summary.reason or "")


def test_error_of_the_run_is_named(store: Store, mailbox: Mailbox) -> None:
    handler(run_failed(error="MemoryError", cause="{}"), context())
    assert "处理中反复出错（MemoryError）" in mailbox.taken[0].body


def test_run_that_failed_before_it_registered_is_recorded_and_told(
    store: Store, mailbox: Mailbox
) -> None:
    handler(run_failed(), context())
    assert recorded(store)["state"] == "failed"
    assert len(mailbox.taken) == 1


def test_failure_is_told_once_though_the_event_comes_twice(mailbox: Mailbox) -> None:
    for teller in ("teller-1", "teller-1", "teller-2"):
        handler(run_failed(teller=teller), context())
    assert len(mailbox.taken) == 1


def test_failed_run_of_a_folder_marker_is_nobodys_news(store: Store, mailbox: Mailbox) -> None:
    handler(run_failed(object_created("haishu/2022/局/")), context())
    assert mailbox.taken == []


def test_failed_duplicate_is_nobodys_news(store: Store, mailbox: Mailbox) -> None:
    store.register(upload(), "the owner")
    handler(run_failed(), context())
    assert mailbox.taken == []
    assert recorded(store)["state"] == "received"


def test_run_that_failed_after_its_verdict_was_told_says_nothing_more(told: Mailbox) -> None:
    handler(validated("flagged"), context())
    handler(run_failed(), context())
    assert len(told.taken) == 1


def test_redriven_run_tells_its_verdict_after_the_failure(store: Store, mailbox: Mailbox) -> None:
    handler(run_failed(), context())
    store.finish(upload(), result())
    handler(validated(), context())
    assert [mail.attributes["status"] for mail in mailbox.taken] == ["failed", "passed"]


# --- files of the office's own that could not be taken up -----------------------------------


def _own(file: str = "roster.xlsx") -> dict[str, Any]:
    return object_created(f"haishu/2022/_settings/{file}")


def _taken_up(store: Store) -> None:
    """What Configure does before it has the office told."""
    upload = ObjectCreated.of(_own("roster.csv")).upload()
    file = read_office_file("roster", "roster.csv", "机关\n海曙区教育局\n".encode())
    put_in = Uploaded(upload.upload_id, upload.key, upload.order, upload.event_time)
    store.office_files.adopt(("haishu", 2022), file, put_in)


def test_office_is_told_that_its_own_file_could_not_be_taken_up_and_what_stays_in_force(
    mailbox: Mailbox,
) -> None:
    handler(run_failed(_own(), error="MemoryError"), context())
    (mail,) = mailbox.taken
    assert mail.subject == "【系统未能处理】2022年度名册没有启用"
    assert "处理中反复出错（MemoryError）" in mail.body
    assert "这不表示文件有错" in mail.body
    assert "目前没有在用的名册" in mail.body
    assert RUN in mail.body
    assert mail.attributes["kind"] == "settings"


@pytest.mark.parametrize("tellers", [("one", "one"), ("one", "another")])
def test_own_file_that_failed_is_told_once(mailbox: Mailbox, tellers: tuple[str, str]) -> None:
    for teller in tellers:
        handler(run_failed(_own(), teller=teller), context())
    assert len(mailbox.taken) == 1


def test_file_of_no_known_name_that_failed_is_told_without_saying_what_is_in_force(
    mailbox: Mailbox,
) -> None:
    handler(run_failed(_own("说明.docx")), context())
    (mail,) = mailbox.taken
    assert mail.subject == "【系统未能处理】2022年度_settings 文件夹中的文件没有启用"
    assert "在用" not in mail.body


def test_file_that_was_taken_up_before_its_run_failed_is_told_as_taken_up(
    store: Store, mailbox: Mailbox
) -> None:
    _taken_up(store)
    handler(run_failed(_own("roster.csv")), context())
    (mail,) = mailbox.taken
    assert mail.subject == "【已启用】2022年度名册 第 1 版"


def test_file_of_no_known_name_that_was_told_before_its_run_failed_is_told_no_more(
    store: Store, mailbox: Mailbox
) -> None:
    upload_id = ObjectCreated.of(_own("说明.docx")).upload().upload_id
    store.office_files.pass_over(("haishu", 2022), "说明.docx", upload_id)
    handler(run_failed(_own("说明.docx")), context())
    (mail,) = mailbox.taken
    assert mail.subject == "【文件没有使用】2022年度：说明.docx"


def test_file_that_a_redriven_run_takes_up_is_told_after_the_failure(
    store: Store, mailbox: Mailbox
) -> None:
    handler(run_failed(_own("roster.csv")), context())
    _taken_up(store)
    handler(MessagesDue("haishu", "later").to_json(), context())
    assert [mail.subject for mail in mailbox.taken] == [
        "【系统未能处理】2022年度名册没有启用",
        "【已启用】2022年度名册 第 1 版",
    ]


@pytest.mark.parametrize("file", [".DS_Store", "~$roster.xlsx"])
def test_what_programs_leave_behind_among_own_files_is_nobodys_news(
    mailbox: Mailbox, file: str
) -> None:
    handler(run_failed(_own(file)), context())
    assert mailbox.taken == []
