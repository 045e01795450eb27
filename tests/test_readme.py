"""What README.zh.md shows of a page and of a mail is what officers get of the samples."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.checking import check
from gouji.wording.mail import Arrival, verdict_mail
from gouji.wording.page import page

ROOT = Path(__file__).parents[1]
SHOWN = re.findall(r"```text\n(.*?)```", (ROOT / "README.zh.md").read_text("utf-8"), re.DOTALL)


def _page() -> str:
    return page(check(str(ROOT / "samples" / "hailan-labour-2022.txt")))


def _mail() -> str:
    result = check(str(ROOT / "samples" / "yunping-traffic-2022.docx"))
    arrival = Arrival(
        "年报.docx",
        office="yunping",
        year=result.year,
        organ=result.organ,
        number=2,
        at="2023-01-17T01:24:00Z",
    )
    mail = verdict_mail(arrival, result)
    return f"主题：{mail.subject}\n{mail.body}"


@pytest.mark.parametrize(("shown", "told"), list(zip(SHOWN, (_page, _mail), strict=True)))
def test_officers_get_what_is_shown_to_them(shown: str, told: Callable[[], str]) -> None:
    lines = iter(told().splitlines())
    missing = [line for line in shown.splitlines() if line and line not in lines]
    assert not missing
