"""A report's document, and the page on which it stands, through all that keeps them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from functions.adapters.messages import ObjectCreated, ReportScanned
from functions.adapters.store import Store
from functions.parse.handler import handler as parse
from functions.recognise.handler import handler as recognise
from functions.validate.handler import handler as validate
from gouji.codec import decode
from gouji.judging.context import Context
from gouji.page.standalone import standalone
from gouji.paging import material_of
from tests.functions.builders import DOCUMENTS, UPLOADS, context, sent
from tests.functions.query.asking import (
    OF_ORGAN,
    ORGAN,
    READER,
    REPORT,
    REVIEWER,
    YEAR,
    ask,
    reported,
)

HERE: Final = Path(__file__).parents[4]
SAMPLES: Final = HERE / "samples"
KINDS: Final = HERE / "tests" / "documents"
DATA = re.compile(rb'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
PICTURE = re.compile(rb'<script type="text/plain" id="page-(\d+)">([^<]+)</script>')


def handed_in(store: Store, file: Path, *, year: int = 2022, organ: str = ORGAN) -> str:
    """Have a file go its whole way. Returns the upload's id."""
    event = sent(file.read_bytes(), f"haishu/{year}/{organ}/{file.name}")
    upload = ObjectCreated.of(event).upload()
    store.register(upload, "run")
    about = {"upload": upload.to_json(), "execution": "run"}
    answer = parse(about | {"refusal": None}, context())
    if "document" not in answer:
        assert ReportScanned.read(answer)
        answer = recognise(answer, context())
    validate(answer, context())
    return upload.upload_id


def page() -> bytes:
    answer = ask(f"{REPORT}/page.html")
    assert answer.status == 200
    content: bytes = answer.body
    return content


def data_of(content: bytes) -> dict[str, Any]:
    found = DATA.search(content)
    assert found
    return decode(found[1], dict[str, Any])


def got(address: str) -> tuple[bytes, dict[str, list[str]]]:
    """What lies at an address, and what it asks S3 to answer with."""
    split = urlsplit(address)
    asked = parse_qs(split.query)
    bucket = split.netloc.split(".")[0]
    about: Any = {"VersionId": asked["versionId"][0]} if "versionId" in asked else {}
    key = parse_qs(f"key={split.path.removeprefix('/').replace('+', '%2B')}")["key"][0]
    return boto3.client("s3").get_object(Bucket=bucket, Key=key, **about)["Body"].read(), asked


FILES = (
    *(SAMPLES / name for name in ("yunping-grain-2022.txt", "yunping-traffic-2022.docx")),
    SAMPLES / "qingchuan-planning-2023.html",
    *sorted(
        path
        for path in KINDS.glob("yunping-traffic-2022.*")
        if path.suffix not in {".tif", ".png", ".jpg"}
    ),
)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_page_shows_what_the_command_shows(store: Store, file: Path) -> None:
    handed_in(store, file)
    content = page()
    mine, theirs = data_of(content), data_of(standalone(material_of(str(file), Context())))
    assert mine["document"] == theirs["document"]
    assert mine["document"]["blocks"]
    for each in ("tables", "cells"):
        assert mine["view"][each] == theirs["view"][each]
    same = standalone(material_of(str(file), Context()))
    assert PICTURE.findall(content) == PICTURE.findall(same)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_figure_stands_in_the_document_where_its_place_says(store: Store, file: Path) -> None:
    handed_in(store, file)
    answer = ask(f"{REPORT}/document", OF_ORGAN)
    assert answer.status == 200
    assert answer.body["name"] == file.name
    grids = {b["number"]: b for b in answer.body["blocks"] if b["kind"] == "grid"}
    stands = {
        cell: found["text"]
        for grid in grids.values()
        for row in grid["rows"]
        for found in row
        for cell in found.get("cells", ())
    }
    places = ask(REPORT).body["places"]
    told = {cell: place for cell, place in places.items() if place.get("table")}
    assert len(told) > 100
    assert {cell: stands[cell].split() for cell in told} == {
        cell: place["text"].split() for cell, place in told.items()
    }


