"""What the styles of an OpenDocument file say of its text, so far as figures are concerned: hidden, or doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

NAMESPACE: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = NAMESPACE + "text:1.0}"
TABLE: Final = NAMESPACE + "table:1.0}"
STYLE: Final = NAMESPACE + "style:1.0}"
_FORMAT: Final = NAMESPACE + "xsl-fo-compatible:1.0}"


class Looks:
    """Looks up styles by family and name, and what they inherit."""

    def __init__(self, *roots: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._known: dict[tuple[str, str, str, str], str | None] = {}
        for root in roots:  # those of the content stand over the named ones
            for style in root.iter(f"{STYLE}style"):
                name = style.get(f"{STYLE}name", "")
                self._styles[style.get(f"{STYLE}family", ""), name] = style
            for style in root.iter(f"{TEXT}list-style"):
                self._lists[style.get(f"{STYLE}name", "")] = style

    def is_hidden_table(self, name: str) -> bool:
        """Whether a table or sheet is not displayed."""
        return self._property("table", name, "table", f"{TABLE}display") == "false"

    def hides(self, family: str, name: str) -> bool | None:
        """Whether a style hides its text; None where it says nothing of that."""
        display = self._property(family, name, "text", f"{TEXT}display")
        return None if display is None else display == "none"

    def is_doubtful(self, family: str, name: str) -> bool:
        """Whether a style strikes out, raises or lowers."""
        struck = self._property(family, name, "text", f"{STYLE}text-line-through-style")
        kind = self._property(family, name, "text", f"{STYLE}text-line-through-type")
        position = self._property(family, name, "text", f"{STYLE}text-position") or "0%"
        is_struck = (struck or kind or "none") != "none" and kind != "none"
        return is_struck or position.split()[:1] not in ([], ["0%"], ["0"])

    def is_white(self, family: str, name: str) -> bool:
        """Whether text is white, without a background of its own."""
        colour = self._property(family, name, "text", f"{_FORMAT}color") or ""
        ground = self._property(family, name, "text", f"{_FORMAT}background-color")
        return colour.lower() == "#ffffff" and ground in {None, "transparent", "#ffffff"}

    def is_shaded(self, family: str, name: str) -> bool:
        """Whether a cell, a row or a table has a background."""
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
        """A property of a style. A document has few styles, and many cells of each."""
        asked = family, name, kind, attribute
        if asked not in self._known:
            self._known[asked] = self._looked_up(*asked)
        return self._known[asked]

    def _looked_up(self, family: str, name: str, kind: str, attribute: str) -> str | None:
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
