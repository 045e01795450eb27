"""One season of sixty organs, from an empty bucket to exported totals, with all that goes wrong on the way.

Told twice, step by step and word for word the same: in moto, and over HTTP on the local cloud.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from bench.made.good import Organ
from bench.made.season import organs
from gouji.reading.read import read
from local.cloud import free_port, running
from tests.chain.cloud import deployed
from tests.season_story import documents
from tests.season_story.clouds import AnyCloud, Local, Moto
from tests.season_story.documents import Made
from tests.season_story.season import (
    LI,
    OFFICE,
    READER,
    STRANGER,
    WANG,
    YEAR,
    Expected,
    Season,
    files_of,
    listed,
    listed_aside,
)
from tests.season_story.sums import answered, sums

TODAY: Final = datetime.now(ZoneInfo("Asia/Shanghai")).date()
_MOST: Final = 900  # seconds, on a machine that has much else to do
DEADLINE: Final = TODAY + timedelta(days=3)

# --- who is who ---------------------------------------------------------------------------------

GOVERNMENT: Final = "青川市临湾区人民政府"  # its report adds up those of all others
_DEPARTMENTS: Final = organs(60)
_ALL: Final = [
    *_DEPARTMENTS[:57],
    Organ(GOVERNMENT, "我区", "区政府办公室", "民生实事", is_government=True),
    *_DEPARTMENTS[58:],
]
LISTED, UNLISTED = _ALL[:58], _ALL[58:]
EDUCATION, PLANNING = "青川市教育局", "青川市自然资源和规划局"  # whose reports are samples, as PDF
NAMES: Final = [*(organ.name for organ in LISTED), EDUCATION, PLANNING]
ENDINGS: Final = ("docx", "html", "txt", "xlsx", "odt", "md", "mht")


def _names(*numbers: int) -> list[str]:
    return [LISTED[number].name for number in numbers]


PLAIN: Final = _names(*range(28))  # accepted as they come
(OLD_FORM, UNDECIDED) = _names(28, 29)
SHORT, ALIAS = "临湾区" + LISTED[30].name.partition("区")[2], "三一局"  # under which these hand in
TWICE_JUDGED, CORRECTING, CORRECTED, WITHDRAWN, DELETED, GONE, IN_YUAN, REOPENED = _names(
    *range(32, 40)
)
MENDED: Final = _names(40, 41, 42)
STUBBORN, WAIVED, UNREADABLE_FIRST, UNREADABLE = _names(*range(43, 47))
LATE: Final = _names(47, 48, 49, 50)
MISSING: Final = _names(51, 52, 53)
VERTICAL, BEFORE_ITS_PAST, TWO_NAMES = _names(54, 55, 56)
OTHER_NAME: Final = TWO_NAMES.removeprefix("青川市")
NEWCOMER, OUTSIDER = (organ.name for organ in UNLISTED)
BOTH_YEARS: Final = LISTED[:10]
WRONG: Final = [*MENDED, STUBBORN, WAIVED]


def _roster(*more: Organ) -> bytes:
    """Two groups; one organ with another name, one that is managed from above, one that adds up all others."""
    rows = ["机关,简称,垂直管理,汇总,分组,联系人,邮箱"]
    for number, name in enumerate([*NAMES, *(organ.name for organ in more)]):
        alias = ALIAS if number == 31 else ""
        vertical = "是" if name == VERTICAL else ""
        sums = "是" if name == GOVERNMENT else ""
        group = "甲组" if number < 30 else "乙组"
        rows.append(
            f"{name},{alias},{vertical},{sums},{group},联系人{number},o{number}@example.gov.cn"
        )
    return "\n".join(rows).encode()


def _number(organ: str) -> int:
    return next(number for number, each in enumerate(_ALL) if each.name == organ)


def _report(
    organ: str, *, make: Any = documents.of, again: int = 0, ending: str | None = None
) -> Made:
    """This year's report of an organ; `again`: another one of it. No two files have the same name."""
    number = _number(organ)
    wanted = ending or ENDINGS[number % len(ENDINGS)]
    made: Made = make(_ALL[number], YEAR, number + 100 * again, wanted)
    return made


# --- the story ----------------------------------------------------------------------------------


