from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from functions.adapters.documents import fetch_document
from functions.adapters.messages import ObjectCreated, ReportParsed
from functions.parse.handler import handler
from gouji.reading.read import read
from gouji.report import ScannedReport, UnreadableReport
from tests.functions.builders import DOCUMENTS, context, sent, upload

pytestmark = pytest.mark.usefixtures("aws")

SCAN = (Path(__file__).parents[2] / "documents" / "yunping-traffic-2022.tif").read_bytes()
REPORT = (Path(__file__).parents[3] / "samples" / "yunping-grain-2022.txt").read_bytes()


def ingested(event: dict[str, Any]) -> dict[str, Any]:
    found = ObjectCreated.of(event).upload()
    return {"upload": found.to_json(), "execution": "run-1", "refusal": None}


def requested(message: dict[str, Any]) -> dict[str, Any]:
    """What the workflow makes of a message."""
    about = {name: message[name] for name in ("upload", "execution")}
    return about | {"ingested": message, "catches_scans": True}


def raised(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged as raised."""
    return [vars(each)["error"] for each in caplog.records if each.getMessage() == "raised"]


def test_report_as_read_is_kept_with_its_narrative() -> None:
    answer = ReportParsed.read(handler(ingested(sent(REPORT)), context()))
    assert answer.document == f"parsed/{answer.upload.upload_id}.json"
    stored = fetch_document(DOCUMENTS, answer.document)
    assert stored == read(REPORT)
    assert any(section.paragraphs for section in stored.sections)


def test_very_version_is_read() -> None:
    message = ingested(sent(REPORT))
    sent(b"something else")
    assert ReportParsed.read(handler(message, context()))


def test_parsing_again_gives_the_same() -> None:
    message = ingested(sent(REPORT))
    assert handler(message, context()) == handler(message, context())


def test_refused_file_is_not_fetched() -> None:
    message = {"upload": upload().to_json(), "execution": "run-1", "refusal": "文件是空的。"}
    with pytest.raises(UnreadableReport, match="文件是空的"):
        handler(message, context())


def test_file_without_tables_is_unreadable_and_leaves_nothing() -> None:
    with pytest.raises(UnreadableReport):
        handler(ingested(sent("只有文字".encode())), context())
    assert boto3.client("s3").list_objects_v2(Bucket=DOCUMENTS)["KeyCount"] == 0


def test_unreadable_report_is_raised_under_the_name_that_the_workflow_catches() -> None:
    # Lambda reports the class's bare name as errorType; a subclass would slip past the Catch.
    with pytest.raises(UnreadableReport) as caught:
        handler(ingested(sent("只有文字".encode())), context())
    assert type(caught.value).__name__ == "UnreadableReport"


# --- what the workflow hands over, and takes as an error ------------------------------------------


def test_answer_is_the_same_whether_the_workflow_asks_or_who_judges_again() -> None:
    message = ingested(sent(REPORT))
    assert handler(requested(message), context()) == handler(message, context())


def test_refusal_is_found_in_the_message_that_the_workflow_was_handed() -> None:
    message = {"upload": upload().to_json(), "execution": "run-1", "refusal": "文件是空的。"}
    with pytest.raises(UnreadableReport, match="文件是空的"):
        handler(requested(message), context())


def test_file_that_is_read_again_is_asked_for_without_a_refusal() -> None:
    message = ingested(sent(REPORT))
    del message["refusal"]
    validated = message | {"document": "parsed/old.json", "outdated": {"Error": "OutdatedReport"}}
    assert handler(requested(validated), context()) == handler(message, context())


def test_scan_is_raised_under_its_own_name_where_it_is_caught(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(ScannedReport) as caught:
        handler(requested(ingested(sent(SCAN))), context())
    assert type(caught.value).__name__ == "ScannedReport"
    assert raised(caplog) == ["ScannedReport"]
    assert boto3.client("s3").list_objects_v2(Bucket=DOCUMENTS)["KeyCount"] == 0


def test_scan_is_answered_where_it_is_not(caplog: pytest.LogCaptureFixture) -> None:
    message = ingested(sent(SCAN))
    assert handler(message, context()) == {name: message[name] for name in ("upload", "execution")}
    assert not raised(caplog)  # Lambda counts no error that would be taken off


def test_what_is_raised_of_a_file_is_logged_and_what_is_raised_else_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    unreadable = ingested(sent("只有文字".encode()))
    for message in (unreadable, unreadable | {"refusal": "文件是空的。"}):
        with pytest.raises(UnreadableReport):
            handler(requested(message), context())
    assert raised(caplog) == ["UnreadableReport"] * 2
    elsewhere = ingested(sent(REPORT))
    elsewhere["upload"]["bucket"] = "no-such-bucket"
    with pytest.raises(ClientError):
        handler(requested(elsewhere), context())
    assert len(raised(caplog)) == 2
