"""What a number counts of requests: received, carried, concluded, by outcome, reason and applicant.

Offices write freely, so the verb and the outcome are looked for and what stands between them and the number must be
empty words only: “收到政府信息公开申请42件” is a claim, “收到征地类申请20件” is not one about the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Final, Literal

from msgspec.structs import replace

from gouji.form import TABLES, leaves
from gouji.judging.text.lexicon import nothing, requests
from gouji.judging.text.lexicon.circumstances import ATTRIBUTES, ELLIPTIC, ONLY_WIDE, PART, TOPICS
from gouji.judging.text.lexicon.pieces import REQUEST
from gouji.judging.text.meaning import OF_APPLICANTS, OF_OUTCOMES, Alternatives, Kind, Meaning, Rows
from gouji.judging.text.phrases import Beside, years_as_words
from gouji.judging.text.setting import Groups, Setting, names_of
from gouji.report import FormatVersion

_RECEIVED: Final = "new_received"
_LEGAL: Final = ("business", "research", "welfare", "legal_service")
_ORGANISATIONS: Final = (*_LEGAL, "other")
_BESIDE_OTHER: Final = frozenset[Kind](("channel", "natural", "legal"))  # 其他 is one of these then
_ANYONE: Final = (("total",), ("natural_person",))  # 公民
_NATURAL: Final = (("natural_person",),)
_PERSONS: Final = frozenset(("natural_person", "person"))
_ANY_REQUESTS: Final[Rows] = ((_RECEIVED,), (_RECEIVED, "carried_in"), ("concluded",))
_NATURAL_PERSON: Final = "自然人"
_UNKNOWN: Final = "?"  # applicants that the form does not name
_BEFORE_VERB: Final = 10  # characters in which it may be said that only some were answered
_BEHIND: Final = 40  # characters behind a number in which it may be said what is among it
_AFTER: Final = 8  # characters behind the outcome of all


def request(beside: Beside, setting: Setting) -> tuple[Meaning | None, Setting]:
    """What a number counts of requests, and what its words set for those behind it."""
    if ATTRIBUTES.occur(beside.line.masked):
        return None, setting
    label = requests.ADDRESSED.replaced(beside.label, "")
    label = names_of(beside.line.origin.organ).sub("本机关", label)
    beside = replace(beside, label=label)
    if found := _read(beside, setting):
        return found, setting
    if beside.noted and (found := _read(replace(beside, label=beside.bare), setting)):
        return replace(found, sure=False), setting
    if requests.RECEIVING.occur(beside.label) or requests.RECEIVED.occur(beside.label):
        # 收到征地类申请20件，办结18件: what follows is about some requests only.
        setting = replace(setting, topic="else")
    found = _applicant(beside, setting) or _perhaps_requests(beside, setting)
    if found is None and _counts_channel(beside.label):
        found = Meaning("channel", ())
    if found is None and OF_APPLICANTS & setting.kinds:
        setting = replace(setting, columns=setting.columns | {_UNKNOWN})
    return found, setting


def _read(beside: Beside, setting: Setting) -> Meaning | None:
    return next((found for read in _READERS if (found := read(beside, setting))), None)


def no_requests(words: str) -> Iterator[tuple[int, Meaning]]:
    """What requests a phrase says there were none of, with the place in it: 未收到申请, 无上年结转."""
    words = requests.ADDRESSED.replaced(requests.ANY_CHANNEL.replaced(words, ""), "")
    for found in nothing.NO_REQUESTS.each(words):
        if REQUEST in found.match["object"] and not requests.CHANNELS.occur(words):
            yield (
                found.match.start(),
                _of_rows("unreceived", ((_RECEIVED,),), found.match["object"]),
            )
    for found in nothing.ZERO_REQUESTS.each(words):
        if REQUEST in found.match["object"]:
            yield found.match.start(), _of_rows("new", ((_RECEIVED,),), found.match["object"])
    for carried in nothing.NO_CARRIED.each(words):
        yield carried.match.start(), _of_rows(carried.means, ((carried.means,),), "")


def all_counted(
    words: str, format_version: FormatVersion, setting: Setting
) -> Iterator[tuple[int, Meaning, bool]]:
    """What a phrase says of all that were counted: the place, how they ended or whose they were.

    All concluded is none carried over; of what was in time that holds perhaps only for what was `due`.
    """
    found = requests.ALL.first(words)
    if found is None:
        yield from _all_done(words, setting)
        return
    before, at, tail = words[: found.match.start()], found.match.start(), words[found.match.end() :]
    if not setting.told and (requests.EVERY_APPLICANT.occur(before) or _on(before, setting)):
        yield from ((at, meaning, False) for meaning in _no_organisations(tail, setting))
        return
    if requests.NOT_ALL.occur(before) or not (
        _all_told(setting) or requests.EVERY_REQUEST.occur(before)
    ):
        return
    if requests.ALL_CONCLUDED.occur(tail):
        if not setting.told or setting.told[-1].kind in {"new", "carried_in"}:
            due = requests.IN_TIME.occur(tail)
            done = _of_rows("carried_over", (("carried_over",),), "")
            # 收到42件，上年结转3件，均已办结: perhaps only those of the year before.
            sure = not setting.told or setting.told[-1].kind == "new"
            yield at, replace(done, sure=sure), due
    elif setting.told and (meaning := _of_all(words[at:], tail, format_version, setting)):
        yield at, meaning, False


def _all_done(words: str, setting: Setting) -> Iterator[tuple[int, Meaning, bool]]:
    """收到42件，办结率100%: none is open, or perhaps none of those that were due."""
    found = requests.ALL_DONE.first(words)
    if found and _all_told(setting) and setting.told[-1].kind in {"new", "carried_in"}:
        yield found.match.start(), _of_rows("carried_over", (("carried_over",),), ""), True


def _on(before: str, setting: Setting) -> bool:
    """收到42件。均为自然人申请: a sentence that goes on with the received."""
    return not before and set(setting.rows) in ({(_RECEIVED,)}, set(_ANY_REQUESTS[:2]))


def _no_organisations(tail: str, setting: Setting) -> Iterator[Meaning]:
    """申请人均为自然人, of all that were received."""
    if _columns(tail) in {_ANYONE, _NATURAL} and requests.APPLICANTS_ONLY.occur(tail):
        rows: Rows = ((_RECEIVED,),)
        sure = set(setting.rows) <= set(rows)  # behind outcomes it may be said of these
        yield Meaning("legal", _cells(rows, (_ORGANISATIONS,)), rows, sure)


def _all_told(setting: Setting) -> bool:
    """Whether only what was received, carried in or concluded was told in the sentence."""
    if not setting.told or setting.part or setting.noted:
        return False
    if "new" in setting.kinds and setting.kinds <= {"new", "carried_in"}:
        return True
    return setting.kinds <= {"new", "concluded"}


def _of_all(
    words: str, tail: str, format_version: FormatVersion, setting: Setting
) -> Meaning | None:
    """Their outcome (均予以公开) or their applicants (均为自然人)."""
    ends = requests.OUTCOMES.ends(words)
    if len({group for _, group in ends}) == 1:
        end, group = ends[-1]
        if len(words) - end > _AFTER or not requests.AFTER_OUTCOME.occur(words[end:]):
            return None
        return _of_rows("outcome", (_rows_under(group, format_version),), "")
    columns = _columns(tail)
    if setting.told[-1].kind != "new" or (("total",) in columns and columns != _ANYONE):
        return None
    if not requests.APPLICANTS_ONLY.occur(tail):
        return None
    natural = columns == _ANYONE
    columns = (("natural_person",),) if natural else columns
    rows = ((_RECEIVED,),)
    return Meaning(_kind_of(columns), _cells(rows, columns), rows)


def _perhaps_requests(beside: Beside, setting: Setting) -> Meaning | None:
    """What seems to count requests in words that are not known: a reader has to see the sentence."""
    if setting.topic != "requests" or setting.part or setting.noted or setting.kinds:
        return None
    label, rows = beside.label, _likely(beside)
    if rows is None or requests.CHANNELS.occur(label) or requests.NO_REQUEST.occur(label):
        return None
    kind: Kind = "concluded" if rows[0] == ("concluded",) else "new"
    return replace(_of_rows(kind, rows, ""), sure=False)


def _likely(beside: Beside) -> Rows | None:
    """The rows that the verb and its object most likely name, all of which the number may be."""
    received: Rows = ((_RECEIVED,), (_RECEIVED, "carried_in"))
    if not requests.ENDS_IN_REQUESTS.occur(beside.label):
        return None
    if requests.DONE.occur(beside.label):
        return (("concluded",), *received)
    return (*received, ("concluded",), ("carried_in",), ("carried_over",))


def _counts_channel(label: str) -> bool:
    """网上申请30件; not 邮寄答复25件."""
    return requests.CHANNELS.occur(label) and not requests.CONCLUDED.occur(label)


def _reason(beside: Beside, setting: Setting) -> Meaning | None:
    label, format_version = beside.label, beside.line.origin.t3
    if setting.topic not in {"requests", None} or requests.NOT_A_REASON.occur(label):
        return None
    reasons = requests.REASONS.senses(label)
    if not reasons or not set(_rows(format_version)).issuperset(reasons):
        return None
    if _of_another_outcome(reasons, setting) or not (setting.topic or _only_of_requests(reasons)):
        return None
    groups = requests.OUTCOMES.senses(label)
    whole = tuple(row for group in groups for row in _rows_under(group, format_version))
    meaning = _of_rows("reason", (reasons, whole) if whole else (reasons,), label)
    # 收到45件，其中重复申请5件 tells what came in, not how it ended.
    said = setting.kinds - {"new"} or requests.BELONGING.occur(label)
    within = requests.WITHIN.occur(label) and _beside_another_outcome(reasons, setting)
    if said or requests.OUTCOMES.occur(beside.line.masked, 0, beside.quantity.start):
        known = _if_known(meaning, setting)
        return replace(known, sure=known.sure and not within)
    return replace(meaning, sure=False)


def _only_of_requests(reasons: tuple[str, ...]) -> bool:
    """没有现成信息需要另行制作 is told of requests only; 国家秘密 of much else."""
    return not any(reason.startswith("denied.") for reason in reasons)


def _of_another_outcome(reasons: tuple[str, ...], setting: Setting) -> bool:
    """部分公开8件（涉及过程性信息2件）: a part of what stands in another row counts in no row of its own."""
    return (setting.part or setting.noted) and _beside_another_outcome(reasons, setting)


def _beside_another_outcome(reasons: tuple[str, ...], setting: Setting) -> bool:
    outcome = next((told for told in reversed(setting.told) if told.kind == "outcome"), None)
    if outcome is None:
        return False
    groups = {row.partition(".")[0] for row in outcome.rows[0]}
    return not groups.issuperset(row.partition(".")[0] for row in reasons)


def _outcome(beside: Beside, setting: Setting) -> Meaning | None:
    if setting.topic != "requests" and _of_another_topic(beside.line.masked):
        return None
    label, format_version = beside.label, beside.line.origin.t3
    ends = requests.OUTCOMES.ends(label)
    if not ends:
        return _other_outcome(label, beside.line.masked, format_version, setting)
    if not requests.AFTER_OUTCOME.occur(label[max(end for end, _ in ends) :]):
        return None
    if PART.occur(beside.own) and setting.told and setting.told[-1].kind == "outcome":
        return None  # 部分公开3件，其中不予公开2件: of what stands in another row
    groups = dict.fromkeys(group for _, group in ends)
    if requests.WITH_PARTIAL.occur(label):
        groups = dict.fromkeys(("granted", "partial"))
    rows = tuple(row for group in groups for row in _rows_under(group, format_version))
    meaning = _of_rows("outcome", (rows,), label)
    return _if_known(meaning, setting)


def _of_another_topic(sentence: str) -> bool:
    return any(found.means != "requests" for found in TOPICS.each(sentence))


def _if_known(meaning: Meaning, setting: Setting) -> Meaning:
    """Where nothing says that it is about requests, a reader has to see."""
    return meaning if setting.topic == "requests" else replace(meaning, sure=False)


def _other_outcome(
    label: str, sentence: str, format_version: FormatVersion, setting: Setting
) -> Meaning | None:
    """Plain 其他 counts as an outcome only in a row of outcomes, plain 公开 perhaps beside others."""
    if requests.PLAIN_DISCLOSED.occur(label) and requests.OUTCOMES.occur(sentence):
        rows: Rows = (("granted",), ("granted", "partial"))
        return replace(_of_rows("outcome", rows, ""), sure=False)
    if not OF_OUTCOMES & setting.kinds or _BESIDE_OTHER & setting.kinds:
        return None
    if not requests.OTHER_OUTCOME.occur(label):
        return None
    other = _rows_under("other", format_version)
    return _of_rows("outcome", (other, other[-1:]), label)


def _remaining(beside: Beside, setting: Setting) -> Meaning | None:
    """剩余4件将在法定期限内答复: what is left of those that were told in the sentence."""
    if setting.topic != "requests":
        return None
    lead, behind = (beside.lead, beside.label) if beside.lead else (beside.label, beside.rest)
    if not beside.lead and not beside.rest and _names_requests_open(beside.label):
        if requests.CARRIED_IN.occur(beside.label):
            return None  # 结转自上年的申请
        return _of_rows("carried_over", (("carried_over",),), "")
    if not requests.REMAINING.occur(lead):
        return None
    nothing_said = not behind and "concluded" in setting.kinds
    if not (nothing_said or requests.STILL_OPEN.occur(behind)):
        return None
    sure = bool({"new", "concluded"} & setting.kinds)
    return replace(_of_rows("carried_over", (("carried_over",),), ""), sure=sure)


def _names_requests_open(label: str) -> bool:
    """55件政府信息公开申请尚在办理期限内: what stands behind a number that has nothing before it."""
    return REQUEST in label and requests.STILL_OPEN.occur(label)


def _carried(beside: Beside, setting: Setting) -> Meaning | None:
    if setting.topic not in {"requests", None}:
        return None
    if requests.CARRIED_WITH_ALL.occur(beside.label):
        every: Rows = ((_RECEIVED, "carried_in"), ("concluded",), ("carried_in",))
        return _if_known(_of_rows("new", every, ""), setting)
    row = _turned(beside.label, beside.rest)
    if row is None or (row == "either" and not setting.topic):
        return None
    rows: Rows = (("carried_over",), ("carried_in",)) if row == "either" else ((row,),)
    kind: Kind = "carried_in" if row == "carried_in" else "carried_over"
    return _if_known(_of_rows(kind, rows, beside.label), setting)


def _turned(label: str, rest: str) -> Literal["carried_in", "carried_over", "either"] | None:
    """Whence or whereto requests were carried, as far as it is said."""
    if requests.CARRIED_IN.occur(label):
        return "carried_in"
    turned = requests.TURNED_ONLY.occur(label)
    if turned and requests.TO_THIS_YEAR.occur(rest):
        return "carried_in"
    if requests.CARRIED_OVER.occur(label) or (turned and requests.TO_NEXT_YEAR.occur(rest)):
        return "carried_over"
    return "either" if turned else None


def _concluded(beside: Beside, setting: Setting) -> Meaning | None:
    label = beside.label
    if setting.topic != "requests" or not (found := requests.CONCLUDED.first(label)):
        return None
    said = found.match["behind"]
    if "公开" in said and REQUEST not in said:
        return None  # 答复公开20件 says the outcome
    if setting.part and "concluded" in setting.kinds:
        return None  # 全年办结47件，其中提前办结30件
    start = found.match.start()
    if requests.SOME_ANSWERS.occur(label, max(start - _BEFORE_VERB, 0), start):
        return None
    rows: list[tuple[str, ...]] = [("concluded",)]
    if found.means == "handled":
        rows += [(_RECEIVED, "carried_in"), (_RECEIVED,)]
        if beside.line.with_carried:
            rows = [rows[1], rows[0]]
    elif found.means == "answered":
        rows += _answered(beside.line.origin.t3)
    return _if_plain(_of_rows("concluded", tuple(rows), label), label[:start])


def _if_plain(meaning: Meaning, before: str) -> Meaning | None:
    """Where something else stands before the verb, a reader has to see whether it is all; help to others is none."""
    if requests.PLAINLY.occur(before):
        return meaning
    return None if requests.HELP.occur(before) else replace(meaning, sure=False)


def _received(beside: Beside, setting: Setting) -> Meaning | None:
    label, rest = beside.label, beside.rest
    if beside.moved and REQUEST in label and requests.RECEIVED_BY.occur(label):
        return None if setting.kinds else _of_rows("new", ((_RECEIVED,),), "")
    found = requests.RECEIVED.first(label)
    if not found or not _of_requests(found.match["object"], rest, setting):
        return None
    fresh = requests.FRESH.occur(label)
    only_fresh = fresh and "concluded" not in setting.kinds
    # Of another organ's 386件 these are not a part that is counted nowhere.
    if setting.part and "new" in setting.kinds and not (only_fresh or setting.elsewhere):
        return None
    if requests.CHANNELS.occur(label) or requests.REFUSED.occur(label):
        return None
    rows: Rows = ((_RECEIVED,),)
    if beside.line.with_carried and (not fresh or _among(beside)):
        rows += ((_RECEIVED, "carried_in"),)
    of_applicants = requests.APPLICANT_BEHIND.occur(rest)
    meaning = _of_rows("new", rows, label + rest if of_applicants else label)
    return _if_plain(meaning, label[: found.match.start()])


def _among(beside: Beside) -> bool:
    """收到52件（其中上年结转4件）: whatever year was named before."""
    end = beside.quantity.end
    behind = years_as_words(beside.line.masked[end : end + _BEHIND], beside.line.origin.year)
    return requests.CARRIED_AMONG.occur(behind)


def _of_requests(received: str, rest: str, setting: Setting) -> bool:
    """Whether requests were received; their name may stand behind the number (收到8份申请) or before the verb."""
    if setting.topic == "else":
        return False
    if REQUEST in received:
        return True
    if not requests.NO_OBJECT.occur(received):
        return False
    if requests.REQUESTS_BEHIND.occur(rest):
        return True
    return setting.topic == "requests" and requests.NOTHING_BEHIND.occur(rest)


def _elliptic(beside: Beside, setting: Setting) -> Meaning | None:
    """全区各部门386件，本机关42件: the second number counts what the first did."""
    named = setting.elsewhere and beside.label and ELLIPTIC.occur(beside.label)
    return setting.elsewhere if named else None


def _of_wider_circle(beside: Beside, setting: Setting) -> Meaning | None:
    """依申请公开方面，全区各部门386件: for what is counted likewise behind it."""
    if setting.ours or setting.topic != "requests" or not ONLY_WIDE.occur(beside.label):
        return None
    return _of_rows("new", (*_ANY_REQUESTS, ("granted",), ("granted", "partial")), "")


def _this_year(beside: Beside, setting: Setting) -> Meaning | None:
    """申请数量有所变化，2021年35件、2022年42件: what the year's number counts has to be read."""
    if setting.topic != "requests" or setting.kinds or setting.part:
        return None
    if REQUEST in beside.line.masked and requests.ONLY_THIS_YEAR.occur(beside.label):
        return replace(_of_rows("new", _ANY_REQUESTS, ""), sure=False)
    return None


