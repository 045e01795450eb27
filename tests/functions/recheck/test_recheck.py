"""Judged again, state by state: what changed, once; whatever is repeated, killed or comes in between."""

from __future__ import annotations

import contextlib
import json
import zlib
from typing import Any

import boto3
import pytest
from boto3.dynamodb.types import Binary
from botocore.exceptions import ClientError
from msgspec.structs import replace

from functions.adapters import judging
from functions.adapters.documents import document_key, store_document
from functions.adapters.messages import Upload
from functions.adapters.store import Address, Store
from functions.adapters.store.results import Stored
from functions.adapters.store.table import Table
from functions.recheck import handler as recheck
from functions.recheck.handler import Unfinished, handler
from functions.validate import handler as validate
from gouji.codec import decode
from gouji.judging import judge as judging_of_reports
from gouji.judging.peers import among
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from gouji.wording.mail import Mail
from tests.functions.builders import DOCUMENTS, TABLE, context, s3, upload
from tests.functions.validate.test_validate import FIGURES, own_file, with_figures

pytestmark = pytest.mark.usefixtures("aws")

PLACE = Key("haishu", 2022, "海曙区教育局")
NEWER = upload(version="v2", sequencer="0055AED6DCD90281E6", at="2023-01-21T08:00:00Z")
OTHERS = "海曙区财政局"  # whose name the report has: KEY-02 is broken


def validated(store: Store, of: Upload | None = None, organ: str = OTHERS) -> Upload:
    of = of or upload()
    store.register(of, "run-1")
    report = replace(with_figures(FIGURES), organ=organ)
    document = store_document(DOCUMENTS, of.upload_id, report)
    validate.handler(
        {"upload": of.to_json(), "execution": "run-1", "document": document}, context()
    )
    return of


def office_says(**said: Any) -> None:
    own_file("rules.json", json.dumps(said))


