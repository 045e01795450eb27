"""E-mails as files: what SNS would send lies in a folder, and goes to an SMTP server if one is named."""

from __future__ import annotations

import hashlib
import logging
import re
import smtplib
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from pathlib import Path
from typing import Final

_SENDER: Final = "Gouji <no-reply@gouji.localhost>"
_SAFE: Final = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_UNSAFE: Final = re.compile(r"[^\w-]")
_LONGEST: Final = 24  # characters of a word: a name has at most 255 bytes
_CHINA: Final = timezone(timedelta(hours=8))
_RELAY_SECONDS: Final = 10
_writing: Final = threading.Lock()
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder of .eml files; `relay` is `host` or `host:port`, or empty."""

    folder: Path
    relay: str = ""

    def deliver(
        self, *, to: str, subject: str, text: str, message_id: str, about: Sequence[str] = ()
    ) -> Path:
        """Write one mail and relay it. `about`: words for the file's name, which begins with the time (in China).

        A publish whose answer was lost is repeated with the same id, and SNS sends it twice: so a message that lies
        here already for this receiver becomes a second mail, whose name says of which time it is the repetition.
        """
        name = _identity(message_id, to)
        mail = EmailMessage(policy=SMTP)
        mail["From"] = _SENDER
        mail["To"] = to
        # Encoded whole: where EmailMessage folds it, a space between two encoded words is lost.
        mail.set_raw("Subject", Header(subject, "utf-8", header_name="Subject").encode())
        mail["Date"] = formatdate(localtime=True)
        mail["Message-ID"] = f"<{name}@gouji.localhost>"
        mail.set_content(text, cte="base64")
        with _writing:  # who counts what lies here must not be overtaken
            before = len(list(self.folder.glob(f"*_{name}.*eml")))  # itself, and .repeated-1.eml …
            again = f".repeated-{before}" if before else ""
            path = self.folder / f"{_beginning(about)}_{name}{again}.eml"
            _write(path, bytes(mail))
        if self.relay:
            # A slow server must not hold up the publisher.
            threading.Thread(target=self._send, args=(mail,), daemon=True).start()
        return path

    def _send(self, mail: EmailMessage) -> None:
        host, _, port = self.relay.partition(":")
        try:
            with smtplib.SMTP(host, int(port or 25), timeout=_RELAY_SECONDS) as server:
                server.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            _log.warning("could not relay %s to %s: %s", mail["Message-ID"], self.relay, error)


def _beginning(about: Sequence[str]) -> str:
    """「20230120-160000_haishu_海曙区教育局」, whatever the words hold."""
    words = (_UNSAFE.sub("", word)[:_LONGEST] for word in about)
    return "_".join([f"{datetime.now(_CHINA):%Y%m%d-%H%M%S}", *filter(None, words)])


def _identity(message_id: str, to: str) -> str:
    """The message's id, where it can be a file's name, and a digest that tells receivers apart."""
    digest = hashlib.sha256(f"{message_id}\n{to}".encode()).hexdigest()
    return f"{message_id}.{digest[:8]}" if _SAFE.fullmatch(message_id) else digest[:32]


def _write(path: Path, content: bytes) -> None:
    """Write a whole file or nothing. Readers never see half a mail."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part") as draft:
        draft.write(content)
        draft.flush()
        path.hardlink_to(draft.name)
