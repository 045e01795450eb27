"""What a verdict says that was judged again, beside what it said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gouji.report import CellId
from gouji.result import Result
from gouji.season.differences import FindingDifferences, differences
from gouji.verdict import GRAVITY, Finding, Rulebook, Severity, Status

RecheckState = Literal["running", "done", "failed"]
Move = Literal["new", "mended", "altered", "unchecked"]


class Noted(Struct, frozen=True, omit_defaults=True):
    """A finding by its key, with its rule and how grave it is; `before`: how grave it was, where that changed."""

    key: str
    rule: str
    name: str
    severity: Severity
    before: Severity | None = None


class Moved(Struct, frozen=True):
    """What became of a rule's findings, all of them together; `severity`: of the gravest."""

    rule: str
    name: str
    severity: Severity
    how: Move


class VerdictChange(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How a verdict changed: its status, its findings by key, the cells that are read otherwise.

    `gone`: their rule is switched off. `unchecked`: their rule cannot be checked any more. `regraded`: they stand, but
    are graver or less grave. `altered`: their rule says the same of the same cells, with other facts. `beside`: rules
    that look at the office's other uploads, and of which nothing was set otherwise. `is_restored`: what was said before
    was gone, or of a release that wrote another shape, so that nothing can be compared.
    """

    before: Status
    after: Status
    mended: tuple[Noted, ...] = ()
    new: tuple[Noted, ...] = ()
    gone: tuple[Noted, ...] = ()
    unchecked: tuple[Noted, ...] = ()
    regraded: tuple[Noted, ...] = ()
    cells: tuple[CellId, ...] = ()
    altered: tuple[Noted, ...] = ()
    beside: tuple[Moved, ...] = ()
    is_restored: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether nothing changed but what other uploads may have changed."""
        only = VerdictChange(before=self.before, after=self.after, beside=self.beside)
        return bool(self.beside) and self == only


def change_between(
    before: Result, after: Result, among_others: AbstractSet[str]
) -> VerdictChange | None:
    """What an office is told of a report that was judged again; None where its verdict is what it was.

    `among_others`: the rules that look at the office's other uploads: these come and go without a report being judged.
    """
    aside = {rule for rule in among_others if not _is_reset(rule, before.rules, after.rules)}
    own_before, own_after = _without(before, aside), _without(after, aside)
    found = differences(own_before, own_after)
    replaced = _replaced(found.findings)
    change = VerdictChange(
        before=before.status,
        after=after.status,
        mended=_noted((f for f in found.findings.mended if f.key not in replaced), before),
        new=_noted((f for f in found.findings.new if f.key not in replaced), after),
        gone=_noted(found.findings.gone, before),
        unchecked=_noted(found.findings.unchecked, before),
        regraded=tuple(_regraded(own_before, own_after)),
        cells=tuple(each.cell for each in found.cells),
        altered=_noted((f for f in found.findings.new if f.key in replaced), after),
        beside=tuple(_moved(before, after, aside)),
    )
    is_told = change != VerdictChange(before=after.status, after=after.status)
    return change if is_told else None


def _is_reset(rule: str, before: Rulebook | None, after: Rulebook | None) -> bool:
    """Whether a rule was set otherwise, or may have been: it, or nobody knows, is another one since."""
    if before is None or after is None or before.version != after.version:
        return True
    return _set(rule, before) != _set(rule, after)


def _set(rule: str, book: Rulebook) -> tuple[object, ...]:
    return (
        rule in book.off,
        rule in book.on,
        book.severities.get(rule),
        book.thresholds.get(rule),
    )


def _without(result: Result, rules: AbstractSet[str]) -> Result:
    return replace(result, findings=tuple(f for f in result.findings if f.rule not in rules))


def _replaced(found: FindingDifferences) -> AbstractSet[str]:
    """The keys of findings that are there again with other facts: one of their rule and cells on each side."""
    lost, new = _by_place(found.mended), _by_place(found.new)
    pairs = (lost[place] | new[place] for place in lost.keys() & new.keys())
    return {key for pair in pairs if len(pair) == 2 for key in pair}


def _by_place(findings: Iterable[Finding]) -> dict[tuple[str, tuple[CellId, ...]], set[str]]:
    keys: defaultdict[tuple[str, tuple[CellId, ...]], set[str]] = defaultdict(set)
    for finding in findings:
        keys[finding.rule, finding.cells].add(finding.key)
    return keys


def _moved(before: Result, after: Result, rules: AbstractSet[str]) -> Iterator[Moved]:
    """What became of the findings of some rules, an entry a rule."""
    ways: defaultdict[str, set[Move]] = defaultdict(set)
    for rule, how in _ways(before, after):
        if rule in rules:
            ways[rule].add(how)
    for rule, found in ways.items():
        of_rule = ([f for f in each.findings if f.rule == rule] for each in (after, before))
        grave = min(
            next(filter(None, of_rule)), key=lambda finding: GRAVITY.index(finding.severity)
        )
        name = after.rule_names.get(rule) or before.rule_names.get(rule, rule)
        yield Moved(rule, name, grave.severity, found.pop() if len(found) == 1 else "altered")


def _ways(before: Result, after: Result) -> Iterator[tuple[str, Move]]:
    found = differences(before, after).findings
    yield from ((finding.rule, "new") for finding in found.new)
    yield from ((finding.rule, "mended") for finding in found.mended)
    yield from ((finding.rule, "unchecked") for finding in found.unchecked)
    yield from ((noted.rule, "altered") for noted in _regraded(before, after))


def _noted(findings: Iterable[Finding], result: Result) -> tuple[Noted, ...]:
    """Each key once: of one key there may be several findings."""
    return tuple({finding.key: _note(finding, result) for finding in findings}.values())


def _note(finding: Finding, result: Result) -> Noted:
    name = result.rule_names.get(finding.rule, finding.rule)
    return Noted(finding.key, finding.rule, name, finding.severity)


def _regraded(before: Result, after: Result) -> Iterator[Noted]:
    was = {finding.key: finding.severity for finding in before.findings}
    still = {finding.key: finding for finding in after.findings}
    for key, finding in still.items():
        if was.get(key, finding.severity) != finding.severity:
            yield replace(_note(finding, after), before=was[key])
