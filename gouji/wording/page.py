"""The page that `gouji check` prints for the officer who is about to hand a report in."""

from __future__ import annotations

from gouji.wording import verdict


def page(result: verdict.Result) -> str:
    """One file's result as a readable page; verdict first."""
    lines = [f"■ {result['file']}", verdict.headline(result), *verdict.paragraphs(result)]
    return "\n".join(lines) + "\n"
