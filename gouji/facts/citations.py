"""What is found of citations of the Regulations and of the two notices on the format."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Excerpt, Facts

# The Regulations, the format of 2021, the notice of 2019 on matters of annual reports.
Cited = Literal["regulations", "format", "matters"]


class CitationWrong(Facts, frozen=True):
    """Title or document number of what is cited is another one, as `excerpt` has it."""

    section: int | None
    cited: Cited
    what: Literal["title", "number"]
    excerpt: Excerpt
