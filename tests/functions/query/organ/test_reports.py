from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from functions.adapters.store import Address, Store
from functions.notify.turns import tell
from gouji.facts.figures import TableMissing
from gouji.organs import Organ
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Deletion, Reviewer
from gouji.wording.mail import Mail
from tests.functions.builders import Mailbox, finding, result, upload
from tests.functions.query.asking import (
    OF_ORGAN,
    ORGAN,
    READER,
    REPORT,
    REVIEWER,
    YEAR,
    ask,
    paged,
    reported,
)

pytestmark = pytest.mark.usefixtures("aws")
PLACE = Key("haishu", 2022, ORGAN)
CELL = "t3.new_received.total"


# --- the current report ---------------------------------------------------------------------


def test_report_has_last_years_cells_beside_its_own(store: Store) -> None:
    reported(
        store,
        year=2021,
        cells={CELL: 30, "t2.charges.amount": None},
        marks={"t2.charges.amount": "blank"},
    )
    reported(store, cells={CELL: 37})
    body = ask(REPORT).body
    assert body["previous"] == {CELL: 30, "t2.charges.amount": None}
    assert body["previous_marks"] == {"t2.charges.amount": "blank"}


def test_last_years_report_under_another_name_is_found_by_the_roster(
    store: Store, roster: Callable[..., None]
) -> None:
    roster(Organ(ORGAN, aliases=("教育局",)))
    reported(store, "教育局", year=2021, cells={CELL: 30})
    reported(store)
    assert ask(REPORT).body["previous"] == {CELL: 30}


def test_last_years_report_that_was_replaced_and_not_read_yet_has_no_cells(store: Store) -> None:
    reported(store, year=2021, cells={CELL: 30})
    newer = upload(f"haishu/2021/{ORGAN}/年报.txt", version="v2", sequencer="0056")
    store.register(newer, "run")
    reported(store)
    assert ask(REPORT).body["previous"] is None


def test_report_that_was_taken_back_is_not_found_and_its_history_is(store: Store) -> None:
    current = reported(store)
    store.decide(PLACE, Reviewer("wang"), Request("withdraw", current))
    assert ask(REPORT).status == 404
    kinds = [event["kind"] for event in ask(f"{REPORT}/history").body["items"]]
    assert kinds == ["decided", "judged", "uploaded"]


# --- versions -------------------------------------------------------------------------------


def test_every_version_keeps_its_verdict(store: Store) -> None:
    first = reported(store, cells={CELL: 1}, findings=[finding()], status="flagged")
    second = reported(store, cells={CELL: 2}, version="v2", sequencer="0056")
    found = {i: ask(f"{REPORT}/versions/{i}").body for i in (first, second)}
    assert [found[i]["cells"][CELL] for i in (first, second)] == [1, 2]
    assert [found[i]["upload"]["superseded"] for i in (first, second)] == [True, False]
    assert found[first]["findings"][0]["waived"] is None


def test_version_without_a_verdict_says_so(store: Store) -> None:
    each = upload(f"haishu/2022/{ORGAN}/年报.txt")
    store.register(each, "run")
    body = ask(f"{REPORT}/versions/{each.upload_id}").body
    assert (body["upload"]["state"], body["cells"]) == ("received", None)


@pytest.mark.parametrize("claims", [READER, REVIEWER, OF_ORGAN])
def test_version_of_another_organ_or_office_is_not_found(store: Store, claims: Any) -> None:
    """Ids are no keys to what they are of: an organ's reader may know those of others."""
    own = reported(store)
    other = reported(store, "甲局")
    foreign = upload(f"yuyao/2022/{ORGAN}/年报.txt")
    store.register(foreign, "run")
    store.finish(foreign, result())
    assert ask(f"{REPORT}/versions/{own}", claims).status == 200
    for upload_id in (other, foreign.upload_id, "x"):
        assert ask(f"{REPORT}/versions/{upload_id}", claims).status == 404
        for query in ({"from": upload_id}, {"from": own, "to": upload_id}):
            assert ask(f"{REPORT}/differences", claims, query=query).status == 404


# --- differences ----------------------------------------------------------------------------


def _finding(key: str) -> Any:
    return replace(finding(), key=key * 16)


@pytest.fixture
def two(store: Store) -> tuple[str, str]:
    """Two uploads: one cell and one finding mended, one finding as it was, one new."""
    first = reported(
        store, cells={CELL: 1}, findings=[_finding("1"), _finding("2")], status="flagged"
    )
    second = reported(
        store,
        cells={CELL: 2},
        findings=[_finding("2"), _finding("3")],
        status="flagged",
        version="v2",
        sequencer="0056",
    )
    return first, second


def test_two_uploads_differ_cell_by_cell_and_finding_by_finding(two: tuple[str, str]) -> None:
    body = ask(f"{REPORT}/differences", query={"from": two[0], "to": two[1]}).body
    (cell,) = body["cells"]
    assert (cell["cell"], cell["from"], cell["to"]) == (CELL, 1, 2)
    keys = {
        name: [f["key"][0] for f in body["findings"][name]]
        for name in ("mended", "remaining", "new")
    }
    assert keys == {"mended": ["1"], "remaining": ["2"], "new": ["3"]}


def test_current_upload_is_compared_with_the_one_before_it(two: tuple[str, str]) -> None:
    whole = ask(f"{REPORT}/differences", query={"from": two[0], "to": two[1]})
    assert ask(f"{REPORT}/differences") == whole
    assert ask(f"{REPORT}/differences", query={"to": two[0]}).status == 404


