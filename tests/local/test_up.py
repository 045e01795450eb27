"""`make up`: where the cloud is, is told while it runs; what cannot be is said in one sentence."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from local import tokens, up
from local.cloud import free_port, running
from local.settings import ROOT


def _refusal(capsys: pytest.CaptureFixture[str]) -> str:
    out, said = capsys.readouterr()
    assert not out
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_unusable_port_is_one_sentence(
    port: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", port)
    assert up.main() == 2
    assert f"“{port}”" in _refusal(capsys)
    assert tokens.main(["yunping"]) == 2
    assert f"“{port}”" in _refusal(capsys)


@pytest.mark.network
def test_busy_port_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        assert up.main() == 1
    assert "已被占用" in _refusal(capsys)


@pytest.mark.network
def test_folder_that_cannot_be_one_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.setenv("STATE", str(tmp_path / "file"))
    assert up.main() == 1
    assert "不能使用" in capsys.readouterr().err


@pytest.mark.network
@pytest.mark.xdist_group("local cloud")
def test_clouds_run_side_by_side_and_never_on_one_folder(tmp_path: Path, assembly: Path) -> None:
    with running(tmp_path / "one", free_port(), assembly) as one:
        with (
            pytest.raises(RuntimeError, match="正由另一个本机云使用"),
            running(tmp_path / "one", free_port(), assembly),
        ):
            pass
        with one.announced(), running(tmp_path / "two", free_port(), assembly) as two:
            told = json.loads((tmp_path / "one" / "endpoints.json").read_text())
            assert told == one.endpoints
            one.client("s3").put_object(Bucket=told["upload_bucket"], Key="only-here", Body=b"")
            theirs = two.client("s3").list_objects_v2(Bucket=two.endpoints["upload_bucket"])
            assert theirs["KeyCount"] == 0
    assert not (tmp_path / "one" / "endpoints.json").exists()


def _environment(port: int, state: Path) -> dict[str, str]:
    return {**os.environ, "PORT": str(port), "STATE": str(state)}


def _endpoints(path: Path, process: subprocess.Popen[str]) -> dict[str, str]:
    deadline = time.monotonic() + 180
    while not path.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.1)
    found: dict[str, str] = json.loads(path.read_text())  # never half of it
    return found


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.xdist_group("local cloud")
def test_endpoints_and_tokens_are_enough_to_ask_the_cloud(tmp_path: Path) -> None:
    port, path = free_port(), tmp_path / "endpoints.json"
    environment = _environment(port, tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "local.up"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        told = _endpoints(path, process)
        assert set(told) == {
            *("endpoint", "api", "page", "upload_bucket", "document_bucket"),
            *("table", "topic", "outbox"),
        }
        assert told["endpoint"] == f"http://127.0.0.1:{port}"
        assert told["page"] == told["api"] + "/"
        token = subprocess.run(
            [sys.executable, "-m", "local.tokens", "yunping"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        request = urllib.request.Request(f"{told['api']}/offices/yunping/years/2022/reports")
        request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert json.load(answer)["items"] == []
    finally:
        process.send_signal(signal.SIGTERM)
        out, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "已停止" in out
    assert f"{told['page']}#token=" in out
    assert not path.exists()
