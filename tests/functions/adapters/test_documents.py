from __future__ import annotations

from decimal import Decimal

import boto3
import pytest
from botocore.exceptions import ClientError
from msgspec.structs import replace

from functions.adapters.documents import fetch_document, fetch_upload, store_document
from functions.adapters.messages import ObjectCreated, Upload
from gouji.report import Cell, UnreadableReport
from tests.functions.builders import DOCUMENTS, KEY, UPLOADS, sent
from tests.gouji.judging.reports import CLEAN

pytestmark = pytest.mark.usefixtures("aws")

ODD_KEYS = [
    KEY,
    "haishu/2022/局/100%25.txt",
    "haishu/2022/局/a+b c.txt",
    "haishu/2022/局/'q'\"&=?#.txt",
]


def arrived(body: bytes, key: str = KEY) -> Upload:
    return ObjectCreated.of(sent(body, key)).upload()


def unversioned(upload: Upload) -> Upload:
    return replace(upload, version_id=None)


@pytest.mark.parametrize("key", ODD_KEYS)
def test_upload_is_fetched_under_its_very_key(key: str) -> None:
    assert fetch_upload(arrived(key.encode(), key)) == key.encode()


def test_very_version_is_fetched_after_the_key_was_overwritten() -> None:
    first = arrived(b"first")
    arrived(b"second")
    assert fetch_upload(first) == b"first"


def test_head_is_fetched_alone() -> None:
    assert fetch_upload(arrived(b"x" * 5000), first=4096) == b"x" * 4096
    assert fetch_upload(arrived(b"short"), first=4096) == b"short"


def test_without_version_the_etag_must_still_match() -> None:
    first = unversioned(arrived(b"first"))
    assert fetch_upload(first) == b"first"
    arrived(b"second")
    with pytest.raises(UnreadableReport, match="重新报送"):
        fetch_upload(first)


def test_deleted_upload_asks_to_be_sent_again() -> None:
    upload = arrived(b"first")
    boto3.client("s3").delete_object(Bucket=UPLOADS, Key=KEY, VersionId=upload.version_id or "")
    for gone in (upload, unversioned(upload)):
        with pytest.raises(UnreadableReport, match="重新报送"):
            fetch_upload(gone)


def test_fault_of_the_system_is_not_taken_for_a_fault_of_the_report() -> None:
    elsewhere = replace(arrived(b"first"), bucket="nowhere")
    with pytest.raises(ClientError):
        fetch_upload(elsewhere)


def test_document_comes_back_as_it_was_stored_and_may_be_stored_twice() -> None:
    document = replace(CLEAN, cells={"t2.charges.amount": Cell(Decimal("0.5"), unit="万元")})
    key = store_document(DOCUMENTS, "0" * 32, document)
    assert store_document(DOCUMENTS, "0" * 32, document) == key == f"parsed/{'0' * 32}.json"
    assert fetch_document(DOCUMENTS, key) == document
