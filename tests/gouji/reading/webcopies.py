"""Reports as they lie in web copies: metadata before the title, titles, headings and signatures in many forms.

Each part is varied by itself; `{organ}` and `{year}` stand for what the report names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from gouji.form import SECTIONS, TABLE_IDS, TABLES
from samples import printed, render

LINE: Final = render.Paragraph
YEAR: Final = 2023
_ZEROS: Final = {
    cell: "0"
    for (_, format_version), table in TABLES.items()
    if format_version == "2021"
    for cell in table.specs
}
BEFORE: Final[dict[str, tuple[str, ...]]] = {
    "nothing": (),
    "labels": (
        "索引号：QC0417-2024-0019",
        "发布机构：青川市人民政府办公室",
        "发布日期：2024-01-29 10:22",
        "文号：",
        "浏览次数：308",
        "字体：大 中 小",
    ),
    "title among labels": (
        "标题：{organ}{year}年政府信息公开工作年度报告",
        "发布时间：2024-01-29",
        "来源：{organ}",
    ),
    "labels on one line": (
        "信息名称：{organ}{year}年政府信息公开工作年度报告 发布时间：2024-01-29 10:22 浏览次数：51",
    ),
    "crumbs": ("您当前的位置：首页 > 政务公开 > 政府信息公开年报 > 2023年", "打印 关闭 分享到："),
    "links": (
        "政府信息公开指南",
        "政府信息公开制度",
        "政府信息公开年报",
        "2021年政府信息公开工作年度报告",
        "2022年政府信息公开工作年度报告",
    ),
    "attachment": ("附件下载：{organ}{year}年政府信息公开工作年度报告.docx",),
    "browser's page": (
        "2024/1/30 09:12 {organ}{year}年政府信息公开工作年度报告_青川市人民政府",
        "file:///C:/Users/clerk/Desktop/report.html 1/6",
    ),
}
TITLES: Final[dict[str, tuple[str, ...]]] = {
    "one line": ("{organ}{year}年政府信息公开工作年度报告",),
    "two lines": ("{organ}", "{year}年政府信息公开工作年度报告"),
    "three lines": ("{organ}", "{year}年", "政府信息公开工作年度报告"),
    "broken in 报告": ("{organ}{year}年政府信息公开工作年度报", "告"),
    "broken in 政府": ("{organ}{year}年政", "府信息公开工作年度报告"),
    "broken in the year": ("{organ}{year}", "年政府信息公开工作年度报告"),
    "政务信息公开": ("{organ}{year}年政务信息公开年度报告",),
    "政务公开工作年报": ("{organ}{year}年政务公开工作年报",),
    "信息公开工作情况": ("{organ}{year}年信息公开工作情况报告",),
    "公告": ("{organ}关于{year}年政府信息公开工作年度报告的公告",),
    "关于公布": ("关于公布{organ}{year}年政府信息公开工作年度报告的公告",),
    "year in brackets": ("{organ}政府信息公开工作年度报告（{year}年度）",),
    "year below": ("{organ}政府信息公开年度报告", "（{year}年）"),
    "year at the end": ("{organ}政府信息公开工作年度报告{year}年",),
    "year within": ("{organ}政府信息公开工作{year}年度报告",),
    "year first": ("{year}年度{organ}政府信息公开年报",),
    "Chinese numerals": ("{organ}", "二○二三年度政府信息公开工作年度报告"),
    "Markdown": ("# {organ}{year}年政府信息公开工作年度报告",),
    "bold": ("**{organ}{year}年政府信息公开工作年度报告**",),
    "quoted": ("《{organ}{year}年政府信息公开工作年度报告》",),
    "spaces": ("{organ}  {year} 年政府信息公开工作年度报告",),
}
ORGANS: Final = (
    "青川市教育局",
    "青川市临湾区",
    "云坪区人民政府柳荫街道办事处",
    "柳荫街道",
    "白石镇人民政府",
    "白石镇",
    "红岩乡",
    "海岚高新技术产业开发区管理委员会",
    "青川经开区管委会",
    "青川市大数据中心",
    "临湾区政务办",
    "东湖综合实验区",
    "青川市公安局交通警察大队",
    "青川市第一中学",
    "青川市人民医院",
    "青川城投集团有限公司",
    "青川市发展和改革委员会",
    "青川市公安局临湾分局",
    "国家税务总局青川市税务局",
    "海岚县",
    "青川市残疾人联合会",
)


def _slip(number: int, printed_as: str) -> tuple[str, ...]:
    return (*PLAIN[: number - 1], printed_as, *PLAIN[number:])


PLAIN: Final = tuple(f"{'一二三四五六'[i]}、{name}" for i, name in enumerate(SECTIONS))
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "plain": PLAIN,
    "comma": tuple(heading.replace("、", "，", 1) for heading in PLAIN),
    "space": tuple(heading.replace("、", " ", 1) for heading in PLAIN),
    "1.": tuple(f"{i}.{name}" for i, name in enumerate(SECTIONS, 1)),
    "（一）": tuple(f"（{'一二三四五六'[i]}）{name}" for i, name in enumerate(SECTIONS)),
    "第一部分": tuple(f"第{'一二三四五六'[i]}部分 {name}" for i, name in enumerate(SECTIONS)),
    "一是": tuple(f"{'一二三四五六'[i]}是{name}" for i, name in enumerate(SECTIONS)),
    "without numerals": SECTIONS,
    "Markdown": tuple(f"## {heading}" for heading in PLAIN),
    "bold": tuple(f"**{heading}**" for heading in PLAIN),
    "shifted": tuple(f"{'二三四五六七'[i]}、{name}" for i, name in enumerate(SECTIONS)),
    "行政法复议": _slip(4, "四、政府信息公开行政法复议、行政诉讼情况"),
    "行政法复议 without numeral": _slip(4, "政府信息公开行政法复议、行政诉讼情况"),
    "行政复议和行政诉讼": _slip(4, "四、行政复议和行政诉讼情况"),
    "主动公开情况": _slip(2, "二、主动公开情况"),
    "主动公开情况 without numeral": _slip(2, "主动公开情况"),
    "申请的情况": _slip(3, "三、收到和处理政府信息公开申请的情况"),
    "申请的情况 without numeral": _slip(3, "收到和处理政府信息公开申请的情况"),
    "问题和改进": _slip(5, "存在的主要问题和改进情况"),
    "需要说明": _slip(6, "六、其他需要说明的事项"),
    "numeral doubled": _slip(4, "四、四、政府信息公开行政复议、行政诉讼情况"),
    "numeral repeated": _slip(3, "三三、收到和处理政府信息公开申请情况"),
    "numeral of the one before": _slip(4, "三、政府信息公开行政复议、行政诉讼情况"),
    "numeral missing": _slip(4, SECTIONS[3]),
    "over two lines": _slip(3, "三、收到和处理政府信息公开\n申请情况"),
}
_SIX: Final = "本年度没有收取信息处理费，没有其他需要报告的事项。"
# What follows the last heading; "+" before the first: on the heading's own line.
ENDS: Final[dict[str, tuple[str, ...]]] = {
    "two lines": (_SIX, "{organ}", "2024年1月15日"),
    "one line": (_SIX, "{organ}2024年1月15日"),
    "in the paragraph": (_SIX + "{organ} 2024年1月15日",),
    "in the paragraph, without 。": ("没有收取信息处理费 {organ} 2024年1月15日",),
    "in the paragraph, Chinese numerals": (_SIX + "{organ}二〇二四年一月十五日",),
    "in the paragraph, date below": (_SIX + "{organ}", "2024年1月15日"),
    "behind the heading": ("+ 本机关没有收取信息处理费。{organ} 2024年1月15日",),
    "无": ("无 {organ} 2024年1月15日",),
    "seal": (_SIX, "{organ}（盖章）", "2024年1月15日"),
    "label": (_SIX, "单位：{organ}", "2024 年 1 月 15 日"),
    "a page's foot": (
        _SIX,
        "{organ}",
        "2024年1月15日",
        "扫一扫在手机打开当前页",
        "打印 关闭",
        "上一篇：2024年部门预算",
        "下一篇：无",
        "主办：青川市人民政府办公室",
        "承办：青川市大数据中心",
        "网站标识码：3300000001",
        "联系我们",
        "网站地图",
    ),
    "browser's page": (_SIX, "{organ}", "2024年1月15日", "https://www.example.cn/a.html 6/6"),
}


def content(
    *,
    organ: str = ORGANS[0],
    before: str = "nothing",
    title: str = "one line",
    headings: str = "plain",
    end: str = "two lines",
) -> render.Content:
    """A report with one of each part."""

    def lines(texts: Sequence[str], role: str = "body") -> list[render.Paragraph]:
        named = (text.replace("{organ}", organ).replace("{year}", str(YEAR)) for text in texts)
        return [LINE(text, "title" if role == "title" else "body") for text in named]

    work = f"{YEAR}年，按规定主动公开信息31条，依申请公开、信息管理、平台建设、监督保障有序。"
    bodies: list[render.Paragraph | printed.Grid] = [
        LINE(work),
        *(printed.grid(printed.LAYOUTS[table, "2021"], _ZEROS) for table in TABLE_IDS),
        LINE("部分栏目更新不够及时，今后将安排专人每周检查。"),
    ]
    blocks: list[render.Paragraph | printed.Grid] = [
        *lines(BEFORE[before]),
        *lines(TITLES[title], "title"),
        LINE(f"本报告数据统计期限为{YEAR}年1月1日至{YEAR}年12月31日。"),
    ]
    *first, last = HEADINGS[headings]
    for heading, body in zip(first, bodies, strict=True):
        blocks += [*(LINE(line, "heading") for line in heading.split("\n")), body]
    ending = ENDS[end]
    if ending[0].startswith("+"):
        return [*blocks, *lines((last + ending[0][1:], *ending[1:]))]
    return [*blocks, LINE(last, "heading"), *lines(ending)]


def _page(blocks: render.Content) -> str:
    return f"<html><head><meta charset='utf-8'></head><body>{render.html(blocks)}</body></html>"


def _in_cells(blocks: render.Content) -> str:
    """The whole page in a cell of a table in a cell of a table."""
    cell = "<table><tr><td>"
    end = "</td></tr></table>"
    return (
        f"<html><meta charset='utf-8'><body>{cell * 2}{render.html(blocks)}{end * 2}</body></html>"
    )


def _with_breaks(blocks: render.Content) -> str:
    """Lines that only breaks part."""
    return re.sub(r"</?(?:p|h1|h2)>(?![^<]*</td>)", "<br>", _page(blocks))


FORMATS: Final[dict[str, Callable[[render.Content], bytes]]] = {
    "page": lambda blocks: _page(blocks).encode(),
    "page in cells": lambda blocks: _in_cells(blocks).encode(),
    "page with breaks": lambda blocks: _with_breaks(blocks).encode(),
    "text": lambda blocks: render.text_tabs(blocks).encode(),
    "text, a cell a line": lambda blocks: render.text_cell_a_line(blocks).encode(),
    "Markdown": lambda blocks: render.text_markdown(blocks).encode(),
    "Word": render.docx,
}