def _tell(cloud: AnyCloud) -> None:
    season = Season(cloud)
    for step in (
        _office_says_what_it_expects,
        _some_of_last_year_are_there,
        _most_hand_in_at_once,
        _reviewers_decide,
        _missing_are_reminded,
        _some_hand_in_again,
        _severity_changes,
        _roster_changes,
        _last_years_report_comes_late,
        _last_years_report_is_taken_back,
        _reviewer_has_one_read_again,
        _deadline_passes,
        _all_is_added_up,
        _files_are_taken_away,
        _nothing_was_lost_and_nothing_told_twice,
    ):
        step(season)


def _settings_with(**more: object) -> dict[str, object]:
    return {"deadline": f"{DEADLINE}", **more}


def _office_says_what_it_expects(season: Season) -> None:
    """A roster by S3, a faulty one that replaces nothing, settings over the API."""
    for body, told in ((_roster(), "第 1 版"), (b"\xe6\x9c\xba\xe5\x85\xb3,\n,x\n", "没有启用")):
        season.cloud.drop({f"{OFFICE}/{YEAR}/_settings/roster.csv": body})
        season.cloud.wait_for(season.waiting)
        (mail,) = season.told(("settings", "office", None))
        assert told in mail.subject
    said = season.get()
    assert (said["roster"]["organs"], said["roster"]["version"]) == (60, 1)
    assert said["counts"]["missing"] == said["counts"]["expected"] == 60
    season.put("/settings", _settings_with())
    season.told(("settings", "office", None))
    assert season.get()["deadline"] == f"{DEADLINE}"


def _some_of_last_year_are_there(season: Season) -> None:
    files = {o.name: documents.of(o, YEAR - 1, 200 + n, "txt") for n, o in enumerate(BOTH_YEARS)}
    season.told(files=season.hand_in(files, YEAR - 1))


def _most_hand_in_at_once(season: Season) -> None:
    """All but the missing and the late; some wrongly, some under other names, some that nobody knows."""
    plain = [*PLAIN, UNDECIDED, TWICE_JUDGED, CORRECTING, CORRECTED, WITHDRAWN, DELETED, GONE]
    plain += [REOPENED, BEFORE_ITS_PAST, TWO_NAMES, NEWCOMER, OUTSIDER]
    files = {organ: _report(organ) for organ in plain}
    files |= {SHORT: _report(*_names(30)), ALIAS: _report(*_names(31))}
    files |= {organ: _report(organ, make=documents.wrong) for organ in WRONG}
    files |= {
        OLD_FORM: _report(OLD_FORM, make=documents.of_2019, ending="docx"),
        IN_YUAN: _report(IN_YUAN, make=documents.in_yuan),
        UNREADABLE: documents.no_report(_number(UNREADABLE)),
        UNREADABLE_FIRST: documents.no_report(_number(UNREADABLE_FIRST)),
        EDUCATION: documents.sample("qingchuan-education-2023", "pdf"),
        PLANNING: documents.sample("qingchuan-planning-2023", "pdf"),
    }
    season.told(files=season.hand_in(files))
    misplaced = f"{OFFICE}/{YEAR}/年报.txt"
    lock = f"{OFFICE}/{YEAR}/{UNDECIDED}/~$年报.docx"
    season.cloud.drop({misplaced: files[UNDECIDED].body, lock: b"x", f"{OFFICE}/{YEAR}/": b""})
    season.cloud.wait()
    season.told(files=[misplaced])
    counts = season.get()["counts"]
    assert counts["missing"] == len([*LATE, *MISSING, VERTICAL, GOVERNMENT])
    assert (counts["unreadable"], counts["unlisted"]) == (2, 2)
    assert counts["to_review"] == len(files) - 2
    assert season.organs()[NAMES[30]]["filed_under"] == [SHORT]
    assert season.organs()[NAMES[31]]["filed_under"] == [ALIAS]


