"""Synthesize the stack for this machine's processor and Python: `python -m local.assembly FOLDER [SECONDS]`.

SECONDS: between two messages to one address, where it is not what the stack says.

A process of its own: it takes seconds in which the cloud can start, and what Node prints goes to the log.
"""

from __future__ import annotations

import sys

from infra.app import synthesize
from infra.runtime import PACE, host_context

if __name__ == "__main__":
    folder, *pace = sys.argv[1:]
    synthesize(folder, host_context() | dict.fromkeys([PACE] * len(pace), *pace))
