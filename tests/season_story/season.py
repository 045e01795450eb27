"""An office's year as the story goes through it: what is done, what must then have been told, and to whom."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from tests.season_story.clouds import Answer, AnyCloud, Mail, Person

if TYPE_CHECKING:
    from datetime import date

    from tests.season_story.documents import Made

OFFICE: Final = "qingchuan"
YEAR: Final = 2023
LI: Final = Person("li", (OFFICE,), (OFFICE,))
WANG: Final = Person("wang", (OFFICE,), (OFFICE,))
READER: Final = Person("reader", (OFFICE,))
STRANGER: Final = Person("stranger", ("yunping",), ("yunping",))
_FILE: Final = re.compile(r"\d{3}号-[^）\n]+|[a-z]+-[a-z]+-\d{4}\.\w+")
_LISTED: Final = re.compile(r"^\d+\. (.+?)：", re.MULTILINE)
_ASIDE: Final = "\n另有 "  # begins what a message on a recheck tells beside its list
_RULE: Final = re.compile(r"[A-Z0-9]+-\d{2}")

# A message that is expected: its kind, whom it is for, and the organ that it names.
Expected = tuple[str, str, str | None]


class Season:
    """The story's state: which file is in force of whom, what was decided, what was told."""

    def __init__(self, cloud: AnyCloud) -> None:
        self.cloud = cloud
        self.current: dict[str, Made] = {}
        self.accepted: dict[str, Made] = {}
        self.decisions: dict[str, list[str]] = {}
        self.handed_in: dict[tuple[int, str], list[Made]] = {}
        self.mails: list[Mail] = []
        self._fresh: list[Mail] = []
        self._boxes = [
            cloud.mailbox("office", office=OFFICE, audience="office"),
            cloud.mailbox("organs", office=OFFICE, audience="organ"),
        ]
        self.elsewhere = cloud.mailbox("elsewhere", office="yunping")

    # --- what is asked --------------------------------------------------------------------------

    def ask(
        self, method: str, tail: str, who: Person = LI, body: object = None, **more: str
    ) -> Answer:
        """Ask for something of the year. `body`: bytes as they are, else as JSON. `more`: as of `AnyCloud.ask`."""
        content = body if isinstance(body, bytes) else b"" if body is None else _json(body)
        return self.cloud.ask(method, f"/offices/{OFFICE}/years/{YEAR}{tail}", who, content, **more)

    def get(self, tail: str = "", **query: str) -> Any:
        """The JSON that a reader is answered."""
        answer = self.ask("GET", tail, READER, **query)
        assert answer.status == 200, answer.content.decode()
        return json.loads(answer.content, parse_float=Decimal)

    def file(self, tail: str, **query: str) -> bytes:
        """The file that a reader is answered."""
        answer = self.ask("GET", tail, READER, **query)
        assert answer.status == 200, answer.content[:500]
        return answer.content

    def organs(self) -> dict[str, Any]:
        """How all organs stand, by their names."""
        return {each["organ"]: each for each in self.get("/organs")["items"]}

    def put(self, tail: str, body: object) -> Any:
        """Put an office's file in force; what it changes."""
        answer = self.ask("PUT", tail, LI, body)
        assert answer.status == 200, answer.content.decode()
        self.cloud.wait()
        return answer.json

    # --- what is done ---------------------------------------------------------------------------

    def hand_in(
        self, files: Mapping[str, Made], year: int = YEAR, day: date | None = None
    ) -> list[str]:
        """Drop a file each under these names, all at once; the names of the files, when all is told."""
        keys = {f"{OFFICE}/{year}/{organ}/{made.name}": made.body for organ, made in files.items()}
        if day:
            self.cloud.drop_on(day, keys)
        else:
            self.cloud.drop(keys)
        self.cloud.wait()
        for organ, made in files.items():
            self.handed_in.setdefault((year, organ), []).append(made)
            if year == YEAR:
                self.current[organ] = made
        return [made.name for made in files.values()]

    def delete(self, organ: str, made: Made, year: int = YEAR) -> None:
        """Delete what was handed in."""
        self.cloud.delete(f"{OFFICE}/{year}/{organ}/{made.name}")
        self.cloud.wait()

    def decide(
        self, action: str, organs: Iterable[str], who: Person = LI, **more: str | None
    ) -> None:
        """Decide about the current report of each, as one list, which is sent twice: the answer was lost."""
        standing = self._filed()
        items = [
            {"organ": organ, "action": action, "upload_id": standing[organ]["current"], **more}
            for organ in organs
        ]
        key = uuid.uuid4().hex
        answer = self.ask("POST", "/decisions", who, {"items": items}, key=key)
        assert answer.status == 200, answer.content.decode()
        assert self.ask("POST", "/decisions", who, {"items": items}, key=key) == answer
        for item in answer.json["items"]:
            assert item["status"] == 201, item
            self.decided(item["organ"], item["decision"])
        self.cloud.wait()

    def _filed(self) -> dict[str, Any]:
        """How all organs stand, by the names under which they handed in."""
        return {name: each for each in self.organs().values() for name in each["filed_under"]}

    def decided(self, organ: str, decision: Mapping[str, Any]) -> None:
        """Take down a decision that the API answered with."""
        self.decisions.setdefault(organ, []).append(decision["id"])
        if decision["action"] == "accept":
            self.accepted[organ] = self.current[organ]
        if decision["action"] == "reopen":
            self.accepted.pop(organ, None)

    # --- what is told ---------------------------------------------------------------------------

    def waiting(self) -> bool:
        """Whether a message came since the last call of `told`."""
        self._fresh += (mail for box in self._boxes for mail in box.fresh())
        return bool(self._fresh)

    def told(self, *others: Expected, files: Sequence[str] = ()) -> list[Mail]:
        """The messages since the last call: these, and those of these files, each told once; and no more."""
        self.waiting()
        fresh, self._fresh = self._fresh, []
        of_uploads = [mail for mail in fresh if mail.tells_of_uploads]
        named = Counter(name for mail in of_uploads for name in set(files_of(mail)))
        wanted = Counter(files)
        assert named == wanted, (named - wanted, wanted - named)
        rest = [mail for mail in fresh if not mail.tells_of_uploads]
        came, expected = Counter(map(_expected, rest)), Counter(others)
        assert came == expected, (came - expected, expected - came)
        self.mails += fresh
        return rest


