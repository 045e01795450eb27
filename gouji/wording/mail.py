"""The e-mails to the reviewing office. They can be forwarded as they are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from gouji.result import Result
from gouji.wording import explanation, verdict

# SNS takes fewer than 100 characters, no line breaks, no control characters.
_SUBJECT_LENGTH: Final = 99


@dataclass(frozen=True, slots=True)
class Mail:
    """Subject (one line, under 100 characters) and body (lines parted by LF)."""

    subject: str
    body: str


def verdict_mail(
    *,
    office: str | None,
    year: int | None,
    organ: str | None,
    file: str,
    superseded: bool,
    text_file: str | None = None,
    result: Result,
) -> Mail:
    """Tell the verdict on one upload.

    `text_file`: of a scan, the text document of the same report that was handed in as well.
    """
    headline = verdict.headline(result)
    told = [str(line) for line in verdict.page(result)]
    lines = [headline, "", *_handed_in(office, year, organ, file)]
    if superseded:
        lines.append("注意：同一机关已有更新的报送，本件不是现行的一份。")
    if text_file:
        takes = "" if superseded else "，并已取代它成为现行的一份"
        lines.append(
            f"注意：本件是扫描件，数字由文字识别得出{takes}；同一机关另报送过文字文件“{text_file}”，"
            "请以文字文件核对，需要以它为准时请重新报送一次文字文件。"
        )
    lines += ["", *told[1:], *_to_send_back(result, organ, year)]
    lines += [
        "",
        "本邮件由勾稽系统自动发出，可直接转发给报送机关。",
    ]
    return Mail(_subject(f"{_name(organ, year, file)}：{headline}"), "\n".join(lines))


def failure_mail(
    *,
    office: str | None,
    year: int | None,
    organ: str | None,
    file: str,
    reason: str,
    execution: str,
) -> Mail:
    """Tell that the system could not finish; nothing is said about the report itself."""
    lines = [
        "系统没有能够完成核对",
        "",
        *_handed_in(office, year, organ, file),
        "",
        f"原因：{reason}",
        "报送的文件已妥善保存，不必重新报送；这不表示报告有错。",
        "请将本邮件转给系统管理员：排除原因后可从中断处继续（redrive）。",
        f"运行编号：{execution}",
    ]
    return Mail(_subject(f"{_name(organ, year, file)}：系统未能完成核对"), "\n".join(lines))


def _to_send_back(result: Result, organ: str | None, year: int | None) -> tuple[str, ...]:
    words = explanation.returned(result, organ, year)
    return ("", "退回意见（可直接发给报送机关）", *words) if words else ()


def _handed_in(
    office: str | None, year: int | None, organ: str | None, file: str
) -> tuple[str, ...]:
    pairs = (
        ("审核单位", office),
        ("报送机关", organ),
        ("年度", str(year) if year else None),
        ("文件", file),
    )
    return tuple(f"{name}：{value}" for name, value in pairs if value)


def _name(organ: str | None, year: int | None, file: str) -> str:
    return f"{organ or file}{f' {year}年度' if year else ''}"


def _subject(text: str) -> str:
    cleaned = "".join(
        " " if unicodedata.category(ch).startswith(("C", "Z")) else ch for ch in f"【勾稽】{text}"
    )
    if len(cleaned) > _SUBJECT_LENGTH:
        cleaned = cleaned[: _SUBJECT_LENGTH - 1] + "…"
    return cleaned