def _reviewers_decide(season: Season) -> None:
    accepted = [*PLAIN, SHORT, ALIAS, CORRECTING, CORRECTED, REOPENED, IN_YUAN, EDUCATION]
    season.decide("accept", accepted)
    season.decide("reopen", [REOPENED])
    season.delete(PLAIN[0], season.current[PLAIN[0]])  # what is accepted stays
    season.told()
    returned = [*MENDED, STUBBORN, PLANNING]
    season.decide("return", returned, reason="请核对总计")
    mails = season.told(*(("returned", "organ", organ) for organ in returned))
    assert all("请核对总计" in mail.text for mail in mails)
    for key in {finding["key"] for finding in _faults(season, WAIVED)}:
        season.decide("waive", [WAIVED], finding=key, reason="口径不同")
    season.decide("accept", [WAIVED], who=WANG)
    stands = season.organs()[WAIVED]
    assert (stands["standing"], stands["errors"], stands["warnings"]) == ("accepted", 0, 0)
    _two_decide_at_once(season)
    season.told()


def _faults(season: Season, organ: str) -> list[dict[str, Any]]:
    found = season.get(f"/reports/{organ}")["findings"]
    return [finding for finding in found if finding["severity"] in {"error", "warning"}]


def _two_decide_at_once(season: Season) -> None:
    """One is answered with the decision, the other with how it stands; a stranger with nothing."""
    upload = season.organs()[TWICE_JUDGED]["current"]
    tail, body = f"/reports/{TWICE_JUDGED}/decisions", {"action": "accept", "upload_id": upload}
    assert season.ask("POST", tail, STRANGER, body).status == 403
    assert season.ask("POST", tail, READER, body).status == 403
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda who: season.ask("POST", tail, who, body), (LI, WANG)))
    assert sorted(answer.status for answer in answers) == [201, 409]
    for answer in answers:
        if answer.status == 201:
            season.decided(TWICE_JUDGED, answer.json)
        else:
            assert (answer.json["standing"], answer.json["may"]) == ("accepted", ["reopen"])


def _missing_are_reminded(season: Season) -> None:
    """Three days before the deadline: a digest, and a reminder each; once, however often the clock strikes."""
    missing = [*LATE, *MISSING]  # who is managed from above is not asked
    event = season.cloud.morning(DEADLINE - timedelta(days=3))
    season.cloud.wait()
    mails = season.told(*_of_the_morning([*missing, UNREADABLE_FIRST, UNREADABLE]))
    (digest,) = (mail for mail in mails if mail.kind == "digest")
    assert "已报 51/60，未报 9" in digest.subject
    season.cloud.morning(DEADLINE, event)
    season.cloud.morning(DEADLINE - timedelta(days=3))
    season.cloud.morning(DEADLINE - timedelta(days=2))  # on which nothing changed
    season.cloud.wait()
    season.told()


def _of_the_morning(reminded: Iterable[str]) -> list[Expected]:
    return [
        ("digest", "office", None),
        *(("reminder", "organ", organ) for organ in reminded),
    ]


def _some_hand_in_again(season: Season) -> None:
    """Mended ones, still wrong ones, corrections, and what is taken back: by the reviewer, by the organ."""
    again = [*MENDED, CORRECTING, CORRECTED, UNREADABLE_FIRST, WITHDRAWN, DELETED]
    files = {organ: _report(organ, again=3) for organ in again}
    files[STUBBORN] = _report(STUBBORN, again=3, make=documents.wrong)
    files[OTHER_NAME] = _report(TWO_NAMES, again=3)
    files[EDUCATION] = documents.no_report(998)
    first = {organ: season.current[organ] for organ in (WITHDRAWN, DELETED, EDUCATION)}
    season.told(files=season.hand_in(files))
    season.told(files=season.hand_in({GOVERNMENT: _report(GOVERNMENT)}))
    assert season.organs()[EDUCATION]["standing"] == "correction"
    season.decide("accept", [*MENDED, CORRECTED])
    season.decide("withdraw", [WITHDRAWN, EDUCATION])
    season.delete(DELETED, season.current[DELETED])
    season.delete(GONE, season.current.pop(GONE))
    season.current |= first
    season.told()
    season.decide("return", [STUBBORN], reason="仍有错误")
    season.told(("returned", "organ", STUBBORN))
    stands = season.organs()
    assert stands[STUBBORN]["returned"] == 2
    assert stands[GONE]["standing"] == "missing"
    assert [stands[o]["submissions"] for o in (WITHDRAWN, DELETED, GONE)] == [2, 2, 1]


