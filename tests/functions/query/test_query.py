from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest
from msgspec.structs import asdict, replace

from functions.adapters import clients
from functions.adapters.store import Address, Store
from functions.notify.turns import tell
from functions.query.routes import ROUTES
from gouji.codec import encode
from gouji.judging.rules.collected import RULES, version
from gouji.verdict import Threshold
from tests.functions.builders import finding, result, upload
from tests.functions.query.asking import (
    ORGAN,
    REPORT,
    VALUES,
    YEAR,
    Answer,
    ask,
    paged,
    reported,
)

pytestmark = pytest.mark.usefixtures("aws")


def get(
    path: str, *, offices: Any = "[haishu]", encoded: bool = True, method: str = "GET", **query: str
) -> Answer:
    claims = {"offices": offices} if offices is not None else None
    return ask(path, claims, encoded=encoded, method=method, query=query)


# --- open routes ----------------------------------------------------------------------------


def test_health_needs_no_token() -> None:
    assert get("/health", offices=None) == Answer(200, "application/json", {"status": "ok"})


def _plain(value: Decimal | Threshold) -> object:
    return float(value) if isinstance(value, Decimal) else asdict(value)


def test_rules_are_the_catalogue_word_for_word() -> None:
    answer = get("/rules", offices=None).body
    known = json.dumps([asdict(rule) for rule in RULES], default=_plain)
    assert answer["items"] == json.loads(known)
    assert answer["next"] is None
    assert answer["version"] == version()


def test_openapi_document_describes_every_route_and_every_answer_fits_it(store: Store) -> None:
    first = reported(store, at="2023-01-10T08:00:00Z", version="v0", sequencer="00")
    cells = {"t2.charges.amount": 0.5}
    last = reported(store, cells=cells, findings=[finding()], status="flagged")
    store.rechecks.begin(VALUES["recheck"], ("haishu", 2022, None), "requested", 1)
    document = get("/openapi.json", offices=None).body
    described = {(m.upper(), path) for path, item in document["paths"].items() for m in item}
    assert described == {(route.method, route.path) for route in ROUTES}
    registry = {"components": document["components"]}
    for path, item in document["paths"].items():
        names = {part[1:-1] for part in path.split("/") if part.startswith("{")}
        concrete = path.format(**VALUES | {"upload_id": last})
        for method, operation in item.items():
            status = "201" if (method, path[-10:]) == ("post", "/decisions") else "200"
            secured = "security" in operation
            assert secured == path.startswith("/offices")
            assert {p["name"] for p in operation["parameters"] if p["in"] == "path"} == names
            refused = get(concrete, offices=None, method=method.upper()).status
            assert refused == (401 if secured else 200)
            if method == "get":
                answer = get(concrete)
                assert answer.status == 200, concrete
                schema = operation["responses"][status.replace("201", "200")]
                ((kind, content),) = schema["content"].items()
                assert answer.type is not None
                assert kind in {answer.type.split(";")[0], "*/*"}
                if kind == "application/json":
                    jsonschema.validate(answer.body, content["schema"] | registry)
    assert first != last


# --- reports --------------------------------------------------------------------------------


def test_year_without_reports_is_an_empty_list() -> None:
    assert get(f"{YEAR}/reports") == Answer(200, "application/json", {"items": [], "next": None})


def test_report_has_the_fields_of_the_command_line_and_of_its_upload(store: Store) -> None:
    cells = {"t2.charges.amount": 0.5, "t3.new_received.total": 37, "t3.carried_in.other": None}
    fields: dict[str, Any] = {"cells": cells, "findings": [finding()], "status": "flagged"}
    reported(store, **fields)
    body = get(REPORT).body
    place = body["upload"]
    assert body["text_file"] is None
    known = json.loads(encode(result(**fields)))
    known["findings"] = [{**each, "waived": None} for each in known["findings"]]
    assert {name: body[name] for name in known} == known
    # JSON that a clerk compares with the report: 37, not 37.0
    assert isinstance(body["cells"]["t3.new_received.total"], int)
    assert (place["office"], place["year"], place["organ"]) == ("haishu", 2022, ORGAN)
    assert (place["state"], place["errors"]) == ("flagged", 1)


def test_report_whose_check_is_under_way_says_so(store: Store) -> None:
    store.register(upload(), "run")
    body = get(REPORT).body
    assert body["upload"]["state"] == "received"
    assert body["cells"] is None


