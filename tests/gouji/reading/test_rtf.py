"""Rich text: characters and their fallbacks."""

from __future__ import annotations

import pytest

from gouji.reading.rtf import read_rtf
from tests.gouji.reading.looks import figures


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (rb"{\u160}37", 37),
        (rb"\u160 {37}", 37),
        (rb"\u160\b 37", 37),
        (rb"\u160\'2037", 37),
        (rb"\u160?37", 37),
        (rb"\uc0\u160 37", 37),
        (rb"\u160\enspace 37", 37),
    ],
)
def test_fallback_that_is_not_given_takes_no_digit_away(content: bytes, shown: object) -> None:
    document = rb"{\rtf1\ansi\trowd\cellx1000\intbl " + content + rb"\cell\row}"
    assert figures(read_rtf(document)) == [shown]
