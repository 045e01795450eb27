"""The words beside a number, and the setting → what it counts; None where that is not certain."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.judging.text.decisions import none_decided
from gouji.judging.text.disputes import dispute, no_disputes
from gouji.judging.text.documents import document, no_documents
from gouji.judging.text.meaning import Meaning
from gouji.judging.text.phrases import Beside, Line
from gouji.judging.text.requests import no_requests, request
from gouji.judging.text.setting import Setting


def counted(beside: Beside, setting: Setting) -> tuple[Meaning | None, Setting]:
    """What a number counts, and what its words set for those behind it."""
    if setting.topic == "disputes":
        return dispute(beside, setting)
    if setting.topic == "documents":
        return document(beside, setting)
    return request(beside, setting)


def none_counted(words: str, line: Line) -> Iterator[tuple[int, Meaning]]:
    """What a phrase of a sentence says there was none of, with the place in it."""
    yield from no_requests(words)
    yield from no_disputes(words)
    yield from no_documents(words, line.origin.t2)
    yield from none_decided(words, line)
