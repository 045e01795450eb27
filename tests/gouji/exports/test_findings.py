from __future__ import annotations

import csv
import io

from gouji.exports.findings import Judged, findings_csv
from gouji.season.life import Decision, Reviewer
from tests.gouji.wording.builders import TOTAL, finding, result

FOUND = result(
    cells={TOTAL: 41},
    findings=[
        finding("甲不平。", "T3-01", cells=(TOTAL,), cause=1, repairs=({TOTAL: 39},)),
        finding("=1+1", "X-03", "warning", cells=()),
    ],
)


def table(*reports: Judged) -> list[dict[str, str]]:
    header, *rows = csv.reader(io.StringIO(findings_csv(reports).decode("utf-8-sig"), newline=""))
    ids = [name.rpartition("〔")[2].removesuffix("〕") for name in header]
    return [dict(zip(ids, row, strict=True)) for row in rows]


def judged(**fields: object) -> Judged:
    return Judged(organ="甲局", year=2022, upload_id="a1", result=FOUND, **fields)  # type: ignore[arg-type]


def test_a_row_a_finding_with_what_an_officer_and_a_program_need() -> None:
    first, second = table(judged())
    assert first["organ"] == "甲局"
    assert (first["severity"], first["severity_name"]) == ("error", "错误")
    assert first["message"] == "甲不平。"
    assert first["cells"] == TOTAL
    assert first["cell_names"].startswith("表三“")
    assert first["repairs"] == f"{TOTAL}: 39"
    assert first["key"] == FOUND.findings[0].key
    assert (second["severity"], second["cells"], second["cause"]) == ("warning", "", "")


def test_words_of_a_document_are_no_formula() -> None:
    assert table(judged())[1]["message"] == "'=1+1"


def test_waived_finding_says_by_whom_when_and_why() -> None:
    waiver = Decision(
        id="d",
        number=1,
        at="2023-02-01T00:00:00.000Z",
        by=Reviewer("wang", "王芳"),
        action="waive",
        upload_id="a1",
        finding=FOUND.findings[0].key,
        reason="已核实",
    )
    rows = table(judged(waived={FOUND.findings[0].key: waiver}))
    told = [(row["waived_at"], row["waived_by"], row["waived_reason"]) for row in rows]
    waived = (waiver.at, "王芳", "已核实")
    keys = [f.key for f in FOUND.findings]
    assert told == [waived if key == keys[0] else ("", "", "") for key in keys]


def test_year_without_findings_has_its_headings() -> None:
    assert table() == []
