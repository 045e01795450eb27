"""Pages drawn apart: what fails there costs pictures, and no report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import boto3
import pytest

from functions.adapters.messages import ObjectCreated, ReportParsed
from functions.adapters.shown import fetch_pages, fetch_shown
from functions.parse.handler import handler
from gouji import showing
from gouji.reading import limits
from gouji.reading.apart import end_waiting
from gouji.reading.document import Document
from gouji.report import UnreadableReport
from gouji.showing import pages_apart, pages_in
from tests.functions.builders import DOCUMENTS, context, sent
from tests.gouji.reading import hostile

DOCUMENTS_HERE: Final = Path(__file__).parents[2] / "documents"
PDF: Final = (DOCUMENTS_HERE / "yunping-traffic-2022.pdf").read_bytes()


def _refusing(*_: object) -> Iterator[bytes]:
    raise UnreadableReport(limits.TOO_COMPLEX)


def test_pages_are_those_that_are_drawn_here() -> None:
    for turned in ({}, {1: 1, 2: 3}):
        here = tuple(pages_in(PDF, Document((), turned_pages=turned)))
        assert len(here) > 1
        assert pages_apart(PDF, turned) == (here, "")


def test_what_cannot_be_drawn_has_no_pages() -> None:
    assert pages_apart(b"%PDF-1.7 broken", {}) == ((), "")
    pages, why = pages_apart(hostile.forms_in_forms(9, 10), {})
    assert pages == ()
    assert "内存" in why


@pytest.mark.parametrize("end", ["os._exit(139)", "time.sleep(60)"])
def test_pages_before_one_that_ends_the_process_or_takes_for_ever_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys, time\n"
        "import gouji.showing\n"
        "whole = gouji.showing.pages_in\n"
        "def pages_in(*given):\n"
        "    yield next(whole(*given))\n"
        f"    {end}\n"
        "gouji.showing.pages_in = pages_in\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    end_waiting()
    pages, why = pages_apart(PDF, {}, seconds=8.0)
    end_waiting()
    assert [page.page for page in pages] == [1]
    assert why


@pytest.mark.usefixtures("aws")
def test_report_is_read_and_its_blocks_are_shown_without_pictures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(showing, "apart", _refusing)
    upload = ObjectCreated.of(sent(PDF)).upload()
    message = {"upload": upload.to_json(), "execution": "run-1", "refusal": None}
    assert ReportParsed.read(handler(message, context()))
    stored = fetch_shown(DOCUMENTS, upload.upload_id)
    assert stored is not None
    assert stored.document.blocks
    assert fetch_pages(DOCUMENTS, upload.upload_id, stored) == ()


@pytest.mark.usefixtures("aws")
def test_each_picture_is_kept_once_however_often_it_is_drawn() -> None:
    upload = ObjectCreated.of(sent(PDF)).upload()
    message = {"upload": upload.to_json(), "execution": "run-1", "refusal": None}
    kept = []
    for _ in range(2):
        handler(message, context())
        listed = boto3.client("s3").list_objects_v2(Bucket=DOCUMENTS)["Contents"]
        kept.append([(each["Key"], each["ETag"]) for each in listed])
    assert kept[0] == kept[1]
    assert len(kept[0]) > 3
