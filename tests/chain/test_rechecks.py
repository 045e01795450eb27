"""Judged again through the real definition: what changed is told once, decisions stay, a newer upload wins."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from functions.adapters.store import Store
from functions.adapters.store.outbox import Address
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from tests.chain.cloud import RECHECKS, REGION
from tests.chain.conftest import Chain
from tests.chain.test_chain import CLEAN, FAULTY, KEY

ORGAN = "云坪区粮食和物资储备中心"
OTHER = "青川市自然资源和规划局"
OTHER_KEY = f"yunping/2022/{OTHER}/年报.html"
MACHINE = "AWS::StepFunctions::StateMachine"
Json = dict[str, Any]


class Year:
    """Two reports of an office's year, judged and told; what a recheck makes of them."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.store = Store(chain.cloud.name("AWS::DynamoDB::Table"))
        chain.drop(KEY, CLEAN)
        chain.drop(OTHER_KEY, FAULTY)
        chain.cloud.wait()
        assert self.told()  # of both, in one message or in two
        chain.cloud.calls.clear()

    def put_in(self, **said: Any) -> list[Json]:
        """Put settings into the bucket; the runs that this starts to judge again, at their end."""
        before = {run["name"] for run in self.runs()}
        self.chain.drop("yunping/2022/_settings/rules.json", json.dumps(said).encode())
        self.chain.cloud.wait()
        assert self.chain.cloud.calls.count("configure")
        return [run for run in self.runs() if run["name"] not in before]

    def settings(self, **said: Any) -> Json:
        """Put other settings into the bucket; the one run that judges again by them, at its end."""
        (run,) = self.put_in(**said)
        about = {"office": "yunping", "year": 2022, "organ": None, "reason": "settings"}
        assert json.loads(run["input"]) == about | {"id": run["name"], "read": False}
        return run

    def recheck(self, name: str, reason: str = "settings", run: str = "", **about: Any) -> str:
        """Run it to its end; its status."""
        request = {"id": name, "office": "yunping", "year": 2022, "reason": reason, **about}
        boto3.client("stepfunctions", region_name=REGION).start_execution(
            stateMachineArn=self.chain.cloud.arn(MACHINE, RECHECKS),
            input=json.dumps(request),
            name=f"{name}{run}",
        )
        self.chain.cloud.wait()
        (found,) = (each for each in self.runs() if each["name"] == f"{name}{run}")
        return str(found["status"])

    def runs(self) -> list[Json]:
        return self.chain.cloud.runs(RECHECKS)

    def told(self) -> list[Json]:
        """The messages that came since the last call; none is left to be told, and none came twice."""
        assert self.store.outbox.pending(Address("yunping")) == []
        mails = self.chain.mails()
        ids = [_attribute(mail, "id") for mail in mails]
        assert len(set(ids)) == len(ids)
        return mails

    def rechecked(self, *others: str) -> list[Json]:
        """What came of rechecks since the last call; besides that, messages of these kinds and no more."""
        mails = self.told()
        kinds = [kind for mail in mails if (kind := _attribute(mail, "kind")) != "recheck"]
        assert kinds == list(others)
        return [mail for mail in mails if _attribute(mail, "kind") == "recheck"]

    def current(self, organ: str) -> str:
        found = self.store.summary("yunping", 2022, organ)
        assert found
        return found.upload_id

    def severities(self, organ: str) -> dict[str, str]:
        result = self.store.result(self.current(organ))
        assert result
        return {finding.rule: finding.severity for finding in result.findings}


def _attribute(mail: Json, name: str) -> str:
    return str(mail["MessageAttributes"][name]["Value"])


@pytest.fixture
def year(chain: Chain) -> Year:
    return Year(chain)


def test_change_of_severity_is_told_once_with_the_reports_that_changed_alone(year: Year) -> None:
    run = year.settings(severities={"T3-01": "note"})
    assert run["status"] == "SUCCEEDED"
    (mail,) = year.rechecked("settings")
    assert "1 份报告的结果有变" in mail["Subject"]
    assert f"1. {OTHER}" in mail["Message"]
    assert ORGAN not in mail["Message"]
    assert "轻重有变 1 处：T3-01" in mail["Message"]
    assert year.severities(OTHER)["T3-01"] == "note"
    item = year.store.rechecks.get(run["name"])
    assert item
    assert (item.state, item.reports, item.changed) == ("done", 2, 1)

    assert year.recheck(run["name"], run="-again") == "SUCCEEDED"
    assert year.recheck("r2") == "SUCCEEDED"
    assert year.rechecked() == []


def test_same_settings_put_in_once_more_judge_nothing_again_and_tell_nothing(year: Year) -> None:
    year.settings(severities={"T3-01": "note"})
    year.rechecked("settings")
    year.chain.cloud.calls.clear()
    assert year.put_in(severities={"T3-01": "note"}) == []
    assert "recheck" not in year.chain.cloud.calls
    assert year.rechecked() == []


def test_decisions_survive_and_a_waiver_holds_as_long_as_its_key(year: Year) -> None:
    place, by = Key("yunping", 2022, OTHER), Reviewer("u1")
    upload = year.current(OTHER)
    result = year.store.result(upload)
    assert result
    key = next(finding.key for finding in result.findings if finding.rule == "T3-01")
    waive = Request(action="waive", upload_id=upload, finding=key, reason="上级口径不同")
    year.store.decide(place, by, waive)
    year.store.decide(place, by, Request(action="accept", upload_id=upload))
    before = year.store.life(place).decisions
    assert len(before) == 2
    assert year.settings(off=["T3-02"])["status"] == "SUCCEEDED"
    life = year.store.life(place)
    assert life.decisions == before
    assert (life.record.standing, life.record.accepted) == ("accepted", upload)
    assert key in life.record.waived
    assert "T3-02" not in year.severities(OTHER)
    (mail,) = year.rechecked("settings")
    assert "规则已停用 1 处：T3-02" in mail["Message"]


