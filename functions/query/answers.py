"""What answers the open routes, and the list of reports."""

from __future__ import annotations

from msgspec import convert
from msgspec.structs import asdict

from functions.query import models
from functions.query.problems import BadCursor
from functions.query.request import Request
from functions.query.tables import opened
from gouji.organs import fits_key
from gouji.verdict import Catalogue


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
    if after is not None and not fits_key(after):
        raise BadCursor
    store = opened()
    page = store.summaries(request.office, year, limit, after)
    # Read after the page: what has a summary has a record.
    standing = {item.organ: item.standing for item in store.records(request.office, year)}
    items = [
        convert(asdict(item) | {"standing": standing.get(item.organ)}, models.Listed)
        for item in page.items
    ]
    return models.SummaryList(items, request.next(page.after) if page.after else None)