def test_report_whose_run_failed_says_why(store: Store) -> None:
    store.fail(upload(), "run", "处理超时")
    place = get(REPORT).body["upload"]
    assert (place["state"], place["reason"]) == ("failed", "处理超时")


def test_newer_upload_hides_the_older_verdict(store: Store) -> None:
    store.register(upload(), "run-1")
    store.finish(upload(), result())
    store.register(upload(version="v2", sequencer="0055AED6DCD90281E6"), "run-2")
    assert get(REPORT).body["cells"] is None


def test_scan_names_the_text_document_beside_it(store: Store) -> None:
    reported(store)
    scan = upload(f"haishu/2022/{ORGAN}/扫描.pdf", at="2023-01-21T08:00:00Z", version="v2")
    store.register(scan, "run-2")
    store.finish(
        scan,
        result(cells={"t3.granted.total": 1}, marks={"t3.granted.total": "recognised"}),
    )
    body = get(REPORT).body
    assert (body["upload"]["recognised"], body["text_file"]) == (
        1,
        f"haishu/2022/{ORGAN}/年报.txt",
    )


def test_unknown_report_is_not_found() -> None:
    answer = get(REPORT)
    assert (answer.status, answer.type) == (404, "application/problem+json")
    assert ORGAN in answer.body["detail"]


@pytest.mark.parametrize("organ", [ORGAN, "局（东）", "100%局", "a+b 局", "局'\"&=?#;", "50%2B局"])
def test_organ_in_the_path_is_taken_encoded(store: Store, organ: str) -> None:
    each = upload(f"haishu/2022/{organ}/年报.txt")
    store.register(each, "run")
    assert get(f"{YEAR}/reports/{organ}").body["upload"]["organ"] == organ
    assert len(get(f"{YEAR}/reports/{organ}/versions").body["items"]) == 1


@pytest.mark.parametrize("organ", [ORGAN, "局（东）", "100%局", "a+b 局"])
def test_organ_in_the_path_is_taken_decoded_as_well(store: Store, organ: str) -> None:
    store.register(upload(f"haishu/2022/{organ}/年报.txt"), "run")
    assert get(f"{YEAR}/reports/{organ}", encoded=False).body["upload"]["organ"] == organ


# --- lists ----------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_reports_are_listed_page_by_page_each_once(store: Store, limit: int) -> None:
    organs = ["丙局", "乙局", "甲局"]
    for organ in organs:
        reported(store, organ)
    assert sorted(item["organ"] for item in paged(f"{YEAR}/reports", limit)) == sorted(organs)


@pytest.mark.parametrize("limit", [1, 2, 100])
@pytest.mark.usefixtures("mailbox")
def test_versions_are_listed_newest_first_and_one_is_current(store: Store, limit: int) -> None:
    uploads = [upload(version=f"v{i}", sequencer=f"0{i}") for i in range(3)]
    for each in uploads:
        store.register(each, "run")
    store.finish(uploads[0], result())
    tell(store, Address("haishu"), "run")
    found = paged(f"{REPORT}/versions", limit)
    assert [item["upload_id"] for item in found] == [each.upload_id for each in reversed(uploads)]
    assert [item["superseded"] for item in found] == [False, True, True]
    assert [bool(item["notified_at"]) for item in found] == [False, False, True]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "x", "", "９", "9" * 5000])
def test_limit_out_of_bounds_is_a_bad_request(limit: str) -> None:
    answer = get(f"{YEAR}/reports", limit=limit)
    assert (answer.status, answer.type) == (400, "application/problem+json")


def written(content: str) -> str:
    return base64.urlsafe_b64encode(content.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    ["", "%%%", "漢", "abc", written(""), written("FIGURES#局"), written("x"), written("-1")],
)
@pytest.mark.parametrize("path", [f"{YEAR}/reports", f"{REPORT}/versions"])
def test_cursor_that_was_not_given_out_is_a_bad_request(path: str, cursor: str) -> None:
    assert get(path, cursor=cursor).status == 400


# --- totals ---------------------------------------------------------------------------------


def total(cell: str) -> dict[str, Any]:
    items = get(f"{YEAR}/totals").body["items"]
    return next(item for item in items if item["cell"] == cell)


def test_totals_add_printed_numbers_and_count_blanks_apart(store: Store) -> None:
    cell = "t3.new_received.total"
    for organ, number in (("甲局", 37), ("乙局", 5), ("丙局", None)):
        reported(store, organ, cells={cell: number}, deduced={cell: 0} if number is None else {})
    found = total(cell)
    assert (found["sum"], found["reports"], found["blanks"]) == (42, 2, 1)


