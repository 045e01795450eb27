"""What a page's styles show of its elements, so far as figures are concerned: hidden, or doubtful.

A style sheet is believed less than an element's own style: which of its rules wins is not worked out in full,
and scripts show what sheets hide. What it hides is therefore doubtful, not left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from gouji.reading import limits

Attributes = Mapping[str, str | None]

_GONE = re.compile(r"(?<![-\w])(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_UNSEEN = re.compile(r"(?<![-\w])visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_DOUBTFUL = re.compile(
    r"""(?<![-\w])(?:
        text-decoration(?:-line)?\s*:[^;]*line-through
        | vertical-align\s*:\s*(?:super|sub)\b
        | font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)
        | opacity\s*:\s*0?(?:\.0+)?\s*(?:;|!|$)
        | (?:left|text-indent)\s*:\s*-\d{3,}
        | clip\s*:\s*rect\( | clip-path\s*:\s*inset\(\s*(?:50|100)%
        | transform\s*:[^;]*scale[xy]?\(\s*(?:-|0(?:\.0+)?\s*[,)])
        | unicode-bidi\s*:\s*(?:bidi|isolate)-override
        | content-visibility\s*:\s*hidden
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_EMPTIED = re.compile(
    r"(?<![-\w])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.IGNORECASE
)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
# Where text stands on the page, when it is not in the order of the file.
_MOVED = re.compile(
    r"""(?<![-\w])(?:
        (?:flex-direction|flex-flow|flex-wrap)\s*:[^;]*reverse
        | order\s*:\s*[+-]?[1-9]
        | grid-auto-flow\s*:[^;]*(?:column|dense)
        | grid-(?:row|column|area)(?:-start|-end)?\s*:
        | position\s*:\s*(?:absolute|fixed)
        | writing-mode\s*:\s*(?!horizontal)
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


class Visibility(NamedTuple):
    """How an element is shown.

    `gone`: it is not there for a reader, and takes no place either; `unseen`: it takes its place but shows nothing;
    `doubtful`: struck out, raised, or perhaps not to be seen; `moved`: perhaps it stands elsewhere than its place in
    the file says; `white`: white by its own style, whatever it stands on.
    """

    gone: bool
    unseen: bool
    doubtful: bool
    moved: bool
    white: bool


_PLAIN: Final = Visibility(*[False] * 5)


class Styles:
    """What the styles of a page say of its elements."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._doubtful: set[int] = set()
        self._moved: set[int] = set()
        rules = (rule for sheet in page.css("style") for rule in _rules(sheet.text()))
        for selector, body in islice(rules, _MOST_SELECTORS):
            limits.check_time()
            self._apply(page, selector, body)
        self._are_silent = not (self._doubtful or self._moved)

    def _apply(self, page: LexborHTMLParser, selector: str, body: str) -> None:
        try:
            found = {node.mem_id for node in page.css(selector)}
        except SelectolaxError:
            return  # such as a:hover, td::before
        if _MOVED.search(body):
            self._moved |= found
        if _GONE.search(body) or _UNSEEN.search(body) or _is_doubtful(body):
            self._doubtful |= found
        elif _SHOWN.search(body):
            self._doubtful -= found  # a later rule shows what an earlier one hides

    def visibility(self, node: LexborNode, tag: str, attributes: Attributes) -> Visibility:
        """How an element is shown, by its own style and by the sheets'."""
        if not attributes and self._are_silent:
            return _PLAIN
        own = _said(attributes.get("style") or "")
        white = own.white or (
            tag == "font" and _said(f"color:{attributes.get('color') or ''}").white
        )
        if self._are_silent and not white and "hidden" not in attributes:
            return own
        return Visibility(
            own.gone or "hidden" in attributes,
            own.unseen,
            own.doubtful or node.mem_id in self._doubtful or (white and not _is_backed(node)),
            own.moved or node.mem_id in self._moved,
            white,
        )


def _said(style: str) -> Visibility:
    """What a style says. A page has few, and many cells of each; only short ones are kept in mind."""
    return _looked_up(style) if len(style) <= _SHORT else _searched(style)


def _searched(style: str) -> Visibility:
    gone, unseen, moved, white = (
        bool(style and pattern.search(style)) for pattern in (_GONE, _UNSEEN, _MOVED, _WHITE)
    )
    return Visibility(gone, unseen, _is_doubtful(style), moved, white)


def _is_doubtful(style: str) -> bool:
    return bool(_DOUBTFUL.search(style) or (_EMPTIED.search(style) and _CUT.search(style)))


_looked_up = lru_cache(maxsize=1024)(_searched)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that matter here; those for print or small screens are left out."""
    for selectors, body in _RULE.findall(_without_at_rules(_COMMENT.sub("", sheet))):
        if _SHOWN.search(body) or _MOVED.search(body) or _is_doubtful(body):
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