def test_differences_are_told_in_english_where_that_is_asked_for(two: tuple[str, str]) -> None:
    asked = {"from": two[0], "to": two[1]}
    chinese = ask(f"{REPORT}/differences", query=asked).body
    english = ask(f"{REPORT}/differences", query={**asked, "language": "en"}).body
    for kind in ("mended", "remaining", "new"):
        for ours, theirs in zip(english["findings"][kind], chinese["findings"][kind], strict=True):
            assert ours["message"] != theirs["message"]
            assert ours["message"].startswith("Table ")
            assert {**ours, "message": ""} == {**theirs, "message": ""}
    assert ask(f"{REPORT}/differences", query={**asked, "language": "EN"}).status == 400


def test_upload_without_a_verdict_cannot_be_compared(store: Store, two: tuple[str, str]) -> None:
    third = upload(f"haishu/2022/{ORGAN}/年报.txt", version="v3", sequencer="0057")
    store.register(third, "run")
    assert ask(f"{REPORT}/differences").status == 404


# --- history --------------------------------------------------------------------------------


@pytest.mark.usefixtures("mailbox")
def test_history_has_uploads_verdicts_messages_decisions_and_deletions(
    store: Store, mailbox: Mailbox
) -> None:
    first = reported(store, at="2023-01-20T08:00:00Z")
    tell(store, Address("haishu"), "run")
    store.decide(PLACE, Reviewer("wang", "王芳"), Request("return", first, reason="请更正"))
    deletion = Deletion(f"haishu/2022/{ORGAN}/年报.txt", "01", "2023-01-19T08:00:00Z")
    store.delete(PLACE, deletion)
    failed = upload(
        f"haishu/2022/{ORGAN}/年报.txt", version="v2", sequencer="0056", at="2023-01-18T08:00:00Z"
    )
    store.fail(failed, "run", "处理超时")
    items = ask(f"{REPORT}/history").body["items"]
    told = next(item for item in items if item["kind"] == "told")
    assert told["message_id"] in {message.attributes["id"] for message in mailbox.taken}
    decided = next(item for item in items if item["kind"] == "decided")
    assert decided["decision"]["by"] == {"sub": "wang", "name": "王芳"}
    assert [item["kind"] for item in items] == [
        *("failed", "decided", "told", "judged", "uploaded", "deleted", "uploaded"),
    ]
    assert [item["at"] for item in items[3:]] == sorted((i["at"] for i in items[3:]), reverse=True)
    assert paged(f"{REPORT}/history", 2) == items


def test_history_has_what_the_organ_was_sent_once(store: Store, mailbox: Mailbox) -> None:
    upload_id = reported(store)
    store.mornings.queue_reminders("haishu", 2022, date(2023, 2, 1), [(ORGAN, Mail("题", "文"))])
    store.decide(PLACE, Reviewer("wang"), Request("return", upload_id, reason="请更正"))
    assert "told" not in {item["kind"] for item in ask(f"{REPORT}/history").body["items"]}
    for _ in range(3):
        tell(store, Address("haishu", ORGAN), "run")
    sent = [item for item in ask(f"{REPORT}/history").body["items"] if item["kind"] == "told"]
    assert [(item["told"], item["upload_id"]) for item in sent] == [
        ("returned", upload_id),
        ("reminder", None),
    ]
    ids = [message.attributes["id"] for message in mailbox.taken]
    assert [item["message_id"] for item in reversed(sent)] == ids
    # Nothing hangs on it: the report stands as it stood.
    assert ask(REPORT).body["standing"] == "returned"


# --- an organ's own readers -----------------------------------------------------------------


def _of_rule(rule: str, key: str) -> Any:
    return replace(finding(), rule=rule, key=key * 16, facts=TableMissing(table="t3"))


def test_organs_own_reader_sees_nothing_that_tells_of_other_organs(store: Store) -> None:
    rules = ("T3-01", "XY-07", "AGG-01")
    first = [_of_rule(rule, str(n)) for n, rule in enumerate(rules)]
    one = reported(store, findings=first, status="flagged")
    reported(store, findings=first[:2], status="flagged", version="v2", sequencer="0056")

    def told(path: str, claims: Any) -> set[str]:
        return {each["rule"] for each in ask(path, claims).body["findings"]}

    assert told(REPORT, READER) == {"T3-01", "XY-07"}
    assert told(REPORT, OF_ORGAN) == {"T3-01"}
    assert told(f"{REPORT}/versions/{one}", OF_ORGAN) == {"T3-01"}
    differences = ask(f"{REPORT}/differences", OF_ORGAN).body["findings"]
    assert differences["mended"] == []
    assert {each["rule"] for each in differences["remaining"]} == {"T3-01"}


@pytest.mark.parametrize(
    "organs",
    [
        "[]",
        "[haishu/%E7%94%B2%E5%B1%80]",
        "[haishu]",
        "[haishu/]",
        "[yuyao/%E6%B5%B7%E6%9B%99%E5%8C%BA%E6%95%99%E8%82%B2%E5%B1%80]",
        None,
    ],
)
def test_reader_of_another_organ_is_told_the_same_whether_there_is_anything_or_not(
    store: Store, organs: str | None
) -> None:
    claims = {"sub": "li", "organs": organs}
    before = ask(REPORT, claims)
    reported(store)
    assert before.status == 403
    assert ask(REPORT, claims) == before


@pytest.mark.parametrize("organ", ["甲局", "局（东）", "100%局", "a+b 局", "50%2B局"])
def test_organs_claim_names_an_organ_whatever_its_name_holds(store: Store, organ: str) -> None:
    from urllib.parse import quote

    reported(store, organ)
    for safe in ("/", ""):
        claims = {"organs": f"[{quote(f'haishu/{organ}', safe=safe)}]", "sub": "li"}
        assert ask(f"{YEAR}/reports/{organ}", claims).status == 200
        assert ask(f"{YEAR}/reports/乙局", claims).status == 403
