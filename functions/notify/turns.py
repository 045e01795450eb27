"""One turn at an address: take it, publish what is pending as one message, remember that it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from functions.adapters.logging import logger
from functions.adapters.metrics import MESSAGES, REPEATED_MESSAGES, write
from functions.adapters.store import Address, Batch, Pending, Store, Wait
from functions.adapters.store.table import pauses
from functions.adapters.topic import is_refused, publish
from functions.notify.gathering import message_of
from functions.notify.settings import settings

if TYPE_CHECKING:
    from functions.adapters.store.table import Write

_INSISTED: Final = 6  # times that it is tried to remember what is published, within three seconds


class InDoubt(Exception):
    """A message was published as often as it may be, and no answer came: a redrive publishes it once more."""


def tell(store: Store, address: Address, owner: str) -> Wait | None:
    """Tell an address one message; Wait where it is another's turn, or none yet.

    Only a publish whose answer was lost is repeated, with the same id, a few times and far apart.
    """
    turn = store.outbox.take(address, owner, datetime.now(UTC), _together)
    if turn is None or isinstance(turn, Wait):
        return turn
    uploads = [member.upload_id for member in turn.members if member.upload_id]
    about = {"message_id": turn.id, "uploads": uploads}
    if turn.is_in_doubt:
        store.outbox.put_aside(address, owner, turn)
        store.outbox.give_back(address, owner, datetime.now(UTC), _pace())
        logger.error("in doubt", extra=about)
        raise InDoubt(turn.id)
    if not turn.is_published:
        wait = _publish(store, address, owner, turn)
        if wait:
            return wait
    _insist(lambda: store.outbox.told(address, owner, turn, partial(_marks, store, address, turn)))
    store.outbox.give_back(address, owner, datetime.now(UTC), _pace())
    logger.info("told", extra=about)
    return None


def _publish(store: Store, address: Address, owner: str, turn: Batch) -> Wait | None:
    """Publish a batch; Wait where it was tried, without an answer, a short time ago."""
    message = message_of(store, turn)
    tried = store.outbox.attempt(address, owner, turn, datetime.now(UTC), _pace())
    if isinstance(tried, Wait):
        return tried
    try:
        publish(settings().topic_arn, message.mail, message.attributes, message.closing)
    except Exception as error:
        if is_refused(error):
            store.outbox.untried(address, owner, tried)
        raise
    write({MESSAGES: 1}, message.attributes["kind"])
    if tried.attempts > 1:
        write({REPEATED_MESSAGES: 1})
    return None


def _marks(store: Store, address: Address, turn: Batch, member: Pending) -> list[Write]:
    """What says of a member that it was told. Of a key of no office nothing: only who subscribed without a filter hears
    of it, perhaps nobody. An alarm on this line tells the operator.
    """
    if address.is_nobodys:
        logger.error("key of no office", extra={"upload_id": member.upload_id})
        return []
    return store.mark_told(member, turn.id)


def _insist(act: Callable[[], None]) -> None:
    """Try again at once: what is published and not remembered is published again."""
    from botocore.exceptions import BotoCoreError, ClientError

    last: Exception | None = None
    for _ in pauses(_INSISTED):
        try:
            return act()
        except (BotoCoreError, ClientError) as error:
            last = error
    if last:
        raise last
    return None


def _pace() -> timedelta:
    return timedelta(seconds=settings().seconds_between_messages)


def _together(pending: Sequence[Pending]) -> Sequence[Pending]:
    """What goes into one message: all that is told of uploads; anything else goes by itself, in its turn."""
    if pending and not pending[0].tells_of_upload:
        return pending[:1]
    return [each for each in pending if each.tells_of_upload]
