"""`make cost`: docs/cost.md, what reports cost on AWS, from what was measured (docs/benchmarks) and bench/prices.csv.

Free tiers are left out. What is not measured is a named assumption, and stands in the page as one.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Final

from gouji.judging.rules.collected import RULES

_FIGURES: Final = Path("docs/benchmarks")
_PRICES: Final = Path(__file__).with_name("prices.csv")
_OFFICE: Final = 300  # organs of an office; of a larger one each verdict reads more
MEMORY: Final = {
    "ingest": 512,
    "parse": 1024,
    "validate": 1024,
    "notify": 512,
    "recheck": 1024,
}  # MB
_STATES: Final = ("ingest", "parse", "validate", "notify")
# Ingest, Registered?, Parse, Validate, Notify, Told?, Told; a recheck's Judge, Reading due?, Judged.
TRANSITIONS: Final = 7
_RECHECK_TRANSITIONS: Final = 3
ALARMS: Final = 52  # at most
# Series that have a value: every rule, mark, state and kind of message, and what has no dimension.
_SERIES: Final = len(RULES) + 6 + 4 + 8 + 9

# Assumptions.
_REQUEST: Final = 0.006  # seconds that DynamoDB or S3 takes to answer
_PDF: Final = 0.5  # share of PDFs among files
_API: Final = 20  # requests of officers a report, each 0.1 s at 512 MB
_AGAIN: Final = 1.4  # files an organ hands in
_RECHECKS: Final = 2  # of the whole year, in a season
_MONTHS: Final = 3  # that a season lasts
_HOURS: Final = _MONTHS * 22 * 10  # in which something comes in
_KEPT: Final = 12  # months that storage is paid for
_KB: Final = 40  # of a report in the table, with its history
_DOLLAR: Final = (
    7.2  # yuan; where a price of the mainland could not be looked up, ours is turned into yuan
)

Dollars = dict[str, float]


@dataclass(frozen=True)
class Prices:
    """What a unit of each thing costs; of how many the price could be looked up (of the others it is ours, turned)."""

    of: Mapping[str, float]
    looked_up: int


def main() -> None:
    """Write the page."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/cost.md")
    path.write_text(_page(), encoding="utf-8")


def _page() -> str:
    """The page: its words are in bench/cost.md."""
    dollars, yuan = _prices("USD"), _prices("CNY")
    third = sorted(a_report(dollars, 0.05).items(), key=lambda item: -item[1])[:3]
    words = Template(Path(__file__).with_name("cost.md").read_text(encoding="utf-8"))
    return words.substitute(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        office=_OFFICE,
        thousand="\n".join(_thousand(dollars, yuan)),
        season="\n".join(_season_table(dollars, yuan)),
        memory="\n".join(_memory_table()),
        assumptions="; ".join(_assumptions()),
        looked_up=f"{yuan.looked_up} of {len(yuan.of)}",
        rate=_DOLLAR,
        greatest=", ".join(name for name, _ in third),
        transitions=TRANSITIONS,
        alarms=ALARMS,
        rules=len(RULES),
    )


def _thousand(dollars: Prices, yuan: Prices) -> Iterator[str]:
    ours, theirs = a_report(dollars, cold=0.05), a_report(yuan, cold=0.05)
    yield "| | USD | CNY |\n|---|---|---|"
    for what in sorted(ours, key=lambda name: -ours[name]):
        yield f"| {what} | {1000 * ours[what]:.3f} | {1000 * theirs[what]:.2f} |"
    yield f"| **together** | **{total(ours):.3f}** | **{total(theirs):.2f}** |"


def total(parts: Dollars) -> float:
    """What a thousand cost."""
    return 1000 * sum(parts.values())


def _season_table(dollars: Prices, yuan: Prices) -> Iterator[str]:
    names = (
        *("organs", "reports", "to the mail", "asked by officers", "judged again", "metrics"),
        *("kept a year", "alarms, dashboard, canary", "together"),
    )
    yield f"| {' | '.join(names)} |"
    yield "|---" * len(names) + "|"
    for prices, sign in ((dollars, "$"), (yuan, "¥")):
        for organs, cold in ((300, 1.0), (100_000, 0.05)):
            parts = a_season(prices, organs, cold)
            cells = " | ".join(f"{sign}{part:,.2f}" for part in (*parts, sum(parts)))
            yield f"| {organs:,} | {organs * _AGAIN:,.0f} | {cells} |"


def a_report(prices: Prices, cold: float) -> Dollars:
    """What one costs, by what is paid for; `cold`: the share of calls that start a process."""
    rows, counted = _rows(), _counted()
    seconds = {state: _seconds(state, rows[f"{state} a report"], cold) for state in _STATES}
    of = prices.of
    units = {
        name: sum(rows[f"{s} a report"][name] for s in _STATES)
        for name in ("read units", "write units")
    }
    return {
        "Step Functions": TRANSITIONS * of["transition"],
        "Lambda": len(_STATES) * of["request"]
        + sum(seconds[s] * MEMORY[s] / 1024 for s in _STATES) * of["gb second"],
        "DynamoDB, read": units["read units"] * of["read unit"],
        "DynamoDB, written": units["write units"] * of["write unit"],
        "S3": (1 + counted["S3 PUT"]) * of["put"] + counted["S3 GET"] * of["get"],
        "SNS, were each told alone": of["mail"],
        "EventBridge": of["event"],
        "CloudWatch Logs": counted["log bytes"] / 1024**3 * of["log"],
    }


