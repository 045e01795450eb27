"""Judging an office's year again, and how far that is."""

from __future__ import annotations

import re
import uuid
from typing import Annotated

from msgspec import Meta, Struct

from functions.adapters.rechecks import RecheckRequested, start_recheck
from functions.adapters.store import RecheckItem, Store
from functions.query.problems import Refused, UnknownReport
from functions.query.request import Request
from functions.query.settings import settings
from gouji.season.rechecks import RecheckState

_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
_READ = {"true": True, "false": False}


class Recheck(Struct, frozen=True):
    """A recheck: of how many reports it judges or judged again the verdict changed so far."""

    id: str
    state: RecheckState
    reports: Annotated[int, Meta(description="重新核对的报告数")]
    changed: Annotated[int, Meta(description="结果有变的报告数，进行中时为至今的数")]


def start(request: Request) -> Recheck:
    """Have the year judged again, or one organ's report of it (`organ`); with `read=true` its files are read again.

    The run is started first and begins the recheck itself: what is answered here is never left without one.
    """
    read = _READ.get(request.query.get("read", "false"))
    if read is None:
        raise Refused(400, "read 应当是 true 或 false。")
    organ, store = request.query.get("organ"), _store()
    if organ:
        request.refuse_impossible(organ)
    reports = len(list(store.rechecks.due(request.office, request.year, organ)))
    if organ and not reports:
        raise UnknownReport(request.year, organ)
    wanted = RecheckRequested(
        uuid.uuid4().hex, request.office, request.year, "requested", organ, reads=read
    )
    start_recheck(wanted)
    place = (request.office, request.year, organ)
    return _shown(store, store.rechecks.begin(wanted.id, place, wanted.reason, reports))


def show(request: Request) -> Recheck:
    """How far a recheck of this office's year is."""
    name = request.path["recheck"]
    item = _store().rechecks.get(name) if _ID.fullmatch(name) else None
    if item is None or (item.office, item.year) != (request.office, request.year):
        raise Refused(404, "没有这次重新核对。")
    return _shown(_store(), item)


def _shown(store: Store, item: RecheckItem) -> Recheck:
    changed = item.changed
    if item.state != "done":
        changed = sum(each.body is not None for each in store.rechecks.judged(item.id))
    return Recheck(item.id, item.state, item.reports, changed)


def _store() -> Store:
    return Store(settings().table_name)
