"""Stories in the office's pages: a report, totals, handing in, settings, rules; on the local cloud, in a browser."""

from __future__ import annotations

import email
import email.policy
import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Request, Route

from tests.chromium import unmarked_chinese
from tests.web.opened import CLEAN, ORGAN, OTHER, PDF, WRONG, YEAR, Office, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.network,
    pytest.mark.slow,
    pytest.mark.xdist_group("office's pages"),
]


def decisions(office: Office, organ: str = ORGAN) -> list[tuple[str, str | None, str | None]]:
    found = office.ask(f"reports/{organ}")["decisions"]
    return [(one["action"], one["reason"], one["note"]) for one in found]


def test_officer_returns_a_report_and_the_department_mends_it(
    office: Office, tmp_path: Path
) -> None:
    office.put(ORGAN, "年报.html", WRONG)
    office.wait_for(ORGAN, "to_review")
    with office.opened() as officer:
        officer.report(ORGAN)
        officer.press("r")
        officer.see("dialog .letter", "更正后重新报送")
        assert officer.breaches() == []
        officer.type("请对照台账核对表三。")
        officer.press("Control+Enter")
        officer.see(".decisions", "决定即将生效")
        officer.let_ten_seconds_pass()
        officer.see(".decisions", "已退回")
        assert decisions(office) == [("return", None, "请对照台账核对表三。")]
        mended = tmp_path / "更正稿.txt"
        mended.write_bytes(CLEAN)
        with office.opened(office.department(ORGAN)) as department:
            department.go("upload", ".drop")
            department.page.set_input_files("#files", str(mended))
            assert ORGAN in department.texts(".files li")[0]
            department.page.locator("button.main").dblclick()
            department.see(".files .state", "核对完成：通过")
            department.page.get_by_text("看核对结果").click()
            department.see(".report-head", "待审核")
            assert department.texts(".decisions button") == []
        office.wait_for(ORGAN, "to_review", submissions=2)
        officer.press("a")  # what the officer sees is no longer so: it is looked at anew, and told
        officer.see(".told p", "现在可以")
        officer.see(".decisions", "待审核")
        officer.press("a")
        officer.let_ten_seconds_pass()
        officer.see(".decisions", "已接受")
    assert [action for action, _, _ in decisions(office)] == ["return", "accept"]


def test_waived_finding_stays_with_who_when_and_why_until_it_is_restored(office: Office) -> None:
    office.put(ORGAN, "年报.html", WRONG)
    office.wait_for(ORGAN, "to_review")
    with office.opened() as officer:
        officer.report(ORGAN)
        officer.press("w")
        officer.press("Control+Enter")  # without a reason it is none
        assert officer.page.locator("dialog.ask").count() == 1
        officer.type("合并统计口径，附说明")
        officer.press("Control+Enter")
        officer.see(".matter.open .detail", "决定即将生效")
        officer.press("z")
        officer.page.locator(".matter.open .detail").get_by_text("决定即将生效").first.wait_for(
            state="detached"
        )
        assert decisions(office) == []
        officer.press("w")
        officer.type("合并统计口径，附说明")
        officer.press("Control+Enter")
        officer.let_ten_seconds_pass()
        officer.see(".matter.open .waiver", "王审核")
        assert "合并统计口径，附说明" in officer.texts(".matter.open .waiver")[0]
        officer.see(".matter.open .head", "已豁免")
        assert officer.breaches() == []
        waived = len(decisions(office))
        assert waived == len(officer.texts(".matter.open .waiver"))
        officer.page.locator(".matter.open .waiver button").first.click()
        officer.see(".matter.open .detail", "决定即将生效")
        officer.let_ten_seconds_pass()
        wait_until(lambda: decisions(office)[-1][0] == "restore")
        wait_until(lambda: len(officer.texts(".matter.open .waiver")) == waived - 1)


