"""Faults, and the places where they strike: each AWS call that a function makes, each invocation of a function."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from functions.adapters import clients

Json = dict[str, Any]
Side = Literal["before", "after"]

INVOKED: Final = "Invoke"  # stands for the call of the function itself
_ENDPOINT: Final = "https://aws.example"
_THROTTLED: Final = {
    "dynamodb": "ProvisionedThroughputExceededException",
    "s3": "SlowDown",
    "sns": "Throttled",
    "stepfunctions": "ThrottlingException",
}


class Killed(BaseException):
    """Nothing catches it; `lambda_name`: what Lambda calls the end of a worker."""

    def __init__(self, lambda_name: str) -> None:
        super().__init__(lambda_name)
        self.lambda_name = lambda_name


class Place(NamedTuple):
    """A call: of which function, about what, to which service, which operation, and the how-manieth of these."""

    function: str
    subject: str
    service: str
    operation: str
    number: int

    @property
    def call(self) -> tuple[str, str]:
        """What the page counts together: function and operation."""
        return self.function, f"{self.service}:{self.operation}"


@dataclass(frozen=True)
class Fault:
    """What goes wrong, on which side of the call; `is_outage`: at every such call from this one on, until it is over.

    `of`: an AWS call, or the invocation of a function.
    """

    name: str
    side: Side
    error: Callable[[Place], BaseException]
    of: Literal["call", "invocation"] = "call"
    is_outage: bool = False


def _no_connection(_: Place) -> BotoCoreError:
    return EndpointConnectionError(endpoint_url=_ENDPOINT)


def _no_answer(_: Place) -> BotoCoreError:
    return ReadTimeoutError(endpoint_url=_ENDPOINT)


def _throttled(place: Place) -> ClientError:
    code = _THROTTLED[place.service]
    said = {
        "Error": {"Code": code, "Message": "slow down"},
        "ResponseMetadata": {"HTTPStatusCode": 400},
    }
    return ClientError(said, place.operation)  # type: ignore[arg-type]  # a part of what AWS says


def _of_lambda(name: str) -> Callable[[Place], BaseException]:
    return lambda _: Killed(name)


FAULTS: Final = (
    Fault("error before", "before", _no_connection),
    Fault("answer lost", "after", _no_answer),
    Fault("throttled", "before", _throttled),
    Fault("timed out", "before", _of_lambda("Sandbox.Timedout")),
    Fault("killed after", "after", _of_lambda("Runtime.ExitError")),
    Fault("error, until the run fails", "before", _no_connection, is_outage=True),
    Fault("answers lost, until the run fails", "after", _no_answer, is_outage=True),
    Fault("killed, until the run fails", "before", _of_lambda("Lambda.Unknown"), is_outage=True),
    Fault("error before", "before", _of_lambda("Lambda.ServiceException"), "invocation"),
    Fault("throttled", "before", _of_lambda("Lambda.TooManyRequestsException"), "invocation"),
    Fault("timed out", "before", _of_lambda("Sandbox.Timedout"), "invocation"),
    Fault("answer lost", "after", _of_lambda("Lambda.SdkClientException"), "invocation"),
    Fault("killed after", "after", _of_lambda("Runtime.OutOfMemory"), "invocation"),
    Fault("killed, until the run fails", "before", _of_lambda("Lambda.Unknown"), "invocation", True),
    Fault("error, until the run fails", "before", _of_lambda("Lambda.ServiceException"), "invocation", True),
    Fault("answers lost, until the run fails", "after", _of_lambda("Lambda.SdkClientException"), "invocation", True),
)  # fmt: skip
NAMES: Final = tuple(dict.fromkeys(fault.name for fault in FAULTS))


class Injector:
    """Notes each call of the functions, and strikes at one place, or from there on.

    It stands on the clients that the functions have, so that a new call, or a new client, enters by itself.
    """

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.struck: list[Place] = []
        self._counted: Counter[tuple[str, str, str, str]] = Counter()
        self._running = ("", "")
        self._target: tuple[Place, Fault] | None = None
        self._is_active = False
        self.is_out: Callable[[Place], bool] = lambda _: False  # an outage, beside the one place
        self.is_over: Callable[[], bool] = lambda: False  # that of the one place

    def listen(self) -> None:
        """Hear what every client of the functions says."""
        for client in _clients():
            client.meta.events.register("before-call", self._before)
            client.meta.events.register("after-call", self._after)

    def begin(self, target: tuple[Place, Fault] | None = None) -> None:
        """Count anew, and strike there."""
        self.places, self.struck = [], []
        self._counted.clear()
        self._target, self._is_active = target, True
        self.is_out, self.is_over = lambda _: False, lambda: False

    def heal(self) -> None:
        """Strike no more, and note nothing."""
        self._is_active = False

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Neither strike nor note meanwhile: it is the story that asks."""
        was, self._is_active = self._is_active, False
        yield
        self._is_active = was

    def starts(self, function: str, event: Json) -> None:
        """A function is invoked."""
        self._running = (function, _subject(event))
        self._reach("lambda", INVOKED, "before")

    def ends(self, function: str, event: Json) -> None:
        """A function answers."""
        self._running = (function, _subject(event))
        self._reach("lambda", INVOKED, "after")

    def _before(self, model: Any, **_: Any) -> None:
        self._reach(_service(model), model.name, "before")

    def _after(self, model: Any, http_response: Any, **_: Any) -> None:
        if http_response.status_code < 300:  # what was refused took no effect
            self._reach(_service(model), model.name, "after")

    def _reach(self, service: str, operation: str, side: Side) -> None:
        if not self._is_active:
            return
        key = (*self._running, service, operation)
        if side == "before":
            self._counted[key] += 1
        place = Place(*key, self._counted[key])
        if side == "before":
            self.places.append(place)
        if side == "before" and self.is_out(place):
            self.struck.append(place)
            raise _no_connection(place)
        if self._target and self._strikes(place, side, *self._target):
            self.struck.append(place)
            raise self._target[1].error(place)

    def _strikes(self, place: Place, side: Side, target: Place, fault: Fault) -> bool:
        if side != fault.side or (place.operation == INVOKED) != (fault.of == "invocation"):
            return False
        if place == target:
            return not self.struck or fault.is_outage
        is_on = fault.is_outage and bool(self.struck) and not self.is_over()
        return is_on and place.call == target.call


