"""An office's roster: what is understood, and how what is not is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.organs import Organ
from gouji.season.office_files import MOST_BYTES, MalformedFile
from gouji.season.roster import COLUMNS, changes, entry_for, names_of, roster_from
from gouji.wording.office.changes import roster_sentences
from gouji.wording.office.faults import fault_sentences, remark_sentence
from tests.gouji.season.told import told


def read(content: bytes) -> tuple[Organ, ...]:
    return roster_from(content, "roster.csv").organs


HEADER = "机关,简称,政府,规章制定权,垂直管理,汇总\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_roster_is_read_in_the_encodings_that_offices_save(encoding: str, end: str) -> None:
    text = (
        HEADER
        + "青川市人民政府,市政府,是,√,,1\n\n青川市税务局,市税务局、税务局,否,,是,\n青川市档案局\n"
    )
    assert read(text.replace("\n", end).encode(encoding)) == (
        Organ("青川市人民政府", ("市政府",), government=True, makes_rules=True, aggregate=True),
        Organ("青川市税务局", ("市税务局", "税务局"), vertical=True),
        Organ("青川市档案局"),
    )


def test_roster_needs_no_more_than_names() -> None:
    assert read("机关\n青川市档案局\n".encode()) == (Organ("青川市档案局"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "第 1 行：表头没有“机关”一栏"),
        ("单位\n青川市档案局\n", "第 1 行：表头没有“机关”一栏"),
        (HEADER, "第 2 行：名册里没有一个机关"),
        (HEADER + "青川市档案局\n,市水利局\n", "第 3 行：没有机关名称"),
        (HEADER + "青川市档案局,,大概是\n", "第 2 行：“政府”一栏写的是“大概是”"),
        (HEADER + "青川市档案局\n\n青川市档案局\n", "第 4 行：“青川市档案局”在第 2 行已经有了"),
        (HEADER + "青川市档案局,市局\n青川市水利局,市局\n", "第 3 行：“市局”在第 2 行已经有了"),
        (HEADER + "临湾区档案局\n青川市临湾区档案局\n", "第 3 行：“青川市临湾区档案局”在第 2 行"),
        (HEADER + "档案局（本级）\n档案局(本级)\n", "第 3 行：“档案局\\(本级\\)”在第 2 行已经有了"),
        (HEADER + "甲局,,,,,是\n乙局,,,,,是\n", "第 3 行：“汇总”一栏第 2 行已经写了“是”"),
        (HEADER + "一、市直部门\n甲局\n", "第 2 行：“一、市直部门”不像机关的名称"),
        (HEADER + "甲局\n合计,,,,,\n", "第 3 行：“合计”不像机关的名称"),
        (HEADER + "12345\n", "第 2 行：“12345”不像机关的名称"),
        (HEADER + "甲/乙局\n", "第 2 行：“甲/乙局”不像机关的名称"),
        (HEADER + "_甲局\n", "第 2 行：“_甲局”不像机关的名称"),
        (HEADER + "甲局,甲,,,,,多余\n", "第 2 行：“多余”超出了表头的栏数"),
        (HEADER + '甲局,"甲\n乙局\n', "第 2 行不是有效的 CSV"),
        ("机关,邮箱\n甲局,a@b\n", "第 2 行：“邮箱”一栏写的是“a@b”"),
        ("机关,邮箱\n甲局,a@b.cn;c@d.cn\n", "第 2 行：“邮箱”一栏写的是"),
        ("机关,分组,机关（全称）\n甲局,,\n", "第 1 行：表头有不止一栏“机关”"),
    ],
)
def test_fault_of_a_roster_is_told_with_its_line(text: str, said: str) -> None:
    first, *_ = told(lambda: roster_from(text.encode(), "roster.csv"))
    assert re.search(rf"^roster\.csv {said}.*。$", first)


def test_all_faults_of_a_roster_are_told_row_by_row() -> None:
    text = HEADER + "青川市档案局,,大概是,不知道\n,市水利局\n青川市档案局\n"
    assert told(lambda: roster_from(text.encode(), "roster.csv")) == [
        "roster.csv 第 2 行：“政府”一栏写的是“大概是”，请写“是”或“否”。",
        "roster.csv 第 2 行：“规章制定权”一栏写的是“不知道”，请写“是”或“否”。",
        "roster.csv 第 3 行：没有机关名称，请补上。",
        "roster.csv 第 4 行：“青川市档案局”在第 2 行已经有了，请修改。",
    ]


def test_organ_may_hand_in_under_all_its_names_the_one_asked_for_first() -> None:
    roster = (Organ("青川市税务局", ("市税务局", "税务局")),)
    assert names_of(roster, "税务局") == ("税务局", "青川市税务局", "市税务局")
    assert names_of(roster, "青川市档案局") == names_of(None, "青川市档案局") == ("青川市档案局",)


def test_file_in_no_encoding_is_told() -> None:
    (fault,) = told(lambda: roster_from(b"\xff\xff\xff", "roster.csv"))
    assert "编码" in fault


def test_all_columns_are_read_by_their_names_in_any_order() -> None:
    text = "邮箱,分组,联系人,机 关（全称）,是否垂直管理\nA@b.cn,第一组,张三  0574-1,甲局,是\n"
    assert read(text.encode()) == (
        Organ("甲局", vertical=True, group="第一组", contact="张三 0574-1", email="A@b.cn"),
    )


@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_roster_is_read_however_its_columns_are_separated(separator: str, encoding: str) -> None:
    rows = [
        ["2022年名册", "", ""],
        ["", "", ""],
        ["机关", "简称", "汇总"],
        ["甲局", "甲、甲办", "是"],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    assert read(text.encode(encoding)) == (Organ("甲局", ("甲", "甲办"), aggregate=True),)


def test_names_are_kept_as_written_without_spaces_and_what_is_not_seen() -> None:
    assert read("机关\n青 川 市\u200b档案局（本级）\n".encode()) == (Organ("青川市档案局（本级）"),)


def test_organ_without_another_name_may_say_so() -> None:
    text = "机关,简称\n甲局,无\n乙局,—\n丙局,无\n"
    assert read(text.encode()) == (Organ("甲局"), Organ("乙局"), Organ("丙局"))


def test_rows_blank_but_for_columns_that_are_not_read_are_no_organs() -> None:
    found = roster_from("序号,机关,,\n1,甲局,,\n2,,,\n".encode(), "roster.csv")
    assert found.organs == (Organ("甲局"),)
    assert [remark_sentence(remark) for remark in found.remarks] == [
        "roster.csv 第 1 行：不认识“序号”一栏，没有读取。"
    ]


def test_faults_beyond_fifty_are_counted() -> None:
    text = HEADER + "甲局,,不详\n" * 60
    with pytest.raises(MalformedFile) as raised:
        roster_from(text.encode(), "roster.csv")
    assert (len(raised.value.faults), raised.value.further) == (50, 69)
    said = fault_sentences(raised.value.faults, raised.value.further)
    assert said[-1] == "另有 69 处，不再逐一列出。"


def test_file_that_is_no_roster_is_told_without_a_line() -> None:
    (fault,) = told(lambda: roster_from(b"\xd0\xcf\x11\xe0" + bytes(600), "roster.xls"))
    assert fault.startswith("roster.xls：打不开，请用 Excel 或 WPS 另存为 .xlsx")
    (fault,) = told(lambda: roster_from(b"x" * (MOST_BYTES + 1), "roster.csv"))
    assert fault.startswith("roster.csv：文件过大")


names = st.text("甲乙丙丁戊区市局办", min_size=1, max_size=6)


@given(st.lists(st.tuples(names, st.lists(names, max_size=2), st.booleans()), max_size=8))
def test_roster_is_read_as_written_or_refused_with_its_faults(
    rows: list[tuple[str, list[str], bool]],
) -> None:
    lines = [f"{name},{'、'.join(aliases)},{'是' if flag else ''}" for name, aliases, flag in rows]
    text = "\n".join(["机关,简称,政府", *lines])
    try:
        organs = read(text.encode())
    except MalformedFile:
        return
    assert [(organ.name, organ.government) for organ in organs] == [(n, f) for n, _, f in rows]
    for organ, (name, aliases, _) in zip(organs, rows, strict=True):
        assert set(organ.names) == {name, *aliases}
        assert all(entry_for(organs, called) == organ for called in organ.names)


# --- what a new one changes -----------------------------------------------------------------

_organs = st.lists(
    st.builds(Organ, names, group=st.sampled_from([None, "一", "二"]), vertical=st.booleans()),
    unique_by=lambda organ: organ.name,
)


def test_changes_name_the_organs_and_their_columns() -> None:
    before = (Organ("甲局"), Organ("乙局"), Organ("丙局"))
    after = (Organ("丁局"), Organ("乙局", ("乙",), email="a@b.cn"), Organ("甲局"))
    found = changes(before, after)
    assert roster_sentences(found) == (
        "新增 1 个机关：丁局。",
        "移出 1 个机关：丙局。",
        "修改 1 个机关：乙局（简称、邮箱）。",
    )
    assert roster_sentences(changes(before, before[::-1])) == ("内容没有变化。",)


@given(_organs, _organs)
def test_changes_made_to_the_old_roster_give_the_new_one(
    before: list[Organ], after: list[Organ]
) -> None:
    found = changes(before, after)
    kept = {organ.name for organ in before} - set(found.removed)
    assert kept | set(found.added) == {organ.name for organ in after}
    assert not kept & set(found.added)
    known, now = ({organ.name: organ for organ in roster} for roster in (before, after))
    changed = {change.organ: change.fields for change in found.changed}
    for name in kept:
        differing = tuple(f for f in COLUMNS if getattr(known[name], f) != getattr(now[name], f))
        assert changed.get(name, ()) == differing


def test_long_lists_of_changed_organs_are_cut_and_counted() -> None:
    (said,) = roster_sentences(changes((), [Organ(f"第{n}局") for n in range(30)]))
    assert said.startswith("新增 30 个机关：第0局、")
    assert said.endswith("第19局等 30 个。")
