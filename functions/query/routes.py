"""The one table of routes: what is dispatched, guarded, described and let through the gateway follows from it.

Handlers stand here by name, so that the stack is made of this table without importing the function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from functions.query.request import Request

Method = Literal["GET", "POST", "PUT"]
Guard = Literal["open", "office", "review", "organ", "hand_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation: who may ask for it, and what answers it.

    `path` has names in braces, a segment each. `guard`: `open` to all, `office` to tokens that name the path's office,
    `review` to those that may decide for it, `organ` to those that name the office or the path's organ of it,
    `hand_in` to those that may hand in for any organ of it: which one only the body says, so the handler looks.
    `handler`: `module:function` of this folder; the type that it returns is the type of the answer. `page`: of a list
    that comes in pages, how many items one has, and at most; it takes `limit`, `cursor` and `fields`. `query`: what
    else it takes, by name. `body`: the type of the request's body as `module:Type`; `takes`: where it is a file, of
    which media types. `refusals`: statuses that it may answer beside those that all have. `repeatable`: honours an
    `Idempotency-Key`. `guarded_write`: honours `If-Match`. `any_query`: leaves alone what its query
    holds. `by_row`: its 422 names the rows at fault. `produces`: the
    media type of a file that it answers with; else it is JSON.
    """

    method: Method
    path: str
    guard: Guard
    handler: str
    summary: str
    page: tuple[int, int] = (0, 0)
    query: tuple[str, ...] = ()
    body: str | None = None
    takes: tuple[str, ...] = ()
    status: int = 200
    refusals: tuple[int, ...] = ()
    repeatable: bool = False
    any_query: bool = False
    guarded_write: bool = False
    by_row: bool = False
    produces: str | None = None

    def resolve(self) -> Callable[[Request], object]:
        """Import what answers. AttributeError or ImportError where there is no such function."""
        found: Callable[[Request], object] = resolve_name(f"functions.query.{self.handler}")
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the path."""
        return tuple(_name(part) for part in self.path.split("/") if _name(part))

    @property
    def parameters(self) -> tuple[str, ...]:
        """What its query may hold."""
        return (*self.query, *(("limit", "cursor", "fields") if self.page[1] else ()))

    def values(self, path: str) -> dict[str, str] | None:
        """What a decoded path has for the names, none of it empty; None where it is another path."""
        wanted, given = self.path.split("/"), path.split("/")
        if len(wanted) != len(given):
            return None
        pairs = list(zip(wanted, given, strict=True))
        if any(have != want for want, have in pairs if not _name(want)):
            return None
        found = {_name(want): have for want, have in pairs if _name(want)}
        return found if all(found.values()) else None


def _name(part: str) -> str:
    return part[1:-1] if part.startswith("{") else ""


_YEAR: Final = "/offices/{office}/years/{year}"
_REPORT: Final = f"{_YEAR}/reports/{{organ}}"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGE: Final = (50, 100)
_YEARFUL: Final = (500, 1000)  # organs: a whole year of most offices
_ROSTERS: Final = (
    "text/csv",
    _XLSX,
    "application/octet-stream",
)
ROUTES: Final = (
    Route(
        method="GET",
        path="/",
        guard="open",
        handler="page.serving:index",
        summary="审核单位的网页",
        any_query=True,  # issuers of tokens add to the address what they like on the way back
        produces="text/html",
    ),
    Route(
        method="GET",
        path="/assets/{version}/{name}",
        guard="open",
        handler="page.serving:asset",
        summary="网页的脚本和样式",
        refusals=(404,),
        produces="*/*",
    ),
    Route(
        method="GET",
        path="/health",
        guard="open",
        handler="answers:health",
        summary="服务是否可用",
    ),
    Route(
        method="GET",
        path="/rules",
        guard="open",
        handler="answers:rules",
        summary="规则目录",
    ),
    Route(
        method="GET",
        path="/openapi.json",
        guard="open",
        handler="openapi:description",
        summary="本接口的说明",
    ),
    Route(
        method="GET",
        path="/offices/{office}/years",
        guard="office",
        handler="season:years",
        summary="有报送、名册或设置的年度，新的在前",
    ),
    Route(
        method="GET",
        path=_YEAR,
        guard="office",
        handler="season:season",
        summary="一个年度的进度",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/organs",
        guard="office",
        handler="season:organs",
        summary="名册与报送：每个机关一项",
        page=_YEARFUL,
        query=("standing", "late", "group", "q", "sort"),
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/reports",
        guard="office",
        handler="answers:reports",
        summary="一个年度的现行报告",
        page=_PAGE,
    ),
    Route(
        method="GET",
        path=_REPORT,
        guard="organ",
        handler="organ.reports:report",
        summary="一个机关的现行报告",
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/versions",
        guard="organ",
        handler="organ.reports:versions",
        summary="一个机关的全部报送，新的在前",
        page=_PAGE,
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/versions/{{upload_id}}",
        guard="organ",
        handler="organ.reports:version",
        summary="一次报送的核对结果",
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/differences",
        guard="organ",
        handler="organ.reports:differences",
        summary="两次报送的差异；默认为现行的一次与它的前一次",
        query=("from", "to", "language"),
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/history",
        guard="organ",
        handler="organ.history:history",
        summary="报送、核对、通知和审核决定，新的在前",
        page=_PAGE,
    ),
    Route(
        method="POST",
        path=f"{_REPORT}/decisions",
        guard="review",
        handler="organ.decisions:decide",
        summary="作出审核决定",
        body="gouji.season.decisions:Request",
        status=201,
        refusals=(409, 422, 503),
        repeatable=True,
    ),
    Route(
        method="POST",
        path=f"{_YEAR}/decisions",
        guard="review",
        handler="organ.decisions:decide_many",
        summary="对多个机关作出审核决定，逐项办理",
        body="functions.query.models:Requests",
        refusals=(422, 503),
        repeatable=True,
    ),
    Route(
        method="POST",
        path=f"{_YEAR}/uploads",
        guard="hand_in",
        handler="uploads:form",
        summary="取得报送一份报告用的表单，十分钟内有效",
        body="functions.query.uploads:Wanted",
        refusals=(422,),
    ),
    Route(
        method="POST",
        path=f"{_YEAR}/rechecks",
        guard="review",
        handler="rechecks:start",
        summary="重新核对一个年度的报告",
        query=("organ", "read"),
        status=202,
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/rechecks/{{recheck}}",
        guard="office",
        handler="rechecks:show",
        summary="重新核对的进展",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/roster",
        guard="office",
        handler="office:roster",
        summary="在用的名册",
    ),
    Route(
        method="PUT",
        path=f"{_YEAR}/roster",
        guard="review",
        handler="office:put_roster",
        summary="放入名册：先检查，有误的不启用",
        takes=_ROSTERS,
        refusals=(412, 422, 503),
        guarded_write=True,
        by_row=True,
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/settings",
        guard="office",
        handler="office:settings",
        summary="在用的规则设置",
    ),
    Route(
        method="PUT",
        path=f"{_YEAR}/settings",
        guard="review",
        handler="office:put_settings",
        summary="放入规则设置：先检查，有误的不启用",
        body="functions.query.office:GivenSettings",
        refusals=(412, 422, 503),
        guarded_write=True,
        by_row=True,
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/totals",
        guard="office",
        handler="totals:year_totals",
        summary="逐格合计",
        query=("of", "group", "fields"),
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/totals/{{cell}}",
        guard="office",
        handler="totals:cell",
        summary="一格的合计由哪些机关构成",
        page=_YEARFUL,
        query=("of", "group"),
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/totals.xlsx",
        guard="office",
        handler="exports.files:totals_xlsx",
        summary="法定格式的统计表汇总（工作簿）",
        query=("of", "group"),
        produces=_XLSX,
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/totals.docx",
        guard="office",
        handler="exports.files:totals_docx",
        summary="法定格式的统计表汇总（文档）",
        query=("of", "group"),
        produces="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/cells.csv",
        guard="office",
        handler="exports.files:all_cells_csv",
        summary="各格数据：每份报告一行",
        query=("of", "group"),
        produces="text/csv",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/cells.jsonl",
        guard="office",
        handler="exports.files:all_cells_jsonl",
        summary="各格数据：每份报告一行 JSON",
        query=("of", "group", "labels"),
        produces="application/jsonl",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/findings.csv",
        guard="office",
        handler="exports.files:all_findings_csv",
        summary="问题清单：每个问题一行",
        query=("of", "group"),
        produces="text/csv",
    ),
    Route(
        method="GET",
        path=f"{_YEAR}/originals.zip",
        guard="office",
        handler="exports.originals:originals_zip",
        summary="报告原件，按机关命名",
        query=("of", "group"),
        produces="application/zip",
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/document",
        guard="organ",
        handler="organ.documents:document",
        summary="现行报告的文件内容，每格带有位置",
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/page.html",
        guard="organ",
        handler="organ.documents:page_html",
        summary="现行报告连同核对结果的一页，不连网也能打开",
        query=("language",),
        produces="text/html",
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/page.json",
        guard="organ",
        handler="organ.documents:page_json",
        summary="核对页的内容：结果、问题、表格和文件内容；默认为现行的一次报送",
        query=("upload_id", "language"),
    ),
    Route(
        method="GET",
        path=f"{_REPORT}/report.xlsx",
        guard="organ",
        handler="exports.files:report_xlsx",
        summary="一个机关现行报告的核对结果（工作簿）",
        produces=_XLSX,
    ),
)


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a request and what its path says; None where there is none."""
    return next(_matching(method, path), None)


def _matching(method: str, path: str) -> Iterator[tuple[Route, dict[str, str]]]:
    for route in ROUTES:
        values = route.values(path) if route.method == method else None
        if values is not None:
            yield route, values
