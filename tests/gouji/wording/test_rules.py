from __future__ import annotations

import pytest

from gouji.judging.rules.collected import RULES
from gouji.verdict import Catalogue, Rule, Threshold
from gouji.wording.rules import FAMILIES, by_family, family_of, listing


def rule(id: str, **about: object) -> Rule:  # noqa: A002 - the catalogue's word
    said = {"forms": ("2019", "2021"), "basis": ("格式表样",)} | about
    return Rule(id, "甲乙相符", "甲等于乙。", "error", **said)  # type: ignore[arg-type]  # fields by name, as a test has them


def test_families_come_in_their_order_and_rules_by_number() -> None:
    catalogue = Catalogue("1", (rule("T3-02"), rule("FMT-01"), rule("T3-01")))
    assert listing(catalogue).splitlines() == [
        "勾稽核对规则 3 条（版本 1）",
        "",
        "FMT 格式和用语",
        "  FMT-01 ［错误］甲乙相符：甲等于乙。",
        "",
        "T3 表三",
        "  T3-01 ［错误］甲乙相符：甲等于乙。",
        "  T3-02 ［错误］甲乙相符：甲等于乙。",
    ]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"forms": ("2019",)}, "甲等于乙。（只用于2019年格式）"),
        ({"needs": "名册"}, "甲等于乙。（需要名册）"),
        ({"default": "off"}, "甲等于乙。（默认不用）"),
        (
            {"default": "off", "threshold": Threshold(1000, 1, 20000, "篇幅", "字")},
            "甲等于乙。（默认不用，篇幅界限 1000字（可设 1 至 20000））",
        ),
        ({"forms": ("2021",), "needs": "名册"}, "甲等于乙。（只用于2021年格式，需要名册）"),
    ],
)
def test_rule_says_of_which_format_it_is_and_what_it_needs(
    about: dict[str, object], said: str
) -> None:
    assert listing(Catalogue("1", (rule("T2-01", **about),))).endswith(said)


def test_every_rule_is_of_a_family_with_a_name() -> None:
    assert {family_of(each) for each in RULES} == set(FAMILIES)
    assert sum(len(rules) for _, rules in by_family(RULES)) == len(RULES)
