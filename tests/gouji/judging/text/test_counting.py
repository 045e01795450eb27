"""The words beside a number say what it counts, or nothing certain."""

from __future__ import annotations

import pytest

from gouji.judging.text.claims import stated
from gouji.judging.text.meaning import Kind
from gouji.reading.words.characters import plain
from tests.gouji.judging.reports import with_text

Counted = tuple[Kind, int, tuple[str, ...]]


def _counted(text: str) -> list[Counted]:
    """Kind, number and the first cell of each sum that the number may be."""
    report = with_text(1, plain(text))
    return [
        (claim.kind, int(claim.number), tuple(cells[0] for cells in claim.cells))
        for claim in stated(report)
        if claim.section == 1
    ]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("收到公民申请5件。", [("new", 5, ("t3.new_received.total", "t3.new_received.natural_person"))]),
        ("收到8件自然人申请。", [("new", 8, ("t3.new_received.natural_person",))]),
        ("依申请公开方面，收到5件，均已答复。", [
            ("carried_over", 0, ("t3.carried_over.total",)),
            ("new", 5, ("t3.new_received.total",)),
        ]),
        ("依申请公开方面，结转3件至本年办理。", [("carried_in", 3, ("t3.carried_in.total",))]),
        ("依申请公开方面，结转3件至下年办理。", [("carried_over", 3, ("t3.carried_over.total",))]),
        ("依申请公开方面，结转3件。", [("carried_over", 3, ("t3.carried_over.total", "t3.carried_in.total"))]),
        ("处理申请43件。", [("concluded", 43, ("t3.concluded.total", *["t3.new_received.total"] * 2))]),
        ("答复申请38件。", [("concluded", 38, ("t3.concluded.total", *["t3.granted.total"] * 2))]),
        ("因政府信息公开被申请行政复议3件，驳回2件。", [
            ("dispute", 3, ("t4.reconsideration.total",)),
            ("dispute", 2, ("t4.reconsideration.upheld", "t4.reconsideration.other")),
        ]),
        ("政府信息公开方面没有行政复议。", [("dispute", 0, ("t4.reconsideration.total",))]),
        ("制定规章2部、规范性文件3件。", [
            ("document", 2, ("t2.rules.issued",)),
            ("document", 3, ("t2.normative_documents.issued",)),
        ]),
    ],
)  # fmt: skip
def test_number_may_be_the_sum_of_some_cells(text: str, counted: list[Counted]) -> None:
    assert _counted(text) == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("申请办理中，不予公开的征地类信息3件。", []),
        ("办结申请5件，其中予以公开3件，其他渠道2件。", ["concluded", "outcome"]),
        ("办结申请5件，其中予以公开3件，其他2件。", ["concluded", "outcome", "outcome"]),
        ("办理申请，答复公开3件。", []),
        ("通过网络收到申请5件。", []),
        ("依申请公开方面，收到信息5件。", []),
        ("收到征地类申请20件，办结18件。", []),
        ("收到申请5件，自然人因征地3件。", ["new"]),
        ("全年没有行政复议。", []),
        ("因信息公开被复议3件，办理其他单位行政复议5件，维持2件。", ["dispute"]),
        ("现有规范性文件3件。", []),
        ("制定废止规范性文件3件。", []),
        ("收到申请42件，办结38件。", ["new", "concluded"]),
        ("收到申请42件，办结38件，上年结转1件已办结。", ["new", "carried_in"]),
    ],
)
def test_number_that_is_said_to_be_of_something_else_counts_nothing(
    text: str, counted: list[Kind]
) -> None:
    assert [kind for kind, _, _ in _counted(text)] == counted
