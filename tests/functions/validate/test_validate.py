from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from functions.adapters.documents import document_key, store_document
from functions.adapters.messages import ReportValidated, Upload
from functions.adapters.office_files import read_office_file
from functions.adapters.store import Address, Store
from functions.adapters.store.table import now
from functions.validate.handler import handler
from gouji.codec import encode
from gouji.form import TABLE_IDS, TABLES
from gouji.judging.rules.collected import version
from gouji.report import CellId, Key, Number, OutdatedReport, Report
from gouji.season.life import Deletion
from gouji.season.office import kind_of_file
from gouji.season.submission import Uploaded
from tests.functions.builders import DOCUMENTS, TABLE, UPLOADS, context, result, s3, upload
from tests.gouji import figures as fig
from tests.gouji.judging import reports

pytestmark = pytest.mark.usefixtures("aws")

FIGURES = {cell: 0 for table in TABLE_IDS for cell in TABLES[table, "2021"].specs}  # they balance
NEWER = upload(version="v2", sequencer="0055AED6DCD90281E6")

ORGAN = "海曙区教育局"  # the key's


def report(*args: Any, **about: Any) -> Report:
    """A bare report of the key's organ."""
    return replace(fig.report(*args, **about), organ=ORGAN)


def with_figures(figures: Mapping[CellId, Number]) -> Report:
    """A report that keeps every rule, of the key's organ."""
    return replace(reports.with_figures(figures), organ=ORGAN, signature=ORGAN)


def parsed(read: Report, of: Upload | None = None) -> dict[str, Any]:
    of = of or upload()
    document = store_document(DOCUMENTS, of.upload_id, read)
    return {"upload": of.to_json(), "execution": "run-1", "document": document}


def refused(cause: str) -> dict[str, Any]:
    return {
        "upload": upload().to_json(),
        "execution": "run-1",
        "refusal": None,
        "error": {"Error": "UnreadableReport", "Cause": cause},
    }


def stored(store: Store, of: Upload | None = None) -> dict[str, Any]:
    found = store.result((of or upload()).upload_id)
    assert found is not None
    as_json: dict[str, Any] = json.loads(encode(found))
    return as_json


def test_scan_that_an_earlier_release_of_parse_answered_is_to_be_read_again(store: Store) -> None:
    store.register(upload(), "run-1")
    with pytest.raises(OutdatedReport) as caught:
        handler({"upload": upload().to_json(), "execution": "run-1"}, context())
    assert type(caught.value).__name__ == "OutdatedReport"
    assert store.result(upload().upload_id) is None


def test_balanced_report_passes_and_its_verdict_is_stored(store: Store) -> None:
    store.register(upload(), "run-1")
    answer = ReportValidated.read(handler(parsed(with_figures(FIGURES)), context()))
    assert answer.status == stored(store)["status"] == "passed"
    assert stored(store)["file"] == upload().key
    assert stored(store)["cells"] == FIGURES


def test_broken_sum_is_flagged(store: Store) -> None:
    store.register(upload(), "run-1")
    broken = FIGURES | {"t4.reconsideration.total": FIGURES["t4.reconsideration.total"] + 1}
    assert handler(parsed(with_figures(broken)), context())["status"] == "flagged"
    rules = [f["rule"] for f in stored(store)["findings"] if f["severity"] != "note"]
    assert rules == ["T4-01"]


def test_report_of_another_organ_is_flagged(store: Store) -> None:
    store.register(upload(), "run-1")
    other = replace(with_figures(FIGURES), organ="海曙区财政局", signature="海曙区财政局")
    assert handler(parsed(other), context())["status"] == "flagged"
    assert "KEY-02" in {finding["rule"] for finding in stored(store)["findings"]}


def test_place_of_the_file_is_compared_with_the_report(store: Store) -> None:
    store.register(upload(), "run-1")
    handler(parsed(report("2021", FIGURES, year=2021)), context())
    assert "KEY-01" in {finding["rule"] for finding in stored(store)["findings"]}


@pytest.mark.parametrize(
    "cause", [json.dumps({"errorMessage": "文件打不开，请重新导出。"}), "文件打不开，请重新导出。"]
)
def test_unreadable_file_gets_a_verdict_like_any_other(store: Store, cause: str) -> None:
    store.register(upload(), "run-1")
    assert handler(refused(cause), context())["status"] == "unreadable"
    verdict = stored(store)
    assert (verdict["status"], verdict["reason"]) == ("unreadable", "文件打不开，请重新导出。")
    summary = store.summary("haishu", 2022, "海曙区教育局")
    assert summary is not None
    assert (summary.state, summary.reason) == ("unreadable", "文件打不开，请重新导出。")


