"""When a report was handed in, published, cleared and mended."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from gouji.season.submission import Dates
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import CLEAN, CONTEXT, DATES, Given


def happened(**dates: date | None) -> Given:
    """The clean report, with other dates."""
    return CLEAN, replace(CONTEXT, dates=replace(DATES, **dates))


FAMILY = Family(
    holding={rule: lambda: (CLEAN, CONTEXT) for rule in ("PRC-01", "PRC-02", "PRC-03", "PRC-04")},
    broken={
        "PRC-01": lambda: happened(published=date(2023, 2, 1)),
        "PRC-02": lambda: happened(submitted=date(2023, 1, 21)),
        "PRC-03": lambda: happened(published=date(2023, 1, 27)),
        "PRC-04": lambda: happened(resubmitted=date(2023, 1, 28)),
    },
    unassessable={
        "PRC-01": lambda: happened(published=None),
        "PRC-02": lambda: happened(local_deadline=None),
        "PRC-03": lambda: happened(cleared=None),
        "PRC-04": lambda: (CLEAN, replace(CONTEXT, dates=Dates())),
    },
)
