"""Have reports judged again."""

from __future__ import annotations

from msgspec import field

from functions.adapters.logging import logger
from functions.adapters.messages import Message
from functions.adapters.runs import start
from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Which state machine judges again; without one nothing is."""

    recheck_arn: str = ""


class RecheckRequested(Message, frozen=True):
    """An office's year is to be judged again, or one organ's report of it.

    `reason`: `settings`, `roster`, `previous` (last year's report), `outdated` (one of these, while it was judged),
    `taken_back` (a newer upload was) or `requested`. `read`: the files are read again as well. A recheck of the same
    id goes on where it stopped.
    """

    id: str
    office: str
    year: int
    reason: str
    organ: str | None = None
    reads: bool = field(name="read", default=False)


def start_recheck(request: RecheckRequested) -> None:
    """Have it judged again; the same id starts it once."""
    arn = Settings.from_environment().recheck_arn
    if arn:
        start(arn, request, request.id)
    else:
        logger.warning("nothing judges again", extra={"recheck": request.id})