def test_validating_again_gives_the_same(store: Store) -> None:
    store.register(upload(), "run-1")
    message = parsed(with_figures(FIGURES))
    first = (handler(message, context()), stored(store))
    assert (handler(message, context()), stored(store)) == first


def test_superseded_report_gets_its_verdict_and_leaves_the_newer_summary(store: Store) -> None:
    store.register(upload(), "run-1")
    store.register(NEWER, "run-2")
    handler(parsed(with_figures(FIGURES)), context())
    assert stored(store)["status"] == "passed"
    summary = store.summary("haishu", 2022, "海曙区教育局")
    assert summary is not None
    assert (summary.upload_id, summary.state) == (NEWER.upload_id, "received")


# --- what the cloud knows beside the report ---------------------------------------------------

LAST_YEAR = upload("haishu/2021/海曙区教育局/年报.docx", version="v0", at="2022-01-20T08:00:00Z")
HEADER = "机关,简称,政府,规章制定权,垂直管理,汇总\n"


def own_file(name: str, text: str, place: tuple[str, int] = ("haishu", 2022)) -> None:
    """Put a file of the office's own in force, as Configure does."""
    kind = kind_of_file(name)
    assert kind
    key = f"{place[0]}/{place[1]}/_settings/{name}"
    file = read_office_file(kind, name, text.encode())
    put_in = Uploaded(uuid.uuid4().hex, key, now(), now())
    Store(TABLE).office_files.adopt(place, file, put_in, at_once=True)


def validated(store: Store, of: Upload | None = None, **about: Any) -> dict[str, Any]:
    """The verdict on a balanced report of this year."""
    of = of or upload()
    store.register(of, "run-1")
    handler(parsed(replace(with_figures(FIGURES), **about), of), context())
    return stored(store, of)


def last_year(store: Store, figures: dict[str, int], of: Upload = LAST_YEAR) -> None:
    store.register(of, "run-0")
    handler(parsed(report("2021", figures, year=2021), of), context())


def rules(verdict: dict[str, Any], kind: str) -> set[str]:
    return {item["rule"] for item in verdict[kind]}


def reason(verdict: dict[str, Any], rule: str) -> str:
    return str(next(item["reason"] for item in verdict["unassessed"] if item["rule"] == rule))


def carrying(by: int) -> dict[str, int]:
    """Last year's figures: what this year carries in, and so much more in one column."""
    figures = dict.fromkeys(FIGURES, 0)
    for cell, value in FIGURES.items():
        if cell.startswith("t3.carried_in."):
            figures[cell.replace("carried_in", "carried_over")] = value
            figures[cell.replace("carried_in", "new_received")] = value
    for column in ("other", "total"):
        for row in ("carried_over", "new_received"):
            figures[f"t3.{row}.{column}"] += by
    return figures


def test_last_years_report_of_the_organ_is_compared(store: Store) -> None:
    last_year(store, carrying(1))
    verdict = validated(store)
    assert [f["cells"] for f in verdict["findings"] if f["rule"] == "XY-01"] == [
        ["t3.carried_in.other"],
        ["t3.carried_in.total"],
    ]


def test_last_years_report_that_agrees_says_nothing(store: Store) -> None:
    last_year(store, carrying(0))
    verdict = validated(store)
    assert "XY-01" not in rules(verdict, "findings") | rules(verdict, "unassessed")


def test_without_last_years_report_it_is_not_assessed(store: Store) -> None:
    assert reason(validated(store), "XY-01") == "没有上年度报告，无法核对。"


def test_last_years_upload_that_is_not_read_yet_or_not_at_all_is_told(store: Store) -> None:
    store.register(LAST_YEAR, "run-0")
    assert reason(validated(store), "XY-01") == "2021年度的报告还没有读完，无法核对。"
    store.finish(LAST_YEAR, result("unreadable"))
    assert reason(validated(store), "XY-01") == "2021年度的报告没有能够读取，无法核对。"


