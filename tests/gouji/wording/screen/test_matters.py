from __future__ import annotations

from gouji.form import TABLES
from gouji.wording.screen.matters import short_label, title
from tests.gouji.wording.builders import finding, result


def test_matter_is_called_by_its_rules_each_once() -> None:
    found = [finding(), finding(), finding(rule="X-02")]
    assert title(result(), found) == "甲规则、乙规则"
    assert title(result(), [*found, finding(rule="X-03")]) == "甲规则、乙规则等"


def test_rule_without_a_name_is_called_by_its_id() -> None:
    assert title(result(), [finding(rule="Z-09")]) == "Z-09"


def test_cell_is_called_by_row_and_column() -> None:
    table = TABLES["t3", "2021"]
    assert short_label(table, "t3.concluded.total") == "（七）总计｜总计"
    assert (
        short_label(table, "t3.denied.state_secret.other") == "（三）不予公开·1.属于国家秘密｜其他"
    )
