"""What hangs on the office's other reports is told as it is now, though the report was judged before they came."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from functions.adapters.store import Store
from gouji.judging.context import Context
from gouji.judging.sketching import sketch_of
from gouji.organs import Organ
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from tests.functions.builders import result, upload
from tests.functions.query.asking import REVIEWER, YEAR, ask
from tests.gouji.judging import reports

pytestmark = pytest.mark.usefixtures("aws")
REPORT = reports.with_figures({})


def hand_in(
    store: Store,
    organ: str,
    hour: int,
    *,
    year: int = 2022,
    file: str = "年报.docx",
    **fields: Any,
) -> str:
    """The same document, for an organ of the office; judged before any other came."""
    at = f"{year + 1}-01-20T{hour:02d}:00:00Z"
    each = upload(f"haishu/{year}/{organ}/{file}", version=f"{organ}{year}{file}", at=at)
    store.register(each, organ)
    own = replace(REPORT, year=year, recognised="marks" in fields)
    small = sketch_of(own, Context(key=Key("haishu", year, organ)))
    store.finish(each, result(**fields), sketch=small)
    return each.upload_id


def rules(organ: str) -> list[str]:
    body = ask(f"{YEAR}/reports/{organ}").body
    return [finding["rule"] for finding in body["findings"]]


def test_copy_is_told_once_the_other_report_is_there_and_no_more_once_it_is_gone(
    store: Store,
) -> None:
    hand_in(store, "甲局", 8)
    assert "XY-10" not in rules("甲局")
    other = hand_in(store, "乙局", 9)
    assert "XY-10" in rules("甲局")
    store.decide(Key("haishu", 2022, "乙局"), Reviewer("u"), Request("withdraw", other))
    assert "XY-10" not in rules("甲局")


def test_finding_that_hangs_on_others_can_be_waived(store: Store) -> None:
    mine = hand_in(store, "甲局", 8)
    hand_in(store, "乙局", 9)
    path = f"{YEAR}/reports/甲局"
    (copied,) = [f for f in ask(path).body["findings"] if f["rule"] == "XY-10"]
    assert copied["waived"] is None
    answer = ask(
        f"{path}/decisions",
        REVIEWER,
        method="POST",
        body={
            "action": "waive",
            "upload_id": mine,
            "finding": copied["key"],
            "reason": "两局合署办公",
        },
    )
    assert answer.status == 201
    (copied,) = [f for f in ask(path).body["findings"] if f["rule"] == "XY-10"]
    assert copied["waived"]["reason"] == "两局合署办公"


def of_return(organ: str) -> list[str]:
    """Why it could not be checked whether the report came back in time."""
    body = ask(f"{YEAR}/reports/{organ}").body
    return [item["reason"] for item in body["unassessed"] if item["rule"] == "PRC-04"]


def test_report_that_was_never_sent_back_is_held_against_no_return(store: Store) -> None:
    mine = hand_in(store, "甲局", 8)
    assert of_return("甲局") == []
    store.decide(Key("haishu", 2022, "甲局"), Reviewer("u"), Request("return", mine))
    (reason,) = of_return("甲局")
    assert reason == "不知道退回后应当改好的日期，无法核对是否按期修改。"
    hand_in(store, "甲局", 9, file="改.docx")
    assert of_return("甲局") == [reason]


def test_finding_of_an_upload_that_is_not_there_any_more_cannot_be_waived(store: Store) -> None:
    mine = hand_in(store, "甲局", 8)
    store.decide(Key("haishu", 2022, "甲局"), Reviewer("u"), Request("withdraw", mine))
    body = {"action": "waive", "upload_id": mine, "finding": "0" * 16, "reason": "无"}
    path = f"{YEAR}/reports/甲局/decisions"
    assert ask(path, REVIEWER, method="POST", body=body).status == 409


# --- the whole year at once -------------------------------------------------------------------

SCANNED = {"t3.granted.total": "recognised"}


def exported(**query: str) -> dict[str, list[tuple[str, str]]]:
    """The findings of the CSV file by organ: rule and key."""
    content = ask(f"{YEAR}/findings.csv", query=query).body.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(content, newline=""))
    names = [name.rpartition("〔")[2].removesuffix("〕") for name in header]
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        about = dict(zip(names, row, strict=True))
        found.setdefault(about["organ"], []).append((about["rule"], about["key"]))
    return found


def told(organ: str) -> list[tuple[str, str]]:
    body = ask(f"{YEAR}/reports/{organ}").body
    return [(finding["rule"], finding["key"]) for finding in body["findings"]]


ORGANS = ("甲局", "乙局", "丙局", "丁局", "海曙区人民政府")


@pytest.fixture
def year(store: Store, roster: Callable[..., None]) -> Store:
    """Copies, a scan beside a text, late ones, an organ of two names, an aggregate, one that cannot be read."""
    roster(
        *(Organ("甲局", aliases=("甲甲局",)), Organ("乙局"), Organ("丙局"), Organ("丁局")),
        Organ("海曙区人民政府", government=True, aggregate=True),
    )
    for organ in ORGANS:
        hand_in(store, organ, 8, year=2021)
    hand_in(store, "甲局", 8, year=2019)
    hand_in(store, "甲局", 1)
    hand_in(store, "乙局", 2)
    hand_in(store, "海曙区人民政府", 3)
    hand_in(store, "丙局", 5)
    hand_in(store, "丙局", 7, file="扫描.pdf", marks=SCANNED, cells={"t3.granted.total": 1})
    hand_in(store, "甲甲局", 9)
    hand_in(store, "丁局", 10)
    bad = upload("haishu/2022/戊局/年报.docx", version="坏", at="2023-02-20T08:00:00Z")
    store.register(bad, "坏")
    store.finish(bad, result("unreadable", reason="打不开"))
    return store


def test_findings_of_a_year_are_those_of_its_reports_as_they_are_told_now(year: Store) -> None:
    found = exported()
    organs = [*ORGANS, "甲甲局", "戊局"]
    assert {organ: found.get(organ, []) for organ in organs} == {o: told(o) for o in organs}
    season = {rule for own in found.values() for rule, _ in own}
    assert {"XY-10", "ORG-05"} <= season


def test_findings_of_a_group_are_those_of_the_whole_year(
    year: Store, roster: Callable[..., None]
) -> None:
    roster(Organ("甲局", group="一"), Organ("乙局", group="二"), Organ("丙局"))
    assert exported(group="一") == {"甲局": told("甲局")}


def test_accepted_report_that_is_not_the_current_one_keeps_its_verdict(year: Store) -> None:
    first = year.record(Key("haishu", 2022, "乙局"))
    assert first
    assert first.current
    asked = Request("accept", first.current)
    year.decide(Key("haishu", 2022, "乙局"), Reviewer("u"), asked)
    hand_in(year, "乙局", 11, file="更正.docx")
    assert exported(of="accepted") == {}


def test_workbook_of_a_report_tells_what_the_report_tells(year: Store) -> None:
    content = ask(f"{YEAR}/reports/甲局/report.xlsx").body
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    said = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert "XY-10" in said