def test_mail_leads_to_its_report_once_the_link_with_a_token_is_pasted(office: Office) -> None:
    office.put(ORGAN, "年报.html", WRONG)
    mails = office.cloud.outbox

    def links() -> list[str]:
        found = [
            email.message_from_bytes(p.read_bytes(), policy=email.policy.default)
            for p in mails.glob("*.eml")
        ]
        bodies = [text.get_content() for mail in found if (text := mail.get_body())]
        return [
            link
            for body in bodies
            for link in re.findall(r"https?://\S+", body)
            if f"/{office.name}/{YEAR}/reports/" in link
        ]

    wait_until(lambda: bool(links()))
    with office.opened() as officer:
        officer.page.goto(links()[-1])
        officer.see("main", "粘贴在下面")
        assert officer.breaches() == []
        officer.page.locator(".entering input").fill("没有令牌的文字")
        officer.press("Enter")
        officer.see(".entering .fault", "没有令牌")
        officer.page.locator(".entering input").fill(office.cloud.page(office.officer, "/"))
        officer.press("Enter")
        officer.see(".report-head h1", ORGAN)
        officer.see(".panes .matter", "1")
        assert "token" not in officer.page.url


def test_letter_does_not_ask_for_what_is_waived_even_a_moment_ago(office: Office) -> None:
    office.put(ORGAN, "年报.html", WRONG)
    office.wait_for(ORGAN, "to_review")
    with office.opened() as officer:
        officer.report(ORGAN)
        before = officer.texts("#returned p")
        officer.press("w")
        officer.type("合并统计口径，附说明")
        officer.press("Control+Enter", "r")  # within the ten seconds
        officer.see("dialog .letter", "更正")
        letter = officer.texts("dialog .letter p")
        assert len(letter) < len(before)
        assert any("办理结果合计" in line for line in before)
        assert not any("办理结果合计" in line for line in letter)
        officer.press("Control+Enter")
        officer.let_ten_seconds_pass()
        officer.see(".decisions", "已退回")
        assert officer.texts("#returned p") == letter

    def told() -> list[str]:
        mails = [path.read_bytes() for path in office.cloud.outbox.glob("*.eml")]
        found = [email.message_from_bytes(mail, policy=email.policy.default) for mail in mails]
        texts = [mail.get_body() for mail in found if "【退回】" in mail["subject"]]
        bodies = [text.get_content() for text in texts if text]
        return [body for body in bodies if letter[0] in body]

    wait_until(lambda: bool(told()))
    (body,) = told()
    assert all(line in body for line in letter)
    assert "办理结果合计" not in body


def test_report_and_all_that_is_found_are_told_in_english(office: Office) -> None:
    office.put(ORGAN, "年报.html", WRONG)
    office.wait_for(ORGAN, "to_review")
    with office.opened() as officer:
        officer.report(ORGAN)
        officer.page.get_by_role("button", name="English").click()
        officer.see(".tools button.copy", "Copy the letter")
        officer.see(".matter.open .severity", "Error")
        officer.see(".matter.open .sum .sign", "disagrees")
        officer.see(".status", "To be corrected")
        officer.see(".matter.open .title", "Balance of requests")
        officer.see(".matter.open .ways", "Table 3 “concluded | total” is 145: change it to 154")
        officer.page.locator(".matter.open details.sentence summary").first.click()
        officer.see(".matter.open details.sentence p", "must equal “concluded” 145")
        assert officer.page.locator("td.cell[title='concluded | total']").count() == 1
        assert any("更正后重新报送" in line for line in officer.texts("#returned p"))
        assert unmarked_chinese(officer.page) == []
        assert officer.breaches() == []
        officer.press("w")
        officer.see("dialog.ask label", "Table 3, column “total”")
        officer.press("Escape")
        officer.page.get_by_role("button", name="中文").click()
        officer.see(".matter.open .ways", "填的是 145")


def test_officer_waives_with_an_explanation_and_accepts_by_keyboard_alone(office: Office) -> None:
    office.put(OTHER, "年报.html", WRONG)
    office.wait_for(OTHER, "to_review")
    with office.opened() as officer:
        officer.go("", ".organs tbody tr")
        officer.press("/")
        officer.type("交通")
        officer.press("Enter", "Enter")  # to what was found, and into it
        officer.page.wait_for_selector(".panes .matter", timeout=60_000)
        officer.press("w")
        officer.type("口径合并，已附说明")
        officer.press("Control+Enter")
        officer.let_ten_seconds_pass()
        officer.see(".matter.open .waiver", "口径合并，已附说明")
        officer.press("a")
        officer.let_ten_seconds_pass()
        officer.see(".decisions", "已接受")
        officer.page.go_back()
        officer.see(".organs tbody tr", "已接受")
    found = decisions(office, OTHER)
    assert found[0][:2] == ("waive", "口径合并，已附说明")
    assert found[-1] == ("accept", None, None)


