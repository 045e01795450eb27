"""Known weaknesses of the pinned packages, from osv.dev: `python -m infra.supply.audit`.

Exit status: 0 none is known · 1 some are, each on a line · 69 the data could not be reached, which is said and is no
pass. All pins are asked for in one request; nothing but their names and versions leaves the machine.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from infra.bundles import ROOT
from infra.supply.pins import Pin, pins_of

UNAVAILABLE: Final = 69  # EX_UNAVAILABLE of sysexits.h
_OSV: Final = "https://api.osv.dev/v1/querybatch"
_SECONDS: Final = 30


class _Weakness(msgspec.Struct, frozen=True):
    id: str


class _Found(msgspec.Struct, frozen=True):
    vulns: tuple[_Weakness, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    results: tuple[_Found, ...]


def weaknesses(pins: Sequence[Pin], ask: Callable[[bytes], bytes]) -> dict[Pin, list[str]]:
    """The ids of what is known of each pin that has any; ValueError where the answer is of other pins."""
    queries = [{"package": {"purl": pin.purl}} for pin in pins]
    answer = msgspec.json.decode(ask(json.dumps({"queries": queries}).encode()), type=_Answer)
    return {
        pin: [weakness.id for weakness in found.vulns]
        for pin, found in zip(pins, answer.results, strict=True)
        if found.vulns
    }


def _ask(body: bytes) -> bytes:
    request = urllib.request.Request(_OSV, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - one address, https
        return bytes(answer.read())


def main(ask: Callable[[bytes], bytes] = _ask) -> int:
    """Tell of all pins, those of the tools too; the exit status."""
    files = sorted((ROOT / "requirements").glob("*.txt"))
    pins = sorted({pin for file in files for pin in pins_of(file)})
    try:
        known = weaknesses(pins, ask)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"NOT CHECKED: osv.dev did not answer for {len(pins)} pins: {error}\n")
        return UNAVAILABLE
    for pin, ids in known.items():
        sys.stdout.write(f"{pin.name} {pin.version}: {', '.join(ids)}\n")
    sys.stdout.write(f"{len(pins)} pins, of {len(known)} a weakness is known\n")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
