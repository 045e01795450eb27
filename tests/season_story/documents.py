"""What is handed in: files of several formats, and what is true of each, cell by cell, as it was made."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from random import Random
from typing import Final

import xlsxwriter

from bench.made.documents import Draft, Truth, draft
from bench.made.formats import OWN
from bench.made.good import Organ, good
from gouji.form import TABLE_IDS
from gouji.report import CellId, FormatVersion, TableId
from samples import make
from samples.printed import Box, Grid
from tests.documents.make import HERE

_ODF: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table")
)
_TEXT: Final = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and the truth about each cell of its report; None where it is none."""

    name: str
    body: bytes
    truth: Mapping[CellId, Truth] | None = None


def of(organ: Organ, year: int, number: int, ending: str) -> Made:
    """A report in order."""
    made, _ = good(number, (organ, year))
    return written(made, number, ending)


def wrong(organ: Organ, year: int, number: int, ending: str) -> Made:
    """The same, with a total that is two too large."""
    made, _ = good(number, (organ, year))
    cell = "t3.concluded.total"
    value = made.truth[cell].value
    assert isinstance(value, int)
    made.show(cell, f"{value + 2}", Truth(value + 2))
    return written(made, number, ending)


def in_yuan(organ: Organ, year: int, number: int, ending: str) -> Made:
    """The same as one in order, with its charges in 元 and said so."""
    made, _ = good(number, (organ, year))
    made.show("t2.charges.amount", "5430元", Truth(5430, None, "元"))
    return written(made, number, ending)


def of_2019(organ: Organ, year: int, number: int, ending: str) -> Made:
    """A report on the form that is no longer in use, with blanks, and an amount without its unit."""
    form: dict[TableId, FormatVersion] = dict.fromkeys(TABLE_IDS, "2019")
    made = draft(
        f"old-{number}", Random(f"old-{number}"), size="a street", gaps="some blank", forms=form
    )
    made.organ, made.year = organ.name, year
    made.show("t2.procurement.amount", "12.5", Truth(Decimal("12.5")))
    return written(made, number, ending)


def sample(name: str, ending: str) -> Made:
    """One of `samples/`, as an office program wrote it."""
    found = json.loads((make.HERE / f"{name}.expected.json").read_bytes(), parse_float=Decimal)
    truth = {
        cell: Truth(value, found["marks"].get(cell), found["units"].get(cell))
        for cell, value in found["cells"].items()
    }
    return Made(f"{name}.{ending}", (HERE / f"{name}.{ending}").read_bytes(), truth)


def no_report(number: int) -> Made:
    """A file that is no report at all."""
    return Made(f"{number:03}号-天气.txt", "今天天气很好。".encode())


def written(made: Draft, number: int, ending: str) -> Made:
    """A draft as a file, whose name nothing else has."""
    return Made(f"{number:03}号-{made.year}年报.{ending}", WRITERS[ending](made), dict(made.truth))


def xlsx(made: Draft) -> bytes:
    """A workbook: the report below one another on one sheet, cells merged as printed."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet, top = book.add_worksheet(), 0
        for block in made.content():
            if not isinstance(block, Grid):
                sheet.write_string(top, 0, block.text)
                top += 1
                continue
            for box in _boxes(block):
                row, column = top + box.row, box.column
                if box.rowspan > 1 or box.colspan > 1:
                    last = row + box.rowspan - 1, column + box.colspan - 1
                    sheet.merge_range(row, column, *last, "")
                sheet.write(row, column, box.text)
            top += len(block.rows)
    return target.getvalue()


def odt(made: Draft) -> bytes:
    """An OpenDocument text, cells merged as printed."""
    body = "".join(
        f"<table:table>{''.join(_rows(block))}</table:table>"
        if isinstance(block, Grid)
        else f"<text:p>{escape(block.text)}</text:p>"
        for block in made.content()
    )
    content = (
        f"<office:document-content {_ODF}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", _TEXT)
        package.writestr("content.xml", content)
    return target.getvalue()


def _boxes(grid: Grid) -> list[Box]:
    return list({id(box): box for row in grid.rows for box in row}.values())


def _rows(grid: Grid) -> Iterator[str]:
    for number, row in enumerate(grid.rows):
        cells = [
            _cell(box)
            if (box.row, box.column) == (number, column)
            else "<table:covered-table-cell/>"
            for column, box in enumerate(row)
        ]
        yield f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(box: Box) -> str:
    spans = (
        f' table:number-columns-spanned="{box.colspan}" table:number-rows-spanned="{box.rowspan}"'
    )
    return f"<table:table-cell{spans}><text:p>{escape(box.text)}</text:p></table:table-cell>"


WRITERS: Final[Mapping[str, Callable[[Draft], bytes]]] = {
    "docx": OWN["docx"][0],
    "html": OWN["html"][0],
    "txt": OWN["txt"][0],
    "xlsx": xlsx,
    "odt": odt,
    "ofd": OWN["ofd"][0],
    "md": OWN["md"][0],
    "mht": OWN["mhtml"][0],
}
