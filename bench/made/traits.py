"""Ways in which tables come, as changes of a draft, each by its name. What a trait takes away, it says in the truth.

Traits of the tables and of the characters go with every format; those in `ENCODINGS` are of the bytes of a page.
Layouts of plain text stand in `bench.made.texts`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final

import opencc

from bench.made import layouts
from bench.made.documents import Draft, Setting, Truth
from bench.made.layouts import foreign
from gouji.money import Unit
from gouji.report import TableId
from samples.printed import COLUMNS, Box, Grid
from samples.render import Paragraph

Change = Callable[[Draft, Random], None]
_SEVEN: Final = 7
_AMOUNTS: Final = frozenset({"t2.charges.amount", "t2.procurement.amount"})
_UNITS: Final[tuple[Unit, ...]] = ("万元", "元", "亿元")
_KANGXI: Final = {
    ordinary: chr(code)
    for code in range(0x2F00, 0x2FD6)
    if len(ordinary := unicodedata.normalize("NFKC", chr(code))) == 1
}
_FULL_WIDTH: Final = {ord(c): ord(c) + 0xFEE0 for c in "0123456789+-.,"}
# As seen in published reports: printed → as typed.
_TYPOS: Final = (
    ("本年废止件数", "本年废纸件数"),
    ("7.属于行政执法案卷", "7.属于行政执法案件"),
    ("行政复议<5>", "行政法复议<5>"),
    ("三、本年度办理结果", "三三、本年度办理结果"),
    ("二、上年结转政府信息公开申请数量", "二、上年转结政府信息公开申请数量"),
    ("（七）总计", "(七)总计"),
    ("6.属于四类过程性信息", "6、属于四类过程信息"),
    ("4.保护第三方合法权益", "4．保护第三方合法权益、"),
    ("1.信访举报投诉类申请", "1.信访举报投拆类申请"),
    ("社会公益组织", "社会公益组识"),
    ("本年新公开数量", "本年新制作数量"),
    ("其他对外管理服务事项", "其它对外管理服务事项"),
    ("四、结转下年度继续办理", "四、结转下年度继续办里"),
)


@dataclass(frozen=True, slots=True)
class Trait:
    """`loses`: no reader can be sure of all cells, so that they do not count where all must be right."""

    name: str
    change: Change
    loses: bool = False


def _plain(_draft: Draft, _random: Random) -> None:
    return


def _lines(draft: Draft, table: TableId, change: Callable[[str], Iterator[str]]) -> None:
    draft.layouts[table] = [new for line in draft.layouts[table] for new in change(line)]


def _split(draft: Draft, random: Random) -> None:
    draft.cuts = {"t2": random.choice((4, 7)), "t3": random.randint(5, 18)}


def _wrapped(draft: Draft, _random: Random) -> None:
    draft.wrapper = "all"


def _nested(draft: Draft, _random: Random) -> None:
    draft.wrapper = "each"


def _reordered(draft: Draft, random: Random) -> None:
    draft.order = random.choice((("t3", "t2", "t4"), ("t4", "t3", "t2"), ("t2", "t4", "t3")))


def _missing_row(draft: Draft, random: Random) -> None:
    table: TableId = random.choice(("t2", "t3"))
    inner = [line for line in draft.layouts[table] if line.startswith(("^ | ^ | ", "规章"))]
    gone = random.choice(inner)
    draft.layouts[table].remove(gone)
    figures = re.findall(r"@([\w.]+)", gone)
    for figure in figures:
        draft.lose(*([figure + c for c in COLUMNS["t3"]] if figure.endswith(".") else [figure]))


def _extra_row(draft: Draft, random: Random) -> None:
    fee, page = random.randint(1, 90), random.randint(2, 9)

    def after(line: str) -> Iterator[str]:
        cut = line.startswith("^ | （五）不予处理")  # by the footer, the group's cell begins anew
        yield "三、本年度办理结果" + line[1:] if cut else line
        if line.startswith("行政强制"):
            yield "行政征收 | " + ("6<3>" if line.count("|") == 1 else "4 | +1 | 6")
        elif line.startswith("行政事业性收费"):
            yield "第二十六条<4>"
            yield "信息处理费 | 收取件数 | 收取金额<2>"
            yield f"收费情况 | {fee} | {fee * 10}元<2>"
        elif line.startswith("^ | ^ | 3.补正后"):
            yield f"第 {page} 页 共 12 页<10>"
        elif line.startswith("四、结转"):
            yield "填表说明：本表由承办科室填写，办公室汇总。<10>"

    _lines(draft, "t2", after)
    _lines(draft, "t3", after)


def _numbered(draft: Draft, _random: Random) -> None:
    """A column with running numbers before the labels."""
    count = 0

    def number(line: str) -> Iterator[str]:
        nonlocal count
        if "申请人情况" in line:
            yield "序号 | " + line
        elif "@" in line and not line.startswith("@"):
            count += 1
            yield f"{count} | {line}"
        else:
            yield "^ | " + line if line.startswith("^") else "序号 | " + line

    _lines(draft, "t2", number)
    count = 0
    _lines(draft, "t3", number)


def _remarked(draft: Draft, random: Random) -> None:
    """A column for remarks behind the values."""
    remarks = ("@remark", "@remark", "含上年", "见附件", "已核")

    def remark(line: str) -> Iterator[str]:
        if "申请人情况" in line or line.startswith(("信息内容", "第二十条")):
            yield f"{line} | 备注"
        elif "@" in line:
            yield f"{line} | {random.choice(remarks)}"
        else:
            yield f"{line} | ^"

    _lines(draft, "t2", remark)
    _lines(draft, "t3", remark)


def _two_row_header(draft: Draft, _random: Random) -> None:
    def broken(line: str) -> Iterator[str]:
        if "科研机构" in line:
            yield "^ | ^ | 商业 | 科研 | 社会公 | 法律服 | 其 | ^"
            yield "^ | ^ | 企业 | 机构 | 益组织 | 务机构 | 他 | ^"
        else:
            yield line

    _lines(draft, "t3", broken)


def _subtotalled(draft: Draft, random: Random) -> None:
    """A column for the sum of the legal persons, which the form does not have."""

    def add(line: str) -> Iterator[str]:
        if "自然人" in line:
            yield line.replace("法人或其他组织<5>", "法人或其他组织<6>")
        elif "申请人情况" in line:
            yield line.replace("<7>", "<8>")
        elif "法律服务机构" in line:
            yield line.replace("法律服务机构 | 其他", "法律服务机构 | 其他 | 小计")
        elif line.endswith(".*"):
            label, _, row = line.rpartition(" | @")
            *applicants, total = COLUMNS["t3"]
            cells = [f"@{row[:-1]}{column}" for column in applicants]
            yield " | ".join([label, *cells, str(random.randint(0, 60)), f"@{row[:-1]}{total}"])
        else:
            yield line

    _lines(draft, "t3", add)


def _totals_first(draft: Draft, _random: Random) -> None:
    """The column of totals stands first, under a header of one row."""
    order = ("total", *COLUMNS["t3"][:-1])
    names = "总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"

    def turn(line: str) -> Iterator[str]:
        if "申请人情况" in line:
            yield "项目<3> | " + names
        elif line.endswith(".*"):
            label, _, row = line.rpartition(" | @")
            yield " | ".join([label, *(f"@{row[:-1]}{column}" for column in order)])
        elif "自然人" not in line and "科研机构" not in line:
            yield line

    _lines(draft, "t3", turn)


def _cases_by_row(draft: Draft, _random: Random) -> None:
    """Table 4 on its side: a row for each group."""
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    labels = ("行政复议<2>", "行政诉讼 | 未经复议直接起诉", "^ | 复议后起诉")
    header = "类型<2> | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    rows = (f"{label} | @t4.{group}.*" for label, group in zip(labels, groups, strict=True))
    draft.layouts["t4"] = [header, *rows]


def _two_years_of_cases(draft: Draft, random: Random) -> None:
    """Table 4 with a row for last year."""
    *header, figures = draft.layouts["t4"]
    rows = [f"{draft.year - 1}年 | {foreign(random, 15)}", f"{draft.year}年 | {figures}"]
    random.shuffle(rows)
    draft.layouts["t4"] = [f"年度 | {header[0]}", *(f"^ | {line}" for line in header[1:]), *rows]


def _two_totals(draft: Draft, random: Random) -> None:
    """Table 3 with a column for last year's total."""
    name = random.choice(("上年总计", f"{draft.year - 1}年总计", "总计（上年）"))

    def add(line: str) -> Iterator[str]:
        if "申请人情况" in line:
            yield line.replace("<7>", "<8>")
        elif "自然人" in line:
            yield f"{line} | {name}"
        elif "科研机构" in line:
            yield f"{line} | ^"
        else:
            yield f"{line} | {foreign(random, 1)}" if line.endswith(".*") else line

    _lines(draft, "t3", add)


