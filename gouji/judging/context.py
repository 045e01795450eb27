"""What a judgement may know beside the report itself. What is None is not there: its rules are not assessable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from gouji.facts.base import Reason
from gouji.organs import Organ
from gouji.report import Key, Report
from gouji.season.settings import Settings
from gouji.season.sketch import Sketch
from gouji.season.submission import Dates


class SeasonContext(Struct, frozen=True, kw_only=True):
    """What is known of a report's place in its office's year.

    `others`: sketches of the office's other current reports of the year; its own may be among them. `unread`: organs
    that handed in something of which there is no reading, or none yet. `last_year`: sketches of the office's reports
    of the year before. `earlier`: of the organ's own earlier years. `other_uploads`: of what the organ handed in for
    the year beside this. `uploads`: where the others are not known, under how many of its names the organ has a
    current report. `missing`: of what should be there and is not, by the field's name, why.
    """

    others: Sequence[Sketch] | None = None
    unread: tuple[str, ...] = ()
    last_year: Sequence[Sketch] | None = None
    earlier: Sequence[Sketch] | None = None
    other_uploads: Sequence[Sketch] | None = None
    uploads: int | None = None
    roster: tuple[Organ, ...] | None = None
    dates: Dates | None = None
    settings: Settings = field(default_factory=Settings)
    missing: Mapping[str, Reason] = field(default_factory=dict)


class Context(SeasonContext, frozen=True, kw_only=True):
    """All that is known beside one report.

    `key`: where it was handed in. `file`: a digest of the file's bytes. `previous`: last year's report of the same
    organ. `filed`: the version that was filed and cleared before this one.
    """

    key: Key | None = None
    file: str | None = None
    previous: Report | None = None
    filed: Report | None = None
