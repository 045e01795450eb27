from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gouji.form import TABLES
from gouji.page.assets import script, style
from gouji.page.standalone import json_in_markup
from gouji.text import printable
from samples import render
from tests.documents.kinds import KINDS, SAMPLES, document
from tests.gouji import figures as fig
from tests.gouji.page.pages import cells_at, data_of, page_of, policy_of

ZEROS = {cell: "0" for (_, form), t in TABLES.items() if form == "2021" for cell in t.specs}
HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e<!--"&amp;\u2028'


class Tags(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def report(*paragraphs: str, **shown: str) -> bytes:
    """A report of zeros, with further paragraphs in its first section and other figures."""
    content = list(fig.content("2021", {**ZEROS, **shown}, 2022))
    content[2:2] = map(render.Paragraph, paragraphs)
    return render.docx(content)


def test_policy_forbids_all_but_what_stands_in_the_file(tmp_path: Path) -> None:
    policy = policy_of(page_of(report(), tmp_path))
    assert policy["default-src"] == ["'none'"]
    assert policy["img-src"] == ["data:"]
    assert policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert "unsafe" not in str(policy)


def test_hashes_of_the_policy_are_those_of_the_script_and_the_style_in_the_page(
    tmp_path: Path,
) -> None:
    page = page_of(report(), tmp_path)
    policy = policy_of(page)
    for directive, tag in (("script-src", r'<script type="module">'), ("style-src", "<style>")):
        (text,) = re.findall(rf"{tag}(.*?)</s", page, re.DOTALL)
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert policy[directive] == [f"'sha256-{digest}'"]


def test_page_names_no_address(tmp_path: Path) -> None:
    page = page_of(report(), tmp_path)
    assert set(re.findall(r"https?://[^\"'\s)]+", page)) <= {"http://www.w3.org/2000/svg"}
    for tag, attributes in Tags(page).found:
        assert not {"src", "href", "srcset", "style"} & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag


def test_words_of_a_document_are_text_and_never_markup(tmp_path: Path) -> None:
    plain, hostile = page_of(report(), tmp_path), page_of(report(HOSTILE), tmp_path)
    assert [tag for tag, _ in Tags(hostile).found] == [tag for tag, _ in Tags(plain).found]
    assert "<img" not in hostile
    texts = [b.get("text", "") for b in data_of(hostile)["document"]["blocks"]]
    assert any("onerror=alert(2)" in text and "</script>" in text for text in texts)


def test_hostile_file_name_is_text(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    content = report()
    plain = page_of(content, folder)
    other = tmp_path / "</title><script>alert(1)<"
    other.mkdir(parents=True)
    page = page_of(content, other)
    assert [tag for tag, _ in Tags(page).found] == [tag for tag, _ in Tags(plain).found]


def test_page_is_the_same_for_the_same_report(tmp_path: Path) -> None:
    assert page_of(report(), tmp_path) == page_of(report(), tmp_path)


def test_app_without_the_document_is_small() -> None:
    import zlib

    assert len(zlib.compress((script() + style()).encode(), 9)) < 100_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_stands_in_the_document_with_the_text_of_its_place(
    name: str, kind: str, tmp_path: Path
) -> None:
    data = data_of(page_of(document(name, kind), tmp_path))
    shown = cells_at(data)
    result = data["result"]
    for cell in result["cells"]:
        place = result["places"].get(cell)
        if place is None:
            assert result["marks"][cell] == "missing"
            continue
        at = (place["table"], place["row"], place["column"])
        assert shown[at]["text"].strip() == place["text"], cell
        assert cell in shown[at]["cells"]


def test_pages_of_a_pdf_are_pictures(tmp_path: Path) -> None:
    page = page_of(document("yunping-traffic-2022", "pdf"), tmp_path)
    data = data_of(page)
    assert [p["page"] for p in data["document"]["pages"]] == [1, 2, 3, 4]
    pictures = re.findall(r'<script type="text/plain" id="page-(\d+)">([^<]+)</script>', page)
    assert [number for number, _ in pictures] == ["1", "2", "3", "4"]
    for _, content in pictures:
        assert b64decode(content).startswith(b"\x89PNG")
    assert len(page) < 900_000


def test_page_of_a_file_without_a_report_tells_why_and_shows_its_words(tmp_path: Path) -> None:
    data = data_of(page_of("只有一句话。".encode(), tmp_path))
    assert data["result"]["status"] == "unreadable"
    assert data["view"]["returned"][1].startswith("1. 文件里没有找到")
    assert [b["text"] for b in data["document"]["blocks"]] == ["只有一句话。"]


def test_page_of_a_file_that_does_not_open_has_no_document(tmp_path: Path) -> None:
    data = data_of(page_of(b"%PDF-1.7 broken", tmp_path))
    assert (data["result"]["status"], data["document"]) == ("unreadable", None)


def test_json_in_markup_has_no_sign_that_begins_a_tag() -> None:
    assert json_in_markup({"a": "</script>&"}) == '{"a":"\\u003c/script\\u003e\\u0026"}'


def test_signs_that_steer_are_no_part_of_a_title() -> None:
    assert printable("甲\u202e乙\n丙") == "甲 乙 丙"
