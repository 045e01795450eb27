"""An office's year that is made up: organs by name, a roster, and a folder with a report of each in several formats."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Final

from bench.made.documents import Draft
from bench.made.formats import OWN
from bench.made.good import Organ, good

YEAR: Final = 2023
_REGIONS: Final = tuple(
    f"{first}{second}区" for second, first in product("湾岭桥河山", "临海北南东西中上下新")
)
# What the departments deal with, by their names.
_FIELDS: Final = {
    "教育": "义务教育", "档案": "档案利用", "水利": "供水和防汛", "卫生健康": "疫病防治",
    "交通运输": "公路养护", "财政": "财政资金", "民政": "社会救助", "司法": "法律服务",
    "审计": "审计结果", "统计": "统计调查", "商务": "市场供应", "农业农村": "惠农补贴",
    "林业": "造林绿化", "住房和城乡建设": "保障性住房", "生态环境": "环境质量",
    "自然资源": "征地补偿", "应急管理": "安全生产", "市场监督管理": "食品安全",
    "医疗保障": "医保待遇", "退役军人事务": "优抚安置", "文化和旅游": "公共文化",
    "体育": "全民健身", "人力资源和社会保障": "稳岗就业", "科学技术": "科技计划",
    "信访": "来信来访", "粮食和物资储备": "粮食收购", "气象": "气象预警", "公安": "户籍管理",
    "发展和改革": "重大项目", "经济和信息化": "助企纾困", "行政审批": "许可事项",
    "大数据": "数据开放", "城市管理": "市容管理", "金融工作": "普惠金融", "乡村振兴": "帮扶项目",
    "投资促进": "招商政策", "机关事务": "公务用车", "口岸": "通关便利", "海洋": "渔港建设",
    "园林": "公园绿地", "供销": "农资供应", "残疾人": "助残服务", "地震": "防震减灾",
    "消防": "消防监督", "邮政": "快递服务", "税务": "税费优惠", "烟草": "专卖许可",
    "盐业": "食盐供应", "房产": "房屋交易", "水务": "节水用水", "国有资产": "国企经营",
    "民族宗教": "民族团结", "外事": "出入境", "侨务": "侨胞服务", "港口": "港航运营",
    "移民": "后期扶持", "能源": "电力保供", "畜牧": "动物检疫", "渔业": "休渔禁渔",
    "测绘": "地图管理",
}  # fmt: skip
# In turn, by how such files end.
FORMATS: Final = (
    ("docx", "docx"), ("html", "html"), ("txt", "txt"), ("ofd", "ofd"), ("mhtml", "mht"),
    ("md", "md"),
)  # fmt: skip


def organs(count: int) -> list[Organ]:
    """So many organs with names of their own, 3,000 at most."""
    each = (
        Organ(f"青川市{region}{name}局", "我局", f"区{name}局办公室", field)
        for region, (name, field) in product(_REGIONS, _FIELDS.items())
    )
    return list(islice(each, count))


def drafts(count: int, year: int = YEAR) -> Iterator[Draft]:
    """A good report of each of so many organs."""
    for n, organ in enumerate(organs(count)):
        draft, _ = good(n, (organ, year))
        yield draft


def written(folder: Path, count: int, year: int = YEAR) -> None:
    """Lay a report of each organ into a folder of its own, in several formats."""
    for n, draft in enumerate(drafts(count, year)):
        name, ending = FORMATS[n % len(FORMATS)]
        path = folder / draft.organ / f"{year}年年报.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(OWN[name][0](draft))


def roster(path: Path, count: int, missing: int = 0) -> None:
    """Write a roster of the organs, and of some that will hand in nothing."""
    names = [organ.name for organ in organs(count + missing)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["机关"], *([name] for name in names)])
