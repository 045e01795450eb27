"""Whatever is done to a document, it is read or refused with a sentence. `make fuzz` does the same for longer."""

from __future__ import annotations

import warnings
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.documents import KINDS, PICTURES, documents, picture
from tests.fuzz.mutations import damaged
from tests.fuzz.outcomes import outcome_of, pictures_in

pytestmark = pytest.mark.fuzz
# The same examples in every run: what CI finds, it finds again.
bounded = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
randoms = st.integers(0, 2**32).map(Random)


@pytest.mark.parametrize("kind", KINDS)
@bounded
@given(random=randoms)
def test_damaged_document_is_read_or_refused_with_a_sentence(kind: str, random: Random) -> None:
    outcome_of(damaged(random, random.choice(documents(kind)), documents(random.choice(KINDS))))


@pytest.mark.parametrize("kind", PICTURES)
@bounded
@given(random=randoms)
def test_damaged_picture_is_recognised_or_refused(kind: str, random: Random) -> None:
    document = damaged(random, picture(kind))
    outcome_of(document)
    with warnings.catch_warnings(action="ignore"):
        pictures_in(document)


@pytest.mark.parametrize("kind", KINDS)
def test_sound_document_is_read(kind: str) -> None:
    statuses = {outcome_of(document)["status"] for document in documents(kind)}
    assert statuses <= {"passed", "flagged", "incomplete"}
