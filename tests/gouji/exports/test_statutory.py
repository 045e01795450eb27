from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.exports.statutory import filled, form_of
from gouji.form import TABLE_IDS, TABLES
from gouji.report import CellId, Mark
from gouji.season.totals import Figures, total
from tests.gouji.exports.years import TOTAL, cells_of, figures

T3: dict[CellId, Mark] = dict.fromkeys(TABLES["t3", "2021"].specs, "missing")


def test_three_tables_are_filled_with_the_sums_of_all_reports() -> None:
    done = filled(2022, {"甲": figures(), "乙": figures({TOTAL: 100})})
    assert [(t.table.id, t.table.format_version, t.reports) for t in done.tables] == [
        ("t2", "2021", 2),
        ("t3", "2021", 2),
        ("t4", "2021", 2),
    ]
    assert done.tables[1].figure(TOTAL) == cells_of()[TOTAL] + 100
    assert not done.summed.mixed


def test_year_without_reports_has_empty_tables_of_the_format_in_force() -> None:
    for year, version in ((2022, "2021"), (2020, "2019")):
        done = filled(year, {})
        assert [t.table.id for t in done.tables] == list(TABLE_IDS)
        assert {t.table.format_version for t in done.tables[:2]} == {version}
        assert {t.figure(cell) for t in done.tables for cell in t.table.specs} == {None}


def test_reports_of_two_formats_are_added_up_apart() -> None:
    done = filled(2021, {"甲": figures(), "乙": figures(version="2019")})
    found = [(t.table.id, t.table.format_version, t.reports, t.mixed) for t in done.tables]
    assert found == [
        ("t2", "2021", 1, True),
        ("t2", "2019", 1, True),
        ("t3", "2021", 1, True),
        ("t3", "2019", 1, True),
        ("t4", "2021", 2, False),
    ]
    assert done.summed.mixed


def test_table_that_a_report_lacks_is_told_and_not_counted() -> None:
    done = filled(2022, {"甲": figures(), "乙": figures(marks=T3)})
    assert done.summed.lacking == {"t2": 0, "t3": 1, "t4": 0}
    assert done.tables[1].reports == 1
    assert done.tables[1].totals[TOTAL].shares == {"certain": 1}


def test_cell_in_which_no_report_has_a_certain_number_is_empty_and_no_zero() -> None:
    for mark in ("blank", "placeholder", "unreadable"):
        done = filled(2022, {"甲": figures(marks={TOTAL: mark})})
        assert done.tables[1].figure(TOTAL) is None
    recognised = filled(2022, {"甲": figures({TOTAL: 5}, {TOTAL: "recognised"})})
    assert recognised.tables[1].figure(TOTAL) is None


def test_form_is_that_of_the_cells_that_were_found() -> None:
    assert form_of("t3", figures(version="2019")) == "2019"
    assert form_of("t3", figures(marks=T3)) is None
    assert form_of("t3", Figures({TOTAL: 3}, {}, {})) == "2021"
    assert form_of("t3", Figures({"t3.other.all.total": 3}, {}, {})) == "2019"


@given(
    st.dictionaries(
        st.text("甲乙丙丁", min_size=1, max_size=4),
        st.tuples(st.sampled_from(["2019", "2021"]), st.integers(0, 99), st.booleans()),
        max_size=6,
    )
)
def test_every_certain_number_stands_in_exactly_one_table(
    drawn: dict[str, tuple[str, int, bool]],
) -> None:
    reports = {
        organ: figures({TOTAL: n}, {TOTAL: "recognised"} if doubtful else {}, version=version)  # type: ignore[arg-type]
        for organ, (version, n, doubtful) in drawn.items()
    }
    done = filled(2022, reports)
    sums = [t.figure(TOTAL) or 0 for t in done.tables if t.table.id == "t3"]
    assert sum(sums) == total(TOTAL, reports.values()).certain
