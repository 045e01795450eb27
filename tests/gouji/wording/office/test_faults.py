"""The sentences in which faults of an office's own files are told."""

from __future__ import annotations

from typing import get_args

import pytest

from gouji.facts.office_files import Fault, FaultKind
from gouji.wording.office.faults import fault_sentence


@pytest.mark.parametrize("kind", get_args(FaultKind))
def test_every_kind_of_fault_names_its_file_and_line(kind: FaultKind) -> None:
    said = fault_sentence(Fault("roster.csv", 3, kind, "青川市档案局", "政府", 2))
    assert said.startswith("roster.csv 第 3 行")
    assert said.endswith("。")


def test_what_stands_in_the_file_is_told_as_it_is() -> None:
    fault = Fault("roster.csv", 3, "neither_yes_nor_no", "{0}大概", "政府")
    assert "写的是“{0}大概”" in fault_sentence(fault)
