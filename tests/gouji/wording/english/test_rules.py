from __future__ import annotations

from gouji.judging.rules.collected import RULE
from gouji.wording.english.rules import RULES, named, rule_name


def test_every_rule_has_a_name_of_its_own() -> None:
    assert RULES.keys() == RULE.keys()
    assert len(set(RULES.values())) == len(RULES)
    assert all(name.isascii() and name[0].isupper() for name in RULES.values())


def test_rule_that_is_newer_than_the_names_is_called_by_its_id() -> None:
    assert (rule_name("Z-09"), named("Z-09")) == ("Z-09", "Z-09")
    assert named("T3-01") == "T3-01 Balance of requests"
