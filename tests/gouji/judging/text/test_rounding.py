"""Numbers as they are told beside numbers as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.judging.text.quantities import quantities
from gouji.judging.text.rounding import last_place, rounded
from gouji.report import Number


@pytest.mark.parametrize(
    ("text", "printed", "same"),
    [
        ("2764.2万宗", 27_641_987, True),
        ("2764.2万宗", 27_642_900, True),  # cut off
        ("2764.2万宗", 27_541_987, False),
        ("2.45万余件", 24_567, True),
        ("2.45万余件", 24_467, False),
        ("1200余件", 1234, True),
        ("1200余件", 1334, False),
        ("约1200件", 1188, True),
        ("近4600件", 4567, True),
        ("约1200件", 1500, False),
        ("1200件", 1201, False),
        ("一千二百件", 1200, True),
        ("258.5亿元", 2_585_012, True),
        ("258.5亿元", 2_595_012, False),
        ("12345元", Decimal("1.2345"), True),
        ("12345元", Decimal("1.23"), True),
        ("12345元", 12345, False),
        ("2,585,000元", Decimal("258.5"), True),
        ("258.6万元", Decimal("258.5"), False),
        ("0元", 0, True),
        ("0元", Decimal("258.5"), False),
    ],
)
def test_told_number_is_the_printed_one_within_its_rounding(
    text: str, printed: Number, same: bool
) -> None:
    (quantity,) = quantities(text)
    told = rounded(quantity, text)
    assert told.is_told_of(Decimal(printed), last_place(printed)) is same
