"""Layout does not matter: the same figures come out of every rendering, blanks in their place."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.reading.read import read
from gouji.report import FormatVersion
from tests.gouji import figures as fig

FORMS: tuple[FormatVersion, ...] = ("2019", "2021")


@pytest.mark.parametrize("layout", fig.LAYOUTS)
@pytest.mark.parametrize("format_version", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_figure_is_read_in_its_place(
    layout: str, format_version: FormatVersion, data: st.DataObject
) -> None:
    figures = data.draw(fig.balanced(format_version))
    shown = {cell: str(n) for cell, n in figures.items()}

    report = read(fig.LAYOUTS[layout](fig.content(format_version, shown)))

    assert {cell: found.value for cell, found in report.cells.items()} == figures
    assert not [cell for cell, found in report.cells.items() if found.mark]
    assert (report.organ, report.year) == ("青川市档案局", 2022)
    assert set(report.forms.values()) == {format_version}
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("layout", fig.LAYOUTS)
@pytest.mark.parametrize("format_version", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_figure_is_silently_wrong_among_blanks(
    layout: str, format_version: FormatVersion, data: st.DataObject
) -> None:
    figures = data.draw(fig.balanced(format_version, largest=99))
    empty = data.draw(st.sets(st.sampled_from(sorted(figures)), max_size=150))
    shown = {cell: "" if cell in empty else str(n) for cell, n in figures.items()}

    report = read(fig.LAYOUTS[layout](fig.content(format_version, shown)))

    for cell, found in report.cells.items():
        if found.mark is None:
            assert cell not in empty
            assert found.value == figures[cell]
        if cell in empty:
            assert found.value is None
