"""The words beside a number → the decisions or the amount of charges of table 2 that it states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.judging.text.lexicon import decisions
from gouji.judging.text.lexicon.circumstances import NO_COUNT
from gouji.judging.text.meaning import Meaning
from gouji.judging.text.phrases import Beside, Line
from gouji.judging.text.quantities import COUNTING, MONEY
from gouji.text import lazy_pattern

_CHARGES: Final = "charges.amount"
_PIECES: Final = frozenset("条项次个")  # of information, of lists
_TIME: Final = "^(?:全年度?|本年度?|年内|当年)*+"
_OWN: Final = lazy_pattern(
    f"{_TIME}(?:[我本全](?:局|委|厅|办|镇|乡|街道?|市|县|区|单位|机关)|[局委厅办]机关|街道(?:办事处|办)?|[镇乡]政府)"
)
_ORGAN: Final = lazy_pattern(
    f"{_TIME}(?P<name>[\u4e00-\u9fff]{{1,12}}?(?:人民政府|政府|局|委员会|委|厅|办公室|办事处|街道|镇|乡|队|中心))"
)
_COUNTED: Final = COUNTING | {"万", "亿"}


def decided(beside: Beside) -> Meaning | None:
    """What a number counts in table 2 besides documents."""
    label = _with_noun(beside)
    if NO_COUNT.occur(label):
        return None
    names = _names(label, beside)
    plain = _without_organ(label, beside.line.origin.organ)
    if not names or not decisions.PERHAPS.occur(plain):
        return None
    charged = names[-1] == _CHARGES
    if charged != (beside.quantity.unit in MONEY) or (not charged and not _counts(beside)):
        return None
    said = beside.line.masked[: beside.quantity.start]
    verb = decisions.VERBS.last(said)
    done = verb.means if verb else "decided"
    if done == "disclosed" and beside.quantity.unit[:1] in _PIECES and "决定" not in label:
        return None
    cells = [tuple(f"t2.{name}" for name in names)]
    if len(names) > 1:
        cells.append((f"t2.{names[-1]}",))
    return Meaning("decision", tuple(cells), sure=done == "decided" and _sure(plain, names))


def none_decided(words: str, line: Line) -> Iterator[tuple[int, Meaning]]:
    """What a phrase of a sentence says there was none of, with the place in it: 未作出行政处罚决定."""
    for found in decisions.NONE.each(words):
        names = decisions.NAMES.senses(found.match["object"])
        if line.origin.t2 == "2021" and not decisions.OF_INFORMATION.occur(line.text):
            names += decisions.CHARGES.senses(found.match["object"])
        for name in names:
            yield found.match.start(), Meaning("decision", ((f"t2.{name}",),))


def _with_noun(beside: Beside) -> str:
    """The label, and where it names no decision what stands behind the number: 作出5件行政许可决定."""
    label = beside.label
    if decisions.NAMES.occur(label):
        return label
    behind = decisions.BEHIND.first(beside.rest)
    return label + behind.match["words"] if behind else label


def _names(label: str, beside: Beside) -> tuple[str, ...]:
    """The cells that are named beside the number, or else last before it in its sentence."""
    families = (decisions.NAMES, decisions.CHARGES)[: 1 + (beside.line.origin.t2 == "2021")]
    if named := tuple(name for family in families for name in family.senses(label)):
        return named
    before = beside.line.masked[: beside.quantity.start]
    found = [last for family in families if (last := family.last(before))]
    return (max(found, key=lambda last: last.match.end()).means,) if found else ()


def _counts(beside: Beside) -> bool:
    quantity = beside.quantity
    whole = isinstance(quantity.number, int) or quantity.unit in {"万", "亿"}
    return whole and quantity.unit[:1] in _COUNTED


def _sure(label: str, names: tuple[str, ...]) -> bool:
    """办理行政许可 counts decisions; who deals with penalties may count cases."""
    if names == ("licences.decisions",):
        label = decisions.HANDLED.replaced(label, "")
    return decisions.ONLY.occur(label)


def _without_organ(label: str, organ: str) -> str:
    """The label without the organ itself."""
    if own := _OWN.match(label):
        return label[own.end() :]
    named = _ORGAN.match(label)
    if named and any(named["name"] in name for name in (organ, organ.replace("人民政府", "政府"))):
        return label[named.end() :]
    return label
