"""What an office decided for a year: about the rules, and by when reports are to be handed in and published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final, Literal, NamedTuple, cast, get_args

from msgspec import Struct, field

from gouji.facts.content import Topic
from gouji.facts.office_files import Fault, FaultKind
from gouji.report import Number
from gouji.season.office_files import MalformedFile, decoded
from gouji.verdict import Rule, Severity

Setting = Literal["off", "on", "severities", "thresholds", "topics", "deadline", "publication"]
_SEVERITIES: Final = frozenset(get_args(Severity))
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)
_LISTS: Final[Mapping[str, FaultKind]] = {
    "off": "off_no_list",
    "on": "on_no_list",
    "topics": "topics_no_list",
}
_OBJECTS: Final[Mapping[str, FaultKind]] = {
    "severities": "severities_no_object",
    "thresholds": "thresholds_no_object",
}
_DATES: Final = ("deadline", "publication")
_KEYS: Final = frozenset((*_LISTS, *_OBJECTS, *_DATES))


class _Wrong(NamedTuple):
    """A word to find the line by, what is wrong with it, and between which numbers it may be."""

    word: str
    kind: FaultKind
    bounds: tuple[Number, Number] | None = None


class Settings(Struct, frozen=True):
    """What an office decided about the rules: which it switched off and on, whose severity or threshold it changed.

    `topics`: of which section one must give figures (CON-05).
    """

    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    on: frozenset[str] = frozenset()
    thresholds: Mapping[str, Number] = field(default_factory=dict)
    topics: tuple[Topic, ...] = TOPICS


class OfficeSettings(Struct, frozen=True):
    """What an office set: about the rules, and by when reports are to be handed in and published."""

    rules: Settings = field(default_factory=Settings)
    deadline: date | None = None
    publication: date | None = None


class SettingChange(Struct, frozen=True):
    """One setting that is new, gone or another: of which rule or topic, and what was and is said there, as text.

    A list says of what it has its own id, so that None is what it does not have.
    """

    setting: Setting
    of: str
    before: str | None
    after: str | None


def settings_from_json(content: bytes, file: str, rules: Mapping[str, Rule]) -> OfficeSettings:
    """Read `{"off": [rule ids], "on": [rule ids], "severities": {rule id: severity}, "thresholds": {rule id: number},
    "topics": [topics], "deadline": "2023-01-15", "publication": "2023-01-31"}`, all optional; a day
    that is null, as the API gives it, is none.

    `rules`: those that there are, by their ids. Raises MalformedFile with all faults.
    """
    text = decoded(content, file)
    twice: list[str] = []
    try:
        data = json.loads(text, parse_float=Decimal, object_pairs_hook=partial(_object, twice))
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise MalformedFile([Fault(file, line, "not_json")]) from error
    if not isinstance(data, dict):
        raise MalformedFile([Fault(file, 1, "no_object")])
    faults = [
        *(Fault(file, _line(text, key, last=True), "key_twice", key) for key in twice),
        *(
            Fault(file, _line(text, wrong.word), wrong.kind, wrong.word, bounds=wrong.bounds)
            for wrong in _wrong(data, rules)
        ),
    ]
    if faults:
        raise MalformedFile(faults)
    return _settings(data)


def changes(before: OfficeSettings, after: OfficeSettings) -> tuple[SettingChange, ...]:
    """What new settings change, rule by rule."""
    old, new = _said(before), _said(after)
    return tuple(
        SettingChange(setting=key[0], of=key[1], before=old.get(key), after=new.get(key))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )


def _said(settings: OfficeSettings) -> dict[tuple[Setting, str], str]:
    """All that is set, each by what it is about; sorted, so that changes come in one order."""
    rules = settings.rules
    days: Mapping[Setting, date | None] = {
        "deadline": settings.deadline,
        "publication": settings.publication,
    }
    return {
        **{("off", rule): rule for rule in sorted(rules.off)},
        **{("on", rule): rule for rule in sorted(rules.on)},
        **{("severities", rule): said for rule, said in sorted(rules.severities.items())},
        **{("thresholds", rule): f"{said}" for rule, said in sorted(rules.thresholds.items())},
        **{("topics", topic): topic for topic in rules.topics},
        **{(name, ""): f"{day}" for name, day in days.items() if day},
    }


def _object(twice: list[str], pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; keys that stand in it more than once are told, for only the last one would count."""
    counted = Counter(key for key, _ in pairs)
    twice.extend(key for key, times in counted.items() if times > 1)
    return dict(pairs)