def _explained(draft: Draft, _random: Random) -> None:
    words = (
        ("（一）予以公开", "（一）予以公开（指全部公开的情形）"),
        ("2.重复申请", "2.重复申请[同一申请人]"),
        ("行政强制", "行政强制（指强制措施和强制执行）"),
        ("其他对外管理服务事项", "其他对外管理服务事项(指行政许可以外的事项)"),
        ("自然人", "自然人（个人）"),
    )
    _reword(draft, words)


def _other_words(draft: Draft, _random: Random) -> None:
    words = (("总计", "合计"), ("其他结果", "其它结果"), ("结果维持", "维持"), ("结果纠正", "纠正"))
    _reword(draft, words)


def _reword(draft: Draft, words: Iterable[tuple[str, str]]) -> None:
    for table, lines in draft.layouts.items():
        text = "\n".join(lines)
        for printed, other in words:
            text = text.replace(printed, other)
        draft.layouts[table] = text.split("\n")


def _misspelt(draft: Draft, random: Random) -> None:
    typos = random.sample(_TYPOS, 8)
    if draft.forms["t2"] == "2021":
        typos = [typo for typo in typos if typo[0] != "本年新公开数量"]
    _reword(draft, typos)


def _separators(draft: Draft, _random: Random) -> None:
    for cell, truth in draft.truth.items():
        if isinstance(truth.value, int):
            draft.shown[cell] = f"{truth.value:,}"


