"""Properties as Word 97 to 2003 writes them ([MS-DOC] 2.6): a grpprl → what it says of characters and paragraphs.

Kept is what hides a text, questions it or places it; all else, fonts and spaces above all, is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

Prl = tuple[int, bytes]  # a sprm and its operand
Properties = Mapping[int, int]  # by sprm, or by one of the numbers below that no sprm has

CF_R_MARK_DEL: Final = 0x0800
CF_R_MARK: Final = 0x0801
CF_STRIKE: Final = 0x0837
CF_VANISH: Final = 0x083C
C_ISS: Final = 0x2A48
C_PLAIN: Final = 0x2A33
CF_D_STRIKE: Final = 0x2A53
C_ISTD: Final = 0x4A30
C_SYMBOL: Final = 0x6A09
P_ISTD: Final = 0x4600
PF_IN_TABLE: Final = 0x2416
PF_TTP: Final = 0x2417
PF_INNER_TABLE_CELL: Final = 0x244B
PF_INNER_TTP: Final = 0x244C
P_ILVL: Final = 0x260A
P_ILFO: Final = 0x460B
P_ITAP: Final = 0x6649
T_DEF_TABLE: Final = 0xD608
RAISED: Final = -1  # by hand
WHITE: Final = -2
SHADED: Final = -3
SYMBOLIC: Final = -4  # in a font whose digits are pictures
UNCERTAIN: Final = -5

_C_RG_FTC0: Final = 0x4A4F
_P_DTAP: Final = 0x664A
_P_HUGE_PAPX: Final = 0x6646
_P_TABLE_PROPS: Final = 0x646B
_P_CHG_TABS: Final = 0xC615
_TOGGLES: Final = frozenset({CF_R_MARK_DEL, CF_STRIKE, CF_VANISH, CF_D_STRIKE})
_KEPT_BY_PLAIN: Final = frozenset({CF_R_MARK_DEL, C_SYMBOL})
_AS_THE_STYLE: Final = 0x80  # of a toggle; with the lowest bit, the opposite
_RAISED: Final = 6  # half-points; a note's number raised by hand
_MANY_TABS: Final = 0xFF
_WHITE: Final = 0xFFFFFF
_WHITE_ICO: Final = 8
_AUTO: Final = 0xFF
_CLEAR, _SOLID, _NO_PATTERN = 0, 1, 0xFFFF
_OPERANDS: Final = (
    1,
    1,
    2,
    4,
    2,
    2,
    0,
    3,
)  # bytes, by the highest bits of the sprm; 0: as the operand says
_MOST_CHAINED: Final = 32  # grpprls each of which goes on in another one
# The sprms that a Prm0 names by numbers of its own ([MS-DOC] 2.9.215), as far as they are kept.
_PRM0: Final[Mapping[int, int]] = {
    0x0C: P_ILVL, 0x18: PF_IN_TABLE, 0x19: PF_TTP, 0x41: CF_R_MARK_DEL, 0x53: C_PLAIN,
    0x57: CF_STRIKE, 0x5C: CF_VANISH, 0x62: 0x2A42, 0x68: C_ISS, 0x73: CF_D_STRIKE,
}  # fmt: skip


def prls(grpprl: bytes) -> list[Prl]:
    """The sprms of a grpprl with their operands. Raises ValueError or IndexError where one is cut off."""
    found: list[Prl] = []
    at, end = 0, len(grpprl)
    while at + 1 < end:  # a last byte only fills up
        sprm = grpprl[at] | grpprl[at + 1] << 8
        at += 2
        after = at + (_OPERANDS[sprm >> 13] or _variable(sprm, grpprl, at))
        if after > end:
            raise ValueError(f"sprm {sprm:04X} is cut off")
        found.append((sprm, grpprl[at:after]))
        at = after
    return found


def _variable(sprm: int, grpprl: bytes, at: int) -> int:
    """The bytes of an operand that says itself how long it is."""
    if sprm == T_DEF_TABLE:
        return number(grpprl[at : at + 2]) + 1
    if sprm == _P_CHG_TABS and grpprl[at] == _MANY_TABS:
        deleted = grpprl[at + 1] * 4
        return 3 + deleted + grpprl[at + 2 + deleted] * 3
    return 1 + grpprl[at]


def prls_of_prm0(prm: int) -> tuple[Prl, ...]:
    """The sprm that a piece of the text names itself, as quickly saved documents do."""
    sprm = _PRM0.get(prm >> 1 & 0x7F)
    return () if sprm is None else ((sprm, bytes((prm >> 8,))),)


def unfolded(found: Sequence[Prl], data: bytes, depth: int = 0) -> Sequence[Prl]:
    """A paragraph's sprms; where they go on in the data stream, those there take the place of the rest."""
    for i, (sprm, operand) in enumerate(found):
        if sprm == _P_TABLE_PROPS or (sprm == _P_HUGE_PAPX and i == 0):
            at = number(operand)
            size = number(data[at : at + 2])
            grpprl = data[at + 2 : at + 2 + size]
            if depth == _MOST_CHAINED or len(grpprl) < size or at + 2 > len(data):
                raise ValueError("properties lie outside the data stream, or run in a circle")
            return (*found[:i], *unfolded(prls(grpprl), data, depth + 1))
    return found


