"""What is deployed that others wrote."""

from __future__ import annotations

import json
import re
from email.message import Message
from typing import Any
from urllib.error import URLError

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from infra.bundles import ROOT
from infra.supply import audit, pins
from infra.supply.pins import Pin, licence_of, shipped
from infra.supply.sbom import bill

# Each may be handed on with a programme under any licence, as long as it is named.
PERMISSIVE = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0"),
    *("PSF-2.0", "Zlib", "CC0-1.0"),
}


@pytest.mark.parametrize("pin", shipped(), ids=lambda pin: pin.name)
def test_what_is_deployed_has_a_licence_that_lets_it_be(pin: Pin) -> None:
    named = set(re.split(r" (?:AND|OR) |[()]", licence_of(pin.name))) - {""}
    assert named
    assert named <= PERMISSIVE


@pytest.mark.parametrize("said", ["", "GPL-3.0-only", "MIT AND LGPL-2.1-or-later"])
def test_other_licences_are_seen(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    told = Message()
    told["License-Expression"] = said
    monkeypatch.setattr(pins, "metadata", lambda _name: told)
    named = set(re.split(r" (?:AND|OR) |[()]", licence_of("any")))
    assert not named <= PERMISSIVE


def test_all_that_layers_are_installed_from_counts_as_deployed() -> None:
    source = (ROOT / "infra" / "layers.py").read_text()
    assert set(re.findall(r'requirements="(\w+)\.txt"', source)) == set(pins.SHIPPED)


def test_bill_lists_what_is_deployed_and_is_the_same_twice() -> None:
    first = bill()
    assert first == bill()
    told = json.loads(first)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert {(c["name"], c["version"]) for c in told["components"]} == set(shipped())
    assert all(c["purl"] and c["licenses"] for c in told["components"])
    assert told["metadata"]["component"]["name"] == "gouji"
    assert "timestamp" not in told["metadata"]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first) is None


def _answering(told: dict[str, list[str]]) -> Any:
    def ask(body: bytes) -> bytes:
        asked = [query["package"]["purl"] for query in json.loads(body)["queries"]]
        found: list[dict[str, Any]] = [
            {"vulns": [{"id": known, "modified": "2026"} for known in told[purl]]}
            if purl in told
            else {}
            for purl in asked
        ]
        return json.dumps({"results": found}).encode()

    return ask


def test_known_weaknesses_are_told_and_fail(capsys: pytest.CaptureFixture[str]) -> None:
    lxml = next(pin for pin in shipped() if pin.name == "lxml")
    assert audit.main(_answering({lxml.purl: ["PYSEC-1", "GHSA-2"]})) == 1
    assert f"lxml {lxml.version}: PYSEC-1, GHSA-2" in capsys.readouterr().out
    assert audit.main(_answering({})) == 0


@pytest.mark.parametrize("fault", [URLError("no route"), TimeoutError("late")])
def test_what_could_not_be_asked_is_said_and_is_no_pass(
    capsys: pytest.CaptureFixture[str], fault: OSError
) -> None:
    def ask(_body: bytes) -> bytes:
        raise fault

    assert audit.main(ask) == audit.UNAVAILABLE
    assert "NOT CHECKED" in capsys.readouterr().err


def test_answer_for_other_pins_is_no_pass() -> None:
    assert audit.main(lambda _body: b'{"results": [{}]}') == audit.UNAVAILABLE
    assert audit.main(lambda _body: b"<html>") == audit.UNAVAILABLE
