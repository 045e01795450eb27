"""The processes of functions, patched: their packages on the disk, their number, their end. Each test has its own."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from local.settings import ROOT

_BEGIN = """
import threading, time, zipfile
from pathlib import Path
from ministack.core import lambda_runtime
from ministack.services import lambda_svc
from local.emulator import workers
"""


def _do(tmp_path: Path, script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _BEGIN + script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_what_a_killed_cloud_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "scratch" / "ministack-lambda-x" / "code"
    left.mkdir(parents=True)
    _do(tmp_path, "workers.apply(Path('scratch'))")
    assert list((tmp_path / "scratch").iterdir()) == []


def test_packages_are_unpacked_once_and_shared(tmp_path: Path) -> None:
    names = ["a.py", "folder/b.py"]
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as package:
        for name in names:
            package.writestr(name, name)
    _do(
        tmp_path,
        "workers.apply(Path('scratch'))\n"
        "for place in ('one', 'two'):\n"
        "    Path(place).mkdir()\n"
        "    with lambda_runtime.zipfile.ZipFile('package.zip') as package:\n"
        "        package.extractall(place)\n",
    )
    for name in names:
        one, two = tmp_path / "one" / name, tmp_path / "two" / name
        assert one.read_text() == name
        assert one.samefile(two)
    (tmp_path / "one" / "new").write_text("its own")
    assert not (tmp_path / "two" / "new").exists()


def test_end_of_a_process_is_named_as_on_aws(tmp_path: Path) -> None:
    said = _do(
        tmp_path,
        "def die(func, event, request_id):\n"
        "    said = {'errorMessage': event, 'errorType': 'Runtime.HandlerError'}\n"
        "    return {'body': said, 'error': True}\n"
        "lambda_svc._execute_function_warm = die\n"
        "workers.apply(Path('scratch'))\n"
        "function = {'config': {'Handler': 'x'}}\n"
        "for event in ('Worker process died', 'another'):\n"
        "    found = lambda_svc._execute_function_warm(function, event, '1')\n"
        "    print(found['body']['errorType'])\n",
    )
    assert said.split() == ["Runtime.ExitError", "Runtime.HandlerError"]


def test_recognition_leaves_places_for_others(tmp_path: Path) -> None:
    said = _do(
        tmp_path,
        "at_once, most = {}, {}\n"
        "lock = threading.Lock()\n"
        "def work(func, event, request_id):\n"
        "    name = func['config']['Handler']\n"
        "    for key in (name, 'all'):\n"
        "        with lock:\n"
        "            at_once[key] = at_once.get(key, 0) + 1\n"
        "            most[key] = max(most.get(key, 0), at_once[key])\n"
        "    time.sleep(0.3 if 'recognise' in name else 0.02)\n"
        "    for key in (name, 'all'):\n"
        "        with lock:\n"
        "            at_once[key] -= 1\n"
        "    order.append(name)\n"
        "order = []\n"
        "lambda_svc._execute_function_warm = work\n"
        "workers.apply(Path('scratch'))\n"
        "names = ['functions.recognise.handler.handler'] * 6 + ['functions.parse.handler.handler'] * 12\n"
        "def call(name):\n"
        "    lambda_svc._execute_function_warm({'config': {'Handler': name}}, {}, '1')\n"
        "threads = [threading.Thread(target=call, args=(name,)) for name in names]\n"
        "for thread in threads:\n"
        "    thread.start()\n"
        "for thread in threads:\n"
        "    thread.join()\n"
        "print(most['functions.recognise.handler.handler'], most['all'])\n"
        "last = max(n for n, name in enumerate(order) if 'parse' in name)\n"
        "print(sum('recognise' in name for name in order[:last]) <= 2)\n",
    )
    assert said.split() == ["2", "4", "True"]
