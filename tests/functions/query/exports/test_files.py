from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from python_calamine import CalamineWorkbook

from functions.adapters.clients import dynamodb
from functions.adapters.store import Store
from functions.query import offices
from functions.query.routes import ROUTES
from gouji.organs import Organ
from gouji.reading.read import read
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from gouji.season.office import Office
from tests.functions.builders import finding, upload
from tests.functions.query.asking import (
    OF_ORGAN,
    ORGAN,
    READER,
    REPORT,
    VALUES,
    YEAR,
    ask,
    reported,
)
from tests.gouji.exports.years import TOTAL, cells_of

pytestmark = pytest.mark.usefixtures("aws")

FILES = [route for route in ROUTES if route.produces and route.guard != "open"]
OTHER = "海曙区财政局"


def cells(**numbers: Any) -> dict[str, Any]:
    """Every cell, as JSON decodes it; `total` is the one that tests look at."""
    return {**cells_of(), TOTAL: numbers["total"]}


def rows(content: bytes) -> list[dict[str, str]]:
    header, *found = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    ids = [name.rpartition("〔")[2].removesuffix("〕") for name in header]
    return [dict(zip(ids, row, strict=True)) for row in found]


def with_roster(monkeypatch: pytest.MonkeyPatch, *organs: Organ) -> None:
    monkeypatch.setattr(Store, "office", lambda *_: Office(roster=organs), raising=False)


def accept(store: Store, organ: str, upload_id: str) -> None:
    asked = Request(action="accept", upload_id=upload_id)
    store.decide(Key("haishu", 2022, organ), Reviewer("wang"), asked)


@pytest.mark.parametrize("route", FILES, ids=lambda route: route.path)
def test_file_is_for_its_office_alone(store: Store, route: Any) -> None:
    reported(store)
    path = route.path.format(**VALUES)
    assert ask(path, None).status == 401
    assert ask(path, {"offices": "[yuyao]", "sub": "x"}).status == 403
    assert ask(path, READER).status == 200
    is_of_organ = "{organ}" in route.path
    assert ask(path, OF_ORGAN).status == (200 if is_of_organ else 403)


@pytest.mark.parametrize("route", FILES, ids=lambda route: route.path)
def test_file_has_its_kind_and_a_chinese_name(store: Store, route: Any) -> None:
    reported(store)
    answer = ask(route.path.format(**VALUES))
    assert answer.type is not None
    assert answer.type.split(";")[0] == route.produces
    said = answer.headers["Content-Disposition"]
    assert said.isascii()
    name = unquote(said.removeprefix("attachment; filename*=UTF-8''"))
    assert "2022年度" in name
    assert name.endswith(route.path[route.path.rindex(".") :])
    seen = {"If-None-Match": answer.headers["ETag"]}
    assert ask(route.path.format(**VALUES), headers=seen).status == 304


@pytest.mark.parametrize("route", FILES, ids=lambda route: route.path)
def test_year_without_reports_has_files_without_figures(route: Any) -> None:
    expected = 404 if "{organ}" in route.path else 200
    assert ask(route.path.format(**VALUES)).status == expected


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_totals_as_a_file_are_those_of_the_list(store: Store, kind: str) -> None:
    reported(store, cells=cells(total=30))
    reported(store, OTHER, cells=cells(total=12))
    listed = ask(f"{YEAR}/totals").body["items"]
    report = read(ask(f"{YEAR}/totals.{kind}").body)
    assert {cell: found.value for cell, found in report.cells.items()} == {
        total["cell"]: Decimal(str(total["sum"])) for total in listed
    }
    assert report.cells[TOTAL].value == 42


def test_totals_are_of_the_accepted_reports_where_these_are_asked_for(store: Store) -> None:
    upload_id = reported(store, cells=cells(total=30))
    reported(store, OTHER, cells=cells(total=12))
    accept(store, ORGAN, upload_id)
    report = read(ask(f"{YEAR}/totals.xlsx", query={"of": "accepted"}).body)
    assert report.cells[TOTAL].value == 30
    assert ask(f"{YEAR}/totals.xlsx", query={"of": "all"}).status == 400


