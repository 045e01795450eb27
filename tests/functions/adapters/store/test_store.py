from __future__ import annotations

import zlib
from hashlib import sha256
from typing import Any
from uuid import UUID

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from functions.adapters import clients
from functions.adapters.messages import Upload
from functions.adapters.store import Address, FiguresItem, Store
from functions.adapters.store.items import unpacked
from functions.adapters.store.lives import Lives
from functions.adapters.store.store import Unregistered
from gouji.facts.reasons import Missing
from gouji.verdict import Unassessed
from tests.functions.builders import TABLE, finding, result, stored, upload

OLD = upload(version="v1", sequencer="0055AED6DCD90281E5", at="2023-01-20T08:00:00Z")
NEW = upload(version="v2", sequencer="0055AED6DCD90281E6", at="2023-01-20T09:00:00Z")
OTHER_KEY = "haishu/2022/海曙区教育局/改.txt"


def current(store: Store, of: Upload = OLD) -> dict[str, Any]:
    assert of.office
    assert of.year
    assert of.organ
    found = store.summary(of.office, of.year, of.organ)
    assert found is not None
    return stored(found)


def recorded(store: Store, of: Upload) -> dict[str, Any]:
    found = store.upload(of)
    assert found is not None
    return stored(found)


def figures() -> list[dict[str, Any]]:
    year = Store(TABLE).year("haishu", 2022)
    return [stored(item) for item in year if isinstance(item, FiguresItem)]


def cancelled(*codes: str) -> ClientError:
    reasons = [{"Code": code} for code in codes]
    answer = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}
    return ClientError(answer, "TransactWriteItems")  # type: ignore[arg-type]  # other keys than its stub has


def fail_next_write(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """The next transaction raises; those after it are real."""
    client = clients.dynamodb()
    real = client.transact_write_items

    def broken(**_: Any) -> None:
        monkeypatch.setattr(client, "transact_write_items", real)
        raise error

    monkeypatch.setattr(client, "transact_write_items", broken)


# --- register -------------------------------------------------------------------------------


def test_first_execution_owns_an_upload_and_makes_it_current(store: Store) -> None:
    assert store.register(OLD, "run-1")
    assert recorded(store, OLD)["execution"] == "run-1"
    assert (current(store)["upload_id"], current(store)["state"]) == (OLD.upload_id, "received")


def test_second_execution_of_the_same_event_is_not_the_owner(store: Store) -> None:
    store.register(OLD, "run-1")
    assert not store.register(OLD, "run-2")
    assert recorded(store, OLD)["execution"] == "run-1"


def test_retry_of_the_owner_goes_on_and_resets_nothing(store: Store) -> None:
    store.register(OLD, "run-1")
    store.finish(OLD, result())
    assert store.register(OLD, "run-1")
    assert current(store)["state"] == recorded(store, OLD)["state"] == "passed"


def test_newer_upload_takes_over(store: Store) -> None:
    store.register(OLD, "run-1")
    store.finish(OLD, result(findings=[finding()], status="flagged"))
    assert store.register(NEW, "run-2")
    assert (current(store)["upload_id"], current(store)["state"]) == (NEW.upload_id, "received")
    assert "errors" not in current(store)


def test_older_upload_that_arrives_late_is_recorded_and_moves_nothing(store: Store) -> None:
    store.register(NEW, "run-2")
    assert store.register(OLD, "run-1")
    assert current(store)["upload_id"] == NEW.upload_id
    assert recorded(store, OLD)["state"] == "received"


def test_one_key_is_ordered_by_sequencer_even_against_the_clock(store: Store) -> None:
    first = upload(version="a", sequencer="01", at="2023-01-20T09:00:00Z")
    second = upload(version="b", sequencer="02", at="2023-01-20T08:00:00Z")
    store.register(first, "run-1")
    store.register(second, "run-2")
    assert current(store)["upload_id"] == second.upload_id


def test_several_keys_are_ordered_by_event_time_even_against_the_sequencer(store: Store) -> None:
    first = upload(sequencer="02", at="2023-01-20T08:00:00Z")
    second = upload(OTHER_KEY, sequencer="01", at="2023-01-20T09:00:00Z")
    store.register(second, "run-2")
    store.register(first, "run-1")
    assert current(store)["upload_id"] == second.upload_id


@pytest.mark.parametrize("turned", [False, True])
def test_uploads_of_one_second_are_ordered_by_key(store: Store, turned: bool) -> None:
    pair = sorted([upload(), upload(OTHER_KEY)], key=lambda each: each.key)
    for each in reversed(pair) if turned else pair:
        store.register(each, each.key)
    assert current(store)["upload_id"] == pair[1].upload_id


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.permutations(range(4)), serial=st.uuids())
def test_newest_is_current_in_whatever_order_events_arrive(
    store: Store, order: list[int], serial: UUID
) -> None:
    key = f"haishu/2022/{serial}/年报.docx"
    uploads = [
        upload(key, version=f"v{i}", sequencer=f"0{i}", at=f"2023-01-20T08:00:0{i}Z")
        for i in range(4)
    ]
    for i in order:
        assert store.register(uploads[i], f"run-{i}")
    assert current(store, uploads[0])["upload_id"] == uploads[3].upload_id
    found = store.uploads("haishu", 2022, str(serial))
    assert [item.upload_id for item in found] == [each.upload_id for each in reversed(uploads)]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        pytest.param(
            upload(version="a", sequencer="01", at="2023-01-20T09:00:00Z"),
            upload(version="b", sequencer="02", at="2023-01-20T08:00:00Z"),
            id="one key against the clock",
        ),
        pytest.param(
            upload("haishu/2022/海曙区教育局/a.txt", sequencer="02"),
            upload("haishu/2022/海曙区教育局/b.txt", sequencer="01"),
            id="two keys in one second, against the sequencer",
        ),
    ],
)
def test_current_upload_is_listed_first(store: Store, older: Upload, newer: Upload) -> None:
    store.register(older, "run-1")
    store.register(newer, "run-2")
    listed = [item.upload_id for item in store.uploads("haishu", 2022, "海曙区教育局")]
    assert listed == [newer.upload_id, older.upload_id]
    assert current(store)["upload_id"] == listed[0]


