"""A page is read the right way up, however it was laid on the glass."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gouji.reading import limits
from gouji.reading.scans import upright
from gouji.reading.scans.pictures import pictures_of_file
from gouji.reading.scans.recogniser import Recogniser

SCAN = Path(__file__).parents[3] / "documents" / "yunping-traffic-2022.tif"


@pytest.mark.parametrize("quarters", range(4))
def test_turned_page_is_turned_back(quarters: int) -> None:
    limits.start()
    page = list(pictures_of_file(SCAN.read_bytes()))[1]
    found = upright(page.turned(quarters), Recogniser())
    assert np.array_equal(found.grey, page.grey)