def targets(places: list[Place]) -> Iterator[tuple[Place, Fault]]:
    """Every place with every fault; of outages only the first and the last place of each call of a function."""
    first = {place.call: place for place in reversed(places)}
    last = {place.call: place for place in places}
    ends = {*first.values(), *last.values()}
    for place in dict.fromkeys(places):
        for fault in FAULTS:
            if (place.operation == INVOKED) != (fault.of == "invocation"):
                continue
            if not fault.is_outage or place in ends:
                yield place, fault


def _clients() -> Iterator[Any]:
    for found in vars(clients).values():
        if hasattr(found, "cache_clear"):
            yield found()


def _service(model: Any) -> str:
    name: str = model.service_model.service_name
    return name


def _subject(event: Json) -> str:
    """What an invocation is about, the same in each run: a key, an organ, an address, a state."""
    found = event.get("event", event)
    key = found.get("detail", {}).get("object", {}).get("key") if isinstance(found, dict) else None
    named = key or (event.get("upload") or {}).get("key") or event.get("organ")
    kind = "+".join(sorted(name for name in event if name in _KINDS))
    return re.sub(r"[0-9a-f]{32}", "", f"{kind} {named or event.get('office') or ''}")


_KINDS: Final = frozenset(
    {"event", "upload", "document", "error", "status", "detail", "list", "due", "listed", "id"}
)