def _total(beside: Beside, setting: Setting) -> Meaning | None:
    """新收45件、上年结转6件，共计51件: the sum of what was told in the sentence."""
    said = beside.lead if beside.moved else beside.lead + beside.label  # 两项相加45件: 45
    if not setting.kinds or not requests.TOTAL.occur(said):
        return None
    if not requests.REQUESTS_ONLY.occur(beside.label):
        return None
    received: Rows = ((_RECEIVED,), (_RECEIVED, "carried_in"))
    if setting.kinds in ({"new", "carried_in"}, {"carried_in"}):
        return _of_rows("new", received[1:], "")
    if setting.kinds <= {"new", "channel", *OF_APPLICANTS}:
        return _of_rows("new", received, "")
    if setting.kinds <= OF_OUTCOMES and setting.told:
        rows = tuple(dict.fromkeys(row for told in setting.told for row in told.rows[0]))
        return _of_rows("outcome", (rows, ("concluded",)), "")
    return None


def _requests_only(beside: Beside, setting: Setting) -> Meaning | None:
    """依申请公开42件, without a verb: any of what is counted as requests."""
    label = beside.label
    if setting.part or setting.kinds or not requests.REQUESTS_ONLY.occur(label):
        return None
    if REQUEST not in label and not (label and _names_requests(beside.rest)):
        return None
    rows = _ANY_REQUESTS
    if requests.PUBLISHED.occur(label):
        rows += (("granted",), ("granted", "partial"))
    return Meaning("new", _of_rows("new", rows, label).cells, rows[:1])


