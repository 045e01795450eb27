"""Through the bucket a report of every kind comes to the very result that `gouji check --json` gives of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gouji.checking import check
from gouji.codec import encode
from tests.chain.conftest import Chain
from tests.documents.kinds import FOUND, KINDS, SAMPLES, document, expected
from tests.documents.make import HERE, SCANNED
from tests.gouji.test_seeds import ABOUT, path_of, printed

ALIKE = (*FOUND, "places")


def _checked(path: Path) -> dict[str, Any]:
    found = json.loads(encode(check(str(path))))
    return {key: found[key] for key in ALIKE}


def _stored(chain: Chain, organ: str, year: int) -> dict[str, Any]:
    status, report = chain.get(f"/offices/yunping/years/{year}/reports/{organ}")
    assert status == 200
    return {key: report[key] for key in ALIKE}


@pytest.mark.parametrize("kind", KINDS)
def test_samples_of_every_kind_are_stored_as_they_are_checked(
    kind: str, chain: Chain, tmp_path: Path
) -> None:
    for name in SAMPLES:
        wanted, body = expected(name), document(name, kind)
        chain.drop(f"yunping/{wanted['year']}/{wanted['organ']}/报告.bin", body)
        (tmp_path / name).write_bytes(body)
    assert {run["status"] for run in chain.cloud.wait()} == {"SUCCEEDED"}
    assert chain.cloud.calls.count("notify") == len(SAMPLES)
    for name in SAMPLES:
        wanted = expected(name)
        stored = _stored(chain, wanted["organ"], wanted["year"])
        assert {key: stored[key] for key in FOUND} == wanted
        assert stored == _checked(tmp_path / name)


@pytest.mark.usefixtures("recognised_once")
def test_scan_is_recognised_and_warns_instead_of_accusing(chain: Chain) -> None:
    wanted = expected(SCANNED[0])
    key = f"yunping/{wanted['year']}/{wanted['organ']}/盖章扫描件.tif"
    chain.drop(key, (HERE / f"{SCANNED[0]}.tif").read_bytes())
    (run,) = chain.cloud.wait()
    assert run["status"] == "SUCCEEDED"
    assert chain.cloud.calls == ["ingest", "parse", "recognise", "validate", "notify"]
    stored = _stored(chain, wanted["organ"], wanted["year"])
    assert stored["cells"] == wanted["cells"]
    numbers = {cell for cell, value in wanted["cells"].items() if value is not None}
    assert {cell for cell, mark in stored["marks"].items() if mark == "recognised"} == numbers
    (mail,) = chain.mails()
    assert "文字识别" in mail["Message"]


@pytest.mark.parametrize("seed", ABOUT)
def test_seeds_are_stored_as_they_are_checked(seed: str, chain: Chain) -> None:
    path = path_of(seed)
    organ, year, _, status = ABOUT[seed]
    chain.drop(f"yunping/{year}/{organ}/{path.name}", path.read_bytes())
    chain.cloud.wait()
    stored = _stored(chain, organ, year)
    assert (stored["status"], stored["cells"]) == (status, printed(seed))
    assert stored == _checked(path)