def test_last_years_document_of_an_older_version_does_not_fail_the_chain(store: Store) -> None:
    last_year(store, carrying(0))
    older = '{"organ": "海曙区教育局", "year": 2021}'.encode()
    s3().put_object(Bucket=DOCUMENTS, Key=document_key(LAST_YEAR.upload_id), Body=older)
    assert "旧版本" in reason(validated(store), "XY-01")


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b'{"organ": "\xe6"}', b"<html>", None])
def test_last_years_document_that_is_lost_or_damaged_is_a_reason_and_no_fault(
    store: Store, body: bytes | None
) -> None:
    last_year(store, carrying(0))
    key = document_key(LAST_YEAR.upload_id)
    if body is None:
        s3().delete_object(Bucket=DOCUMENTS, Key=key)
    else:
        s3().put_object(Bucket=DOCUMENTS, Key=key, Body=body)
    verdict = validated(store)
    assert "已缺失或损坏" in reason(verdict, "XY-01")
    assert verdict["status"] == "passed"


def test_last_years_report_is_found_under_the_organs_former_name(store: Store) -> None:
    last_year(store, carrying(1), upload("haishu/2021/海曙区教体局/年报.docx", version="v0"))
    own_file("roster.csv", HEADER + "海曙区教育局,海曙区教体局\n")
    assert "XY-01" in rules(validated(store), "findings")


def test_office_switches_rules_off_and_changes_severities(store: Store) -> None:
    own_file("rules.json", '{"off": ["KEY-02"], "severities": {"KEY-01": "note"}}')
    verdict = validated(store, year=2021, organ="海曙区财政局")
    assert "KEY-02" not in rules(verdict, "findings")
    assert {f["severity"] for f in verdict["findings"] if f["rule"] == "KEY-01"} == {"note"}
    assert verdict["rule_names"]["KEY-02"]  # what is off is told by its name
    assert verdict["rules"] == {
        "version": version(),
        "off": ["KEY-02"],
        "severities": {"KEY-01": "note"},
        "on": [],
        "thresholds": {},
    }


def test_faulty_settings_are_told_with_their_line_and_the_whole_catalogue_judges(
    store: Store,
) -> None:
    own_file("rules.json", '{"off":\n["KEY-2"]}')
    verdict = validated(store, organ="海曙区财政局")
    assert reason(verdict, "PRC-02").startswith("rules.json 第 2 行：没有编号为“KEY-2”的规则")
    assert "KEY-02" in rules(verdict, "findings")
    assert verdict["rules"]["off"] == []


def test_faulty_roster_is_told_with_its_line(store: Store) -> None:
    own_file("roster.csv", HEADER + "海曙区教育局,,大概\n")
    verdict = validated(store)
    for rule in ("ORG-01", "T2-05", "AGG-02"):
        assert reason(verdict, rule).startswith("名册有误，无法核对：roster.csv 第 2 行：")


def test_roster_of_another_kind_of_file_is_told(store: Store) -> None:
    own_file("roster.docx", "PK\x03\x04")
    said = reason(validated(store), "ORG-01")
    assert said.startswith("名册有误，无法核对：roster.docx：打不开，请用 Excel 或 WPS 另存为")


def test_faulty_file_leaves_the_one_before_in_force(store: Store) -> None:
    own_file("rules.json", '{"off": ["KEY-02"]}')
    own_file("rules.json", "[")
    verdict = validated(store, organ="海曙区财政局")
    assert verdict["rules"]["off"] == ["KEY-02"]


def test_office_files_in_the_bucket_alone_are_not_looked_at(store: Store) -> None:
    key = "haishu/2022/_settings/rules.json"
    s3().put_object(Bucket=UPLOADS, Key=key, Body=b'{"off": ["KEY-02"]}')
    assert "KEY-02" in rules(validated(store, organ="海曙区财政局"), "findings")


def test_roster_knows_the_names_of_organs(store: Store) -> None:
    own_file("roster.csv", HEADER + "海曙区教育局,区教育局\n")
    verdict = validated(store, organ="海曙区教育局")
    assert "ORG-01" not in rules(verdict, "findings") | rules(verdict, "unassessed")
    assert "ORG-01" in rules(validated(store, organ="区教育局"), "findings")


