from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from functions.adapters.messages import ReportIngested, UploadIgnored
from functions.adapters.store import Store
from functions.ingest.handler import handler
from tests.functions.builders import KEY, UPLOADS, context, object_created, sent, upload

pytestmark = pytest.mark.usefixtures("aws")

TEXT = "海曙区教育局2022年政府信息公开工作年度报告".encode()


def ingest(event: dict[str, Any], execution: str = "run-1") -> dict[str, Any]:
    return handler({"event": event, "execution": execution}, context())


def test_readable_file_is_registered_and_handed_on(store: Store) -> None:
    answer = ReportIngested.read(ingest(sent(TEXT)))
    assert (answer.execution, answer.refusal) == ("run-1", None)
    assert (answer.upload.office, answer.upload.year) == ("haishu", 2022)
    found = store.upload(answer.upload)
    assert found is not None
    assert (found.state, found.execution) == ("received", "run-1")


def test_same_event_twice_goes_on_once() -> None:
    event = sent(TEXT)
    assert "upload" in ingest(event, "run-1")
    answer = ingest(event, "run-2")
    assert "upload" not in answer
    assert UploadIgnored.read(answer).reason == "registered by another execution"


def test_retry_of_the_owner_goes_on() -> None:
    event = sent(TEXT)
    assert ingest(event) == ingest(event)


@pytest.mark.parametrize(
    "key",
    ["haishu/2022/局/", "haishu/2022/_名册/名册.xlsx", "haishu/2022/局/~$年报.docx", ".keep"],
)
def test_what_is_no_report_is_passed_over_and_leaves_no_trace(store: Store, key: str) -> None:
    assert "upload" not in ingest(object_created(key))
    assert store.upload(upload(key)) is None


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (object_created("haishu/年报.docx"), "审核单位/年度/机关名称/"),
        (object_created("haishu/_settings/roster.csv"), "审核单位/年度/_settings/"),
        (object_created("haishu/22/_settings/a.txt"), "haishu/2022/_settings/rules.json"),
        (object_created(size=0), "空的"),
        (object_created(size=50 * 1024 * 1024 + 1), "超过 50 MB"),
    ],
    ids=["misplaced", "roster astray", "settings astray", "empty", "too large"],
)
def test_outside_of_a_file_is_refused_unopened_but_registered(
    store: Store, event: dict[str, Any], said: str
) -> None:
    answer = ReportIngested.read(ingest(event))
    assert answer.refusal
    assert said in answer.refusal
    assert "报送" in answer.refusal
    assert store.upload(answer.upload) is not None


def test_largest_upload_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_UPLOAD_BYTES", str(1024 * 1024))
    answer = ingest(object_created(size=1024 * 1024 + 1))
    assert "超过 1 MB" in answer["refusal"]


def test_file_of_a_kind_that_is_not_read_is_refused_by_its_bytes_not_its_name() -> None:
    assert "压缩文件" in ingest(sent(b"Rar!\x1a\x07\x00" + b"x" * 9000))["refusal"]


def test_file_that_was_replaced_before_it_was_looked_at_is_asked_for_again() -> None:
    event = sent(TEXT)
    del event["detail"]["object"]["version-id"]
    boto3.client("s3").put_object(Bucket=UPLOADS, Key=KEY, Body=b"another")
    assert "重新报送" in ingest(event)["refusal"]


def test_head_is_taken_of_the_version_that_the_event_tells_of() -> None:
    event = sent(TEXT)
    sent(b"%PDF-1.7")
    assert ingest(event)["refusal"] is None


def test_fault_of_the_system_is_raised_and_a_retry_goes_on() -> None:
    event = sent(TEXT)
    away = {**event, "detail": {**event["detail"], "bucket": {"name": "nowhere"}}}
    with pytest.raises(ClientError):
        ingest(away)
    assert ingest(event)["refusal"] is None
