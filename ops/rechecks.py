"""Have an office's year judged again."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Final

from ops.runs import start_once
from ops.stack import GoujiStack
from ops.telling import Told

_OFFICE: Final = re.compile("[a-z0-9-]+")
_YEAR: Final = re.compile("20[0-9]{2}")


def recheck(
    stack: GoujiStack,
    place: tuple[str, str],
    *,
    organ: str | None,
    reads: bool,
    id_: str | None,
    dry_run: bool,
) -> Iterator[Told]:
    """Start it; a recheck of an id that there was goes on or is done: it starts no second one."""
    office, year = place
    if not (_OFFICE.fullmatch(office) and _YEAR.fullmatch(year)):
        yield Told("fault", f"{office} {year}", "no office and year")
        return
    name = id_ or uuid.uuid4().hex
    wanted = {
        "id": name,
        "office": office,
        "year": int(year),
        "reason": "requested",
        "organ": organ,
        "read": reads,
    }
    about: dict[str, object] = {"id": name}
    if dry_run:
        yield Told("would", f"{office} {year}", "judge again", about)
        return
    machine = stack.outputs["RecheckStateMachineArn"]
    start_once(stack.client("stepfunctions"), machine, name, wanted)
    yield Told(
        "done", f"{office} {year}", "judging again; reports that changed will be told", about
    )
