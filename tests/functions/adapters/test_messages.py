from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from msgspec import ValidationError

from functions.adapters import messages
from functions.adapters.messages import Message, ObjectCreated, ReportRefused, Upload
from tests.functions.builders import KEY, object_created, upload

SAMPLES = Path(__file__).parent / "messages"
EXCHANGED = (
    messages.IngestRequested,
    messages.ReportIngested,
    messages.UploadIgnored,
    messages.ReportScanned,
    messages.ReportParsed,
    messages.ReportValidated,
    messages.ReportNotified,
    messages.MessagesDue,
    messages.RunFailed,
)


def test_every_message_has_a_sample() -> None:
    expected = {model.__name__ for model in EXCHANGED} | {"ReportRefused", "ObjectCreated"}
    assert {path.stem for path in SAMPLES.glob("*.json")} == expected


@pytest.mark.parametrize("model", EXCHANGED, ids=lambda model: model.__name__)
def test_message_reads_and_writes_its_sample(model: type[Message]) -> None:
    sample = json.loads((SAMPLES / f"{model.__name__}.json").read_text())
    assert model.read(sample).to_json() == sample


def test_object_created_sample_is_the_upload_of_the_other_samples() -> None:
    event = json.loads((SAMPLES / "ObjectCreated.json").read_text())
    ingested = json.loads((SAMPLES / "ReportIngested.json").read_text())
    assert ObjectCreated.of(event).upload().to_json() == ingested["upload"]


def test_refusal_takes_its_reason_from_the_cause_that_the_workflow_caught() -> None:
    sample = json.loads((SAMPLES / "ReportRefused.json").read_text())
    assert ReportRefused.read(sample).error == "文件是空的，请重新导出年度报告后再报送。"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ({"Error": "UnreadableReport", "Cause": '{"errorMessage": "打不开"}'}, "打不开"),
        ({"Error": "UnreadableReport", "Cause": "打不开"}, "打不开"),
        ({"Error": "UnreadableReport", "Cause": '["打不开"]'}, '["打不开"]'),
        ("打不开", "打不开"),
    ],
)
def test_cause_is_read_as_json_or_taken_as_it_is(error: object, said: str) -> None:
    message = {"upload": upload().to_json(), "execution": "e", "error": error}
    assert ReportRefused.read(message).error == said


def test_another_event_is_not_taken_for_an_upload() -> None:
    with pytest.raises(KeyError):
        ObjectCreated.of({"source": "aws.s3", "detail": {"bucket": {"name": "b"}}})


def test_message_without_its_upload_is_rejected() -> None:
    with pytest.raises(ValidationError):
        messages.ReportParsed.read({"execution": "e", "document": "d"})


# --- place ----------------------------------------------------------------------------------


def placed(key: str) -> tuple[str | None, int | None, str | None]:
    found = upload(key)
    return found.office, found.year, found.organ


@pytest.mark.parametrize(
    ("key", "organ", "file"),
    [
        ("haishu/2022/海曙区教育局/年报（定稿）.docx", "海曙区教育局", "年报（定稿）.docx"),
        ("haishu/2022/100%25局/a+b c.txt", "100%25局", "a+b c.txt"),
        ("haishu/2022/局/附件/年报.docx", "局", "附件/年报.docx"),
        ("a-1/2099/局/x", "局", "x"),
    ],
)
def test_key_is_taken_apart_as_it_is_and_never_decoded(key: str, organ: str, file: str) -> None:
    found = upload(key)
    assert (found.organ, found.file, found.key) == (organ, file, key)


def test_organ_keeps_the_unicode_form_of_its_key() -> None:
    decomposed = unicodedata.normalize("NFD", "Ürümqi局")
    assert upload(f"haishu/2022/{decomposed}/x").organ == decomposed


@pytest.mark.parametrize(
    ("key", "office"),
    [
        ("年报.docx", None),
        ("haishu/年报.docx", "haishu"),
        ("haishu/2022/年报.docx", "haishu"),
        ("haishu/1999/局/年报.docx", "haishu"),
        ("haishu/２０２２/局/年报.docx", "haishu"),
        ("haishu/22/局/年报.docx", "haishu"),
        ("haishu/2022//年报.docx", "haishu"),
        ("Haishu/2022/局/年报.docx", None),
        ("海曙/2022/局/年报.docx", None),
        ("/2022/局/年报.docx", None),
    ],
)
def test_misplaced_key_gives_the_office_at_most(key: str, office: str | None) -> None:
    assert placed(key) == (office, None, None)
    assert upload(key).file == key


