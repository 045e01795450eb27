"""Runs of text and their doubt: joined, parted, and in lines."""

from __future__ import annotations

from gouji.reading.runs import Runs, Text


def _runs(*runs: tuple[str, bool]) -> Runs:
    joined = Runs()
    for text, doubtful in runs:
        joined.add(text, doubtful=doubtful)
    return joined


def test_text_keeps_where_its_doubtful_runs_stand() -> None:
    assert _runs(("共", False), ("12", True), ("件", False)).text() == Text("共12件", ((1, 3),))


def test_something_shown_that_is_no_text_keeps_its_place_and_is_not_blank() -> None:
    text = _runs((" ", False), ("", True)).text()
    assert text == Text(" ", ((1, 1),))
    assert not text.is_blank


def test_lines_keep_their_own_doubts_only() -> None:
    text = _runs(("一 ", False), ("2\n 3", True), ("\n\n4", False), ("", True)).text()
    assert list(text.lines()) == [
        Text("一 2", ((2, 3),)),
        Text("3", ((0, 1),)),
        Text("4", ((1, 1),)),
    ]


def test_joined_text_brings_its_doubts_along() -> None:
    runs = _runs(("约", False))
    runs.join(Text("1 2", ((2, 3),)))
    assert runs.text() == Text("约1 2", ((3, 4),))


def test_what_was_added_since_is_doubted_but_for_blanks() -> None:
    runs = _runs(("1", False), ("  ", False))
    runs.doubt_since(1)
    assert runs.text().doubts == ()
    runs.doubt_since(0)
    assert runs.text().doubts == ((0, 3),)
