"""Results of several files → one page that lists them, each with a link to its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

from msgspec import Struct

from gouji.page.assets import sorting
from gouji.page.frame import framed
from gouji.page.view import SIGNS, unclear_cells
from gouji.result import Result, counts
from gouji.text import harmless
from gouji.wording.screen.interface import INTERFACE
from gouji.wording.verdict import STATUSES, tally

_URGENCY: Final = tuple(SIGNS)
_BODY: Final = """<header><div class="verdict"><h1>{title}</h1><p>{tally}</p></div></header>
<main class="listing">
{remarks}
<div class="filters" role="search" hidden><label>{find} <input type="search"></label>
<label><input type="checkbox"> {only_open}</label><p role="status" data-said="{found}"></p></div>
<div class="scroll" tabindex="0" role="region" aria-label="{title}">
<table><thead><tr>{heads}</tr></thead><tbody>
{rows}
</tbody></table></div>
{others}
<p class="aside">{about}</p>
</main>"""


class Listed(Struct, frozen=True):
    """One report: its result, and the name of its page, which lies beside the list."""

    result: Result
    page: str


class _Column(NamedTuple):
    """A column: the name of its head, which way it is sorted first."""

    name: str
    first: str


_COLUMNS: Final = (
    _Column("organ", "ascending"),
    _Column("verdict", "ascending"),
    _Column("error", "descending"),
    _Column("warning", "descending"),
    _Column("note", "descending"),
    _Column("unclear", "descending"),
    _Column("year", "descending"),
    _Column("file", "ascending"),
)


def listing(
    listed: Sequence[Listed], total: int, remarks: Iterable[str] = (), others: Sequence[str] = ()
) -> bytes:
    """The page, in UTF-8. `total`: so many reports there will be; `remarks`: reports that may be missing.

    `others`: names of files that are no reports.
    """
    said = list(remarks)
    if len(listed) < total:
        said.insert(0, INTERFACE["not_all"].replace("{}", str(total)))
    title = INTERFACE["listing"]
    body = _BODY.format(
        title=title,
        tally=escape(tally(one.result for one in listed)),
        remarks="\n".join(f'<p class="remark">{_text(line)}</p>' for line in said),
        find=INTERFACE["find"],
        only_open=INTERFACE["only_open"],
        found=INTERFACE["found"],
        heads="".join(
            f'<th scope="col" data-first="{first}">{INTERFACE[name]}</th>'
            for name, first in _COLUMNS
        ),
        rows="\n".join(map(_row, listed)),
        others=_others(others) if others else "",
        about=INTERFACE["listed_by"],
    )
    return framed(title, body, sorting())


def _others(names: Sequence[str]) -> str:
    said = INTERFACE["others"].replace("{}", str(len(names)))
    items = "".join(f"<li>{_text(name)}</li>" for name in names)
    return f'<details class="fold"><summary>{said}</summary><ul>{items}</ul></details>'


def _row(listed: Listed) -> str:
    result = listed.result
    parts = result.file.replace("\\", "/").split("/")
    address = quote(listed.page, safe="", errors="surrogateescape")
    return (
        f'<tr><th scope="row"><a href="{address}">{_text(result.organ or parts[-1])}</a></th>'
        f'<td class="status {result.status}" data-value="{_URGENCY.index(result.status)}">'
        f'<span class="sign" aria-hidden="true">{SIGNS[result.status]}</span> '
        f"{STATUSES[result.status]}</td>"
        f"{''.join(_counted(result))}"
        f'<td class="count" data-value="{result.year or 0}">{result.year or ""}</td>'
        f'<td class="file">{_text("/".join(parts[-2:]))}</td></tr>'
    )


def _counted(result: Result) -> Iterator[str]:
    """Errors, warnings, notes, and cells that were not read for certain; of what was not read at all, nothing."""
    found = counts(result)
    unclear = len(unclear_cells(result))
    for name, count in (
        ("error", found.errors),
        ("warning", found.warnings),
        ("note", found.notes),
        ("unclear", unclear),
    ):
        shown = "–" if result.status == "unreadable" else count
        kind = f"count {name}" if count else "count"
        yield f'<td class="{kind}" data-value="{count}">{shown}</td>'


def _text(text: str) -> str:
    return escape(harmless(text))
