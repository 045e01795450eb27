"""What happens to a report: written once, in whatever order, whoever writes beside it or dies on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.adapters import clients
from functions.adapters.store import Address, OtherRequest, Repeated, Store, Undecidable
from functions.adapters.store.table import Table
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Deletion, Reviewer
from gouji.season.submission import padded
from tests.functions.builders import finding, result, stored, upload

PLACE = Key("haishu", 2022, "海曙区教育局")
ADDRESS = Address("haishu", PLACE.organ)
WANG, LI = Reviewer("u1", "王审"), Reviewer("u2", "李核")
FIRST = upload(version="v1", sequencer="01", at="2023-01-20T08:00:00Z")
SECOND = upload(version="v2", sequencer="02", at="2023-01-21T08:00:00Z")
Step = Callable[[Store], object]


def accept(upload_id: str = FIRST.upload_id) -> Request:
    return Request("accept", upload_id)


@pytest.fixture
def judged(store: Store) -> Store:
    """One report with a finding."""
    store.register(FIRST, "run-1")
    store.finish(FIRST, result("flagged", findings=[finding()]))
    return store


def standing(store: Store) -> tuple[str, str | None, str | None]:
    record = store.record(PLACE)
    assert record is not None
    return record.standing, record.current, record.accepted


def in_between(monkeypatch: pytest.MonkeyPatch, what: Callable[[], object]) -> None:
    """Have something happen once, between the next transaction's reads and its write."""
    real = Table.write

    def write(self: Table, writes: Any) -> set[int]:
        monkeypatch.setattr(Table, "write", real)
        what()
        return real(self, writes)

    monkeypatch.setattr(Table, "write", write)


# --- decisions ------------------------------------------------------------------------------


def test_decision_is_appended_and_moves_the_standing(judged: Store) -> None:
    decision = judged.decide(PLACE, WANG, accept())
    assert (decision.number, decision.by, decision.action) == (1, WANG, "accept")
    assert standing(judged) == ("accepted", FIRST.upload_id, FIRST.upload_id)
    assert judged.life(PLACE).decisions == [decision]


