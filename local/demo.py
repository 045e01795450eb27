"""`make demo`: an office's season in short, through the whole chain on this machine.

A roster comes in, then every sample, each checked against what stands beside it; one report is returned and mended, of
another a finding is waived and the report accepted; a morning's digest tells who is missing; the totals are taken away.
"""

from __future__ import annotations

import email
import email.policy
import json
import shutil
import signal
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from local.clock import Unsent, sent
from local.cloud import LocalCloud, free_port, running
from local.settings import ROOT

SAMPLES: Final = ROOT / "samples"
_WITHIN: Final = 180  # seconds for all samples; a busy machine is slow to start the functions
_PACE: Final = 2  # seconds between two messages to one office, where it is a minute elsewhere
KEPT: Final = ROOT / "build" / "demo"  # what is made stays there: e-mails and the workbook
# The office whose season is told, the organs on its roster, and what is done with the reports of two of them.
OFFICE: Final = ("qingchuan", "2023")
RETURNED: Final = "qingchuan-planning-2023.html"
ACCEPTED: Final = "hailan-housing-2022.html"
ROSTER: Final = """\
机关,简称,分组,联系人
青川市教育局,市教育局,市直,陈老师
青川市自然资源和规划局,市资规局,市直,林科长
青川市档案局,市档案局,市直,周科长
"""
SLIP: Final = (b">145<", b">154<")  # two digits changed about, and as the organ mends it
_MORNING: Final = date(2024, 2, 1)  # the day after the deadline
STANDINGS: Final = {
    "missing": "未报送",
    "received": "已收到",
    "unreadable": "无法读取",
    "failed": "系统未能完成",
    "to_review": "待审核",
    "returned": "已退回",
    "accepted": "已接受",
    "correction": "接受后又更正",
}
NAMES: Final = {
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
        except (RuntimeError, Unsent, BotoCoreError, ClientError, OSError) as error:
            print(f"演示没有完成：{error}", file=sys.stderr)
            print(f"日志：{_keep_log(Path(folder))}", file=sys.stderr)
            return 1
    print(f"\n共用 {time.monotonic() - began:.0f} 秒，本机云已停止。")
    for line in wrong:
        print(f"与预期不符：{line}", file=sys.stderr)
    return 1 if wrong else 0


def _demonstrate(folder: Path, began: float) -> list[str]:
    """The whole way; what is not as expected, one line a sample."""
    manifest = {sample["file"]: sample["key"] for sample in _manifest()}
    print("正在启动本机云并部署……", flush=True)
    with running(folder, free_port(), pace=_PACE) as cloud:
        print(f"已部署（{time.monotonic() - began:.0f} 秒）。", flush=True)
        teller = _Teller(cloud)
        _put_roster(teller)
        print(f"\n【二】各机关报送 {len(manifest)} 份样例，逐份核对并通知：", flush=True)
        for file, key in manifest.items():
            _put(cloud, key, (SAMPLES / file).read_bytes())
        teller.follow(manifest.values())
        wrong = [line for sample in _manifest() for line in _differences(cloud, sample)]
        _print_answers(cloud, manifest)
        _return_and_mend(teller, manifest[RETURNED])
        _waive_and_accept(cloud, manifest[ACCEPTED])
        _tell_morning(teller)
        _print_made(cloud, _totals(cloud))
        return wrong


def _manifest() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((SAMPLES / "samples.json").read_text())
    return found


def _put(cloud: LocalCloud, key: str, body: bytes) -> None:
    cloud.client("s3").put_object(Bucket=cloud.outputs["UploadBucketName"], Key=key, Body=body)
    print(f"  ↑ {key}", flush=True)


def _put_roster(teller: _Teller) -> None:
    """The office's roster comes first, so that all reports are judged beside it."""
    office, year = OFFICE
    print("\n【一】审核单位放入名册：")
    _put(teller.cloud, f"{office}/{year}/_settings/roster.csv", ROSTER.encode("utf-8-sig"))
    teller.until(lambda: bool(get(teller.cloud, f"{_year(*OFFICE)}/roster", office).get("version")))


def _return_and_mend(teller: _Teller, key: str) -> None:
    """A report is sent back; the organ mends what was found, and hands in again."""
    print("\n【三】退回一份，机关改正后重报，予以接受：", flush=True)
    _decide(teller.cloud, key, action="return", reason="请按核对结果更正表三后重新报送。")
    print(f"  ⮌ 已退回 {key.split('/')[2]}", flush=True)
    teller.until(lambda: not teller.is_pending())
    mended = (SAMPLES / RETURNED).read_bytes().replace(*SLIP)
    again = f"{key.removesuffix('.html')}（改正）.html"
    _put(teller.cloud, again, mended)
    teller.follow([again])
    _decide(teller.cloud, again, action="accept")
    print(f"  ✓ 已接受 {again.split('/')[2]}", flush=True)


def _waive_and_accept(cloud: LocalCloud, key: str) -> None:
    """What the reviewer knows better is waived with a reason, and the report accepted."""
    print("\n【四】说明理由豁免，接受一份：", flush=True)
    office = key.split("/")[0]
    for finding in get(cloud, report_path(key), office)["findings"]:
        if finding["severity"] == "error":
            note = "该局机构改革前编制，本单位同意沿用旧格式。"
            _decide(cloud, key, action="waive", finding=finding["key"], reason=note)
            print(f"  ✓ 豁免〔{finding['rule']}〕{finding['message']}（理由：{note}）")
    _decide(cloud, key, action="accept")
    print(f"  ✓ 已接受 {key.split('/')[2]}", flush=True)


def _tell_morning(teller: _Teller) -> None:
    print(f"\n【五】{_MORNING.month}月{_MORNING.day}日早上 9 时的汇报：", flush=True)
    sent(teller.cloud.endpoint, _MORNING)
    teller.until(lambda: not teller.is_pending())


def _totals(cloud: LocalCloud) -> Path:
    """The totals of the office's year as a workbook, beside the e-mails."""
    office, year = OFFICE
    path = cloud.outbox / f"{office}-{year}-totals.xlsx"
    path.write_bytes(_asked(cloud, f"{_year(*OFFICE)}/totals.xlsx", office))
    return path


def _print_made(cloud: LocalCloud, workbook: Path) -> None:
    """How the season stands at last, and where what was made is kept."""
    office, year = OFFICE
    counts = get(cloud, _year(*OFFICE), office)["counts"]
    print(f"\n【六】{office} {year}年度现在：")
    for standing, name in STANDINGS.items():
        if counts.get(standing):
            print(f"  {name:　<8}{counts[standing]} 个机关")
    shutil.rmtree(KEPT, ignore_errors=True)
    shutil.copytree(cloud.outbox, KEPT)
    print("\n留下的文件：")
    print(f"  汇总表（Excel）　{KEPT / workbook.name}")
    print(f"  邮件 {len(list(KEPT.glob('*.eml')))} 封　　　{KEPT}")
    print("\n在网页上看：make up，然后打开它印出的链接。")


def _decide(cloud: LocalCloud, key: str, **decision: str) -> None:
    """Decide on a report's current upload, as a reviewer of its office does. RuntimeError where it is refused."""
    office = key.split("/")[0]
    upload = get(cloud, report_path(key), office)["upload"]["upload_id"]
    body = json.dumps({"upload_id": upload, **decision}).encode()
    token = cloud.issuer.token(office, reviews=[office], sub="shenhe", name="审核员")
    answer = json.loads(
        _asked(cloud, f"{report_path(key)}/decisions", office, body=body, token=token)
    )
    if "id" not in answer:
        raise RuntimeError(answer.get("detail") or answer)


def _keep_log(folder: Path) -> Path:
    log = folder / "cloud.log"
    kept = ROOT / "build" / "demo.log"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(log.read_bytes() if log.exists() else b"")
    return kept


class _Teller:
    """Tells what happens in a cloud while it is waited for: a line a step of each upload, e-mails as they come."""

    def __init__(self, cloud: LocalCloud) -> None:
        self.cloud = cloud
        self._states: dict[str, str] = {}
        self._mails: set[Path] = set()

    def follow(self, keys: Iterable[str]) -> None:
        """Wait until these uploads are told."""
        wanted = set(keys)

        def are_told() -> bool:
            # The table itself: polling the API would take the functions' few processes from the chain.
            uploads = _uploads(self.cloud)
            for key, upload in uploads.items():
                if self._states.get(key) != upload.state:
                    self._states[key] = upload.state
                    print(f"  · {NAMES[upload.state]:　<8}{key}", flush=True)
            return all(key in uploads and uploads[key].is_told for key in wanted)

        self.until(are_told)

    def is_pending(self) -> bool:
        """Whether there is anything still to be told."""
        return any(item["sk"]["S"].startswith("PENDING#") for item in _items(self.cloud))

    def until(self, is_done: Callable[[], bool]) -> None:
        """Wait, and print the e-mails that came. RuntimeError where it takes too long."""
        deadline = time.monotonic() + _WITHIN
        while time.monotonic() < deadline:
            done = is_done()
            for path in sorted(set(self.cloud.outbox.glob("*.eml")) - self._mails, key=_written):
                self._mails.add(path)
                _print_mail(path)
            if done:
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
    return {
        item["key"]["S"]: _Upload(item["state"]["S"], "told_verdict" in item)
        for item in _items(cloud)
        if item["sk"]["S"].startswith("UPLOAD#")
    }


def _items(cloud: LocalCloud) -> Iterator[dict[str, Any]]:
    pages = cloud.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=cloud.outputs["TableName"]):
        yield from page["Items"]


