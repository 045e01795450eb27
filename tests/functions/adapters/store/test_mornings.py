from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from functions.adapters.store import Address, Store
from gouji.season.morning.digest import Digest, digest_of
from gouji.season.morning.reminders import season_of
from gouji.wording.mail import Mail
from gouji.wording.morning.digest import digest_mail

HAISHU = Address("haishu")
SEASON = season_of(2023, date(2024, 1, 31))


def digest(day: int) -> Digest:
    return digest_of(("haishu", 2023), date(2024, 1, day), SEASON, None, [])


def queued(store: Store, day: int) -> bool:
    return store.mornings.queue_digest(digest(day), digest_mail(digest(day)))


def ids(store: Store, address: Address = HAISHU) -> list[str]:
    return [each.id for each in store.outbox.pending(address)]


def test_digest_is_queued_once_a_day_and_remembered_with_its_counts(store: Store) -> None:
    assert queued(store, 23)
    assert not queued(store, 23)
    assert queued(store, 24)
    assert ids(store) == ["digest-haishu-2023-2024-01-23", "digest-haishu-2023-2024-01-24"]
    last = store.mornings.last_digest("haishu", 2023)
    assert last
    assert (last.day, last.counts) == ("2024-01-24", digest(24).counts)


def test_event_of_an_earlier_day_that_comes_late_queues_no_digest(store: Store) -> None:
    queued(store, 24)
    assert not queued(store, 23)
    assert ids(store) == ["digest-haishu-2023-2024-01-24"]


def test_no_years_digest_stands_in_the_way_of_anothers(store: Store) -> None:
    queued(store, 24)
    other = replace(digest(24), year=2022)
    assert store.mornings.queue_digest(other, digest_mail(other))


MAIL = Mail("【催报】", "请报送")


def remind(store: Store, *organs: str, day: int = 24) -> None:
    store.mornings.queue_reminders(
        "haishu", 2023, date(2024, 1, day), [(organ, MAIL) for organ in organs]
    )


def reminders(store: Store, *organs: str) -> list[int]:
    return [len(ids(store, Address("haishu", organ))) for organ in organs]


def test_each_organ_is_reminded_once_a_day_whoever_else_is_reminded_with_it(store: Store) -> None:
    remind(store, "甲局", "乙局")
    remind(store, "丁局", "甲局", "丙局", "乙局")
    remind(store, "甲局")
    assert reminders(store, "甲局", "乙局", "丙局", "丁局") == [1, 1, 1, 1]
    remind(store, "甲局", day=28)
    assert reminders(store, "甲局", "乙局") == [2, 1]


def test_more_organs_than_a_transaction_holds_are_all_reminded_once(store: Store) -> None:
    organs = [f"第{n}局" for n in range(120)]
    remind(store, *organs[30:70])
    remind(store, *organs)
    assert reminders(store, *organs) == [1] * 120


def test_reminder_stands_beside_the_reports_life_without_being_in_its_way(store: Store) -> None:
    remind(store, "甲局")
    assert store.uploads("haishu", 2023, "甲局") == []


def test_oldest_of_what_waits_at_an_address_is_known(store: Store) -> None:
    assert store.outbox.waits_since(HAISHU) is None
    queued(store, 23)
    first = store.outbox.pending(HAISHU)[0].at
    queued(store, 24)
    assert store.outbox.waits_since(HAISHU) == first


@pytest.mark.parametrize("day", [23, 24])
def test_marks_and_messages_are_written_together_or_not_at_all(
    store: Store, monkeypatch: pytest.MonkeyPatch, day: int
) -> None:
    from functions.adapters import clients

    def broken(**_: Any) -> None:
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(clients.dynamodb(), "transact_write_items", broken)
        with pytest.raises(TimeoutError):
            queued(store, day)
    assert store.mornings.last_digest("haishu", 2023) is None
    assert ids(store) == []
    assert queued(store, day)
