from __future__ import annotations

from typing import Any

import pytest

from bench.cost import ALARMS, MEMORY, Prices, _page, _prices, a_report, a_season, total


def test_a_thousand_reports_cost_no_more_than_the_page_aims_at() -> None:
    assert 0.2 < total(a_report(_prices("USD"), cold=0.05)) <= 0.30


def test_twice_the_price_of_everything_is_twice_the_cost() -> None:
    prices = _prices("USD")
    twice = Prices({name: 2 * price for name, price in prices.of.items()}, prices.looked_up)
    assert total(a_report(twice, 0.05)) == pytest.approx(2 * total(a_report(prices, 0.05)))
    assert sum(a_season(twice, 300, 1.0)) == pytest.approx(2 * sum(a_season(prices, 300, 1.0)))


def test_what_stands_whatever_comes_in_costs_the_same_for_every_size() -> None:
    prices = _prices("USD")
    small, large = a_season(prices, 300, 1.0), a_season(prices, 100_000, 1.0)
    assert small[-1] == large[-1]
    assert all(few < many for few, many in zip(small[:-1], large[:-1], strict=True))


def test_a_process_that_is_started_costs_more_than_one_that_is_there() -> None:
    prices = _prices("USD")
    assert a_report(prices, 1.0)["Lambda"] > a_report(prices, 0.0)["Lambda"]


def test_prices_that_were_looked_up_are_not_replaced_by_turned_ones() -> None:
    yuan = _prices("CNY")
    assert yuan.of["alarm month"] == 0.622
    assert yuan.of["put"] == pytest.approx(_prices("USD").of["put"] * 7.2)
    assert 0 < yuan.looked_up < len(yuan.of)


def test_page_leaves_nothing_open() -> None:
    page = _page()
    assert "$" not in page.replace("| $", "")
    assert page.count("\n| ") > 20


def test_model_has_the_memory_and_no_fewer_alarms_than_the_template(
    template: dict[str, Any],
) -> None:
    found = template["Resources"].items()
    memory = {
        key.split("Function")[0].lower(): resource["Properties"]["MemorySize"]
        for key, resource in found
        if resource["Type"] == "AWS::Lambda::Function"
    }
    assert {name: memory[name] for name in MEMORY} == MEMORY
    # What an alarm looks at is what is paid; one that reckons looks at several.
    alarms = [r["Properties"] for _, r in found if r["Type"] == "AWS::CloudWatch::Alarm"]
    looked_at = [each for alarm in alarms for each in alarm.get("Metrics", [alarm])]
    assert sum("Expression" not in each for each in looked_at) <= ALARMS
