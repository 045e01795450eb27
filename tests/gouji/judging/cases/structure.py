"""Headings, numbers of headings, labels, and the shape of the tables."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.report import Cell, Heading, Place, Report, TableId, TableReading
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import CLEAN, CONTEXT, OLD, with_text, without_table

SCANNED = replace(CLEAN, recognised=True)
_GONE = Cell(None, "missing")


def read_with(
    table: TableId, *labels: tuple[str, str], extra: tuple[str, ...] = ()
) -> TableReading:
    """The account of a table in which these labels were misspelt."""
    return TableReading(table, 1, 1, 0, labels=labels, extra_rows=extra)


def with_surplus(table: TableId, *texts: str) -> Report:
    """The report in which rows of figures stand that the form does not have."""
    rows = tuple(Place(text, table=2, row=n, column=1) for n, text in enumerate(texts, 5))
    return replace(CLEAN, tables=(TableReading(table, 1, 1, 0, surplus=rows),))


def without(report: Report, *starts: str) -> Report:
    """The report in which cells were not found."""
    cells = {c: _GONE if c.startswith(starts) else cell for c, cell in report.cells.items()}
    return replace(report, cells=cells)


def introduced(*paragraphs: str) -> Report:
    """The report with these paragraphs before its first section."""
    return replace(CLEAN, lead=paragraphs)


FAMILY = Family(
    holding={
        "FMT-01": lambda: (CLEAN, CONTEXT),
        "FMT-02": lambda: (
            replace(CLEAN, headings=(Heading(1, "总体情况:"), *CLEAN.headings[1:])),
            CONTEXT,
        ),
        "FMT-06": lambda: (CLEAN, CONTEXT),
        "FMT-17": lambda: (introduced("本报告由总体情况、主动公开情况等六个部分组成。"), CONTEXT),
        "FMT-14": lambda: (replace(CLEAN, tables=(read_with("t3"),)), CONTEXT),
        "T2-01": lambda: (CLEAN, CONTEXT),
        "T2-07": lambda: (CLEAN, CONTEXT),
        "T2O-01": lambda: (OLD, CONTEXT),
        "T3-05": lambda: (CLEAN, CONTEXT),
        "T3-06": lambda: (OLD, CONTEXT),
    },
    broken={
        "FMT-01": lambda: (replace(CLEAN, headings=CLEAN.headings[:5]), CONTEXT),
        "FMT-02": lambda: (
            replace(CLEAN, headings=(*CLEAN.headings[:5], Heading(6, "六、其他事项"))),
            CONTEXT,
        ),
        "FMT-06": lambda: (
            with_text(5, "(一)公开不够及时。", "(三)解读形式单一。", "今后加以改进。"),
            CONTEXT,
        ),
        "FMT-17": lambda: (introduced("全文共五部分。"), CONTEXT),
        "FMT-14": lambda: (
            replace(CLEAN, tables=(read_with("t3", ("上年转结", "上年结转")),)),
            CONTEXT,
        ),
        "T2-01": lambda: (without(CLEAN, "t2.licences"), CONTEXT),
        "T2-07": lambda: (
            replace(CLEAN, tables=(read_with("t2", ("规范性文件", "行政规范性文件")),)),
            CONTEXT,
        ),
        "T2O-01": lambda: (without(OLD, "t2.procurement"), CONTEXT),
        "T3-05": lambda: (without(CLEAN, "t3.partial"), CONTEXT),
        "T3-06": lambda: (without(CLEAN, "t3.other.fee_overdue"), CONTEXT),
    },
    further=(
        lambda: (without(SCANNED, "t3.partial"), CONTEXT),
        lambda: (without(SCANNED, "t3.other.fee_overdue"), CONTEXT),
        lambda: (with_surplus("t2", "行政征收 6"), CONTEXT),
        lambda: (with_surplus("t3", *("1 0 0 0 0 0 1",) * 6), CONTEXT),
        lambda: (
            replace(CLEAN, tables=(TableReading("t3", 1, 1, 0, heads_missing=("科研机构",)),)),
            CONTEXT,
        ),
    ),
    unassessable={
        "FMT-01": lambda: (replace(CLEAN, headings=()), CONTEXT),
        "FMT-02": lambda: (SCANNED, CONTEXT),
        "FMT-06": lambda: (SCANNED, CONTEXT),
        "FMT-17": lambda: (SCANNED, CONTEXT),
        "FMT-14": lambda: (SCANNED, CONTEXT),
        "T2-01": lambda: (without_table("t2"), CONTEXT),
        "T2-07": lambda: (without_table("t2"), CONTEXT),
        "T2O-01": lambda: (without_table("t2", OLD), CONTEXT),
        "T3-05": lambda: (without_table("t3"), CONTEXT),
        "T3-06": lambda: (without_table("t3"), CONTEXT),
    },
)
