"""A form for one upload: who gets one, and what S3 takes with it."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from functions.adapters.messages import ObjectCreated
from functions.adapters.settings import MOST_UPLOAD_BYTES
from gouji.reading.files.names import SUFFIXES
from tests.functions.builders import UPLOADS, object_created
from tests.functions.query.asking import OF_ORGAN, ORGAN, READER, REVIEWER, YEAR, Answer, ask

pytestmark = pytest.mark.usefixtures("aws")
WANTED = {"organ": ORGAN, "file": "年报（定稿）.docx", "size": 1234}


def asked(claims: Any = OF_ORGAN, path: str = f"{YEAR}/uploads", **wanted: Any) -> Answer:
    return ask(path, claims, method="POST", body=WANTED | wanted)


def conditions(form: dict[str, Any]) -> list[Any]:
    found: list[Any] = json.loads(base64.b64decode(form["fields"]["policy"]))["conditions"]
    return found


# --- what is signed -------------------------------------------------------------------------


def test_form_is_bound_to_key_size_and_kind_for_ten_minutes() -> None:
    before = datetime.now(UTC)
    answer = asked()
    form, kind = (
        answer.body,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    assert answer.status == 200
    assert set(form) == {"url", "fields", "key", "expires_at"}
    assert form["key"] == f"haishu/2022/{ORGAN}/年报（定稿）.docx" == form["fields"]["key"]
    bound = conditions(form)
    assert ["content-length-range", 1234, 1234] in bound
    assert ["eq", "$Content-Type", kind] in bound
    assert {"key": form["key"]} in bound
    assert {"bucket": UPLOADS} in bound
    assert form["fields"]["Content-Type"] == kind
    assert form["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    until = datetime.fromisoformat(form["expires_at"])
    assert timedelta(minutes=9) < until - before <= timedelta(minutes=10, seconds=1)


def test_form_is_sent_to_the_bucket_in_its_own_region() -> None:
    # Elsewhere S3 redirects, which a signature does not survive.
    assert asked().body["url"] == f"https://{UPLOADS}.s3.cn-north-1.amazonaws.com.cn/"


def test_key_is_one_that_the_chain_files_under_the_same_organ() -> None:
    upload = ObjectCreated.of(object_created(asked().body["key"])).upload()
    assert (upload.office, upload.year, upload.organ) == ("haishu", 2022, ORGAN)
    assert not upload.is_no_report


READ = [
    s
    for kind, own in SUFFIXES.items()
    for s in own
    if kind not in {"binary sheet", "archive", "message"}
]


@pytest.mark.parametrize("suffix", [*READ, ".DOCX", ".Pdf"])
def test_every_kind_that_is_read_can_be_handed_in(suffix: str) -> None:
    form = asked(file=f"年报{suffix}").body
    assert "/" in form["fields"]["Content-Type"]
    assert "*" not in form["fields"]["Content-Type"]


# --- who --------------------------------------------------------------------------------------

_OTHER = {"organs": f"[{quote('haishu/甲局')}]", "sub": "li"}
_TWO = {"organs": f"[{quote('haishu/甲局')} {quote(f'haishu/{ORGAN}')}]", "sub": "li"}


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        (None, 401),
        (READER, 200),
        (REVIEWER, 200),
        ({"reviews": "[haishu]", "sub": "wang"}, 200),
        (OF_ORGAN, 200),
        (_TWO, 200),
        (_OTHER, 403),
        ({"organs": "[haishu]", "sub": "x"}, 403),
        ({"organs": f"[{quote(f'yuyao/{ORGAN}')}]", "sub": "x"}, 403),
        ({"offices": "[yuyao]", "reviews": "[yuyao]", "sub": "x"}, 403),
        ({"offices": "[haishu-2]", "sub": "x"}, 403),
        ({"sub": "x"}, 403),
    ],
)
def test_own_office_and_own_organ_alone_get_a_form(claims: Any, status: int) -> None:
    answer = asked(claims)
    assert answer.status == status
    if status != 200:
        assert "url" not in answer.body
        assert ORGAN not in json.dumps(answer.body, ensure_ascii=False)


@pytest.mark.parametrize(
    "organ", [f"{ORGAN}/..", f"../{ORGAN}", f"{ORGAN}/年报.docx", f" {ORGAN}", ""]
)
def test_organ_gets_no_form_for_a_key_beside_its_own(organ: str) -> None:
    assert asked(OF_ORGAN, organ=organ).status == 403


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [
        {"size": 0},
        {"size": -1},
        {"size": MOST_UPLOAD_BYTES + 1},
        {"size": "1234"},
        {"size": 1.5},
        {"file": ""},
        {"file": "年报"},
        {"file": "年报.exe"},
        {"file": "年报.rar"},
        {"file": ".docx"},
        {"file": ".年报.docx"},
        {"file": "~$年报.docx"},
        {"file": "甲/年报.docx"},
        {"file": "甲\\年报.docx"},
        {"file": "年\n报.docx"},
        {"file": "年\u202e报.docx"},
        {"file": "${filename}.docx"},
        {"file": "年报.docx "},
        {"file": f"{'年' * 300}.docx"},
        {"organ": ""},
        {"organ": "_settings"},
        {"organ": "_别的"},
        {"organ": ".."},
        {"organ": "甲/乙"},
        {"organ": "甲\x00局"},
        {"organ": "${filename}"},
        {"organ": None},
        {"kind": "docx"},
    ],
    ids=repr,
)
def test_what_would_not_be_one_report_of_the_organ_is_refused(wanted: dict[str, Any]) -> None:
    answer = asked(READER, **wanted)
    assert (answer.status, answer.type) == (422, "application/problem+json")


@pytest.mark.parametrize(
    ("year", "status"), [("1999", 400), ("2100", 400), ("22", 400), ("甲", 400)]
)
def test_year_must_be_one_of_keys(year: str, status: int) -> None:
    assert asked(READER, f"/offices/haishu/years/{year}/uploads").status == status


def test_body_that_is_no_json_is_a_bad_request() -> None:
    assert ask(f"{YEAR}/uploads", READER, method="POST", body="{").status == 400
