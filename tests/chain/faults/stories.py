"""What happens in an office's year, so short that each can be told once for each fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock
from urllib.parse import quote

from functions.adapters.store import Store
from tests.chain.cloud import RECHECKS
from tests.chain.faults.world import World

SAMPLES: Final = Path(__file__).parents[3] / "samples"
DOCUMENTS: Final = Path(__file__).parents[2] / "documents"
ORGAN: Final = "云坪区粮食和物资储备中心"
OTHER: Final = "云坪区交通运输局"
CLEAN: Final = (SAMPLES / "yunping-grain-2022.txt").read_bytes()
FAULTY: Final = (SAMPLES / "qingchuan-planning-2023.html").read_bytes()
SCAN: Final = (DOCUMENTS / "hailan-housing-2022.tif").read_bytes()
ROSTER: Final = f"机关,简称\n{ORGAN},区粮食中心\n{OTHER},区交通局\n".encode()
KEY: Final = f"yunping/2022/{ORGAN}/年报.txt"
SCANNED: Final = f"yunping/2022/{OTHER}/扫描.tif"
Json = dict[str, Any]
Act = Callable[[World], None]


class Story(NamedTuple):
    """What was before, and what happens under faults.

    `is_shuffled`: uploads come at once: which of them are told together, and what each mail says of the others, hangs
    on who was first; that each is told once does not.
    """

    name: str
    before: Act
    act: Act
    is_shuffled: bool = False


def _nothing(_: World) -> None:
    """Nothing was before."""


def _report(world: World) -> None:
    world.drop(KEY, CLEAN)
    world.settle()


def _again(world: World) -> None:
    world.drop(KEY, CLEAN)


def _at_once(world: World) -> None:
    world.drop(KEY, FAULTY)
    world.drop(f"yunping/2022/{ORGAN}/年报（改）.txt", CLEAN)
    world.drop(f"yunping/2022/{OTHER}/年报.html", FAULTY)


def _two(world: World) -> None:
    world.drop(KEY, CLEAN)
    world.settle()
    world.drop(KEY, FAULTY)
    world.settle()


def _faulty_report(world: World) -> None:
    world.drop(f"yunping/2022/{OTHER}/年报.html", FAULTY)
    world.settle()


def _settings(world: World) -> None:
    world.drop("yunping/2022/_settings/rules.json", json.dumps({"off": ["T3-01"]}).encode())


def _listed(world: World) -> None:
    world.drop("yunping/2022/_settings/roster.csv", ROSTER)


def _roster(world: World) -> None:
    _listed(world)
    world.settle()
    world.drop(KEY, CLEAN)
    world.settle()


def _last_year(world: World) -> None:
    world.drop(f"yunping/2021/{ORGAN}/年报.txt", CLEAN)


def _fails(act: Act, where: str) -> Act:
    """A run of which the office is not told yet that it failed; `where`: the function that did."""

    def fail(world: World) -> None:
        fault = world.cloud.fault

        def broken(function: str, event: Json) -> None:
            fault(function, event)
            if function == where:
                raise MemoryError

        world.cloud.fault = broken
        act(world)
        world.cloud.wait()
        world.cloud.fault = fault
        world.forget()

    return fail


def _failure(machine: str) -> Act:
    def tell(world: World) -> None:
        (run,) = world.cloud.runs(machine)
        world.cloud.tell_failure(run)

    return tell


def _recheck(world: World) -> None:
    about = {"id": "r1", "office": "yunping", "year": 2022, "reason": "requested", "read": True}
    world.start(RECHECKS, about, "r1")


def _recheck_stops(world: World) -> None:
    about = {"id": "r1", "office": "yunping", "year": 2022, "reason": "requested"}
    arn = world.cloud.arn("AWS::StepFunctions::StateMachine", RECHECKS)
    run = {
        "executionArn": f"{arn}:r1".replace("stateMachine", "execution"),
        "stateMachineArn": arn,
        "status": "FAILED",
        "input": json.dumps(about),
        "error": "Unfinished",
    }
    world.cloud.tell_failure(run)


def _decision(world: World) -> None:
    """The report is sent back over the API."""
    from functions.query.handler import handler

    with world.injector.paused():
        item = Store(world.table).summary("yunping", 2022, OTHER)
    assert item
    path = f"/offices/yunping/years/2022/reports/{quote(OTHER)}/decisions"
    body = {"action": "return", "upload_id": item.upload_id, "reason": "请改正"}
    event = {
        "version": "2.0",
        "rawPath": path,
        "headers": {"idempotency-key": "once", "content-type": "application/json"},
        "body": json.dumps(body),
        "requestContext": {
            "stage": "$default",
            "http": {"method": "POST", "path": path},
            "authorizer": {
                "jwt": {"claims": {"offices": "[yunping]", "reviews": "[yunping]", "sub": "li"}}
            },
        },
    }
    with mock.patch.dict("os.environ", world.cloud.environment("Query")):
        answer = world.ask(lambda: handler(event, None))  # type: ignore[arg-type]  # nothing reads the context
    assert answer["statusCode"] == 201, answer


STORIES: Final = (
    Story("a report", _nothing, _again),
    Story("a report once more", _faulty_report, lambda w: w.drop(f"yunping/2022/{OTHER}/年报.html", CLEAN)),
    Story("a scan", _nothing, lambda w: w.drop(SCANNED, SCAN)),
    Story("three uploads at once, two of one organ", _nothing, _at_once, is_shuffled=True),
    Story("an upload taken back", _two, lambda w: w.delete(KEY)),
    Story("a file that is no report", _nothing, lambda w: w.drop(KEY, b"%PDF-1.7 ...")),
    Story("a key at a wrong place", _nothing, lambda w: w.drop("yunping/年报.txt", CLEAN)),
    Story("a key of no office", _nothing, lambda w: w.drop("年报.txt", CLEAN)),
    Story("settings, and the year judged again by them", _faulty_report, _settings),
    Story("a roster, and the year judged again by it", _report, _listed),
    Story("last year's report after this year's", _report, _last_year),
    Story("a morning", _roster, lambda w: w.morning("2023-01-16")),
    Story("a failed run is told", _fails(_again, "parse"), _failure("Workflow")),
    Story("files read again", _report, _recheck),
    Story("a scan read again", lambda w: w.drop(SCANNED, SCAN), _recheck),
    Story("a recheck that stopped is told", _report, _recheck_stops),
    Story("a report sent back", _faulty_report, _decision),
    Story("an own file that failed is told", _fails(_listed, "configure"), _failure("ConfiguringTakeUp")),
)  # fmt: skip
