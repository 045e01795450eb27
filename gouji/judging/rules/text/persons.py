"""What of persons must not be published: mobile numbers, numbers of identity cards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from gouji.facts.content import NumberKind, PersonalNumber
from gouji.judging.case import Case
from gouji.judging.rule import REGULATIONS, Outcome, Violated, rule
from gouji.report import Report
from gouji.text import lazy_pattern

# Digits in groups of some size, as people write them; no part of an address, a code or an amount.
_BEFORE: Final = r"(?<![0-9A-Za-z_./=&%#?])(?<!\d-)"
_BEHIND: Final = r"(?![0-9A-Za-z_]|[-./]\d|\.[a-z]|[%余多]|[万亿]?元|[件条份个次人])"
_MOBILE: Final = lazy_pattern(
    rf"{_BEFORE}(?:\+?86[- ]?)?(?P<number>1[3-9]\d(?:[- ]?\d{{4}}[- ]?\d{{4}}|[- ]?\d{{3}}[- ]?\d{{5}})){_BEHIND}"
)
_IDENTITY: Final = lazy_pattern(
    rf"{_BEFORE}(?P<number>[1-8]\d{{5}}[- ]?\d{{8}}[- ]?\d{{3}}[\dXx])(?![0-9A-Za-z])"
)
_LONG: Final = lazy_pattern(r"\d{3}[- \d]{8}")  # either of them
_SEPARATORS: Final = lazy_pattern("[- ]")
# GB 11643: each digit by its weight, the sum by 11.
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_KEPT: Final = 3, 4  # digits at either end that a message shows


@rule(
    "CON-08",
    "个人信息",
    "公开的文字里没有个人的手机号码和身份证号码。",
    "warning",
    basis=(REGULATIONS,),
    of_words=True,
)
def no_personal_numbers(case: Case) -> Iterator[Outcome]:
    """No mobile number, no identity-card number. A message shows their ends only: it goes from hand to hand."""
    seen: set[str] = set()
    for section, line in _lines(case.report):
        for kind, number in (*_mobiles(line), *_identities(line)):
            if number not in seen:
                seen.add(number)
                first, last = number[: _KEPT[0]], number[-_KEPT[1] :]
                facts = PersonalNumber(section=section, of=kind, first=first, last=last)
                yield Violated(facts, rests_on=(number,))


def _lines(report: Report) -> Iterator[tuple[int | None, str]]:
    """The lines with a long number, and their sections."""
    yield from ((None, line) for line in report.lead if _LONG.search(line))
    for section in report.sections:
        yield from ((section.number, line) for line in section.paragraphs if _LONG.search(line))


def _mobiles(line: str) -> Iterator[tuple[NumberKind, str]]:
    for match in _MOBILE.finditer(line):
        yield "mobile", _SEPARATORS.sub("", match["number"])


def _identities(line: str) -> Iterator[tuple[NumberKind, str]]:
    for match in _IDENTITY.finditer(line):
        number = _SEPARATORS.sub("", match["number"]).upper()
        if _is_identity(number):
            yield "identity", number


def _is_identity(number: str) -> bool:
    """Whether the check digit is right, and a day of birth stands within."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return born.year >= 1900 and _CHECKS[total % 11] == number[-1]
