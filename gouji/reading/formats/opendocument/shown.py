"""What the styles of an OpenDocument file say of its text, so far as figures are concerned: hidden, or doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

NAMESPACE: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = NAMESPACE + "text:1.0}"
TABLE: Final = NAMESPACE + "table:1.0}"
STYLE: Final = NAMESPACE + "style:1.0}"
_FORMAT: Final = NAMESPACE + "xsl-fo-compatible:1.0}"


class Visibility(NamedTuple):
    """What a style says of its text. `hidden`: None where it says nothing of that; `doubtful`: struck out, raised or
    lowered; `white`: without a background of its own; `shaded`: a cell, a row or a table with a background.
    """

    hidden: bool | None
    doubtful: bool
    white: bool
    shaded: bool

    def doubts(self, *, shaded: bool) -> bool:
        """Whether text is doubtful that stands on a background, or on none."""
        return self.doubtful or (self.white and not shaded)


class Styles:
    """Styles by family and name, and what they inherit."""

    def __init__(self, *roots: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._known: dict[tuple[str, str], Visibility] = {}
        for root in roots:  # those of the content stand over the named ones
            for style in root.iter(f"{STYLE}style"):
                name = style.get(f"{STYLE}name", "")
                self._styles[style.get(f"{STYLE}family", ""), name] = style
            for style in root.iter(f"{TEXT}list-style"):
                self._lists[style.get(f"{STYLE}name", "")] = style

    def is_hidden_table(self, name: str) -> bool:
        """Whether a table or sheet is not displayed."""
        return self._properties("table", name, "table").get(f"{TABLE}display") == "false"

    def visibility(self, family: str, name: str) -> Visibility:
        """What a style says of its text. A document has few styles, and many cells of each."""
        known = self._known.get((family, name))
        if known is None:
            text = self._properties(family, name, "text")
            own = self._properties(family, name, family)
            display = text.get(f"{TEXT}display")
            known = self._known[family, name] = Visibility(
                None if display is None else display == "none",
                _is_doubtful(text),
                text.get(f"{_FORMAT}color", "").lower() == "#ffffff" and not _is_shaded(text),
                _is_shaded(own),
            )
        return known

    def is_numbered(self, name: str, level: int) -> bool:
        """Whether the items of a list show a number or a bullet; a style that is not there may."""
        style = self._lists.get(name)
        if style is None:
            return bool(name)
        for shape in style:
            if shape.get(f"{TEXT}level") == str(level):
                is_number = str(shape.tag).endswith("number")
                affixes = (shape.get(f"{STYLE}num-{side}", "") for side in ("prefix", "suffix"))
                shown = shape.get(f"{STYLE}num-format", "") or "".join(affixes).strip()
                return bool(shown) or not is_number
        return False

    def _properties(self, family: str, name: str, kind: str) -> Mapping[str, str]:
        """The attributes of one kind that a style has or inherits."""
        found: dict[str, str] = {}
        for style in self._chain(family, name):
            for properties in style.iterchildren(f"{STYLE}{kind}-properties"):
                found = dict(properties.items()) | found
        return found

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name and name not in seen and (family, name) in self._styles:
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")


def _is_doubtful(text: Mapping[str, str]) -> bool:
    struck, kind = (text.get(f"{STYLE}text-line-through-{name}") for name in ("style", "type"))
    position = text.get(f"{STYLE}text-position") or "0%"
    is_struck = (struck or kind or "none") != "none" and kind != "none"
    return is_struck or position.split()[:1] not in ([], ["0%"], ["0"])


def _is_shaded(properties: Mapping[str, str]) -> bool:
    return properties.get(f"{_FORMAT}background-color") not in {None, "transparent", "#ffffff"}