def listed(name: str = "r1", **about: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    request = {"id": name, "office": "haishu", "year": 2022, "organ": None, "reason": "settings"}
    answer = handler(request | about, context())
    body = s3().get_object(Bucket=answer["bucket"], Key=answer["list"])["Body"].read()
    return answer, json.loads(body)


def run(name: str = "r1", **about: Any) -> dict[str, Any]:
    """What the state machine does."""
    answer, due = listed(name, **about)
    for each in due:
        assert handler(each, context()) == {}
    return handler(answer, context())


def mails(store: Store) -> list[Mail]:
    pending = store.outbox.pending(Address("haishu"))
    return [decode((p.about or "").encode(), Mail) for p in pending if p.kind == "recheck"]


def rules(store: Store, of: Upload | None = None) -> set[str]:
    result = store.result((of or upload()).upload_id)
    assert result
    return {finding.rule for finding in result.findings}


def test_verdict_that_is_what_it_was_is_neither_written_nor_told(store: Store) -> None:
    validated(store)
    before = store.upload(upload())
    assert run() == {"recheck": "r1", "state": "done", "changed": 0}
    assert store.upload(upload()) == before
    assert mails(store) == []


def test_verdict_that_is_what_it_was_is_not_even_decoded(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    validated(store)
    with monkeypatch.context() as patch:
        patch.setattr(Stored, "result", property(lambda _: pytest.fail("decoded")))
        assert run() == {"recheck": "r1", "state": "done", "changed": 0}


def test_verdict_that_is_what_it_was_in_other_bytes_is_neither_written_nor_told(
    store: Store,
) -> None:
    validated(store)
    table = boto3.resource("dynamodb").Table(TABLE)
    key = {"pk": f"UPLOAD#{upload().upload_id}", "sk": "RESULT"}

    def body() -> bytes:
        found = table.get_item(Key=key)["Item"]["body"]
        assert isinstance(found, Binary)
        return bytes(found.value)

    spaced = zlib.compress(json.dumps(json.loads(zlib.decompress(body())), indent=1).encode())
    table.put_item(Item={**key, "body": spaced})
    assert run() == {"recheck": "r1", "state": "done", "changed": 0}
    assert body() == spaced
    assert mails(store) == []


def test_what_the_office_switches_off_is_told_as_gone_and_once(store: Store) -> None:
    validated(store)
    office_says(off=["KEY-02"])
    assert run()["changed"] == 1
    assert run()["changed"] == 1
    assert "KEY-02" not in rules(store)
    (mail,) = mails(store)
    assert "规则已停用 1 处：KEY-02" in mail.body
    assert "由“需要修改”变为“通过”" in mail.body
    office_says()
    assert run("r2")["changed"] == 1
    assert "新增 1 处：KEY-02" in mails(store)[1].body


def test_roster_that_comes_later_gives_the_report_its_name(store: Store) -> None:
    validated(store)
    own_file("roster.csv", f"机关,简称\n海曙区教育局,{OTHERS}\n")
    assert run(reason="roster")["changed"] == 1
    assert "KEY-02" not in rules(store)
    assert "名册有变" in mails(store)[0].body


@pytest.mark.parametrize("killed_at", range(1, 8))
def test_killed_at_any_write_and_started_again_ends_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    """Half of the kills come after the write."""
    validated(store)
    office_says(off=["KEY-02"])
    write, calls = Table.write, 0

    def killed(self: Table, writes: Any) -> set[int]:
        nonlocal calls
        calls += 1
        if calls == (killed_at + 1) // 2:
            if killed_at % 2:
                write(self, writes)
            raise RuntimeError("killed")
        return write(self, writes)

    with monkeypatch.context() as patch:
        patch.setattr(Table, "write", killed)
        with contextlib.suppress(RuntimeError):
            run()
    assert run()["changed"] == 1
    assert len(mails(store)) == 1
    assert "KEY-02" not in rules(store)


def test_two_runs_of_one_recheck_at_once_tell_once(store: Store) -> None:
    validated(store)
    office_says(off=["KEY-02"])
    (one, due), (other, _) = listed(), listed()
    for each in (*due, *due):
        handler(each, context())
    assert handler(one, context()) == handler(other, context())
    assert len(mails(store)) == 1


def test_settings_that_change_while_it_is_judged_count(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recheck that read the settings before must not overwrite what a later one judged by the new ones."""
    validated(store)
    office_says(off=["KEY-02"])
    _, (due,) = listed("r1")
    judge = judging_of_reports.judgement
    done: list[object] = []

    def meanwhile(*args: Any) -> Any:
        verdict = judge(*args)
        if not done:
            done.append(True)
            office_says()
            run("r2")
        return verdict

    monkeypatch.setattr(judging, "judgement", meanwhile)
    handler(due, context())
    assert "KEY-02" in rules(store)


def test_newer_upload_in_between_wins_and_the_old_one_is_passed_by(store: Store) -> None:
    validated(store)
    office_says(off=["KEY-02"])
    answer, (due,) = listed()
    newer = validated(store, NEWER, organ="海曙区教育局")
    assert handler(due, context()) == {}
    assert handler(answer, context())["changed"] == 0
    summary = store.summary(PLACE.office, PLACE.year, PLACE.organ)
    assert summary
    assert summary.upload_id == newer.upload_id
    assert "KEY-02" in rules(store)  # history keeps what was said then


def test_accepted_upload_is_judged_beside_its_correction_and_stays_accepted(store: Store) -> None:
    validated(store)
    by = Reviewer("u1", "甲")
    store.decide(PLACE, by, Request(action="accept", upload_id=upload().upload_id))
    validated(store, NEWER)
    office_says(off=["KEY-02"])
    _, due = listed()
    assert {each["upload_id"] for each in due} == {upload().upload_id, NEWER.upload_id}
    assert run()["changed"] == 2
    record = store.record(PLACE)
    assert record
    assert (record.standing, record.accepted) == ("correction", upload().upload_id)
    assert len(store.life(PLACE).decisions) == 1


def test_upload_without_a_verdict_and_unreadable_files_are_passed_by(store: Store) -> None:
    store.register(upload(), "run-1")
    assert run()["changed"] == 0
    refused = {"Error": "UnreadableReport", "Cause": "打不开"}
    validate.handler(
        {"upload": upload().to_json(), "execution": "run-1", "error": refused}, context()
    )
    assert run("r2")["changed"] == 0


def test_document_of_an_older_shape_is_read_again_first(store: Store) -> None:
    validated(store)
    s3().put_object(Bucket=DOCUMENTS, Key=document_key(upload().upload_id), Body=b'{"old": 1}')
    _, (due,) = listed()
    answer = handler(due, context())
    assert answer["upload"] == upload().to_json()
    error = {"Error": "UnreadableReport", "Cause": "打不开"}
    assert handler(answer | {"error": error}, context()) == {}
    result = store.result(upload().upload_id)
    assert result
    assert (result.status, result.reason) == ("unreadable", "打不开")


def test_finish_refuses_to_say_done_where_something_is_left(store: Store) -> None:
    validated(store)
    answer, _ = listed()
    with pytest.raises(Unfinished):
        handler(answer, context())
    item = store.rechecks.get("r1")
    assert item
    assert item.state == "running"


def test_conflict_with_a_decision_is_judged_again_and_both_stand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    validated(store)
    office_says(off=["KEY-02"])
    _, (due,) = listed()
    judge = judging_of_reports.judgement
    done: list[object] = []

    def meanwhile(*args: Any) -> Any:
        if not done:
            done.append(True)
            accept = Request(action="accept", upload_id=upload().upload_id)
            store.decide(PLACE, Reviewer("u1"), accept)
        return judge(*args)

    monkeypatch.setattr(judging, "judgement", meanwhile)
    handler(due, context())
    record = store.record(PLACE)
    assert record
    assert record.standing == "accepted"
    assert "KEY-02" not in rules(store)


def test_throttled_judgement_is_raised_to_be_retried(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    validated(store)
    _, (due,) = listed()

    def throttled(*_: Any) -> Any:
        error = {"Error": {"Code": "ProvisionedThroughputExceededException"}}
        raise ClientError(error, "TransactWriteItems")  # type: ignore[arg-type]  # more than its stub knows

    with monkeypatch.context() as patch:
        patch.setattr(Table, "write", throttled)
        with pytest.raises(ClientError):
            handler(due, context())
    assert handler(due, context()) == {}


def test_stopped_recheck_is_told_once_and_is_failed(store: Store) -> None:
    validated(store)
    request = {"id": "r1", "office": "haishu", "year": 2022, "reason": "settings"}
    detail = {"status": "TIMED_OUT", "input": json.dumps(request), "executionArn": "arn:r1"}
    for _ in range(2):
        assert handler({"detail": detail}, context())["state"] == "failed"
    (mail,) = mails(store)
    assert "未能全部完成" in mail.subject
    assert run()["state"] == "done"


def test_recheck_that_stopped_ends_where_its_run_goes_on_from_the_last_state(store: Store) -> None:
    """AWS redrives a run from the state that failed: List, which begins a recheck, is not called again."""
    validated(store)
    request = {"id": "r1", "office": "haishu", "year": 2022, "reason": "settings"}
    answer, due = listed()
    for each in due:
        handler(each, context())
    detail = {"status": "FAILED", "input": json.dumps(request), "executionArn": "arn:r1"}
    handler({"detail": detail}, context())
    assert handler(answer, context())["state"] == "done"
    item = store.rechecks.get("r1")
    assert item
    assert (item.state, item.cause) == ("done", None)
    handler({"detail": detail}, context())  # a notice that was under way for longer than all that
    item = store.rechecks.get("r1")
    assert item
    assert item.state == "done"


def test_others_are_fetched_and_arranged_once_for_all_reports_of_a_run(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    organs = ("海曙区教育局", "海曙区水利局", "海曙区民政局")
    for n, organ in enumerate(organs):
        of = upload(f"haishu/2022/{organ}/年报.docx", version=f"v{n}")
        validated(store, of, organ)
    arranged: list[int] = []

    def counted(roster: Any, current: Any, last: Any) -> Any:
        arranged.append(len(current))
        return among(roster, current, last)

    monkeypatch.setattr("functions.adapters.judging.among", counted)
    own_file("roster.csv", "机关\n" + "\n".join(organs))
    assert run()["state"] == "done"
    assert arranged == [3]


def test_sketches_of_the_year_are_fetched_once_a_run(store: Store) -> None:
    first = recheck.judging_of("r1", "1")
    assert recheck.judging_of("r1", "1") is first
    assert recheck.judging_of("r1", "2") is not first


# --- what follows where files were read again -------------------------------------------------

LAST = upload("haishu/2021/海曙区教育局/年报.docx", version="v0", at="2022-01-20T08:00:00Z")


def read_again(name: str = "r1", **about: Any) -> dict[str, Any]:
    """What the state machine does where last year's files are read again, with the same reading."""
    answer, due = listed(name, year=2021, reason="requested", read=True, **about)
    for each in due:
        reading = handler(each, context())
        assert reading["upload"]["upload_id"] == each["upload_id"]
        assert handler(reading, context()) == {}
    return handler(answer, context())


def test_reading_last_years_report_again_has_this_years_judged_again(store: Store) -> None:
    validated(store, LAST)
    validated(store)
    follows = read_again()["next"]
    assert (follows["year"], follows["organ"]) == (2022, PLACE.organ)
    assert (follows["reason"], follows["read"]) == ("previous", False)
    _, (due,) = listed(**{name: follows[name] for name in ("year", "organ", "reason")}, name="r2")
    assert due["upload_id"] == upload().upload_id


def test_what_follows_is_the_same_however_often_the_run_is_repeated(store: Store) -> None:
    validated(store, LAST)
    validated(store)
    first = read_again()
    answer, due = listed("r1", year=2021, reason="requested", read=True)
    assert due == []
    assert handler(answer, context()) == first


def test_years_of_many_organs_follow_as_one(store: Store) -> None:
    for organ in ("甲局", "乙局"):
        validated(store, upload(f"haishu/2021/{organ}/年报.docx", version=f"{organ}1"))
        validated(store, upload(f"haishu/2022/{organ}/年报.docx", version=f"{organ}2"))
    assert read_again()["next"]["organ"] is None


def test_organ_that_handed_in_under_another_name_is_found_by_the_roster(store: Store) -> None:
    own_file("roster.csv", "机关,简称\n海曙区教育局,海曙区教体局\n")
    validated(store, upload("haishu/2021/海曙区教体局/年报.docx", version="v0"))
    validated(store)
    assert read_again()["next"]["organ"] == PLACE.organ


def test_nothing_follows_where_nothing_was_read_or_there_is_no_next_year(store: Store) -> None:
    validated(store, LAST)
    assert "next" not in read_again()
    validated(store)
    assert "next" not in run("r2", year=2021)


def test_document_of_an_older_shape_that_was_read_again_is_followed_as_well(store: Store) -> None:
    validated(store, LAST)
    validated(store)
    s3().put_object(Bucket=DOCUMENTS, Key=document_key(LAST.upload_id), Body=b'{"old": 1}')
    answer, (due,) = listed(year=2021)
    reading = handler(due, context())
    store_document(DOCUMENTS, LAST.upload_id, replace(with_figures(FIGURES), year=2021))
    handler(reading, context())
    assert handler(answer, context())["next"]["organ"] == PLACE.organ


def test_run_that_stops_in_what_follows_is_told_of_that_year(store: Store) -> None:
    validated(store, LAST)
    validated(store)
    follows = read_again()["next"]
    handler(follows, context())
    request = {"id": "r1", "office": "haishu", "year": 2021, "reason": "requested", "read": True}
    detail = {"status": "FAILED", "input": json.dumps(request), "executionArn": "arn:r1"}
    for _ in range(2):
        handler({"detail": detail}, context())
    first, second = store.rechecks.get("r1"), store.rechecks.get(follows["id"])
    assert first
    assert second
    assert (first.state, second.state) == ("done", "failed")
    (mail,) = mails(store)
    assert "2022年度：未能全部完成" in mail.subject


# --- what was stored is gone ----------------------------------------------------------------------


def _spoil(how: str, of: Upload) -> None:
    """What was stored of a verdict is gone, or is what a release wrote that has another shape."""
    table = boto3.resource("dynamodb").Table(TABLE)
    key = {"pk": f"UPLOAD#{of.upload_id}", "sk": "RESULT"}
    if how == "gone":
        table.delete_item(Key=key)
    else:
        body = zlib.compress(b'{"verdict": "passed"}')
        table.put_item(Item={**key, "body": body})


SPOILT = pytest.mark.parametrize("how", ["gone", "earlier"])


@SPOILT
def test_verdict_that_is_gone_is_judged_and_stored_anew_and_told_once(
    store: Store, how: str
) -> None:
    validated(store)
    before = store.upload(upload())
    _spoil(how, upload())
    for _ in range(2):
        assert run(reason="requested") == {"recheck": "r1", "state": "done", "changed": 1}
    assert rules(store) == {"KEY-02"}
    after = store.upload(upload())
    assert before
    assert after
    assert replace(after, finished_at=before.finished_at) == before
    (mail,) = mails(store)
    assert "能与原先比较的都没有因此改变" in mail.body
    assert "另有 1 份报告原先保存的结果已经缺失" in mail.body
    assert "   海曙区教育局：需要修改" in mail.body
    assert "补上 1 份报告缺失的结果" in mail.subject
    assert "新增" not in mail.body
    # The next one finds what it compares with.
    assert run("r2")["changed"] == 0


@SPOILT
def test_verdict_that_is_gone_holds_up_no_other(store: Store, how: str) -> None:
    validated(store)
    other = upload("haishu/2022/海曙区财政局/年报.docx")
    validated(store, other, organ="海曙区教育局")
    _spoil(how, upload())
    office_says(off=["KEY-02"])
    assert run()["changed"] == 2
    assert "KEY-02" not in rules(store) | rules(store, other)
    (mail,) = mails(store)
    assert "其中 1 份的结果有变" in mail.body
    compared, _, restored = mail.body.partition("缺失")
    assert "1. 海曙区财政局：" in compared
    assert "规则已停用 1 处：KEY-02" in compared
    assert "   海曙区教育局：" in restored
    assert "海曙区教育局：" not in compared
    assert "1 份报告的结果有变" in mail.subject


@SPOILT
def test_of_a_file_that_is_no_report_it_is_read_again(store: Store, how: str) -> None:
    error = {"Error": "UnreadableReport", "Cause": "打不开"}
    store.register(upload(), "run-1")
    validate.handler(
        {"upload": upload().to_json(), "execution": "run-1", "error": error}, context()
    )
    _spoil(how, upload())
    answer, (due,) = listed()
    reading = handler(due, context())
    assert reading["upload"] == upload().to_json()
    assert handler(reading | {"error": error}, context()) == {}
    assert handler(answer, context())["changed"] == 1
    result = store.result(upload().upload_id)
    assert result
    assert (result.status, result.reason) == ("unreadable", "打不开")
    assert "   海曙区教育局：无法读取" in mails(store)[0].body


@SPOILT
def test_accepted_report_whose_verdict_is_gone_stays_accepted(store: Store, how: str) -> None:
    validated(store)
    store.decide(PLACE, Reviewer("u1"), Request(action="accept", upload_id=upload().upload_id))
    _spoil(how, upload())
    assert run()["changed"] == 1
    record = store.record(PLACE)
    assert record
    assert (record.standing, record.accepted) == ("accepted", upload().upload_id)
    assert rules(store) == {"KEY-02"}