def _wide_digits(draft: Draft, _random: Random) -> None:
    draft.shown = {cell: text.translate(_FULL_WIDTH) for cell, text in draft.shown.items()}


def _units(draft: Draft, random: Random) -> None:
    """Counting words, money with its unit, changes in words."""
    for cell, truth in list(draft.truth.items()):
        value = truth.value
        if value is None:
            continue
        if cell.endswith(".amount"):
            unit: Unit = random.choice(_UNITS) if ".procurement." in cell else "万元"
            shown = f"{value:f}" if isinstance(value, Decimal) else str(value)
            draft.show(cell, shown + unit, Truth(value, None, unit))
        elif cell.endswith(".change"):
            more, less = random.choice((("增", "减"), ("+", "-"), ("增加", "减少")))
            draft.shown[cell] = f"{less if value < 0 else more}{abs(value)}"
        elif cell.startswith("t2."):
            draft.shown[cell] = f"{value}{random.choice(('件', '项', '', ' 件'))}"


def _unit_beside_number(draft: Draft, random: Random) -> None:
    """The unit of the amount stands in a cell of its own behind it, or in the first row of the table."""
    unit = _without_unit(draft, random)
    lines = draft.layouts["t2"]
    if random.random() < 0.5:
        lines.insert(0, random.choice(("（金额单位：{}）<4>", "单位：件、{}<4>")).format(unit))
        return
    at = next(i for i, line in enumerate(lines) if ".amount<" in line)
    figure, _, span = lines[at].removesuffix(">").rpartition("<")
    left = f"<{int(span) - 1}>" if span == "3" else ""
    lines[at] = f"{figure}{left} | {unit}"


