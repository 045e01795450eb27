"""A rule beside its check: what `@rule` makes of a check, and what checks yield."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from msgspec import Struct

from gouji.facts.base import Facts, Reason
from gouji.facts.reasons import Recognised
from gouji.judging.case import Subject
from gouji.judging.keys import key_of
from gouji.report import CellId, FormatVersion, Number
from gouji.verdict import Concern, Finding, Measurement, Rule, Severity, Threshold, Unassessed

BOTH: Final[tuple[FormatVersion, ...]] = ("2019", "2021")
NEW: Final[tuple[FormatVersion, ...]] = ("2021",)
OLD: Final[tuple[FormatVersion, ...]] = ("2019",)

# Where a rule comes from.
NOTICE_2021: Final = "国办公开办函〔2021〕30号"
NOTICE_2019: Final = "国办公开办函〔2019〕60号"
LAYOUT: Final = "格式表样"
PRACTICE: Final = "审核实践"
DEFINITION: Final = "由定义推出"
REGULATIONS: Final = "政府信息公开条例（2019修订）"
LOCAL_NOTICE: Final = "地方通知"
LOCAL_ASSESSMENT: Final = "地方考评标准"
PUBLISHED: Final = "已公布的年报"
FEES: Final = "国办函〔2020〕109号"
PROVINCIAL_FEES: Final = "省级收费文件"
THIRD_PARTY: Final = "第三方评估"


class Violated(Struct, frozen=True):
    """An instance of the rule that is broken.

    `rests_on`: what the finding rests on besides its cells' printed values: the sentence, for a rule about text; last
    year's numbers. `severity`: where it is milder than the rule's.
    """

    facts: Facts
    cells: Sequence[CellId] = ()
    rests_on: Sequence[str | Number] = ()
    severity: Severity | None = None


class NotAssessed(Struct, frozen=True):
    """An instance of the rule that could not be checked."""

    reason: Reason
    cells: Sequence[CellId] = ()


class Measured(Struct, frozen=True):
    """What a rule with a threshold measured, told whether it is past it or not."""

    value: Number


Outcome = Violated | NotAssessed | Measured
# What a check is given: a report, or its sketch among those of the office.
Given = TypeVar("Given", bound=Subject)
Check = Callable[[Given], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class CheckedRule(Generic[Given]):
    """A rule with its check. An instance that holds yields nothing, and one whose condition is not met neither."""

    rule: Rule
    check: Check[Given]
    of_words: bool

    def limit(self, case: Given) -> Number:
        """The rule's threshold as the office set it, else its default."""
        if self.rule.threshold is None:
            raise ValueError(self.rule.id)
        return case.context.settings.thresholds.get(self.rule.id, self.rule.threshold.default)

    def outcomes(self, case: Given) -> Iterator[Finding | Unassessed | Measurement]:
        """What is violated, not assessable or measured in a report; findings without their words."""
        if self.of_words and case.is_recognised:
            # In recognised text a fault may be the reading's.
            yield Unassessed(self.rule.id, (), "", facts=Recognised())
            return
        for outcome in self.check(case):
            yield self._told(case, outcome)

    def _told(self, case: Given, outcome: Outcome) -> Finding | Unassessed | Measurement:
        if isinstance(outcome, Measured):
            return Measurement(self.rule.id, outcome.value)
        cells = tuple(outcome.cells)
        if isinstance(outcome, NotAssessed):
            return Unassessed(self.rule.id, cells, "", facts=outcome.reason)
        return Finding(
            rule=self.rule.id,
            severity=outcome.severity or self.rule.severity,
            cells=cells,
            message="",
            key=key_of(self.rule.id, cells, case.cells, outcome.rests_on),
            facts=outcome.facts,
            assuming=outcome.facts.assuming,
        )


def rule(
    id: str,  # noqa: A002 - the catalogue's word
    name: str,
    statement: str,
    severity: Severity,
    *,
    basis: tuple[str, ...],
    forms: tuple[FormatVersion, ...] = BOTH,
    needs: str | None = None,
    concerns: Concern = "report",
    of_words: bool = False,
    default: Literal["on", "off"] = "on",
    threshold: Threshold | None = None,
) -> Callable[[Check[Given]], CheckedRule[Given]]:
    """Make a check a rule of the catalogue. `of_words`: about how the text is written, so not of recognised text.

    A check with a `threshold` asks `limit` of itself.
    """
    entry = Rule(id, name, statement, severity, forms, basis, needs, concerns, default, threshold)
    return lambda check: CheckedRule(entry, check, of_words)