def _severity_changes(season: Season) -> None:
    """Judged again, and told: who has the finding, and nobody else. The same settings again change nothing."""
    season.put("/settings", _settings_with(severities={"T3-01": "note"}))
    mails = season.told(("settings", "office", None), ("recheck", "office", None))
    (recheck,) = (mail for mail in mails if mail.kind == "recheck")
    found = listed(recheck)
    assert found.keys() == {STUBBORN, WAIVED, PLANNING}
    assert all("T3-01" in rules for rules in found.values())
    # These for what other uploads changed since they were judged, which is not said to be the settings' doing.
    assert listed_aside(recheck) == {GOVERNMENT: {"AGG-02"}, TWO_NAMES: {"ORG-05"}}
    season.put("/settings", _settings_with(severities={"T3-01": "note"}))
    season.told()
    stands = season.organs()[WAIVED]
    assert (stands["standing"], stands["waived"] > 0) == ("accepted", True)
    assert stands["errors"] == 0


def _roster_changes(season: Season) -> None:
    """Who was not on it, and now is, is listed; that is told of it and of nobody else."""
    assert not season.organs()[NEWCOMER]["listed"]
    season.put("/roster", _roster(UNLISTED[0]))
    mails = season.told(("settings", "office", None), ("recheck", "office", None))
    (recheck,) = (mail for mail in mails if mail.kind == "recheck")
    assert listed(recheck) == {NEWCOMER: {"ORG-01"}}
    assert season.organs()[NEWCOMER]["listed"]
    assert season.get()["counts"]["unlisted"] == 1
    season.decide("accept", [NEWCOMER])


def _last_years_report_comes_late(season: Season) -> None:
    """This year's is judged again beside it: what was carried over is not what is carried in."""
    before = documents.of(LISTED[55], YEAR - 1, 255, "docx")
    assert _differ(before, season.current[BEFORE_ITS_PAST])
    files = season.hand_in({BEFORE_ITS_PAST: before}, YEAR - 1)
    (recheck,) = season.told(("recheck", "office", BEFORE_ITS_PAST), files=files)
    assert listed(recheck).keys() == {BEFORE_ITS_PAST}
    assert "XY-01" in listed(recheck)[BEFORE_ITS_PAST]


def _differ(before: Made, after: Made) -> bool:
    """Whether what one year carried over is another number than the next carried in."""
    assert before.truth
    assert after.truth
    columns = [cell.rpartition(".")[2] for cell in after.truth if cell.startswith("t3.granted.")]
    return any(
        before.truth[f"t3.carried_over.{each}"].value != after.truth[f"t3.carried_in.{each}"].value
        for each in columns
    )


def _last_years_report_is_taken_back(season: Season) -> None:
    """What was found beside it cannot be checked any more, and that is told."""
    organ = BOTH_YEARS[0].name
    (made,) = season.handed_in[YEAR - 1, organ]
    assert _differ(made, season.current[organ])
    season.delete(organ, made, YEAR - 1)
    (recheck,) = season.told(("recheck", "office", organ))
    assert listed(recheck).keys() == {organ}
    assert "XY-01" in listed(recheck)[organ]
    assert (season.organs()[organ]["standing"], season.organs()[organ]["errors"]) == ("accepted", 0)
    del season.handed_in[YEAR - 1, organ]


def _reviewer_has_one_read_again(season: Season) -> None:
    """Which changes nothing, and is not told."""
    answer = season.ask("POST", "/rechecks", LI, organ=UNDECIDED, read="true")
    assert answer.status == 202
    season.cloud.wait()
    found = season.get(f"/rechecks/{answer.json['id']}")
    assert (found["state"], found["reports"], found["changed"]) == ("done", 1, 0)
    season.told()


def _deadline_passes(season: Season) -> None:
    """On the day after it who is missing is reminded; who comes now is late, and accepted all the same."""
    season.cloud.morning(DEADLINE + timedelta(days=1))
    season.cloud.wait()
    mails = season.told(*_of_the_morning([GONE, *LATE, *MISSING, UNREADABLE]))
    assert all("逾期 1 天" in mail.text for mail in mails if mail.kind == "reminder")
    files = {organ: _report(organ) for organ in LATE}
    season.told(files=season.hand_in(files, day=DEADLINE + timedelta(days=2)))
    season.decide("accept", LATE)
    season.cloud.morning(DEADLINE + timedelta(days=4))
    season.cloud.wait()
    (digest,) = season.told(("digest", "office", None))
    assert "逾期报送 5（+4）" in digest.text  # with the one of whom nothing could be read