def test_recheck_that_stopped_halfway_goes_on_and_tells_all_that_changed(year: Year) -> None:
    broken = year.current(OTHER)

    def fault(function: str, event: dict[str, Any]) -> None:
        if function == "recheck" and event.get("upload_id") == broken:
            raise RuntimeError("killed")

    year.chain.cloud.fault = fault
    run = year.settings(off=["TXT-03"], on=[], severities={"T3-01": "note"})
    name = run["name"]
    assert run["status"] == "FAILED"
    judged = year.store.rechecks.judged(name)
    assert [item.organ for item in judged] == [ORGAN]
    assert year.rechecked("settings") == []
    for _ in range(2):
        year.chain.cloud.tell_failure(run)
        year.chain.cloud.wait()
    item = year.store.rechecks.get(name)
    assert item
    assert (item.state, item.cause) == ("failed", "Unfinished")
    (stopped,) = year.rechecked()
    assert "未能全部完成" in stopped["Subject"]
    assert name in stopped["Message"]

    year.chain.cloud.fault = lambda _function, _event: None
    assert year.recheck(name, run="-again") == "SUCCEEDED"
    assert len(year.store.rechecks.judged(name)) == 2
    (mail,) = year.rechecked()
    assert "规则已停用 1 处：TXT-03" in mail["Message"]
    assert year.recheck(name, run="-once-more") == "SUCCEEDED"
    assert year.rechecked() == []


def test_newer_upload_that_comes_between_wins(year: Year) -> None:
    old = year.current(OTHER)

    def newer(function: str, event: dict[str, Any]) -> None:
        if function == "recheck" and event.get("upload_id") == old:
            year.chain.cloud.fault = lambda _function, _event: None
            year.chain.drop(OTHER_KEY, FAULTY.replace("2023年".encode(), "2022年".encode()))

    year.chain.cloud.fault = newer
    run = year.settings(severities={"T3-01": "note"})
    assert run["status"] == "SUCCEEDED"
    assert year.current(OTHER) != old
    assert year.severities(OTHER)["T3-01"] == "note"
    mails = year.told()
    kinds = sorted(_attribute(mail, "kind") for mail in mails)
    # Whether the old one was judged again before it was superseded.
    assert kinds in (["settings", "verdict"], ["recheck", "settings", "verdict"])
    (verdict,) = (mail for mail in mails if _attribute(mail, "kind") == "verdict")
    assert _attribute(verdict, "organ") == OTHER
    (told,) = (
        item.told_verdict
        for item in year.store.uploads("yunping", 2022, OTHER)
        if item.upload_id == year.current(OTHER)
    )
    assert told == _attribute(verdict, "id")


def test_office_without_reports_is_done_at_once(year: Year) -> None:
    assert year.recheck("r1", year=2019) == "SUCCEEDED"
    item = year.store.rechecks.get("r1")
    assert item
    assert (item.state, item.reports) == ("done", 0)


def test_reading_again_reads_every_file_anew(year: Year) -> None:
    assert year.recheck("r1", reason="requested", read=True) == "SUCCEEDED"
    assert year.chain.cloud.calls.count("parse") == 2
    assert len(year.store.rechecks.judged("r1")) == 2
    assert year.rechecked() == []


def test_last_years_report_has_this_years_judged_again(year: Year) -> None:
    """XY-01 could not be checked; with last year's report it can, and that the two are alike is told."""
    before = year.store.result(year.current(ORGAN))
    assert before
    assert "XY-01" in {item.rule for item in before.unassessed}
    assert "XY-06" not in year.severities(ORGAN)
    body = CLEAN.decode().replace("2022年", "2021年").encode()
    year.chain.drop(KEY.replace("2022", "2021"), body)
    year.chain.cloud.wait()
    (run,) = year.chain.cloud.runs(RECHECKS)
    assert run["status"] == "SUCCEEDED"
    assert json.loads(run["input"])["organ"] == ORGAN
    result = year.store.result(year.current(ORGAN))
    assert result
    assert "XY-01" not in {item.rule for item in result.unassessed}
    (mail,) = year.rechecked("verdict")
    assert "上年度的报告有变" in mail["Message"]
    assert f"1. {ORGAN}" in mail["Message"]
    assert "新增 1 处：XY-06" in mail["Message"]


def test_reading_last_years_report_again_has_this_years_judged_again_in_the_same_run(
    year: Year,
) -> None:
    last = CLEAN.decode().replace("2022年", "2021年").encode()
    year.chain.drop(KEY.replace("2022", "2021"), last)
    year.chain.cloud.wait()
    year.rechecked("verdict")
    year.chain.cloud.calls.clear()
    assert year.recheck("r1", reason="requested", year=2021, read=True) == "SUCCEEDED"
    assert year.chain.cloud.calls.count("parse") == 1
    (run,) = (run for run in year.runs() if run["name"] == "r1")
    answer = json.loads(run["output"])
    assert answer["recheck"] != "r1"
    item = year.store.rechecks.get(answer["recheck"])
    assert item
    assert (item.year, item.organ, item.state) == (2022, ORGAN, "done")
    assert year.rechecked() == []
