"""Requests: what is tried again, what is not, and where the token goes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from gouji.remote.client import Client, path_of
from gouji.remote.endpoint import Endpoint
from gouji.remote.faults import Declined, NotAllowed, Unreachable
from tests.gouji.remote.server import Answer, Answering, Server, as_json, serving

pytestmark = pytest.mark.network
TOKEN = "eyJ.secret.token"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(lambda _: as_json({})) as found:
        yield found


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(server: Server, waits: list[float]) -> Client:
    return Client(Endpoint(server.address, lambda: TOKEN), sleep=waits.append)


def in_turn(*answers: Answer) -> Answering:
    """One answer after the other; the last one for good."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def test_token_is_sent_to_the_endpoint_as_a_header(server: Server, client: Client) -> None:
    client.ask("GET", path_of("offices", "甲/乙 %+"), query={"q": "教育&局"})
    (asked,) = server.asked
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert (asked.path, asked.query) == ("/offices/甲/乙 %+", {"q": "教育&局"})


@pytest.mark.parametrize(
    "passing",
    [
        *(Answer(status) for status in (408, 429, 500, 502, 503, 504)),
        Answer(cut=-1),
        Answer(body=b'{"half": 1}', cut=4),
    ],
    ids=repr,
)
def test_what_may_pass_is_tried_again(
    server: Server, client: Client, waits: list[float], passing: Answer
) -> None:
    server.answering = in_turn(passing, passing, as_json({"a": 1}))
    assert client.ask("GET", "/x").content == b'{"a": 1}'
    assert len(server.asked) == 3
    assert len(waits) == 2
    assert 0.5 <= waits[0] <= 1 <= waits[1] <= 2


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (401, NotAllowed),
        (403, NotAllowed),
        (400, Declined),
        (404, Declined),
        (409, Declined),
        (422, Declined),
    ],
)
def test_what_does_not_pass_is_asked_once(
    server: Server, client: Client, status: int, fault: type[Exception]
) -> None:
    server.answering = in_turn(as_json({"detail": "不行"}, status))
    with pytest.raises(fault):
        client.ask("GET", "/x")
    assert len(server.asked) == 1


def test_sentence_of_a_problem_is_kept(server: Server, client: Client) -> None:
    server.answering = in_turn(as_json({"detail": "文件名不对。"}, 422))
    with pytest.raises(Declined) as declined:
        client.ask("POST", "/x", body={})
    assert declined.value.detail == "文件名不对。"


def test_attempts_come_to_an_end(server: Server, client: Client) -> None:
    server.answering = in_turn(Answer(503))
    with pytest.raises(Unreachable) as unreachable:
        client.ask("GET", "/x")
    assert unreachable.value.why == "busy"
    assert len(server.asked) == 6


def test_nobody_there_is_told_after_the_attempts(waits: list[float]) -> None:
    with serving(lambda _: as_json({})) as gone:
        address = gone.address
    client = Client(Endpoint(address, lambda: TOKEN), sleep=waits.append)
    with pytest.raises(Unreachable) as unreachable:
        client.ask("GET", "/x")
    assert unreachable.value.why == "connection"
    assert len(waits) == 5


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ("7", (7, 7)),
        ("3600", (60, 60)),
        ("soon", (0.5, 1)),
        ("-5", (0.5, 1)),
        ("Wed, 21 Oct 2015 07:28:00 GMT", (0.5, 1)),
    ],
)
def test_retry_after_is_honoured_within_bounds(
    server: Server, client: Client, waits: list[float], said: str, bounds: tuple[float, float]
) -> None:
    server.answering = in_turn(Answer(429, headers={"Retry-After": said}), as_json({}))
    client.ask("GET", "/x")
    assert bounds[0] <= waits[0] <= bounds[1]


def test_redirect_is_followed_without_the_token(server: Server, client: Client) -> None:
    with serving(lambda _: Answer(body=b"all")) as other:
        target = f"{other.address}/answers/1?X-Amz-Signature=1"
        server.answering = in_turn(Answer(303, headers={"Location": target}))
        sink = io.BytesIO()
        client.download("/x", sink)
    assert sink.getvalue() == b"all"
    assert "authorization" not in other.asked[0].headers
    assert TOKEN not in str(other.asked)


def test_redirect_to_the_same_host_has_no_token_either(server: Server, client: Client) -> None:
    server.answering = lambda asked: Answer(
        **(
            {"status": 303, "headers": {"Location": "/there"}}
            if asked.path == "/x"
            else {"body": b"1"}
        )
    )
    assert client.ask("GET", "/x").content == b"1"
    assert "authorization" not in server.asked[1].headers


@pytest.mark.parametrize(
    "target",
    [
        "http://example.com/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://user:pw@127.0.0.1/",
        "",
    ],
)
def test_redirect_to_an_open_address_is_not_followed(
    server: Server, client: Client, target: str
) -> None:
    server.answering = in_turn(Answer(303, headers={"Location": target}))
    with pytest.raises(Unreachable) as unreachable:
        client.ask("GET", "/x")
    assert unreachable.value.why == "redirect"
    assert len(server.asked) <= 4  # an empty one leads back to itself


def test_redirect_of_what_is_sent_is_not_followed(server: Server, client: Client) -> None:
    server.answering = in_turn(Answer(307, headers={"Location": "/there"}))
    with pytest.raises(Unreachable):
        client.ask("POST", "/x", body={"organ": "甲局"})
    assert len(server.asked) == 1


def test_address_that_expired_is_asked_for_anew(server: Server, client: Client) -> None:
    def answer(asked: Any) -> Answer:
        if asked.path == "/x":
            return Answer(303, headers={"Location": f"/there/{len(server.asked)}"})
        return Answer(403) if asked.path == "/there/1" else Answer(body=b"new")

    server.answering = answer
    assert client.ask("GET", "/x").content == b"new"


def test_download_that_breaks_off_begins_anew_and_is_whole(server: Server, client: Client) -> None:
    content = bytes(range(256)) * 4000
    server.answering = in_turn(Answer(body=content, cut=300_000), Answer(body=content))
    sink = io.BytesIO()
    client.download("/x", sink)
    assert sink.getvalue() == content


def test_post_of_a_form_goes_once_and_without_the_token(server: Server, client: Client) -> None:
    server.answering = in_turn(Answer(204, headers={"ETag": '"1"'}))
    reply = client.post(f"{server.address}/b", iter([b"abc"]), {"Content-Length": "3"})
    assert (reply.status, server.asked[0].body) == (204, b"abc")
    assert "authorization" not in server.asked[0].headers


@pytest.mark.parametrize("fault", [Answer(503), Answer(cut=-1)], ids=repr)
def test_token_stands_in_no_fault(
    server: Server, client: Client, fault: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answering = in_turn(fault)
    with pytest.raises(Unreachable) as unreachable:
        client.ask("GET", "/x")
    assert TOKEN not in repr(unreachable.value) + "".join(map(str, capsys.readouterr()))