# --- what it comes to ---------------------------------------------------------------------------

STANDINGS: Final[Mapping[str, Iterable[str]]] = {
    "accepted": [
        *(*PLAIN, *_names(30, 31), TWICE_JUDGED, CORRECTED, IN_YUAN, *MENDED, WAIVED),
        *(*LATE, EDUCATION, NEWCOMER),
    ],
    "correction": [CORRECTING],
    "returned": [STUBBORN, PLANNING],
    "unreadable": [UNREADABLE],
    "missing": [GONE, *MISSING, VERTICAL],
    "to_review": [
        *(OLD_FORM, UNDECIDED, WITHDRAWN, DELETED, REOPENED, UNREADABLE_FIRST),
        *(BEFORE_ITS_PAST, TWO_NAMES, GOVERNMENT, OUTSIDER),
    ],
}

NOT_ADDED: Final = (GOVERNMENT, TWO_NAMES)  # the sum of all, and what is there under a newer name


def _all_is_added_up(season: Season) -> None:
    stands = season.organs()
    found: dict[str, set[str]] = {}
    for organ, each in stands.items():
        found.setdefault(each["standing"], set()).add(organ)
    assert found == {standing: set(names) for standing, names in STANDINGS.items()}
    assert {o for o, each in stands.items() if each["late"] and each["current"]} == set(LATE)
    for of, files in (("current", season.current), ("accepted", season.accepted)):
        truths = {
            organ: made.truth
            for organ, made in files.items()
            if made.truth and organ not in NOT_ADDED
        }
        assert answered(season.get("/totals", of=of)) == sums(truths.values())
        group = {o: truth for o, truth in truths.items() if _group(o, stands) == "甲组"}
        assert answered(season.get("/totals", of=of, group="甲组")) == sums(group.values())
        for cell in ("t3.new_received.total", "t2.charges.amount"):
            parts = season.get(f"/totals/{cell}", of=of)["items"]
            behind = {part["organ"]: part["value"] for part in parts}
            wanted = {o: truth[cell].value for o, truth in truths.items() if cell in truth}
            assert {organ: behind[organ] for organ in wanted} == wanted
            assert sorted(behind) == sorted(truths)


def _group(filed_under: str, stands: Mapping[str, Any]) -> object:
    """The group of who handed in under a name."""
    return next(each["group"] for each in stands.values() if filed_under in each["filed_under"])


def _files_are_taken_away(season: Season) -> None:
    accepted = {organ: made.truth for organ, made in season.accepted.items() if made.truth}
    wanted = {cell: each.sum for cell, each in sums(accepted.values()).items()}
    for kind in ("xlsx", "docx"):
        report = read(season.file(f"/totals.{kind}", of="accepted"))
        assert {cell: each.value for cell, each in report.cells.items()} == wanted
    lines = [
        json.loads(line, parse_float=Decimal)
        for line in season.file("/cells.jsonl").decode().splitlines()
    ]
    truths = {organ: made.truth or {} for organ, made in season.current.items()}
    assert {line["organ"]: line["cells"] for line in lines} == {
        organ: {cell: each.value for cell, each in truth.items()} for organ, truth in truths.items()
    }
    _table_is_taken_away(season)
    _findings_are_taken_away(season)
    with zipfile.ZipFile(io.BytesIO(season.file("/originals.zip"))) as archive:
        originals = {name.rpartition(".")[0]: archive.read(name) for name in archive.namelist()}
    assert originals == {organ: made.body for organ, made in season.current.items()}


def _rows(content: bytes) -> list[dict[str, str]]:
    """A table as Excel opens it, by the ids of its columns."""
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    fields = [each.rpartition("〔")[2].removesuffix("〕") for each in head]
    return [dict(zip(fields, row, strict=True)) for row in rows]


def _table_is_taken_away(season: Season) -> None:
    rows = _rows(season.file("/cells.csv"))
    assert sorted(row["organ"] for row in rows) == sorted(season.current)
    truths = [made.truth for made in season.current.values() if made.truth]
    for cell, each in sums(truths).items():
        if not cell.endswith(".amount"):
            printed = [row[cell] for row in rows]
            assert sum(int(text) for text in printed if text.lstrip("-").isdigit()) == each.sum


