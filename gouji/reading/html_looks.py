"""How a page's styles make its elements look, so far as figures are concerned: hidden, or doubtful.

A style sheet is believed less than an element's own style: which of its rules wins is not worked out in full,
and scripts show what sheets hide. What it hides is therefore doubtful, not left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from gouji.reading import limits

_GONE = re.compile(r"(?<![-\w])(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_UNSEEN = re.compile(r"(?<![-\w])visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_DOUBTFUL = re.compile(
    r"""(?<![-\w])(?:
        text-decoration(?:-line)?\s*:[^;]*line-through
        | vertical-align\s*:\s*(?:super|sub)\b
        | font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)
        | opacity\s*:\s*0?(?:\.0+)?\s*(?:;|!|$)
        | (?:left|text-indent)\s*:\s*-\d{3,}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?|transparent|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))",
    re.IGNORECASE,
)
_BACKED = re.compile(r"background", re.IGNORECASE)
_SHOWN = re.compile(r"(?<![-\w])(?:display|visibility)\s*:", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_MOST_SELECTORS: Final = 2000
_SHORT: Final = 500  # characters of a style


class Looks:
    """What the styles of a page say of its elements."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._doubtful: set[int] = set()
        selectors = 0
        for sheet in page.css("style"):
            for selector, body in _rules(sheet.text()):
                selectors += 1
                if selectors > _MOST_SELECTORS:
                    return
                limits.check_time()
                self._apply(page, selector, body)

    def _apply(self, page: LexborHTMLParser, selector: str, body: str) -> None:
        try:
            found = {node.mem_id for node in page.css(selector)}
        except SelectolaxError:
            return  # such as a:hover, td::before
        if _GONE.search(body) or _UNSEEN.search(body) or _DOUBTFUL.search(body):
            self._doubtful |= found
        else:
            self._doubtful -= found  # a later rule shows what an earlier one hides

    def is_gone(self, node: LexborNode) -> bool:
        """Whether the element is not there for a reader: it takes no place either."""
        attributes = node.attributes
        return "hidden" in attributes or _said(attributes.get("style") or "").gone

    def is_unseen(self, node: LexborNode) -> bool:
        """Whether the element takes its place but shows nothing."""
        return _said(node.attributes.get("style") or "").unseen

    def is_doubtful(self, node: LexborNode) -> bool:
        """Whether what the element shows is struck out, raised, or perhaps not to be seen."""
        attributes = node.attributes
        said = _said(attributes.get("style") or "")
        if said.doubtful or (self._doubtful and node.mem_id in self._doubtful):
            return True
        white = said.white or (
            node.tag == "font" and _said(f"color:{attributes.get('color') or ''}").white
        )
        return white and not _is_backed(node)


class _Said(NamedTuple):
    """What an element's own style says."""

    gone: bool
    unseen: bool
    doubtful: bool
    white: bool


def _said(style: str) -> _Said:
    """A page has few styles, and many cells of each; only short ones are kept in mind."""
    return _looked_up(style) if len(style) <= _SHORT else _searched(style)


def _searched(style: str) -> _Said:
    patterns = (_GONE, _UNSEEN, _DOUBTFUL, _WHITE)
    return _Said(*(bool(style and pattern.search(style)) for pattern in patterns))


_looked_up = lru_cache(maxsize=1024)(_searched)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that matter here; those for print or small screens are left out."""
    for selectors, body in _RULE.findall(_without_at_rules(_COMMENT.sub("", sheet))):
        if _SHOWN.search(body) or _DOUBTFUL.search(body):
            yield from ((one.strip(), body) for one in selectors.split(",") if one.strip())


def _without_at_rules(sheet: str) -> str:
    """The sheet without @media, @font-face and the like, and what they hold."""
    kept: list[str] = []
    left = 0  # braces to close
    for match in re.finditer(r"@[^{};]*(?P<open>\{)|@[^{};]*;|[^{}@]+|[{}@]", sheet):
        piece = match[0]
        if match["open"] or (left and piece == "{"):
            left += 1
        elif left:
            left -= piece == "}"
        elif not piece.startswith("@"):
            kept.append(piece)
    return "".join(kept)


def _is_backed(node: LexborNode) -> bool:
    """Whether the element or one around it has a background of its own."""
    above: LexborNode | None = node
    while above is not None and above.tag != "body":
        attributes = above.attributes
        if "bgcolor" in attributes or _BACKED.search(attributes.get("style") or ""):
            return True
        above = above.parent
    return False
