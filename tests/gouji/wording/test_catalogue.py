"""docs/rules.md says of each rule all that is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.judging.rules.collected import RULES
from gouji.verdict import Rule
from gouji.wording.catalogue import catalogue
from gouji.wording.rules import settable

DOCUMENT = Path(__file__).parents[3] / "docs" / "rules.md"


def test_document_of_the_rules_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == catalogue(RULES), "make rules"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_document_says_of_each_rule_all_that_is_known(rule: Rule) -> None:
    (line,) = (each for each in catalogue(RULES).splitlines() if each.startswith(f"| {rule.id} |"))
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert len(cells) == 8
    assert cells[1] == rule.name
    assert cells[4:] == [
        rule.statement,
        "、".join(rule.basis),
        rule.needs or "",
        "，".join(settable(rule)),
    ]
