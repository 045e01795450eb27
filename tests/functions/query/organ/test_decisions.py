from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from functions.adapters import clients
from functions.adapters.store import Address, Store
from functions.adapters.store.lives import Lives
from gouji.organs import Organ
from gouji.report import Key
from tests.functions.builders import finding, upload
from tests.functions.query.asking import (
    ORGAN,
    READER,
    REPORT,
    REVIEWER,
    YEAR,
    Answer,
    ask,
    reported,
)
from tests.functions.query.conftest import Runs
from tests.functions.runs import Runs as Rechecks

pytestmark = pytest.mark.usefixtures("aws")
PATH = f"{REPORT}/decisions"
FINDING = "0" * 16


def post(body: object, key: str | None = None, claims: Any = REVIEWER, path: str = PATH) -> Answer:
    headers = {"Idempotency-Key": key} if key else {}
    return ask(path, claims, method="POST", body=body, headers=headers)


def known(organ: str = ORGAN) -> Any:
    return ask(f"{YEAR}/reports/{organ}", REVIEWER).body


@pytest.fixture
def current(store: Store) -> str:
    """The upload of a report with one error."""
    return reported(store, status="flagged", findings=[finding()])


# --- one decision ---------------------------------------------------------------------------


def test_decision_is_recorded_with_who_when_and_why(current: str) -> None:
    answer = post({"action": "accept", "upload_id": current, "note": "无误"})
    assert answer.status == 201
    body = answer.body
    assert (body["action"], body["upload_id"], body["note"]) == ("accept", current, "无误")
    assert body["by"] == {"sub": "wang", "name": "王芳"}
    assert body["id"]
    assert body["at"]
    report = known()
    assert (report["standing"], report["decisions"]) == ("accepted", [body])
    assert (report["accepted"], report["may"]) == (current, ["reopen"])


def test_waived_finding_says_by_whom_and_counts_no_more(current: str) -> None:
    body = {"action": "waive", "upload_id": current, "finding": FINDING, "reason": "上年结转"}
    decision = post(body).body
    (found,) = known()["findings"]
    assert found["waived"] == decision
    (item,) = ask(f"{YEAR}/organs").body["items"]
    assert (item["errors"], item["waived"]) == (0, 1)
    post({"action": "restore", "upload_id": current, "finding": FINDING})
    assert known()["findings"][0]["waived"] is None


def test_reader_who_may_not_decide_may_do_nothing(current: str) -> None:
    assert ask(REPORT, READER).body["may"] == []
    assert known()["may"] == ["accept", "return", "withdraw", "waive", "restore"]
    assert post({"action": "accept", "upload_id": current}, claims=READER).status == 403


def test_nobody_decides_without_a_name_to_be_recorded(current: str) -> None:
    nameless = {"offices": "[haishu]", "reviews": "[haishu]"}
    assert post({"action": "accept", "upload_id": current}, claims=nameless).status == 403


def test_decision_about_an_older_upload_is_a_conflict_that_says_what_there_is(
    store: Store, current: str
) -> None:
    newer = reported(store, version="v2", sequencer="0055AED6DCD90281E6")
    answer = post({"action": "accept", "upload_id": current})
    assert (answer.status, answer.type) == (409, "application/problem+json")
    assert answer.body["current"] == newer
    assert answer.body["standing"] == "to_review"
    assert answer.body["may"] == ["accept", "return", "withdraw", "waive", "restore"]
    assert known()["decisions"] == []


def test_decision_that_does_not_fit_is_a_conflict(current: str) -> None:
    post({"action": "accept", "upload_id": current})
    answer = post({"action": "return", "upload_id": current})
    assert (answer.status, answer.body["standing"], answer.body["may"]) == (
        *(409, "accepted", ["reopen"]),
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("{", 400),
        ("\ud83d", 400),
        ([], 422),
        ({}, 422),
        ({"action": "delete", "upload_id": "x"}, 422),
        ({"action": "accept", "upload_id": 1}, 422),
        ({"action": "accept", "upload_id": "x", "by": {"sub": "other"}}, 422),
        ({"action": "accept", "upload_id": "x", "note": "长" * 2001}, 422),
        ({"action": "waive", "upload_id": "x"}, 422),
        ({"action": "waive", "upload_id": "x", "finding": FINDING, "reason": " "}, 422),
        ({"action": "accept", "upload_id": "x", "finding": FINDING}, 422),
        ({"action": "accept", "upload_id": "x"}, 409),
        ("长" * 1_000_001, 413),
    ],
)
def test_request_that_is_none_is_refused_in_chinese_and_changes_nothing(
    current: str, body: object, status: int
) -> None:
    answer = post(body)
    assert (answer.status, answer.type) == (status, "application/problem+json")
    assert any("一" <= character <= "鿿" for character in answer.body["detail"])
    assert known()["decisions"] == []


