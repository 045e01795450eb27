"""In which order uploads stand, and on which days."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.reasons import PreviousUnread
from gouji.season.submission import (
    State,
    Uploaded,
    day_in_china,
    days,
    in_order,
    padded,
    why_unread,
)


@st.composite
def uploads(draw: st.DrawFn) -> list[Uploaded]:
    """Uploads under a few keys, whose clocks may contradict their sequencers."""
    told = draw(
        st.lists(
            st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 5)),
            unique_by=lambda each: each[:2],
            max_size=8,
        )
    )
    return [
        Uploaded(f"{key}{order}", key, padded(f"0{order}"), f"2023-01-20T08:00:0{second}Z")
        for key, order, second in told
    ]


@given(uploads(), st.data())
def test_order_is_the_same_in_whatever_order_uploads_arrive(
    given_uploads: list[Uploaded], data: st.DataObject
) -> None:
    arrived = data.draw(st.permutations(given_uploads))
    assert in_order(arrived) == in_order(given_uploads)
    assert sorted(each.upload_id for each in in_order(arrived)) == sorted(
        each.upload_id for each in given_uploads
    )


@given(uploads())
def test_uploads_of_one_key_stand_in_the_order_of_their_sequencers(
    given_uploads: list[Uploaded],
) -> None:
    found = in_order(given_uploads)
    for key in "abc":
        orders = [each.order for each in found if each.key == key]
        assert orders == sorted(orders)


@given(uploads())
def test_between_keys_time_decides_wherever_no_clock_ran_backwards(
    given_uploads: list[Uploaded],
) -> None:
    clean = [
        each
        for each in given_uploads
        if not any(
            other.key == each.key
            and other.order < each.order
            and other.event_time > each.event_time
            for other in given_uploads
        )
    ]
    for older, newer in combinations(in_order(clean), 2):
        if older.key != newer.key:
            assert (older.event_time, older.key) < (newer.event_time, newer.key)


def test_two_keys_whose_clocks_contradict_their_sequencers_form_no_circle() -> None:
    first = Uploaded("1", "a", padded("01"), "2023-01-20T09:00:00Z")
    then = Uploaded("2", "a", padded("02"), "2023-01-20T07:00:00Z")
    beside = Uploaded("3", "b", padded("01"), "2023-01-20T08:00:00Z")
    # By pairs: 1 before 2 (sequencer), 2 before 3 and 3 before 1 (time).
    assert in_order([first, then, beside]) == [beside, first, then]


def test_sequencers_of_different_length_are_compared_from_the_left() -> None:
    assert padded("0055aed6dcd90281e5") < padded("0055AED6DCD90281E6") < padded("0055AED7")


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("received", PreviousUnread(year=2021, state="received")),
        ("unreadable", PreviousUnread(year=2021, state="unreadable")),
        ("failed", PreviousUnread(year=2021, state="unreadable")),
        ("incomplete", None),
        ("flagged", None),
        ("passed", None),
    ],
)
def test_report_of_the_year_before_has_figures_once_it_was_read(
    state: State, why: PreviousUnread | None
) -> None:
    assert why_unread(2021, state) == why


@pytest.mark.parametrize(
    ("time", "day"),
    [("2023-01-31T15:59:59Z", date(2023, 1, 31)), ("2023-01-31T16:00:00Z", date(2023, 2, 1))],
)
def test_days_are_days_in_china(time: str, day: date) -> None:
    assert day_in_china(time) == day


def test_first_submission_counts_and_a_later_one_is_a_mended_one() -> None:
    first, again = "2023-01-20T01:00:00Z", "2023-02-20T01:00:00Z"
    deadline = date(2023, 1, 25)
    found = days(2022, again, [again, first], deadline)
    assert (found.submitted, found.resubmitted) == (date(2023, 1, 20), date(2023, 2, 20))
    assert found.local_deadline == deadline
    assert days(2022, first, [], None).resubmitted is None


def test_report_of_a_past_year_that_is_put_in_later_is_no_submission() -> None:
    assert days(2022, "2024-03-01T00:00:00Z", [], None).submitted is None
