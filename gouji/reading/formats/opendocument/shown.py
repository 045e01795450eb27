"""What the styles of an OpenDocument file say of its text, so far as figures are concerned: hidden, or doubtful."""

from __future__ import annotations

from collections.abc import Iterator
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
        return self._property("table", name, "table", f"{TABLE}display") == "false"

    def visibility(self, family: str, name: str) -> Visibility:
        """What a style says of its text. A document has few styles, and many cells of each."""
        known = self._known.get((family, name))
        if known is None:
            display = self._property(family, name, "text", f"{TEXT}display")
            known = self._known[family, name] = Visibility(
                None if display is None else display == "none",
                self._is_doubtful(family, name),
                self._is_white(family, name),
                self._is_shaded(family, name),
            )
        return known

    def _is_doubtful(self, family: str, name: str) -> bool:
        struck = self._property(family, name, "text", f"{STYLE}text-line-through-style")
        kind = self._property(family, name, "text", f"{STYLE}text-line-through-type")
        position = self._property(family, name, "text", f"{STYLE}text-position") or "0%"
        is_struck = (struck or kind or "none") != "none" and kind != "none"
        return is_struck or position.split()[:1] not in ([], ["0%"], ["0"])

    def _is_white(self, family: str, name: str) -> bool:
        colour = self._property(family, name, "text", f"{_FORMAT}color") or ""
        ground = self._property(family, name, "text", f"{_FORMAT}background-color")
        return colour.lower() == "#ffffff" and ground in {None, "transparent", "#ffffff"}

    def _is_shaded(self, family: str, name: str) -> bool:
        ground = self._property(family, name, family, f"{_FORMAT}background-color")
        return ground not in {None, "transparent", "#ffffff"}

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

    def _property(self, family: str, name: str, kind: str, attribute: str) -> str | None:
        for style in self._chain(family, name):
            for properties in style.iterfind(f"{STYLE}{kind}-properties"):
                value = properties.get(attribute)
                if value is not None:
                    return value
        return None

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name and name not in seen and (family, name) in self._styles:
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")
