"""One organ's report: the current verdict, every version, what differs between two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import convert
from msgspec.structs import asdict, replace

from functions.adapters.store import Known, Store, UploadItem, text_among
from functions.query import models
from functions.query.access.bearer import Bearer
from functions.query.offices import office_of
from functions.query.organ.refreshed import as_of_now
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.tables import known_of, opened
from gouji.report import Key
from gouji.result import Result
from gouji.season.differences import Differences
from gouji.season.differences import differences as differences_of
from gouji.season.roster import names_of
from gouji.verdict import Finding

if TYPE_CHECKING:
    from gouji.page.view import Language

_UNJUDGED: Final = frozenset({"received", "failed"})


def report(request: Request) -> models.ReportDetail:
    """Give the current report of one organ, how it stands, and last year's figures."""
    store, bearer = opened(), request.bearer
    place, known = known_of(store, request)
    record = known.life.record
    if record.current is None:
        raise Refused(404, f"{place.year}年{request.organ}的报告已全部撤回。")
    item = known.uploads[record.current]
    text = text_among(known.newest_first, item.upload_id) if item.recognised else None
    result = result_of(store, item)
    if result is not None:
        result = as_of_now(store, place, item, known, result)
    return models.ReportDetail(
        upload=convert(item, models.Summary, from_attributes=True),
        text_file=text.key if text else None,
        standing=record.standing,
        may=record.may if bearer.may_review(place.office) else (),
        accepted=record.accepted,
        decisions=tuple(known.life.decisions),
        **_previous(store, place),
        **_judged(result, known, bearer, place.office),
    )


def versions(request: Request) -> models.VersionList:
    """List all uploads of one organ, newest first."""
    _, known = known_of(opened(), request)
    page, more = request.page_of(known.newest_first)
    return models.VersionList([_version(item, known) for item in page], more)


def version(request: Request) -> models.VersionDetail:
    """Give the verdict of one upload."""
    store = opened()
    place, known = known_of(store, request)
    item = upload_of(known, request.path["upload_id"])
    judged = _judged(result_of(store, item), known, request.bearer, place.office)
    return models.VersionDetail(upload=_version(item, known), **judged)


def differences(request: Request) -> Differences:
    """What differs between two uploads: unless it is said which, the current one and the one before it."""
    language, store = language_of(request), opened()
    place, known = known_of(store, request)
    after = upload_of(known, request.query.get("to") or known.life.record.current)
    before = upload_of(known, request.query.get("from") or _before(known, after))
    found = [result_of(store, item) for item in (before, after)]
    known_results = [
        shown_to(result, request.bearer, place.office) for result in found if result is not None
    ]
    if len(known_results) < len(found):
        raise Refused(404, "两次报送中有一次还没有核对结果。")
    found_different = differences_of(*known_results)
    return _in_english(found_different) if language == "en" else found_different


def language_of(request: Request) -> Language:
    """In which language the page is to be told what was found."""
    match request.query.get("language", "zh-CN"):
        case "zh-CN":
            return "zh-CN"
        case "en":
            return "en"
        case _:
            raise Refused(400, "language 应当是 zh-CN 或 en。")


def _in_english(found: Differences) -> Differences:
    from gouji.wording.english.told import told

    of = found.findings
    kinds = ("mended", "remaining", "new", "unchecked", "gone")
    return replace(
        found, findings=replace(of, **{kind: tuple(map(told, getattr(of, kind))) for kind in kinds})
    )


def _before(known: Known, item: UploadItem) -> str | None:
    ids = [upload.upload_id for upload in known.life.uploads]
    place = ids.index(item.upload_id)
    return ids[place - 1] if place else None


def upload_of(known: Known, upload_id: str | None) -> UploadItem:
    """One of the organ's own uploads, and of nobody else's."""
    if upload_id is None:
        raise Refused(404, "没有可以比较的另一次报送。")
    if upload_id not in known.uploads:
        raise Refused(404, "这个机关这个年度没有这次报送。")
    return known.uploads[upload_id]


def _version(item: UploadItem, known: Known) -> models.Version:
    about = {
        "superseded": item.upload_id != known.life.record.current,
        "notified_at": item.told_at,
    }
    return convert(asdict(item) | about, models.Version)


def result_of(store: Store, item: UploadItem) -> Result | None:
    """The verdict on an upload; None where there is none yet."""
    return store.result(item.upload_id) if is_judged(item) else None


def is_judged(item: UploadItem) -> bool:
    """Whether there is a verdict on an upload."""
    return item.state not in _UNJUDGED


def _judged(result: Result | None, known: Known, bearer: Bearer, office: str) -> dict[str, object]:
    """The fields of a result, its findings with what waives them."""
    if result is None:
        return {}
    shown = shown_to(result, bearer, office)
    fields = {name: getattr(shown, name) for name in Result.__struct_fields__}
    return fields | {"findings": tuple(_waivable(finding, known) for finding in shown.findings)}


def _waivable(finding: Finding, known: Known) -> models.Waivable:
    about = {name: getattr(finding, name) for name in Finding.__struct_fields__}
    return models.Waivable(**about, waived=known.life.waived.get(finding.key))


def shown_to(result: Result, bearer: Bearer, office: str) -> Result:
    """A result as its reader may see it: one organ's reader sees nothing that tells of other organs."""
    if bearer.reads(office):
        return result
    from gouji.judging.rules.collected import OF_OTHERS  # late: an office's own readers do without

    return replace(
        result,
        findings=tuple(f for f in result.findings if f.rule not in OF_OTHERS),
        unassessed=tuple(item for item in result.unassessed if item.rule not in OF_OTHERS),
    )


def _previous(store: Store, place: Key) -> dict[str, object]:
    """The cells of last year's current report, and their marks; nothing where there is none that was read."""
    for organ in _names(store, place):
        last = Key(place.office, place.year - 1, organ)
        record = store.record(last)
        if record and record.current:
            found = store.figures(last, record.current)
            if found is None or not found.cells:
                return {}
            return {"previous": found.cells, "previous_marks": found.marks}
    return {}


def _names(store: Store, place: Key) -> Sequence[str]:
    return names_of(office_of(store, place.office, place.year).roster, place.organ)
