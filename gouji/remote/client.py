"""Requests to the API: tried again where that may help, never with the token to anybody else."""

from __future__ import annotations

import json
import random
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import IO, Final, NamedTuple, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit

from gouji import __version__
from gouji.remote.endpoint import Endpoint, is_loopback, is_safe
from gouji.remote.faults import Declined, NotAllowed, Unreachable

_ATTEMPTS: Final = 6
_LONGEST_WAIT: Final = 60.0  # seconds between two attempts
_PATIENCE: Final = 60  # seconds without a byte
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS: Final = frozenset({302, 303, 307})
_MOST_REDIRECTS: Final = 3
_MOST_ANSWER: Final = 64 * 1024 * 1024
_BLOCK: Final = 256 * 1024
_T = TypeVar("_T")
Body = Iterator[bytes]


class Reply(NamedTuple):
    """An answer: status, headers, content."""

    status: int
    headers: Message
    content: bytes


class Passing(Exception):
    """What may go away by itself; `wait`: the seconds that the other side asked for."""

    def __init__(self, fault: Unreachable, wait: float | None = None) -> None:
        super().__init__(fault.why)
        self.fault, self.wait = fault, wait


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Redirects are followed here, where it is known what may travel along."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow none."""


class Client:
    """Asks one endpoint. `sleep` waits, `tell_wait` hears that another attempt follows, and in how many seconds."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        tell_wait: Callable[[float], object] = lambda _seconds: None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._endpoint, self._tell_wait, self.sleep = endpoint, tell_wait, sleep

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: object = None,
    ) -> Reply:
        """The API's answer to a request that changes nothing, or may be repeated; redirects are followed.

        Raises NotAllowed, Declined, Unreachable.
        """

        def attempt() -> Reply:
            with _followed(self._request(method, path, query, body)) as answer:
                return Reply(answer.status, answer.headers, _whole(answer))

        return self.patiently(attempt)

    def download(
        self,
        path: str,
        sink: IO[bytes],
        *,
        query: Mapping[str, str] | None = None,
        tell: Callable[[int, int | None], object] = lambda _done, _of: None,
    ) -> None:
        """Write the answer to a file that is whole at the end. Raises as `ask`, OSError where it cannot be written."""
        self._write(lambda: self._request("GET", path, query), sink, tell)

    def fetch(self, address: str, sink: IO[bytes]) -> None:
        """Write what lies at a short-lived address that the API gave, without the token. Raises as `download`."""
        if not is_safe(address):
            raise Unreachable("redirect", urlsplit(address).hostname or "")
        self._write(
            lambda: urllib.request.Request(address, headers=_AGENT),  # noqa: S310 - checked above
            sink,
            lambda _done, _of: None,
        )

    def _write(
        self,
        request: Callable[[], urllib.request.Request],
        sink: IO[bytes],
        tell: Callable[[int, int | None], object],
    ) -> None:
        def attempt() -> None:
            sink.seek(0)
            sink.truncate()
            with _followed(request()) as answer:
                size = _promised(answer)
                for done in _copied(answer, sink):
                    tell(done, size)

        self.patiently(attempt)

    def post(self, url: str, body: Body, headers: Mapping[str, str]) -> Reply:
        """Send a body to an address that the API gave, once, without the token. Raises Passing, Declined."""
        if not is_safe(url):
            raise Unreachable("redirect", urlsplit(url).hostname or "")
        request = urllib.request.Request(url, method="POST", data=body)  # noqa: S310 - checked above
        for name, value in {**_AGENT, **headers}.items():
            request.add_header(name, value)
        with _answered(request) as answer:
            if answer.status >= 300:
                raise Declined(answer.status, _said(answer))
            return Reply(answer.status, answer.headers, _whole(answer))

    def patiently(self, attempt: Callable[[], _T]) -> _T:
        """Try until it works, later and later. Unreachable at the end."""
        for number in range(_ATTEMPTS):
            try:
                return attempt()
            except Passing as passing:
                if number == _ATTEMPTS - 1:
                    raise passing.fault from None
                wait = 2.0**number * (0.5 + random.random() / 2)  # noqa: S311 - spreads attempts
                self.wait(max(wait, passing.wait or 0.0))
        raise AssertionError  # the last attempt returns or raises

    def wait(self, seconds: float) -> None:
        """Wait before another attempt, and say so."""
        self._tell_wait(min(seconds, _LONGEST_WAIT))
        self.sleep(min(seconds, _LONGEST_WAIT))

    def _request(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: object = None,
    ) -> urllib.request.Request:
        """A request to the API, with the token."""
        address = f"{self._endpoint.address}{path}" + (f"?{urlencode(query)}" if query else "")
        headers = {"Authorization": f"Bearer {self._endpoint.token()}", **_AGENT}
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        if content is not None:
            headers["Content-Type"] = "application/json"
        return urllib.request.Request(address, content, headers, method=method)  # noqa: S310 - checked by Endpoint


_AGENT: Final = {"User-Agent": f"gouji/{__version__}"}


def path_of(*parts: str) -> str:
    """A path of the API: each part is one segment, whatever stands in it."""
    return "".join(f"/{quote(part, safe='')}" for part in parts)


@contextmanager
def _followed(request: urllib.request.Request) -> Iterator[HTTPResponse]:
    """An answer of 200 and above that is no problem; of a GET from wherever it is."""
    for number in range(_MOST_REDIRECTS + 1):
        with _answered(request) as answer:
            if answer.status not in _REDIRECTS or request.get_method() != "GET":
                yield _fit(answer) if number == 0 else _fit_elsewhere(answer)
                return
            request = _elsewhere(request.full_url, answer)
    raise Unreachable("redirect")


def _elsewhere(address: str, answer: HTTPResponse) -> urllib.request.Request:
    """The request for a short-lived address, which needs no token: it never leaves for another place."""
    found = urljoin(address, answer.headers.get("Location", ""))
    if not is_safe(found):
        raise Unreachable("redirect", urlsplit(found).hostname or "")
    return urllib.request.Request(found, headers=_AGENT)  # noqa: S310 - checked above


@contextmanager
def _answered(request: urllib.request.Request) -> Iterator[HTTPResponse]:
    """An answer with any status but those that pass. Passing or Unreachable where there is none."""
    try:
        answer = _opener(request.full_url).open(request, timeout=_PATIENCE)
    except HTTPError as error:
        answer = error
    except (OSError, HTTPException) as error:
        raise _lost(error) from None
    with answer:
        if answer.status in _PASSING:
            about = f"HTTP {answer.status}"
            raise Passing(Unreachable("busy", about), _retry_after(answer.headers))
        try:
            yield answer
        except (ConnectionError, TimeoutError, HTTPException, ssl.SSLError) as error:
            raise _lost(error) from None


def _opener(url: str) -> urllib.request.OpenerDirector:
    """Proxies are the environment's, but for this machine itself."""
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if is_loopback(urlsplit(url)):
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def _lost(error: BaseException) -> Passing | Unreachable:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Unreachable("certificate", cause.verify_message)
    return Passing(Unreachable("connection", type(cause).__name__))


