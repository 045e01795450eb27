"""Synthesize the stack for this machine's processor and Python: `python -m local.assembly FOLDER`.

A process of its own: it takes seconds in which the cloud can start, and what Node prints goes to the log.
"""

from __future__ import annotations

import sys

from infra.app import synthesize
from infra.runtime import host_context

if __name__ == "__main__":
    synthesize(sys.argv[1], host_context())
