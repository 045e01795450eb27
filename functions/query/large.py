"""Answers that are too large for the gateway: kept in the document bucket for as long as their address is good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from functions.adapters.clients import s3, signer
from functions.query.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

_GOOD_FOR: Final = 300  # seconds
_FOLDER: Final = "answers/"


def address_of(content: bytes, headers: Mapping[str, str], digest: str) -> str:
    """Keep an answer; returns an address that is good for five minutes. The same answer is the same object."""
    bucket, key = settings().document_bucket, f"{_FOLDER}{digest}"
    s3().put_object(Bucket=bucket, Key=key, Body=content, ContentType=headers["Content-Type"])
    return _address(bucket, key, headers)


def address_of_parts(parts: Iterable[bytes], headers: Mapping[str, str], digest: str) -> str:
    """The same of an answer that is never whole in memory: parts of 5 MB or more, but for the last (Amazon S3).

    `digest`: of what the answer is made of. Nothing is left of one that broke off.
    """
    bucket, key = settings().document_bucket, f"{_FOLDER}{digest}"
    kind = headers["Content-Type"]
    upload = s3().create_multipart_upload(Bucket=bucket, Key=key, ContentType=kind)["UploadId"]
    try:
        sent: list[CompletedPartTypeDef] = []
        for number, part in enumerate(parts, 1):
            answer = s3().upload_part(
                Bucket=bucket, Key=key, UploadId=upload, PartNumber=number, Body=part
            )
            sent.append({"PartNumber": number, "ETag": answer["ETag"]})
        s3().complete_multipart_upload(
            Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={"Parts": sent}
        )
    except BaseException:
        s3().abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload)
        raise
    return _address(bucket, key, headers)


def address_of_object(
    bucket: str, key: str, headers: Mapping[str, str], *, version: str | None = None
) -> str:
    """An address of what is kept already, which is good as long; of its newest version, unless it is said which."""
    return _address(bucket, key, headers, {"VersionId": version} if version else {})


def _address(
    bucket: str, key: str, headers: Mapping[str, str], about: Mapping[str, str] | None = None
) -> str:
    shown = {"Bucket": bucket, "Key": key, **(about or {})}
    shown["ResponseContentType"] = headers["Content-Type"]
    shown["ResponseContentDisposition"] = headers.get("Content-Disposition", "attachment")
    shown["ResponseCacheControl"] = "no-store"
    return signer().generate_presigned_url("get_object", Params=shown, ExpiresIn=_GOOD_FOR)
