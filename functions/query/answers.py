"""What answers each route, by the name that the table of routes has for it. Reads only."""

from __future__ import annotations

from typing import Final

from msgspec import convert
from msgspec.structs import asdict

from functions.adapters.store import Store, UploadItem
from functions.query import models
from functions.query.problems import Refused
from functions.query.request import Request, cursor_of
from functions.query.settings import settings
from functions.query.totals import totals
from gouji.result import Result
from gouji.verdict import Catalogue

_UNJUDGED: Final = frozenset({"received", "failed"})


def health(_: Request) -> models.Health:
    """Say that the function answers."""
    return models.Health()


def rules(_: Request) -> Catalogue:
    """List the rules."""
    from gouji.judging.rules.collected import RULES, version  # late: the other routes do without

    return Catalogue(version(), RULES)


def reports(request: Request) -> models.SummaryList:
    """List the current reports of an office's year."""
    year, limit, after = request.year, request.limit, request.cursor("REPORT#.+")
    page = _store().summaries(request.office, year, limit, after)
    items = [convert(item, models.Summary, from_attributes=True) for item in page.items]
    return models.SummaryList(items, cursor_of(page.after) if page.after else None)


def report(request: Request) -> models.ReportDetail:
    """Give the current report of one organ."""
    store, place = _store(), (request.office, request.year, request.organ)
    summary = store.summary(*place)
    if summary is None:
        raise Refused(404, f"{request.year}年没有{request.organ}的报告。")
    upload = convert(summary, models.Summary, from_attributes=True)
    result = None
    if upload.state not in _UNJUDGED:
        result = store.result(upload.upload_id)
    text = store.text_beside(*place, upload.upload_id) if upload.recognised else None
    return models.ReportDetail(upload=upload, text_file=text, **_fields(result))


def versions(request: Request) -> models.VersionList:
    """List all uploads of one organ, newest first."""
    store, place = _store(), (request.office, request.year, request.organ)
    start = int(request.cursor("[0-9]{1,6}") or 0)
    stop = start + request.limit
    summary = store.summary(*place)
    current = summary.upload_id if summary else None
    found = store.uploads(*place)
    items = [_version(item, current) for item in found[start:stop]]
    return models.VersionList(items, cursor_of(str(stop)) if stop < len(found) else None)


def year_totals(request: Request) -> models.TotalList:
    """Sum the current reports of an office's year by cell."""
    return totals(_store().year(request.office, request.year))


def _store() -> Store:
    return Store(settings().table_name)


def _version(item: UploadItem, current: str | None) -> models.Version:
    about = {
        "superseded": item.upload_id != current,
        "notified_at": item.told_at,
    }
    return convert(asdict(item) | about, models.Version)


def _fields(result: Result | None) -> dict[str, object]:
    return {name: getattr(result, name) for name in Result.__struct_fields__} if result else {}
