"""The path of `make demo` on the local cloud, over HTTP: drop, verdict, e-mail, query with every kind of token."""

from __future__ import annotations

import email
import email.policy
import json
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gouji import cli
from local.cloud import LocalCloud, free_port, running
from local.demo import report_path
from local.settings import ROOT, SCRATCH
from local.tokens import TokenIssuer
from ops import cli as ops
from tests.local import doors

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("local cloud")]
CLEAN = (ROOT / "samples" / "yunping-grain-2022.txt").read_bytes()
KEY = "yunping/2022/云坪区粮食和物资储备中心（本级 100%+x）/年报（定稿）.txt"
# Checks of the doctor that find nothing amiss here. The stand-in has no backups, and nobody is the operator.
_SOUND = {"stack", "failed runs", "dead letters", "settings", "functions", "buckets"}
_THERE = {"office": "yunping", "year": "2017", "organ": "云坪区第一局"}


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory, assembly: Path) -> Iterator[LocalCloud]:
    with running(tmp_path_factory.mktemp("cloud"), free_port(), assembly) as found:
        yield found


def _get(cloud: LocalCloud, path: str, token: str | None) -> tuple[int, Any]:
    request = urllib.request.Request(cloud.api + path)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def _mail(cloud: LocalCloud, beside: set[Path]) -> Path:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if fresh := set(cloud.outbox.glob("*.eml")) - beside:
            return fresh.pop()
        time.sleep(0.2)
    raise TimeoutError("no e-mail")


def _drop(cloud: LocalCloud, key: str, body: bytes) -> str:
    before = set(cloud.outbox.glob("*.eml"))
    cloud.client("s3").put_object(Bucket=cloud.outputs["UploadBucketName"], Key=key, Body=body)
    return _text(_mail(cloud, before))


def _told_of(cloud: LocalCloud, words: str, beside: set[Path]) -> str:
    """The mail with these words; others may come in meanwhile, of what was handed in before."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        for text in map(_text, set(cloud.outbox.glob("*.eml")) - beside):
            if words in text:
                return text
        time.sleep(0.2)
    raise TimeoutError(words)


def _text(path: Path) -> str:
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    text = mail.get_body()
    return f"{mail['Subject']}\n{text.get_content() if text else ''}"


def test_dropped_file_becomes_an_e_mail_and_an_answer_for_its_office_only(
    cloud: LocalCloud, tmp_path: Path
) -> None:
    assert "通过：勾稽关系全部成立" in _drop(cloud, KEY, CLEAN)
    path = report_path(KEY)
    status, report = _get(cloud, path, cloud.issuer.token("hailan", "yunping"))
    assert (status, report["status"], report["upload"]["key"]) == (200, "passed", KEY)
    assert _get(cloud, path, None)[0] == 401
    assert _get(cloud, path, "no.token.atall")[0] == 401
    assert _get(cloud, path, cloud.issuer.token("yunping", lifetime=-60))[0] == 401
    forged = TokenIssuer(tmp_path, cloud.endpoint).token("yunping")
    assert _get(cloud, path, forged)[0] == 401
    assert _get(cloud, path, cloud.issuer.token("hailan"))[0] == 403


def test_unreadable_file_reaches_the_catch_by_its_class_name(cloud: LocalCloud) -> None:
    text = _drop(cloud, "yunping/2022/甲局/天气.txt", "今天天气很好。".encode())
    assert "没有找到年度报告的统计表" in text


@pytest.mark.parametrize("path", ["/health", "/rules", "/openapi.json"])
def test_open_routes_need_no_token(cloud: LocalCloud, path: str) -> None:
    assert _get(cloud, path, None)[0] == 200


def test_message_repeated_under_the_same_id_is_shown_as_a_repetition(cloud: LocalCloud) -> None:
    before = set(cloud.outbox.glob("*.eml"))
    for _ in range(2):
        cloud.client("sns").publish(
            TopicArn=cloud.outputs["TopicArn"],
            Subject="【勾稽】同一封",
            Message="同一封",
            MessageAttributes={"id": {"DataType": "String", "StringValue": "repeated"}},
        )
    fresh = set(cloud.outbox.glob("*.eml")) - before
    first, again = sorted(path.name.partition("_")[2] for path in fresh)
    assert again == first.replace(".eml", ".repeated-1.eml")


def test_event_names_the_version_that_was_uploaded(cloud: LocalCloud) -> None:
    key = "yunping/2021/乙局/年报.txt"
    _drop(cloud, key, CLEAN)
    bucket = cloud.outputs["UploadBucketName"]
    versions = cloud.client("s3").list_object_versions(Bucket=bucket, Prefix=key)["Versions"]
    items = cloud.client("dynamodb").scan(TableName=cloud.outputs["TableName"])["Items"]
    uploads = [item for item in items if item.get("key", {}).get("S") == key and "etag" in item]
    stored = [item["version_id"]["S"] for item in uploads]
    assert stored == [version["VersionId"] for version in versions]


def test_what_every_function_logged_of_an_upload_is_found_by_its_id(cloud: LocalCloud) -> None:
    key = "yunping/2018/戊局/年报.txt"
    _drop(cloud, key, CLEAN)
    items = cloud.client("dynamodb").scan(TableName=cloud.outputs["TableName"])["Items"]
    (upload,) = [
        item["upload_id"]["S"]
        for item in items
        if item.get("key", {}).get("S") == key and "etag" in item
    ]
    deadline = time.monotonic() + 60  # the mail is there before its function has come to its end
    while not (told := _said_of(cloud, upload)) >= {"ingest", "parse", "validate", "notify"}:
        assert time.monotonic() < deadline, told
        time.sleep(0.5)


def test_functions_unpack_in_the_folder_of_the_state(cloud: LocalCloud) -> None:
    _drop(cloud, "yunping/2015/己局/年报.txt", CLEAN)
    assert list((cloud.state / SCRATCH).glob("ministack-lambda-*"))


def _said_of(cloud: LocalCloud, upload: str) -> set[str]:
    """The services that logged a line with an upload's id."""
    logs = cloud.client("logs")
    groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
    found = [
        line["message"]
        for group in groups
        for line in logs.filter_log_events(logGroupName=group, filterPattern=f'"{upload}"')[
            "events"
        ]
    ]
    assert all(upload in line for line in found)
    return {json.loads(line).get("service", "") for line in found if line.startswith("{")}