def test_pages_of_a_pdf_are_pictures_behind_addresses_that_answer_with_attachments(
    store: Store,
) -> None:
    handed_in(store, KINDS / "yunping-traffic-2022.pdf")
    answer = ask(f"{REPORT}/document").body
    assert answer["kind"] == "pdf"
    assert [each["page"] for each in answer["pages"]] == [*range(1, len(answer["pages"]) + 1)]
    for each in answer["pages"]:
        assert each["width"] > 500
        assert each["height"] > 500
        content, asked = got(each["image"])
        assert content.startswith(b"\x89PNG")
        assert asked["response-content-type"] == ["image/png"]
        assert asked["response-content-disposition"][0].startswith("attachment")
        assert asked["X-Amz-Expires"] == ["300"]
    assert b"page-1" in page()


def test_address_leads_to_the_very_version_that_was_read(store: Store) -> None:
    file = SAMPLES / "yunping-grain-2022.txt"
    handed_in(store, file)
    boto3.client("s3").put_object(
        Bucket=UPLOADS, Key=f"haishu/2022/{ORGAN}/{file.name}", Body=b"another"
    )
    content, asked = got(ask(f"{REPORT}/document").body["url"])
    assert content == file.read_bytes()
    assert asked["response-content-disposition"][0].startswith("attachment")
    assert asked["X-Amz-Expires"] == ["300"]


def test_without_versions_the_address_leads_to_what_was_read_or_nowhere(store: Store) -> None:
    key = f"haishu/2022/{ORGAN}/年报.txt"
    body = (SAMPLES / "yunping-grain-2022.txt").read_bytes()
    event = sent(body, key)
    event["detail"]["object"].pop("version-id")
    upload = ObjectCreated.of(event).upload()
    store.register(upload, "run")
    assert got(ask(f"{REPORT}/document").body["url"])[0] == body
    sent(b"another", key)
    assert ask(f"{REPORT}/document").status == 404


@pytest.mark.usefixtures("recognised_once")
def test_scan_is_shown_as_it_was_looked_at(store: Store) -> None:
    handed_in(store, KINDS / "yunping-traffic-2022.tif")
    answer = ask(f"{REPORT}/document").body
    assert answer["kind"] == "image"
    assert answer["pages"]
    assert got(answer["pages"][0]["image"])[0].startswith(b"\x89PNG")
    marks = data_of(page())["result"]["marks"]
    assert "recognised" in marks.values()


def test_last_years_figures_stand_under_this_years(store: Store) -> None:
    handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    assert data_of(page())["view"]["last_year"] is None
    handed_in(store, SAMPLES / "yunping-traffic-2022.docx", year=2021)
    cells = data_of(page())["view"]["last_year"]["cells"]
    told = ask(REPORT).body["previous"]
    assert len(cells) > 100
    assert cells == {cell: told[cell] for cell in cells}


def test_page_of_another_years_organ_is_none_of_ours(store: Store) -> None:
    handed_in(store, SAMPLES / "yunping-traffic-2022.docx", year=2021, organ="甲局")
    handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    assert data_of(page())["view"]["last_year"] is None


def test_header_says_the_pages_own_policy_and_that_nobody_frames_it(store: Store) -> None:
    handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    answer = ask(f"{REPORT}/page.html")
    found = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]+)"', answer.body)
    assert found
    policy = answer.headers["Content-Security-Policy"]
    assert policy == f"{unescape(found[1].decode())}; frame-ancestors 'none'"
    assert "default-src 'none'" in policy
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_page_that_was_seen_is_not_sent_again(store: Store) -> None:
    handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    seen = {"if-none-match": ask(f"{REPORT}/page.html").headers["ETag"]}
    assert ask(f"{REPORT}/page.html", headers=seen).status == 304
    handed_in(store, SAMPLES / "yunping-traffic-2022.docx")
    assert ask(f"{REPORT}/page.html", headers=seen).status == 200


