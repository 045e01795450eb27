"""The five real reports, when they lie beside the project: organ, year, formats, every cell and mark."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gouji.checking import check
from gouji.codec import encode
from gouji.form import TABLES

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
ROW = ("natural_person", "business", "research", "welfare", "legal_service", "other", "total")


def _row(name: str, *numbers: int) -> dict[str, int]:
    return {f"t3.{name}.{column}": n for column, n in zip(ROW, numbers, strict=True)}


# What is not 0 in each report.
FIGURES: dict[str, dict[str, int]] = {
    "000": {},
    "001": {},
    "002": {
        "t2.normative_documents.issued": 10,
        "t2.normative_documents.in_force": 102,
        **_row("new_received", 37, 5, 0, 0, 0, 0, 42),
        **_row("carried_in", 1, 0, 0, 0, 0, 0, 1),
        **_row("granted", 13, 0, 0, 0, 0, 0, 13),
        **_row("partial", 7, 1, 0, 0, 0, 0, 8),
        **_row("denied.enforcement_file", 1, 0, 0, 0, 0, 0, 1),
        **_row("unable.not_held", 12, 4, 0, 0, 0, 0, 16),
        **_row("not_processed.petition", 1, 0, 0, 0, 0, 0, 1),
        **_row("concluded", 34, 5, 0, 0, 0, 0, 39),
        **_row("carried_over", 4, 0, 0, 0, 0, 0, 4),
        "t4.reconsideration.upheld": 1,
        "t4.reconsideration.pending": 1,
        "t4.reconsideration.total": 2,
        "t4.litigation_direct.upheld": 1,
        "t4.litigation_direct.total": 1,
    },
    "003": {
        "t2.normative_documents.made": 8,
        "t2.procurement.projects": 94,
        "t2.procurement.amount": 905,
    },
    "004": {},
}
ABOUT: dict[str, tuple[str, int, str, str]] = {
    "000": ("奉化区政务办", 2021, "2021", "flagged"),
    "001": ("区审交办", 2020, "2019", "flagged"),
    "002": ("宁波市海曙区人民政府办公室", 2022, "2021", "passed"),
    "003": ("宁波市鄞州区人民政府钟公庙街道办事处", 2020, "2019", "passed"),
    "004": ("新荣区政务服务中心", 2021, "2021", "passed"),
}


def _blanks(seed: str) -> set[str]:
    if seed == "003":
        return {"t3.new_received.legal_service"}
    if seed != "001":
        return set()
    cells = (*TABLES["t3", "2019"].specs, *TABLES["t4", "2019"].specs)
    return {cell for cell in cells if not cell.endswith(".total")}


def path_of(seed: str) -> Path:
    """Where the seed lies; without it the test is skipped."""
    path = SEEDS / f"{seed}.txt"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project: shared/seeds is not part of it")
    return path


def printed(seed: str) -> dict[str, int | None]:
    """What the seed prints in every cell."""
    format_version, blanks = ABOUT[seed][2], _blanks(seed)
    ids = [cell for (_, f), table in TABLES.items() if f == format_version for cell in table.specs]
    return {cell: None if cell in blanks else FIGURES[seed].get(cell, 0) for cell in ids}


def _check(seed: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(encode(check(str(path_of(seed)))))
    return result


@pytest.mark.parametrize("seed", ABOUT)
def test_seed_gives_organ_year_formats_and_status(seed: str) -> None:
    result = _check(seed)
    organ, year, format_version, status = ABOUT[seed]
    assert (result["organ"], result["year"], result["status"]) == (organ, year, status)
    assert result["forms"] == {"t2": format_version, "t3": format_version, "t4": format_version}


@pytest.mark.parametrize("seed", ABOUT)
def test_seed_gives_every_cell_mark_unit_and_deduction(seed: str) -> None:
    result = _check(seed)
    blanks = _blanks(seed)
    assert result["cells"] == printed(seed)
    assert result["marks"] == dict.fromkeys(blanks, "blank")
    assert result["deduced"] == dict.fromkeys(blanks, 0)
    assert result["units"] == ({"t2.procurement.amount": "万元"} if seed == "003" else {})


# What rules.yaml lists for each report, with how many findings and how grave; ORG-01 needs a roster.
FINDINGS: dict[str, dict[tuple[str, str], int]] = {
    "000": {
        ("YR-01", "error"): 1,
        ("ORG-02", "warning"): 1,
        **dict.fromkeys(
            ((rule, "note") for rule in ("YR-04", "ORG-03", "ORG-04", "FMT-06")),
            1,
        ),
    },
    "001": {
        ("YR-02", "error"): 1,
        ("FMT-05", "warning"): 1,
        ("FMT-07", "warning"): 1,
        ("T2-08", "warning"): 2,
        ("YR-04", "note"): 1,
        ("FMT-06", "note"): 1,
    },
    "002": {
        ("FMT-11", "warning"): 1,
        ("FEE-01", "warning"): 1,
        **dict.fromkeys(
            ((rule, "note") for rule in ("ORG-03", "ORG-04", "FMT-14", "TXT-10", "FEE-03")), 1
        ),
    },
    "003": {
        **dict.fromkeys(
            (
                (rule, "warning")
                for rule in ("YR-05", "CON-04", "FMT-08", "T2-08", "T2O-03", "T2O-06")
            ),
            1,
        ),
        **dict.fromkeys(((rule, "note") for rule in ("ORG-03", "FMT-06", "FMT-12", "TXT-08")), 1),
    },
    "004": {
        ("FMT-05", "warning"): 1,
        ("FMT-13", "warning"): 1,
        ("FEE-01", "warning"): 1,
        **dict.fromkeys(
            ((rule, "note") for rule in ("YR-04", "ORG-03", "FMT-06", "FMT-09", "FMT-10")), 1
        ),
    },
}


@pytest.mark.parametrize("seed", ABOUT)
def test_seed_raises_what_is_listed_for_it_and_nothing_else(seed: str) -> None:
    result = _check(seed)
    found = Counter((f["rule"], f["severity"]) for f in result["findings"])
    assert found == FINDINGS[seed]


def test_seed_with_blanks_names_every_one() -> None:
    cells = [len(f["cells"]) for f in _check("001")["findings"] if f["rule"] == "T2-08"]
    assert cells == [138, 12]
