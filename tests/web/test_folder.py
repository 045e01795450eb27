"""The page as a folder: any web server serves it, and it asks the API where that is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from web import assets
from web.__main__ import main

API = ("--api", "https://api.example.gov.cn/v1")


def text(folder: Path) -> str:
    return unescape((folder / "index.html").read_text(encoding="utf-8"))


def test_folder_holds_all_files_that_the_page_names(tmp_path: Path) -> None:
    assert main([str(tmp_path / "page"), *API]) == 0
    page = text(tmp_path / "page")
    named = re.findall(r'(?:href|src)="(assets/[^"]*)"', page)
    assert len(named) >= 3
    for name in named:
        assert (tmp_path / "page" / name).is_file()
    held = {path.name: path.read_bytes() for path in (tmp_path / "page/assets").rglob("*.*")}
    assert held == {name: asset.content for name, asset in assets.assets().items()}


def test_page_is_told_where_the_api_is_and_may_ask_nothing_else(tmp_path: Path) -> None:
    buckets = ("--buckets", "https://documents.example.gov.cn")
    issuer = ("--issuer", "https://login.example.gov.cn/realm", "--client", "page")
    assert main([str(tmp_path), *API, *buckets, *issuer]) == 0
    page = text(tmp_path)
    assert '"api":"https://api.example.gov.cn/v1/"' in page
    assert (
        "connect-src 'self' https://documents.example.gov.cn https://api.example.gov.cn"
        " https://login.example.gov.cn;" in page
    )
    assert "img-src 'self' data: https://documents.example.gov.cn;" in page
    assert "unsafe" not in page


def test_another_version_stands_beside_the_one_that_is_open(tmp_path: Path) -> None:
    old = tmp_path / "assets" / "0000" / "main.js"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    assert main([str(tmp_path), *API]) == 0
    assert old.read_text() == "old"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--api", "api.example.gov.cn"),
        ("--api", "https://a.example; script-src *"),
        (*API, "--client", "page"),
        (*API, "--buckets", "javascript:alert(1)"),
        (*API, "--token", "both"),
    ],
)
def test_unusable_argument_is_one_sentence_and_writes_nothing(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "page"), *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "page").exists()


def test_folder_that_cannot_be_one_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main([str(tmp_path / "file"), *API]) == 1
    assert "不能使用" in capsys.readouterr().err
