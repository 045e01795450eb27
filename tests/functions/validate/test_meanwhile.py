"""What changes while a report is judged: in whatever order it comes, the last verdict rests on what is in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from functions.adapters import judging
from functions.adapters.documents import store_document
from functions.adapters.store import Store
from functions.recheck.handler import handler as rechecking
from functions.validate import handler as validate
from gouji.codec import decode
from gouji.judging import judge as judging_of_reports
from tests.functions.builders import DOCUMENTS, context, s3, upload
from tests.functions.runs import Runs
from tests.functions.validate.test_validate import (
    FIGURES,
    LAST_YEAR,
    last_year,
    own_file,
    with_figures,
)

pytestmark = pytest.mark.usefixtures("aws")
OFF = '{"off": ["KEY-02"]}'
Change = Callable[[], object]


@pytest.fixture
def runs(aws: None, monkeypatch: pytest.MonkeyPatch) -> Runs:
    found = Runs.made("rechecks")
    monkeypatch.setenv("RECHECK_ARN", found.arn)
    return found


def judged(store: Store) -> None:
    """Judge a report that names another organ: KEY-02 is broken."""
    store.register(upload(), "run-1")
    read = replace(with_figures(FIGURES), organ="海曙区财政局")
    document = store_document(DOCUMENTS, upload().upload_id, read)
    message = {"upload": upload().to_json(), "execution": "run-1", "document": document}
    validate.handler(message, context())


def rechecked(runs: Runs) -> list[str]:
    """Do what the runs do that were started; the reasons for them."""
    for request in runs.inputs.values():
        listed = rechecking(request, context())
        body = s3().get_object(Bucket=listed["bucket"], Key=listed["list"])["Body"].read()
        for due in decode(body, list[dict[str, Any]]):
            assert rechecking(due, context()) == {}
        rechecking(listed, context())
    return [request["reason"] for request in runs.inputs.values()]


def rules(store: Store) -> set[str]:
    found = store.result(upload().upload_id)
    assert found
    return {finding.rule for finding in found.findings}


def before_it_is_stored(monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    judge = judging_of_reports.judgement

    def judging_then(*args: Any) -> Any:
        verdict = judge(*args)
        change()
        return verdict

    monkeypatch.setattr(judging, "judgement", judging_then)


def after_it_is_stored(monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    finish = Store.finish

    def finishing_then(*args: Any) -> None:
        finish(*args)
        change()

    monkeypatch.setattr(Store, "finish", finishing_then)


def once(change: Change) -> Change:
    left = [change]
    return lambda: left.pop()() if left else None


@pytest.mark.parametrize("when", [before_it_is_stored, after_it_is_stored])
def test_settings_that_come_into_force_while_it_is_judged_are_noticed(
    store: Store,
    runs: Runs,
    monkeypatch: pytest.MonkeyPatch,
    when: Callable[[pytest.MonkeyPatch, Change], None],
) -> None:
    """The recheck that Configure starts may list the year before the verdict is there, or after it."""
    when(monkeypatch, once(lambda: own_file("rules.json", OFF)))
    judged(store)
    assert "KEY-02" in rules(store)
    assert rechecked(runs) == ["outdated"]
    assert "KEY-02" not in rules(store)


def test_recheck_that_lists_before_the_verdict_is_stored_passes_it_by_and_it_is_noticed(
    store: Store, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def configured() -> None:
        own_file("rules.json", OFF)
        request = {"id": "c1", "office": "haishu", "year": 2022, "reason": "settings"}
        listed = rechecking(request, context())
        body = s3().get_object(Bucket=listed["bucket"], Key=listed["list"])["Body"].read()
        for due in decode(body, list[dict[str, Any]]):
            rechecking(due, context())
        assert rechecking(listed, context())["state"] == "done"

    before_it_is_stored(monkeypatch, once(configured))
    judged(store)
    assert "KEY-02" in rules(store)
    assert rechecked(runs) == ["outdated"]
    assert "KEY-02" not in rules(store)


def test_settings_that_come_before_or_after_start_nothing_more(store: Store, runs: Runs) -> None:
    own_file("rules.json", OFF)
    judged(store)
    assert "KEY-02" not in rules(store)
    own_file("rules.json", "{}")
    assert runs.inputs == {}


def test_last_years_report_that_is_read_otherwise_meanwhile_is_noticed(
    store: Store, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read again, an upload is the same upload in the same state, and its figures are others."""
    last_year(store, FIGURES)

    def read_otherwise() -> None:
        figures = FIGURES | {"t4.reconsideration.total": 1 + FIGURES["t4.reconsideration.total"]}
        place = LAST_YEAR.place
        assert place
        document = store_document(DOCUMENTS, LAST_YEAR.upload_id, with_figures(figures))
        store.rechecks.rejudge(
            *("r1", place, LAST_YEAR.upload_id),
            lambda each, _known: judging.judged(each, document, judging.Judging(store, DOCUMENTS)),
            among_others=frozenset(),
            is_read=True,
        )

    before_it_is_stored(monkeypatch, once(read_otherwise))
    judged(store)
    assert "outdated" in {request["reason"] for request in runs.inputs.values()}