def test_of_two_reviewers_at_once_one_wins_and_the_other_sees_what_there_is_now(
    judged: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_between(monkeypatch, lambda: judged.decide(PLACE, LI, Request("return", FIRST.upload_id)))
    with pytest.raises(Undecidable) as refused:
        judged.decide(PLACE, WANG, accept())
    assert refused.value.fault == "not_allowed"
    assert refused.value.life.record.may == ("reopen", "withdraw")
    assert [each.by for each in judged.life(PLACE).decisions] == [LI]


def test_decision_about_an_upload_that_is_superseded_meanwhile_is_refused(
    judged: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_between(monkeypatch, lambda: judged.register(SECOND, "run-2"))
    with pytest.raises(Undecidable) as refused:
        judged.decide(PLACE, WANG, accept())
    assert refused.value.fault == "not_current"


def test_same_request_is_carried_out_once_and_gets_the_same_answer(judged: Store) -> None:
    repeated = Repeated("haishu", "u1", "key-1", "digest")
    first = judged.decide(PLACE, WANG, accept(), (), repeated)
    assert judged.decide(PLACE, WANG, accept(), (), repeated) == first
    assert len(judged.life(PLACE).decisions) == 1
    with pytest.raises(OtherRequest):
        judged.decide(PLACE, WANG, accept(), (), Repeated("haishu", "u1", "key-1", "other"))
    # Another's key of the same name is another key.
    with pytest.raises(Undecidable):
        judged.decide(PLACE, LI, accept(), (), Repeated("haishu", "u2", "key-1", "digest"))


def test_decision_whose_answer_was_lost_is_found_again_by_its_key(
    judged: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clients.dynamodb()
    real = client.transact_write_items

    def lost(**request: Any) -> None:
        real(**request)
        monkeypatch.setattr(client, "transact_write_items", real)
        raise ConnectionError

    repeated = Repeated("haishu", "u1", "key-1", "digest")
    monkeypatch.setattr(client, "transact_write_items", lost)
    with pytest.raises(ConnectionError):
        judged.decide(PLACE, WANG, Request("return", FIRST.upload_id), (), repeated)
    judged.decide(PLACE, WANG, Request("return", FIRST.upload_id), (), repeated)
    assert len(judged.life(PLACE).decisions) == 1
    assert len(judged.outbox.pending(ADDRESS)) == 1


def test_only_a_return_is_told_to_the_organ(judged: Store) -> None:
    key = finding().key
    judged.decide(PLACE, WANG, Request("waive", FIRST.upload_id, key, "已核实"))
    judged.decide(PLACE, WANG, accept())
    assert judged.outbox.pending(ADDRESS) == []
    judged.decide(PLACE, WANG, Request("reopen", FIRST.upload_id))
    judged.decide(PLACE, WANG, Request("return", FIRST.upload_id))
    (pending,) = judged.outbox.pending(ADDRESS)
    assert (pending.kind, pending.upload_id) == ("returned", FIRST.upload_id)


# --- figures --------------------------------------------------------------------------------


def figures(store: Store) -> dict[str, str]:
    """Whose figures count: of the current and of the accepted report."""
    found = {}
    for item in store.year("haishu", 2022):
        row = stored(item)
        kind = row["sk"].partition("#")[0]
        if kind in {"CURRENT", "ACCEPTED"}:
            found[kind] = row["upload_id"]
    return found


def test_figures_of_an_accepted_report_stay_beside_those_of_its_correction(judged: Store) -> None:
    judged.decide(PLACE, WANG, accept())
    judged.register(SECOND, "run-2")
    judged.finish(SECOND, result())
    assert standing(judged) == ("correction", SECOND.upload_id, FIRST.upload_id)
    assert figures(judged) == {"CURRENT": SECOND.upload_id, "ACCEPTED": FIRST.upload_id}
    judged.decide(PLACE, WANG, accept(SECOND.upload_id))
    assert figures(judged)["ACCEPTED"] == SECOND.upload_id


def test_figures_of_the_one_before_count_again_once_the_newer_is_taken_back(judged: Store) -> None:
    judged.register(SECOND, "run-2")
    judged.finish(SECOND, result())
    judged.decide(PLACE, WANG, Request("withdraw", SECOND.upload_id))
    assert standing(judged)[:2] == ("to_review", FIRST.upload_id)
    assert figures(judged)["CURRENT"] == FIRST.upload_id
    summary = judged.summary("haishu", 2022, PLACE.organ)
    assert summary is not None
    assert summary.upload_id == FIRST.upload_id


def test_report_that_is_taken_back_leaves_no_summary_and_keeps_its_history(judged: Store) -> None:
    judged.delete(PLACE, Deletion(FIRST.key, padded("09"), "2023-01-22T08:00:00Z"))
    assert standing(judged)[:2] == ("missing", None)
    assert judged.summary("haishu", 2022, PLACE.organ) is None
    assert [item.upload_id for item in judged.uploads("haishu", 2022, PLACE.organ)] == [
        FIRST.upload_id
    ]


# --- order ----------------------------------------------------------------------------------


def _events(key: str) -> list[Step]:
    """A life with two uploads under one key and one under another, a deletion and a failure."""
    one = upload(key + "a.docx", version="v1", sequencer="01", at="2023-01-20T08:00:00Z")
    two = upload(key + "a.docx", version="v2", sequencer="02", at="2023-01-19T08:00:00Z")
    beside = upload(key + "b.docx", version="v3", sequencer="01", at="2023-01-20T07:00:00Z")
    place = one.place
    assert place is not None
    gone = Deletion(two.key, padded("03"), "2023-01-22T08:00:00Z")

    def judge(of: Any, status: str) -> Step:
        def step(store: Store) -> None:
            store.register(of, of.upload_id)
            store.finish(of, result(status, findings=[finding()]))

        return step

    return [
        judge(one, "flagged"),
        judge(two, "passed"),
        lambda store: store.fail(beside, beside.upload_id, "处理超时"),
        lambda store: store.delete(place, gone),
    ]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.permutations(range(4)), again=st.lists(st.integers(0, 3), max_size=3))
def test_end_is_the_same_in_whatever_order_and_however_often_events_come(
    store: Store, order: list[int], again: list[int]
) -> None:
    organ = str(uuid4())
    events = _events(f"haishu/2022/{organ}/")
    for step in (*order, *again):
        events[step](store)
    record = store.record(Key("haishu", 2022, organ))
    assert record is not None
    uploads = store.life(Key("haishu", 2022, organ)).uploads
    told = [(each.key.rsplit("/", 1)[1], each.order, each.state) for each in uploads]
    assert (record.standing, record.errors) == ("to_review", 1)
    assert told == [
        ("b.docx", padded("01"), "failed"),
        ("a.docx", padded("01"), "flagged"),
        ("a.docx", padded("02"), "passed"),  # and taken back
    ]


def test_throttled_event_leaves_nothing_half_written(
    judged: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = standing(judged)

    def throttled(*_: object) -> None:
        raise ClientError({"Error": {"Code": "ThrottlingException"}}, "TransactWriteItems")

    with monkeypatch.context() as broken:
        broken.setattr(Table, "write", throttled)
        with pytest.raises(ClientError):
            judged.decide(PLACE, WANG, Request("return", FIRST.upload_id))
    assert standing(judged) == before
    assert judged.outbox.pending(ADDRESS) == []
    judged.decide(PLACE, WANG, Request("return", FIRST.upload_id))
    assert standing(judged)[0] == "returned"
