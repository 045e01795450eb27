"""`make demo`: every sample through the whole chain on this machine, checked against what stands beside it."""

from __future__ import annotations

import email
import email.policy
import json
import signal
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from local.cloud import LocalCloud, free_port, running
from local.settings import ROOT

SAMPLES: Final = ROOT / "samples"
_WITHIN: Final = 180  # seconds for all samples; a busy machine is slow to start the functions
_PACE: Final = 2  # seconds between two messages to one office, where it is a minute elsewhere
_NAMES: Final = {
    "received": "已收到",
    "passed": "通过",
    "flagged": "需要修改",
    "incomplete": "未能全部核对",
    "unreadable": "无法读取",
    "failed": "系统未能完成",
}


def main() -> int:
    """Run the demonstration. 0 if every verdict is the expected one, 130 if interrupted, else 1."""
    began = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="gouji-demo-") as folder:
        try:
            wrong = _demonstrate(Path(folder), began)
        except KeyboardInterrupt:
            print("\n演示已中止，本机云已停止。", file=sys.stderr)
            return 130
        except (RuntimeError, BotoCoreError, ClientError, OSError) as error:
            print(f"演示没有完成：{error}", file=sys.stderr)
            print(f"日志：{_keep_log(Path(folder))}", file=sys.stderr)
            return 1
    print(f"\n共用 {time.monotonic() - began:.0f} 秒，本机云已停止。")
    for line in wrong:
        print(f"与预期不符：{line}", file=sys.stderr)
    return 1 if wrong else 0


def _demonstrate(folder: Path, began: float) -> list[str]:
    """The whole way; what is not as expected, one line a sample."""
    manifest = json.loads((SAMPLES / "samples.json").read_text())
    print("正在启动本机云并部署……", flush=True)
    with running(folder, free_port(), pace=_PACE) as cloud:
        print(f"已部署（{time.monotonic() - began:.0f} 秒）。", flush=True)
        s3 = cloud.client("s3")
        bucket = cloud.outputs["UploadBucketName"]
        print(f"\n报送 {len(manifest)} 份样例：")
        for sample in manifest:
            body = (SAMPLES / sample["file"]).read_bytes()
            s3.put_object(Bucket=bucket, Key=sample["key"], Body=body)
            print(f"  ↑ {sample['key']}", flush=True)
        print("\n核对与通知：")
        _follow(cloud, manifest)
        _print_answers(cloud, manifest)
        return [line for sample in manifest for line in _differences(cloud, sample)]


def _keep_log(folder: Path) -> Path:
    log = folder / "cloud.log"
    kept = ROOT / "build" / "demo.log"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(log.read_bytes() if log.exists() else b"")
    return kept


def _follow(cloud: LocalCloud, manifest: list[dict[str, str]]) -> None:
    """Wait until every upload is told; a line for each step of each upload, mails as they come."""
    states: dict[str, str] = {}
    mails: set[Path] = set()
    deadline = time.monotonic() + _WITHIN
    while time.monotonic() < deadline:
        # The table itself: polling the API would take the functions' few processes from the chain.
        uploads = _uploads(cloud)
        for key, upload in uploads.items():
            if states.get(key) != upload.state:
                states[key] = upload.state
                print(f"  · {_NAMES[upload.state]:　<8}{key}", flush=True)
        for path in sorted(set(cloud.outbox.glob("*.eml")) - mails, key=_written):
            mails.add(path)
            _print_mail(path)
        if len(uploads) == len(manifest) and all(upload.is_told for upload in uploads.values()):
            return
        time.sleep(0.3)
    raise RuntimeError(f"{_WITHIN} 秒内没有全部完成。")


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns


@dataclass(frozen=True, slots=True)
class _Upload:
    """What became of an upload. Its message is written before it counts as told."""

    state: str
    is_told: bool


def _uploads(cloud: LocalCloud) -> dict[str, _Upload]:
    items = cloud.client("dynamodb").scan(TableName=cloud.outputs["TableName"])["Items"]
    return {
        item["key"]["S"]: _Upload(item["state"]["S"], "told_verdict" in item)
        for item in items
        if item["sk"]["S"].startswith("UPLOAD#")
    }


def report_path(key: str) -> str:
    """The address of the report that a key holds."""
    office, year, organ, _ = key.split("/", 3)
    return f"/offices/{office}/years/{year}/reports/{urllib.parse.quote(organ, safe='')}"


def get(cloud: LocalCloud, path: str, *offices: str) -> dict[str, Any]:
    """Query the API with a token for these offices; an error's problem is an answer, too."""
    request = urllib.request.Request(cloud.api + path)  # noqa: S310 - this machine
    request.add_header("Authorization", f"Bearer {cloud.issuer.token(*offices)}")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
    except urllib.error.HTTPError as error:
        found = json.load(error)
    return found


def _print_mail(path: Path) -> None:
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = mail.get_body()
    print(f"\n✉ {mail['Subject']}")
    for line in body.get_content().strip().splitlines() if body else []:
        print(f"  │ {line}")
    print(flush=True)


def _print_answers(cloud: LocalCloud, manifest: list[dict[str, str]]) -> None:
    places = sorted({tuple(sample["key"].split("/")[:2]) for sample in manifest})
    for office, year in places:
        base = f"/offices/{office}/years/{year}"
        print(f"\n查询 GET {base}/reports")
        for item in get(cloud, f"{base}/reports", office)["items"]:
            counts = f"错误 {item['errors']}  提醒 {item['warnings']}"
            print(f"  {_NAMES[item['state']]:　<8}{counts}  {item['organ']}")
        totals = get(cloud, f"{base}/totals", office)
        cell = next(t for t in totals["items"] if t["cell"] == "t3.new_received.total")
        print(
            f"  合计：本年新收 {cell['sum']} 件（{cell['reports']} 份有数字，{cell['blanks']} 份空缺）"
        )
    office, year, organ, _ = manifest[1]["key"].split("/", 3)
    print(f"\n查询 GET /offices/{office}/years/{year}/reports/{organ}")
    for finding in get(cloud, report_path(manifest[1]["key"]), office)["findings"]:
        print(f"  {finding['rule']}  {finding['message']}")


# What these rules ask for is there as soon as a second report is.
_BESIDE_OTHERS: Final = frozenset({"DOC-02", "T2-06", "XY-07", "XY-09", "XY-10"})


def _differences(cloud: LocalCloud, sample: dict[str, str]) -> list[str]:
    """What of the expected file the report that the API gives does not have."""
    report = get(cloud, report_path(sample["key"]), sample["key"].split("/")[0])
    path = (SAMPLES / sample["file"]).with_suffix("")
    expected = json.loads(Path(f"{path}.expected.json").read_text())
    # The cloud knows where a file was handed in and what else was; the expected files, made for the command, do not.
    for told in (report, expected):
        told["unassessed"] = [
            item
            for item in told["unassessed"]
            if not item["rule"].startswith("KEY-") and item["rule"] not in _BESIDE_OTHERS
        ]
    same = ("status", "organ", "year", "forms", "cells", "marks", "deduced", "units")
    wrong = [name for name in same if report[name] != expected[name]]
    wrong += [
        name
        for name, fields in (("findings", ("rule", "severity")), ("unassessed", ("rule",)))
        if _instances(report[name], fields) != _instances(expected[name], fields)
    ]
    return [f"{sample['file']}：{', '.join(wrong)}"] if wrong else []


def _instances(items: list[dict[str, Any]], fields: tuple[str, ...]) -> list[list[str]]:
    return sorted([*(item[field] for field in fields), *item["cells"]] for item in items)


if __name__ == "__main__":
    raise SystemExit(main())
