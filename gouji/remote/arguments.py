"""How the commands are called that talk to an endpoint; what they do is loaded when one is."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from gouji.report import OFFICE
from gouji.usage import Parser, refuse
from gouji.wording import remote as words

_YEAR: Final = re.compile("[0-9]{4}")
OF_YEAR: Final = (
    "totals.xlsx",
    "totals.docx",
    "cells.csv",
    "cells.jsonl",
    "findings.csv",
    "originals",
)
OF_ORGAN: Final = ("report.xlsx", "page.html")


def add_remote(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add `submit`, `status` and `export`."""
    submit = commands.add_parser("submit", help="把报告报送到接口，并等待核对结果")
    submit.set_defaults(command=_later("submitting:submit"))
    submit.add_argument(
        "files", nargs="+", metavar="文件", help="文件，或每个机关一个子文件夹的文件夹"
    )
    _add_place(submit, year=True)
    submit.add_argument("--organ", metavar="机关", help="一个文件的报送机关")
    submit.add_argument(
        "--organ-from-name", action="store_true", help="文件名（不含扩展名）就是机关名称"
    )
    submit.add_argument(
        "--wait",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="等待核对结果（默认）；--no-wait 送到即止",
    )
    submit.add_argument("--json", action="store_true", help="每份一行 JSON")
    status = commands.add_parser("status", help="查看令牌、年度、各机关或一份报告的状态")
    status.set_defaults(command=_later("looking:status"))
    _add_place(status, year=False)
    status.add_argument("--organ", metavar="机关", help="一个机关的现行报告")
    status.add_argument("--json", action="store_true", help="一行 JSON")
    export = commands.add_parser("export", help="从接口下载汇总、数据、问题清单、原件或核对页")
    export.set_defaults(command=_later("exporting:export"))
    export.add_argument(
        "what", metavar="内容", choices=[*OF_YEAR, *OF_ORGAN], help="、".join([*OF_YEAR, *OF_ORGAN])
    )
    _add_place(export, year=True)
    export.add_argument("--organ", metavar="机关", help="report.xlsx 和 page.html 的机关")
    export.add_argument(
        "--of",
        choices=["current", "accepted"],
        help="现行报告（current，默认）或已通过审核的（accepted）",
    )
    export.add_argument("--group", metavar="分组", help="只取名册上的一个分组")
    export.add_argument(
        "-o", "--output", required=True, metavar="文件", help="写到文件；- 为标准输出"
    )


def _add_place(parser: Parser, *, year: bool) -> None:
    parser.add_argument(
        "--office", type=_office, required=year, metavar="单位", help="审核单位的代号"
    )
    parser.add_argument("--year", type=_year, required=year, metavar="年度", help="报告的年度")
    parser.add_argument(
        "--endpoint", metavar="地址", help="接口地址，默认取环境变量 GOUJI_ENDPOINT"
    )
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="文件",
        help="存放令牌的文件；没有时取环境变量 GOUJI_TOKEN",
    )


def _office(text: str) -> str:
    if not OFFICE.fullmatch(text):
        refuse(words.OFFICE_NAME)
    return text


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        refuse(words.YEAR_NUMBER)
    return int(text)


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is loaded when it is called: the others start without it."""
    module, _, function = name.partition(":")

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"gouji.remote.{module}"), function
        )
        ended: Callable[..., int] = import_module("gouji.remote.ending").ended
        return ended(command, options)

    return run
