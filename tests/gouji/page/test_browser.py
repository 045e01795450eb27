"""The page in a browser: what is chosen is shown at its place, whatever the file; keys, trying on, copying."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe

from samples import make, render
from tests.chromium import unmarked_chinese
from tests.documents.kinds import SAMPLES, document
from tests.gouji import figures as fig
from tests.gouji.page.opened import Opened
from tests.gouji.page.pages import page_of
from tests.gouji.page.test_standalone import HOSTILE, ZEROS, report

pytestmark = pytest.mark.browser

WRONG_TOTAL = (make.HERE / SAMPLES["qingchuan-planning-2023"].file).read_bytes()
SAID = "全年新收政府信息公开申请9件，已全部办结。"
BROKEN = {
    "t3.new_received.natural_person": "8",
    "t3.new_received.total": "8",
    "t3.granted.natural_person": "8",
    "t3.granted.total": "8",
    "t3.concluded.natural_person": "8",
    "t3.concluded.total": "7",
    "t4.reconsideration.total": "3",
    "t2.licences.decisions": "/",
    "t2.penalties.decisions": "",
    "t2.coercion.decisions": "约3",
}
KINDS = ("as sent", "docx", "pdf", "ofd", "xlsx", "odt", "markdown", "GB18030")


def chosen(data: dict[str, Any], index: int) -> dict[str, set[str]]:
    matter = data["view"]["matters"][index]
    return {"likely": set(matter["likely"]), "partners": set(matter["partners"])}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_each_matter_shows_its_cells_in_the_document_at_their_places(
    name: str, kind: str, opened: Opened
) -> None:
    data = opened.show(document(name, kind))
    places = data["result"]["places"]
    for index in range(len(data["view"]["matters"])):
        if index:
            opened.press("j")
        wanted = chosen(data, index)
        shown = {cell: one for one in opened.highlighted() for cell in one["cells"]}
        named = (wanted["likely"] | wanted["partners"]) & places.keys()
        assert named <= shown.keys()
        for cell in named:
            assert shown[cell]["text"].strip() == places[cell]["text"], cell
            assert shown[cell]["likely"] or cell not in wanted["likely"]


def test_first_matter_is_open_and_its_number_stands_in_list_table_and_document(
    opened: Opened,
) -> None:
    opened.show(WRONG_TOTAL)
    assert opened.texts(".matter.open .head .badge") == ["1"]
    assert opened.texts('#tables [data-cell="t3.concluded.total"] .badge')[0] == "1"
    assert opened.texts('#document [data-cells~="t3.concluded.total"] .badge')[0] == "1"


def test_sum_is_told_as_addends_that_lead_to_their_cells(opened: Opened) -> None:
    opened.show(WRONG_TOTAL)
    first = opened.find(".matter.open .sum").first
    assert "153 + 14 = 167" in " ".join(first.inner_text().split())
    term = first.locator(".term").first
    term.click()
    box = opened.find('#tables [data-cell="t3.new_received.total"]')
    assert "pointed" in (box.get_attribute("class") or "")


def test_repair_is_tried_on_and_taken_back_and_nothing_else_changes(opened: Opened) -> None:
    opened.show(WRONG_TOTAL)
    before = opened.texts("#tables td.cell")
    opened.find(".matter.open .way").first.click()
    assert set(opened.texts(".matter.open .sum .sign")) == {"= 相符"}
    assert opened.texts("#tables ins") == ["154"]
    assert opened.texts("#tables del") == ["145"]
    assert "全部相符" in opened.texts(".outcome")[0]
    assert opened.texts('#document [data-cells~="t3.concluded.total"] .raw') == ["145"]
    opened.press("Escape")
    assert opened.texts("#tables td.cell") == before
    opened.press("t")
    assert opened.texts("#tables ins") == ["154"]
    opened.press("t")
    assert opened.texts("#tables td.cell") == before
    assert set(opened.texts(".matter.open .sum .sign")) == {"≠ 不相符"}


def test_number_of_the_text_is_reckoned_with_what_is_tried_on(opened: Opened) -> None:
    data = opened.show(WRONG_TOTAL)
    assert len(data["view"]["matters"][0]["told"]) == 4
    assert opened.texts(".matter.open .against") == ["正文写的 154 ≠ 145"]
    opened.press("t")
    assert opened.texts(".matter.open .against") == ["正文写的 154 = 154"]
    assert "4 处全部相符" in opened.texts(".outcome")[0]


def test_one_key_tries_all_repairs_in_turn_and_takes_the_last_back(opened: Opened) -> None:
    data = opened.show(document("hailan-labour-2022", "docx"))
    ways = data["view"]["matters"][0]["ways"]
    assert len(ways) > 2
    for way in ways:
        opened.press("t")
        shown = opened.texts("#tables ins")
        assert shown == [str(value) for value in way["cells"].values()]
    opened.press("t")
    assert opened.texts("#tables ins") == []


def test_keys_typed_through_a_chinese_input_method_do_the_same(opened: Opened) -> None:
    opened.show(report(SAID, **BROKEN))
    send = """([key, code]) => document.body.dispatchEvent(
        new KeyboardEvent("keydown", {key, code, bubbles: true}))"""
    opened.page.evaluate(send, ["Process", "KeyJ"])
    assert opened.texts(".now b")[0].startswith("2/")
    opened.page.evaluate(send, ["ｊ", "KeyJ"])
    assert opened.texts(".now b")[0].startswith("3/")
    opened.page.evaluate(send, ["？", "Slash"])
    assert opened.find("dialog[open]").count() == 1


def test_whoever_chose_nothing_goes_on_from_where_she_was(opened: Opened) -> None:
    data = opened.show(report(SAID, **BROKEN))
    total = len(data["view"]["matters"])
    opened.press("j", "j", "Escape")
    assert opened.texts(".now b") == [f"–/{total}"]
    opened.press("j")
    assert opened.texts(".now b") == [f"4/{total}"]
    opened.press("Escape", "k")
    assert opened.texts(".now b") == [f"3/{total}"]


def test_fault_of_a_whole_table_brings_the_table_into_sight(opened: Opened) -> None:
    data = opened.show(document("hailan-housing-2022", "docx"))
    facts = [
        data["result"]["findings"][matter["told"][0]["finding"]]["facts"]
        for matter in data["view"]["matters"]
    ]
    index = next(i for i, one in enumerate(facts) if one.get("table") == "t3")
    assert not chosen(data, index)["likely"] | chosen(data, index)["partners"]
    opened.press(*"j" * index)
    top = opened.page.evaluate("document.querySelector('#tables .t3').getBoundingClientRect().top")
    assert 0 < top < 400


@pytest.mark.parametrize("width", [390, 1100])
def test_chosen_cell_is_in_sight_in_the_pane_that_is_turned_to(width: int, opened: Opened) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.show(WRONG_TOTAL)
    if width < 760:
        opened.find(".matter .head").first.click()
    for pane in ("document", "tables"):
        if width < 760:
            opened.find(f'.tabs button[value="{pane}"]').click()
            assert "收办平衡" in opened.find(".now").inner_text()
        else:
            opened.press("d")
        box = opened.find(f"#{pane} td.likely").first.bounding_box()
        assert box
        assert 0 < box["y"] < 760
        assert 0 <= box["x"] < width - 20


def test_table_4_needs_no_sideways_scrolling_on_a_phone(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 320, "height": 640})
    opened.show(report(**BROKEN))
    opened.find('.tabs button[value="tables"]').click()
    boxes = opened.find("#tables .t4 td, #tables .t4 th").all()
    found = [box.bounding_box() for box in boxes]
    assert len(found) == 19 + 15
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in found)
    spots = {(round(box["x"]), round(box["y"])) for box in found if box}
    assert len(spots) == len(found)
    for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        cells = opened.find(f'#tables [data-cell^="t4.{group}."]').all()
        assert len({round((cell.bounding_box() or {"y": -1})["y"]) for cell in cells}) == 1
    assert Axe().run(opened.page).response["violations"] == []


def test_repair_is_taken_back_where_another_matter_is_chosen(opened: Opened) -> None:
    opened.show(report(**BROKEN))
    while not opened.find(".matter.open .way").count():
        opened.press("j")
    opened.find(".matter.open .way").first.click()
    assert opened.texts("#tables ins")
    opened.press("k", "j")
    assert opened.texts("#tables ins") == []


def test_sentence_stands_beside_the_cell_that_it_contradicts(opened: Opened) -> None:
    data = opened.show(report(SAID))
    index = next(
        i
        for i, matter in enumerate(data["view"]["matters"])
        for told in matter["told"]
        if "finding" in told
        and data["result"]["findings"][told["finding"]]["facts"]["kind"] == "text-disagrees"
    )
    opened.press(*"j" * index)
    assert "9件" in opened.texts(".matter.open blockquote")[0]
    assert opened.texts(".matter.open .against")[0].startswith("正文写的 9 ≠ 0")
    assert "9件" in opened.texts("#document mark.chosen")[0]


def test_keys_go_through_the_matters_and_say_what_they_do(opened: Opened) -> None:
    data = opened.show(report(SAID, **BROKEN))
    number = ".matter.open .head .badge"
    assert len(data["view"]["matters"]) > 3
    opened.press("j", "j", "k")
    assert opened.texts(number) == ["2"]
    opened.press("Enter")
    assert opened.texts(number) == []
    opened.press("Enter")
    assert opened.texts(number) == ["2"]
    opened.press("Escape")
    assert opened.texts(number) == []
    opened.press("d")
    assert opened.page.evaluate("document.activeElement.id") == "document"
    opened.press("?")
    assert opened.texts("dialog[open] kbd") == ["J", "K", "Enter", "T", "D", "C", "Esc", "?"]
    opened.press("Escape")
    assert opened.find("dialog[open]").count() == 0


def test_opinion_is_copied_as_the_mail_has_it(opened: Opened) -> None:
    data = opened.show(WRONG_TOTAL)
    opened.find("button.copy").click()
    # Not wait_for_function: what it asks again and again is made of a string, which the page's policy refuses.
    opened.find("button.copy").filter(has_text="已复制").wait_for()
    copied = opened.page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == "\n".join(data["view"]["returned"])


def test_marks_are_told_by_signs_and_words(opened: Opened) -> None:
    opened.show(report(**BROKEN))
    for cell, name in (("licences", "占位符"), ("penalties", "空格"), ("coercion", "认不准")):
        mark = opened.find(f'#tables [data-cell="t2.{cell}.decisions"] .mark')
        assert mark.get_attribute("aria-label") == name
        assert mark.text_content()
    assert "约3" in opened.texts('#tables [data-cell="t2.coercion.decisions"]')[0]


def test_last_years_number_and_the_difference_stand_in_each_cell(opened: Opened) -> None:
    last = {**ZEROS, "t2.licences.decisions": "12", "t2.charges.amount": "0.3"}
    previous = fig.content("2021", last, 2021)
    opened.show(
        report(**{"t2.licences.decisions": "9", "t2.charges.amount": "0.5"}),
        render.docx(previous),
    )
    assert opened.texts('[data-cell="t2.licences.decisions"] .last') == ["12 (−3)"]
    assert opened.texts('[data-cell="t2.charges.amount"] .last') == ["0.3 (+0.2)"]


def test_hostile_words_are_shown_and_never_run(opened: Opened) -> None:
    opened.show(report(HOSTILE, **{"t2.licences.decisions": "3<b>\u202e4"}))
    scripts = opened.page.evaluate("document.scripts.length")
    assert scripts == 2
    assert opened.find("#document img, #document b").count() == 0
    text = opened.find("#document").text_content() or ""
    assert "<img src=x onerror=alert(2)>\ufffd" in text
    assert "\u202e" not in (opened.find("body").inner_text())


def test_pages_of_a_pdf_are_drawn_and_their_words_can_be_read_as_text(opened: Opened) -> None:
    opened.show(document("yunping-traffic-2022", "pdf"))
    opened.find("#document .page img").first.scroll_into_view_if_needed()
    picture = opened.find("#document .page img").first
    picture.evaluate("picture => picture.decode()")
    assert picture.evaluate("picture => picture.naturalWidth") > 500
    assert opened.find("#document .text").is_hidden()
    opened.find('#document button[value="text"]').click()
    assert opened.find("#document .pages").is_hidden()
    assert "依申请公开情况" in (opened.find("#document .text").text_content() or "")


@pytest.mark.parametrize("width", [320, 390, 760, 1024, 1600])
def test_page_fits_any_screen(width: int, opened: Opened) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.show(report(SAID, **BROKEN))
    for pane in ("matters", "tables", "document"):
        if width <= 760:
            opened.find(f'.tabs button[value="{pane}"]').click()
        wide = opened.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, pane


def test_on_a_phone_a_cell_is_shown_from_the_list(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 390, "height": 800})
    opened.show(WRONG_TOTAL)
    opened.find(".matter .head").first.click()
    opened.find(".matter.open .term").first.click()
    assert opened.find('#document [data-cells~="t3.new_received.total"]').is_visible()


NO_COLOURS: Final = {**DEFAULT_OPTIONS, "rules": {"color-contrast": {"enabled": False}}}


def find_barriers(opened: Opened, coloured: str = "") -> None:
    """Look at all, of which colours take longest; `coloured`: the part where these alone are otherwise than before."""
    response = Axe().run(opened.page, options=NO_COLOURS if coloured else DEFAULT_OPTIONS).response
    assert len(response["passes"]) > 10
    found = response["violations"]
    if coloured:
        part = Axe().run(opened.page, context=coloured).response
        assert "color-contrast" in {rule["id"] for rule in part["passes"]}
        found += part["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_nothing_stands_in_the_way_of_anyone(
    kind: str, width: int, scheme: Any, opened: Opened
) -> None:
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.page.emulate_media(color_scheme=scheme)
    opened.show(document("yunping-traffic-2022", kind))
    for pane in ("matters", "tables", "document"):
        if width <= 760:
            opened.find(f'.tabs button[value="{pane}"]').click()
        elif pane != "matters":
            break  # all three were in sight at once
        find_barriers(opened)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_stands_in_the_way_of_any_sample(name: str, opened: Opened) -> None:
    data = opened.show(document(name, "docx"), document("qingchuan-education-2023", "docx"))
    opened.page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )
    find_barriers(opened)
    opened.press("t")  # the repair, where there is one
    find_barriers(opened)
    opened.page.set_viewport_size({"width": 1000, "height": 700})
    opened.page.emulate_media(color_scheme="dark")
    opened.press(*"j" * len(data["view"]["matters"]), "d")
    find_barriers(opened)
    opened.press("?")
    find_barriers(opened, coloured="dialog[open]")


def test_on_paper_every_matter_is_unfolded_and_no_tool_is_printed(opened: Opened) -> None:
    data = opened.show(report(SAID, **BROKEN))
    opened.page.emulate_media(media="print")
    assert opened.find(".detail:visible").count() == len(data["view"]["matters"])
    assert opened.find(".tools").is_hidden()
    assert opened.find("#tables td.cell").first.is_visible()


def test_only_what_passed_is_said_to_have_no_fault(opened: Opened, tmp_path: Path) -> None:
    page = page_of((make.HERE / "yunping-grain-2022.txt").read_bytes(), tmp_path)
    opened.show_page(page)
    assert opened.texts(".none") == ["没有发现问题"]
    opened.show_page(page.replace('"status":"passed"', '"status":"incomplete"'))
    assert opened.texts(".none") == []


def test_page_in_english_marks_what_it_quotes_as_chinese(opened: Opened, tmp_path: Path) -> None:
    opened.show_page(page_of(WRONG_TOTAL, tmp_path, language="en"))
    assert opened.texts(".matter.open .sum .line")[0] == "total Balance of requests"
    assert "To be corrected" in opened.texts(".status")[0]
    quoted = opened.texts('.matter.open .sayings p [lang="zh-CN"]')
    assert any("新收申请" in words for words in quoted)
    assert unmarked_chinese(opened.page) == []
    assert opened.errors == opened.asked_for == []
    find_barriers(opened)


def test_without_scripts_the_verdict_is_there_in_words(opened: Opened) -> None:
    browser = opened.page.context.browser
    assert browser
    data = opened.show(WRONG_TOTAL)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(opened.page.url)
    assert data["view"]["headline"] in (page.locator("body").inner_text())
    context.close()