def test_page_that_is_too_large_is_elsewhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    whole = page()
    monkeypatch.setattr("functions.query.responses._MOST", 1000)
    answer = ask(f"{REPORT}/page.html")
    assert answer.status == 303
    content, asked = got(answer.headers["Location"])
    assert content == whole
    assert asked["response-content-disposition"][0].startswith("attachment")


def test_report_that_was_read_before_documents_were_kept_has_a_page_and_an_address(
    store: Store,
) -> None:
    upload_id = handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    boto3.client("s3").delete_object(Bucket=DOCUMENTS, Key=f"shown/{upload_id}.json")
    found = data_of(page())
    assert found["document"] is None
    assert found["view"]["tables"]
    answer = ask(f"{REPORT}/document").body
    assert (answer["kind"], answer["pages"], answer["blocks"]) == (None, [], [])
    assert answer["url"]


def test_what_was_kept_in_another_shape_is_as_if_it_were_not(store: Store) -> None:
    upload_id = handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    boto3.client("s3").put_object(
        Bucket=DOCUMENTS, Key=f"shown/{upload_id}.json", Body=b'{"kind": 1}'
    )
    assert data_of(page())["document"] is None


def test_file_that_is_no_report_has_a_page_that_says_so(store: Store) -> None:
    reported(store, status="unreadable", reason="文件里没有统计表。")
    assert data_of(page())["result"]["reason"] == "文件里没有统计表。"
    answer = ask(f"{REPORT}/document").body
    assert answer["blocks"] == []


def test_without_a_verdict_there_is_no_page_yet(store: Store) -> None:
    event = sent(b"x", f"haishu/2022/{ORGAN}/a.txt")
    store.register(ObjectCreated.of(event).upload(), "run")
    assert ask(f"{REPORT}/page.html").status == 404
    assert ask(f"{REPORT}/page.json").status == 404
    assert ask(f"{REPORT}/document").body["blocks"] == []


@pytest.mark.parametrize("name", ["yunping-grain-2022.txt", "yunping-traffic-2022.docx"])
def test_page_as_json_is_what_the_page_shows(store: Store, name: str) -> None:
    handed_in(store, SAMPLES / "qingchuan-planning-2023.html", year=2021)
    handed_in(store, SAMPLES / name)
    found, told = ask(f"{REPORT}/page.json").body, ask(f"{REPORT}/document").body
    shown = data_of(page())
    assert [found[part] for part in ("result", "view", "words")] == [
        shown[part] for part in ("result", "view", "words")
    ]
    assert found["document"]["blocks"] == shown["document"]["blocks"] == told["blocks"]
    assert found["document"]["name"] == name


def test_page_as_json_has_addresses_of_its_pictures(store: Store) -> None:
    handed_in(store, KINDS / "yunping-traffic-2022.pdf")
    pages = ask(f"{REPORT}/page.json").body["document"]["pages"]
    assert len(pages) == len(data_of(page())["document"]["pages"]) > 1
    assert all(got(each["image"])[0].startswith(b"\x89PNG") for each in pages)


def test_page_of_an_earlier_upload_is_its_own_and_nobody_elses(store: Store) -> None:
    first = handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    handed_in(store, SAMPLES / "yunping-traffic-2022.docx")
    other = handed_in(store, SAMPLES / "qingchuan-planning-2023.html", organ="甲局")
    found = ask(f"{REPORT}/page.json", query={"upload_id": first}).body
    assert found["document"]["name"] == "yunping-grain-2022.txt"
    assert found["result"]["file"].endswith("yunping-grain-2022.txt")
    assert ask(f"{REPORT}/page.json").body["document"]["name"] == "yunping-traffic-2022.docx"
    assert ask(f"{REPORT}/page.json", query={"upload_id": other}).status == 404


@pytest.mark.parametrize("route", ["document", "page.html", "page.json"])
def test_nothing_handed_in_is_nothing_to_show(store: Store, route: str) -> None:
    assert ask(f"{REPORT}/{route}").status == 404
    assert ask(f"{YEAR}/reports/{ORGAN}/{route}", {"offices": "[yuyao]"}).status == 403


