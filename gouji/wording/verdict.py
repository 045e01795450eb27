"""A result in words, for the officer's page and the e-mail alike: verdict, counts, findings, what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from gouji.form import TABLES

Result = Mapping[str, Any]

_HEADLINES: Final = {
    "passed": "通过：勾稽关系全部成立",
    "flagged": "需要修改",
    "incomplete": "未能全部核对，不能算通过",
    "unreadable": "无法读取，未作核对",
}
_SEVERITIES: Final = {"error": "错误", "warning": "提醒", "note": "备注"}
_MARKS: Final = {
    "blank": "空格",
    "placeholder": "占位符",
    "missing": "没有找到",
    "unreadable": "认不准",
    "inferred": "推断拆分",
    "recognised": "文字识别",
}
_FORMS: Final = {"2019": "2019年格式", "2021": "2021年格式", None: "没有找到"}
_TABLES: Final = {table.id: table.name for table in TABLES.values()}


def headline(result: Result) -> str:
    """The verdict in one line, with the counts that matter."""
    counts = Counter(finding["severity"] for finding in result["findings"])
    said = "，".join(f"{name} {counts[s]} 处" for s, name in _SEVERITIES.items() if counts[s])
    return _HEADLINES[result["status"]] + (f"（{said}）" if said else "")


def paragraphs(result: Result) -> Iterator[str]:
    """The result, line by line; an empty string parts the paragraphs."""
    if result["reason"]:
        yield result["reason"]
        return
    forms = "，".join(f"{_TABLES[t]}{_FORMS[form]}" for t, form in result["forms"].items())
    yield f"读到的机关：{result['organ'] or '没有找到'}；年度：{result['year'] or '没有找到'}；{forms}。"
    yield _account(result)
    yield from _tables(result)
    for severity, name in _SEVERITIES.items():
        found = [f for f in result["findings"] if f["severity"] == severity]
        if found:
            yield ""
            yield f"{name}（{len(found)}）"
            for i, finding in enumerate(found, 1):
                yield f"  {i}. {finding['message']}〔{finding['rule']}〕"
    if result["unassessed"]:
        yield ""
        yield f"没有核对的（{len(result['unassessed'])}），不等于没有问题"
        for item in result["unassessed"]:
            yield f"  · {item['reason']}〔{item['rule']}〕"


def _tables(result: Result) -> Iterator[str]:
    """How each table was read, where anything was missing or odd."""
    for table in result.get("tables", ()):  # results stored before there were any have none
        lacking = table["found"] < table["expected"]
        if lacking or table["notes"]:
            yield (
                f"{_TABLES[table['table']]}：应有 {table['rows_expected']} 行 {table['expected']} 格，"
                f"找到 {table['rows_found']} 行 {table['found']} 格。"
            ) + "".join(table["notes"])


def _account(result: Result) -> str:
    marks = Counter(result["marks"].values())
    said = "，".join(f"{name} {marks[m]} 格" for m, name in _MARKS.items() if marks[m])
    text = f"共 {len(result['cells'])} 格" + (f"，其中{said}" if said else "，每格都有数字")
    if result["deduced"]:
        text += f"；按勾稽关系可推算出 {len(result['deduced'])} 格，已用于核对"
    return text + "。"
