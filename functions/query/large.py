"""Answers that are too large for the gateway: kept in the document bucket for as long as their address is good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from functions.adapters.clients import s3
from functions.query.settings import settings

_GOOD_FOR: Final = 300  # seconds
_FOLDER: Final = "answers/"


def address_of(content: bytes, headers: Mapping[str, str], digest: str) -> str:
    """Keep an answer; returns an address that is good for five minutes. The same answer is the same object."""
    bucket, key = settings().document_bucket, f"{_FOLDER}{digest}"
    s3().put_object(Bucket=bucket, Key=key, Body=content, ContentType=headers["Content-Type"])
    shown = {"Bucket": bucket, "Key": key, "ResponseContentType": headers["Content-Type"]}
    if "Content-Disposition" in headers:
        shown["ResponseContentDisposition"] = headers["Content-Disposition"]
    return s3().generate_presigned_url("get_object", Params=shown, ExpiresIn=_GOOD_FOR)
