"""From a dropped file to a message and a query: the synthesized template, the real handlers, injected faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from gouji.judging.rules.collected import RULE
from tests.chain.cloud import REGION
from tests.chain.conftest import Chain

SAMPLES = Path(__file__).parents[2] / "samples"
CLEAN = (SAMPLES / "yunping-grain-2022.txt").read_bytes()
FAULTY = (SAMPLES / "qingchuan-planning-2023.html").read_bytes()
KEY = "yunping/2022/云坪区粮食和物资储备中心/年报（定稿）.txt"


def test_dropped_file_becomes_a_verdict_a_message_and_an_answer(chain: Chain) -> None:
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    assert chain.cloud.calls == ["ingest", "parse", "validate", "notify"]
    (mail,) = chain.mails()
    assert "通过" in mail["Subject"]
    assert mail["MessageAttributes"]["status"]["Value"] == "passed"
    assert mail["MessageAttributes"]["year"]["Value"] == "2022"

    status, listed = chain.get("/offices/yunping/years/2022/reports")
    assert status == 200
    assert [(i["organ"], i["state"]) for i in listed["items"]] == [
        ("云坪区粮食和物资储备中心", "passed")
    ]
    status, report = chain.get("/offices/yunping/years/2022/reports/云坪区粮食和物资储备中心")
    expected = json.loads((SAMPLES / "yunping-grain-2022.expected.json").read_text())
    assert (status, report["cells"]) == (200, expected["cells"])
    # The bucket knows where a file was handed in and what else was; the command, for which is expected, does not.
    assert _of_the_report_alone(report) == _of_the_report_alone(expected)
    status, totals = chain.get("/offices/yunping/years/2022/totals")
    assert totals["reports"] == {"passed": 1}
    assert {t["reports"] for t in totals["items"] if t["cell"] in expected["cells"]} == {1}


def _of_the_report_alone(told: dict[str, Any]) -> list[str]:
    """The rules that are not assessed though they need nothing but the report."""
    named = sorted(item["rule"] for item in told["unassessed"])
    return [rule for rule in named if RULE[rule].needs is None]


@pytest.mark.parametrize(
    "key",
    [
        "yunping/2022/云坪区粮食和物资储备中心/年报（定稿） 100%+最终.txt",
        "yunping/2022/云坪区粮食和物资储备中心（挂牌）/a%20b+c d.txt",
        "yunping/2022/云坪区粮食和物资储备中心（100%+x）/“年报”.txt",
    ],
)
def test_keys_with_odd_characters_are_taken_as_they_are(chain: Chain, key: str) -> None:
    chain.drop(key, CLEAN)
    chain.cloud.wait()
    organ = key.split("/")[2]
    status, report = chain.get(f"/offices/yunping/years/2022/reports/{organ}")
    assert (status, report["upload"]["key"], report["status"]) == (200, key, "passed")


@pytest.mark.parametrize(
    "key",
    [
        "yunping/2022/",
        "yunping/2022/_office/roster.csv",
        "yunping/2022/云坪区粮食和物资储备中心/~$年报.docx",
    ],
)
def test_files_that_are_no_reports_are_passed_over(chain: Chain, key: str) -> None:
    chain.drop(key, b"")
    (run,) = chain.cloud.wait()
    assert (run["status"], chain.cloud.calls, chain.mails()) == ("SUCCEEDED", ["ingest"], [])


@pytest.mark.parametrize(
    ("key", "body", "said"),
    [
        ("yunping/年报.txt", CLEAN, "放错了位置"),
        ("yunping/_settings/rules.json", b"{}", "审核单位/年度/_settings/"),
        (
            "yunping/2022/_Settings/roster.csv",
            b"\xe6\x9c\xba\xe5\x85\xb3",
            "审核单位/年度/_settings/",
        ),
        (KEY, b"", "空的"),
        (KEY, b"%PDF-1.7 ...", "PDF"),
        (KEY, "今天天气很好。".encode(), "没有找到"),
    ],
)
def test_file_that_cannot_be_read_is_told_with_its_reason(
    chain: Chain, key: str, body: bytes, said: str
) -> None:
    chain.drop(key, body)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    (mail,) = chain.mails()
    assert said in mail["Message"]
    assert mail["MessageAttributes"]["status"]["Value"] == "unreadable"


def test_same_event_twice_does_nothing_twice(chain: Chain) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    (run,) = chain.cloud.wait()
    chain.start(json.loads(run["input"]), "again")
    chain.cloud.wait()
    assert chain.cloud.calls == ["ingest", "parse", "validate", "notify", "ingest"]
    assert len(chain.mails()) == 1
    _, versions = chain.get("/offices/yunping/years/2022/reports/云坪区粮食和物资储备中心/versions")
    assert len(versions["items"]) == 1


def test_older_upload_that_arrives_late_is_recorded_and_replaces_nothing(chain: Chain) -> None:
    boto3.client("s3", region_name=REGION).put_bucket_notification_configuration(
        Bucket=chain.bucket, NotificationConfiguration={}
    )
    old, new = chain.drop(KEY, FAULTY), chain.drop(KEY, CLEAN)
    at = "2026-01-20T08:00:00Z"
    chain.start(chain.event(KEY, CLEAN, new, sequencer="0061A9", at=at), "new")
    chain.cloud.wait()
    chain.start(chain.event(KEY, FAULTY, old, sequencer="0061A8FF", at=at), "old")
    chain.cloud.wait()
    _, report = chain.get("/offices/yunping/years/2022/reports/云坪区粮食和物资储备中心")
    assert report["status"] == "passed"
    _, versions = chain.get("/offices/yunping/years/2022/reports/云坪区粮食和物资储备中心/versions")
    assert [(v["state"], v["superseded"]) for v in versions["items"]] == [
        ("passed", False),
        ("flagged", True),
    ]
    mails = chain.mails()
    assert len(mails) == 2
    assert ["不是现行的一份" in mail["Message"] for mail in mails].count(True) == 1


def _once(function: str, error: Exception) -> Any:
    raised: list[str] = []

    def fault(name: str, _event: dict[str, Any]) -> None:
        if name == function and not raised:
            raised.append(name)
            raise error

    return fault


@pytest.mark.parametrize("function", ["ingest", "parse", "validate", "notify"])
def test_handler_that_raises_once_is_retried_and_nothing_is_lost_or_double(
    chain: Chain, function: str
) -> None:
    chain.cloud.fault = _once(function, RuntimeError("passing"))
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    assert chain.cloud.calls.count(function) == 2
    assert len(chain.mails()) == 1


class _Flaky:
    """A client one of whose calls fails once, before or after it took effect."""

    def __init__(self, client: Any, call: str, error: Exception, *, after: bool) -> None:
        self._client, self._call, self._error, self._after = client, call, error, after
        self._failed = False

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._client, name)
        if name != self._call or self._failed:
            return real

        def failing(**arguments: Any) -> Any:
            self._failed = True
            if self._after:
                real(**arguments)
            raise self._error

        return failing


def test_throttled_write_is_retried(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    throttled = ClientError(
        {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}, "TransactWriteItems"
    )
    real = boto3.client("dynamodb", region_name=REGION)
    flaky = _Flaky(real, "transact_write_items", throttled, after=False)
    monkeypatch.setattr("functions.adapters.store.table.dynamodb", lambda: flaky)
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    assert chain.cloud.calls == ["ingest", "ingest", "parse", "validate", "notify"]
    assert len(chain.mails()) == 1


def test_lost_answer_of_a_write_is_recognised_as_done(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = EndpointConnectionError(endpoint_url="the table")
    real = boto3.client("dynamodb", region_name=REGION)
    flaky = _Flaky(real, "transact_write_items", lost, after=True)
    monkeypatch.setattr("functions.adapters.store.table.dynamodb", lambda: flaky)
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    assert chain.cloud.calls == ["ingest", "ingest", "parse", "validate", "notify"]
    assert len(chain.mails()) == 1


def test_lost_publish_answer_repeats_the_message_under_the_same_id_only(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = EndpointConnectionError(endpoint_url="the topic")
    flaky = _Flaky(boto3.client("sns", region_name=REGION), "publish", lost, after=True)
    monkeypatch.setattr("functions.adapters.topic.sns", lambda: flaky)
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    # SNS cannot say whether it took the first one; whoever receives both knows them by their id.
    assert len({mail["MessageAttributes"]["id"]["Value"] for mail in chain.mails()}) == 1


def test_run_that_fails_for_good_is_told_once_and_recorded(chain: Chain) -> None:
    def broken(name: str, _event: dict[str, Any]) -> None:
        if name == "parse":
            raise MemoryError("worker died")

    chain.cloud.fault = broken
    chain.drop(KEY, CLEAN)
    (run,) = chain.cloud.wait()
    assert run["status"] == "FAILED"
    assert chain.mails() == []
    chain.cloud.tell_failure(run)
    chain.cloud.tell_failure(run)
    chain.cloud.wait()
    (mail,) = chain.mails()
    assert mail["MessageAttributes"]["status"]["Value"] == "failed"
    assert "不必重新报送" in mail["Message"]
    _, report = chain.get("/offices/yunping/years/2022/reports/云坪区粮食和物资储备中心")
    assert (report["upload"]["state"], report["cells"]) == ("failed", None)


def test_no_one_sees_another_offices_reports(chain: Chain) -> None:
    chain.drop(KEY, CLEAN)
    chain.cloud.wait()
    path = "/offices/yunping/years/2022/reports"
    assert chain.get(path, offices=None)[0] == 401
    status, foreign = chain.get(path, offices="[hailan]")
    assert status == 403
    assert chain.get("/offices/nowhere/years/2022/reports", offices="[hailan]") == (status, foreign)
    assert chain.get(f"{path}/云坪区粮食和物资储备中心", offices="[hailan yunping]")[0] == 200
    assert chain.get(f"{path}/没有的局")[0] == 404
    assert chain.get(path, cursor="%%%")[0] == 400
    assert chain.get(path, limit="0")[0] == 400


def test_lists_go_on_page_by_page(chain: Chain) -> None:
    for organ in ("甲局", "乙局", "丙局"):
        chain.drop(f"yunping/2022/{organ}/年报.txt", CLEAN)
    chain.cloud.wait()
    seen, cursor = [], None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        _, page = chain.get("/offices/yunping/years/2022/reports", **query)
        seen += [item["organ"] for item in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert sorted(seen) == sorted({"甲局", "乙局", "丙局"})


def test_every_settings_accepts_the_environment_of_the_template(chain: Chain) -> None:
    import importlib

    for name in ("Ingest", "Parse", "Recognise", "Validate", "Notify", "Query", "Configure"):
        settings = importlib.import_module(f"functions.{name.lower()}.settings").Settings
        with pytest.MonkeyPatch.context() as patch:
            for variable, value in chain.cloud.environment(name).items():
                patch.setenv(variable, value)
            assert settings.from_environment()
