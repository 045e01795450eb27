"""Documents in S3: uploads as they were sent, reports as they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from msgspec import DecodeError

from functions.adapters.clients import s3
from gouji.codec import decode, encode
from gouji.report import OutdatedReport, Report, UnreadableReport

if TYPE_CHECKING:
    from functions.adapters.messages import Upload

_T = TypeVar("_T")
_REPLACED = "文件在读取之前已被替换或删除，请重新报送。"
_GONE: Final = frozenset({"NoSuchKey", "NoSuchVersion", "PreconditionFailed", "404", "412"})


def fetch_upload(upload: Upload, *, first: int | None = None) -> bytes:
    """The bytes of the very version that was uploaded; of large files the `first` ones.

    Without a version id the ETag must still match. Raises UnreadableReport where the version is gone.
    """
    from botocore.exceptions import ClientError

    request: dict[str, Any] = {"Bucket": upload.bucket, "Key": upload.key}
    request |= {"VersionId": upload.version_id} if upload.version_id else {"IfMatch": upload.etag}
    if first is not None:
        request["Range"] = f"bytes=0-{first - 1}"
    try:
        return s3().get_object(**request)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] in _GONE:
            raise UnreadableReport(_REPLACED) from error
        raise


def store_document(bucket: str, upload_id: str, report: Report) -> str:
    """Keep a report as read; returns its key. Writing again writes the same."""
    key = document_key(upload_id)
    s3().put_object(Bucket=bucket, Key=key, Body=encode(report), ContentType="application/json")
    return key


def document_key(upload_id: str) -> str:
    """Where the report of an upload is kept as it was read."""
    return f"parsed/{upload_id}.json"


def fetch_document(bucket: str, key: str) -> Report:
    """A report as read, by its key. OutdatedReport where it cannot be taken up and is to be read again."""
    from botocore.exceptions import ClientError

    try:
        return decode(s3().get_object(Bucket=bucket, Key=key)["Body"].read(), Report)
    except (DecodeError, UnicodeDecodeError) as error:
        raise OutdatedReport(str(error)) from error
    except ClientError as error:
        if error.response["Error"]["Code"] in _GONE:
            raise OutdatedReport(f"{key} is gone") from error
        raise


def store_json(bucket: str, key: str, value: object) -> None:
    """Keep anything as JSON."""
    s3().put_object(Bucket=bucket, Key=key, Body=encode(value), ContentType="application/json")


def fetch_json(bucket: str, key: str, kind: type[_T]) -> _T:
    """What `store_json` kept."""
    return decode(s3().get_object(Bucket=bucket, Key=key)["Body"].read(), kind)