def _standing(cloud: LocalCloud, organ: str) -> str | None:
    items = cloud.client("dynamodb").scan(TableName=cloud.outputs["TableName"])["Items"]
    found = [item for item in items if item["sk"]["S"] == f"STANDING#{organ}"]
    return found[0]["standing"]["S"] if found else None


@pytest.mark.parametrize("for_good", [False, True])
def test_deleted_file_takes_its_report_back(cloud: LocalCloud, for_good: bool) -> None:
    s3, bucket = cloud.client("s3"), cloud.outputs["UploadBucketName"]
    organ = f"丁局{for_good:d}"
    key = f"yunping/2020/{organ}/年报.txt"
    _drop(cloud, key, CLEAN)
    assert _standing(cloud, organ) == "to_review"
    (version,) = s3.list_object_versions(Bucket=bucket, Prefix=key)["Versions"]
    named = {"VersionId": version["VersionId"]} if for_good else {}
    s3.delete_object(Bucket=bucket, Key=key, **named)
    deadline = time.monotonic() + 60
    while _standing(cloud, organ) != "missing":
        assert time.monotonic() < deadline
        time.sleep(0.2)
    path = f"/offices/yunping/years/2020/reports/{urllib.parse.quote(organ)}"
    assert _get(cloud, path, cloud.issuer.token("yunping"))[0] == 404


def test_what_comes_at_once_is_told_in_few_mails_each_upload_in_one(cloud: LocalCloud) -> None:
    before = set(cloud.outbox.glob("*.eml"))
    organs = [f"云坪区第{number:02}局" for number in range(12)]
    s3, bucket = cloud.client("s3"), cloud.outputs["UploadBucketName"]
    for organ in organs:
        s3.put_object(Bucket=bucket, Key=f"yunping/2019/{organ}/年报.txt", Body=CLEAN)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        items = cloud.client("dynamodb").scan(TableName=cloud.outputs["TableName"])["Items"]
        told = [i for i in items if i.get("year", {}).get("N") == "2019" and "told_verdict" in i]
        if len(told) == len(organs):
            break
        time.sleep(0.2)
    ids = {item["told_verdict"]["S"] for item in told}
    fresh = set(cloud.outbox.glob("*.eml")) - before
    assert len(fresh) == len(ids) < len(organs)
    texts = [_text(path) for path in fresh]
    assert [sum(_tells_of(text, organ) for text in texts) for organ in organs] == [1] * len(organs)


def _tells_of(text: str, organ: str) -> bool:
    """Whether a mail is about an organ's upload: alone, or in a line of a gathered one. Others may compare with it."""
    subject, _, body = text.partition("\n")
    return organ in subject or f". {organ} 2019年度（" in body