@pytest.mark.parametrize(
    "key",
    [
        "haishu/",
        "haishu/2022/局/",
        "haishu/2022/_名册/名册.xlsx",
        "haishu/2022/局/.DS_Store",
        "haishu/2022/局/~$年报.docx",
        "haishu/2022/局/附件/~$年报.docx",
    ],
)
def test_folder_markers_hidden_files_and_the_offices_own_are_no_reports(key: str) -> None:
    assert upload(key).is_no_report
    assert not upload(KEY).is_no_report


@pytest.mark.parametrize(
    ("key", "office"),
    [
        ("haishu/_settings/rules.json", "haishu"),
        ("haishu/_settings/2022/roster.csv", "haishu"),
        ("haishu/22/_settings/rules.json", "haishu"),
        ("haishu/2022年/_settings/roster.xlsx", "haishu"),
        ("haishu/2022/_Settings/roster.csv", "haishu"),
        ("haishu/2022/＿settings/roster.csv", "haishu"),
        ("haishu/2022/_settings /rules.json", "haishu"),
        ("haishu/2022/海曙区教育局/_settings/rules.json", "haishu"),
        ("haishu/2022/_名册/_settings/名册.xlsx", "haishu"),
        ("haishu/rules.json", "haishu"),
        ("haishu/2022/Roster.CSV", "haishu"),
        ("_settings/rules.json", None),
        ("Haishu/2022/_settings/rules.json", None),
        ("rules.json", None),
    ],
)
def test_own_file_of_an_office_at_a_wrong_place_is_misplaced_and_no_report_of_anybody(
    key: str, office: str | None
) -> None:
    found = upload(key)
    assert placed(key) == (office, None, None)
    assert (found.is_own_file_astray, found.is_no_report) == (True, False)
    assert messages.report_place(key) is None


@pytest.mark.parametrize(
    "key",
    ["haishu/2022/_settings/roster.csv", "haishu/2022/_settings/旧/x.json", "haishu/2022/_名册/a"],
)
def test_own_file_of_an_office_at_its_place_is_no_report_and_not_misplaced(key: str) -> None:
    found = upload(key)
    assert (found.is_own_file_astray, found.is_no_report) == (False, True)
    assert placed(key) == ("haishu", 2022, key.split("/")[2])


@pytest.mark.parametrize(
    "key",
    [
        "haishu/2022/海曙区教育局/_settings/年报.docx",
        "haishu/2022/海曙区教育局/rules.json",
        "haishu/2022/settings/年报.docx",
    ],
)
def test_what_somebody_hands_in_below_an_organ_is_a_report(key: str) -> None:
    found = upload(key)
    assert found.organ == key.split("/")[2]
    assert (found.is_own_file_astray, found.is_no_report) == (False, False)


@pytest.mark.parametrize("key", ["haishu/年报.docx", "haishu/22/_名册/名册.xlsx", "haishu/2022/_a"])
def test_misplaced_file_that_is_none_of_the_offices_own_is_told_as_a_report(key: str) -> None:
    found = upload(key)
    assert placed(key) == ("haishu", None, None)
    assert (found.is_own_file_astray, found.is_no_report) == (False, False)


# --- identity and order ---------------------------------------------------------------------


def test_upload_is_known_by_bucket_key_and_version_whatever_the_sequencer() -> None:
    assert upload(sequencer="01").upload_id == upload(sequencer="02").upload_id
    assert upload(version="v1").upload_id != upload(version="v2").upload_id
    assert len(upload().upload_id) == 32


def test_upload_without_version_is_known_by_its_sequencer() -> None:
    first = upload(version=None, sequencer="01")
    assert first.version_id is None
    assert first.upload_id != upload(version=None, sequencer="02").upload_id
    # A version that happens to be called like a sequencer is another upload.
    assert first.upload_id != upload(version="01").upload_id


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("0055AED6DCD90281E5", "0055AED6DCD90281E6"),
        ("0055AED6DCD90281E5", "0055AED6DCD90281E501"),
        ("0055aed6dcd9", "0055AED6DCDA"),
        ("0055AED6DCD8FFFF", "0055AED6DCD9"),
    ],
)
def test_sequencers_are_ordered_as_hexadecimal_filled_up_on_the_right(
    older: str, newer: str
) -> None:
    assert upload(sequencer=older).order < upload(sequencer=newer).order


def test_sequencers_that_differ_in_trailing_zeros_are_equal() -> None:
    assert upload(sequencer="0055AE").order == upload(sequencer="0055AE00").order


def test_message_is_frozen() -> None:
    with pytest.raises(AttributeError):
        setattr(upload(), "organ", "别的局")  # noqa: B010 - mypy knows that it is read-only


def test_unversioned_event_is_read() -> None:
    event = object_created(version=None)
    event["detail"]["object"]["version-id"] = ""
    assert isinstance(found := ObjectCreated.of(event).upload(), Upload)
    assert found.version_id is None
