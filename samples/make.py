"""Write every sample and what must be found in it, from one source: `python -m samples.make`.

`source/<name>.toml` holds the prose, the figures as printed and, by hand, what they amount to.
Nothing here reads a report: the sums are worked out anew, and a source that claims a fault that is
not there, or hides one that is, is refused.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import opencc

from samples import render
from samples.printed import COLUMNS, LAYOUTS, Grid, cells_of, grid
from samples.render import Paragraph

HERE: Final = Path(__file__).parent
SOURCES: Final = HERE / "source"
HEADINGS: Final = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TABLE_OF_SECTION: Final = {2: "t2", 3: "t3", 4: "t4"}
# Key of a rule's instance → the cells that add up, then the cell that holds what they add up to.
Identity = tuple[list[str], list[str]]
Number = int | float

_NUMBER = re.compile(r"\d+(,\d{3})*(\.\d+)?")
_TEXTS: Final = {
    "cells": render.text_cell_a_line,
    "tabs": render.text_tabs,
    "pipes": render.text_pipes,
    "markdown": render.text_markdown,
    "html": render.html,
}
# A file by itself has no key, no roster, no dates, and no other report beside it.
_ALONE: Final = (
    *("KEY-01", "KEY-02", "ORG-01", "ORG-05", "PRC-01", "PRC-02", "PRC-03", "PRC-04"),
    *("XY-01", "XY-03", "XY-04", "XY-06", "XY-07", "XY-08", "XY-09", "XY-10", "DOC-02"),
    *("AGG-01", "AGG-02", "AGG-03", "AGG-04", "AGG-06"),
)
_ALONE_IN: Final = {"2021": ("T2-05", "T2-06", "XY-02", "AGG-05"), "2019": ("XY-05",)}
# How a mirror site's converter leaves the punctuation.
_HALF_WIDTH: Final = str.maketrans("（），：；", "(),:;")


class WrongSource(Exception):
    """A source contradicts itself; its text names the report and the rule."""


@dataclass(frozen=True)
class Sample:
    """One authored report."""

    name: str
    source: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The name of the report's file."""
        return f"{self.name}.{self.source['kind']}"

    @property
    def forms(self) -> dict[str, str | None]:
        """The format of each table; None for one that is absent."""
        return {table: self.source["forms"].get(table) for table in ("t2", "t3", "t4")}

    @cached_property
    def cells(self) -> list[str]:
        """The ids of all cells; those of an absent table are the year's format's."""
        year = "2019" if self.source["year"] < 2021 else "2021"
        return [
            cell
            for table, format_version in self.forms.items()
            for cell in cells_of(LAYOUTS[table, format_version or year])
        ]

    @cached_property
    def printed(self) -> dict[str, str]:
        """What is printed for each cell of the tables that are there."""
        figures = self.source["figures"]
        given = {
            f"{table}.{line.split()[0]}": line.split()[1:]
            for table in COLUMNS
            for line in figures.get(table, "").strip().splitlines()
        }
        texts = dict(line.split() for line in figures["t2"].strip().splitlines())
        printed = {}
        for cell in self.cells:
            table, rest = cell.split(".", 1)
            row, column = cell.rsplit(".", 1)
            if table == "t2":
                text = texts.pop(rest, "0")
            else:
                row_texts = (
                    given.get(row) or figures.get(f"{table}_default", "0 0 0 0 0 0 0").split()
                )
                text = row_texts[COLUMNS[table].index(column)]
            if self.forms[table]:
                printed[cell] = "" if text == "_" else text
        unknown = [*texts, *(row for row in given if f"{row}.total" not in printed)]
        if unknown:
            raise WrongSource(f"{self.name}: {unknown}")
        return printed

    def reading(self, cell: str) -> Mapping[str, Any]:
        """Value, mark and unit of a cell; of texts that are no plain number the source says them."""
        if cell not in self.printed:
            return {"mark": "missing"}
        text = self.printed[cell]
        if text == "":
            return {"mark": "blank"}
        if _NUMBER.fullmatch(text):
            digits = text.replace(",", "")
            return {"value": float(digits) if "." in digits else int(digits)}
        reading: Mapping[str, Any] = self.source["readings"][text]
        return reading

    @cached_property
    def nulls(self) -> list[str]:
        """The cells without a number."""
        return [cell for cell in self.cells if "value" not in self.reading(cell)]

    @cached_property
    def deduced(self) -> dict[str, Number]:
        """The values that the identities force, by the source's patterns of cell ids."""
        patterns = self.source["expected"].get("deduced", {})
        return {
            cell: value
            for cell in self.nulls
            for pattern, value in patterns.items()
            if fnmatchcase(cell, pattern)
        }

    def identities(self) -> Iterator[tuple[str, str, Identity]]:
        """Every sum of the form: rule, what it is about, left and right side."""
        rows = list(dict.fromkeys(c.rsplit(".", 1)[0] for c in self.cells if c.startswith("t3.")))
        outcomes = [r for r in rows if r.split(".")[1] not in _FRAME]
        for column in COLUMNS["t3"]:
            new, carried_in, concluded, carried_over = (f"t3.{row}.{column}" for row in _FRAME)
            yield "T3-01", column, ([new, carried_in], [concluded, carried_over])
            yield "T3-02", column, ([f"{row}.{column}" for row in outcomes], [concluded])
        for row in rows:
            *parts, whole = (f"{row}.{column}" for column in COLUMNS["t3"])
            yield "T3-03", row.removeprefix("t3."), (parts, [whole])
        for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
            *parts, whole = (f"t4.{group}.{outcome}" for outcome in COLUMNS["t4"])
            yield "T4-01", group, (parts, [whole])

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """The source's findings or unassessed rules, with the cells they are about."""
        instances = {(rule, of): [*a, *b] for rule, of, (a, b) in self.identities()}
        entries = []
        for entry in self.source["expected"].get(kind, []):
            cells = entry.get("cells", [])
            if "of" in entry:
                cells = instances[entry["rule"], entry["of"]]
            if "nulls" in entry:
                cells = [c for c in self.nulls if c.startswith(entry["nulls"])]
            if "row" in entry:
                cells = [c for c in self.cells if c.startswith(entry["row"])]
            kept = {key: value for key, value in entry.items() if key in {"rule", "severity"}}
            entries.append({**kept, "cells": cells})
        return entries

    def expected(self) -> dict[str, Any]:
        """What `gouji check --json` must say of the report, but for places and wording."""
        readings = {cell: self.reading(cell) for cell in self.cells}
        return {
            "status": self.source["expected"]["status"],
            "organ": self.source["organ"],
            "year": self.source["year"],
            "forms": self.forms,
            "cells": {cell: reading.get("value") for cell, reading in readings.items()},
            "marks": {cell: r["mark"] for cell, r in readings.items() if "mark" in r},
            "deduced": self.deduced,
            "units": {cell: r["unit"] for cell, r in readings.items() if "unit" in r},
            "findings": self.entries("findings"),
            "unassessed": [
                *self.entries("unassessed"),
                *({"rule": rule, "cells": []} for rule in (*_ALONE, *_ALONE_IN[self._form_of_t2])),
            ],
        }

    @property
    def _form_of_t2(self) -> str:
        return self.forms["t2"] or ("2019" if self.source["year"] <= 2020 else "2021")

    def verify(self) -> None:
        """Raise WrongSource unless exactly the sums that the source names fail or stay open."""
        expected = self.expected()
        values = {**expected["cells"], **self.deduced}
        outcome: dict[bool | None, list[Any]] = {True: [], False: [], None: []}
        for rule, _, (left, right) in self.identities():
            numbers = [values[cell] for cell in [*left, *right]]
            known = None not in numbers
            balanced = known and sum(numbers[: len(left)]) == sum(numbers[len(left) :])
            outcome[balanced if known else None].append((rule, [*left, *right]))
        for kind, actual in (("findings", outcome[False]), ("unassessed", outcome[None])):
            claimed = [(e["rule"], e["cells"]) for e in expected[kind] if e["rule"] in _SUMS]
            if sorted(claimed) != sorted(actual):
                raise WrongSource(f"{self.name}: {kind} {claimed}, but the sums say {actual}")

    def content(self) -> list[Paragraph | Grid]:
        """The report from title to signature."""
        source = self.source
        content: list[Paragraph | Grid] = [Paragraph(t, "title") for t in source["title"]]
        content += [Paragraph(t) for t in _lines(source.get("preamble", ""))]
        for number, heading in enumerate(HEADINGS, 1):
            content.append(Paragraph(heading, "heading"))
            content += [Paragraph(t) for t in _lines(source["sections"].get(str(number), ""))]
            table = TABLE_OF_SECTION.get(number, "")
            format_version = self.forms.get(table)
            if format_version:
                content += self._tables(table, grid(LAYOUTS[table, format_version], self.printed))
        content += [Paragraph(t, "signature") for t in source.get("signature", [])]
        content += [Paragraph(t) for t in source.get("footer", [])]
        return content

    def _tables(self, table: str, whole: Grid) -> list[Paragraph | Grid]:
        cut = self.source.get("cut", {}).get(table)
        if not cut:
            return [whole]
        above, below = whole.cut(cut)
        return [above, Paragraph(""), below]

    def document(self) -> bytes:
        """The report's file."""
        source = self.source
        if source["layout"] == "docx":
            return render.docx(self.content())
        text = _TEXTS[source["layout"]](self.content())
        if "frame" in source:
            frame = (SOURCES / source["frame"]).read_text(encoding="utf-8")
            text = frame.replace("{content}", text)
        if source.get("traditional"):
            text = opencc.OpenCC("s2t").convert(text.translate(_HALF_WIDTH))
        encoded: bytes = text.replace("\n", source.get("newline", "\n")).encode(source["encoding"])
        return encoded


_FRAME: Final = ("new_received", "carried_in", "concluded", "carried_over")
_SUMS: Final = ("T3-01", "T3-02", "T3-03", "T4-01")


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


def samples() -> list[Sample]:
    """All authored reports, by name."""
    return [
        Sample(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCES.glob("*.toml"))
    ]


def files() -> dict[str, bytes]:
    """Every file that belongs into this folder, by name."""
    made: dict[str, bytes] = {}
    manifest = []
    for sample in samples():
        sample.verify()
        made[sample.file] = sample.document()
        made[f"{sample.name}.expected.json"] = _json(sample.expected())
        manifest.append({"file": sample.file, "key": sample.source["key"]})
    made["samples.json"] = _json(manifest)
    return made


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def main() -> None:
    """Write the folder anew."""
    for name, content in files().items():
        (HERE / name).write_bytes(content)


if __name__ == "__main__":
    main()
