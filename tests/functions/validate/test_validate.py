from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, find, settings

from functions.adapters.documents import store_document
from functions.adapters.messages import ReportValidated, Upload
from functions.adapters.store import Store
from functions.validate.handler import handler
from gouji.report import Report
from gouji.wire import report_to_json
from tests.functions.builders import DOCUMENTS, context, upload
from tests.gouji.figures import balanced, report
from tests.gouji.judging.reports import with_figures

pytestmark = pytest.mark.usefixtures("aws")

QUICK = settings(database=None, max_examples=50, suppress_health_check=list(HealthCheck))
FIGURES = find(balanced("2021", largest=9), lambda _: True, settings=QUICK)
NEWER = upload(version="v2", sequencer="0055AED6DCD90281E6")


def parsed(read: Report, of: Upload | None = None) -> dict[str, Any]:
    of = of or upload()
    document = store_document(DOCUMENTS, of.upload_id, report_to_json(read))
    return {"upload": of.model_dump(), "execution": "run-1", "document": document}


def refused(cause: str) -> dict[str, Any]:
    return {
        "upload": upload().model_dump(),
        "execution": "run-1",
        "refusal": None,
        "error": {"Error": "UnreadableReport", "Cause": cause},
    }


def stored(store: Store, of: Upload | None = None) -> dict[str, Any]:
    found = store.result(of or upload())
    assert found is not None
    return found


def test_balanced_report_passes_and_its_verdict_is_stored(store: Store) -> None:
    store.register(upload(), "run-1")
    answer = ReportValidated.model_validate(handler(parsed(with_figures(FIGURES)), context()))
    assert answer.status == stored(store)["status"] == "passed"
    assert stored(store)["file"] == upload().key
    assert stored(store)["cells"] == FIGURES


def test_broken_sum_is_flagged(store: Store) -> None:
    store.register(upload(), "run-1")
    broken = FIGURES | {"t4.reconsideration.total": FIGURES["t4.reconsideration.total"] + 1}
    assert handler(parsed(with_figures(broken)), context())["status"] == "flagged"
    rules = [f["rule"] for f in stored(store)["findings"] if f["severity"] != "note"]
    assert rules == ["T4-01", "KEY-02"]


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
    assert (summary["state"], summary["reason"]) == ("unreadable", "文件打不开，请重新导出。")


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
    assert (summary["upload_id"], summary["state"]) == (NEWER.upload_id, "received")
