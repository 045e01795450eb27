"""What a judgement may know beside the report itself. What is None is not there: its rules are not assessable."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from gouji.facts.base import Reason
from gouji.organs import Organ
from gouji.report import Key, Report
from gouji.season.settings import Settings
from gouji.season.submission import Dates


class Context(Struct, frozen=True):
    """All that is known beside one report.

    `previous`: last year's report of the same organ. `filed`: the version that was filed and cleared before this one.
    `others`: the office's other current reports of the year, without this one. `last_year`: the office's reports of
    the year before. `uploads`: how many current versions of this organ's report are known. `missing`: of what should
    be there and is not, by the field's name, why.
    """

    key: Key | None = None
    previous: Report | None = None
    filed: Report | None = None
    others: tuple[Report, ...] | None = None
    last_year: tuple[Report, ...] | None = None
    roster: tuple[Organ, ...] | None = None
    dates: Dates | None = None
    uploads: int | None = None
    settings: Settings = field(default_factory=Settings)
    missing: Mapping[str, Reason] = field(default_factory=dict)
