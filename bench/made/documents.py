"""Reports made up for `make bench-read`: random figures that balance, prose of our own, and what is true of them.

A `Draft` is a report before it is set: traits (`traits.py`) change what is printed and, where they take something
away, what is true; then `content` sets it for the writers of `samples`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Final

from gouji.form import TABLE_IDS, TABLES, row_of
from gouji.money import Unit
from gouji.report import CellId, FormatVersion, Mark, Number, TableId
from samples import printed
from samples.make import HEADINGS
from samples.render import Paragraph

Setting = list[Paragraph | printed.Grid]
Figures = dict[CellId, Number]

_LARGEST: Final = {"a quiet office": 0, "a street": 12, "a city": 4000}
SIZES: Final = ("a street", "a city", "a quiet office", "all different", "identities broken")
GAPS: Final = ("full", "some blank", "full", "zeros blank", "placeholders")
_BLANK_SHARE: Final = 0.3
_PLACEHOLDERS: Final = ("-", "/", "无", "—")
_TABLE_OF_SECTION: Final[Mapping[int, TableId]] = {2: "t2", 3: "t3", 4: "t4"}

_ORGANS: Final = (
    "青川市档案局",
    "海岚县水务局",
    "云坪区人民政府柳荫街道办事处",
    "松渡市人民政府",
    "白石镇人民政府",
    "临湾区卫生健康局",
)
# {n}: a number that has nothing to do with the tables; it must not be taken for one of theirs.
_WORK: Final = (
    "全年在门户网站发布信息{n}条，其中通知公告{n}条，民生实事进展{n}条。",
    "收到申请后一律当日登记，由专人分派，办理期限过半即提醒经办科室。",
    "政策解读以问答和图表为主，共{n}篇，做到文件与解读一起起草、一起审核、一起发布。",
    "公众号推送{n}期，阅读量最高的一篇讲的是老旧小区加装电梯怎样申请补贴。",
    "在{n}个便民服务点放置查询机，老人可以凭身份证打印补贴明细。",
    "对{n}件历年文件重新审核，把已经失效的标注清楚，把可以公开的补上网。",
    "每季度抽查栏目更新情况，发现错链{n}处，当天改正。",
    "举办开放日{n}次，邀请居民走进自来水厂、污水厂和检测站。",
    "编制公开事项目录，分为{n}类，逐项写明由谁公开、何时公开、在哪里公开。",
    "热线受理咨询{n}次，能当场答复的当场答复，不能的在三个工作日内回电。",
    "组织业务培训{n}场，参训{n}人次，内容包括条例释义和答复文书的写法。",
    "重大行政决策预公开{n}项，征集意见{n}条，采纳情况逐条反馈。",
    "财政预决算与“三公”经费按时公开，并附名词解释。",
    "建设项目环评、招标、验收三个环节的信息实行同一编号，方便查找。",
    "依申请公开答复书使用统一格式，写明救济途径和期限。",
    "信息发布实行三审三校，未经审核的一律不得上网。",
)
_PROBLEMS: Final = (
    "一些科室对哪些信息应当公开把握不准，遇事先问能不能不公开。",
    "部分栏目内容偏少，更新间隔超过{n}天。",
    "解读材料专业词汇较多，群众看不懂。",
    "基层公示栏位置分散，查阅不便。",
    "答复文书说理不够充分，引用条款有时不完整。",
    "数据统计口径在年中调整过一次，前后衔接花了不少时间。",
    "今后将把公开要求写进办文流程，起草时即确定公开属性。",
    "今后将每月通报一次栏目更新情况，连续两次落后的约谈负责人。",
    "已编写常见问题手册{n}页，发到每个窗口。",
    "已把公示栏统一移到服务中心门口，并加装夜间照明。",
    "拟与邻近区县交换检查，互相挑毛病。",
    "拟聘请{n}名社会监督员，每半年评议一次。",
)
_OTHER: Final = (
    "本年度没有收取信息处理费。",
    "本年度没有其他需要报告的事项。",
    "收到建议提案{n}件，答复意见已在网站公开。",
    "本报告电子版可在门户网站下载，如有疑问请致电办公室。",
)
_PERIOD: Final = "本报告所列数据统计期限自{year}年1月1日起至{year}年12月31日止。"


@dataclass(frozen=True, slots=True)
class Truth:
    """What must be read in one cell."""

    value: Number | None
    mark: Mark | None = None
    unit: Unit | None = None


@dataclass(slots=True)
class Draft:
    """A report before it is set. `layouts` are lines as in `samples.printed`; `shown` what each figure prints as."""

    name: str
    organ: str
    year: int
    forms: dict[TableId, FormatVersion]
    shown: dict[CellId, str]
    truth: dict[CellId, Truth]
    layouts: dict[TableId, list[str]]
    prose: dict[int, list[str]]
    about: str
    order: tuple[TableId, ...] = TABLE_IDS
    cuts: dict[TableId, int] = field(default_factory=dict)
    wrapper: str = ""  # "all": one cell around everything; "each": around each table
    finish: list[Callable[[Setting], None]] = field(default_factory=list)

    def show(self, cell: CellId, text: str, truth: Truth) -> None:
        """Print `text` for a figure."""
        self.shown[cell] = text
        self.truth[cell] = truth

    def lose(self, *cells: CellId) -> None:
        """Say that figures are not printed at all."""
        for cell in cells:
            self.truth[cell] = Truth(None, "missing")

    def content(self) -> Setting:
        """The report from title to signature."""
        setting: Setting = [
            Paragraph(f"{self.organ}{self.year}年政府信息公开工作年度报告", "title")
        ]
        setting.append(Paragraph(_PERIOD.format(year=self.year)))
        placed = dict(zip(_TABLE_OF_SECTION, self.order, strict=True))
        for number, heading in enumerate(HEADINGS, 1):
            setting.append(Paragraph(heading, "heading"))
            setting += [Paragraph(text) for text in self.prose.get(number, [])]
            if number in placed:
                setting += self._table(placed[number])
        setting += [
            Paragraph(self.organ, "signature"),
            Paragraph(f"{self.year + 1}年1月15日", "signature"),
        ]
        for change in self.finish:
            change(setting)
        return setting

    def _table(self, table: TableId) -> Setting:
        whole = printed.grid("\n".join(self.layouts[table]), self.shown)
        if table not in self.cuts:
            return [whole]
        above, below = whole.cut(self.cuts[table])
        return [above, Paragraph(""), below]


def draft(
    name: str, random: Random, *, size: str, gaps: str, forms: Mapping[TableId, FormatVersion]
) -> Draft:
    """A report of some organ: `size` is one of SIZES, `gaps` one of GAPS."""
    figures = _figures(random, size, forms)
    shown, truth = _printed(figures, gaps, random)
    year = 2020 if forms["t3"] == "2019" else random.choice((2021, 2022, 2023))
    return Draft(
        name=name,
        organ=random.choice(_ORGANS),
        year=year,
        forms=dict(forms),
        shown=shown,
        truth=truth,
        layouts={
            table: printed.LAYOUTS[table, format_version].replace("\\\n", "").strip().splitlines()
            for table, format_version in forms.items()
        },
        prose=_prose(random),
        about=f"{size}, {gaps}, {'/'.join(forms[table] for table in TABLE_IDS)}",
    )


def _figures(random: Random, size: str, forms: Mapping[TableId, FormatVersion]) -> Figures:
    figures: Figures = {}
    for table, format_version in forms.items():
        largest = _LARGEST.get(size, 60)
        figures |= {cell: _number(random, largest) for cell in TABLES[table, format_version].specs}
        _balance(figures, table, format_version, random)
        figures |= _others(figures, table, format_version, random, largest)
    if size == "all different":
        figures = {cell: 1001 + i for i, cell in enumerate(figures)}
    if size == "identities broken":
        for cell in random.sample(sorted(figures), 8):
            figures[cell] += random.randint(1, 9)
    return figures


def _number(random: Random, largest: int) -> int:
    """Most cells of most reports are 0."""
    return random.randint(0, largest) if random.random() < 0.6 else 0


def _balance(
    figures: Figures, table: TableId, format_version: FormatVersion, random: Random
) -> None:
    if table == "t3":
        rows = list(dict.fromkeys(row_of(cell) for cell in TABLES["t3", format_version].specs))
        new, carried_in, *outcomes, concluded, carried_over = rows
        for column in printed.COLUMNS["t3"]:
            done = sum(figures[f"{row}.{column}"] for row in outcomes)
            both = done + figures[f"{carried_over}.{column}"]
            figures[f"{concluded}.{column}"] = done
            figures[f"{carried_in}.{column}"] = random.randint(0, int(both))
            figures[f"{new}.{column}"] = both - figures[f"{carried_in}.{column}"]
    for identity in TABLES[table, format_version].identities:
        if identity.kind == "column total":
            figures[identity.right[0]] = sum(figures[cell] for cell in identity.left)


def _others(
    figures: Figures, table: TableId, format_version: FormatVersion, random: Random, largest: int
) -> Figures:
    """Changes may be negative, amounts have decimals."""
    found: Figures = {}
    for cell, spec in TABLES[table, format_version].specs.items():
        if spec.kind == "signed":
            found[cell] = figures[cell] * random.choice((1, -1))
        elif spec.kind == "amount" and largest and random.random() < 0.7:
            found[cell] = Decimal(random.randint(1, largest * 10_000)).scaleb(-4).normalize()
    return found


def _printed(
    figures: Figures, gaps: str, random: Random
) -> tuple[dict[CellId, str], dict[CellId, Truth]]:
    shown: dict[CellId, str] = {}
    truth: dict[CellId, Truth] = {}
    placeholder = random.choice(_PLACEHOLDERS)
    for cell, number in figures.items():
        blank = (gaps == "some blank" and random.random() < _BLANK_SHARE) or (
            gaps == "zeros blank" and number == 0
        )
        if blank:
            shown[cell], truth[cell] = "", Truth(None, "blank")
        elif gaps == "placeholders" and number == 0:
            shown[cell], truth[cell] = placeholder, Truth(None, "placeholder")
        else:
            shown[cell], truth[cell] = (
                f"{number:f}" if isinstance(number, Decimal) else str(number),
                Truth(number),
            )
    return shown, truth


def _prose(random: Random) -> dict[int, list[str]]:
    def some(sentences: tuple[str, ...], paragraphs: int, each: int) -> list[str]:
        chosen = random.sample(sentences, min(paragraphs * each, len(sentences)))
        filled = [text.replace("{n}", "%d") for text in chosen]
        filled = [
            text % tuple(random.randint(1, 900) for _ in range(text.count("%d"))) for text in filled
        ]
        return ["".join(filled[i : i + each]) for i in range(0, len(filled), each)]

    first = some(_WORK, 4, 4)
    titles = ("（一）主动公开。", "（二）依申请公开。", "（三）政府信息管理。", "（四）监督保障。")
    return {
        1: [title + text for title, text in zip(titles, first, strict=True)],
        5: some(_PROBLEMS, 3, 4),
        6: some(_OTHER, 1, random.randint(1, 3)),
    }
