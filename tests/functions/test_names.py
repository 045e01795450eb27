"""Names that would steer whoever reads them, or fit no key: refused at the door, or shown without what steers."""

from __future__ import annotations

from typing import Final

import pytest

from functions.adapters.messages import ObjectCreated, report_place
from functions.query.responses import saved_as
from gouji.exports.separated import separated
from gouji.organs import fits_key
from gouji.season.office_files import MalformedFile
from gouji.season.roster import roster_from
from gouji.text import harmless, is_harmless
from gouji.wording.gathered import Line, gathered_mail
from gouji.wording.mail import Arrival, failure_mail
from tests.functions.builders import object_created

STEERING: Final = (
    "\n",
    "\r",
    "\x1b[2J",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2028",
    "\x85",
    "\x00",
    "\ud800",
)
each = pytest.mark.parametrize("odd", STEERING, ids=ascii)


@each
def test_text_that_steers_is_told_and_mended(odd: str) -> None:
    assert not is_harmless(f"甲{odd}局")
    assert is_harmless(harmless(f"甲{odd}局"))
    assert not fits_key(f"甲{odd}局")


@pytest.mark.parametrize(
    "name", ["海曙区教育局", "𠮷林县\U00031350局", "\ue000镇", "a b（东）", "局\u3000甲"]
)
def test_name_stays_as_it_is_however_rare_its_characters(name: str) -> None:
    assert harmless(name) == name
    assert fits_key(name)


def test_key_takes_names_up_to_320_bytes() -> None:
    assert fits_key("𠮷" * 80)
    assert not fits_key("𠮷" * 80 + "a")


@each
def test_organ_that_steers_is_misplaced_and_its_office_is_told(odd: str) -> None:
    if odd == "\ud800":
        return  # no key of S3 has half a character
    key = f"haishu/2022/甲{odd}局/年报.docx"
    upload = ObjectCreated.of(object_created(key)).upload()
    assert (upload.office, upload.year, upload.organ) == ("haishu", None, None)
    assert report_place(key) is None
    assert report_place(f"haishu/2022/甲局/年{odd}报.docx") is not None


@pytest.mark.parametrize(
    "office", ["x yunping", "[haishu", "hai,shu", "a" * 65, "Haishu", "ｈaishu"]
)
def test_office_that_could_pass_as_two_has_no_place(office: str) -> None:
    assert report_place(f"{office}/2022/甲局/年报.docx") is None


@each
def test_file_cannot_forge_a_line_of_a_mail(odd: str) -> None:
    plain = failure_mail(Arrival("年报 通过.docx"), reason="x", execution="y")
    forged = failure_mail(Arrival(f"年报{odd}通过.docx"), reason=f"x{odd}z", execution="y")
    assert len(forged.body.split("\n")) == len(plain.body.split("\n"))
    lines = [
        Line(f"甲{odd}局", 2022, f"a{odd}通过：甲局", "passed"),
        Line("乙局", 2022, "b", "passed"),
    ]
    gathered = gathered_mail("haishu", lines)
    for mail in (forged, gathered):
        assert is_harmless(mail.subject)
        assert all(map(is_harmless, mail.body.split("\n")))
    assert sum("通过：甲局" in line for line in gathered.body.split("\n")) == 1


@pytest.mark.parametrize("odd", ["\u202e", "\u200b", "\x1b", "\u2066"], ids=ascii)
def test_cell_of_a_file_is_no_formula_behind_what_is_not_seen(odd: str) -> None:
    for begin in "=+-@":
        written = separated([[f"{odd}{begin}1+1"]]).decode("utf-8-sig")
        assert is_harmless(written.rstrip("\r\n"))
        assert written.startswith("'")


def test_file_that_is_saved_is_called_by_what_is_seen() -> None:
    named = saved_as("年报\u202excod.exe\r\nX: y")["Content-Disposition"]
    assert named == saved_as("年报 xcod.exe  X: y")["Content-Disposition"]


@pytest.mark.parametrize("alias", ["局" * 400, "x" * 1100])
def test_roster_takes_no_other_name_that_no_key_takes(alias: str) -> None:
    with pytest.raises(MalformedFile) as refused:
        roster_from(f"机关,简称\n甲局,{alias}\n".encode(), "roster.csv")
    assert [fault.kind for fault in refused.value.faults] == ["not_a_name"]


def test_group_and_contact_of_a_roster_are_without_what_steers() -> None:
    content = "机关,分组,联系人\n甲局,部\u202e门,王\x1b[31m芳\n".encode()
    (organ,) = roster_from(content, "roster.csv").organs
    assert is_harmless(f"{organ.group}{organ.contact}")
