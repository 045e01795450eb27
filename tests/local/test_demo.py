"""What the demonstration tells of the season is so of the samples, and every state has its Chinese name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from gouji.checking import check
from gouji.season.life import STANDINGS
from gouji.season.roster import roster_from
from gouji.verdict import Status
from local import demo


def test_report_that_is_returned_is_mended_by_what_the_demonstration_changes(
    tmp_path: Path,
) -> None:
    body = (demo.SAMPLES / demo.RETURNED).read_bytes()
    assert body.count(demo.SLIP[0]) == 1
    mended = tmp_path / demo.RETURNED
    mended.write_bytes(body.replace(*demo.SLIP))
    assert check(str(demo.SAMPLES / demo.RETURNED)).status == "flagged"
    assert check(str(mended)).status == "passed"


def test_report_that_is_accepted_has_errors_to_waive() -> None:
    found = check(str(demo.SAMPLES / demo.ACCEPTED))
    assert [f for f in found.findings if f.severity == "error"]


def test_roster_names_who_hands_in_and_one_who_does_not() -> None:
    names = {organ.name for organ in roster_from(demo.ROSTER.encode(), "roster.csv").organs}
    keys = [sample["key"] for sample in json.loads((demo.SAMPLES / "samples.json").read_text())]
    prefix = "/".join(demo.OFFICE) + "/"
    handed_in = {key.split("/")[2] for key in keys if key.startswith(prefix)}
    assert handed_in < names


@pytest.mark.parametrize(
    ("named", "every"),
    [(demo.STANDINGS, set(STANDINGS)), (demo.NAMES, {*get_args(Status), "received", "failed"})],
)
def test_every_state_has_a_name(named: dict[str, str], every: set[str]) -> None:
    assert every <= named.keys()
