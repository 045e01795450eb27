"""What an office decided: what is understood, and how what is not is told."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.judging.rules.collected import RULE
from gouji.season.settings import TOPICS, OfficeSettings, Settings, changes, settings_from_json
from gouji.wording.office.changes import settings_sentences
from tests.gouji.season.told import told


def test_settings_switch_rules_off_change_severities_and_set_a_deadline() -> None:
    content = b'{"off": ["FMT-06"], "severities": {"T2-08": "error"}, "deadline": "2023-01-15"}'
    settings = settings_from_json(content, "rules.json", RULE)
    assert settings.rules == Settings(frozenset({"FMT-06"}), {"T2-08": "error"})
    assert settings.deadline == date(2023, 1, 15)
    assert settings_from_json(b"{}", "rules.json", RULE).rules == Settings()


def test_settings_switch_rules_on_set_thresholds_topics_and_a_day_of_publication() -> None:
    content = (
        b'{"on": ["XY-06"], "thresholds": {"XY-06": 0.7, "XY-04": 3}, '
        b'"topics": ["platforms", "channels"], "publication": "2023-01-31"}'
    )
    settings = settings_from_json(content, "rules.json", RULE)
    assert settings.rules == Settings(
        on=frozenset({"XY-06"}),
        thresholds={"XY-06": Decimal("0.7"), "XY-04": 3},
        topics=("channels", "platforms"),
    )
    assert settings.publication == date(2023, 1, 31)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n"off": [\n}', "第 3 行不是有效的 JSON"),
        ("[" * 100_000, "第 1 行不是有效的 JSON"),
        ("9" * 5000, "第 1 行不是有效的 JSON"),
        ('{"off": ["T2-08"],\n"off": []}', "第 2 行：“off”写了不止一次"),
        ('{"severities": {"T2-08": "note",\n"T2-08": "error"}}', "第 2 行：“T2-08”写了不止一次"),
        ("[]", "第 1 行：整个文件应当是一个 JSON 对象"),
        ('{\n"offf": []}', "第 2 行：不认识“offf”这一项"),
        ('{\n"off": "T2-08"}', "第 2 行：“off”应当是一列规则编号"),
        ('{"off": [\n"T2-8"]}', "第 2 行：没有编号为“T2-8”的规则"),
        ('{"off": [\n["T2-08"]]}', "第 1 行：没有编号为"),
        ('{"severities": 3}', "第 1 行：“severities”应当是"),
        ('{"severities":\n{"T2-08": "fatal"}}', "第 2 行：T2-08 的严重程度应当是"),
        ('{"severities":\n{"T2-08": ["note"]}}', "第 2 行：T2-08 的严重程度应当是"),
        ('{"deadline": "15日"}', "第 1 行：“deadline”应当是日期"),
        ('{"deadline": 20230115}', "第 1 行：“deadline”应当是日期"),
        ('{"publication":\n"月底"}', "第 1 行：“publication”应当是日期"),
        ('{"on": "T2-08"}', "第 1 行：“on”应当是一列规则编号"),
        ('{"on": [\n"T2-8"]}', "第 2 行：没有编号为“T2-8”的规则"),
        ('{"on": ["T2-08"],\n"off": ["T2-08"]}', "第 1 行：T2-08 既在“on”里又在“off”里"),
        ('{"topics": "渠道"}', "第 1 行：“topics”应当是一列主题"),
        ('{"topics": [\n"渠道"]}', "第 2 行：不认识“渠道”这个主题"),
        ('{"topics": [{}]}', "第 1 行：不认识"),
        ('{"thresholds": [0.7]}', "第 1 行：“thresholds”应当是规则编号和界限的对照"),
        ('{"thresholds": {\n"XY-66": 0.7}}', "第 2 行：没有编号为“XY-66”的规则"),
        ('{"thresholds": {\n"T2-08": 3}}', "第 2 行：T2-08 没有可以设置的界限"),
        ('{"thresholds": {"XY-06": "0.7"}}', "第 1 行：XY-06 的界限应当是 0.3 至 1 的数"),
        ('{"thresholds": {"XY-06": 85}}', "第 1 行：XY-06 的界限应当是 0.3 至 1 的数"),
        ('{"thresholds": {"XY-06": true}}', "第 1 行：XY-06 的界限应当是 0.3 至 1 的数"),
        ('{"thresholds": {"XY-06": NaN}}', "第 1 行：XY-06 的界限应当是 0.3 至 1 的数"),
    ],
)
def test_fault_of_settings_is_told_with_its_line(text: str, said: str) -> None:
    first, *_ = told(lambda: settings_from_json(text.encode(), "rules.json", RULE))
    assert re.search(rf"^rules\.json {said}.*。$", first)


def test_day_that_is_null_is_none_and_whatever_else_is_no_day_is_a_fault() -> None:
    found = settings_from_json(b'{"deadline": null, "publication": null}', "rules.json", RULE)
    assert (found.deadline, found.publication) == (None, None)
    for said in ("0", "false", "[]", "{}"):
        content = f'{{"deadline": {said}}}'.encode()
        (fault,) = told(partial(settings_from_json, content, "rules.json", RULE))
        assert "“deadline”应当是日期" in fault


def test_all_faults_of_settings_are_told() -> None:
    text = '{"off": ["T2-8"],\n"offf": 1,\n"deadline": "15日"}'
    assert told(lambda: settings_from_json(text.encode(), "rules.json", RULE)) == [
        "rules.json 第 2 行：不认识“offf”这一项，请修改。",
        "rules.json 第 1 行：没有编号为“T2-8”的规则，请修改。",
        "rules.json 第 3 行：“deadline”应当是日期，如 2023-01-15，请修改。",
    ]


def test_changes_of_settings_are_told_one_by_one() -> None:
    before = OfficeSettings(
        Settings(
            off=frozenset({"FMT-06"}),
            severities={"T2-08": "error", "T2-06": "note"},
            thresholds={"XY-06": Decimal("0.7")},
        ),
        deadline=date(2023, 1, 15),
    )
    after = OfficeSettings(
        Settings(
            on=frozenset({"XY-06"}),
            severities={"T2-08": "warning"},
            thresholds={"XY-06": Decimal("0.8"), "XY-04": 3},
            topics=tuple(topic for topic in TOPICS if topic != "channels"),
        ),
        publication=date(2023, 1, 31),
    )
    assert settings_sentences(changes(before, after)) == (
        "不再停用规则 FMT-06。",
        "T2-06 的严重程度恢复默认。",
        "T2-08 的严重程度改为提醒（原为错误）。",
        "XY-06 的界限改为 0.8（原为 0.7）。",
        "“topics”去掉“channels”。",
        "不再另定报送期限。",
        "启用规则 XY-06。",
        "XY-04 的界限改为 3。",
        "本地公布期限定为 2023-01-31。",
    )
    assert settings_sentences(changes(after, after)) == ("内容没有变化。",)


_settings = st.builds(
    OfficeSettings,
    st.builds(
        Settings,
        st.frozensets(st.sampled_from(["A", "B", "C"])),
        st.dictionaries(st.sampled_from(["A", "B"]), st.sampled_from(["error", "note"])),
        thresholds=st.dictionaries(st.sampled_from(["A", "B"]), st.integers(0, 3)),
    ),
    st.none() | st.dates(),
)


@given(_settings, _settings)
def test_equal_settings_have_no_changes_and_changes_run_back(
    before: OfficeSettings, after: OfficeSettings
) -> None:
    found = changes(before, after)
    assert bool(found) == (before != after)
    back = {(change.setting, change.of): change for change in changes(after, before)}
    assert {(change.setting, change.of) for change in found} == back.keys()
    for change in found:
        reverse = back[change.setting, change.of]
        assert (reverse.before, reverse.after) == (change.after, change.before)
