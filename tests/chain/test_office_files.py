"""An office's own files, from the bucket to the mail and the table."""

from __future__ import annotations

import json
from typing import Any

from functions.adapters.store import Store
from tests.chain.conftest import Chain

ROSTER = "机关,简称\n云屏县交通运输局,县交通局\n"


def test_roster_in_the_bucket_is_told_and_in_force_and_a_faulty_one_replaces_nothing(
    chain: Chain,
) -> None:
    for body in (ROSTER, "机关,邮箱\n云屏县交通运输局,无此邮箱\n"):
        chain.drop("yunping/2022/_settings/roster.csv", body.encode())
        chain.cloud.wait()
    assert chain.cloud.calls.count("configure") == 2
    taken, refused = chain.mails()
    assert taken["Subject"] == "【已启用】2022年度名册 第 1 版"
    assert refused["Subject"] == "【文件有误】2022年度名册没有启用（1 处）"
    assert "roster.csv 第 2 行" in refused["Message"]
    table = Store(chain.cloud.name("AWS::DynamoDB::Table"))
    item = table.office_files.item(("yunping", 2022), "roster")
    assert item.version == 1
    assert item.roster
    assert [organ.name for organ in item.roster.organs] == ["云屏县交通运输局"]
    assert [fault.line for fault in item.faulty.faults] == [2]


def test_file_that_could_not_be_taken_up_is_told_and_taken_up_by_a_run_begun_anew(
    chain: Chain,
) -> None:
    def fail(called: str, _event: dict[str, Any]) -> None:
        if called == "configure":
            raise MemoryError

    chain.cloud.fault = fail
    chain.drop("yunping/2022/_settings/roster.csv", ROSTER.encode())
    chain.cloud.wait()
    (run,) = chain.cloud.runs("ConfiguringTakeUp")
    chain.cloud.tell_failure(run)
    chain.cloud.wait()
    (told,) = chain.mails()
    assert told["Subject"] == "【系统未能处理】2022年度名册没有启用"
    assert run["executionArn"] in told["Message"]

    chain.cloud.fault = lambda _function, _event: None
    chain.cloud.start(run["stateMachineArn"], json.loads(run["input"]))
    chain.cloud.wait()
    assert chain.mails()[-1]["Subject"] == "【已启用】2022年度名册 第 1 版"


def test_reports_do_not_call_configure(chain: Chain) -> None:
    chain.drop("yunping/2022/云屏县交通运输局/年报.txt", b"")
    chain.cloud.wait()
    assert "configure" not in chain.cloud.calls
