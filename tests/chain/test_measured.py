"""What a season writes of itself: metrics of the format, each from its function, with names of no office."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bench.cost import TRANSITIONS
from functions.adapters.metrics import METRICS, NAMESPACE
from gouji.judging.rules.collected import RULES
from tests.chain.conftest import Chain
from tests.functions.measured import sums, written

SAMPLES = Path(__file__).parents[2] / "samples"
PASSED = (SAMPLES / "yunping-grain-2022.txt").read_bytes()
FLAGGED = (SAMPLES / "hailan-labour-2022.txt").read_bytes()


@pytest.fixture
def told(chain: Chain, capsys: pytest.CaptureFixture[str]) -> str:
    """What all functions wrote of a report that passes, one that does not, one that is none, and a run that failed."""
    for key, body in {
        "yunping/2022/云坪区粮食和物资储备中心/年报.txt": PASSED,
        "yunping/2022/云坪区人社局/年报.txt": FLAGGED,
        "yunping/2022/云坪区图书馆/年报.txt": b"no report",
    }.items():
        chain.drop(key, body)
        chain.cloud.wait()
    chain.cloud.fault = _fail_validating
    chain.drop("yunping/2022/云坪区文化馆/年报.txt", PASSED)
    (failed,) = (run for run in chain.cloud.wait() if run["status"] == "FAILED")
    chain.cloud.tell_failure(failed)
    chain.cloud.wait()
    return capsys.readouterr().out


def _fail_validating(function: str, event: object) -> None:
    if function == "validate":
        raise RuntimeError("the table is out of reach")


def test_what_became_of_uploads_is_measured_once_each(told: str) -> None:
    found = sums(written(told))
    assert found["Uploads", None] == 4
    verdicts = {of: count for (name, of), count in found.items() if name == "Verdicts"}
    assert verdicts == {"passed": 1, "flagged": 1, "unreadable": 1}
    assert found["Incomplete", None] == 1
    assert found["Recognised", None] == 0
    assert found["Failures", None] == 1
    assert found["Messages", "verdict"] == 3
    assert found["Messages", "failure"] == 1
    assert found["TimeToVerdict", None] >= 0
    assert found["Findings", "T4-01"] >= 1
    assert {of for name, of in found if name == "MarkedCells"} <= {
        *("blank", "placeholder", "missing", "unreadable", "inferred", "recognised")
    }


def test_each_metric_comes_from_its_function_and_by_its_dimension(told: str) -> None:
    known = {metric.name: metric for metric in METRICS}
    for line in written(told):
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        assert directive["Namespace"] == NAMESPACE
        for metric in directive["Metrics"]:
            of = known[metric["Name"]]
            assert line["service"] == of.service
            assert set(directive["Dimensions"][0]) == {"service", *filter(None, [of.dimension])}
            assert metric["Unit"] == of.unit


def test_dimensions_have_few_values_and_none_is_a_name(told: str) -> None:
    lines = written(told)
    assert {line["rule"] for line in lines if "rule" in line} <= {rule.id for rule in RULES}
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    assert not re.search(r"[^\x00-\x7f]|yunping", text)


def test_a_report_takes_as_many_transitions_as_its_cost_is_reckoned_with(chain: Chain) -> None:
    chain.drop("yunping/2022/云坪区粮食和物资储备中心/年报.txt", PASSED)
    (run,) = chain.cloud.wait()
    assert len(chain.cloud.transitions(run["executionArn"])) == TRANSITIONS