def test_totals_add_decimals_exactly(store: Store) -> None:
    for organ, number in (("甲局", 0.1), ("乙局", 0.2)):
        reported(store, organ, cells={"t2.charges.amount": number})
    found = total("t2.charges.amount")
    assert (found["sum"], found["unit"]) == (0.3, "万元")


def test_amounts_are_added_in_one_unit_and_never_without_one(store: Store) -> None:
    cell = "t2.procurement.amount"
    for organ, number, unit in (
        ("甲局", 905, "万元"),
        ("乙局", 251000, "元"),
        ("丙局", 0.5, "亿元"),
        ("丁局", 7, None),
    ):
        reported(store, organ, cells={cell: number}, units={cell: unit} if unit else {})
    found = total(cell)
    assert (found["sum"], found["unit"]) == (5930.1, "万元")
    assert (found["reports"], found["without_unit"]) == (3, 1)


def test_totals_leave_out_numbers_that_are_not_certain(store: Store) -> None:
    cell = "t3.new_received.total"
    reported(store, "甲局", cells={cell: 3})
    reported(store, "乙局", cells={cell: 8}, marks={cell: "recognised"})
    found = total(cell)
    assert (found["sum"], found["reports"], found["uncertain"]) == (3, 1, 1)


def test_totals_count_current_reports_only(store: Store) -> None:
    cell = "t3.new_received.total"
    reported(store, "甲局", cells={cell: 1})
    reported(store, cells={cell: 10})
    newer = upload(version="v2", sequencer="0055AED6DCD90281E6")
    store.register(replace(newer, key=f"haishu/2022/{ORGAN}/年报.txt"), "run-2")
    answer = get(f"{YEAR}/totals").body
    assert answer["reports"] == {"passed": 1, "received": 1}
    assert total(cell)["sum"] == 1


def test_totals_of_a_year_without_reports_are_empty() -> None:
    assert get(f"{YEAR}/totals").body == {"reports": {}, "items": [], "next": None}


# --- who may see what -----------------------------------------------------------------------

GUARDED = [
    route.path.format(**VALUES)
    for route in ROUTES
    if route.guard in {"office", "organ"} and route.method == "GET"
]


@pytest.mark.parametrize("path", GUARDED)
def test_without_a_token_nothing_is_said(path: str) -> None:
    assert get(path, offices=None).status == 401


@pytest.mark.parametrize("path", GUARDED)
def test_foreign_office_gets_the_same_answer_whether_there_is_anything_or_not(
    store: Store, path: str
) -> None:
    before = get(path, offices="[yuyao]")
    reported(store)
    assert get(path, offices="[yuyao]") == before
    assert get(path.replace("2022", "abcd"), offices="[yuyao]") == before
    assert (before.status, before.type) == (403, "application/problem+json")
    assert ORGAN not in json.dumps(before.body, ensure_ascii=False)


@pytest.mark.parametrize("path", GUARDED)
def test_offices_are_compared_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.delenv("TABLE_NAME")
    monkeypatch.setattr(clients, "dynamodb", lambda: pytest.fail("the table was asked"))
    assert get(path, offices="[yuyao]").status == 403


# --- problems -------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["22", "２０２２", "abcd", "20222"])
def test_year_of_another_form_is_a_bad_request(year: str) -> None:
    assert get(f"/offices/haishu/years/{year}/reports").status == 400


@pytest.mark.parametrize(("path", "method"), [("/nowhere", "GET"), ("/health", "POST")])
def test_unknown_address_is_not_found(path: str, method: str) -> None:
    answer = get(path, method=method)
    assert (answer.status, answer.type) == (404, "application/problem+json")
    assert "/openapi.json" in answer.body["detail"]


def test_fault_of_the_system_is_a_problem_that_tells_nothing_of_its_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TABLE_NAME", "no-such-table")
    answer = get(f"{YEAR}/reports")
    assert (answer.status, answer.type) == (500, "application/problem+json")
    assert "no-such-table" not in json.dumps(answer.body)


def test_problems_have_the_members_of_the_rfc_in_chinese() -> None:
    answer = get(REPORT)
    assert set(answer.body) == {"type", "title", "status", "detail"}
    assert answer.body["status"] == answer.status
    assert "没有" in answer.body["title"]