def test_report_that_nobody_handed_in_is_not_found() -> None:
    assert post({"action": "accept", "upload_id": "x"}).status == 404


def test_report_is_decided_about_under_the_rosters_name(
    store: Store, roster: Callable[..., None], runs: Runs
) -> None:
    roster(Organ(ORGAN, aliases=("教育局",)))
    current = reported(store, "教育局")
    assert post({"action": "return", "upload_id": current}).status == 201
    assert known("教育局")["standing"] == "returned"
    assert set(runs.started.values()) == {Address("haishu", "教育局")}


# --- repeated -------------------------------------------------------------------------------


def test_same_key_and_body_has_the_same_answer_and_decides_once(current: str) -> None:
    body = {"action": "return", "upload_id": current, "reason": "请更正"}
    first, again = post(body, "k-1"), post(body, "k-1")
    assert (first.status, again.status, first.body) == (201, 201, again.body)
    assert len(known()["decisions"]) == 1


def test_same_key_with_another_body_is_refused(store: Store, current: str) -> None:
    body = {"action": "return", "upload_id": current}
    post(body, "k-1")
    assert post(body | {"note": "另"}, "k-1").status == 422
    # The body is the same; the report is another one.
    other = reported(store, "甲局")
    path = f"{YEAR}/reports/甲局/decisions"
    assert post({"action": "return", "upload_id": other}, "k-1", path=path).status == 422


def test_key_is_a_reviewers_own(store: Store, current: str) -> None:
    post({"action": "return", "upload_id": current}, "k-1")
    other = {**REVIEWER, "sub": "zhang"}
    assert post({"action": "reopen", "upload_id": current}, "k-1", other).status == 201


@pytest.mark.parametrize("key", ["长", "x" * 256, "a\nb"])
def test_key_that_is_none_is_a_bad_request(current: str, key: str) -> None:
    assert post({"action": "accept", "upload_id": current}, key).status == 400


# --- told -----------------------------------------------------------------------------------


def test_organ_is_told_of_a_return_and_of_nothing_else(
    store: Store, current: str, runs: Runs
) -> None:
    post({"action": "accept", "upload_id": current})
    post({"action": "reopen", "upload_id": current})
    assert runs.started == {}
    decision = post({"action": "return", "upload_id": current}).body
    assert runs.started == {decision["id"]: Address("haishu", ORGAN)}
    (pending,) = store.outbox.pending(Address("haishu", ORGAN))
    assert (pending.kind, pending.id) == ("returned", decision["id"])


@pytest.mark.parametrize("key", ["k-1", None])
def test_return_whose_run_did_not_start_is_told_once_it_is_sent_again(
    current: str, runs: Runs, key: str | None
) -> None:
    runs.fails = 1
    body = {"action": "return", "upload_id": current}
    assert post(body, key).status == 503
    assert known()["standing"] == "returned"
    again = post(body, key)
    # Without a key nobody can tell the repetition from another reviewer's return.
    assert again.status == (201 if key else 409)
    (decision,) = known()["decisions"]
    assert runs.started == {decision["id"]: Address("haishu", ORGAN)}


# --- two at once ----------------------------------------------------------------------------


def test_of_two_reviewers_at_once_one_wins_and_the_other_sees_what_there_is(
    monkeypatch: pytest.MonkeyPatch, current: str
) -> None:
    """The second decides after the first has read and before it writes."""
    read = Lives.known
    second: list[Answer] = []

    def known_then_overtaken(self: Lives, place: Key) -> Any:
        found = read(self, place)
        if not second:
            second.append(Answer(0, None, None))
            other = {**REVIEWER, "sub": "zhang"}
            second[0] = post({"action": "accept", "upload_id": current}, claims=other)
        return found

    monkeypatch.setattr(Lives, "known", known_then_overtaken)
    first = post({"action": "return", "upload_id": current})
    assert (first.status, second[0].status) == (409, 201)
    assert (first.body["standing"], first.body["may"]) == ("accepted", ["reopen"])
    assert [each["by"]["sub"] for each in known()["decisions"]] == ["zhang"]


