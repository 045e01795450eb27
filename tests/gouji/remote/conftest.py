"""An endpoint in this process: it takes files as S3 does, judges them as `gouji check` does, and may misbehave."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from gouji import cli
from gouji.checking import check
from gouji.codec import encode
from gouji.remote.client import Client
from tests.gouji.remote.server import Answer, Asked, Server, as_json, md5, serving

TOKEN = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"


@dataclass
class Office:
    """`faults`: asked before anything else is done; its answer, if any, goes out in place of ours.

    `loses`: answers of the bucket that are lost though it took the file. `encrypts`: ETags are no MD5.
    `state`: what every upload is in, None where it is judged at once.
    """

    server: Server
    uploads: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    faults: Callable[[Asked], Answer | None] = lambda _: None
    loses: int = 0
    encrypts: bool = False
    state: str | None = None

    def answer(self, asked: Asked) -> Answer:
        fault = self.faults(asked)
        if fault is not None:
            return fault
        if asked.path.startswith("/bucket"):
            return self._bucket(asked)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return as_json({"detail": "x"}, 401)
        if asked.path.endswith("/uploads"):
            return self._form(asked)
        _, _, office, _, year, _, organ, *rest = asked.path.split("/")
        if (office, year) != ("haishu", "2022"):
            return as_json({"detail": "x"}, 403)
        return self._organ(organ, rest)

    def _form(self, asked: Asked) -> Answer:
        wanted = asked.json
        if wanted["file"].endswith(".exe"):
            return as_json({"detail": "这种文件不能报送。"}, 422)
        key = f"haishu/2022/{wanted['organ']}/{wanted['file']}"
        fields = {"key": key, "x-amz-signature": "s", "size": str(wanted["size"])}
        return as_json(
            {"url": f"{self.server.address}/bucket", "fields": fields, "key": key, "more": 1}
        )

    def _bucket(self, asked: Asked) -> Answer:
        assert "authorization" not in asked.headers
        if asked.method == "GET":
            return Answer(body=self.contents[asked.path.rpartition("/")[2]])
        parts = asked.form
        assert list(parts)[-1] == "file"
        key, content = parts["key"].decode(), parts["file"]
        assert len(content) == int(parts["size"])
        number = sum(map(len, self.uploads.values()))
        upload_id = f"{number:032x}"
        self.contents[upload_id] = content
        etag = md5(content + b"key" if self.encrypts else content)
        item = {"upload_id": upload_id, "key": key, "size": len(content), "etag": etag}
        self.uploads.setdefault(key.split("/")[2], []).insert(0, item)
        if self.loses:
            self.loses -= 1
            return Answer(cut=-1)
        return Answer(204, headers={"ETag": f'"{etag}"'})

    def _organ(self, organ: str, rest: list[str]) -> Answer:
        if organ not in self.uploads:
            return as_json({"detail": "没有报告。"}, 404)
        found = [
            {**item, "state": self.state or self._judged(item)["status"], "superseded": n > 0}
            for n, item in enumerate(self.uploads[organ])
        ]
        match rest:
            case ["versions"]:
                return as_json({"items": found, "next": None})
            case ["versions", upload_id]:
                (item,) = [each for each in found if each["upload_id"] == upload_id]
                judged = {} if self.state else self._judged(item)
                return as_json({"upload": item, "status": None} | judged)
            case ["document"]:
                address = f"{self.server.address}/bucket/{found[0]['upload_id']}"
                return as_json({"name": "x", "url": address})
            case []:
                judged = {} if self.state else self._judged(found[0])
                return as_json(
                    {"upload": found[0], "standing": "to_review", "status": None} | judged
                )
        return as_json({"detail": "x"}, 404)

    def _judged(self, item: dict[str, Any]) -> dict[str, Any]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(item["key"]).name
            path.write_bytes(self.contents[item["upload_id"]])
            found: dict[str, Any] = json.loads(encode(check(str(path))))
        for finding in found["findings"]:
            finding["waived"] = None
        return found | {"file": item["key"]}


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("GOUJI_TOKEN", TOKEN)
    with serving(lambda _: Answer(500)) as server:
        made = Office(server)
        server.answering = made.answer
        monkeypatch.setenv("GOUJI_ENDPOINT", server.address)
        yield made


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that commands would have slept."""
    found: list[float] = []
    real = Client.__init__

    def init(self: Client, *given: Any, **options: Any) -> None:
        real(self, *given, **options | {"sleep": found.append})

    monkeypatch.setattr(Client, "__init__", init)
    return found


@pytest.fixture
def run(waits: list[float]) -> Callable[..., int]:
    """Run the command; its exit status."""

    def run(*arguments: str) -> int:
        try:
            return cli.main(arguments)
        except SystemExit as stopped:
            return int(str(stopped.code))

    return run