def _names_requests(rest: str) -> bool:
    """本机关42件政府信息公开申请."""
    return REQUEST in rest and requests.REQUESTS_ONLY.occur(rest)


def _applicant(beside: Beside, setting: Setting) -> Meaning | None:
    label = beside.label
    # 自然人20件，企业3件, without a word on requests, are applicants: a reader has to see.
    if not (setting.topic == "requests" or (setting.topic is None and _NATURAL_PERSON in label)):
        return None
    columns = _other_columns(label, setting) or _columns(label)
    if columns == _ANYONE and _of_applicants(beside, setting):
        columns = (("natural_person",),)  # beside others 公民 is no word for everyone
    if ("total",) in columns:
        return None
    if "法人" in label and len(columns) > 1 and "组织" in beside.line.text[beside.quantity.end :]:
        columns = (*columns, *_with("business"))  # 法人5件，其他组织7件
    if not (requests.APPLICANTS_ONLY.occur(label) or requests.OTHER_APPLICANTS.occur(label)):
        return None
    rows: Rows = ((_RECEIVED,), *setting.rows)
    if beside.line.with_carried or ("carried_in",) in rows:
        rows = (*rows, (_RECEIVED, "carried_in"))
    rows = tuple(dict.fromkeys(rows))
    return _if_known(Meaning(_kind_of(columns), _cells(rows, columns), rows), setting)


