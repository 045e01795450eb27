"""`make bench-start`: import time and time to the first answer of each function, in fresh processes.

Each runs on its own bundle and layers, in which nothing can be written, as on Lambda; boto3 is the environment's. Every
process makes its real clients and talks over HTTP to the local cloud on this machine; so does the bare handler that
they are compared with: a boto3 client and Powertools' Logger, one call.
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
from pathlib import Path
from typing import Any, Final

import boto3

from bench.results import Results, machine
from local.cloud import LocalCloud, free_port, running

ROOT: Final = Path(__file__).parents[1]
_RUNS: Final = 7
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
if event is not None:
    handler(event, types.SimpleNamespace(aws_request_id="bench"))
print(json.dumps([imported * 1000, (time.time() - spawned) * 1000]), file=sys.__stderr__)
"""
Json = dict[str, Any]


def main() -> None:
    """Print a table: medians of seven processes each, taken in turn, and the ratio to the bare one."""
    with (
        tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder,
        running(Path(folder), free_port()) as cloud,
    ):
        os.environ |= _environment(cloud)
        events = _prepare(cloud.outputs["UploadBucketName"])
        paths = _paths(cloud.state / "assembly")
        times: dict[str, list[list[float]]] = {name: [] for name in events}
        for _ in range(_RUNS):
            for name, event in events.items():
                times[name].append(_run(name, event, paths[name]))
    print(f"{machine()}, median of {_RUNS} processes\n")
    table = Results("start", "function", "import ms", "first answer ms", "× bare")
    bare = statistics.median(total for _, total in times["bare"])
    for name, runs in times.items():
        imported, total = (statistics.median(column) for column in zip(*runs, strict=True))
        answer = (f"{total:.0f}", f"{total / bare:.2f}") if events[name] is not None else ("", "")
        table.row(name, f"{imported:.0f}", *answer)


def _environment(cloud: LocalCloud) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "TABLE_NAME": cloud.outputs["TableName"],
        "DOCUMENT_BUCKET": cloud.outputs["DocumentBucketName"],
        "TOPIC_ARN": cloud.outputs["TopicArn"],
        "POWERTOOLS_SERVICE_NAME": "bench",
        "POWERTOOLS_LOG_LEVEL": "ERROR",
    }


def _paths(assembly: Path) -> dict[str, list[str]]:
    """Where each function finds its modules: its bundle, its layers, and what the runtime has; the bare one's layer."""
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
            found[about["Handler"].split(".")[1]] = [folder(about["Code"]), *packages, runtime]
    return {**found, "bare": found["ingest"][1:]}


def _prepare(bucket: str) -> dict[str, Json | None]:
    """Walk one report through; give each function its event, and none to those that are imported only."""
    from functions.ingest.handler import handler as ingest
    from functions.parse.handler import handler as parse
    from functions.validate.handler import handler as validate

    s3 = boto3.client("s3")
    key = "yunping/2022/云坪区粮食和物资储备中心/年报.txt"
    body = (ROOT / "samples" / "yunping-grain-2022.txt").read_bytes()
    etag = s3.put_object(Bucket=bucket, Key=key, Body=body)["ETag"].strip('"')
    thing = {"key": key, "size": len(body), "etag": etag, "sequencer": "01"}
    detail = {"bucket": {"name": bucket}, "object": thing}
    request = {"event": {"time": "2026-01-20T08:00:00Z", "detail": detail}, "execution": "bench"}
    ingested = ingest(request, None)
    parsed = parse(ingested, None)
    validated = validate(parsed, None)
    path = f"/offices/yunping/years/2022/reports/{key.split('/')[2]}"
    query = {
        "version": "2.0",
        "rawPath": path,
        "headers": {},
        "requestContext": {
            "stage": "$default",
            "http": {"method": "GET", "path": path},
            "authorizer": {"jwt": {"claims": {"offices": "[yunping]"}}},
        },
    }
    return {
        "bare": {},
        "ingest": request,
        "parse": ingested,
        "validate": parsed,
        "notify": validated,
        "query": query,
        **dict.fromkeys(("recognise", "configure", "clock", "recheck")),
    }


def _run(name: str, event: Json | None, paths: list[str]) -> list[float]:
    spawned = repr(time.time())
    given = [spawned, name, json.dumps(event), _BARE, json.dumps(paths)]
    done = subprocess.run(
        # -I, -S and -B: nothing from here but what is named, and nothing is kept compiled.
        [sys.executable, "-I", "-S", "-B", "-c", _CHILD, *given],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    found: list[float] = json.loads(done.stderr.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