def test_what_another_reviewer_decided_is_told_and_shown(office: Office) -> None:
    office.put(ORGAN, "年报.txt", CLEAN)
    office.wait_for(ORGAN, "to_review")
    with office.opened() as officer:
        officer.report(ORGAN, wait_for=".panes")
        upload = office.ask(f"reports/{ORGAN}")["upload"]["upload_id"]
        officer.page.locator(".decisions button.main").click()
        office.ask(f"reports/{ORGAN}/decisions", {"action": "return", "upload_id": upload})
        officer.let_ten_seconds_pass()
        officer.see(".told .fault", "现在可以")
        officer.see(".decisions", "已退回")
        officer.forgive(409)
    assert [action for action, _, _ in decisions(office)] == ["return"]


def test_head_goes_from_a_sum_to_the_cell_in_the_document_and_exports(office: Office) -> None:
    office.put(OTHER, "年报.pdf", PDF)
    office.put(ORGAN, "年报.txt", CLEAN)
    office.wait_for(OTHER, "to_review")
    office.wait_for(ORGAN, "to_review")
    with office.opened(accept_downloads=True) as head:
        head.go("totals", ".totals .form")
        assert head.breaches() == []
        cell = "t3.new_received.total"
        link = head.page.locator(f'a[href*="totals/{cell}"]')
        assert (link.text_content() or "").endswith("19")
        link.click()
        head.see("tbody th", OTHER)
        assert [row.split()[0] for row in head.texts("tbody th")] == [OTHER, ORGAN]
        assert head.breaches() == []
        head.page.locator("tbody th a").first.click()
        head.page.locator(f'#document .sought[data-cell="{cell}"]').wait_for()
        shown = head.page.locator(f'#document .sought[data-cell="{cell}"]')
        assert shown.get_attribute("data-text") == "19"
        wait_until(lambda: 0 < (shown.bounding_box() or {"y": 0})["y"] < 900)
        picture = "#document img"
        wait_until(lambda: bool(head.page.locator(picture).first.evaluate("e => e.naturalWidth")))
        head.page.go_back()
        head.page.go_back()
        head.page.locator(".exports button").first.wait_for()
        for name in ("XLSX", "DOCX", "CSV"):
            with head.page.expect_download() as download:
                head.page.locator(".exports button", has_text=name).first.click()
            assert download.value.suggested_filename.endswith(name.lower())
            assert Path(download.value.path()).stat().st_size > 500


def test_uncertain_number_is_in_no_sum_and_said_beside_it(office: Office) -> None:
    office.put(OTHER, "年报.pdf", PDF)
    office.wait_for(OTHER, "to_review")
    with office.opened() as head:
        head.go("totals", ".totals .form")
        box = head.page.locator("td", has=head.page.locator('a[href*="t3.granted.natural_person"]'))
        assert "缺 1 份" in (box.text_content() or "")
        box.locator("a").click()
        head.see("tbody tr", "认不准")


def test_versions_are_compared_cell_by_cell_and_finding_by_finding(office: Office) -> None:
    office.put(ORGAN, "一.html", WRONG)
    office.wait_for(ORGAN, "to_review")
    office.put(ORGAN, "二.txt", CLEAN)
    office.wait_for(ORGAN, "to_review", submissions=2)
    found = office.ask(f"reports/{ORGAN}/differences")
    with office.opened() as officer:
        officer.report(ORGAN, "versions", ".differences table")
        assert len(officer.texts(".differences tbody tr")) == len(found["cells"])
        assert len(officer.texts(".findings.mended li")) == len(found["findings"]["mended"]) > 0
        assert officer.breaches() == []
        officer.page.locator("tbody th a").last.click()
        officer.see(".remark", "先前的一次报送")
        assert officer.texts(".decisions button.main") == []
        # What is made of the current upload is not offered beside an earlier one.
        assert officer.texts(".menu button") == ["报送的原件"]
        officer.report(ORGAN, "history", ".events li")
        assert officer.breaches() == []
        kinds = [event["kind"] for event in office.ask(f"reports/{ORGAN}/history")["items"]]
        assert len(officer.texts(".events li")) == len(kinds)


