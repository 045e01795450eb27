from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from functions.adapters.store import Store
from functions.query import responses
from functions.query.responses import Download, answered
from tests.functions.builders import DOCUMENTS, s3
from tests.functions.query.asking import READER, YEAR, ask, reported


def test_answer_carries_an_etag_by_which_the_same_is_not_sent_again(store: Store) -> None:
    first = ask(f"{YEAR}/organs")
    tag = first.headers["ETag"]
    again = ask(f"{YEAR}/organs", headers={"if-none-match": tag})
    assert (again.status, again.body, again.headers["ETag"]) == (304, None, tag)
    reported(store)
    changed = ask(f"{YEAR}/organs", headers={"if-none-match": tag})
    assert changed.status == 200
    assert changed.headers["ETag"] != tag


@pytest.mark.parametrize("seen", ['"x", {tag}', "W/{tag}", "*", "  {tag}  "])
def test_etag_is_found_in_every_form_of_the_header(seen: str) -> None:
    tag = answered({"a": 1})["headers"]["ETag"]
    assert answered({"a": 1}, seen=seen.format(tag=tag))["statusCode"] == 304


@pytest.mark.parametrize("seen", ["", '"x"', "x", None])
def test_other_etag_has_the_whole_answer(seen: str | None) -> None:
    assert answered({"a": 1}, seen=seen)["statusCode"] == 200


def test_answer_is_kept_by_nobody_between(store: Store) -> None:
    assert ask(f"{YEAR}/organs").headers["Cache-Control"] == "private, no-cache"


def test_refusal_has_no_etag() -> None:
    assert "ETag" not in ask(YEAR, None).headers


@pytest.mark.usefixtures("aws")
def test_what_was_created_is_sent_whatever_was_seen() -> None:
    assert answered({"a": 1}, status=201, seen="*")["statusCode"] == 201


def _fetched(answer: dict[str, Any]) -> tuple[bytes, dict[str, list[str]]]:
    """What lies at a 303's address, and the address's query."""
    assert answer["statusCode"] == 303
    assert answer["body"] == ""
    address = urlsplit(answer["headers"]["Location"])
    key = address.path.lstrip("/").removeprefix(f"{DOCUMENTS}/")
    return s3().get_object(Bucket=DOCUMENTS, Key=key)["Body"].read(), parse_qs(address.query)


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("text", ["a" * 5_000_001, "汉" * 900_000, '"' * 2_600_000])
def test_answer_that_the_gateway_would_not_take_lies_elsewhere_for_five_minutes(text: str) -> None:
    answer = answered({"text": text})
    content, query = _fetched(answer)
    assert json.loads(content) == {"text": text}
    assert query["response-content-type"] == ["application/json"]
    assert query["X-Amz-Expires"] == ["300"]


@pytest.mark.parametrize("text", ["a" * 4_000_000, "汉" * 600_000])
def test_answer_that_the_gateway_takes_is_sent(text: str) -> None:
    assert answered({"text": text})["statusCode"] == 200


@pytest.mark.usefixtures("aws")
def test_large_answer_that_was_seen_is_not_kept_again(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setattr(responses, "_MOST", 10)
    reported(store)
    first = ask(f"{YEAR}/organs", READER)
    assert first.status == 303
    digest = urlsplit(first.headers["Location"]).path.rsplit("/", 1)[1]
    seen = ask(f"{YEAR}/organs", READER, headers={"If-None-Match": f'"{digest}"'})
    assert seen.status == 304


def test_file_is_sent_in_base64_under_its_name() -> None:
    answer = answered(Download(b"\x00\xff", "application/zip", "合计 1.zip"))
    assert answer["isBase64Encoded"]
    assert base64.b64decode(answer["body"]) == b"\x00\xff"
    assert answer["headers"]["Content-Type"] == "application/zip"
    assert answer["headers"]["Content-Disposition"] == (
        "attachment; filename*=UTF-8''%E5%90%88%E8%AE%A1%201.zip"
    )


@pytest.mark.usefixtures("aws")
def test_large_file_keeps_its_name_elsewhere() -> None:
    content, query = _fetched(answered(Download(b"x" * 4_000_000, "application/zip", "合计.zip")))
    assert len(content) == 4_000_000
    assert "filename*=UTF-8''" in query["response-content-disposition"][0]
