"""What hangs on the office's other reports is told as it is now, though the report was judged before they came."""

from __future__ import annotations

import pytest

from functions.adapters.store import Store
from gouji.judging.context import Context
from gouji.judging.sketching import sketch_of
from gouji.report import Key
from gouji.season.decisions import Request
from gouji.season.life import Reviewer
from tests.functions.builders import result, upload
from tests.functions.query.asking import REVIEWER, YEAR, ask
from tests.gouji.judging import reports

pytestmark = pytest.mark.usefixtures("aws")
REPORT = reports.with_figures({})


def hand_in(store: Store, organ: str, hour: int) -> str:
    """The same document, for an organ of the office; judged before any other came."""
    each = upload(
        f"haishu/2022/{organ}/年报.docx", version=organ, at=f"2023-01-20T{hour:02d}:00:00Z"
    )
    store.register(each, organ)
    store.finish(each, result(), sketch=sketch_of(REPORT, Context(key=Key("haishu", 2022, organ))))
    return each.upload_id


def rules(organ: str) -> list[str]:
    body = ask(f"{YEAR}/reports/{organ}").body
    return [finding["rule"] for finding in body["findings"]]


def test_copy_is_told_once_the_other_report_is_there_and_no_more_once_it_is_gone(
    store: Store,
) -> None:
    hand_in(store, "甲局", 8)
    assert "XY-10" not in rules("甲局")
    other = hand_in(store, "乙局", 9)
    assert "XY-10" in rules("甲局")
    store.decide(Key("haishu", 2022, "乙局"), Reviewer("u"), Request("withdraw", other))
    assert "XY-10" not in rules("甲局")


def test_finding_that_hangs_on_others_can_be_waived(store: Store) -> None:
    mine = hand_in(store, "甲局", 8)
    hand_in(store, "乙局", 9)
    path = f"{YEAR}/reports/甲局"
    (copied,) = [f for f in ask(path).body["findings"] if f["rule"] == "XY-10"]
    assert copied["waived"] is None
    answer = ask(
        f"{path}/decisions",
        REVIEWER,
        method="POST",
        body={
            "action": "waive",
            "upload_id": mine,
            "finding": copied["key"],
            "reason": "两局合署办公",
        },
    )
    assert answer.status == 201
    (copied,) = [f for f in ask(path).body["findings"] if f["rule"] == "XY-10"]
    assert copied["waived"]["reason"] == "两局合署办公"