def test_of_many_reviewers_at_once_exactly_one_wins(current: str) -> None:
    answers: list[Answer] = []

    def decide(number: int) -> None:
        claims = {**REVIEWER, "sub": f"r{number}"}
        action = "accept" if number % 2 else "return"
        answers.append(post({"action": action, "upload_id": current}, claims=claims))

    threads = [threading.Thread(target=decide, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409]
    assert len(known()["decisions"]) == 1


# --- faults ---------------------------------------------------------------------------------


def _cancelled(*codes: str) -> ClientError:
    response: Any = {
        "Error": {"Code": "TransactionCanceledException", "Message": ""},
        "CancellationReasons": [{"Code": code} for code in codes],
    }
    return ClientError(response, "TransactWriteItems")


class Faulty:
    """A table whose next transactions fail, before they are written or after."""

    def __init__(self, faults: Iterator[tuple[str, Exception]]) -> None:
        self._client = clients.dynamodb()
        self._faults = faults

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **request: Any) -> Any:
        when, error = next(self._faults, ("", None))
        if error is None:
            return self._client.transact_write_items(**request)
        if when == "after":
            self._client.transact_write_items(**request)
        raise error


def _inject(monkeypatch: pytest.MonkeyPatch, *faults: tuple[str, Exception]) -> None:
    table = Faulty(iter(faults))
    monkeypatch.setattr("functions.adapters.store.table.dynamodb", lambda: table)
    monkeypatch.setattr("functions.adapters.store.table._PAUSE", 0)


def test_transaction_that_met_another_one_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, current: str
) -> None:
    conflict = ("before", _cancelled("None", "TransactionConflict"))
    _inject(monkeypatch, conflict, conflict)
    assert post({"action": "accept", "upload_id": current}).status == 201
    assert len(known()["decisions"]) == 1


def test_reviewer_is_asked_to_come_again_where_others_never_let_go(
    monkeypatch: pytest.MonkeyPatch, current: str
) -> None:
    _inject(monkeypatch, *[("before", _cancelled("TransactionConflict"))] * 50)
    answer = post({"action": "accept", "upload_id": current})
    assert (answer.status, answer.type) == (503, "application/problem+json")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("error", [_cancelled("ThrottlingError"), TimeoutError()])
def test_request_repeated_after_a_fault_decides_once(
    monkeypatch: pytest.MonkeyPatch, current: str, runs: Runs, when: str, error: Exception
) -> None:
    body = {"action": "return", "upload_id": current}
    _inject(monkeypatch, (when, error))
    assert post(body, "k-1").status == 500
    answer = post(body, "k-1")
    assert answer.status == 201
    assert known()["decisions"] == [answer.body]
    assert list(runs.started) == [answer.body["id"]]


# --- many -----------------------------------------------------------------------------------

MANY = f"{YEAR}/decisions"


def test_each_of_many_is_done_or_refused_by_itself(store: Store, runs: Runs) -> None:
    first, third = reported(store, "甲局"), reported(store, "丙局")
    stale = reported(store, "乙局")
    store.register(upload("haishu/2022/乙局/年报.txt", version="v2", sequencer="0056"), "run")
    items = [
        {"organ": "甲局", "action": "accept", "upload_id": first},
        {"organ": "乙局", "action": "accept", "upload_id": stale},
        {"organ": "丁局", "action": "accept", "upload_id": first},
        {"organ": "丙局", "action": "return", "upload_id": third},
    ]
    answer = post({"items": items}, path=MANY)
    assert answer.status == 200
    found = answer.body["items"]
    assert [(item["organ"], item["status"]) for item in found] == [
        *(("甲局", 201), ("乙局", 409), ("丁局", 404), ("丙局", 201)),
    ]
    assert found[0]["decision"]["action"] == "accept"
    assert (found[1]["decision"], found[1]["problem"]["may"]) == (None, ["withdraw"])
    assert [known(organ)["standing"] for organ in ("甲局", "丙局")] == ["accepted", "returned"]
    assert list(runs.started) == [found[3]["decision"]["id"]]


def test_many_repeated_have_the_same_answer(store: Store) -> None:
    items = [
        {"organ": organ, "action": "return", "upload_id": reported(store, organ)}
        for organ in ("甲局", "乙局")
    ]
    first, again = (post({"items": items}, "k-1", path=MANY) for _ in range(2))
    assert first.body == again.body
    assert [item["status"] for item in again.body["items"]] == [201, 201]


