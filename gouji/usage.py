"""The command line's own words in Chinese: argparse has them in English."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Final, NoReturn

from gouji.text import printable

USAGE_ERROR: Final = 64
# argparse's messages (Python 3.11 to 3.14), and what is said instead.
_MESSAGES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"the following arguments are required: (.+)", r"缺少参数：\1"),
        (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
        (r"ambiguous option: (.+) could match (.+)", r"选项 \1 不明确，可以是：\2"),
        (
            r"argument (.+?): invalid choice: (.+?),? (?:maybe you meant .+ )?\(choose from (.+)\)",
            r"没有 \2 这个命令，可以用的是：\3",
        ),
        (r"argument (.+?): expected at least one argument", r"\1 后面至少要有一项"),
        (r"argument (.+?): expected one argument", r"\1 后面应当有一项"),
        (r"argument (.+?): expected (\d+) arguments?", r"\1 后面应当有 \2 项"),
        (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不能有 \2"),
        (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 一起用"),
        (r"argument (.+?): invalid \w+ value: (.+)", r"\1 的值 \2 不对"),
    )
)


class Formatter(argparse.HelpFormatter):
    """Help whose headings are Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The line of usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and ends a wrong call with the exit status of the contract."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"formatter_class": Formatter, **options, "add_help": False})  # type: ignore[arg-type]  # as argparse has them
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and how it is made."""
        self.print_usage(sys.stderr)
        refuse(f"{translated(message)}。用 {self.prog} --help 看说明。")


def translated(message: str) -> str:
    """Argparse's message in Chinese; one that is not known stays behind Chinese words."""
    for pattern, said in _MESSAGES:
        match = pattern.fullmatch(message)
        if match:
            return match.expand(said)
    return f"命令写得不对（{message}）"


def refuse(message: str) -> NoReturn:
    """End a call that is itself wrong; no name in it steers the terminal."""
    said = "\n".join(map(printable, message.split("\n")))
    sys.stderr.write(f"gouji: {said}\n")
    raise SystemExit(USAGE_ERROR)
