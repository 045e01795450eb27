"""Bytes → text. A declaration may lie: the bytes decide."""

from __future__ import annotations

from typing import Final

from gouji.reading import limits
from gouji.reading.files.byte_order import utf_16
from gouji.reading.words.characters import simplified
from gouji.report import UnreadableReport

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Words that every report holds many times: the right encoding of the legacy ones shows them.
_WORDS = ("政府", "信息", "公开", "申请", "行政", "其他")

_VOTERS: Final = 500_000  # characters that are asked which encoding is the right one
_BROKEN: Final = 0.002  # a character in five hundred may be damaged


def decode(document: bytes) -> str:
    """Text of unknown encoding: byte order marks, UTF-8, UTF-16 unmarked, then GB18030 or Big5 by vote.

    A few damaged bytes become U+FFFD, which is no part of any number. Raises UnreadableReport where none fits.
    """
    for mark, encoding in _MARKS:
        if document.startswith(mark):
            return document.decode(encoding, errors="replace")
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if unmarked := utf_16(document):
        return document.decode(unmarked, errors="replace")
    candidates = [document.decode(e, errors="replace") for e in ("gb18030", "big5hkscs", "utf-8")]
    sound = [text for text in candidates if text.count("\ufffd") <= _BROKEN * len(text)]
    if not sound:
        raise UnreadableReport("文件的文字编码无法识别，请用 Word 打开后另存为 .docx 再报送。")
    return max(sound, key=_score) if len(sound) > 1 else sound[0]


def _score(text: str) -> int:
    limits.check_time()
    converted = simplified(text[:_VOTERS])
    return sum(converted.count(word) for word in _WORDS)