def _unit_in_header(draft: Draft, random: Random) -> None:
    """The unit of the amount stands in its header: 收费金额（单位：元）, 采购总金额（万元）."""
    unit = _without_unit(draft, random)
    # 本年收费金额（单位：万元） is the form's own label, which says nothing new.
    styles = ("{}（{}）", "{}/{}", *(("{}（单位：{}）",) if unit != "万元" else ()))
    style = random.choice(styles)
    _reword(draft, [(name, style.format(name, unit)) for name in ("本年收费金额", "采购总金额")])


def _unit_beside_table(draft: Draft, random: Random) -> None:
    """The unit of the amount stands above table 2 or below it."""
    unit = _without_unit(draft, random)
    above = random.random() < 0.5
    text = random.choice(("单位：件、{}", "金额单位：{}") if above else ("注：金额单位为{}。",))

    def put(setting: Setting) -> None:
        grids = (block for block in setting if isinstance(block, Grid))
        table = next(grid for grid in grids if any(box.cell in _AMOUNTS for box in _boxes(grid)))
        at = setting.index(table)
        setting.insert(at if above else at + 1, Paragraph(text.format(unit)))

    draft.finish.append(put)


def _without_unit(draft: Draft, random: Random) -> Unit:
    """Take the form's unit away, and make up another."""
    _reword(draft, [("本年收费金额（单位：万元）", "本年收费金额")])
    unit: Unit = random.choice(_UNITS)
    for cell in _AMOUNTS & draft.truth.keys():
        if draft.truth[cell].value is not None:
            draft.truth[cell] = Truth(draft.truth[cell].value, None, unit)
    return unit


def _texts(setting: Setting, change: Callable[[str, bool], str]) -> None:
    """Change every text in place; the second argument says whether it is a figure."""
    for i, block in enumerate(setting):
        if isinstance(block, Paragraph):
            setting[i] = Paragraph(change(block.text, False), block.role)
        else:
            for box in _boxes(block):
                box.text = change(box.text, box.cell is not None)


def _boxes(grid: Grid) -> list[Box]:
    return list({id(box): box for row in grid.rows for box in row}.values())


def _labels(setting: Setting, change: Callable[[str], str]) -> None:
    for block in setting:
        if isinstance(block, Grid):
            for box in _boxes(block):
                if box.cell is None:
                    box.text = change(box.text)


def _broken_labels(draft: Draft, random: Random) -> None:
    def broken(text: str) -> str:
        places = sorted(random.sample(range(1, len(text)), min(2, len(text) - 1))) if text else []
        for place in reversed(places):
            text = f"{text[:place]}\n{text[place:]}"
        return text

    draft.finish.append(lambda setting: _labels(setting, broken))


def _vertical(draft: Draft, _random: Random) -> None:
    """The labels of groups and columns set one character under the other."""
    short = re.compile(r"[（三].{3,9}|自然人|总计|.{2}机构|商业企业|其他|结果..|.{4}(?:组织|机构)")

    def upright(text: str) -> str:
        return "\n".join(text) if short.fullmatch(text) else text

    draft.finish.append(lambda setting: _labels(setting, upright))


def _traditional(draft: Draft, _random: Random, variant: str = "s2t") -> None:
    convert = opencc.OpenCC(variant).convert
    draft.finish.append(lambda setting: _texts(setting, lambda text, _: str(convert(text))))


def _odd_spaces(draft: Draft, random: Random) -> None:
    odd = ("\u3000", "\xa0", " ", "\u200b", "\u2003", "\ufeff", "\u00ad")

    def spaced(text: str, figure: bool) -> str:
        if figure:
            return (
                random.choice(("", "\u3000", "\xa0", "\u200b"))
                + text
                + random.choice(("", "\xa0", "\u200b"))
            )
        return "".join(c + (random.choice(odd) if random.random() < 0.2 else "") for c in text)

    draft.finish.append(lambda setting: _texts(setting, spaced))


