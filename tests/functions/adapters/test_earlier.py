"""What earlier releases wrote: messages that waited while a new one was deployed, documents that were kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from functions.adapters import messages
from functions.adapters.documents import document_key, fetch_document, store_document
from functions.adapters.messages import Message
from gouji.report import OutdatedReport, Report
from tests.functions.builders import DOCUMENTS, s3

EARLIER = Path(__file__).parent / "earlier"
MESSAGES = sorted(path.stem for path in EARLIER.glob("Report*.json"))
OUTDATED = (EARLIER / "document-1.json").read_bytes()
UPLOAD = "0" * 32


def _kind(name: str) -> type[Message]:
    kind: type[Message] = getattr(messages, name.partition("-")[0])
    return kind


@pytest.mark.parametrize("name", MESSAGES)
def test_message_of_an_earlier_release_is_read(name: str) -> None:
    sample = json.loads((EARLIER / f"{name}.json").read_text())
    read = _kind(name).read(sample).to_json()
    assert {key: sample[key] for key in read if key in sample}.items() <= read.items()


@pytest.mark.parametrize("name", ["ReportIngested", "ReportParsed", "ReportValidated"])
def test_message_of_a_later_release_is_read_without_what_it_has_more(name: str) -> None:
    sample = json.loads((EARLIER.parent / "messages" / f"{name}.json").read_text())
    later = {**sample, "later": 1, "upload": {**sample["upload"], "later": [1]}}
    assert _kind(name).read(later).to_json() == sample


@pytest.mark.parametrize(
    "kept",
    [OUTDATED, OUTDATED[:-100], b"", b"null", b"[]", b'{"cells": 1}', b"\xff"],
    ids=["earlier", "cut", "empty", "null", "list", "shape", "bytes"],
)
@pytest.mark.usefixtures("aws")
def test_document_that_cannot_be_taken_up_says_so_by_one_name(kept: bytes) -> None:
    s3().put_object(Bucket=DOCUMENTS, Key=document_key(UPLOAD), Body=kept)
    with pytest.raises(OutdatedReport):
        fetch_document(DOCUMENTS, document_key(UPLOAD))


@pytest.mark.usefixtures("aws")
def test_document_that_is_gone_does_so_too() -> None:
    with pytest.raises(OutdatedReport):
        fetch_document(DOCUMENTS, document_key(UPLOAD))


@pytest.mark.usefixtures("aws")
def test_document_of_this_release_is_what_was_kept() -> None:
    report = Report(
        organ=None, year=None, title=None, forms={"t2": None, "t3": None, "t4": None}, cells={}
    )
    assert fetch_document(DOCUMENTS, store_document(DOCUMENTS, UPLOAD, report)) == report