def _said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_officer_hands_in_looks_and_takes_away_and_the_operator_sees_why(
    cloud: LocalCloud,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for organ, sample in (
        ("云坪区粮食和物资储备中心", "yunping-grain-2022.txt"),
        ("海岚县住建局", "hailan-housing-2022.html"),
    ):
        folder = tmp_path / "年报" / organ
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "samples" / sample, folder / sample)
    monkeypatch.setenv("GOUJI_ENDPOINT", cloud.api)
    token = cloud.issuer.token("suixian", organs=["suixian/甲"], reviews=["suixian"])
    monkeypatch.setenv("GOUJI_TOKEN", token)
    year = ["--office", "suixian", "--year", "2022"]

    assert cli.main(["submit", str(tmp_path / "年报"), *year, "--json"]) == 1
    handed_in = {line["status"]: line for line in _said(capsys)}
    assert set(handed_in) == {"passed", "flagged"}
    assert cli.main(["status", *year, "--json"]) == 0
    (standing,) = _said(capsys)
    assert [each["standing"] for each in standing["organs"]] == ["to_review", "to_review"]
    output = tmp_path / "totals.xlsx"
    assert cli.main(["export", "totals.xlsx", *year, "--output", str(output)]) == 0
    assert zipfile.is_zipfile(output)
    capsys.readouterr()

    ops.main(["doctor", "--json"], cloud.client)
    told = _said(capsys)
    assert not [each for each in told if "could not be checked" in each["said"]]
    assert {each["grade"] for each in told if each["about"] in _SOUND} == {"ok"}
    assert ops.main(["failed", "--json"], cloud.client) == 0
    assert not _said(capsys)
    key = "suixian/2022/海岚县住建局/hailan-housing-2022.html"
    assert ops.main(["logs", key, "--json"], cloud.client) == 0
    services = {
        each["line"]["service"] for each in _said(capsys) if "service" in each.get("line", {})
    }
    assert services >= {"ingest", "parse", "validate"}


def test_no_door_opens_to_a_token_that_is_not_whole(cloud: LocalCloud, tmp_path: Path) -> None:
    for why, token in doors.refused(cloud, "yunping", tmp_path).items():
        for route in doors.GUARDED:
            answers = [doors.ask(cloud, route, path, token) for path in doors.paths(route, _THERE)]
            assert answers[0][0] == 401, (why, route.path)
            assert answers.count(answers[0]) == len(answers), (why, route.path)


def test_no_door_tells_a_stranger_whether_something_is_behind(cloud: LocalCloud) -> None:
    _drop(cloud, f"yunping/2017/{_THERE['organ']}/年报.txt", CLEAN)
    for who, token in doors.strangers(cloud, "yunping").items():
        for route in doors.GUARDED:
            answers = [doors.ask(cloud, route, path, token) for path in doors.paths(route, _THERE)]
            assert answers[0][0] == 403, (who, route.path)
            assert answers.count(answers[0]) == len(answers), (who, route.path)


def test_organ_reads_its_own_and_nothing_else(cloud: LocalCloud) -> None:
    mine = f"yunping/{_THERE['organ']}"
    token, other = (cloud.issuer.token(organs=[organ]) for organ in (mine, "yunping/某局"))
    _drop(cloud, f"yunping/2016/{_THERE['organ']}/年报.txt", CLEAN)
    there = _THERE | {"year": "2016"}
    for route in (each for each in doors.GUARDED if each.guard != "hand_in"):
        (path, *_) = doors.paths(route, there)
        assert doors.ask(cloud, route, path, other)[0] == 403, route.path
        assert (doors.ask(cloud, route, path, token)[0] == 403) == (route.guard != "organ"), path


def test_failed_run_is_told_with_the_class_of_its_error(cloud: LocalCloud) -> None:
    # The last test of this module: it breaks Parse, and takes the retries away.
    functions, states = cloud.client("lambda"), cloud.client("stepfunctions")
    (parse,) = [
        f["FunctionName"]
        for f in functions.list_functions()["Functions"]
        if f["Handler"] == "functions.parse.handler.handler"
    ]
    functions.update_function_configuration(
        FunctionName=parse, Environment={"Variables": {"POWERTOOLS_SERVICE_NAME": "parse"}}
    )
    machine = cloud.outputs["StateMachineArn"]
    definition = json.loads(states.describe_state_machine(stateMachineArn=machine)["definition"])
    for state in definition["States"].values():
        state.pop("Retry", None)
    states.update_state_machine(stateMachineArn=machine, definition=json.dumps(definition))
    before = set(cloud.outbox.glob("*.eml"))
    _drop(cloud, "yunping/2022/丙局/年报.txt", CLEAN)
    text = _told_of(cloud, "系统没有能够完成核对", before)
    assert "丙局" in text
    assert "ValidationError" in text