def _of_applicants(beside: Beside, setting: Setting) -> bool:
    said = {"new", *OF_APPLICANTS} & setting.kinds
    before = beside.line.masked[: beside.quantity.start]
    if said or any(word in before for word in requests.APPLICANT):
        return True
    behind = beside.line.masked[beside.quantity.end : beside.quantity.end + _BEHIND]
    return any(sense not in _PERSONS for sense in requests.APPLICANTS.senses(behind))


def _other_columns(label: str, setting: Setting) -> tuple[Groups, ...]:
    """其他, 其他组织 beside applicants named before: those that were not named, however the others are grouped."""
    if not (OF_APPLICANTS & setting.kinds and requests.OTHER_APPLICANTS.occur(label)):
        return ()
    if OF_OUTCOMES & setting.kinds or _UNKNOWN in setting.columns:
        return ()
    others = tuple(column for column in _ORGANISATIONS if column not in setting.columns)
    return tuple(dict.fromkeys((others, ("other",)))) if others else _with("other")


@cache
def _with(column: str) -> tuple[Groups, ...]:
    """The ways in which organisations may be grouped with those of a column."""
    more = tuple(other for other in _ORGANISATIONS if other != column)
    return tuple((column, *some) for n in range(len(more)) for some in combinations(more, n))


