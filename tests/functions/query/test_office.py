from __future__ import annotations

from typing import Any

import pytest

from functions.adapters import clients
from functions.adapters.store import Address, Store
from functions.query.request import Request
from tests.functions.query.asking import OF_ORGAN, READER, REVIEWER, YEAR, Answer, ask
from tests.functions.runs import Runs
from tests.gouji.season.test_workbooks import rows, workbook

pytestmark = pytest.mark.usefixtures("store")

ROSTER = f"{YEAR}/roster"
SETTINGS = f"{YEAR}/settings"
ONE = "机关,简称\n海曙区教育局,区教育局\n"
TWO = ONE + "海曙区民政局,\n"
FAULTY = "机关,垂直管理\n海曙区教育局,大概\n海曙区教育局,\n"


@pytest.fixture(autouse=True)
def rechecks(aws: None, monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs.made("rechecks")
    monkeypatch.setenv("RECHECK_ARN", runs.arn)
    return runs


def put(path: str, body: str, claims: Any = REVIEWER) -> Answer:
    return ask(path, claims, method="PUT", body=body)


def test_before_anything_was_put_in_there_is_nothing_in_force() -> None:
    for path, field in ((ROSTER, "organs"), (SETTINGS, "settings")):
        answer = ask(path)
        assert (answer.status, answer.body["version"], answer.body[field]) == (200, 0, None)


def test_roster_is_put_in_force_and_answers_what_it_changes() -> None:
    put(ROSTER, ONE)
    answer = put(ROSTER, TWO)
    assert answer.status == 200
    assert answer.body == {
        "version": 2,
        "organs": 2,
        "changes": {"added": ["海曙区民政局"], "removed": [], "changed": []},
        "messages": ["新增 1 个机关：海曙区民政局。"],
    }
    now = ask(ROSTER).body
    assert [organ["name"] for organ in now["organs"]] == ["海曙区教育局", "海曙区民政局"]
    assert (now["version"], now["file"], now["by"], now["faults"]) == (2, "roster.csv", "wang", [])


def test_workbook_is_a_roster_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    book = workbook(rows(["机关"], ["海曙区教育局"]))
    monkeypatch.setattr(Request, "content", property(lambda _: book))
    assert put(ROSTER, "").status == 200
    assert ask(ROSTER).body["file"] == "roster.xlsx"


def test_faulty_roster_is_refused_row_by_row_and_replaces_nothing(rechecks: Runs) -> None:
    put(ROSTER, ONE)
    answer = put(ROSTER, FAULTY)
    assert (answer.status, answer.type) == (422, "application/problem+json")
    assert [(fault["line"], fault["kind"]) for fault in answer.body["faults"]] == [
        (2, "neither_yes_nor_no"),
        (3, "name_twice"),
    ]
    assert answer.body["faults"][0]["message"].startswith(
        "roster.csv 第 2 行：“垂直管理”一栏写的是"
    )
    now = ask(ROSTER).body
    assert (now["version"], len(now["organs"])) == (1, 1)
    assert now["faults"] == answer.body["faults"]
    assert len(rechecks.inputs) == 1


def test_settings_are_put_in_force_and_come_back_as_they_are_given() -> None:
    said = '{"off": ["T2-08"], "thresholds": {"XY-06": 0.90}, "deadline": "2023-01-20"}'
    answer = put(SETTINGS, said)
    assert answer.status == 200
    assert "停用规则 T2-08。" in answer.body["messages"]
    now = ask(SETTINGS).body["settings"]
    assert (now["off"], now["thresholds"], now["deadline"]) == (
        ["T2-08"],
        {"XY-06": 0.9},
        "2023-01-20",
    )


@pytest.mark.parametrize("text", ["{", "[]", '{"off": ["T2-8"]}', '{"of": []}', ""])
def test_faulty_settings_are_refused(text: str) -> None:
    answer = put(SETTINGS, text)
    assert answer.status == 422
    assert answer.body["faults"][0]["message"].startswith("rules.json 第 ")
    assert ask(SETTINGS).body["version"] == 0


def test_office_is_told_of_what_changes_and_not_of_what_its_officer_was_answered(
    store: Store, rechecks: Runs
) -> None:
    put(ROSTER, FAULTY)
    put(ROSTER, ONE)
    put(ROSTER, ONE)
    (pending,) = store.outbox.pending(Address("haishu"))
    assert (pending.kind, pending.year) == ("settings", 2022)
    assert len(rechecks.inputs) == 1


def test_season_is_of_the_roster_in_force() -> None:
    put(ROSTER, TWO)
    put(SETTINGS, '{"deadline": "2023-01-20"}')
    season = ask(YEAR).body
    assert (season["roster"]["organs"], season["roster"]["version"]) == (2, 1)
    assert season["deadline"] == "2023-01-20"
    assert season["counts"]["expected"] == 2


@pytest.mark.parametrize("path", [ROSTER, SETTINGS])
def test_only_who_reviews_for_the_office_puts_files_in(path: str, store: Store) -> None:
    elsewhere = {"offices": "[yinzhou]", "reviews": "[yinzhou]", "sub": "zhao"}
    for claims, status in ((None, 401), (READER, 403), (OF_ORGAN, 403), (elsewhere, 403)):
        assert put(path, ONE, claims).status == status
    for claims, status in ((None, 401), (READER, 200), (OF_ORGAN, 403), (elsewhere, 403)):
        assert ask(path, claims).status == status
    assert ask(path).body["version"] == 0


def test_file_put_in_is_the_newest_whatever_clocks_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("functions.query.office.now", lambda: "2030-01-01T00:00:00.000Z")
    put(ROSTER, ONE)
    monkeypatch.setattr("functions.query.office.now", lambda: "2023-01-01T00:00:00.000Z")
    assert put(ROSTER, TWO).body["version"] == 2
    assert ask(ROSTER).body["at"] == "2030-01-01T00:00:00.001Z"


def test_two_officers_at_once_are_both_heard_and_the_later_one_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = clients.dynamodb()
    real = client.transact_write_items

    def late(**about: Any) -> Any:
        monkeypatch.setattr(client, "transact_write_items", real)
        put(ROSTER, ONE)  # another comes in between
        return real(**about)

    monkeypatch.setattr(client, "transact_write_items", late)
    answer = put(ROSTER, TWO)
    assert (answer.status, answer.body["version"]) == (200, 2)
    assert answer.body["changes"]["added"] == ["海曙区民政局"]


def test_answer_that_was_lost_can_be_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, rechecks: Runs
) -> None:
    client = clients.states()

    def broken(**_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(client, "start_execution", broken)
        assert put(ROSTER, ONE).status == 500
    answer = put(ROSTER, ONE)
    assert (answer.status, answer.body["version"], answer.body["messages"]) == (
        *(200, 1),
        ["内容没有变化。"],
    )
    assert len(rechecks.inputs) == 1


def test_offices_files_of_another_office_are_not_seen() -> None:
    put(ROSTER, ONE)
    other = {"offices": "[yinzhou]", "sub": "zhao"}
    assert ask("/offices/yinzhou/years/2022/roster", other).body["organs"] is None