def _findings_are_taken_away(season: Season) -> None:
    """Who has which fault, by the files; with who waived it."""
    rows = _rows(season.file("/findings.csv"))
    assert {row["organ"] for row in rows if row["rule"] == "T3-01"} == {
        *(STUBBORN, WAIVED, PLANNING)
    }
    waived = [row for row in rows if row["waived_reason"]]
    assert {row["organ"] for row in waived} == {WAIVED}
    assert {row["waived_by"] for row in waived} == {LI.sub}
    before = {o: made for (year, o), (made, *_) in season.handed_in.items() if year == YEAR - 1}
    assert {row["organ"] for row in rows if row["rule"] == "XY-01"} == {
        organ for organ, made in before.items() if _differ(made, season.current[organ])
    }


# How many messages of each kind there were beside those on uploads, and whom they were for.
MESSAGES: Final[Mapping[tuple[str, str], int]] = {
    ("settings", "office"): 5,  # a roster, a faulty one, settings, other settings, a roster
    ("returned", "organ"): len(MENDED) + len([PLANNING]) + 2,  # one of them twice
    ("reminder", "organ"): 2 * len([*LATE, *MISSING, UNREADABLE]) + len([GONE, UNREADABLE_FIRST]),
    ("digest", "office"): 3,
    ("recheck", "office"): 4,  # a severity, the roster, last year's report: there and gone
}


def _nothing_was_lost_and_nothing_told_twice(season: Season) -> None:
    """Each organ's history has all its files and decisions; each file was told in one message, which names it."""
    season.told()
    messages = {mail.id: mail for mail in season.mails}
    assert len(messages) == len(season.mails)
    others = [mail for mail in season.mails if not mail.tells_of_uploads]
    assert Counter((mail.kind, mail.audience) for mail in others) == MESSAGES
    told: Counter[str] = Counter()
    this_year: set[str] = set()
    for (year, organ), files in season.handed_in.items():
        if year == YEAR:
            told.update(_history(season, organ, files, messages))
            this_year.update(made.name for made in files)
    assert told == Counter(
        mail.id
        for mail in season.mails
        if mail.tells_of_uploads
        for name in files_of(mail)
        if name in this_year
    )
    assert list(season.elsewhere.fresh()) == []
    for tail in ("", "/organs", "/totals", "/cells.csv", "/originals.zip", "/roster"):
        assert season.ask("GET", tail, STRANGER).status == 403


def _history(
    season: Season, organ: str, files: list[Made], messages: Mapping[str, Any]
) -> list[str]:
    """The messages in which an organ's files were told."""
    events = season.get(f"/reports/{organ}/history", limit="100")["items"][::-1]
    of_kind: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        of_kind.setdefault(event["kind"], []).append(event)
    keys = {event["upload_id"]: event["key"] for event in of_kind["uploaded"]}
    assert sorted(key.rpartition("/")[2] for key in keys.values()) == sorted(m.name for m in files)
    decisions = [event["decision"]["id"] for event in of_kind.get("decided", [])]
    assert decisions == season.decisions.get(organ, [])
    told = [event for event in of_kind["told"] if event["told"] in {"verdict", "failure"}]
    assert Counter(event["upload_id"] for event in told) == Counter(list(keys))
    for event in told:
        assert keys[event["upload_id"]].rpartition("/")[2] in files_of(
            messages[event["message_id"]]
        )
    # What the organ was sent stands there as well: returns and reminders, each once.
    sent = [event["message_id"] for event in of_kind["told"] if event not in told]
    assert sorted(sent) == sorted(
        mail.id for mail in season.mails if (mail.audience, mail.organ) == ("organ", organ)
    )
    return [event["message_id"] for event in told]


# --- where it is told ---------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.timeout(_MOST)
def test_season_of_sixty_organs_in_moto(template: dict[str, Any]) -> None:
    with deployed(template) as cloud:
        _tell(Moto(cloud))


@pytest.mark.chaos  # `make demo` tells a shorter one of a local cloud
@pytest.mark.timeout(_MOST)
@pytest.mark.network
@pytest.mark.xdist_group("local cloud")
def test_season_of_sixty_organs_over_http(tmp_path: Path, assembly: Path) -> None:
    with running(tmp_path, free_port(), assembly) as cloud:
        _tell(Local(cloud))
