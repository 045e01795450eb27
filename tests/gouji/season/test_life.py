"""How a report stands after what happened to it, in whatever order that is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gouji.season.decisions import Request, fault_of
from gouji.season.life import (
    ACTIONS,
    Action,
    Decision,
    Deletion,
    Life,
    Open,
    Record,
    Reviewer,
    Submission,
    deadline_of,
    is_late,
)
from gouji.season.submission import State, padded

REVIEWER = Reviewer("u1", "王审")
SUM = Open("a" * 16, "error")
LATE = Open("b" * 16, "warning", 3)


def handed_in(
    number: int, state: State = "passed", *findings: Open, key: str = "年报.docx"
) -> Submission:
    """The upload of this number, on that day of January."""
    at = f"2023-01-{number:02d}T08:00:00Z"
    return Submission(f"u{number}", key, padded(f"{number:02d}"), at, state, findings)


def decisions(*said: tuple[str, str] | tuple[str, str, str]) -> list[Decision]:
    """Decisions in their order: what, about which upload and, it may be, which finding."""
    return [
        Decision(
            id=f"d{i}",
            number=i,
            at=f"2023-02-{i:02d}T00:00:00Z",
            by=REVIEWER,
            action=each[0],  # type: ignore[arg-type]
            upload_id=each[1],
            finding=each[2] if len(each) == 3 else None,
        )
        for i, each in enumerate(said, 1)
    ]


def stands(
    uploads: list[Submission], *said: tuple[str, str] | tuple[str, str, str]
) -> tuple[str, str | None, str | None]:
    record = Life(uploads, decisions(*said)).record
    return record.standing, record.current, record.accepted


# --- standing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        ("received", "received"),
        ("failed", "failed"),
        ("unreadable", "unreadable"),
        ("incomplete", "to_review"),
        ("flagged", "to_review"),
        ("passed", "to_review"),
    ],
)
def test_report_about_which_nothing_is_decided_stands_as_its_newest_upload_does(
    state: State, standing: str
) -> None:
    assert stands([handed_in(1), handed_in(2, state)])[:2] == (standing, "u2")


def test_nothing_handed_in_is_missing() -> None:
    assert Life().record == Record()


@pytest.mark.parametrize(
    ("uploads", "said", "expected"),
    [
        (1, [("accept", "u1")], ("accepted", "u1", "u1")),
        (1, [("return", "u1")], ("returned", "u1", None)),
        (1, [("return", "u1"), ("reopen", "u1")], ("to_review", "u1", None)),
        (1, [("accept", "u1"), ("reopen", "u1")], ("to_review", "u1", None)),
        (1, [("withdraw", "u1")], ("missing", None, None)),
        (2, [("return", "u1")], ("to_review", "u2", None)),
        (2, [("accept", "u1")], ("correction", "u2", "u1")),
        (2, [("accept", "u1"), ("accept", "u2")], ("accepted", "u2", "u2")),
        (2, [("accept", "u1"), ("return", "u2")], ("accepted", "u2", "u1")),
        (2, [("accept", "u1"), ("return", "u2"), ("reopen", "u2")], ("correction", "u2", "u1")),
        (2, [("accept", "u1"), ("withdraw", "u2")], ("accepted", "u1", "u1")),
        (2, [("accept", "u1"), ("reopen", "u2")], ("to_review", "u2", None)),
        (3, [("accept", "u1"), ("return", "u2")], ("correction", "u3", "u1")),
        (2, [("withdraw", "u2"), ("accept", "u1")], ("accepted", "u1", "u1")),
    ],
)
def test_decisions_move_a_report(
    uploads: int, said: list[tuple[str, str]], expected: tuple[str, str | None, str | None]
) -> None:
    assert stands([handed_in(i + 1) for i in range(uploads)], *said) == expected


def test_returns_are_counted_and_taken_back_uploads_stay_in_the_count_of_submissions() -> None:
    said = decisions(("return", "u1"), ("return", "u2"), ("withdraw", "u2"))
    record = Life([handed_in(1), handed_in(2)], said).record
    assert (record.returned, record.submissions, record.current) == (2, 2, "u1")


# --- deletions ------------------------------------------------------------------------------


def deletion(order: int, key: str = "年报.docx", upload_id: str | None = None) -> Deletion:
    return Deletion(key, padded(f"{order:02d}"), f"2023-01-{order:02d}T09:00:00Z", upload_id)


@pytest.mark.parametrize(
    ("gone", "current"),
    [
        ([deletion(9)], "u1"),
        ([deletion(9), deletion(9)], "u1"),  # the event came twice
        ([deletion(9), deletion(10)], "u1"),  # deleted again: nothing was there any more
        ([deletion(1)], "u2"),  # before both
        ([deletion(9, key="别的.docx")], "u2"),
        ([deletion(9, upload_id="u1")], "u2"),
        ([deletion(9, upload_id="u2")], "u1"),
        ([deletion(9), deletion(9, upload_id="u1")], None),
    ],
)
def test_deleted_object_takes_its_upload_back(gone: list[Deletion], current: str | None) -> None:
    life = Life([handed_in(1), handed_in(2)], (), gone)
    assert life.record.current == current
    assert len(life.uploads) == 2


def test_acceptance_locks_an_upload_against_its_deletion_until_it_is_reopened() -> None:
    uploads, gone = [handed_in(1), handed_in(2)], [deletion(9)]
    assert Life(uploads, decisions(("accept", "u2")), gone).record.current == "u2"
    reopened = Life(uploads, decisions(("accept", "u2"), ("reopen", "u2")), gone).record
    assert (reopened.standing, reopened.current) == ("to_review", "u1")


# --- waivers --------------------------------------------------------------------------------


def test_waived_finding_counts_no_more_and_comes_back_restored() -> None:
    uploads = [handed_in(1, "flagged", SUM, LATE)]
    assert (Life(uploads).record.errors, Life(uploads).record.warnings) == (1, 3)
    waived = Life(uploads, decisions(("waive", "u1", SUM.key))).record
    assert (waived.errors, waived.warnings, dict(waived.waived)) == (0, 3, {SUM.key: "d1"})
    restored = Life(uploads, decisions(("waive", "u1", SUM.key), ("restore", "u1", SUM.key)))
    assert (restored.record.errors, dict(restored.record.waived)) == (1, {})


def test_waiver_holds_for_newer_uploads_as_long_as_they_have_the_finding() -> None:
    said = decisions(("waive", "u1", SUM.key))
    same, mended = handed_in(2, "flagged", SUM), handed_in(2, "passed")
    first, again = handed_in(1, "flagged", SUM), handed_in(3, "flagged", SUM)
    assert Life([first, same, again], said).record.errors == 0
    assert Life([first, mended, again], said).record.errors == 1
    # What could not be read says nothing about the finding.
    assert Life([first, handed_in(2, "unreadable"), again], said).record.errors == 0


def test_waiver_of_a_finding_that_hangs_on_other_reports_is_not_ended_by_an_upload() -> None:
    said = decisions(("waive", "u1", "c" * 16))
    assert Life([handed_in(1), handed_in(2)], said).waived.keys() == {"c" * 16}


# --- what may be decided --------------------------------------------------------------------


@given(st.data())
def test_whatever_may_be_decided_fits_and_nothing_else_does(data: st.DataObject) -> None:
    """Walk a life by what may be done; the order in which it is told changes nothing."""
    states: list[State] = ["received", "failed", "unreadable", "flagged", "passed"]
    uploads: list[Submission] = []
    said: list[Decision] = []
    for step in range(data.draw(st.integers(1, 8))):
        if not uploads or data.draw(st.booleans()):
            state = data.draw(st.sampled_from(states))
            uploads.append(handed_in(len(uploads) + 1, state, SUM))
        life = Life(uploads, said)
        current = life.record.current or "u0"
        for action in ACTIONS:
            request = _request(action, current)
            fits = fault_of(request, life, {SUM.key}) is None
            assert fits == (action in life.record.may and _is_apt(action, life))
        apt = [action for action in life.record.may if _is_apt(action, life)]
        if apt:
            chosen = data.draw(st.sampled_from(apt))
            finding = SUM.key if chosen in {"waive", "restore"} else None
            more = decisions(*[("accept", "")] * step, (chosen, current))[-1]
            said.append(replace(more, finding=finding, number=len(said) + 1))
    mixed = Life(data.draw(st.permutations(uploads)), data.draw(st.permutations(said)))
    assert mixed.record == Life(uploads, said).record


def _request(action: Action, upload: str) -> Request:
    finding = SUM.key if action in {"waive", "restore"} else None
    return Request(action, upload, finding, "已核实。")


def _is_apt(action: Action, life: Life) -> bool:
    if action in {"waive", "restore"}:
        return (SUM.key in life.waived) == (action == "restore")
    return True


@pytest.mark.parametrize(
    ("request_", "fault"),
    [
        (Request("accept", "u1"), "not_current"),
        (Request("reopen", "u2"), "not_allowed"),
        (Request("waive", "u2"), "no_finding_named"),
        (Request("waive", "u2", SUM.key), "no_reason"),
        (Request("waive", "u2", SUM.key, "  "), "no_reason"),
        (Request("waive", "u2", "f" * 16, "因为"), "finding_not_there"),
        (Request("restore", "u2", SUM.key), "not_waived"),
        (Request("accept", "u2", SUM.key), "not_about_findings"),
        (Request("waive", "u2", SUM.key, "因为"), None),
        (Request("accept", "u2"), None),
    ],
)
def test_what_does_not_fit_is_refused_with_why(request_: Request, fault: str | None) -> None:
    life = Life([handed_in(1), handed_in(2, "flagged", SUM)])
    assert fault_of(request_, life, {SUM.key}) == fault


# --- late -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_read", "today", "late"),
    [
        ("2023-01-31T15:59:59Z", "2023-06-01", False),  # still the 31st in China
        ("2023-01-31T16:00:00Z", "2023-06-01", True),
        (None, "2023-01-31", False),
        (None, "2023-02-01", True),
    ],
)
def test_report_is_late_after_the_last_day(first_read: str | None, today: str, late: bool) -> None:
    record = Record(first_read=first_read)
    assert is_late(record, deadline_of(2022, None), date.fromisoformat(today)) == late


def test_first_that_could_be_read_counts_and_the_office_may_set_its_own_day() -> None:
    uploads = [handed_in(5, "unreadable"), handed_in(12), handed_in(30)]
    record = Life(uploads).record
    assert record.first_read == "2023-01-12T08:00:00Z"
    assert is_late(record, deadline_of(2022, date(2023, 1, 10)), date(2023, 1, 13))
