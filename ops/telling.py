"""What a command tells: a line a thing, for people or as JSON. Nothing in it steers a terminal."""

from __future__ import annotations

import json
import sys
from typing import Literal

from msgspec import Struct

from gouji.output import escaped
from gouji.text import printable

Grade = Literal["ok", "done", "would", "warning", "fault"]


class Told(Struct, frozen=True):
    """One line: how it stands (`done`, or `would` be in a dry run), what it is about, and what else is to be said."""

    grade: Grade
    about: str
    said: str = ""
    more: dict[str, object] = {}


def tell(told: Told, *, as_json: bool) -> None:
    """Write the line to standard output."""
    if as_json:
        fields = {"grade": told.grade, "about": told.about, "said": told.said, **told.more}
        sys.stdout.write(escaped(json.dumps(fields, ensure_ascii=False, default=str)) + "\n")
    else:
        more = "".join(
            f"  {name}={value}" for name, value in told.more.items() if value is not None
        )
        said = f": {told.said}" if told.said else ""
        sys.stdout.write(printable(f"{told.grade:8}{told.about}{said}{more}") + "\n")
    sys.stdout.flush()