def test_report_that_adds_up_the_others_is_told_and_not_added(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_roster(monkeypatch, Organ(ORGAN), Organ("海曙区人民政府", aggregate=True))
    reported(store, cells=cells(total=30))
    reported(store, "海曙区人民政府", cells=cells(total=30))
    content = ask(f"{YEAR}/totals.xlsx").body
    assert read(content).cells[TOTAL].value == 30
    notes = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("说明")
    assert "没有计入的：海曙区人民政府" in str(notes.to_python())


def test_cells_have_a_row_for_every_report_that_was_handed_in(store: Store) -> None:
    upload_id = reported(store, cells=cells(total=30))
    reported(store, OTHER, status="unreadable", reason="打不开。")
    first, second = sorted(
        rows(ask(f"{YEAR}/cells.csv").body), key=lambda row: row["organ"] != ORGAN
    )
    assert (first["upload_id"], first[TOTAL], first["standing"]) == (upload_id, "30", "待审核")
    assert (second["organ"], second[TOTAL]) == (OTHER, "（没有读出）")


def test_files_are_of_a_group_in_the_roster_s_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = [Organ("海曙区水利局"), Organ(OTHER, group="一"), Organ(ORGAN, group="一")]
    with_roster(monkeypatch, *roster)
    for organ in (ORGAN, OTHER, "海曙区水利局", "海曙区某局"):
        reported(store, organ, cells=cells(total=1))
    everybody = [row["organ"] for row in rows(ask(f"{YEAR}/cells.csv").body)]
    assert everybody == ["海曙区水利局", OTHER, ORGAN, "海曙区某局"]
    group = rows(ask(f"{YEAR}/cells.csv", query={"group": "一"}).body)
    assert [row["organ"] for row in group] == [OTHER, ORGAN]


def test_json_lines_are_a_report_each(store: Store) -> None:
    reported(store, cells=cells(total=30), marks={TOTAL: "recognised"})
    (line,) = ask(f"{YEAR}/cells.jsonl").body.decode().splitlines()
    found = json.loads(line)
    assert (found["organ"], found["cells"][TOTAL], found["marks"]) == (
        ORGAN,
        30,
        {TOTAL: "recognised"},
    )
    (labelled,) = ask(f"{YEAR}/cells.jsonl", query={"labels": "true"}).body.decode().splitlines()
    assert json.loads(labelled)["labels"][TOTAL].startswith("表三·")
    assert ask(f"{YEAR}/cells.jsonl", query={"labels": "ja"}).status == 400


def test_findings_say_which_are_waived(store: Store) -> None:
    upload_id = reported(store, findings=[finding()], status="flagged")
    asked = Request(action="waive", upload_id=upload_id, finding=finding().key, reason="已核实")
    store.decide(Key("haishu", 2022, ORGAN), Reviewer("wang", "王芳"), asked)
    (row,) = rows(ask(f"{YEAR}/findings.csv").body)
    assert (row["organ"], row["rule"], row["severity"]) == (ORGAN, "T3-01", "error")
    assert (row["waived_by"], row["waived_reason"]) == ("王芳", "已核实")


def test_findings_are_those_of_each_report_that_counts_however_often_it_was_handed_in(
    store: Store,
) -> None:
    """Handed in once, twice, sent back, waived, not judged yet: all in one file, each as it stands."""
    organs = [f"海曙区{name}局" for name in ("教育", "财政", "水利", "民政", "审计")]
    ids = [reported(store, organ, findings=[finding()], status="flagged") for organ in organs[:4]]
    again = reported(
        store, organs[1], at="2023-01-21T00:00:00Z", version="v2", sequencer="2", status="passed"
    )
    store.decide(
        Key("haishu", 2022, organs[2]),
        Reviewer("wang"),
        Request(action="return", upload_id=ids[2]),
    )
    store.decide(
        Key("haishu", 2022, organs[3]),
        Reviewer("wang", "王芳"),
        Request(action="waive", upload_id=ids[3], finding=finding().key, reason="已核实"),
    )
    store.register(upload(f"haishu/2022/{organs[4]}/年报.txt"), "run")
    found = rows(ask(f"{YEAR}/findings.csv").body)
    assert {(row["organ"], row["upload_id"], row["waived_by"]) for row in found} == {
        (organs[0], ids[0], ""),
        (organs[2], ids[2], ""),
        (organs[3], ids[3], "王芳"),
    }
    accept(store, organs[1], again)
    assert not rows(ask(f"{YEAR}/findings.csv", query={"of": "accepted"}).body)


def test_findings_of_a_year_are_read_many_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many requests for thirty reports as for three."""
    asked: list[str] = []

    def requests() -> int:
        asked.clear()
        assert ask(f"{YEAR}/findings.csv").status == 200
        return len(asked)

    for n in range(3):
        reported(store, f"海曙区第{n}局", findings=[finding()], status="flagged")
    dynamodb().meta.events.register("before-call", lambda model, **_: asked.append(model.name))
    few = requests()
    for n in range(3, 30):
        reported(store, f"海曙区第{n}局", findings=[finding()], status="flagged")
    assert requests() == few > 0


def test_workbook_of_a_report_is_that_of_the_command(store: Store) -> None:
    reported(store, cells=cells(total=30), findings=[finding()], status="flagged")
    content = ask(f"{REPORT}/report.xlsx").body
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names[:2] == ["结论", "退回意见"]
    assert read(content).cells[TOTAL].value == 30


def test_offices_without_a_roster_have_their_files(store: Store) -> None:
    assert offices.office_of(store, "haishu", 2022).roster is None
    reported(store, cells=cells(total=30))
    assert len(rows(ask(f"{YEAR}/cells.csv").body)) == 1
