from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Any

import pytest

from functions.adapters.store import Store, claims
from functions.adapters.store.claims import CLAIM_LEASE
from tests.functions.builders import upload

OLD = upload(version="v1", sequencer="0055AED6DCD90281E5", at="2023-01-20T08:00:00Z")


def test_claim_is_for_one_owner_who_may_take_it_again(store: Store) -> None:
    store.register(OLD, "run-1")
    assert store.claim(OLD, "verdict", "run-1")
    assert not store.claim(OLD, "verdict", "run-2")
    assert store.claim(OLD, "verdict", "run-1")


def test_verdict_and_failure_are_claimed_apart(store: Store) -> None:
    store.register(OLD, "run-1")
    assert store.claim(OLD, "verdict", "run-1")
    assert store.claim(OLD, "failure", "request-1")


def test_sent_message_is_claimed_by_no_one_ever_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.register(OLD, "run-1")
    store.claim(OLD, "verdict", "run-1")
    store.mark_sent(OLD, "verdict")
    later(monkeypatch, CLAIM_LEASE * 2)
    assert not store.claim(OLD, "verdict", "run-1")
    assert not store.claim(OLD, "verdict", "run-2")


@pytest.mark.parametrize(("after", "free"), [(-1, False), (1, True)])
def test_unsent_claim_is_free_after_its_lease_and_not_before(
    store: Store, monkeypatch: pytest.MonkeyPatch, after: int, free: bool
) -> None:
    store.register(OLD, "run-1")
    store.claim(OLD, "verdict", "run-1")
    later(monkeypatch, CLAIM_LEASE + timedelta(seconds=after * 5))
    assert store.claim(OLD, "verdict", "run-2") is free


def test_upload_that_nobody_registered_cannot_be_claimed(store: Store) -> None:
    assert not store.claim(OLD, "verdict", "run-1")
    with pytest.raises(RuntimeError):
        store.mark_sent(OLD, "verdict")


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz) + by

    monkeypatch.setattr(claims, "datetime", Clock)
