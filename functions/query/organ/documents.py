"""One organ's document as it was read, and the one page on which it stands beside its verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from msgspec import Meta, Struct, convert
from msgspec.structs import replace

from functions.adapters.basis import current_under
from functions.adapters.documents import fetch_upload
from functions.adapters.messages import Upload
from functions.adapters.shown import fetch_pages, fetch_report, fetch_shown, picture_key
from functions.query.offices import office_of
from functions.query.organ.refreshed import as_of_now
from functions.query.organ.reports import language_of, result_of, shown_to, upload_of
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.responses import Download, saved_as
from functions.query.settings import settings
from functions.query.tables import known_of, opened
from gouji.page.document import ShownGrid, ShownPage, ShownParagraph, shown_blocks
from gouji.page.view import Blocks, View
from gouji.report import Key, UnreadableReport
from gouji.result import Result
from gouji.season.roster import names_of
from gouji.season.submission import why_unread

if TYPE_CHECKING:
    from functions.adapters.shown import Stored, StoredPage
    from functions.adapters.store import Known, Store, UploadItem
    from gouji.page.standalone import Material
    from gouji.report import Report

HTML: Final = "text/html; charset=utf-8"
_ANY: Final = "application/octet-stream"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


class PageAsRead(ShownPage, frozen=True, omit_defaults=False, kw_only=True):
    """A page, and the address of its picture; null where it is a drawing."""

    image: Annotated[str | None, Meta(description="五分钟内有效的图片地址")] = None


class DocumentAsRead(Struct, frozen=True, kw_only=True):
    """A document as it was read. Of one that was not, or by an earlier release, there is the address alone."""

    name: Annotated[str, Meta(description="报送时的文件名")]
    kind: Annotated[str | None, Meta(description="文件的种类；没有留存内容时为 null")] = None
    url: Annotated[str, Meta(description="五分钟内有效的原件地址")]
    pages: tuple[PageAsRead, ...] = ()
    blocks: tuple[ShownParagraph | ShownGrid, ...] = ()


class PageAnswer(Struct, frozen=True):
    """What the page shows of an upload; `words`: those of its buttons and signs, by name."""

    result: Result
    view: View
    document: DocumentAsRead
    words: Mapping[str, str]


class _Asked(NamedTuple):
    """An organ's upload, the current one unless another is asked for, and the verdict on it, where there is one."""

    place: Key
    known: Known
    item: UploadItem
    result: Result | None

    @property
    def kept(self) -> Stored | None:
        """What was kept of the document: of one that was read."""
        return fetch_shown(_bucket(), self.item.upload_id) if self._was_read else None

    @property
    def report(self) -> Report | None:
        """The report as it was read."""
        return fetch_report(_bucket(), self.item.upload_id) if self._was_read else None

    @property
    def _was_read(self) -> bool:
        return self.result is not None and self.result.status != "unreadable"


def document(request: Request) -> DocumentAsRead:
    """The current upload's document, its cells in their places."""
    asked = _asked(opened(), request)
    kept, result = asked.kept, asked.result
    blocks = shown_blocks(kept.document, result.places) if kept and result else ()
    return _document(asked, kept, blocks)


def page_json(request: Request) -> PageAnswer:
    """What the page shows of the current upload, or of the one that is asked for, without its pictures."""
    from gouji.page.standalone import data_of

    language, store = language_of(request), opened()
    asked = _asked(store, request)
    kept = asked.kept
    data = data_of(_material(store, request, asked, kept), language)
    blocks = data.document.blocks if data.document else ()
    return PageAnswer(data.result, data.view, _document(asked, kept, blocks), data.words)


def page_html(request: Request) -> Download:
    """The current upload on one page, as `gouji check --page` writes it."""
    from gouji.page.standalone import standalone

    language, store = language_of(request), opened()
    asked = _asked(store, request)
    place, kept = asked.place, asked.kept
    material = _material(store, request, asked, kept)
    if kept:
        pages = fetch_pages(_bucket(), asked.item.upload_id, kept)
        material = replace(material, pages=pages)
    content = standalone(material, language=language)
    return Download(content, HTML, f"{place.organ}{place.year}年度核对页.html", _policy_of(content))


def _asked(store: Store, request: Request) -> _Asked:
    place, known = known_of(store, request)
    wanted = request.query.get("upload_id") or known.life.record.current
    if wanted is None:
        raise Refused(404, f"{place.year}年{request.organ}的报告已全部撤回。")
    item = upload_of(known, wanted)
    return _Asked(place, known, item, result_of(store, item))


def _material(store: Store, request: Request, asked: _Asked, kept: Stored | None) -> Material:
    """What the page is made of, without pictures. Refused where there is no verdict yet."""
    from gouji.page.standalone import Material

    place, item, result = asked.place, asked.item, asked.result
    if result is None:
        raise Refused(404, f"{request.year}年{request.organ}的报告还没有核对结果。")
    if item.upload_id == asked.known.life.record.current:
        result = as_of_now(store, place, item, asked.known, result)
    return Material(
        result=shown_to(result, request.bearer, place.office),
        report=asked.report,
        document=kept.document if kept else None,
        previous=_last_year(store, place),
        on_desk=False,
        for_office=request.bearer.reads(place.office),
        handed_in=place,
        waived=asked.known.life.waived.keys(),
    )


def _document(asked: _Asked, kept: Stored | None, blocks: Blocks) -> DocumentAsRead:
    upload = convert(asked.item, Upload, from_attributes=True)
    if kept is None:
        return DocumentAsRead(name=upload.file, url=_original(upload))
    return DocumentAsRead(
        name=upload.file,
        kind=kept.kind,
        url=_original(upload),
        pages=_pages(upload, kept),
        blocks=tuple(blocks),
    )


def _original(upload: Upload) -> str:
    """An address of the very file that was handed in."""
    from functions.query.large import address_of, address_of_object

    headers = {"Content-Type": _ANY, **saved_as(upload.file)}
    if upload.version_id:
        return address_of_object(upload.bucket, upload.key, headers, version=upload.version_id)
    # An address cannot say which of the versions: what it leads to must not become another file.
    try:
        content = fetch_upload(upload)
    except UnreadableReport as error:
        raise Refused(404, str(error)) from None
    return address_of(content, headers, upload.upload_id)


def _pages(upload: Upload, kept: Stored) -> tuple[PageAsRead, ...]:
    def image(page: StoredPage) -> str | None:
        if page.drawing is not None:
            return None
        headers = {"Content-Type": "image/png", **saved_as(f"{upload.file}-{page.page}.png")}
        key = picture_key(upload.upload_id, page.page)
        return address_of_object(_bucket(), key, headers)

    from functions.query.large import address_of_object

    return tuple(
        PageAsRead(page.page, page.width, page.height, page.drawing, image=image(page))
        for page in kept.pages
    )


def _last_year(store: Store, place: Key) -> Report | None:
    """Last year's current report, where it was read."""
    last = Key(place.office, place.year - 1, place.organ)
    names = names_of(office_of(store, place.office, place.year).roster, place.organ)
    summary = current_under(store, last, names)
    if summary is None or why_unread(last.year, summary.state):
        return None
    return fetch_report(_bucket(), summary.upload_id)


def _policy_of(content: bytes) -> str | None:
    """The page's own policy; and that nobody may frame it, which a page cannot say of itself."""
    found = _POLICY.search(content)
    return f"{unescape(found[1].decode())}; frame-ancestors 'none'" if found else None


def _bucket() -> str:
    return settings().document_bucket
