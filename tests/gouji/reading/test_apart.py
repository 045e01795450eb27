"""Work in a process of its own: whatever comes of it there, here it is pieces, a sentence, or a fault that is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gouji.reading import limits
from gouji.reading.apart import ReaderFailed, apart, end_waiting
from gouji.report import ScannedReport, UnreadableReport
from tests.gouji.reading.works import HERE

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    end_waiting()
    yield
    end_waiting()


def done(work: str, content: bytes = b"", given: bytes = b"", **named: int) -> list[bytes]:
    return list(apart(f"{HERE}:{work}", content, given, **named))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_pieces_come_back_whatever_they_hold() -> None:
    content = bytes(range(256)) * 40_000  # more than a pipe holds
    assert done("echo", content, b"\x00") == [content, b"\x00"]


def test_one_process_serves_file_after_file() -> None:
    assert len({done("who")[0] for _ in range(3)}) == 1
    assert done("who") != [b"%d" % os.getpid()]


def test_noise_on_standard_output_is_no_piece() -> None:
    assert done("print_something", b"x") == [b"x"]


def test_refusals_keep_their_class_and_sentence_and_the_process() -> None:
    first = done("who")
    with pytest.raises(UnreadableReport, match=r"^不是报告。$") as caught:
        done("refuse", "不是报告。".encode())
    assert type(caught.value) is UnreadableReport
    with pytest.raises(ScannedReport, match=r"^是扫描件。$"):
        done("refuse_scan", "是扫描件。".encode())
    assert done("who") == first


@pytest.mark.parametrize(("work", "given"), [("die", b""), ("take", b"%d" % (1 << 40))])
@pytest.mark.parametrize("before", [0, 1])
def test_file_that_ends_its_process_is_refused_and_the_next_is_read(
    work: str, given: bytes, before: int
) -> None:
    for _ in range(before):
        done("echo")
    with pytest.raises(UnreadableReport) as caught:
        done(work, b"", given)
    assert str(caught.value) == limits.TOO_COMPLEX
    assert done("echo", b"next") == [b"next", b""]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_memory_is_bounded_job_by_job() -> None:
    megabytes = 400 << 20
    assert done("take", given=b"%d" % megabytes) == [b"%d" % megabytes]
    with pytest.raises(UnreadableReport):
        done("take", given=b"%d" % megabytes, memory=300 << 20)
    assert done("take", given=b"%d" % megabytes) == [b"%d" % megabytes]


def test_process_that_hangs_is_ended_soon_after_the_time_is_up() -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableReport) as caught, limits.of_document(0.2):
        done("hang")
    assert str(caught.value) == limits.TOO_COMPLEX
    assert time.monotonic() - start < 6


def test_time_counts_there_as_it_does_here() -> None:
    with pytest.raises(UnreadableReport) as caught, limits.of_document(0.5):
        done("look_at_time")
    assert str(caught.value) == limits.TOO_COMPLEX


def test_what_is_nested_too_deep_is_told_as_such() -> None:
    with pytest.raises(UnreadableReport) as caught:
        done("recurse")
    assert str(caught.value) == limits.TOO_DEEP


def test_process_that_died_while_it_waited_costs_no_file_its_verdict() -> None:
    (process,) = done("who")
    os.kill(int(process), signal.SIGKILL)
    (other,) = done("who")
    assert other != process


def test_pieces_before_the_end_are_not_told_twice() -> None:
    done("echo")  # so that the process is not a new one
    pieces = apart(f"{HERE}:die", b"first")
    assert next(pieces) == b"first"
    with pytest.raises(UnreadableReport):
        next(pieces)


def test_fault_of_the_program_is_no_verdict() -> None:
    with pytest.raises(ReaderFailed, match=r"in fail\n[^$]*KeyError$") as caught:
        done("fail")
    assert "a fault of the program" not in str(caught.value).splitlines()[-1]
    assert done("echo", b"next") == [b"next", b""]


def test_work_that_nobody_waits_for_any_more_ends() -> None:
    pieces = apart(f"{HERE}:spin", b"")
    process = int(next(pieces))
    pieces.close()  # type: ignore[attr-defined]  # a generator, told as an iterator
    assert not _runs(process)


def test_threads_do_not_wait_for_each_other() -> None:
    with ThreadPoolExecutor(4) as threads:
        contents = [b"%d" % n * 70_000 for n in range(12)]
        found = list(threads.map(lambda content: done("echo", content), contents))
    assert found == [[content, b""] for content in contents]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_process_ends_with_whoever_started_it() -> None:
    script = (
        "import sys, time\nfrom gouji.reading.apart import apart\n"
        f"pieces = apart('{HERE}:who', b'')\n"
        "print(int(next(pieces)), flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        process = int(parent.stdout.readline())
        assert _runs(process)
        parent.kill()
        deadline = time.monotonic() + 10
        while _runs(process):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_module_in_the_folder_of_the_files_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "struct.py").write_text("raise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    assert done("echo", b"x") == [b"x", b""]
