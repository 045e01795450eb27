"""Handing in over HTTP: a signed form by which one file can be put into the bucket, as if it had been dropped there."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Annotated, Final

from msgspec import Meta, Struct

from functions.adapters.clients import signer
from functions.adapters.messages import report_place
from functions.adapters.settings import MOST_UPLOAD_BYTES
from functions.query.access import Forbidden
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.settings import settings
from gouji.reading.files.kinds import Kind
from gouji.reading.files.names import SUFFIXES
from gouji.report import Key

_GOOD_FOR: Final = timedelta(minutes=10)
# S3 takes a key of 1,024 bytes; a key of the table takes as many, and has more in it than that.
_LONGEST_KEY: Final = 900
# What S3 replaces in a form by the name of the file that is sent, whatever was signed.
_REPLACED: Final = "${filename}"
_MEGABYTE: Final = 1024 * 1024
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
# Of each kind that is read, but for pictures and the elder spreadsheets.
_MEDIA_TYPES: Final[Mapping[Kind, str]] = {
    "text": "text/plain",
    "html": "text/html",
    "mhtml": "multipart/related",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "fodt": f"{_OPEN}.text-flat-xml",
    "fods": f"{_OPEN}.spreadsheet-flat-xml",
    "sheet": f"{_OFFICE}.spreadsheetml.sheet",
    "ofd": "application/ofd",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
_PICTURES: Final[Mapping[str, str]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe"), "image/jpeg"),
    **dict.fromkeys((".tif", ".tiff"), "image/tiff"),
    ".png": "image/png",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
}
_BY_SUFFIX: Final[Mapping[str, str]] = {
    **{
        suffix: media_type for kind, media_type in _MEDIA_TYPES.items() for suffix in SUFFIXES[kind]
    },
    **_PICTURES,
    **dict.fromkeys((".xls", ".xlt", ".et", ".ett"), "application/vnd.ms-excel"),
}


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that is to be handed in: of which organ, its name, its size in bytes."""

    organ: str
    file: str
    size: Annotated[int, Meta(description="文件的字节数，应当与实际发送的相同")]


class Form(Struct, frozen=True, kw_only=True):
    """What is to be sent to `url` as multipart/form-data: `fields`, and last the file, in a field `file`."""

    url: str
    fields: Annotated[Mapping[str, str], Meta(description="逐一照写，文件放在最后，字段名为 file")]
    key: Annotated[str, Meta(description="报送位置")]
    expires_at: Annotated[str, Meta(description="表单的有效期限，ISO 8601，UTC")]


def form(request: Request) -> Form:
    """Sign a form for one file: of this key, this size and this kind, for ten minutes. Nothing is recorded of it."""
    wanted = request.read(Wanted)
    if not request.bearer.hands_in(request.office, wanted.organ):
        raise Forbidden
    media_type, key = _media_type(wanted.file), _key(request, wanted)
    if not 1 <= wanted.size <= MOST_UPLOAD_BYTES:
        most = MOST_UPLOAD_BYTES // _MEGABYTE
        raise Refused(422, f"size 应当是文件的字节数，不能是空文件，也不能超过 {most} MB。")
    expires = datetime.now(UTC) + _GOOD_FOR
    signed = signer().generate_presigned_post(
        settings().upload_bucket,
        key,
        Fields={"Content-Type": media_type},
        Conditions=[
            ["eq", "$Content-Type", media_type],
            ["content-length-range", wanted.size, wanted.size],
        ],
        ExpiresIn=int(_GOOD_FOR.total_seconds()),
    )
    return Form(
        url=signed["url"],
        fields=signed["fields"],
        key=key,
        expires_at=expires.isoformat(timespec="seconds").replace("+00:00", "Z"),
    )


def _media_type(file: str) -> str:
    found = _BY_SUFFIX.get(PurePath(file).suffix.lower())
    if found is None:
        said = "这种文件不能报送：文件名应当以 .docx、.doc、.wps、.pdf、.ofd、.xlsx、.html、.txt、.zip 等结尾。"
        raise Refused(422, said)
    return found


def _key(request: Request, wanted: Wanted) -> str:
    """Where the file is put. Refused where it would be misplaced there, or be no report."""
    for name, text in (("organ", wanted.organ), ("file", wanted.file)):
        if not _is_one_segment(text):
            raise Refused(422, f"{name} 不能为空，不能有斜杠和控制字符，首尾不能有空格。")
    key = f"{request.office}/{request.year}/{wanted.organ}/{wanted.file}"
    if report_place(key) != Key(request.office, request.year, wanted.organ):
        raise Refused(
            422,
            "报送位置有误：机关名称不能以 _ 开头，文件名不能以 . 或 ~$ 开头，年度应当是 20xx 年。",
        )
    if len(key.encode()) > _LONGEST_KEY:
        raise Refused(422, "机关名称或文件名过长，请缩短后重新报送。")
    return key


def _is_one_segment(text: str) -> bool:
    if not text or text != text.strip() or text in {".", ".."}:
        return False
    # Category C: control and formatting characters, halves of characters, what is no character.
    is_clean = not any(
        character in "/\\" or unicodedata.category(character)[0] == "C" for character in text
    )
    return is_clean and _REPLACED not in text
