"""Table 4's header: over two lines, cut by a page, or in plain text."""

from __future__ import annotations

from itertools import chain

import pytest

from gouji.reading.document import Grid
from gouji.reading.tables.disputes import CELLS, Columns, DisputesHeader, columns_of, with_labels
from tests.gouji.reading.tables.builders import FIFTEEN, GROUPS, OUTCOMES, labelled, real, text

ABOVE = tuple((group, 5) for group in GROUPS)


def columns(grid: Grid) -> Columns | None:
    """The columns of a grid's last row by the rows above it."""
    *above, last = labelled(grid)
    header = DisputesHeader()
    for row in above:
        header = with_labels(header, row)
    return columns_of(header, last.cells, grid)


def test_figure_is_named_by_its_group_and_its_outcome() -> None:
    found = columns(real(ABOVE, OUTCOMES * 3, FIFTEEN))
    assert found is not None
    assert [found[name].column for name in CELLS] == list(range(1, 16))


def test_outcomes_that_cannot_be_read_stand_in_the_forms_order() -> None:
    spoilt = ("", *OUTCOMES[1:], *OUTCOMES, *OUTCOMES[:4], "")
    found = columns(real(ABOVE, spoilt, FIFTEEN))
    assert found is not None
    assert [found[name].column for name in CELLS] == list(range(1, 16))


def test_outcomes_in_another_order_are_not_guessed() -> None:
    turned = ("", OUTCOMES[2], OUTCOMES[1], *OUTCOMES[3:], *OUTCOMES * 2)
    assert columns(real(ABOVE, turned, FIFTEEN)) is None


@pytest.mark.parametrize(("names", "known"), [(10, True), (9, False)])
def test_header_of_which_a_page_left_the_outcomes_alone_names_by_number(
    names: int, known: bool
) -> None:
    left = (*(OUTCOMES * 3)[:names], *[""] * (15 - names))
    assert (columns(real(left, FIFTEEN)) is not None) == known


def test_plain_text_counts_where_it_names_every_outcome_in_the_forms_order() -> None:
    assert columns(text(GROUPS, OUTCOMES * 3, FIFTEEN)) == {}
    assert columns(text(GROUPS, OUTCOMES * 2, FIFTEEN)) is None


def test_no_more_labels_are_kept_than_a_header_can_have() -> None:
    rows = [OUTCOMES * 3] * 100
    header = DisputesHeader()
    for row in chain.from_iterable(labelled(real(line)) for line in rows):
        header = with_labels(header, row)
    assert len(header.outcomes) < 100
