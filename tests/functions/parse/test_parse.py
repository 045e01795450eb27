from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import pytest

from functions.adapters.documents import fetch_document
from functions.adapters.messages import ObjectCreated, ReportParsed
from functions.parse.handler import handler
from gouji.reading.read import read
from gouji.report import UnreadableReport
from tests.functions.builders import DOCUMENTS, context, sent, upload

pytestmark = pytest.mark.usefixtures("aws")

REPORT = (Path(__file__).parents[3] / "samples" / "yunping-grain-2022.txt").read_bytes()


def ingested(event: dict[str, Any]) -> dict[str, Any]:
    found = ObjectCreated.of(event).upload()
    return {"upload": found.to_json(), "execution": "run-1", "refusal": None}


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
