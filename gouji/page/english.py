"""What the page tells of a result, in English: the same view with other words; those of the form stay as they are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from gouji.page.view import CellView, Matter, View
from gouji.result import Cause, Result, causes
from gouji.wording.english import verdict
from gouji.wording.english.rules import RULES
from gouji.wording.english.terms import TABLE_NAMES, place, short_label
from gouji.wording.screen.interface import LABELS
from gouji.wording.sentences import TABLE_NAMES as CHINESE_NAMES

WORDS: Final = {name: english for name, (_, english) in LABELS.items()}
UNCLEAR_TITLE: Final = "Cells not read for certain"
_TABLES: Final = {CHINESE_NAMES[table]: name for table, name in TABLE_NAMES.items()}


def in_english(
    view: View,
    result: Result,
    *,
    on_desk: bool = True,
    for_office: bool = False,
    waived: Collection[str] = (),
) -> View:
    """The view of a result in English; its letter stays Chinese. The rest is as `view_of` has it."""
    found = {cause.number: cause for cause in causes(result)}
    last = view.last_year
    return replace(
        view,
        language="en",
        headline=verdict.headline(result),
        first=verdict.first(result, desk=not for_office, waived=waived),
        matters=tuple(_matter(m, result, found) for m in view.matters),
        account=() if result.reason else tuple(verdict.account(result)),
        unchecked=() if result.reason else tuple(verdict.not_checked(result, on_desk=on_desk)),
        cells={
            cell: CellView(short_label(cell), place(result.places.get(cell))) for cell in view.cells
        },
        last_year=last and replace(last, other=tuple(_TABLES[name] for name in last.other)),
        rule_names={rule: RULES[rule] for rule in result.rule_names if rule in RULES},
    )


def _matter(matter: Matter, result: Result, found: dict[int, Cause]) -> Matter:
    if matter.severity == "unclear":
        said = tuple(verdict.unclear(result))
        return replace(
            matter,
            title=UNCLEAR_TITLE,
            summary=said[0],
            told=tuple(replace(matter.told[0], text=text) for text in said),
        )
    findings = [result.findings[told.finding] for told in matter.told if told.finding is not None]
    told = tuple(
        replace(told, text=verdict.finding_words(finding))
        for told, finding in zip(matter.told, findings, strict=True)
    )
    if matter.cause is None:
        return replace(matter, title=verdict.title(findings), told=told)
    cause = found[matter.cause]
    ways = tuple(replace(way, text=verdict.change(result, way.cells)) for way in matter.ways)
    summary = verdict.likeliest(result, cause)
    return replace(matter, title=verdict.title(findings), summary=summary, told=told, ways=ways)
