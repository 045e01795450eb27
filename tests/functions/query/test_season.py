from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.adapters.store import Store
from functions.query import offices
from gouji.organs import Organ
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from tests.functions.builders import finding, upload
from tests.functions.query.asking import OF_ORGAN, READER, REVIEWER, YEAR, ask, paged, reported

pytestmark = pytest.mark.usefixtures("aws")
Put = Callable[..., None]
ORGANS = (
    Organ("海曙区教育局", aliases=("教育局",), group="部门", contact="李明"),
    Organ("海曙区民政局", group="部门"),
    Organ("海曙区古林镇人民政府", group="镇街"),
    Organ("海曙区水利局"),
)


@pytest.fixture
def season(store: Store, roster: Put, at: Put) -> Store:
    """Four organs on the roster: one faulty, one accepted late under a longer name, one sent back, one missing."""
    roster(*ORGANS)
    at(date(2023, 1, 20))
    reported(store, "海曙区教育局", status="flagged", findings=[finding()])
    late = reported(store, "宁波市海曙区民政局", at="2023-02-01T08:00:00Z")
    back = reported(store, "海曙区古林镇人民政府")
    reported(store, "宁波某某中心")
    by = Reviewer("wang", "王芳")
    store.decide(Key("haishu", 2022, "宁波市海曙区民政局"), by, Request("accept", late))
    store.decide(Key("haishu", 2022, "海曙区古林镇人民政府"), by, Request("return", back))
    return store


def organs(**query: str) -> list[str]:
    return [item["organ"] for item in ask(f"{YEAR}/organs", query=query).body["items"]]


# --- the season -----------------------------------------------------------------------------


def test_season_counts_organs_by_how_their_reports_stand(season: Store) -> None:
    body = ask(YEAR).body
    assert (body["office"], body["year"], body["deadline"]) == ("haishu", 2022, "2023-01-31")
    assert body["publication"] is None
    assert body["counts"] == {
        **dict.fromkeys(("received", "failed", "unreadable", "correction"), 0),
        "expected": 4,
        "missing": 1,
        "to_review": 2,
        "returned": 1,
        "accepted": 1,
        "late": 1,
        "unlisted": 1,
    }


def test_counts_are_those_of_the_list(season: Store) -> None:
    counts = ask(YEAR).body["counts"]
    items = ask(f"{YEAR}/organs").body["items"]
    for standing in {item["standing"] for item in items}:
        assert counts[standing] == sum(item["standing"] == standing for item in items)
    assert counts["late"] == sum(item["late"] for item in items)
    assert counts["unlisted"] == sum(not item["listed"] for item in items)


def test_season_without_roster_expects_nobody_knows_how_many(store: Store) -> None:
    reported(store, "甲局")
    body = ask(YEAR).body
    assert body["roster"] is None
    assert (body["counts"]["expected"], body["counts"]["unlisted"]) == (None, 1)


def test_missing_organs_are_late_from_the_day_after_the_deadline(roster: Put, at: Put) -> None:
    roster(Organ("甲局"), deadline=date(2023, 1, 15))
    for day, late in ((date(2023, 1, 15), 0), (date(2023, 1, 16), 1)):
        at(day)
        assert ask(YEAR).body["counts"]["late"] == late
        assert ask(YEAR).body["deadline"] == "2023-01-15"


@pytest.mark.parametrize(
    ("claims", "may"),
    [(READER, []), (REVIEWER, ["decide", "roster", "settings", "recheck"])],
)
def test_season_says_what_its_reader_may_do(claims: Any, may: list[str]) -> None:
    assert ask(YEAR, claims).body["may"] == may