@pytest.mark.parametrize(
    ("aliases", "short"), [("区教育局、教育局", "区教育局"), ("海曙区教体局", None), ("", None)]
)
def test_short_name_of_the_roster_goes_on_to_the_message(
    store: Store, aliases: str, short: str | None
) -> None:
    own_file("roster.csv", HEADER + f"海曙区教育局,{aliases}\n")
    store.register(upload(), "run-1")
    handler(parsed(with_figures(FIGURES)), context())
    (pending,) = (p for p in store.outbox.pending(Address("haishu")) if p.tells_of_upload)
    assert pending.short_name == short


def test_organ_with_current_reports_under_two_names_is_told(store: Store) -> None:
    own_file("roster.csv", HEADER + "海曙区教育局,区教育局\n")
    assert "ORG-05" not in rules(validated(store), "findings")
    other = upload("haishu/2022/区教育局/年报.docx", version="v7")
    assert "ORG-05" in rules(validated(store, other), "findings")


def test_settings_of_another_office_or_year_do_not_count(store: Store) -> None:
    for place in (("yinzhou", 2022), ("haishu", 2021)):
        own_file("rules.json", '{"off": ["KEY-02"]}', place)
    assert "KEY-02" in rules(validated(store, organ="海曙区财政局"), "findings")


@pytest.mark.parametrize(
    ("at", "late"),
    [
        ("2023-01-31T15:59:59Z", False),  # 23:59 in China
        ("2023-01-31T16:00:00Z", True),
        ("2024-03-01T00:00:00Z", False),  # put in years later: no submission
    ],
)
def test_upload_counts_as_handed_in_on_its_day_in_china(store: Store, at: str, late: bool) -> None:
    verdict = validated(store, upload(at=at))
    assert ("PRC-01" in rules(verdict, "findings")) is late
    assert "PRC-01" in rules(verdict, "unassessed")
    assert verdict["status"] == "passed"


def test_mended_report_is_not_late_where_the_first_one_was_in_time(store: Store) -> None:
    own_file("rules.json", '{"deadline": "2023-01-20"}')
    validated(store, upload(at="2023-01-20T01:00:00Z"))
    again = upload(version="v2", sequencer="0055AED6DCD90281E6", at="2023-02-20T01:00:00Z")
    assert not {"PRC-01", "PRC-02"} & rules(validated(store, again), "findings")


def test_local_deadline_of_the_office_is_kept_to(store: Store) -> None:
    own_file("rules.json", '{"deadline": "2023-01-19"}')
    assert "PRC-02" in rules(validated(store), "findings")


def test_misplaced_report_is_judged_by_itself(store: Store) -> None:
    misplaced = upload("haishu/年报.docx")
    assert reason(validated(store, misplaced), "KEY-01") == "没有报送位置，无法核对年度。"


# --- the office's other reports ---------------------------------------------------------------


def of_organ(organ: str, read: Report, **about: Any) -> dict[str, Any]:
    """Hand a report in for an organ of the office and judge it; the answer of Validate."""
    each = upload(f"haishu/2022/{organ}/年报.docx", version=organ, **about)
    Store(TABLE).register(each, "run-1")
    return handler(parsed(replace(read, organ=organ, signature=organ), each), context())


def season_rules(store: Store, organ: str) -> set[str]:
    found = store.result(upload(f"haishu/2022/{organ}/年报.docx", version=organ).upload_id)
    assert found is not None
    return {each.rule for each in found.findings}


def test_same_file_of_another_organ_is_told(store: Store) -> None:
    of_organ("甲局", with_figures(FIGURES))
    of_organ("乙局", with_figures(FIGURES))
    assert "XY-10" not in season_rules(store, "甲局")
    assert "XY-10" in season_rules(store, "乙局")


def test_report_that_was_superseded_or_taken_back_stands_beside_none(store: Store) -> None:
    of_organ("甲局", with_figures(FIGURES))
    gone = upload("haishu/2022/甲局/年报.docx", version="甲局")
    store.delete(Key("haishu", 2022, "甲局"), Deletion(gone.key, "9" * 64, gone.event_time))
    of_organ("乙局", with_figures(FIGURES))
    assert "XY-10" not in season_rules(store, "乙局")


def test_reports_of_other_offices_and_years_stand_beside_none(store: Store) -> None:
    for key in ("yinzhou/2022/甲局/年报.docx", "haishu/2023/甲局/年报.docx"):
        each = upload(key)
        store.register(each, "run-1")
        handler(parsed(replace(with_figures(FIGURES), organ="甲局"), each), context())
    of_organ("乙局", with_figures(FIGURES))
    assert "XY-10" not in season_rules(store, "乙局")
