"""How a command ends that talks to an endpoint: what is said of a fault, and with which exit status."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

from gouji.output import clear_progress, tell
from gouji.remote.faults import (
    Declined,
    FileChanged,
    NotAllowed,
    RemoteFault,
    Unreachable,
    UnusableCall,
)
from gouji.usage import USAGE_ERROR
from gouji.wording import remote as words

NOT_READ: Final = 2  # as `gouji check` has it: it is not known whether the report adds up
# As in sysexits.h, and as shells have it for a program that was interrupted.
UNAVAILABLE: Final = 69
NOT_YET: Final = 75
NO_PERMISSION: Final = 77
_INTERRUPTED: Final = 130


def ended(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command; its exit status."""
    try:
        return command(options)
    except RemoteFault as fault:
        clear_progress()
        tell(said(fault))
        return status_of(fault)
    except KeyboardInterrupt:
        clear_progress()
        tell(words.INTERRUPTED)
        return _INTERRUPTED


def said(fault: RemoteFault) -> str:
    """The fault in a sentence."""
    match fault:
        case Unreachable(why=why, about=about):
            return words.unreachable(why, about)
        case NotAllowed(status=status):
            return words.not_allowed(status)
        case Declined(status=status, detail=detail):
            return words.declined(status, detail)
        case FileChanged():
            return words.ANOTHER_SENT
        case _:
            return str(fault)


def status_of(fault: RemoteFault) -> int:
    """The exit status of a command that ends with it."""
    match fault:
        case Unreachable():
            return UNAVAILABLE
        case NotAllowed():
            return NO_PERMISSION
        case UnusableCall():
            return USAGE_ERROR
        case _:
            return NOT_READ


def is_final(fault: RemoteFault) -> bool:
    """Whether what follows would fail alike: the endpoint is away, or nobody is let in."""
    return isinstance(fault, Unreachable | UnusableCall) or (
        isinstance(fault, NotAllowed) and fault.status == 401
    )
