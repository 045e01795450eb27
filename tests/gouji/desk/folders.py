"""Folders of reports for tests, and processors that work in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from bench.made.documents import Truth
from bench.made.formats import OWN
from bench.made.good import Organ, good
from gouji.desk.files import folder_of
from gouji.desk.season import season_of
from gouji.desk.work import Office
from gouji.desk.workers import Lost
from gouji.organs import Organ as Listed
from gouji.season.desk import FolderSeason

EDUCATION, WATER, ARCHIVES = "青川市教育局", "青川市水利局", "青川市档案局"
NOON = 1_700_000_000.0  # seconds


def put(
    path: Path,
    organ: str,
    *,
    year: int = 2023,
    n: int = 0,
    shown: Mapping[str, str] | None = None,
    hour: float = 0,
) -> Path:
    """Write a report that passes, but for what is shown in some cells; changed last so many hours after noon."""
    draft, _ = good(n, (Organ(organ, "我局", "办公室", "公共服务"), year))
    for cell, text in (shown or {}).items():
        draft.show(cell, text, Truth(None))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(OWN["txt"][0](draft))
    return aged(path, hour)


def aged(path: Path, hour: float) -> Path:
    os.utime(path, (NOON + 3600 * hour,) * 2)
    return path


def roster(*organs: str | Listed) -> tuple[Listed, ...]:
    return tuple(Listed(one) if isinstance(one, str) else one for one in organs)


class Inline:
    """What Workers do, one job after the other."""

    def __init__(self, jobs: int, start: Callable[..., None], given: tuple[object, ...]) -> None:
        start(*given)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def each(
        self, work: Callable[[Any], Any], jobs: Sequence[Any], tell: Callable[[int], object]
    ) -> list[Any]:
        found = []
        for n, job in enumerate(jobs):
            found.append(work(job))
            tell(n)
        return found


def season(
    folder: Path, office: Office | None = None, previous: Path | None = None
) -> FolderSeason:
    return season_of(
        folder_of(folder),
        folder_of(previous) if previous else None,
        office or Office(),
        lost,
        quiet,
    )


def lost(what: Lost) -> str:
    return f"{what.how}: {what.about}"


def quiet(*_: object) -> None:
    """Nobody listens to how far the work has come."""
