"""The samples are what their sources say, and `gouji check` finds in each what stands beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import docx
import pytest

from gouji import cli
from gouji.checking import check
from gouji.codec import encode
from gouji.form import TABLES, format_version_of
from gouji.judging.judge import judge
from gouji.reading.read import read
from gouji.report import Mark
from gouji.result import result_of
from samples import make
from samples.printed import COLUMNS

SAMPLES = {sample.name: sample for sample in make.samples()}
FOUND = ("status", "organ", "year", "forms", "cells", "marks", "deduced", "units")
EXIT = {"passed": 0, "flagged": 1, "incomplete": 2}

# What the medium adds: a page's own lines, a converter's characters.
OF_THE_LAYOUT = {"FMT-09", "FMT-10"}

each_sample = pytest.mark.parametrize("name", SAMPLES)


def expected(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((make.HERE / f"{name}.expected.json").read_bytes())
    return loaded


def rules(entries: list[dict[str, Any]]) -> list[tuple[str, str, tuple[str, ...]]]:
    return sorted((e["rule"], e.get("severity", ""), tuple(e["cells"])) for e in entries)


def test_every_file_is_made_again_byte_for_byte() -> None:
    made = make.files()
    assert {name for name in made if (make.HERE / name).read_bytes() != made[name]} == set()


def test_no_file_lies_about_that_no_source_makes() -> None:
    kept = {path.name for path in make.HERE.iterdir() if path.is_file()}
    own = {".gitattributes", "__init__.py", "make.py", "ofd.py", "printed.py", "render.py"}
    assert kept - own == set(make.files())


def test_the_samples_cover_the_formats_the_forms_and_the_verdicts() -> None:
    results = [expected(name) for name in SAMPLES]
    assert {sample.source["kind"] for sample in SAMPLES.values()} == {"txt", "html", "docx"}
    assert {result["forms"]["t3"] for result in results} == {"2019", "2021"}
    assert {result["status"] for result in results} == set(EXIT)
    assert len(results) == 8


@each_sample
def test_what_is_expected_speaks_of_every_cell_of_its_tables(name: str) -> None:
    result = expected(name)
    forms = {
        t: format_version or format_version_of(result["year"])
        for t, format_version in result["forms"].items()
    }
    cells = [
        cell
        for (table, format_version), spec in TABLES.items()
        if forms[table] == format_version
        for cell in spec.specs
    ]
    assert sorted(result["cells"]) == sorted(cells)
    assert set(result["marks"].values()) <= set(get_args(Mark))
    assert {cell for cell, value in result["cells"].items() if value is None} == set(
        result["marks"]
    )
    assert set(result["deduced"]) <= set(result["marks"])


@each_sample
def test_gouji_check_finds_what_stands_beside_the_sample(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = expected(name)
    status = cli.main(["check", str(make.HERE / SAMPLES[name].file), "--json"])
    result = json.loads(capsys.readouterr().out)
    assert {key: result[key] for key in FOUND} == {key: wanted[key] for key in FOUND}
    assert rules(result["findings"]) == rules(wanted["findings"])
    assert rules(result["unassessed"]) == rules(wanted["unassessed"])
    assert status == EXIT[wanted["status"]]


@pytest.mark.parametrize("layout", ["cells", "tabs", "pipes", "markdown", "html", "docx"])
@each_sample
def test_the_layout_does_not_change_what_is_found(name: str, layout: str) -> None:
    source = {**SAMPLES[name].source, "layout": layout, "encoding": "utf-8"}
    if layout != "html":
        source.pop("frame", None)
    report = read(replace(SAMPLES[name], source=source).document())
    result, wanted = json.loads(encode(result_of(name, report, judge(report)))), expected(name)
    assert {key: result[key] for key in FOUND} == {key: wanted[key] for key in FOUND}
    found, told = (
        [e for e in rules(r["findings"]) if e[0] not in OF_THE_LAYOUT] for r in (result, wanted)
    )
    assert found == told
    assert rules(result["unassessed"]) == rules(wanted["unassessed"])


@each_sample
def test_each_figure_is_placed_where_it_is_printed(name: str) -> None:
    sample = SAMPLES[name]
    places = check(str(make.HERE / sample.file)).places
    plain = {cell: text for cell, text in sample.printed.items() if text.isascii() and text}
    assert {cell: places[cell].text.strip() for cell in plain} == plain


@pytest.mark.parametrize("name", [n for n, s in SAMPLES.items() if s.source["kind"] == "docx"])
def test_another_reader_finds_the_same_rows_in_the_word_documents(name: str) -> None:
    sample = SAMPLES[name]
    document = docx.Document(str(make.HERE / sample.file))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    concluded = [sample.printed[f"t3.concluded.{column}"] for column in COLUMNS["t3"]]
    assert ["（七）总计", "（七）总计", *concluded] in [row[1:] for row in rows]


@pytest.mark.parametrize("slip", ["41", "43"])
def test_a_source_that_hides_a_broken_sum_is_refused(slip: str) -> None:
    sample = SAMPLES["qingchuan-education-2023"]
    figures = dict(sample.source["figures"])
    assert "new_received                46" in figures["t3"]
    figures["t3"] = figures["t3"].replace(
        "new_received                46", f"new_received                {slip}"
    )
    with pytest.raises(make.WrongSource, match="T3-01"):
        replace(sample, source={**sample.source, "figures": figures}).verify()


def test_a_source_that_claims_a_fault_that_is_not_there_is_refused() -> None:
    sample = SAMPLES["qingchuan-education-2023"]
    claim = {"rule": "T4-01", "severity": "error", "of": "reconsideration"}
    claims = {**sample.source["expected"], "findings": [claim]}
    with pytest.raises(make.WrongSource, match="T4-01"):
        replace(sample, source={**sample.source, "expected": claims}).verify()
