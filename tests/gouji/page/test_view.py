from __future__ import annotations

from pathlib import Path
from typing import Any

from gouji.form import TABLES
from samples import make, render
from tests.documents.kinds import SAMPLES, document
from tests.gouji import figures as fig
from tests.gouji.page.pages import data_of, page_of
from tests.gouji.page.test_standalone import ZEROS, report

WRONG_TOTAL = "qingchuan-planning-2023"


def data(content: bytes, folder: Path, previous: bytes | None = None) -> dict[str, Any]:
    return data_of(page_of(content, folder, previous))


def test_cause_is_one_matter_with_its_likely_cell_and_its_partners(tmp_path: Path) -> None:
    view = data((make.HERE / SAMPLES[WRONG_TOTAL].file).read_bytes(), tmp_path)["view"]
    first = view["matters"][0]
    assert (first["number"], first["cause"], first["severity"]) == (1, 1, "error")
    assert first["likely"] == ["t3.concluded.total"]
    assert {"t3.new_received.total", "t3.carried_over.total"} <= set(first["partners"])
    assert first["ways"][0]["cells"] == {"t3.concluded.total": 154}
    assert len(first["told"]) == 4


def test_every_finding_is_told_in_one_matter(tmp_path: Path) -> None:
    for name in SAMPLES:
        shown = data((make.HERE / SAMPLES[name].file).read_bytes(), tmp_path)
        told = [t["finding"] for m in shown["view"]["matters"] for t in m["told"] if "finding" in t]
        assert sorted(told) == list(range(len(shown["result"]["findings"]))), name


def test_matters_are_numbered_as_they_stand(tmp_path: Path) -> None:
    view = data(document("yunping-traffic-2022", "docx"), tmp_path)["view"]
    assert [m["number"] for m in view["matters"]] == list(range(1, len(view["matters"]) + 1))
    assert view["matters"][0]["severity"] == "unclear"
    assert view["matters"][0]["likely"]


def test_words_that_contradict_the_table_are_found_in_the_document(tmp_path: Path) -> None:
    said = "全年新收政府信息公开申请9件，已全部办结。"
    shown = data(report(said), tmp_path)
    blocks = shown["document"]["blocks"]
    quoted = [
        blocks[found["block"]]["text"][found["start"] : found["end"]]
        for matter in shown["view"]["matters"]
        for told in matter["told"]
        for found in told.get("passages", ())
        if shown["result"]["findings"][told["finding"]]["facts"]["kind"] == "text-disagrees"
    ]
    assert quoted
    assert all("9件" in words for words in quoted)


def test_last_years_figures_stand_beside_this_years(tmp_path: Path) -> None:
    previous = fig.content("2021", {**ZEROS, "t2.licences.decisions": "12"}, 2021)
    last = data(report(), tmp_path, render.docx(previous))["view"]["last_year"]
    assert last["year"] == 2021
    assert last["cells"]["t2.licences.decisions"] == 12
    assert last["other"] == []


def test_last_years_figures_of_another_format_are_not_compared(tmp_path: Path) -> None:
    zeros = {cell: "0" for (_, form), t in TABLES.items() if form == "2019" for cell in t.specs}
    previous = render.docx(fig.content("2019", zeros, 2020))
    last = data(report(), tmp_path, previous)["view"]["last_year"]
    assert "表三" in last["other"]
    assert not [cell for cell in last["cells"] if cell.startswith("t3.")]


def test_tables_have_every_cell_and_every_sum_of_the_form(tmp_path: Path) -> None:
    view = data(report(), tmp_path)["view"]
    for shown in view["tables"]:
        table = TABLES[shown["id"], "2021"]
        assert [b["cell"] for b in shown["boxes"] if "cell" in b] == list(table.specs)
        assert len(shown["sums"]) == len(table.identities)
    assert set(view["cells"]) == set(ZEROS)


def test_what_was_not_compared_is_not_told_as_in_order(tmp_path: Path) -> None:
    assert any("上年度报告" in line for line in data(report(), tmp_path)["view"]["unchecked"])
