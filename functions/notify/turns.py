"""One turn at an address: take it, publish what is pending as one message, remember that it is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from functions.adapters.logging import logger
from functions.adapters.metrics import MESSAGES, write
from functions.adapters.store import Address, Pending, Store, Wait
from functions.adapters.topic import publish
from functions.notify.gathering import message_of
from functions.notify.settings import settings


def tell(store: Store, address: Address, owner: str) -> Wait | None:
    """Tell an address one message; Wait where it is another's turn, or none yet.

    Only a publish whose answer was lost is repeated, with the same id.
    """
    turn = store.outbox.take(address, owner, datetime.now(UTC), _together)
    if turn is None or isinstance(turn, Wait):
        return turn
    if not turn.is_published:
        message = message_of(store, turn)
        publish(settings().topic_arn, message.mail, message.attributes)
        write({MESSAGES: 1}, message.attributes["kind"])
    store.outbox.told(address, owner, turn, lambda member: store.mark_told(member, turn.id))
    pace = timedelta(seconds=settings().seconds_between_messages)
    store.outbox.give_back(address, owner, datetime.now(UTC), pace)
    uploads = [member.upload_id for member in turn.members if member.upload_id]
    logger.info("told", extra={"message_id": turn.id, "uploads": uploads})
    return None


def _together(pending: Sequence[Pending]) -> Sequence[Pending]:
    """What goes into one message: all that is told of uploads; anything else goes by itself, in its turn."""
    if pending and not pending[0].tells_of_upload:
        return pending[:1]
    return [each for each in pending if each.tells_of_upload]
