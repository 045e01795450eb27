"""A report as read → its verdict, with all that the cloud knows beside it: for the first time, and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from functions.adapters.basis import basis_of
from functions.adapters.beside import HandedIn, handed_in
from functions.adapters.context import context_of
from functions.adapters.documents import fetch_document
from functions.adapters.store import Judged
from gouji.judging.judge import judgement, unreadable
from gouji.judging.peers import Among, Peers, among
from gouji.result import result_of
from gouji.season.roster import short_name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.adapters.messages import Upload
    from functions.adapters.store import Store
    from functions.adapters.store.lives import Known
    from gouji.judging.context import Context
    from gouji.organs import Organ


class Judging:
    """What reports of an office's year are judged with: it is fetched and arranged once, as of the first of them.

    What can change the verdict of a report by itself (the office's files, last year's report) is fetched for each.
    """

    def __init__(self, store: Store, documents: str) -> None:
        self.store: Final = store
        self.documents: Final = documents
        self._handed_in: dict[tuple[str, int], HandedIn] = {}
        self._arranged: dict[tuple[str, int], tuple[Sequence[Organ] | None, Among]] = {}

    def handed_in(self, office: str, year: int) -> HandedIn:
        """What was handed in for an office's year."""
        if (office, year) not in self._handed_in:
            self._handed_in[office, year] = handed_in(self.store, office, year)
        return self._handed_in[office, year]

    def among(self, context: Context) -> Among | None:
        """All reports of the year, the one under judgement included: nothing is set beside itself."""
        if context.key is None:
            return None
        year = (context.key.office, context.key.year)
        roster, arranged = self._arranged.get(year, (None, None))
        if arranged is None or roster != context.roster:
            current = self.handed_in(*year).current
            arranged = among(context.roster, current.values(), None)
            self._arranged[year] = context.roster, arranged
        if context.last_year is None:
            return arranged
        return replace(arranged, last=Peers(context.last_year, arranged.names))


def judged(upload: Upload, document: str, given: Judging, known: Known | None = None) -> Judged:
    """Judge the report that lies under `document`. OutdatedReport where its file is to be read again.

    `known`: what is known to have happened to the report, where it was asked for. The basis is read before all that is
    not: what changes in between is then noticed.
    """
    basis = basis_of(upload.place, given.store) if upload.place else None
    report = fetch_document(given.documents, document)
    if known is None and upload.place:
        known = given.store.known(upload.place)
    context = context_of(
        *(upload, report, given.store, given.documents, given.handed_in), basis=basis, own=known
    )
    short_name = short_name_of(context.roster, context.key.organ) if context.key else None
    found = judgement(report, context, given.among(context))
    result = result_of(upload.key, report, found.verdict)
    return Judged(result, found.sketch, short_name, basis.digest if basis else "", known)


def refused(upload: Upload, reason: str) -> Judged:
    """The verdict on a file that is no report; it rests on nothing else."""
    return Judged(result_of(upload.key, None, unreadable(reason)))