def number(operand: bytes) -> int:
    """An unsigned number."""
    return int.from_bytes(operand, "little")


def signed(operand: bytes) -> int:
    """A signed number."""
    return int.from_bytes(operand, "little", signed=True)


def is_shaded(shd: bytes) -> bool:
    """Whether an Shd, of ten bytes, makes the ground anything else than white."""
    pattern = number(shd[8:10])
    colour = shd[:4] if pattern == _SOLID else shd[4:8]
    white = colour[3] == _AUTO or number(colour[:3]) == _WHITE
    return pattern != _NO_PATTERN and not (white and pattern in {_CLEAR, _SOLID})


def is_shaded80(shd: bytes) -> bool:
    """The same of an Shd80, of two bytes."""
    value = number(shd)
    white = value >> 5 & 0x1F in {0, _WHITE_ICO}
    return value != _NO_PATTERN and not (white and value >> 10 == _CLEAR)


def _first(operand: bytes) -> int:
    return operand[0]


def _present(_: bytes) -> int:
    return 1


# Of characters: under which number a sprm is kept, and what of its operand.
_CHARACTERS: Final[Mapping[int, tuple[int, Callable[[bytes], int]]]] = {
    **{sprm: (sprm, _first) for sprm in (*_TOGGLES, C_ISS)},
    C_ISTD: (C_ISTD, number),
    C_SYMBOL: (C_SYMBOL, _present),
    0x4845: (RAISED, lambda hps: abs(signed(hps)) >= _RAISED),  # sprmCHpsPos
    0x6870: (WHITE, lambda cv: cv[3] != _AUTO and number(cv[:3]) == _WHITE),  # sprmCCv
    0x2A42: (WHITE, lambda ico: ico[0] == _WHITE_ICO),  # sprmCIco
    0xCA71: (SHADED, lambda shd: is_shaded(shd[1:])),  # sprmCShd
    0x4866: (SHADED, is_shaded80),  # sprmCShd80
    0xCA47: (UNCERTAIN, _present),  # sprmCMajority compares with more than is kept here
}
_PARAGRAPHS: Final = frozenset(
    {P_ISTD, PF_IN_TABLE, PF_TTP, PF_INNER_TABLE_CELL, PF_INNER_TTP, P_ILVL, P_ILFO, P_ITAP}
)


def of_characters(found: Iterable[Prl], symbolic: Collection[int] = ()) -> dict[int, int]:
    """What a CHPX changes; `symbolic`: the numbers of the fonts whose digits are pictures.

    Toggles are as written: `applied` puts them on the properties of a style.
    """
    changes: dict[int, int] = {}
    for sprm, operand in found:
        if sprm in {C_ISTD, C_PLAIN}:
            changes = {kept: changes[kept] for kept in _KEPT_BY_PLAIN & changes.keys()}
        if sprm in _CHARACTERS:
            told, value_of = _CHARACTERS[sprm]
            changes[told] = value_of(operand)
        elif sprm == _C_RG_FTC0:
            changes[SYMBOLIC] = number(operand) in symbolic
    return changes


def applied(changes: Properties, base: Properties) -> dict[int, int]:
    """Properties with changes on top, toggles being what they are beside the base."""
    result = dict(base)
    for sprm, value in changes.items():
        if sprm in _TOGGLES and value & _AS_THE_STYLE:
            result[sprm] = base.get(sprm, 0) ^ (value & 1)
        else:
            result[sprm] = value
    return result


def of_paragraph(found: Iterable[Prl]) -> dict[int, int]:
    """What a PAPX says of a paragraph's place and list."""
    told: dict[int, int] = {}
    for sprm, operand in found:
        if sprm in _PARAGRAPHS:
            told[sprm] = signed(operand) if sprm == P_ILFO else number(operand)
        elif sprm == _P_DTAP:
            told[P_ITAP] = max(told.get(P_ITAP, told.get(PF_IN_TABLE, 0)) + signed(operand), 0)
    return told
