"""What the cloud knows beside a report: last year's, the dates, the office's settings and roster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import ValidationError

from functions.adapters.beside import HandedIn, beside, file_digest
from functions.adapters.documents import document_key, fetch_document
from functions.adapters.logging import logger
from gouji.facts.base import Reason
from gouji.facts.reasons import PreviousOutdated
from gouji.judging.context import Context
from gouji.report import OutdatedReport, Report
from gouji.season.submission import days, why_unread

if TYPE_CHECKING:
    from functions.adapters.basis import Basis
    from functions.adapters.messages import Upload
    from functions.adapters.store import Store, SummaryItem
    from functions.adapters.store.lives import Known


def context_of(
    upload: Upload,
    report: Report,
    store: Store,
    documents: str,
    handed_in: Callable[[str, int], HandedIn],
    *,
    basis: Basis | None,
    own: Known | None,
) -> Context:
    """All that is known beside an upload; of a misplaced one, whose verdict has no basis, nothing.

    `handed_in`: what was, for an office's year. `own`: what is known to have happened to the report.

    What is filed is not known: the bucket takes reports, and does not hear of their publication.
    """
    key = upload.place
    if key is None or basis is None or own is None:
        return Context()
    office = basis.office
    for field, reason in office.missing.items():
        # Its kind alone: what it quotes of the file is nobody's business here.
        logger.warning("malformed", extra={"what": field, "reason": type(reason).__name__})
    previous = _last_year(documents, key.year - 1, basis.previous)
    unread = {"previous": previous} if isinstance(previous, Reason) else {}
    uploads = own.newest_first
    known = beside(
        store,
        upload.upload_id,
        key,
        office.roster,
        uploads,
        year=handed_in(key.office, key.year),
        is_scan=report.recognised,
    )
    return Context(
        key=key,
        file=file_digest(upload),
        previous=previous if isinstance(previous, Report) else None,
        roster=office.roster,
        dates=days(
            key.year,
            upload.event_time,
            [item.event_time for item in uploads],
            office.deadline,
            returned=own.life.record.returned > 0,
        ),
        others=known.others,
        unread=known.unread,
        last_year=known.last_year,
        earlier=known.earlier,
        other_uploads=known.other_uploads,
        settings=office.settings,
        missing={**office.missing, **unread},
    )


def _last_year(documents: str, year: int, summary: SummaryItem | None) -> Report | Reason | None:
    """Last year's current report, or why it cannot be had; None where nothing was handed in."""
    if summary is None:
        return None
    unread = why_unread(year, summary.state)
    if unread:
        return unread
    try:
        return fetch_document(documents, document_key(summary.upload_id))
    except (
        OutdatedReport
    ) as error:  # it is this year's report that is judged: this is a reason, and no fault
        logger.warning("outdated document", extra={"lost": summary.upload_id})
        return PreviousOutdated(year=year, is_lost=not isinstance(error.__cause__, ValidationError))
