"""All originals of an office's year as one ZIP file: answered with, or kept in the bucket where it is too large."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, NamedTuple

from functions.adapters.documents import fetch_upload
from functions.adapters.messages import Upload
from functions.adapters.store import Store
from functions.query.exports.files import chosen_of
from functions.query.problems import Refused
from functions.query.request import Request
from functions.query.responses import Download, Elsewhere, saved_as
from functions.query.tables import opened
from gouji.exports.archive import in_parts, names_by_organ, zipped
from gouji.report import UnreadableReport

ZIP: Final = "application/zip"
_MEGABYTE: Final = 1_000_000
# What goes through a function of half a processor, in and out, well within the thirty seconds that a caller waits.
_MOST: Final = 200 * _MEGABYTE
_ANSWERED: Final = 3 * _MEGABYTE  # what is no larger is the answer itself
_PART: Final = 8 * _MEGABYTE
_AHEAD: Final = 48 * _MEGABYTE  # fetched and not yet written; a function has 512 MB
_AT_ONCE: Final = 8
_GONE: Final = "缺少的原件.txt"


class _File(NamedTuple):
    """An original, and its name in the ZIP file."""

    name: str
    upload: Upload


def originals_zip(request: Request) -> Download | Elsewhere:
    """The originals of the current or the accepted reports."""
    files = _files(opened(), request)
    size = sum(file.upload.size for file in files)
    if size > _MOST:
        said = f"原件共约 {size // _MEGABYTE} MB，一次最多打包 {_MOST // _MEGABYTE} MB，请用 group 按分组分批下载。"
        raise Refused(400, said)
    name = f"{request.year}年度年报原件.zip"
    pieces = zipped(_contents(files))
    if size <= _ANSWERED:
        return Download(b"".join(pieces), ZIP, name)
    from functions.query.large import address_of_parts  # late: most years are small

    headers = {"Content-Type": ZIP, **saved_as(name)}
    digest = _digest(files)
    return Elsewhere(address_of_parts(in_parts(pieces, _PART), headers, digest), digest)


def _files(store: Store, request: Request) -> list[_File]:
    wanted = {each.record.organ: each.upload_id for each in chosen_of(store, request)}
    found = store.uploads_of_year(request.office, request.year, wanted)
    uploads = [Upload.of(item) for item in found.values()]
    names = names_by_organ((str(upload.organ), upload.file) for upload in uploads)
    return [_File(*each) for each in zip(names, uploads, strict=True)]


def _digest(files: Sequence[_File]) -> str:
    """Equal for the same originals under the same names."""
    told = "\n".join(f"{file.upload.upload_id} {file.name}" for file in files)
    return hashlib.sha256(f"originals\n{told}".encode()).hexdigest()[:32]


def _contents(files: Sequence[_File]) -> Iterator[tuple[str, bytes]]:
    """The files in their order, fetched ahead; of those that are gone a list at the end."""
    gone: list[str] = []
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        running: deque[tuple[_File, Future[bytes]]] = deque()
        waiting = deque(files)
        while waiting or running:
            while waiting and (not running or _bytes(running) + waiting[0].upload.size <= _AHEAD):
                file = waiting.popleft()
                running.append((file, threads.submit(fetch_upload, file.upload)))
            file, fetched = running.popleft()
            try:
                yield file.name, fetched.result()
            except UnreadableReport:
                gone.append(f"{file.upload.organ}：{file.upload.file}")
    if gone:
        told = "\r\n".join(["以下原件已被删除或替换，没有打包：", *gone])
        yield _GONE, told.encode("utf-8-sig")


def _bytes(running: deque[tuple[_File, Future[bytes]]]) -> int:
    return sum(file.upload.size for file, _ in running)
