"""`make bench-start`: import time and time to the first answer of each function, in fresh processes.

Each runs on its own bundle and layers, in which nothing can be written, as on Lambda; boto3 is the environment's. Every
process makes its real clients and talks over HTTP to the local cloud on this machine; so does the bare handler that
they are compared with: a boto3 client and Powertools' Logger, one call. A round walks a report of its own through all
functions, each answering the one before it; the cloud's own runs of them are kept out.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.firsts import Act, Aside, Json, acts_of
from bench.results import Results, machine
from local.cloud import LocalCloud, free_port, running

ROOT: Final = Path(__file__).parents[1]
_ROUNDS: Final = int(os.environ.get("ROUNDS", "7"))
_BARE: Final = """
import boto3
from aws_lambda_powertools import Logger
logger = Logger()
def handler(event, context):
    boto3.client("dynamodb").list_tables()
    logger.info("answered")
"""
_CHILD: Final = """
import json, sys, time, types
sys.path[:0] = json.loads(sys.argv.pop())
spawned, module, event = float(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
began = time.perf_counter()
if module == "bare":
    exec(sys.argv[4])
else:
    import importlib
    handler = importlib.import_module(f"functions.{module}.handler").handler
imported = time.perf_counter() - began
answer = handler(event, types.SimpleNamespace(aws_request_id="bench"))
took = [imported * 1000, (time.time() - spawned) * 1000, time.process_time() * 1000]
print(json.dumps([took, answer]), file=sys.__stderr__)
"""


class Took(NamedTuple):
    """Milliseconds: of the import, from the start of the process to the first answer, of the processor until then."""

    imported: float
    answered: float
    processor: float


@dataclass(frozen=True)
class Functions:
    """Where each function of a cloud finds its modules, and what it has in its environment, by its name."""

    paths: dict[str, list[str]]
    environments: dict[str, dict[str, str]]

    def first(self, act: Act) -> tuple[Took, Json | None]:
        """The first answer of a fresh process, and what it took. RuntimeError where there is none."""
        name = act.function
        about = [name, json.dumps(act.event), _BARE, json.dumps(self.paths[name])]
        given = [repr(time.time()), *about]
        done = subprocess.run(
            # -I, -S and -B: nothing from here but what is named, and nothing is kept compiled.
            [sys.executable, "-I", "-S", "-B", "-c", _CHILD, *given],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | self.environments[name],
        )
        if done.returncode:
            raise RuntimeError(f"{act.said}: {done.stderr[-2000:]}")
        took, answer = json.loads(done.stderr.strip().splitlines()[-1])
        return Took(*took), answer


def main() -> None:
    """Print a table: medians of the rounds, and their ratios to the bare handler's."""
    with (
        tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder,
        running(Path(folder), free_port()) as cloud,
    ):
        times = measured(cloud)
    print(f"{machine()}, medians of {_ROUNDS} processes, taken in turn\n")
    table = Results(
        "start", "first answer", "import ms", "ms", "× bare", "processor ms", "processor × bare"
    )
    medians = {
        said: Took(*map(statistics.median, zip(*runs, strict=True))) for said, runs in times.items()
    }
    bare = medians["bare"]
    for said, took in medians.items():
        table.row(
            *(said, f"{took.imported:.0f}"),
            *(f"{took.answered:.0f}", f"{took.answered / bare.answered:.2f}"),
            *(f"{took.processor:.0f}", f"{took.processor / bare.processor:.2f}"),
        )


def measured(cloud: LocalCloud) -> dict[str, list[Took]]:
    """What the first answers took in each round. RuntimeError where a function of the template is asked nothing."""
    times: dict[str, list[Took]] = {}
    asked = set()
    for number in range(_ROUNDS):
        aside = Aside.made(cloud, number)
        functions = functions_of(cloud, aside)
        acts, answer = acts_of(aside), None
        while act := _next(acts, answer):
            took, answer = functions.first(act)
            times.setdefault(act.said, []).append(took)
            asked.add(act.function)
    forgotten = functions.paths.keys() - asked
    if forgotten:
        raise RuntimeError(f"nothing is asked of {', '.join(sorted(forgotten))}")
    return times


def _next(acts: Generator[Act, Any, None], answer: Json | None) -> Act | None:
    try:
        return acts.send(answer)
    except StopIteration:
        return None


def functions_of(cloud: LocalCloud, aside: Aside) -> Functions:
    """All functions of the template: bundle, layers, and what the runtime has; the bare one has a layer."""
    assembly = cloud.state / "assembly"
    files = json.loads((assembly / "Gouji.assets.json").read_text())["files"]
    resources = json.loads((assembly / "Gouji.template.json").read_text())["Resources"]

    def folder(content: Json) -> str:
        return str(assembly / files[content["S3Key"].removesuffix(".zip")]["source"]["path"])

    found = {}
    for thing in resources.values():
        if thing["Type"] == "AWS::Lambda::Function":
            about = thing["Properties"]
            layers = [resources[layer["Ref"]]["Properties"] for layer in about["Layers"]]
            packages = [f"{folder(layer['Content'])}/python" for layer in layers]
            runtime = sysconfig.get_path("purelib")
            found[_name(about)] = [folder(about["Code"]), *packages, runtime]
    return Functions({**found, "bare": found["ingest"][1:]}, _environments(cloud, aside))


def _environments(cloud: LocalCloud, aside: Aside) -> dict[str, dict[str, str]]:
    """What each function of the cloud has in its environment, and the bare one."""
    aws = {
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        **aside.environment,
    }
    pages = cloud.client("lambda").get_paginator("list_functions").paginate()
    made = [function for page in pages for function in page["Functions"]]
    return {
        "bare": {"POWERTOOLS_SERVICE_NAME": "bare", **aws},
        **{_name(about): {**about["Environment"]["Variables"], **aws} for about in made},
    }


def _name(about: Json) -> str:
    """What a function is named in the sources: `ingest` of `functions.ingest.handler.handler`."""
    return str(about["Handler"]).split(".")[1]


if __name__ == "__main__":
    main()
