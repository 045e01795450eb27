"""The office's page: the document itself, and the modules and style sheets that it is made of."""

from __future__ import annotations

import gzip
from typing import Final

from functions.adapters.clients import signer
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.responses import Static
from functions.query.settings import settings
from web import assets

_HTML: Final = "text/html; charset=utf-8"
_SMALL: Final = 1000  # bytes; what is smaller goes as it is


def index(request: Request) -> Static:
    """Give the page; what it may fetch from where stands in its policy. It is asked for anew each time."""
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": _policy()}
    return _packed(request, assets.index(_config()), _HTML, headers)


def asset(request: Request) -> Static:
    """Give a module or a style sheet. 404 where there is none, and where it is of another version than this."""
    found = assets.assets().get(request.path["name"])
    if found is None or request.path["version"] != assets.version():
        raise Refused(404, "没有这个文件，请重新打开页面。")
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return _packed(request, found.content, f"{found.media_type}; charset=utf-8", kept)


def _packed(request: Request, content: bytes, media_type: str, headers: dict[str, str]) -> Static:
    """Small enough for slow lines: an HTTP API packs nothing by itself."""
    told = headers | {"Vary": "Accept-Encoding"}
    if len(content) < _SMALL or "gzip" not in request.headers.get("accept-encoding", ""):
        return Static(content, media_type, told)
    return Static(gzip.compress(content, mtime=0), media_type, told | {"Content-Encoding": "gzip"})


def _config() -> assets.Config:
    told = settings()
    return assets.Config(
        issuer=told.token_issuer,
        client=told.sign_in_client,
        scopes=told.sign_in_scopes,
        token=told.sign_in_token,
    )


def _policy() -> str:
    told = settings()
    issuers = [assets.origin(told.token_issuer), *told.sign_in_origins.split()]
    buckets = [_bucket_origin(name) for name in (told.upload_bucket, told.document_bucket)]
    return f"{assets.policy(buckets, issuers)}; frame-ancestors 'none'"


def _bucket_origin(bucket: str) -> str:
    """Where the short-lived addresses of a bucket lie, in this region and partition."""
    return assets.origin(
        signer().generate_presigned_url("get_object", {"Bucket": bucket, "Key": "x"})
    )
