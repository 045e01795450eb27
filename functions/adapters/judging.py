"""A report as read → its verdict, with all that the cloud knows beside it: for the first time, and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.adapters.basis import basis_of
from functions.adapters.context import context_of
from functions.adapters.documents import fetch_document
from functions.adapters.store import Judged
from gouji.judging.judge import judge, unreadable
from gouji.judging.sketching import sketch_of
from gouji.result import result_of
from gouji.season.roster import short_name_of

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store import Store


def judged(upload: Upload, document: str, store: Store, documents: str) -> Judged:
    """Judge the report that lies under `document`. msgspec.ValidationError where it was written in another shape.

    The basis is read first: what changes in between is then noticed.
    """
    basis = basis_of(upload, store)
    report = fetch_document(documents, document)
    context = context_of(upload, report, store, documents)
    short_name = short_name_of(context.roster, context.key.organ) if context.key else None
    result = result_of(upload.key, report, judge(report, context))
    return Judged(result, sketch_of(report, context), short_name, basis)


def refused(upload: Upload, reason: str) -> Judged:
    """The verdict on a file that is no report; it rests on nothing else."""
    return Judged(result_of(upload.key, None, unreadable(reason)))