def files_of(mail: Mail) -> list[str]:
    """The files of which a message on uploads tells."""
    if mail.kind == "gathered":
        lines = [line for line in mail.text.splitlines() if re.match(r"  \d+\. ", line)]
        found = [name for line in lines for name in _FILE.findall(line)[:1]]
        assert len(found) == len(lines) == int(re.findall(r"\d+", mail.subject)[0])
        return found
    (line,) = re.findall(r"^文件：(.+)$", mail.text, re.MULTILINE)
    return [line]


def listed(mail: Mail) -> dict[str, set[str]]:
    """The organs that a message on a recheck lists, each with the rules of which it tells."""
    _, *parts = _LISTED.split(mail.text.partition(_ASIDE)[0])
    return {
        organ: set(_RULE.findall(said)) for organ, said in zip(parts[::2], parts[1::2], strict=True)
    }


def listed_aside(mail: Mail) -> dict[str, set[str]]:
    """The organs of whose verdicts a message on a recheck says that other uploads alone changed them; like `listed`."""
    lines = mail.text.partition(_ASIDE)[2].splitlines()[1:]
    told = takewhile(
        str.strip, lines
    )  # what the message is known by stands below, after a blank line
    parts = (line.strip().partition("：") for line in told)
    return {organ: set(_RULE.findall(said)) for organ, _, said in parts}


def _expected(mail: Mail) -> Expected:
    return mail.kind, mail.audience, mail.organ


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
