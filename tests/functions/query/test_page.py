"""The page as it is served: open to all, small, kept where it cannot change, with a policy that lets nothing in."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape

import pytest

from tests.functions.builders import DOCUMENTS, ISSUER, UPLOADS
from tests.functions.query.asking import Answer, ask
from web import assets

MODULE = f"/assets/{assets.version()}/main.js"
PACKED = {"accept-encoding": "gzip, deflate, br"}


def directives(answer: Answer) -> dict[str, list[str]]:
    policy = answer.headers["Content-Security-Policy"]
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def config(page: bytes) -> dict[str, str | None]:
    found = re.search(r'name="gouji-config" content="([^"]*)"', page.decode())
    assert found
    return json.loads(unescape(found[1]))  # type: ignore[no-any-return]  # as the page has it


@pytest.fixture
def page(aws: None) -> Answer:
    return ask("/", None)


def test_page_is_open_to_all_and_names_files_that_are_there(page: Answer) -> None:
    assert (page.status, page.type) == (200, "text/html; charset=utf-8")
    named = re.findall(r'(?:href|src)="(assets/[^"]*)"', page.body.decode())
    assert len(named) >= 3
    for address in named:
        assert ask(f"/{address}", None).status == 200


def test_policy_names_this_place_the_buckets_and_the_issuer_and_nothing_unsafe(
    page: Answer,
) -> None:
    found = directives(page)
    buckets = {f"https://{name}.s3.cn-north-1.amazonaws.com.cn" for name in (UPLOADS, DOCUMENTS)}
    assert set(found["connect-src"]) == {"'self'", *buckets, "https://login.example.gov.cn"}
    assert set(found["img-src"]) == {"'self'", "data:", *buckets}
    assert found["default-src"] == found["frame-ancestors"] == found["base-uri"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]
    assert found["require-trusted-types-for"] == ["'script'"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_origins_of_a_token_endpoint_elsewhere_are_let_in(
    aws: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_IN_ORIGINS", "https://a.example https://b.example")
    assert {"https://a.example", "https://b.example"} < set(
        directives(ask("/", None))["connect-src"]
    )


def test_page_is_told_where_one_signs_in(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGN_IN_CLIENT", 'page"><script>')
    body = ask("/", None).body
    assert config(body) == {
        "api": None,
        "token": "access_token",
        "issuer": ISSUER,
        "client": 'page"><script>',
        "scopes": "openid profile",
    }
    assert b"<script>" not in body


def test_page_is_asked_for_anew_and_a_file_is_kept_for_good(page: Answer) -> None:
    module = ask(MODULE, None)
    assert page.headers["Cache-Control"] == "no-cache"
    assert module.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path, answer in (("/", page), (MODULE, module)):
        again = ask(path, None, headers={"if-none-match": answer.headers["ETag"]})
        assert (again.status, again.body) == (304, None)


@pytest.mark.parametrize("path", ["/", MODULE])
def test_headers_keep_it_safe(path: str, aws: None) -> None:
    headers = ask(path, None).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Strict-Transport-Security"].startswith("max-age=")


def test_file_is_packed_for_whoever_can_unpack_it(aws: None) -> None:
    plain, packed = ask(MODULE, None), ask(MODULE, None, headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == assets.assets()["main.js"].content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    [
        *(f"/assets/{'0' * 16}/main.js", f"/assets/{assets.version()}/none.js"),
        *(f"/assets/{assets.version()}/assets.py", f"/assets/{assets.version()}/../main.js"),
        *("/assets/main.js", "/assets/"),
    ],
)
def test_another_file_or_another_version_is_not_there(path: str, aws: None) -> None:
    assert ask(path, None).status == 404


def test_query_is_left_alone_by_the_page_and_by_nothing_else(aws: None) -> None:
    query = {"code": "1", "state": "2", "session_state": "3"}
    assert ask("/", None, query=query).status == 200
    assert ask(MODULE, None, query=query).status == 400
    assert ask("/health", None, query=query).status == 400
