"""Really good reports: no error, no warning, whatever words they choose."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.made import formats, texts
from bench.made.good import good
from gouji.judging.judge import judge
from gouji.reading.read import read

_WRITERS: dict[str, formats.Writer] = {
    "docx": formats.OWN["docx"][0],
    "html": formats.page,
    "one line": formats.text_of(texts.FLATTENED["text: all on one line"]),
}


@pytest.mark.parametrize("kind", range(3), ids=_WRITERS)
def test_good_report_passes_without_error_and_warning(kind: int) -> None:
    write = [*_WRITERS.values()][kind]
    for n in range(60):
        if n // 3 % 3 != kind:  # each report in one format, each length in each
            continue
        made, _ = good(n)
        report = read(write(made))
        verdict = judge(report)
        found = [f.rule for f in verdict.findings if f.severity != "note"]
        assert (n, verdict.status, found) == (n, "passed", [])
        assert (report.organ, report.year) == (made.organ, made.year)


def test_good_reports_have_all_lengths_and_requests_and_none() -> None:
    made = [good(n) for n in range(60)]
    assert min(Counter(length for _, length in made).values()) == 20
    received = [int(draft.truth["t3.new_received.total"].value or 0) for draft, _ in made]
    assert min(received) == 0
    assert max(received) > 50
    assert len({"".join(draft.prose[1]) for draft, _ in made}) == 60