# The first answer of the bucket does not come: what was sent is there, and nobody heard.
LOSE: Final = """() => {
  const open = XMLHttpRequest.prototype.open;
  let isFirst = true;
  XMLHttpRequest.prototype.open = function (...about) {
    open.apply(this, about);
    if (!isFirst) return;
    isFirst = false;
    this.addEventListener("load", (event) => {
      event.stopImmediatePropagation();
      window.lost = this.status;
      this.dispatchEvent(new ProgressEvent("error"));
    });
  };
}"""


def test_lost_answer_of_the_bucket_sends_nothing_twice(office: Office, tmp_path: Path) -> None:
    file = tmp_path / f"{OTHER}年报.txt"
    file.write_bytes(CLEAN)
    with office.opened() as officer:
        officer.page.add_init_script(f"({LOSE})()")
        officer.go("upload", ".drop")
        officer.page.set_input_files("#files", str(file))
        assert officer.page.locator(".files .for input").input_value() == OTHER
        officer.page.locator("button.main").click()
        officer.see(".files .state", "核对完成")
        assert 200 <= officer.page.evaluate("window.lost") < 300
        officer.forgive(404)
    assert len(office.ask(f"reports/{OTHER}/versions")["items"]) == 1


def test_form_that_has_expired_is_asked_for_anew(office: Office, tmp_path: Path) -> None:
    file = tmp_path / f"{OTHER}年报.txt"
    file.write_bytes(CLEAN)
    forms: list[str] = []
    refused: list[bool] = []

    def refuse(route: Route) -> None:
        if route.request.method == "POST" and not refused:
            refused.append(True)
            body = "<Error><Code>AccessDenied</Code></Error>"
            origin = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(status=403, body=body, content_type="application/xml", headers=origin)
        else:
            route.continue_()

    def note(request: Request) -> None:
        if request.url.endswith("/uploads"):
            forms.append(request.url)

    with office.opened() as officer:
        officer.page.route(re.compile(re.escape(office.cloud.outputs["UploadBucketName"])), refuse)
        officer.page.on("request", note)
        officer.go("upload", ".drop")
        officer.page.set_input_files("#files", str(file))
        officer.page.locator("button.main").click()
        officer.see(".files .state", "核对完成")
        officer.forgive(403, 404)
    assert len(forms) == 2


