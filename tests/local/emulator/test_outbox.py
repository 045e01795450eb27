"""Each message is one file for each receiver, whatever the publisher or the SMTP server does."""

from __future__ import annotations

import email
import email.policy
import logging
import re
import socketserver
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest

from local.cloud import free_port
from local.emulator.outbox import Outbox

SUBJECT = "【勾稽】云坪区粮食和物资储备中心 2022年度：通过：勾稽关系全部成立，没有需要修改的地方"
TEXT = "表三“总计”填的是 4，\n而各项相加是 5。\n"


class _Server(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail needs."""

    received: list[bytes]

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            command = line.upper().split()[0] if line.split() else b""
            self.wfile.write(b"354 go on\r\n" if command == b"DATA" else b"250 ok\r\n")
            if command == b"DATA":
                lines = iter(self.rfile.readline, b".\r\n")
                self.received.append(b"".join(lines))
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def server() -> Iterator[tuple[int, list[bytes]]]:
    received: list[bytes] = []
    handler = type("Handler", (_Server,), {"received": received})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield served.server_address[1], received
        served.shutdown()


def _read(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def _deliver(outbox: Outbox, message_id: str = "abc-verdict", to: str = "a@x.example") -> Path:
    return outbox.deliver(to=to, subject=SUBJECT, text=TEXT, message_id=message_id)


def test_subject_and_body_arrive_as_they_were_written(tmp_path: Path) -> None:
    path = _deliver(Outbox(tmp_path))
    assert re.fullmatch(r"\d{8}-\d{6}_abc-verdict\.[0-9a-f]{8}\.eml", path.name)
    mail = _read(path.read_bytes())
    body = mail.get_body()
    assert (mail["Subject"], mail["To"]) == (SUBJECT, "a@x.example")
    assert body
    assert body.get_content().replace("\r\n", "\n") == TEXT  # mail's own line ends
    assert mail["Message-ID"] == f"<{path.stem.split('_')[-1]}@gouji.localhost>"


def test_file_is_named_by_time_office_and_organ(tmp_path: Path) -> None:
    about = ("haishu", "海曙区教育局")
    path = Outbox(tmp_path).deliver(
        to="a@x.example", subject=SUBJECT, text=TEXT, message_id="abc-verdict", about=about
    )
    assert re.match(r"\d{8}-\d{6}_haishu_海曙区教育局_abc-verdict\.", path.name)


@pytest.mark.parametrize("organ", ["../../etc/passwd", "局" * 300, "", "a\x00b/c"])
def test_words_of_a_name_never_leave_the_folder_nor_make_it_too_long(
    tmp_path: Path, organ: str
) -> None:
    path = Outbox(tmp_path).deliver(
        to="a@x.example", subject=SUBJECT, text=TEXT, message_id="i" * 100, about=("o" * 300, organ)
    )
    assert path.parent == tmp_path
    assert path.exists()


def test_message_of_one_id_that_comes_again_is_another_mail_and_says_so(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    receivers = ["a@x.example", "b@x.example"] * 20
    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(lambda to: _deliver(outbox, to=to), receivers))
    assert len({path.name for path in written}) == len(list(tmp_path.iterdir())) == 40
    for to in ("a@x.example", "b@x.example"):
        own = [p for p in written if _read(p.read_bytes())["To"] == to]
        again = [p.stem.rpartition(".repeated-")[2] for p in own if ".repeated-" in p.name]
        assert sorted(map(int, again)) == list(range(1, 20))
        assert len({_read(path.read_bytes())["Message-ID"] for path in own}) == 1


def test_an_id_that_is_no_file_name_stays_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    path = _deliver(Outbox(folder), message_id="../../etc/年报")
    assert path.parent == folder


def test_mail_is_relayed_to_the_named_server(
    tmp_path: Path, server: tuple[int, list[bytes]]
) -> None:
    port, received = server
    outbox = Outbox(tmp_path, relay=f"127.0.0.1:{port}")
    _deliver(outbox)
    _deliver(outbox)
    deadline = time.monotonic() + 10
    while len(received) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    # What is published twice is sent twice, as SNS does.
    assert [_read(mail)["Subject"] for mail in received] == [SUBJECT, SUBJECT]


def test_failing_server_is_logged_and_the_mail_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        path = _deliver(Outbox(tmp_path, relay=f"127.0.0.1:{free_port()}"))
        deadline = time.monotonic() + 10
        while not caplog.records and time.monotonic() < deadline:
            time.sleep(0.02)
    assert "could not relay" in caplog.text
    assert path.exists()


@pytest.mark.parametrize("length", range(1, 40))
def test_subject_keeps_its_spaces_wherever_it_is_folded(tmp_path: Path, length: int) -> None:
    subject = f"【未能核对完】{'白' * length}镇人民政府 2023年度 第3次报送（错误 1 处）"
    path = Outbox(tmp_path).deliver(to="a@x.example", subject=subject, text=TEXT, message_id="a")
    assert _read(path.read_bytes())["Subject"] == subject