def test_misplaced_upload_is_recorded_without_a_summary(store: Store) -> None:
    stray = upload("haishu/年报.docx")
    assert store.register(stray, "run-1")
    assert not store.register(stray, "run-2")
    assert recorded(store, stray)["pk"] == "MISPLACED#haishu"
    assert store.is_current(stray)
    store.finish(stray, result("unreadable", reason="放错了位置"))
    assert recorded(store, stray)["reason"] == "放错了位置"


@pytest.mark.parametrize(
    "codes",
    [
        ("ThrottlingError", "None"),
        ("TransactionConflict", "None"),
        ("ConditionalCheckFailed", "TransactionConflict"),
        ("ProvisionedThroughputExceeded", "ConditionalCheckFailed"),
    ],
)
def test_throttling_and_conflicts_are_raised_and_a_retry_succeeds(
    store: Store, monkeypatch: pytest.MonkeyPatch, codes: tuple[str, ...]
) -> None:
    fail_next_write(monkeypatch, cancelled(*codes))
    with pytest.raises(ClientError):
        store.register(OLD, "run-1")
    assert store.register(OLD, "run-1")


def test_write_whose_answer_was_lost_is_recognised_by_its_owner(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clients.dynamodb()
    real = client.transact_write_items

    def lost(**request: Any) -> None:
        real(**request)
        monkeypatch.setattr(client, "transact_write_items", real)
        raise ConnectionError

    monkeypatch.setattr(client, "transact_write_items", lost)
    with pytest.raises(ConnectionError):
        store.register(OLD, "run-1")
    assert store.register(OLD, "run-1")


# --- finish ---------------------------------------------------------------------------------


def test_verdict_is_written_to_result_upload_summary_and_figures(store: Store) -> None:
    store.register(OLD, "run-1")
    verdict = result(
        "flagged",
        cells={"t2.charges.amount": 0.5},
        marks={"t2.charges.amount": "recognised"},
        findings=[finding(), finding("warning"), finding("error")],
        unassessed=[Unassessed("XY-01", (), "没有上年度报告", Missing(what="previous"))],
    )
    store.finish(OLD, verdict)
    assert store.result(OLD.upload_id) == verdict
    for item in (recorded(store, OLD), current(store)):
        assert {
            name: int(item[name]) for name in ("errors", "warnings", "notes", "unassessed")
        } == {
            "errors": 2,
            "warnings": 1,
            "notes": 0,
            "unassessed": 1,
        }
        assert item["state"] == "flagged"
    (item,) = figures()
    assert unpacked(item["body"], dict) == {
        "cells": {"t2.charges.amount": 0.5},
        "marks": {"t2.charges.amount": "recognised"},
        "units": {},
    }


def test_superseded_upload_gets_its_verdict_and_leaves_the_newer_ones_alone(store: Store) -> None:
    store.register(OLD, "run-1")
    store.register(NEW, "run-2")
    store.finish(NEW, result("passed"))
    store.finish(OLD, result("flagged"))
    assert recorded(store, OLD)["state"] == "flagged"
    assert store.result(OLD.upload_id) == result("flagged")
    assert current(store)["state"] == "passed"
    assert [item["upload_id"] for item in figures()] == [NEW.upload_id]
    assert store.is_current(NEW)
    assert not store.is_current(OLD)


def test_verdict_may_be_stored_twice(store: Store) -> None:
    store.register(OLD, "run-1")
    store.finish(OLD, result("flagged", findings=[finding()]))
    before = (store.result(OLD.upload_id), figures())
    store.finish(OLD, result("flagged", findings=[finding()]))
    assert (store.result(OLD.upload_id), figures()) == before


def test_verdict_by_what_was_known_before_a_newer_upload_leaves_that_one_alone(
    store: Store,
) -> None:
    store.register(OLD, "run-1")
    assert OLD.place
    known = store.known(OLD.place)
    store.register(NEW, "run-2")
    store.finish(OLD, result("flagged"), known=known)
    assert recorded(store, OLD)["state"] == "flagged"
    assert (current(store)["upload_id"], current(store)["state"]) == (NEW.upload_id, "received")
    assert set(store.known(OLD.place).uploads) == {OLD.upload_id, NEW.upload_id}


def test_verdict_by_what_is_known_is_the_same_without_asking_for_it_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.register(OLD, "run-1")
    assert OLD.place
    known = store.known(OLD.place)
    with monkeypatch.context() as patch:
        patch.setattr(Lives, "known", lambda *_: pytest.fail("asked for again"))
        store.finish(OLD, result("flagged"), known=known)
    assert (current(store)["upload_id"], current(store)["state"]) == (OLD.upload_id, "flagged")


def test_what_an_office_gave_and_a_current_upload_come_in_one_request(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.register(OLD, "run-1")
    assert OLD.place
    apart = (
        store.office_files.given(("haishu", 2023)),
        store.summary(OLD.place.office, OLD.place.year, OLD.place.organ),
    )
    asked = clients.dynamodb().batch_get_item
    requests: list[object] = []

    def noted(**request: Any) -> Any:
        requests.append(request)
        return asked(**request)

    monkeypatch.setattr(clients.dynamodb(), "batch_get_item", noted)
    assert store.given("haishu", 2023, OLD.place) == apart
    assert store.given("haishu", 2023, replace(OLD.place, year=2021)) == (apart[0], None)
    assert len(requests) == 2


def test_upload_that_nobody_registered_cannot_be_finished(store: Store) -> None:
    with pytest.raises(Unregistered):
        store.finish(OLD, result())
    assert store.result(OLD.upload_id) is None


def test_throttled_verdict_leaves_nothing_half_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.register(OLD, "run-1")
    fail_next_write(monkeypatch, cancelled("None", "None", "ThrottlingError", "None"))
    with pytest.raises(ClientError):
        store.finish(OLD, result())
    assert (store.result(OLD.upload_id), recorded(store, OLD)["state"]) == (None, "received")
    store.finish(OLD, result())
    assert recorded(store, OLD)["state"] == "passed"


def test_bodies_are_compressed_and_a_full_report_is_far_below_an_items_limit(store: Store) -> None:
    store.register(OLD, "run-1")
    cells = {f"t3.row{i}.column{j}": i * j for i in range(25) for j in range(7)}
    places = {cell: {"text": "12345", "page": 3, "table": 2, "row": 4} for cell in cells}
    store.finish(OLD, result("flagged", cells=cells, places=places, findings=[finding()] * 200))
    item = boto3.client("dynamodb").get_item(
        TableName=TABLE,
        Key={"pk": {"S": f"UPLOAD#{OLD.upload_id}"}, "sk": {"S": "RESULT"}},
    )["Item"]
    body = item["body"]["B"]
    assert len(body) < 20_000 < len(zlib.decompress(body))


# --- fail -----------------------------------------------------------------------------------


def test_failure_is_recorded_on_upload_and_summary_and_is_to_be_told(store: Store) -> None:
    store.register(OLD, "run-1")
    assert store.fail(OLD, "run-1", "处理超时")
    for item in (recorded(store, OLD), current(store)):
        assert (item["state"], item["reason"]) == ("failed", "处理超时")


def test_failure_before_registration_registers(store: Store) -> None:
    assert store.fail(OLD, "run-1", "处理超时")
    assert recorded(store, OLD)["state"] == current(store)["state"] == "failed"


def test_failure_of_a_duplicate_is_not_told_and_changes_nothing(store: Store) -> None:
    store.register(OLD, "run-1")
    assert not store.fail(OLD, "run-2", "处理超时")
    assert recorded(store, OLD)["state"] == "received"


def test_failure_of_a_superseded_upload_leaves_the_summary_alone(store: Store) -> None:
    store.register(OLD, "run-1")
    store.register(NEW, "run-2")
    assert store.fail(OLD, "run-1", "处理超时")
    assert (recorded(store, OLD)["state"], current(store)["state"]) == ("failed", "received")


def test_failure_after_the_verdict_keeps_the_verdict(store: Store) -> None:
    store.register(OLD, "run-1")
    store.finish(OLD, result())
    assert not store.fail(OLD, "run-1", "处理超时")
    assert recorded(store, OLD)["state"] == current(store)["state"] == "passed"
    assert [each.kind for each in store.outbox.pending(Address("haishu"))] == ["verdict"]


def test_failure_of_a_misplaced_upload_is_recorded(store: Store) -> None:
    stray = upload("年报.docx")
    assert store.fail(stray, "run-1", "处理超时")
    assert recorded(store, stray)["state"] == "failed"


def test_redriven_run_replaces_failed_by_its_verdict(store: Store) -> None:
    store.register(OLD, "run-1")
    store.fail(OLD, "run-1", "处理超时")
    store.finish(OLD, result())
    for item in (recorded(store, OLD), current(store)):
        assert item["state"] == "passed"
        assert "reason" not in item


# --- queries --------------------------------------------------------------------------------


def test_summaries_come_page_by_page_in_order_without_the_figures(store: Store) -> None:
    organs = [f"{i}局" for i in range(5)]
    for organ in organs:
        each = upload(f"haishu/2022/{organ}/x.txt")
        store.register(each, "run")
        store.finish(each, result())
    store.register(upload("haishu/2023/别年局/x.txt"), "run")
    store.register(upload("haishu-2/2022/别区局/x.txt"), "run")
    found: list[str] = []
    after: str | None = None
    pages = 0
    while pages == 0 or after:
        page = store.summaries("haishu", 2022, 2, after)
        found += [item.organ for item in page.items]
        after = page.after
        pages += 1
        assert len(page.items) <= 2
    assert found == organs


def test_query_goes_on_past_a_page_of_dynamodb(store: Store) -> None:
    # A page of DynamoDB is 1 MB; figures that hardly compress fill more than one.
    noise = {sha256(str(i).encode()).hexdigest(): i for i in range(3_000)}
    for organ in range(10):
        each = upload(f"haishu/2022/{organ}/x.txt")
        store.register(each, "run")
        store.finish(each, result(cells=noise))
    assert sum(len(item["body"]) for item in figures()) > 1_000_000
    assert len(figures()) == 10