def test_organ_sees_no_finding_that_tells_of_others(store: Store) -> None:
    handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    handed_in(store, SAMPLES / "yunping-grain-2022.txt", organ="甲局")
    for claims in (READER, OF_ORGAN):
        told = ask(REPORT, claims).body
        shown = data_of(ask(f"{REPORT}/page.html", claims).body)["result"]
        sent = ask(f"{REPORT}/page.json", claims).body["result"]
        keys = [each["key"] for each in told["findings"]]
        for result in (shown, sent):
            assert [each["key"] for each in result["findings"]] == keys
    assert "甲局" not in ask(f"{REPORT}/page.html", OF_ORGAN).body.decode()
    assert "甲局" in ask(f"{REPORT}/page.html", READER).body.decode()


def test_letter_is_to_whom_it_was_handed_in_for_and_does_not_ask_for_what_is_waived(
    store: Store,
) -> None:
    upload_id = handed_in(store, SAMPLES / "qingchuan-planning-2023.html")
    found = ask(f"{REPORT}/page.json").body
    letter = found["view"]["returned"]
    assert found["view"]["first"] == ["退回报送机关；退回意见见本页。"]
    own = ask(f"{REPORT}/page.json", OF_ORGAN).body["view"]["first"]
    assert own == ["对照原始台账改好下列各处，再报送。"]
    assert letter[0].startswith(f"{ORGAN}：你单位报送的2022年")
    asked = next(f for f in found["result"]["findings"] if f["rule"] == "KEY-01")
    assert any("应当报送的是2022年度" in line for line in letter)
    waiver = {
        "action": "waive",
        "upload_id": upload_id,
        "finding": asked["key"],
        "reason": "已附说明。",
    }
    answer = ask(f"{REPORT}/decisions", REVIEWER, method="POST", body=waiver)
    assert answer.status == 201
    now = ask(f"{REPORT}/page.json").body
    assert now["view"]["returned"] == data_of(page())["view"]["returned"]
    assert len(now["view"]["returned"]) == len(letter) - 1
    assert not any("应当报送的是2022年度" in line for line in now["view"]["returned"])
    assert now["result"]["findings"] == found["result"]["findings"]


def test_page_as_json_tells_in_english_what_is_found_and_writes_the_letter_in_chinese(
    store: Store,
) -> None:
    handed_in(store, SAMPLES / "qingchuan-planning-2023.html")
    chinese = ask(f"{REPORT}/page.json").body
    english = ask(f"{REPORT}/page.json", query={"language": "en"}).body
    assert (chinese["view"]["language"], english["view"]["language"]) == ("zh-CN", "en")
    assert english["result"] == chinese["result"]
    assert english["view"]["returned"] == chinese["view"]["returned"]
    assert english["view"]["first"] == ["Return it to the body; the letter stands on this page."]
    told = [told["text"] for matter in english["view"]["matters"] for told in matter["told"]]
    assert any("Table 3, column “total”" in text for text in told)
    assert any(
        "is 145" in way["text"] for m in english["view"]["matters"] for way in m.get("ways", ())
    )
    assert english["words"]["matters"] == "Matters"
    same = ask(f"{REPORT}/page.json", query={"language": "zh-CN"}).body
    assert same["view"] == chinese["view"]
    assert ask(f"{REPORT}/page.json", query={"language": "fr"}).status == 400
    file = ask(f"{REPORT}/page.html", query={"language": "en"}).body
    assert data_of(file)["view"] == english["view"]
    assert b'<html lang="en">' in file
    assert b'<html lang="zh-CN">' in ask(f"{REPORT}/page.html").body


def test_organ_is_told_in_english_nothing_of_others_either(store: Store) -> None:
    handed_in(store, SAMPLES / "yunping-grain-2022.txt")
    handed_in(store, SAMPLES / "yunping-grain-2022.txt", organ="甲局")
    sent = [ask(f"{REPORT}/page.json", who, query={"language": "en"}) for who in (OF_ORGAN, READER)]
    assert ["甲局" in str(answer.body) for answer in sent] == [False, True]
