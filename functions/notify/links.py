"""Addresses of the page in mails; None where the page's own is not known."""

from __future__ import annotations

from urllib.parse import quote

from functions.adapters.store import Pending
from functions.notify.settings import settings


def page_of(member: Pending) -> str | None:
    """Where what a message tells of is looked at: an organ's report, or its office's year."""
    if member.organ is None:
        return page_of_year(member.office, member.year)
    return page_of_report(member.office, member.year, member.organ)


def page_of_report(office: str | None, year: int | None, organ: str | None) -> str | None:
    """The page of an organ's report; None of a misplaced one."""
    return _address(office, year, "reports", organ) if organ else None


def page_of_year(office: str | None, year: int | None) -> str | None:
    """The page of an office's year."""
    return _address(office, year)


def _address(office: str | None, year: int | None, *further: str) -> str | None:
    base = settings().page_address.strip().rstrip("/")
    if not (base and office and year):
        return None
    return f"{base}/#/{'/'.join(quote(part, safe='') for part in (office, str(year), *further))}"
