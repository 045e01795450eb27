"""The process of the local cloud: ministack, patched, on 127.0.0.1. It ends with whoever started it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from ministack import app

from local.emulator import addresses, patches, recovery
from local.emulator.checkpoint import Checkpoint
from local.emulator.outbox import Outbox
from local.settings import SCRATCH


def main(state: Path) -> None:
    """Serve until told to stop; `state` is the folder for all that is kept."""
    checkpoint = Checkpoint(state / "checkpoints")
    outbox = Outbox(state / "outbox", relay=os.environ.get("SMTP_HOST", ""))
    patches.apply(outbox, checkpoint.write, state / SCRATCH)
    recovery.check()
    checkpoint.restore()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_keep, args=(checkpoint,), daemon=True).start()
    app.app = addresses.with_slash(app.app)
    app.main()


def _end_with_parent() -> None:
    """The parent holds the other end of standard input: however it ends, this process ends, too."""
    while os.read(sys.stdin.fileno(), 1):  # not sys.stdin.read: it holds a lock that the exit needs
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _keep(checkpoint: Checkpoint) -> None:
    """Take up what the last process left, then keep what happens. Without checkpoints the process must not run on."""
    address = ("127.0.0.1", int(os.environ["GATEWAY_PORT"]))
    try:
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(address) == 0:
                    break
            time.sleep(0.05)
        recovery.resume()
        checkpoint.run()
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(Path(os.environ["GOUJI_STATE"]))