def test_today_is_the_day_in_china(monkeypatch: pytest.MonkeyPatch) -> None:
    class Evening(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Evening:  # noqa: ARG003 - as in datetime
            return cls(2023, 1, 31, 16, 0, tzinfo=UTC)

    monkeypatch.setattr(offices, "datetime", Evening)
    assert offices.today() == date(2023, 2, 1)


# --- years ----------------------------------------------------------------------------------


def test_years_that_have_something_are_listed_newest_first(store: Store) -> None:
    for year in (2021, 2022, 2099):
        reported(store, "甲局", year=year)
    store.register(upload("yuyao/2020/甲局/年报.txt"), "run")
    assert ask("/offices/haishu/years").body == {"items": [2099, 2022, 2021], "next": None}


def test_office_without_anything_has_no_years() -> None:
    assert ask("/offices/haishu/years").body["items"] == []


# --- the list of organs ---------------------------------------------------------------------


def test_organs_are_listed_as_on_the_roster_and_then_those_that_are_not(season: Store) -> None:
    assert organs() == [*(organ.name for organ in ORGANS), "宁波某某中心"]


def test_organ_is_known_by_its_alias_and_by_its_region(season: Store) -> None:
    found = {item["organ"]: item for item in ask(f"{YEAR}/organs").body["items"]}
    bureau = found["海曙区民政局"]
    assert (bureau["standing"], bureau["late"], bureau["listed"]) == ("accepted", True, True)
    assert bureau["filed_under"] == ["宁波市海曙区民政局"]
    # Under the roster's name its report is found, too.
    report = ask(f"{YEAR}/reports/海曙区民政局").body
    assert report["upload"]["organ"] == "宁波市海曙区民政局"


def test_item_has_all_that_the_contract_names(season: Store) -> None:
    item = ask(f"{YEAR}/organs").body["items"][0]
    current = ask(f"{YEAR}/reports/海曙区教育局").body["upload"]["upload_id"]
    assert item == {
        "organ": "海曙区教育局",
        "aliases": ["教育局"],
        "group": "部门",
        "contact": "李明",
        "listed": True,
        "standing": "to_review",
        "late": False,
        "submissions": 1,
        "returned": 0,
        "errors": 1,
        "warnings": 0,
        "waived": 0,
        "current": current,
        "accepted": None,
        "filed_under": ["海曙区教育局"],
    }


def test_organ_with_two_names_is_one_item_that_says_so(store: Store, roster: Put) -> None:
    roster(ORGANS[0])
    reported(store, "海曙区教育局", at="2023-01-20T08:00:00Z")
    newer = reported(store, "教育局", at="2023-01-21T08:00:00Z")
    (item,) = ask(f"{YEAR}/organs").body["items"]
    assert item["filed_under"] == ["教育局", "海曙区教育局"]
    assert (item["current"], item["submissions"]) == (newer, 2)


def test_what_was_taken_back_under_a_name_that_nobody_knows_is_not_missing(
    store: Store, roster: Put
) -> None:
    roster(ORGANS[0])
    wrong = reported(store, "海曙区教育菊")
    key = Key("haishu", 2022, "海曙区教育菊")
    store.decide(key, Reviewer("wang"), Request("withdraw", wrong))
    assert organs() == ["海曙区教育局"]
    # History keeps it.
    assert ask(f"{YEAR}/reports/海曙区教育菊/history").status == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"standing": "accepted"}, ["海曙区民政局"]),
        ({"standing": "missing,returned"}, ["海曙区古林镇人民政府", "海曙区水利局"]),
        ({"late": "true"}, ["海曙区民政局"]),
        ({"group": "镇街"}, ["海曙区古林镇人民政府"]),
        ({"q": "教育"}, ["海曙区教育局"]),
        ({"q": "李明"}, ["海曙区教育局"]),
        ({"q": "宁波"}, ["海曙区民政局", "宁波某某中心"]),
        ({"late": "false", "group": "部门"}, ["海曙区教育局"]),
        ({"q": "没有"}, []),
    ],
)
def test_organs_are_filtered(season: Store, query: dict[str, str], expected: list[str]) -> None:
    assert organs(**query) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"standing": "late"},
        {"standing": "accepted,"},
        {"late": "1"},
        {"sort": "email"},
        {"limit": "1001"},
    ],
)
def test_filter_that_is_none_is_a_bad_request(query: dict[str, str]) -> None:
    assert ask(f"{YEAR}/organs", query=query).status == 400


def test_organs_are_sorted_either_way(season: Store) -> None:
    assert organs(sort="-errors")[0] == "海曙区教育局"
    assert organs(sort="errors") == organs(sort="-errors")[::-1]
    standings = [
        item["standing"] for item in ask(f"{YEAR}/organs", query={"sort": "standing"}).body["items"]
    ]
    assert standings == ["missing", "to_review", "to_review", "returned", "accepted"]


@pytest.mark.parametrize("sort", ["", "organ", "-organ", "group", "-late", "standing", "errors"])
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_organs_are_listed_page_by_page_each_once(season: Store, limit: int, sort: str) -> None:
    asked = {"sort": sort} if sort else {}
    found = [item["organ"] for item in paged(f"{YEAR}/organs", limit, **asked)]
    assert found == organs(**asked)


@pytest.mark.parametrize("content", ["[]", "[1", '["甲", {}]', "{}", "[null, 2, 3]"])
def test_cursor_of_another_order_is_a_bad_request(season: Store, content: str) -> None:
    cursor = base64.urlsafe_b64encode(content.encode()).decode()
    assert ask(f"{YEAR}/organs", query={"cursor": cursor, "sort": "organ"}).status == 400


