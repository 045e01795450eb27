"""What a number counts of reconsiderations and lawsuits over disclosure, and how they ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec.structs import replace

from gouji.judging.text.lexicon import disputes, nothing
from gouji.judging.text.lexicon.entry import Found
from gouji.judging.text.meaning import Alternatives, Meaning
from gouji.judging.text.phrases import Beside
from gouji.judging.text.setting import Disputes, Groups, Setting

_LAWSUITS: Final = ("litigation_direct", "litigation_after_reconsideration")
# Columns of table 4 that an outcome may stand in, where the text's word is not the form's.
_MAY_STAND_AS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "dismissed": (("upheld",), ("other",)),
    "settled": (("upheld", "corrected", "other"),),
    "won": (("upheld",), ("upheld", "other"), ("other",)),
    "revoked": (("corrected",), ("other",)),
}
_PHRASE: Final = 24  # characters behind a number in which it may be said what part is of disclosure
_AT_ONCE: Final = 2  # characters behind a number before its outcome: 1件被纠正


def dispute(beside: Beside, setting: Setting) -> tuple[Meaning | None, Setting]:
    """What a number counts of disputes, and what its words set for those behind it."""
    label = _with_subject(beside)
    if disputes.COURTS.occur(label):
        return _by_court(beside, setting)
    if disputes.OF_DISCLOSURE_ONLY.occur(label) and disputes.DISCLOSURE.occur(label):
        before = _named_before(beside, setting)
        return _disputed(setting.disputes.candidates() or ((before,) if before else ())), setting
    subject = disputes.SUBJECTS.last(label)
    if subject and not disputes.OF_ALL.occur(label):
        told = disputes.AFTER_SUBJECT.occur(label[subject.match.end() :])
        return _dispute_told(beside, label, setting) if told else (None, setting)
    if disputes.HANDLING.occur(label):
        # 办理执法监督案件5件，纠正2件: what follows is of others.
        setting = replace(setting, disputes=Disputes())
    return None, setting


def _dispute_told(beside: Beside, label: str, setting: Setting) -> tuple[Meaning | None, Setting]:
    named = tuple(group for groups in _groups(label) for group in groups)
    # 审结2件 is said of the cases that were counted before.
    on = not named and bool(setting.disputes.every)
    of_others = "" if on else _of_others(label, beside)
    if of_others == "certainly" or disputes.AUTHORITY.occur(beside.line.masked):
        # What follows are the outcomes of others' cases.
        return None, replace(setting, disputes=Disputes())
    told = setting.disputes.naming(named or _named_before(beside, setting))
    if _some_of_disclosure(beside):
        return None, replace(setting, disputes=Disputes() if of_others else told)
    known = on and _goes_on(beside, setting)
    sure = (known or _about_disclosure(beside, setting)) and not of_others
    outcomes = disputes.OUTCOMES.senses(label)
    if outcomes:
        told = replace(told, settled=True)
    candidates = (named,) if named else told.candidates() if sure else ()
    # Outcomes of cases that may be others' are none of ours.
    setting = replace(setting, disputes=told if sure else Disputes())
    return _disputed(candidates, outcomes, sure=sure), setting


def _named_before(beside: Beside, setting: Setting) -> Groups:
    """行政复议中，3件被维持: what was named in the sentence before its first number of disputes."""
    before = beside.line.masked[: beside.quantity.start]
    if setting.disputes.every or "dispute" in setting.kinds:
        return ()
    if disputes.HANDLING.occur(before) or disputes.OF_OTHERS.occur(before):
        return ()
    return tuple(group for groups in _groups(before) for group in groups)


def all_ended(words: str, setting: Setting) -> Iterator[tuple[int, Meaning]]:
    """What a phrase says of all disputes that were counted before it, with the place in it: 均维持, 全部胜诉."""
    groups = setting.disputes.every
    for found in disputes.ALL.each(words):
        cells = tuple(f"t4.{group}.{column}" for group in groups for column in found.means)
        yield found.match.start(), Meaning("dispute", (cells,))


def no_disputes(words: str) -> Iterator[tuple[int, Meaning]]:
    """What disputes a phrase says there were none of, with the place in it: 未发生行政复议."""
    for found in (*nothing.NO_DISPUTES.each(words), *nothing.ZERO_DISPUTES.each(words)):
        for groups in _groups(found.match[0]):
            totals = tuple(f"t4.{group}.total" for group in groups)
            yield found.match.start(), Meaning("dispute", (totals,))
    for found in nothing.NONE_LOST.each(words):
        for groups in _groups(found.match["object"]):
            lost = tuple(f"t4.{group}.corrected" for group in groups)
            yield found.match.start(), Meaning("dispute", (lost,))


def _goes_on(beside: Beside, setting: Setting) -> bool:
    """Whether a number is of what was counted before it: in its sentence, or that begins so."""
    return "dispute" in setting.kinds or disputes.ON.occur(beside.line.text)


def _with_subject(beside: Beside) -> str:
    """The label; where it names no dispute, with what stands behind the number (发生5件行政复议案件) or before it."""
    label = beside.label
    if disputes.SUBJECTS.occur(label) or disputes.COURTS.occur(label):
        return label
    if behind := disputes.BEHIND.first(beside.rest):
        return label + behind.match["words"]
    outcome = disputes.OUTCOMES.first(beside.near)
    if outcome:
        at_once = not label and outcome.match.start() <= _AT_ONCE
        return beside.near[: outcome.match.end()] if at_once else label
    before = _said_before(beside) if disputes.ELLIPTIC.occur(label or beside.lead) else None
    return before.match[0] if before else label


def _said_before(beside: Beside) -> Found[str] | None:
    """The dispute that was named last before a number in its sentence."""
    return disputes.NAMED.last(beside.line.masked[: beside.quantity.start])


def _by_court(beside: Beside, setting: Setting) -> tuple[Meaning | None, Setting]:
    """Lawsuits of one level; `claims` adds the levels up, where their whole is not told."""
    if not _about_disclosure(beside, setting):
        return None, setting
    return Meaning("court", _of_groups((_LAWSUITS,), ())), setting


def _disputed(
    candidates: tuple[Groups, ...], outcomes: tuple[str, ...] = (), *, sure: bool = True
) -> Meaning | None:
    cells = _of_groups(candidates, outcomes)
    return Meaning("dispute", cells, sure=sure) if cells else None


def _of_groups(candidates: tuple[Groups, ...], outcomes: tuple[str, ...]) -> Alternatives:
    """The cells that the outcomes, or none, of each of the groups may be."""
    columns = _MAY_STAND_AS.get(outcomes[0], (outcomes,)) if outcomes else (("total",),)
    return tuple(
        tuple(f"t4.{group}.{name}" for group in groups for name in names)
        for names in columns
        for groups in candidates
    )


def _of_others(label: str, beside: Beside) -> Literal["certainly", "perhaps", ""]:
    """Whether disputes are told of that others are parties to, or that are about something else."""
    section = beside.line.origin.section
    if disputes.AUTHORITY.occur(label):
        return "certainly"
    said = beside.line.masked[: beside.quantity.start]
    if disputes.OF_ANOTHER_KIND.occur(said) and not beside.line.names_disclosure:
        return "certainly"
    if disputes.AGAINST_US.occur(label):
        return ""
    if disputes.OF_OTHERS.occur(label):
        return "certainly"
    if section == 4 and disputes.RECEIVING.occur(label):
        return ""
    return "perhaps" if disputes.HANDLING.occur(label) else ""


def _some_of_disclosure(beside: Beside) -> bool:
    """Whether only some of the counted are said to be about disclosure, or none, behind the number."""
    end = beside.quantity.end
    if disputes.NOT_OF_DISCLOSURE.occur(beside.line.text[end : end + _PHRASE]):
        return True
    if disputes.DISCLOSURE.occur(beside.label):
        return False  # 涉政府信息公开复议4件，涉政府信息公开诉讼2件
    return disputes.SOME_OF_DISCLOSURE.occur(beside.line.text[end : end + _PHRASE])


def _about_disclosure(beside: Beside, setting: Setting) -> bool:
    """Whether 复议 and 诉讼 are about disclosure: an office may tell of all its lawsuits."""
    line, quantity = beside.line, beside.quantity
    if line.origin.section == 4 or setting.rows or line.disclosure_until <= quantity.start:
        return True
    if disputes.ALL_OF_DISCLOSURE.occur(line.text, quantity.end):
        return True
    behind = disputes.BEHIND.first(beside.rest)
    if behind and disputes.DISCLOSURE.occur(behind.match["words"]):
        return True
    return setting.disclosed and disputes.AROSE.occur(line.masked, 0, quantity.start)


def _groups(words: str) -> list[Groups]:
    """The groups of table 4 that are named, each by itself."""
    found: list[Groups] = []
    for family, group in (
        (disputes.DIRECT, "litigation_direct"),
        (disputes.AFTER_RECONSIDERATION, "litigation_after_reconsideration"),
    ):
        if family.occur(words):
            found.append((group,))
            words = family.replaced(words, "")
    lawsuits = bool(found)
    if disputes.RECONSIDERATION.occur(words):
        found.insert(0, ("reconsideration",))
    if not lawsuits and disputes.LAWSUIT.occur(words):
        found.append(_LAWSUITS)
    return found