def _kind_of(columns: tuple[Groups, ...]) -> Kind:
    if columns == (("natural_person",),):
        return "natural"
    return "legal" if columns[0] == _ORGANISATIONS and len(columns) <= len(_ANYONE) else "applicant"


def _of_rows(kind: Kind, rows: Rows, label: str) -> Meaning:
    return Meaning(kind, _cells(rows, _columns(label)), rows)


def _cells(rows: Rows, columns: tuple[Groups, ...]) -> Alternatives:
    return tuple(
        tuple(f"t3.{row}.{column}" for row in alternative for column in one)
        for alternative in rows
        for one in columns
    )


def _columns(label: str) -> tuple[Groups, ...]:
    """The columns that the words may mean; 公民 may stand for natural persons or for everyone."""
    said = requests.APPLICANTS.senses(label)
    single = tuple(column for column in _LEGAL if column in said)
    legal = bool(single) or "legal" in said or "organisations" in said
    if ("natural_person" in said) != legal and not (legal and "person" in said):
        return _legal_columns(single, said) if legal else (("natural_person",),)
    if "person" in said and not legal:
        return _ANYONE
    return (("total",),)


def _legal_columns(single: Groups, said: tuple[str, ...]) -> tuple[Groups, ...]:
    if "organisations" in said:
        return (
            (_ORGANISATIONS, (*single, "other"))
            if single or "legal" not in said
            else (_ORGANISATIONS,)
        )
    return (
        (_ORGANISATIONS, single or ("business",)) if "legal" in said else (single, _ORGANISATIONS)
    )


@cache
def _rows(format_version: FormatVersion) -> tuple[str, ...]:
    return tuple(leaf.id for leaf in leaves(TABLES["t3", format_version].blocks[0].rows))


@cache
def _rows_under(group: str, format_version: FormatVersion) -> tuple[str, ...]:
    return tuple(
        row for row in _rows(format_version) if row == group or row.startswith(f"{group}.")
    )


@cache
def _answered(format_version: FormatVersion) -> tuple[tuple[str, ...], ...]:
    """Who counts answers may leave out what was no longer processed."""
    groups = tuple(dict.fromkeys(entry.means for entry in requests.OUTCOMES.entries))
    return tuple(
        tuple(row for group in counted for row in _rows_under(group, format_version))
        for counted in (groups[:-1], groups[:-2])
    )


_READERS: Final = (
    _reason, _outcome, _remaining, _carried, _concluded, _received, _elliptic, _total, _requests_only,
    _of_wider_circle, _this_year,
)  # fmt: skip