def _settings(data: Mapping[str, Any]) -> OfficeSettings:
    deadline, publication = (
        date.fromisoformat(said) if (said := data.get(key)) else None for key in _DATES
    )
    wanted = data.get("topics", TOPICS)
    rules = Settings(
        frozenset(data.get("off", ())),
        cast("Mapping[str, Severity]", data.get("severities", {})),
        frozenset(data.get("on", ())),
        data.get("thresholds", {}),
        tuple(topic for topic in TOPICS if topic in wanted),
    )
    return OfficeSettings(rules, deadline, publication)


def _wrong(data: Mapping[str, Any], rules: Mapping[str, Rule]) -> Iterator[_Wrong]:
    yield from (_Wrong(key, "unknown_setting") for key in data if key not in _KEYS)
    lists: dict[str, list[object]] = {}
    for key, kind in _LISTS.items():
        said = data.get(key, [])
        if not isinstance(said, list):
            yield _Wrong(key, kind)
        lists[key] = said if isinstance(said, list) else []
    objects: dict[str, dict[str, object]] = {}
    for key, kind in _OBJECTS.items():
        said = data.get(key, {})
        if not isinstance(said, dict):
            yield _Wrong(key, kind)
        objects[key] = said if isinstance(said, dict) else {}
    named = (*lists["off"], *lists["on"], *objects["severities"], *objects["thresholds"])
    yield from _unknown_rules(named, rules)
    yield from (_Wrong(str(r), "on_and_off") for r in lists["on"] if r in lists["off"])
    yield from (_Wrong(str(t), "unknown_topic") for t in lists["topics"] if t not in TOPICS)
    yield from _wrong_severities(objects["severities"])
    yield from _wrong_thresholds(objects["thresholds"], rules)
    yield from (_Wrong(key, "no_date") for key in _DATES if not _is_date(data.get(key)))


def _unknown_rules(named: Iterable[object], rules: Mapping[str, Rule]) -> Iterator[_Wrong]:
    for rule in named:
        if not isinstance(rule, str) or rule not in rules:
            yield _Wrong(str(rule), "unknown_rule")


def _wrong_severities(severities: Mapping[str, object]) -> Iterator[_Wrong]:
    for rule, severity in severities.items():
        if not isinstance(severity, str) or severity not in _SEVERITIES:
            yield _Wrong(rule, "unknown_severity")


def _wrong_thresholds(
    thresholds: Mapping[str, object], rules: Mapping[str, Rule]
) -> Iterator[_Wrong]:
    for rule, limit in thresholds.items():
        if rule not in rules:
            continue
        own = rules[rule].threshold
        if own is None:
            yield _Wrong(rule, "no_threshold")
            continue
        is_number = isinstance(limit, int | Decimal) and not isinstance(limit, bool)
        if not is_number or not own.least <= cast("Number", limit) <= own.most:
            yield _Wrong(rule, "threshold_out_of_bounds", (own.least, own.most))


def _is_date(said: object) -> bool:
    try:
        return (
            said is None or said == "" or bool(isinstance(said, str) and date.fromisoformat(said))
        )
    except ValueError:
        return False


def _line(text: str, word: str, *, last: bool = False) -> int:
    """The line of the first, or the last, place where a word stands in quotation marks."""
    quoted = json.dumps(word, ensure_ascii=False)
    found = text.rfind(quoted) if last else text.find(quoted)
    return text.count("\n", 0, max(found, 0)) + 1
