"""The process of the local cloud: ministack, mended, on 127.0.0.1. It ends with whoever started it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from ministack import app

from local import mends
from local.checkpoint import Checkpoint
from local.outbox import Outbox


def main(state: Path) -> None:
    """Serve until told to stop; `state` is the folder for all that is kept."""
    mends.apply(Outbox(state / "outbox", relay=os.environ.get("SMTP_HOST", "")))
    checkpoint = Checkpoint(state / "checkpoint")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_keep, args=(checkpoint,), daemon=True).start()
    app.main()


def _end_with_parent() -> None:
    """The parent holds the other end of standard input: however it ends, this process ends, too."""
    while os.read(sys.stdin.fileno(), 1):  # not sys.stdin.read: it holds a lock that the exit needs
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _keep(checkpoint: Checkpoint) -> None:
    address = ("127.0.0.1", int(os.environ["GATEWAY_PORT"]))
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(address) == 0:
                break
        time.sleep(0.05)
    checkpoint.resume()
    checkpoint.run()


if __name__ == "__main__":
    main(Path(os.environ["GOUJI_STATE"]))
