"""Hand a file in, and follow it until there is a verdict. What the endpoint has already is not sent again."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from gouji.remote.client import Client, Passing, path_of
from gouji.remote.faults import Declined, Unreachable
from gouji.remote.forms import Content, content_of, form_of
from gouji.remote.verdicts import read

_SEEN_WITHIN: Final = 20.0  # seconds in which what S3 took is surely told
_JUDGED_WITHIN: Final = 900.0
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 5.0
_AS_WELL: Final = 2  # forms more, where S3 refuses one: it may have expired on the way


class Place(Struct, frozen=True):
    """An office's year at the endpoint."""

    office: str
    year: int

    @property
    def path(self) -> str:
        """Where the API has it."""
        return path_of("offices", self.office, "years", str(self.year))

    def report(self, organ: str) -> str:
        """Where it has an organ's report."""
        return self.path + path_of("reports", organ)


class Given(Struct, frozen=True):
    """A file of this machine, and the organ whose report it is."""

    file: str
    organ: str


class Version(Struct, frozen=True, kw_only=True):
    """An upload, as far as it matters here."""

    upload_id: str
    key: str
    state: str
    superseded: bool
    size: int | None = None
    etag: str | None = None
    reason: str | None = None


class Submission(Struct, frozen=True):
    """What was handed in, now or before, and where it lies; `upload`: once the endpoint knows of it.

    `etag`: S3's; None where its answer was lost. `known`: the uploads that there were before.
    """

    given: Given
    how: Literal["sent", "before"]
    key: str
    size: int
    etag: str | None = None
    known: frozenset[str] = frozenset()
    upload: Version | None = None


class _Versions(Struct, frozen=True):
    items: tuple[Version, ...]


class _Form(Struct, frozen=True):
    url: str
    fields: dict[str, str]
    key: str


class _Document(Struct, frozen=True):
    url: str


class HandingIn:
    """Hands in for one office's year. `tell(done, size)` hears how much of a file is sent."""

    def __init__(
        self, client: Client, place: Place, tell: Callable[[int, int], object] = lambda *_: None
    ) -> None:
        self._client, self._place, self._tell = client, place, tell

    def hand_in(self, given: Given) -> Submission:
        """Send a file, unless the organ's current upload is the same. Raises as `Client.ask`, and OSError."""
        path = Path(given.file)
        content = content_of(path)
        before = self.versions(given.organ)
        held = next((v for v in before if self._is_held(v, given, content)), None)
        if held is not None:
            return Submission(given, "before", held.key, content.size, held.etag, upload=held)
        return self._sent(given, path, content, frozenset(v.upload_id for v in before))

    def versions(self, organ: str) -> tuple[Version, ...]:
        """The organ's uploads, newest first; the newest hundred are all that matters."""
        path = self._place.report(organ) + "/versions"
        try:
            reply = self._client.ask("GET", path, query={"limit": "100"})
        except Declined as declined:
            if declined.status == 404:
                return ()
            raise
        return read(reply.content, _Versions).items

    def seen(self, submission: Submission) -> Submission:
        """The same once the endpoint knows of the upload; as it is where that takes too long."""
        return self._until(submission, _SEEN_WITHIN, lambda _found: True)

    def judged(self, submission: Submission) -> Submission:
        """The same once there is a verdict or a failure; as it stands where that takes too long."""
        return self._until(submission, _JUDGED_WITHIN, lambda found: found.state != "received")

    def verdict(self, submission: Submission) -> bytes:
        """What the API says of an upload that it knows, as JSON."""
        if submission.upload is None:
            raise Unreachable("answer")
        path = self._place.report(submission.given.organ)
        return self._client.ask(
            "GET", path + path_of("versions", submission.upload.upload_id)
        ).content

    def _until(
        self, submission: Submission, seconds: float, is_enough: Callable[[Version], bool]
    ) -> Submission:
        until, pause = time.monotonic() + seconds, _FIRST_PAUSE
        while True:
            submission = self._looked(submission)
            if submission.upload is not None and is_enough(submission.upload):
                return submission
            if time.monotonic() > until:
                return submission
            self._client.sleep(pause)
            pause = min(pause * 1.3, _LONGEST_PAUSE)

    def _looked(self, submission: Submission) -> Submission:
        found = self.versions(submission.given.organ)
        mine = next((v for v in found if _is_mine(v, submission)), None)
        return msgspec.structs.replace(submission, upload=mine) if mine else submission

    def _is_held(self, version: Version, given: Given, content: Content) -> bool:
        """Whether the organ's current upload is this very file; one that failed is sent again."""
        if version.superseded or version.state == "failed" or version.size != content.size:
            return False
        if version.etag == content.md5:
            return True
        # Under a key of one's own an ETag is no MD5 (Amazon S3, object ETags): look at the file itself.
        return Path(version.key).name == Path(given.file).name and (
            self._original(given.organ) == content.md5
        )

    def _original(self, organ: str) -> str | None:
        """The MD5 of the current upload's file; None where it cannot be had."""
        try:
            reply = self._client.ask("GET", self._place.report(organ) + "/document")
        except Declined:
            return None
        found = read(reply.content, _Document).url
        digest = hashlib.md5(usedforsecurity=False)
        with tempfile.TemporaryFile() as file:
            self._client.fetch(found, file)
            file.seek(0)
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    def _sent(
        self, given: Given, path: Path, content: Content, known: frozenset[str]
    ) -> Submission:
        refused = 0

        def attempt() -> Submission:
            nonlocal refused
            form = self._form(given, path, content)
            taken = Submission(given, "sent", form.key, content.size, known=known)
            body = form_of(
                form.fields, path, content.size, lambda done: self._tell(done, content.size)
            )
            try:
                reply = self._client.post(form.url, body.body, body.headers)
            except Declined as declined:
                refused += 1
                if declined.status != 403 or refused > _AS_WELL:
                    raise Declined(declined.status, "") from None
                raise Passing(Unreachable("busy", "HTTP 403")) from None
            except Passing:
                # S3 may have taken it, and the answer alone was lost: then there is nothing to send again.
                found = self.seen(taken)
                if found.upload is None:
                    raise
                return found
            etag = reply.headers.get("ETag", "").strip('"') or None
            return msgspec.structs.replace(taken, etag=etag)

        return self._client.patiently(attempt)

    def _form(self, given: Given, path: Path, content: Content) -> _Form:
        wanted = {"organ": given.organ, "file": path.name, "size": content.size}
        return read(
            self._client.ask("POST", f"{self._place.path}/uploads", body=wanted).content, _Form
        )


def _is_mine(version: Version, submission: Submission) -> bool:
    if submission.upload is not None:
        return version.upload_id == submission.upload.upload_id
    is_new = version.upload_id not in submission.known and version.key == submission.key
    if submission.etag is None:
        return is_new and version.size == submission.size
    return is_new and version.etag == submission.etag