def test_same_key_with_other_items_is_refused_before_anything_is_done(store: Store) -> None:
    refused = {"organ": "丁局", "action": "accept", "upload_id": "x"}
    done = {"organ": "甲局", "action": "accept", "upload_id": reported(store, "甲局")}
    more = {"organ": "乙局", "action": "accept", "upload_id": reported(store, "乙局")}
    post({"items": [refused, done]}, "k-1", path=MANY)
    assert post({"items": [more, done]}, "k-1", path=MANY).status == 422
    assert known("乙局")["decisions"] == []


@pytest.mark.parametrize(
    "items", [[], [{"organ": ORGAN, "action": "accept", "upload_id": "x"}] * 301]
)
def test_none_and_too_many_are_refused(items: list[Any]) -> None:
    assert post({"items": items}, path=MANY).status == 422


# --- a withdrawal ---------------------------------------------------------------------------


@pytest.fixture
def rechecks(aws: None, monkeypatch: pytest.MonkeyPatch) -> Rechecks:
    found = Rechecks.made("rechecks")
    monkeypatch.setenv("RECHECK_ARN", found.arn)
    return found


def newest(store: Store, *, year: int = 2022, organ: str = ORGAN) -> str:
    """Two uploads of an organ; the newer one's id."""
    reported(store, organ, year=year, at=f"{year + 1}-01-10T08:00:00Z", version=f"{year}a")
    about = {"at": f"{year + 1}-01-11T08:00:00Z", "version": f"{year}b", "sequencer": "0F"}
    return reported(store, organ, year=year, **about)


def judged_again(rechecks: Rechecks) -> set[tuple[int, str, str]]:
    inputs = rechecks.inputs.values()
    return {(each["year"], each["organ"], each["reason"]) for each in inputs}


def withdrawn(upload_id: str, *, year: int = 2022, key: str | None = None) -> Answer:
    path = PATH.replace("2022", str(year))
    return post({"action": "withdraw", "upload_id": upload_id}, key, path=path)


def test_withdrawal_of_last_years_report_has_this_years_judged_again(
    store: Store, rechecks: Rechecks, roster: Callable[..., None]
) -> None:
    roster(Organ(ORGAN, aliases=("海曙区教体局",)))
    last = newest(store, year=2021)
    reported(store, "海曙区教体局")
    assert withdrawn(last, year=2021).status == 201
    # The one before is current again, and was judged by what was in force while it was.
    assert judged_again(rechecks) == {
        (2021, ORGAN, "taken_back"),
        (2022, "海曙区教体局", "previous"),
    }


def test_withdrawal_of_the_only_upload_leaves_nothing_of_that_year_to_judge(
    store: Store, rechecks: Rechecks
) -> None:
    last = reported(store, year=2021, at="2022-01-10T08:00:00Z", version="2021a")
    reported(store)
    assert withdrawn(last, year=2021).status == 201
    assert judged_again(rechecks) == {(2022, ORGAN, "previous")}


@pytest.mark.parametrize("key", [None, "k1"])
def test_withdrawal_whose_rechecks_did_not_start_starts_them_when_it_is_asked_for_again(
    store: Store, rechecks: Rechecks, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    last = newest(store, year=2021)
    reported(store)
    with monkeypatch.context() as patch:
        patch.setenv("RECHECK_ARN", rechecks.arn + "-gone")
        answer = withdrawn(last, year=2021, key=key)
        assert answer.status == 503
        assert "撤回已经记录" in answer.body["detail"]
    assert rechecks.inputs == {}
    assert withdrawn(last, year=2021, key=key).status == (201 if key else 409)
    assert judged_again(rechecks) == {(2021, ORGAN, "taken_back"), (2022, ORGAN, "previous")}
    withdrawn(last, year=2021, key=key)
    assert len(rechecks.inputs) == 2


@pytest.mark.parametrize("action", ["accept", "return", "reopen"])
def test_other_decisions_have_nothing_judged_again(
    store: Store, rechecks: Rechecks, action: str
) -> None:
    last = newest(store, year=2021)
    reported(store)
    path = PATH.replace("2022", "2021")
    if action == "reopen":
        post({"action": "accept", "upload_id": last}, path=path)
    assert post({"action": action, "upload_id": last}, path=path).status == 201
    assert rechecks.inputs == {}