def _fit(answer: HTTPResponse) -> HTTPResponse:
    """The answer, if it is none of a problem."""
    if answer.status in (401, 403):
        raise NotAllowed(answer.status)
    if answer.status >= 400:
        raise Declined(answer.status, _said(answer))
    if answer.status >= 300:
        raise Unreachable("redirect", answer.headers.get("Location", ""))
    return answer


def _fit_elsewhere(answer: HTTPResponse) -> HTTPResponse:
    """The same of a short-lived address: that it is not good any more passes with the next one."""
    if answer.status >= 300:
        raise Passing(Unreachable("busy", f"HTTP {answer.status}"))
    return answer


def _said(answer: HTTPResponse) -> str:
    """What a problem says of itself (RFC 9457); empty where it is none."""
    try:
        found = json.loads(_whole(answer))
    except (ValueError, RecursionError):
        return ""
    detail = found.get("detail") if isinstance(found, dict) else None
    return detail if isinstance(detail, str) else ""


def _whole(answer: HTTPResponse) -> bytes:
    found = answer.read(_MOST_ANSWER + 1)
    if len(found) > _MOST_ANSWER:
        raise Unreachable("answer")
    _check_length(answer, len(found))
    return found


def _copied(answer: HTTPResponse, sink: IO[bytes]) -> Iterator[int]:
    """Copy block by block; yields how many bytes are written."""
    done = 0
    while block := answer.read(_BLOCK):
        sink.write(block)
        done += len(block)
        yield done
    _check_length(answer, done)


def _check_length(answer: HTTPResponse, got: int) -> None:
    """ConnectionError where the answer broke off: of a part of it, http.client says nothing."""
    promised = _promised(answer)
    if promised is not None and got < promised:
        raise ConnectionError


def _promised(answer: HTTPResponse) -> int | None:
    text = answer.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() else None


def _retry_after(headers: Message) -> float | None:
    """The seconds of Retry-After: a number, or a date (RFC 9110, 10.2.3)."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        return (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
