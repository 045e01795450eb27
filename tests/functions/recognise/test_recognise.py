from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from functions.adapters.documents import fetch_document
from functions.adapters.messages import ObjectCreated, ReportParsed, ReportScanned
from functions.parse.handler import handler as parse
from functions.recognise.handler import handler
from gouji.report import ScannedReport, UnreadableReport
from tests.functions.builders import DOCUMENTS, context, sent

pytestmark = pytest.mark.usefixtures("aws", "recognised_once")

SCAN = (Path(__file__).parents[2] / "documents" / "yunping-traffic-2022.tif").read_bytes()


def scanned(event: dict[str, Any]) -> dict[str, Any]:
    found = ObjectCreated.of(event).upload()
    return {"upload": found.to_json(), "execution": "run-1"}


def test_parse_hands_a_scan_on_and_recognise_reads_it() -> None:
    ingested = scanned(sent(SCAN)) | {"refusal": None}
    handed_on = parse(ingested, context())
    assert ReportScanned.read(handed_on)
    assert "document" not in handed_on
    answer = ReportParsed.read(handler(handed_on, context()))
    report = fetch_document(DOCUMENTS, answer.document)
    assert report.recognised
    assert report.cells["t3.new_received.total"].mark == "recognised"


def test_what_parse_was_handed_is_enough_for_recognise() -> None:
    """The workflow catches Parse's error and hands on what Parse itself was handed."""
    ingested = scanned(sent(SCAN)) | {"refusal": None}
    requested = ingested | {"ingested": ingested, "catches_scans": True}
    with pytest.raises(ScannedReport):
        parse(requested, context())
    outdated = {"document": "parsed/old.json", "outdated": {"Error": "OutdatedReport"}}
    for handed_on in (ingested, ingested | outdated):
        answer = handler(handed_on, context())
        assert ReportParsed.read(answer).to_json() == answer


def test_picture_that_is_damaged_is_unreadable_under_the_name_that_the_workflow_catches(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(UnreadableReport) as caught:
        handler(scanned(sent(b"\x89PNG\r\n\x1a\n broken")), context())
    assert type(caught.value).__name__ == "UnreadableReport"
    assert str(caught.value).endswith("。")
    (logged,) = (each for each in caplog.records if each.getMessage() == "raised")
    assert vars(logged)["error"] == "UnreadableReport"