def _year(office: str, year: str) -> str:
    return f"/offices/{office}/years/{year}"


def report_path(key: str) -> str:
    """The address of the report that a key holds."""
    office, year, organ, _ = key.split("/", 3)
    return f"/offices/{office}/years/{year}/reports/{urllib.parse.quote(organ, safe='')}"


def get(cloud: LocalCloud, path: str, *offices: str) -> dict[str, Any]:
    """Query the API with a token for these offices; an error's problem is an answer, too."""
    found: dict[str, Any] = json.loads(_asked(cloud, path, *offices))
    return found


def _asked(
    cloud: LocalCloud,
    path: str,
    *offices: str,
    body: bytes | None = None,
    token: str | None = None,
) -> bytes:
    """What the API answers to a GET, or to a POST of JSON."""
    request = urllib.request.Request(cloud.api + path, body)  # noqa: S310 - this machine
    request.add_header("Authorization", f"Bearer {token or cloud.issuer.token(*offices)}")
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - this machine
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.read()


def _print_mail(path: Path) -> None:
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = mail.get_body()
    print(f"\n✉ {mail['Subject']}")
    for line in body.get_content().strip().splitlines() if body else []:
        print(f"  │ {line}")
    print(flush=True)


def _print_answers(cloud: LocalCloud, manifest: Mapping[str, str]) -> None:
    places = sorted({tuple(key.split("/")[:2]) for key in manifest.values()})
    for office, year in places:
        base = _year(office, year)
        print(f"\n查询 GET {base}/reports")
        for item in get(cloud, f"{base}/reports", office)["items"]:
            counts = f"错误 {item['errors']}  提醒 {item['warnings']}"
            print(f"  {NAMES[item['state']]:　<8}{counts}  {item['organ']}")
        totals = get(cloud, f"{base}/totals", office)
        cell = next(t for t in totals["items"] if t["cell"] == "t3.new_received.total")
        print(
            f"  合计：本年新收 {cell['sum']} 件（{cell['reports']} 份有数字，{cell['blanks']} 份空缺）"
        )


@cache
def _rules_beside(api: str) -> frozenset[str]:
    """The rules that need more than the report, by the catalogue: the cloud has it, the expected files do not."""
    with urllib.request.urlopen(f"{api}/rules", timeout=20) as answer:  # noqa: S310 - this machine
        return frozenset(rule["id"] for rule in json.load(answer)["items"] if rule.get("needs"))


def _differences(cloud: LocalCloud, sample: dict[str, str]) -> list[str]:
    """What of the expected file the report that the API gives does not have."""
    report = get(cloud, report_path(sample["key"]), sample["key"].split("/")[0])
    path = (SAMPLES / sample["file"]).with_suffix("")
    expected = json.loads(Path(f"{path}.expected.json").read_text())
    beside = _rules_beside(cloud.api)
    for told in (report, expected):
        told["unassessed"] = [item for item in told["unassessed"] if item["rule"] not in beside]
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
