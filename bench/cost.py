"""`make bench-cost`: how long a million reports take on AWS and what they cost, by the figures of `make bench-season`.

Prices are inputs with their date; free tiers are left out. What is not measured is a named assumption.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_FIGURES: Final = Path("docs/benchmarks/season.csv")
_REPORTS: Final = 1_000_000
# On-demand list prices of us-east-1 in dollars. Put in those of the day and of the region.
PRICES_OF: Final = "2025, not looked up again"
PRICES: Final = {
    "a state transition (Standard)": 25 / 1_000_000,
    "a Lambda request": 0.20 / 1_000_000,
    "a GB-second (arm64)": 0.0000133334,
    "a DynamoDB read unit": 0.125 / 1_000_000,
    "a DynamoDB write unit": 0.625 / 1_000_000,
    "an S3 PUT": 5 / 1_000_000,
    "an S3 GET": 0.4 / 1_000_000,
    "an EventBridge event": 1 / 1_000_000,
    "an SNS e-mail": 20 / 1_000_000,
}
_STATES: Final = ("ingest", "parse", "validate", "notify")
_MEMORY: Final = {"ingest": 0.5, "parse": 1.0, "validate": 1.0, "notify": 0.5, "recheck": 1.0}  # GB
# Ingest, Registered?, Parse, Parsed?, Validate, Notify, the choice behind it, and the end.
_TRANSITIONS: Final = 8
_RECHECK_TRANSITIONS: Final = 3  # Judge, the choice behind it, the end
_REQUEST: Final = 0.006  # seconds that DynamoDB or S3 takes to answer; assumed
_AT_1024_MB: Final = 1.7  # times our processor's time on the 0.58 processors of 1,024 MB; assumed, inverse for others
_AT_ONCE: Final = 10  # functions of a new account; 1,000 of others


def main() -> None:
    """Print what is paid for, for offices of the size that is given (300), and how long it takes."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rows = _rows(size)
    upload = {state: rows[f"{state} a report"] for state in _STATES}
    again = {name: value / (size - 1) for name, value in rows["recheck: all others"].items()}
    seconds = {state: _seconds(state, figures) for state, figures in upload.items()}
    seconds["recheck"] = _seconds("recheck", again)
    print(f"Offices of {size}; list prices of {PRICES_OF}, dollars for {_REPORTS:,} reports\n")
    print("| | uploaded | judged again |\n|---|---|---|")
    first = _dollars(upload, seconds, _TRANSITIONS)
    second = _dollars({"recheck": again}, seconds, _RECHECK_TRANSITIONS)
    for what in first:
        print(f"| {what} | {first[what]:.0f} | {second.get(what, 0):.0f} |")
    print(f"| together | {sum(first.values()):.0f} | {sum(second.values()):.0f} |")
    a_report = sum(seconds[state] for state in _STATES)
    for at_once in (_AT_ONCE, 100 * _AT_ONCE):
        hours = _REPORTS * a_report / at_once / 3600
        print(f"\n{a_report:.2f} s of functions a report; {at_once:,} at once: {hours:.1f} h")


def _rows(size: int) -> dict[str, dict[str, float]]:
    """The figures of an office's size by act. SystemExit where it was not measured."""
    with _FIGURES.open(encoding="utf-8", newline="") as file:
        found = {
            row["act"]: {name: float(row[name]) for name in row if name not in {"organs", "act"}}
            for row in csv.DictReader(file)
            if row["organs"] == str(size)
        }
    if not found:
        raise SystemExit(f"{_FIGURES} has no office of {size}")
    return found


def _seconds(state: str, figures: Mapping[str, float]) -> float:
    """How long a function runs: its own processor's time, slower as its share is less, and what it waits for."""
    own = max(figures["own CPU ms"], 0) / 1000 * _AT_1024_MB / _MEMORY[state]
    return own + _REQUEST * (figures["requests"] + 2)


def _dollars(
    states: Mapping[str, Mapping[str, float]], seconds: Mapping[str, float], transitions: int
) -> dict[str, float]:
    """What a million reports cost, by what is paid for."""

    def of(name: str) -> float:
        return sum(figures[name] for figures in states.values())

    memory = sum(seconds[state] * _MEMORY[state] for state in states)
    each = {
        "Step Functions": transitions * PRICES["a state transition (Standard)"],
        "Lambda": len(states) * PRICES["a Lambda request"] + memory * PRICES["a GB-second (arm64)"],
        "DynamoDB": of("read units") * PRICES["a DynamoDB read unit"]
        + of("write units") * PRICES["a DynamoDB write unit"],
        "S3": PRICES["an S3 PUT"] * 2 + PRICES["an S3 GET"] * 2,
    }
    if "ingest" in states:
        each["EventBridge"] = PRICES["an EventBridge event"]
        each["SNS, were each told alone"] = PRICES["an SNS e-mail"]
    return {what: dollars * _REPORTS for what, dollars in each.items()}


if __name__ == "__main__":
    main()
