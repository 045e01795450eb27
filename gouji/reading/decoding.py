"""Bytes → text. A declaration may lie: the bytes decide."""

from __future__ import annotations

from gouji.reading.characters import simplified
from gouji.report import UnreadableReport

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Words that every report holds many times: the right encoding of the legacy ones shows them.
_WORDS = ("政府", "信息", "公开", "申请", "行政", "其他")


def decode(document: bytes) -> str:
    """Text of unknown encoding: byte order marks, UTF-8, then GB18030 or Big5 by vote.

    Raises UnreadableReport where none fits.
    """
    for mark, encoding in _MARKS:
        if document.startswith(mark):
            return document.decode(encoding, errors="replace")
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError:
        pass
    candidates = [text for e in ("gb18030", "big5hkscs") if (text := _try(document, e)) is not None]
    if not candidates:
        raise UnreadableReport("文件的文字编码无法识别，请用 Word 打开后另存为 .docx 再报送。")
    return max(candidates, key=_score)


def _try(document: bytes, encoding: str) -> str | None:
    try:
        return document.decode(encoding)
    except UnicodeDecodeError:
        return None


def _score(text: str) -> int:
    converted = simplified(text)
    return sum(converted.count(word) for word in _WORDS)
