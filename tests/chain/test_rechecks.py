"""Judged again through the real definition: what changed is told once, decisions stay, a newer upload wins."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from functions.adapters.store import Store
from functions.adapters.store.outbox import Address
from gouji.codec import decode
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from gouji.wording.mail import Mail
from tests.chain.cloud import REGION
from tests.chain.conftest import Chain
from tests.chain.test_chain import CLEAN, FAULTY, KEY

ORGAN = "云坪区粮食和物资储备中心"
OTHER = "青川市自然资源和规划局"
OTHER_KEY = f"yunping/2022/{OTHER}/年报.html"
MACHINE = "AWS::StepFunctions::StateMachine"


class Year:
    """Two reports of an office's year, judged; what a recheck makes of them."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.told_again: list[str | None] = []
        self.store = Store(chain.cloud.name("AWS::DynamoDB::Table"))
        chain.drop(KEY, CLEAN)
        chain.drop(OTHER_KEY, FAULTY)
        chain.cloud.wait()
        chain.cloud.calls.clear()

    def settings(self, **said: Any) -> None:
        self.chain.drop("yunping/2022/_settings/rules.json", json.dumps(said).encode())
        self.chain.cloud.wait()

    def recheck(self, name: str, reason: str = "settings", run: str = "", **about: Any) -> str:
        """Run it to its end; its status."""
        request = {"id": name, "office": "yunping", "year": 2022, "reason": reason, **about}
        boto3.client("stepfunctions", region_name=REGION).start_execution(
            stateMachineArn=self.chain.cloud.arn(MACHINE, "Rechecking"),
            input=json.dumps(request),
            name=f"{name}{run}",
        )
        self.chain.cloud.wait()
        runs = self.chain.cloud.runs("Rechecking")
        (found,) = (each for each in runs if each["name"] == f"{name}{run}")
        return str(found["status"])

    def mails(self) -> list[Mail]:
        """What rechecks have to tell."""
        pending = self.store.outbox.pending(Address("yunping"))
        told = [decode((p.about or "").encode(), Mail) for p in pending if p.kind == "recheck"]
        self.told_again = [p.upload_id for p in pending if p.kind != "recheck"]
        return told

    def current(self, organ: str) -> str:
        found = self.store.summary("yunping", 2022, organ)
        assert found
        return found.upload_id

    def severities(self, organ: str) -> dict[str, str]:
        result = self.store.result(self.current(organ))
        assert result
        return {finding.rule: finding.severity for finding in result.findings}


@pytest.fixture
def year(chain: Chain) -> Year:
    return Year(chain)


def test_change_of_severity_is_told_once_with_the_reports_that_changed_alone(year: Year) -> None:
    year.settings(severities={"T3-01": "note"})
    assert year.recheck("r1") == "SUCCEEDED"
    (mail,) = year.mails()
    assert "1 份报告的结果有变" in mail.subject
    assert f"1. {OTHER}" in mail.body
    assert ORGAN not in mail.body
    assert "轻重有变 1 处：T3-01" in mail.body
    assert year.severities(OTHER)["T3-01"] == "note"
    item = year.store.rechecks.get("r1")
    assert item
    assert (item.state, item.reports, item.changed) == ("done", 2, 1)

    assert year.recheck("r1", run="-again") == "SUCCEEDED"
    assert year.recheck("r2") == "SUCCEEDED"
    assert len(year.mails()) == 1
    assert year.told_again == []


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
    year.settings(off=["T3-02"])
    assert year.recheck("r1") == "SUCCEEDED"
    life = year.store.life(place)
    assert life.decisions == before
    assert (life.record.standing, life.record.accepted) == ("accepted", upload)
    assert key in life.record.waived
    assert "T3-02" not in year.severities(OTHER)
    (mail,) = year.mails()
    assert "规则已停用 1 处：T3-02" in mail.body


def test_recheck_that_stopped_halfway_goes_on_and_tells_all_that_changed(year: Year) -> None:
    year.settings(off=["TXT-03"], on=[], severities={"T3-01": "note"})
    broken = year.current(OTHER)

    def fault(function: str, event: dict[str, Any]) -> None:
        if function == "recheck" and event.get("upload_id") == broken:
            raise RuntimeError("killed")

    year.chain.cloud.fault = fault
    assert year.recheck("r1") == "FAILED"
    judged = year.store.rechecks.judged("r1")
    assert [item.organ for item in judged] == [ORGAN]
    assert year.mails() == []
    (run,) = year.chain.cloud.runs("Rechecking")
    for _ in range(2):
        year.chain.cloud.tell_failure(run)
    item = year.store.rechecks.get("r1")
    assert item
    assert (item.state, item.cause) == ("failed", "Unfinished")
    (stopped,) = year.mails()
    assert "未能全部完成" in stopped.subject

    year.chain.cloud.fault = lambda _function, _event: None
    assert year.recheck("r1", run="-again") == "SUCCEEDED"
    assert len(year.store.rechecks.judged("r1")) == 2
    (_, mail) = year.mails()
    assert "规则已停用 1 处：TXT-03" in mail.body


def test_newer_upload_that_comes_between_wins(year: Year) -> None:
    year.settings(severities={"T3-01": "note"})
    old = year.current(OTHER)

    def newer(function: str, event: dict[str, Any]) -> None:
        if function == "recheck" and event.get("upload_id") == old:
            year.chain.cloud.fault = lambda _function, _event: None
            year.chain.drop(OTHER_KEY, FAULTY.replace("2023年".encode(), "2022年".encode()))

    year.chain.cloud.fault = newer
    assert year.recheck("r1") == "SUCCEEDED"
    year.chain.cloud.wait()
    assert year.current(OTHER) != old
    assert year.severities(OTHER)["T3-01"] == "note"
    assert len(year.mails()) <= 1  # whether the old one was judged again before it was superseded
    assert year.told_again == [year.current(OTHER)]


def test_office_without_reports_is_done_at_once(year: Year) -> None:
    assert year.recheck("r1", year=2019) == "SUCCEEDED"
    item = year.store.rechecks.get("r1")
    assert item
    assert (item.state, item.reports) == ("done", 0)


def test_reading_again_reads_every_file_anew(year: Year) -> None:
    assert year.recheck("r1", reason="requested", read=True) == "SUCCEEDED"
    assert year.chain.cloud.calls.count("parse") == 2
    assert len(year.store.rechecks.judged("r1")) == 2
    assert year.mails() == []


def test_last_years_report_has_this_years_judged_again(year: Year) -> None:
    """XY-01 could not be checked; with last year's report it can, and is broken."""
    assert "XY-01" not in year.severities(ORGAN)
    body = CLEAN.decode().replace("2022年", "2021年").encode()
    year.chain.drop(KEY.replace("2022", "2021"), body)
    year.chain.cloud.wait()
    (run,) = year.chain.cloud.runs("Rechecking")
    assert run["status"] == "SUCCEEDED"
    assert json.loads(run["input"])["organ"] == ORGAN
    result = year.store.result(year.current(ORGAN))
    assert result
    assert "XY-01" not in {item.rule for item in result.unassessed}
