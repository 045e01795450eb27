from __future__ import annotations

import io
import zipfile
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from functions.adapters.messages import ObjectCreated
from functions.adapters.store import Store
from functions.query import large
from functions.query.exports import originals
from tests.functions.builders import DOCUMENTS, UPLOADS, result, s3, sent
from tests.functions.query.asking import YEAR, ask

pytestmark = pytest.mark.usefixtures("aws")


def handed_in(store: Store, organ: str, content: bytes, file: str = "年报（定稿）.docx") -> None:
    each = ObjectCreated.of(sent(content, f"haishu/2022/{organ}/{file}")).upload()
    store.register(each, "run")
    store.finish(each, result())


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_originals_are_the_very_bytes_that_were_sent_by_organ(store: Store) -> None:
    handed_in(store, "海曙区教育局", b"one")
    handed_in(store, "海曙区财政局", b"two", "x.PDF")
    assert unzipped(ask(f"{YEAR}/originals.zip").body) == {
        "海曙区教育局.docx": b"one",
        "海曙区财政局.pdf": b"two",
    }


def test_original_that_is_gone_is_told_in_the_archive(store: Store) -> None:
    handed_in(store, "海曙区教育局", b"one")
    handed_in(store, "海曙区财政局", b"two")
    key = "haishu/2022/海曙区财政局/年报（定稿）.docx"
    (version,) = s3().list_object_versions(Bucket=UPLOADS, Prefix=key)["Versions"]
    s3().delete_object(Bucket=UPLOADS, Key=key, VersionId=version["VersionId"])
    found = unzipped(ask(f"{YEAR}/originals.zip").body)
    assert found["海曙区教育局.docx"] == b"one"
    assert "海曙区财政局：年报（定稿）.docx" in found["缺少的原件.txt"].decode("utf-8-sig")


def test_year_too_large_for_an_answer_is_kept_in_the_bucket(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "_ANSWERED", 10)
    contents = {f"第{number}局": bytes([number]) * 3_000_000 for number in range(5)}
    for organ, content in contents.items():
        handed_in(store, organ, content)
    answer = ask(f"{YEAR}/originals.zip")
    assert answer.status == 303
    address = urlsplit(answer.headers["Location"])
    asked = parse_qs(address.query)
    assert asked["X-Amz-Expires" if "X-Amz-Expires" in asked else "Expires"]
    (disposition,) = asked["response-content-disposition"]
    assert unquote(disposition).endswith("2022年度年报原件.zip")
    key = unquote(address.path).rpartition("answers/")[2]
    kept = s3().get_object(Bucket=DOCUMENTS, Key=f"answers/{key}")["Body"].read()
    assert unzipped(kept) == {f"{organ}.docx": content for organ, content in contents.items()}
    assert (
        ask(f"{YEAR}/originals.zip").headers["Location"].split("?")[0]
        == address.geturl().split("?")[0]
    )


def test_nothing_is_left_of_an_archive_that_broke_off(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "_ANSWERED", 1)
    handed_in(store, "海曙区教育局", b"one")

    def broken(*_: object) -> bytes:
        raise ConnectionError

    monkeypatch.setattr(originals, "fetch_upload", broken)
    assert ask(f"{YEAR}/originals.zip").status == 500
    assert "Uploads" not in s3().list_multipart_uploads(Bucket=DOCUMENTS)
    assert "Contents" not in s3().list_objects_v2(Bucket=DOCUMENTS, Prefix=large._FOLDER)


def test_year_larger_than_the_cap_is_refused_with_a_way_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "_MOST", 2)
    handed_in(store, "海曙区教育局", b"one")
    answer = ask(f"{YEAR}/originals.zip")
    assert answer.status == 400
    assert "分组" in answer.body["detail"]
