"""Which of an office's files is in force."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.season.adoption import Attempt, InForce, in_force


def attempt(number: int, digest: str = "a", *, is_good: bool = True, key: str = "k") -> Attempt:
    """The one that was put in as such a one, a minute after the one before."""
    time = f"2023-01-01T00:{number:02}:00.000Z"
    return Attempt(f"id{number}", key, f"{number:04}", time, digest=digest, is_good=is_good)


def test_nothing_is_in_force_where_nothing_was_put_in() -> None:
    assert in_force([]) == InForce()


def test_faulty_file_replaces_nothing() -> None:
    found = in_force([attempt(1), attempt(2, "b", is_good=False)])
    assert found == InForce(1, "id1", "id2")


def test_newest_good_file_is_in_force_whatever_came_in_last() -> None:
    assert in_force([attempt(2, "b"), attempt(1)]) == InForce(2, "id2", "id2")


def test_file_that_says_the_same_makes_no_version() -> None:
    same = [attempt(1), attempt(2, "x", is_good=False), attempt(3)]
    assert in_force(same) == InForce(1, "id1", "id3")


def test_return_to_an_earlier_content_is_a_version() -> None:
    assert in_force([attempt(1), attempt(2, "b"), attempt(3)]) == InForce(3, "id3", "id3")


def test_files_of_two_names_are_in_force_in_the_order_of_their_times() -> None:
    found = in_force([attempt(2, "b", key="roster.csv"), attempt(1, key="roster.xlsx")])
    assert found == InForce(2, "id2", "id2")


_ATTEMPTS = st.lists(
    st.builds(
        attempt,
        st.integers(0, 30),
        st.sampled_from("abc"),
        is_good=st.booleans(),
        key=st.sampled_from(("roster.csv", "roster.xlsx")),
    ),
    unique_by=lambda each: each.upload_id,
)


@given(_ATTEMPTS.flatmap(lambda all_: st.tuples(st.just(all_), st.permutations(all_))), st.data())
def test_what_is_in_force_hangs_on_what_was_put_in_and_on_no_order(
    both: tuple[list[Attempt], list[Attempt]], data: st.DataObject
) -> None:
    one, other = both
    again = data.draw(st.lists(st.sampled_from(other), max_size=3)) if other else []
    assert in_force(one) == in_force([*other, *again])