def _kangxi(draft: Draft, _random: Random) -> None:
    table = str.maketrans(_KANGXI)
    draft.finish.append(lambda setting: _texts(setting, lambda text, _: text.translate(table)))


# Web copies: what a page puts before the title, how it breaks and words it, slips in headings, how it is signed.
_METADATA: Final = (
    ("索引号：QC0417-2024-0019", "发布机构：{organ}", "发布日期：2024-01-29", "字体：大 中 小"),
    ("您当前的位置：首页 > 政务公开 > 政府信息公开年报", "打印 关闭 分享到："),
    ("信息名称：{organ}{year}年政府信息公开工作年度报告 浏览次数：51",),
    ("政府信息公开制度", "政府信息公开年报", "2019年政府信息公开工作年度报告"),
)
_TITLES: Final = (
    ("{organ}", "{year}年政府信息公开工作年度报告"),
    ("{organ}{year}年政府信息公开工作年度报", "告"),
    ("{organ}{year}年政务信息公开年度报告",),
    ("{organ}政府信息公开工作年度报告（{year}年度）",),
    ("{year}年度{organ}政务公开工作年报",),
    ("{organ}关于{year}年政府信息公开工作年度报告的公告",),
)
_SLIPS: Final = (
    ("复议、行政诉讼情况", "法复议、行政诉讼情况"),
    ("主动公开政府信息情况", "主动公开情况"),
    ("公开申请情况", "公开申请的情况"),
    ("六、其他需要报告的事项", "六、其他需要说明的事项"),
)


def _told(draft: Draft, texts: Iterable[str]) -> list[Paragraph]:
    filled = (t.replace("{organ}", draft.organ).replace("{year}", str(draft.year)) for t in texts)
    return [Paragraph(text) for text in filled]


def _metadata_before(draft: Draft, random: Random) -> None:
    before = _told(draft, random.choice(_METADATA))
    draft.finish.append(lambda setting: setting.__setitem__(slice(0, 0), before))


def _other_titles(draft: Draft, random: Random) -> None:
    title = _told(draft, random.choice(_TITLES))
    draft.finish.append(lambda setting: setting.__setitem__(slice(0, 1), title))


def _slips_in_headings(draft: Draft, _random: Random) -> None:
    def slipped(setting: Setting) -> None:
        for i, block in enumerate(setting):
            if isinstance(block, Paragraph) and block.role == "heading":
                text = block.text
                for printed, slip in _SLIPS:
                    text = text.replace(printed, slip)
                setting[i] = Paragraph(text, "heading")

    draft.finish.append(slipped)


def _signed_in_the_text(draft: Draft, _random: Random) -> None:
    """The organ, which stands nowhere else, and the date behind the last sentence."""

    def signed(setting: Setting) -> None:
        setting[0] = Paragraph(f"{draft.year}年政府信息公开工作年度报告", "title")
        texts = [block.text for block in setting[-3:] if isinstance(block, Paragraph)]
        setting[-3:] = [Paragraph(" ".join(texts))]

    draft.finish.append(signed)