def test_reports_say_how_they_stand(season: Store) -> None:
    found = {i["organ"]: i["standing"] for i in ask(f"{YEAR}/reports").body["items"]}
    assert found["海曙区古林镇人民政府"] == "returned"
    assert found["海曙区教育局"] == "to_review"


# --- totals ---------------------------------------------------------------------------------

CELL = "t3.new_received.total"


def totals(**query: str) -> tuple[int, dict[str, Any]]:
    body = ask(f"{YEAR}/totals", query=query).body
    return next((i["sum"] for i in body["items"] if i["cell"] == CELL), 0), body


@pytest.fixture
def added(store: Store, roster: Put) -> Store:
    roster(*ORGANS, Organ("海曙区人民政府", aggregate=True))
    first = reported(store, "海曙区教育局", cells={CELL: 1})
    reported(store, "海曙区民政局", cells={CELL: 10})
    reported(store, "海曙区古林镇人民政府", cells={CELL: 100})
    reported(store, "某中心", cells={CELL: 1000})
    place = Key("haishu", 2022, "海曙区教育局")
    store.decide(place, Reviewer("wang"), Request("accept", first))
    reported(store, "海曙区教育局", cells={CELL: 5}, version="v2", sequencer="0055AED6DCD90281E6")
    return store


def test_totals_are_of_current_or_of_accepted_reports(added: Store) -> None:
    assert totals()[0] == 1115
    total, body = totals(of="accepted")
    assert total == 1
    assert body["reports"] == {"correction": 1, "to_review": 3}


def test_totals_are_of_a_group(added: Store) -> None:
    assert totals(group="部门")[0] == 15
    assert totals(group="镇街", of="accepted")[0] == 0
    assert totals(group="没有")[1]["items"] == []


def test_report_that_adds_up_the_others_is_not_added_to_them(added: Store) -> None:
    reported(added, "海曙区人民政府", cells={CELL: 1115})
    total, body = totals()
    assert (total, body["left_out"]) == (1115, ["海曙区人民政府"])


def test_organ_that_handed_in_under_two_names_is_added_once(added: Store) -> None:
    reported(added, "教育局", cells={CELL: 5}, at="2023-01-19T08:00:00Z")
    total, body = totals()
    assert (total, body["left_out"]) == (1115, ["教育局"])


def test_behind_a_cell_stands_what_each_organ_has_there(added: Store) -> None:
    reported(added, "海曙区水利局", cells={CELL: None}, marks={CELL: "blank"})
    body = ask(f"{YEAR}/totals/{CELL}").body
    assert body["total"]["sum"] == sum(item["added"] or 0 for item in body["items"]) == 1115
    items = {item["organ"]: item for item in body["items"]}
    assert len(items) == 5
    blank = items["海曙区水利局"]
    assert (blank["share"], blank["value"], blank["mark"], blank["added"]) == (
        *("blank", None, "blank", None),
    )
    assert items["海曙区教育局"]["group"] == "部门"
    accepted = ask(f"{YEAR}/totals/{CELL}", query={"of": "accepted"}).body["items"]
    assert [(item["organ"], item["value"]) for item in accepted] == [("海曙区教育局", 1)]


def test_doubtful_number_is_behind_the_cell_and_not_in_its_sum(added: Store) -> None:
    reported(added, "海曙区水利局", cells={CELL: 7}, marks={CELL: "recognised"})
    body = ask(f"{YEAR}/totals/{CELL}").body
    item = next(item for item in body["items"] if item["organ"] == "海曙区水利局")
    assert (item["share"], item["value"], item["added"]) == ("uncertain", 7, None)
    assert (body["total"]["sum"], body["total"]["uncertain_sum"]) == (1115, 7)


def test_organs_behind_a_cell_come_page_by_page(added: Store) -> None:
    path = f"{YEAR}/totals/{CELL}"
    whole = [item["organ"] for item in ask(path).body["items"]]
    assert [item["organ"] for item in paged(path, 1)] == whole


@pytest.mark.parametrize("path", [f"{YEAR}/totals", f"{YEAR}/totals/{CELL}"])
def test_totals_of_something_else_are_a_bad_request(path: str) -> None:
    assert ask(path, query={"of": "returned"}).status == 400


def test_unknown_cell_is_not_found() -> None:
    assert ask(f"{YEAR}/totals/t9.x").status == 404


def test_organs_own_bearer_sees_nothing_of_the_year(season: Store) -> None:
    before = json.dumps(ask(YEAR, OF_ORGAN).body)
    for path in (
        YEAR,
        f"{YEAR}/organs",
        f"{YEAR}/reports",
        f"{YEAR}/totals",
        "/offices/haishu/years",
    ):
        answer = ask(path, OF_ORGAN)
        assert (answer.status, json.dumps(answer.body)) == (403, before)
