"""An office with a roster, and what starts runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from functions.adapters.store import Address, Store, SummaryItem
from functions.adapters.store.office import Given
from gouji.organs import Organ
from gouji.report import Key
from gouji.season.office import Office


@dataclass
class Runs:
    """The runs that were started to tell an address, by name; `fails`: how many calls more."""

    started: dict[str, Address] = field(default_factory=dict)
    fails: int = 0

    def tell(self, address: Address, name: str) -> None:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("throttled")
        self.started.setdefault(name, address)


@pytest.fixture(autouse=True)
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """The state machine that tells."""
    found = Runs()
    monkeypatch.setattr("functions.query.organ.decisions.tell", found.tell)
    monkeypatch.setattr("functions.adapters.office_files.tell", found.tell)
    return found


@pytest.fixture
def roster(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a roster in force for 2022, and a deadline."""

    def put(*organs: Organ, deadline: date | None = None) -> None:
        def office(_: Store, name: str, year: int) -> Office:
            mine = (name, year) == ("haishu", 2022)
            return Office(roster=organs, deadline=deadline) if mine else Office()

        def given(store: Store, name: str, year: int, of: Key) -> tuple[Given, SummaryItem | None]:
            return Given(office(store, name, year), ""), store.summary(of.office, of.year, of.organ)

        monkeypatch.setattr(Store, "office", office, raising=False)
        monkeypatch.setattr(Store, "given", given)

    return put


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day in China."""

    def put(day: date) -> None:
        monkeypatch.setattr("functions.query.season.today", lambda: day)

    return put