def a_season(prices: Prices, organs: int, cold: float) -> tuple[float, ...]:
    """What a season costs: reports, the API, rechecks, metrics, storage, and what stands whatever comes in."""
    of, counted = prices.of, _counted()
    reports = organs * _AGAIN
    asked = reports * _API * (of["api request"] + of["request"] + 0.1 * 0.5 * of["gb second"])
    # Every series has a value at most in every hour; few reports have few.
    hours = min(reports * counted["series of metrics"], _SERIES * _HOURS) * of["metric hour"]
    stored = reports * counted["KB stored"] / 1024**2 * of["bucket month"]
    table = reports * _KB / 1024**2 * of["table month"]
    fixed = ALARMS * of["alarm month"] + of["dashboard month"] + 730 * of["metric hour"]
    fixed += 30 * sum(a_report(prices, 1.0).values()) + 96 * 30 * 0.3 * 0.5 * of["gb second"]
    return (
        reports * sum(a_report(prices, cold).values()),
        asked,
        _RECHECKS * organs * _again(prices),
        hours,
        (stored + table) * _KEPT,
        fixed * _MONTHS,
    )


def _again(prices: Prices) -> float:
    """What judging one again costs."""
    of = prices.of
    row = {name: value / (_OFFICE - 1) for name, value in _rows()["recheck: all others"].items()}
    seconds = _seconds("recheck", row, 0)
    return (
        _RECHECK_TRANSITIONS * of["transition"]
        + of["request"]
        + seconds * MEMORY["recheck"] / 1024 * of["gb second"]
        + row["read units"] * of["read unit"]
        + row["write units"] * of["write unit"]
    )


def _seconds(state: str, figures: Mapping[str, float], cold: float) -> float:
    """How long a function runs: its own processor's time, slower as its share is less, and what it waits for."""
    shares = {row["MB"]: row for row in _table("memory")}
    mine, whole = shares[str(MEMORY[state])], shares["1769"]
    slower = _warm(mine) / _warm(whole)
    own = max(figures["own CPU ms"], 0) / 1000 * slower
    start = float(mine["start to first verdict ms"]) / 1000
    return own + _REQUEST * (figures["requests"] + 2) + cold * start


def _warm(row: Mapping[str, str]) -> float:
    return float(row["read ms"]) + float(row["judge ms"])


def _assumptions() -> Iterator[str]:
    yield f"{_REQUEST * 1000:.0f} ms for an answer of DynamoDB or S3"
    yield f"{_PDF:.0%} of files are PDFs"
    yield f"{_API} requests of officers a report"
    yield f"{_AGAIN} files an organ"
    yield f"{_RECHECKS} rechecks of the year"
    yield f"a season of {_MONTHS} months in which something comes in during {_HOURS} hours"
    yield f"storage paid for {_KEPT} months"
    yield f"{_KB} KB a report in the table"
    yield "of 300 organs every call starts a process, of 100,000 one in twenty"


def _memory_table() -> Iterator[str]:
    rows = list(_table("memory"))
    yield f"| {' | '.join(rows[0])} |"
    yield "|---" * len(rows[0]) + "|"
    for row in rows:
        yield f"| {' | '.join(row.values())} |"


def _prices(currency: str) -> Prices:
    with _PRICES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {row["what"]: float(row[currency]) for row in rows if row[currency]}
    assumed = {row["what"]: float(row["USD"]) * _DOLLAR for row in rows if row["what"] not in known}
    return Prices(known | assumed, len(known))


def _rows() -> dict[str, dict[str, float]]:
    """The figures of an office of that size by act."""
    return {
        row["act"]: {name: float(row[name]) for name in row if name not in {"organs", "act"}}
        for row in _table("season")
        if row["organs"] == str(_OFFICE)
    }


def _counted() -> dict[str, float]:
    """What was counted of a report, of the assumed mix of files."""
    pdf = {row["files"]: row for row in _table("counted")}["PDF"]
    other = next(row for row in _table("counted") if row["files"] != "PDF")
    names = [name for name in pdf if name not in {"files", "reports"}]
    return {name: _PDF * float(pdf[name]) + (1 - _PDF) * float(other[name]) for name in names}


def _table(name: str) -> Iterator[dict[str, str]]:
    """A benchmark's results. SystemExit where it was not run."""
    path = _FIGURES / f"{name}.csv"
    if not path.exists():
        raise SystemExit(f"{path} is not there: run the benchmark with RESULTS={_FIGURES}")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
