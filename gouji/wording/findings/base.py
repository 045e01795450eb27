"""The words of findings and reasons: each kind of facts registers its sentence here, a module a family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import singledispatch
from importlib import import_module
from importlib.util import find_spec
from typing import Final, NamedTuple

from gouji.facts.base import Cells, Excerpt, Facts, Reason
from gouji.form import TABLES, Table, table_id_of
from gouji.report import CellId, FormatVersion, Source
from gouji.wording.sentences import LISTED, cell_list, part_name, quote, verbatim

SOURCES: Final[Mapping[Source, str]] = {
    "title": "标题",
    "period": "统计期限",
    "body": "正文",
    "signature": "落款",
    "file": "文件名",
}


class Gap(NamedTuple):
    """What is missing, and what therefore cannot be checked; together they are a reason's sentence."""

    missing: str
    consequence: str = ""


@singledispatch
def gap(reason: Reason) -> Gap:
    """The words of a kind of reason. TypeError where a kind has none."""
    _import_words(reason)
    found = gap.dispatch(type(reason))
    if found is _NO_GAP:
        raise TypeError(f"no words for {type(reason).__name__}")
    return found(reason)


@singledispatch
def sentence(facts: Facts | Reason) -> str:
    """The Chinese sentence of a kind of facts, or of a reason. TypeError where a kind has no words."""
    _import_words(facts)
    found = sentence.dispatch(type(facts))
    if found is _NO_SENTENCE:
        raise TypeError(f"no words for {type(facts).__name__}")
    return found(facts)


_NO_GAP: Final = gap.dispatch(object)
_NO_SENTENCE: Final = sentence.dispatch(object)


@sentence.register
def _reason(reason: Reason) -> str:
    """A reason's sentence is made of its gap, where it has none of its own."""
    _import_words(reason)
    found = sentence.dispatch(type(reason))
    if found is not _reason:
        return found(reason)
    return f"{'，'.join(filter(None, gap(reason)))}。"


def _import_words(facts: Facts | Reason) -> None:
    """Have the words of a family registered: its module is named as that of its facts, and imported when one occurs."""
    family = type(facts).__module__.removeprefix("gouji.facts.")
    name = f"gouji.wording.findings.{family}"
    if "." not in family and find_spec(name):
        import_module(name)


def table_of(cell: CellId, format_version: FormatVersion) -> Table:
    """The table in whose format a cell is named."""
    return TABLES[table_id_of(cell), format_version]


def listed(cells: Cells) -> str:
    """A few cells by name; of many the first ones and how many there are."""
    return cell_list(table_of(cells.cells[0], cells.format_version), cells.cells)


def quoted(excerpt: Excerpt) -> str:
    """「“…部分栏目更新不够及时…”」."""
    before, after = ("…" if cut else "" for cut in (excerpt.cut_before, excerpt.cut_after))
    return verbatim(f"{before}{excerpt.text}{after}")


def quoted_all(said: Iterable[str]) -> str:
    """「“打印本页”、“关闭窗口”」."""
    return "、".join(map(verbatim, said))


def part(section: int | None) -> str:
    """「第五部分」, or 「开头」 for what stands before the sections."""
    return "开头" if section is None else part_name(section)


def passage(excerpt: Excerpt) -> str:
    """「“年内组织培训，接受社会评议……”」."""
    return verbatim(f"{excerpt.text}{'……' if excerpt.cut_after else ''}")


def named(organs: Sequence[str | None], more: int = 0) -> str:
    """「“甲局”“乙局”“丙局”等 12 个机关」, `more` of which are not given; of a few no number."""
    first = "".join(quote(organ_name(organ)) for organ in organs[:LISTED])
    count = len(organs) + more
    return first if count <= LISTED else f"{first}等 {count} 个机关"


def organ_name(organ: str | None) -> str:
    """An organ's name, or that its report gives none."""
    return organ or "（没有机关名称）"