TRAITS: Final = (
    Trait("plain", _plain),
    Trait("formats mixed", _plain),
    Trait("tables split", _split),
    Trait("one cell around everything", _wrapped),
    Trait("each table in a cell", _nested),
    Trait("tables reordered", _reordered),
    Trait("row missing", _missing_row),
    Trait("extra rows", _extra_row),
    Trait("column 序号", _numbered),
    Trait("column 备注", _remarked),
    Trait("column 小计", _subtotalled),
    Trait("column 总计 first", _totals_first),
    Trait("table 4 on its side", _cases_by_row),
    Trait("table 4 with last year's row", _two_years_of_cases),
    Trait("table 3 with last year's total", _two_totals),
    Trait("table 3 with a further column", layouts.further_column),
    Trait("table 2 with last year's columns", layouts.years_of_2_as_columns),
    Trait("table 2 with last year's rows", layouts.years_of_2_as_rows),
    Trait("table 3 with last year's rows", layouts.years_of_3_as_rows),
    Trait("two rows of figures in table 4", layouts.two_rows_of_cases, loses=True),
    Trait("row twice", layouts.row_twice, loses=True),
    Trait("row without a label", layouts.unlabelled_row, loses=True),
    Trait("row too many", layouts.row_too_many),
    Trait("figures one row below", layouts.figures_one_row_below, loses=True),
    Trait("figures of a block one row below", layouts.block_one_row_below, loses=True),
    Trait("two labels in one cell of table 3", layouts.labels_merged, loses=True),
    Trait("two labels in one cell of table 2", layouts.labels_merged_of_2, loses=True),
    Trait("two results' labels in one cell", layouts.labels_merged_of_results, loses=True),
    Trait("a cell lacks in a row", layouts.cell_lacks, loses=True),
    Trait("a cell too many in a row", layouts.cell_too_many, loses=True),
    Trait("fourteen or thirteen in table 4", layouts.cases_too_few, loses=True),
    Trait("sixteen in table 4", layouts.cases_too_many, loses=True),
    Trait("seven heads, six figures", layouts.figures_lack, loses=True),
    Trait("six heads, seven figures", layouts.head_lacks),
    Trait("six heads, six figures", layouts.column_lacks),
    Trait("labels explained in brackets", _explained),
    Trait("合计 for 总计, 维持 for 结果维持", _other_words),
    Trait("header over two rows", _two_row_header),
    Trait("labels broken over lines", _broken_labels),
    Trait("labels set vertically", _vertical),
    Trait("labels misspelt", _misspelt),
    Trait("thousands separators", _separators),
    Trait("full-width digits", _wide_digits),
    Trait("units and signs", _units),
    Trait("unit in the header", _unit_in_header),
    Trait("unit above or below the table", _unit_beside_table),
    Trait("unit beside the number or in the first row", _unit_beside_number),
    Trait("traditional characters", _traditional),
    Trait("odd spaces", _odd_spaces),
    Trait("Kangxi radicals", _kangxi),
    Trait("metadata before the title", _metadata_before),
    Trait("title in other words, over lines", _other_titles),
    Trait("slips in headings", _slips_in_headings),
    Trait("signature within the text", _signed_in_the_text),
)
_WRAPPING: Final = frozenset({"one cell around everything", "each table in a cell"})
_LINE_BREAKS: Final = frozenset({"labels broken over lines", "labels set vertically"})


def possible(trait: Trait, *, wraps: bool, breaks: bool) -> bool:
    """Whether a format can show a trait: cells within cells, lines within cells."""
    return (wraps or trait.name not in _WRAPPING) and (breaks or trait.name not in _LINE_BREAKS)


@dataclass(frozen=True, slots=True)
class Encoding:
    """Bytes of a text or page; `declared` is what the page's meta says, True or not."""

    encoding: str
    declared: str | None
    traditional: bool = False


ENCODINGS: Final[Mapping[str, Encoding]] = {
    "UTF-8, nothing declared": Encoding("utf-8", None),
    "UTF-8 with mark": Encoding("utf-8-sig", "utf-8"),
    "UTF-16": Encoding("utf-16", None),
    "UTF-8, says GB2312": Encoding("utf-8", "gb2312"),
    "GB18030": Encoding("gb18030", "gb2312"),
    "GB18030, nothing declared": Encoding("gb18030", None),
    "GB18030, says UTF-8": Encoding("gb18030", "utf-8"),
    "Big5": Encoding("big5hkscs", "big5", traditional=True),
    "Big5, nothing declared": Encoding("big5hkscs", None, traditional=True),
}
traditional: Final = partial(_traditional, variant="s2tw")  # the characters that Big5 has
