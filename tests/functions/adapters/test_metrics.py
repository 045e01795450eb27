from __future__ import annotations

import pytest

from functions.adapters.metrics import (
    FINDINGS,
    INCOMPLETE,
    METRICS,
    TIME_TO_VERDICT,
    UPLOADS,
    write,
    write_each,
)
from tests.functions.measured import sums, written


@pytest.fixture(autouse=True)
def _service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "validate")


def test_several_metrics_stand_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    write({INCOMPLETE: True, TIME_TO_VERDICT: 2.5})
    (line,) = written(capsys.readouterr().out)
    assert line["service"] == "validate"
    assert (line["Incomplete"], line["TimeToVerdict"]) == ([1.0], [2.5])
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Dimensions"] == [["service"]]
    assert [metric["Unit"] for metric in directive["Metrics"]] == ["Count", "Seconds"]


def test_a_metric_by_a_dimension_is_a_line_for_each_value(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_each(FINDINGS, {"T3-01": 2, "XY-01": 1})
    lines = written(capsys.readouterr().out)
    assert sums(lines) == {("Findings", "T3-01"): 2, ("Findings", "XY-01"): 1}
    assert all(
        line["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["rule", "service"]]
        for line in lines
    )


def test_nothing_to_tell_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write_each(FINDINGS, {})
    assert capsys.readouterr().out == ""


def test_what_is_written_once_is_not_written_with_the_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write({FINDINGS: 1}, "T3-01")
    capsys.readouterr()
    write({UPLOADS: 1})
    (line,) = written(capsys.readouterr().out)
    assert "rule" not in line
    assert "Findings" not in line


@pytest.mark.parametrize(("metric", "of"), [(FINDINGS, None), (UPLOADS, "T3-01")])
def test_a_dimension_has_a_value_and_nothing_else_has_one(metric: object, of: str | None) -> None:
    with pytest.raises(ValueError, match="is by"):
        write({metric: 1}, of)  # type: ignore[dict-item]  # one of ours


def test_metrics_have_names_of_their_own_and_no_dimension_that_tells_of_an_office() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    assert {metric.dimension for metric in METRICS} == {None, "status", "rule", "mark", "kind"}