def test_file_that_cannot_be_handed_in_is_told_in_words(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "照片.exe"
    file.write_bytes(b"MZ")
    with office.opened() as officer:
        officer.go("upload", ".drop")
        officer.page.set_input_files("#files", str(file))
        assert "从文件名认不出机关" in officer.texts(".files li")[0]
        assert officer.page.locator("button.main").is_disabled()
        officer.page.locator(".files .for input").fill(ORGAN)
        officer.page.locator("button.main").click()
        officer.see(".files .refused .state", "这种文件不能报送")
        assert officer.breaches() == []
        officer.forgive(404, 422)  # 404: whether it is there already is asked first


def test_files_for_one_organ_are_sent_in_their_order_and_an_empty_one_not_at_all(
    office: Office, tmp_path: Path
) -> None:
    names = [f"{ORGAN}{name}.txt" for name in ("初稿", "定稿", "空")]
    for name, content in zip(names, (CLEAN * 3, CLEAN, b""), strict=True):
        (tmp_path / name).write_bytes(content)
    with office.opened() as officer:
        officer.go("upload", ".drop")
        officer.page.set_input_files("#files", [str(tmp_path / name) for name in names])
        officer.see(".told .fault", "空文件")
        assert len(officer.texts(".files > li")) == 2
        assert all("以最后一个为准" in text for text in officer.texts(".files > li"))
        assert officer.breaches() == []
        officer.page.locator("button.main").click()
        wait_until(lambda: len(officer.page.locator(".files > .done").all()) == 2)
        officer.forgive(404)
    (last, first) = office.ask(f"reports/{ORGAN}/versions")["items"]
    assert [one["key"].split("/")[-1] for one in (first, last)] == names[:2]


def test_faulty_roster_replaces_nothing_and_its_rows_are_named(
    office: Office, tmp_path: Path
) -> None:
    faulty = tmp_path / "名册.csv"
    faulty.write_text("机关,政府\n云坪区教育局,也许\n,是\n", encoding="utf-8")
    with office.opened() as officer:
        officer.go("settings", "tbody")
        officer.page.set_input_files('input[type="file"]', str(faulty))
        officer.page.get_by_text("放入名册").click()
        officer.see(".faults tbody th", "2")
        assert officer.breaches() == []
        assert officer.page.evaluate("document.activeElement.className") == "faults"
        assert len(office.ask("roster")["organs"]) == 3
        better = tmp_path / "好.csv"
        better.write_text("机关\n云坪区教育局\n云坪区民政局\n", encoding="gb18030")
        officer.page.set_input_files('input[type="file"]', str(better))
        officer.page.get_by_text("放入名册").click()
        officer.see("tbody th", "云坪区民政局")
        officer.forgive(422)
    assert len(office.ask("roster")["organs"]) == 2


def test_settings_are_written_as_the_form_says_and_what_was_set_stays(office: Office) -> None:
    rules = {one["id"]: one for one in _rules(office)}
    usual = next(one for one in rules.values() if one["default"] == "on" and not one["threshold"])
    special = next(one for one in rules.values() if one["threshold"])
    limit = special["threshold"]
    office.ask("settings", {"off": [usual["id"]]}, method="PUT")
    topics = office.ask("settings")["settings"]["topics"]
    with office.opened() as officer:
        officer.go("settings", "tbody")
        row = officer.page.locator("tr", has=officer.page.locator(f"code:text-is('{usual['id']}')"))
        assert not row.locator("input[type=checkbox]").is_checked()
        officer.page.locator('input[type="date"]').first.fill("2023-01-20")
        field = officer.page.locator("tr", has_text=special["id"]).locator("input[type=text]").first
        field.fill(str(float(limit["most"]) + 1))
        officer.page.get_by_text("保存设置").click()
        officer.see(".faults", special["id"])
        assert officer.breaches() == []
        field.fill(str(limit["most"]))
        officer.page.get_by_text("保存设置").click()
        officer.see(".view", "rules.json")
        wait_until(lambda: office.ask("settings")["settings"]["deadline"] == "2023-01-20")
        officer.forgive(422)
    now = office.ask("settings")["settings"]
    assert now["off"] == [usual["id"]]
    assert now["thresholds"] == {special["id"]: limit["most"]}
    assert now["topics"] == topics
    assert now["severities"] == {}


def _rules(office: Office) -> list[Any]:
    import urllib.request

    with urllib.request.urlopen(f"{office.cloud.api}/rules", timeout=60) as answer:
        found: list[Any] = json.load(answer)["items"]
        return found


def test_rules_are_found_by_what_they_say(office: Office) -> None:
    with office.opened() as officer:
        officer.go("rules", ".rules li")
        total = len(officer.texts(".rules li"))
        assert total == len(_rules(office))
        officer.page.locator('input[type="search"]').fill("t3-01")
        assert 1 <= len(officer.texts(".rules li")) < total
        assert officer.breaches() == []
        officer.page.locator('input[type="search"]').fill("没有这样的规则")
        assert officer.texts(".rules li") == []


def test_every_view_is_accessible_and_fits_the_screen(office: Office) -> None:
    office.put(ORGAN, "年报.html", WRONG)
    office.put(ORGAN, "年报二.txt", CLEAN)
    office.wait_for(ORGAN, "to_review", submissions=2)
    with office.opened() as one:
        for route, seen in (
            (f"reports/{ORGAN}", ".panes"),
            (f"reports/{ORGAN}/versions", ".differences h3"),
            (f"reports/{ORGAN}/history", ".events li"),
            ("totals", ".totals .form"),
            ("totals/t3.new_received.total?of=current", "tbody"),
            ("upload", ".drop"),
            ("settings", "tbody"),
            ("rules", ".rules li"),
        ):
            one.go(route, seen)
            one.look(1280, "dark")
            assert one.breaches() == [], route
            assert one.page.evaluate("document.documentElement.scrollWidth") <= 1280, route
            one.look(320, "light")
            assert one.breaches() == [], route
            assert one.page.evaluate("document.documentElement.scrollWidth") <= 320, route
