"""What Word shows of a paragraph: fields' results, kept revisions, styles; what it hides is left out.

Whatever is shown beside or instead of a plain figure (a picture, a symbol, a formula, a number that a list
makes) is marked as doubtful, so that its cell is neither blank nor believed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from gouji.reading.runs import Runs, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT_M: Final = "{http://purl.oclc.org/ooxml/officeDocument/math}"
_VALUE: Final = f"{W}val"
SHOWN_TEXT: Final = f"{W}t"
TEXT_BOX: Final = f"{W}txbxContent"
# Deleted and moved-away text of tracked changes is no part of the report; a fallback repeats its choice.
GONE: Final = frozenset(
    {f"{W}del", f"{W}moveFrom"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_OFF: Final = frozenset({"0", "false", "none", "off"})
_TOGGLES: Final = ("vanish", "strike", "dstrike")
_DINGBATS: Final = ("wingdings", "webdings")
_WHITE: Final = "FFFFFF"
_RAISED: Final = 6  # half-points; a note's number raised by hand
# Fields that show nothing where they stand; all others show a result, stored or not.
_SILENT: Final = frozenset({"XE", "TC", "TA", "RD", "SET", "ASK", "COMMENTS", "ADVANCE"})
# What a paragraph is made of; a doubtful text may be empty: something is shown that is no text.
Kind = Literal["text", "doubtful", "begin", "separate", "end", "code"]
Token = tuple[Kind, str]
_UNTOLD: Final[Token] = ("doubtful", "")
_SHOWN_AS: Final[dict[str, Token]] = {
    **{f"{W}{name}": ("text", "\n") for name in ("br", "cr")},
    **{f"{W}{name}": ("text", " ") for name in ("tab", "ptab")},
    f"{W}noBreakHyphen": ("text", "-"),
    f"{W}sym": _UNTOLD,  # a glyph of a symbol font, known by its number only
}
_FIELD_TOKENS: Final[dict[str, tuple[Token, ...]]] = {
    "begin": (("begin", ""),),
    "separate": (("separate", ""),),
    "end": (("end", ""),),
}


# Properties of a run that may hide or question its text; most runs have a font, a size and a language only.
_TELLING: Final = frozenset(
    W + name for name in ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "rStyle")
)
# What a paragraph or table without any of these shows is what its `w:t` hold, a line a paragraph, a cell a `w:tc`.
_CLOSER: Final = (
    *GONE, *_TELLING, *_SHOWN_AS, TEXT_BOX, f"{M}oMath", f"{_STRICT_M}oMath",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    *(W + name for name in (
        "tbl", "fldChar", "fldSimple", "instrText", "bdo", "ruby", "drawing", "pict", "object", "altChunk",
        "pStyle", "numPr", "rFonts", "gridBefore", "hMerge", "cellDel",
        "rPrChange", "pPrChange", "tcPrChange", "trPrChange",
    )),
)  # fmt: skip


@cache
def _qualified(path: str) -> tuple[str, ...]:
    return tuple(W + name for name in path.split("/"))


def within(node: Element | None, path: str) -> Element | None:
    """The descendant at a path of `w:` names; None where it is not there. The `find` of lxml takes far longer."""
    for tag in _qualified(path):
        if node is None:
            return None
        node = next(node.iterchildren(tag), None)
    return node


def value_of(node: Element | None, path: str) -> str | None:
    """The `w:val` of the descendant at a path of `w:` names; None where it is not there."""
    found = within(node, path)
    return found.get(_VALUE) if found is not None else None


def flag(node: Element | None, name: str) -> bool | None:
    """An on-off property; None where it is not set."""
    found = within(node, name)
    return None if found is None else found.get(_VALUE) not in _OFF


class Styles:
    """Hidden, struck-out and raised text, and list numbers, that paragraph and character styles bring."""

    def __init__(self, root: Element | None) -> None:
        self._plain: dict[str | None, bool] = {}
        self._toggles: dict[tuple[str | None, str], bool] = {}
        styles = root.iterfind(f"{W}style") if root is not None else iter(())
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self.default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and flag_of(style, "default")
            ),
            "",
        )

    def is_plain(self, name: str | None) -> bool:
        """Whether a style says nothing of how text is shown: most do not, and are not looked at again."""
        if name not in self._plain:
            marks = ("vanish", "strike", "dstrike", "vertAlign")
            self._plain[name] = not any(
                within(style, f"rPr/{mark}") is not None
                for style in self.chain(name)
                for mark in marks
            )
        return self._plain[name]

    def is_listed(self, name: str | None) -> bool:
        """Whether a style makes paragraphs items of a list."""
        return any(within(style, "pPr/numPr") is not None for style in self.chain(name))

    def chain(self, name: str | None) -> Iterator[Element]:
        """The style and those that it is based on."""
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = value_of(self._styles[name], "basedOn")

    def of_paragraph(self, paragraph: Element | None) -> str:
        """The name of the paragraph's style."""
        return value_of(paragraph, "pPr/pStyle") or self.default

    def is_on(self, run: Element | None, paragraph: str, name: str) -> bool:
        """Whether a run is hidden or struck out. Two styles that both say so cancel out (17.7.3)."""
        direct = flag(run, name)
        if direct is not None:
            return direct
        character = value_of(run, "rStyle")
        return self._set(character, name) != self._set(paragraph, name)

    def is_raised(self, run: Element | None, paragraph: str) -> bool:
        """Whether a run stands above or below the line."""
        shift = value_of(run, "position") or "0"
        if shift.lstrip("-").isdecimal() and abs(int(shift)) >= _RAISED:
            return True
        own = value_of(run, "vertAlign")
        if own is None:
            names = (value_of(run, "rStyle"), paragraph)
            styles = (style for name in names for style in self.chain(name))
            own = next((v for s in styles if (v := value_of(s, "rPr/vertAlign"))), None)
        return own in {"superscript", "subscript"}

    def _set(self, name: str | None, toggle: str) -> bool:
        if (name, toggle) not in self._toggles:
            found = (flag(within(style, "rPr"), toggle) for style in self.chain(name))
            self._toggles[name, toggle] = next((on for on in found if on is not None), False)
        return self._toggles[name, toggle]


def flag_of(node: Element, name: str) -> bool:
    """An on-off attribute."""
    return node.get(W + name, "0") not in _OFF


class Numbering:
    """Whether a paragraph shows a number or bullet that is no text of it."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        nodes = list(root) if root is not None else []
        self._lists = {n.get(f"{W}numId", ""): n for n in nodes if n.tag == f"{W}num"}
        self._abstract = {
            n.get(f"{W}abstractNumId", ""): n for n in nodes if n.tag == f"{W}abstractNum"
        }

    def is_shown(self, paragraph: Element) -> bool:
        """Whether the paragraph is an item of a list that shows something."""
        if not self._lists:
            return False
        sources = [paragraph, *self._styles.chain(self._styles.of_paragraph(paragraph))]
        found = (within(source, "pPr/numPr") for source in sources)
        item = next((node for node in found if node is not None), None)
        level = self._level(value_of(item, "numId"), value_of(item, "ilvl") or "0")
        if level is None or value_of(level, "numFmt") == "none":
            return False
        hidden = flag(within(level, "rPr"), "vanish")
        return bool((value_of(level, "lvlText") or "").strip()) and not hidden

    def _level(self, name: str | None, level: str) -> Element | None:
        numbered = self._lists.get(name or "")
        if numbered is None:
            return None
        abstract = self._abstract.get(value_of(numbered, "abstractNumId") or "")
        places = [*numbered.iterfind(f"{W}lvlOverride/{W}lvl")]
        places += abstract.iterfind(f"{W}lvl") if abstract is not None else ()
        return next((lvl for lvl in places if lvl.get(f"{W}ilvl") == level), None)


def exceptional(body: Element, styles: Styles) -> set[Element]:
    """The elements that need a closer look: those that hold something that may be shown otherwise than as plain text.

    The others, far more, are read in one go.
    """
    if not styles.is_plain(styles.default) or styles.is_listed(styles.default):
        return set(body.iter())
    found: set[Element] = set()
    plain: dict[str | None, bool] = {}
    for node in body.iter(*_CLOSER):
        if _tells(node, styles, plain):
            for above in node.iterancestors():
                if above in found:
                    break
                found.add(above)
    return found


def _tells(node: Element, styles: Styles, plain: dict[str | None, bool]) -> bool:
    """Whether a mark says something of the text: most colours are none, most styles plain."""
    value = node.get(_VALUE)
    name = str(node.tag).rpartition("}")[2]
    if name in _TOGGLES:
        return value not in _OFF
    if name in {"pStyle", "rStyle"}:
        if value not in plain:
            plain[value] = styles.is_plain(value) and not styles.is_listed(value)
        return not plain[value]
    if name == "rFonts":
        return _is_dingbats(node)
    if name == "color":
        return (value or "").upper() == _WHITE
    return name != "vertAlign" or value != "baseline"


@dataclass(slots=True)
class _Field:
    """A field whose end has not come yet."""

    code: str = ""
    separated: bool = False
    shown: list[Token] = field(default_factory=list)

    def take(self, kind: Kind, text: str) -> None:
        """A piece of its instruction or of its result; what is neither is not shown."""
        if kind in {"text", "doubtful"} and self.separated:
            self.shown.append((kind, text))
        elif kind == "code" and not self.separated:
            self.code += text


class Wording:
    """Texts of paragraphs."""

    def __init__(self, styles: Styles, exceptional: Container[Element]) -> None:
        self._styles = styles
        self._exceptional = exceptional

    def text(self, paragraph: Element) -> Text:
        """What the paragraph shows in its own lines; text boxes stand apart."""
        if paragraph not in self._exceptional:
            return Text("".join([t.text or "" for t in paragraph.iter(SHOWN_TEXT)]))
        style = self._styles.of_paragraph(paragraph)
        return _resolved(list(self._tokens(paragraph, style)))

    def _tokens(self, node: Element, style: str) -> Iterator[Token]:
        for child in node:
            tag = child.tag
            if tag in GONE or tag == TEXT_BOX:
                continue
            if tag == f"{W}r":
                yield from self._run(child, style)
            elif tag in {f"{M}oMath", f"{_STRICT_M}oMath"}:
                yield _formula(child)
            elif tag == f"{W}fldSimple":
                yield from (("begin", ""), ("code", child.get(f"{W}instr", "")), ("separate", ""))
                yield from self._tokens(child, style)
                yield "end", ""
            elif tag == f"{W}bdo" and child.get(f"{W}val") == "rtl":
                yield _UNTOLD  # shown from right to left: 12 for 21
                yield from self._tokens(child, style)
            elif len(child):
                yield from self._tokens(child, style)

    def _run(self, run: Element, style: str) -> Iterator[Token]:
        properties = within(run, "rPr")
        hidden, doubtful = False, _is_symbolic(properties)
        speaks = properties is not None and any(child.tag in _TELLING for child in properties)
        if speaks or not self._styles.is_plain(style):
            hidden = self._styles.is_on(properties, style, "vanish")
            doubtful = not hidden and self._is_doubtful(run, properties, style)
        for kind, text in self._pieces(run, style):
            if kind not in {"text", "doubtful"}:
                yield kind, text
            elif not hidden:
                yield "doubtful" if doubtful and text.strip() else kind, text

    def _pieces(self, run: Element, style: str) -> Iterator[Token]:
        for node in run:
            tag = node.tag
            if tag == SHOWN_TEXT:
                yield "text", node.text or ""
            elif tag in _SHOWN_AS:
                yield _SHOWN_AS[tag]
            elif tag == f"{W}fldChar":
                yield from _FIELD_TOKENS.get(node.get(f"{W}fldCharType", ""), ())
            elif tag == f"{W}instrText":
                yield "code", node.text or ""
            elif tag == f"{W}ruby":
                for base in node.iterfind(f"{W}rubyBase"):
                    yield from self._tokens(base, style)

    def _is_doubtful(self, run: Element, properties: Element | None, style: str) -> bool:
        """Raised, lowered, struck-out, unseen or symbolic: what stands beside a figure, not in it."""
        if self._styles.is_raised(properties, style):
            return True
        if any(self._styles.is_on(properties, style, name) for name in ("strike", "dstrike")):
            return True
        return _is_white(run, properties) or _is_symbolic(properties)


def _is_white(run: Element, properties: Element | None) -> bool:
    """White on the page's white; on a shaded cell it is seen."""
    if (value_of(properties, "color") or "").upper() != _WHITE:
        return False
    if within(properties, "shd") is not None:
        return False
    cell = next(run.iterancestors(f"{W}tc"), None)
    return cell is None or within(cell, "tcPr/shd") is None


def _is_symbolic(properties: Element | None) -> bool:
    fonts = within(properties, "rFonts")
    return fonts is not None and _is_dingbats(fonts)


def _is_dingbats(fonts: Element) -> bool:
    return fonts.get(f"{W}ascii", "").lower().startswith(_DINGBATS)


def _resolved(tokens: Sequence[Token]) -> Text:
    """Fields' results without their instructions, in which the results of inner fields stand."""
    ended = _with_end(tokens)
    fields = [_Field(separated=True)]  # the paragraph itself, which shows all that it holds
    for i, (kind, text) in enumerate(tokens):
        if kind == "begin" and i in ended:
            fields.append(_Field())
        elif kind == "separate":
            fields[-1].separated = True
        elif kind == "end" and len(fields) > 1:
            for shown in _result(fields.pop()):
                fields[-1].take(*shown)
        else:
            fields[-1].take(kind, text)
    runs = Runs()
    for kind, text in (token for done in fields for token in done.shown):
        runs.add(text, doubtful=kind == "doubtful")
    return runs.text()


def _with_end(tokens: Sequence[Token]) -> set[int]:
    """The beginnings of fields that end within the paragraph; others are looked through."""
    open_fields: list[int] = []
    ended: set[int] = set()
    for i, (kind, _) in enumerate(tokens):
        if kind == "begin":
            open_fields.append(i)
        elif kind == "end" and open_fields:
            ended.add(open_fields.pop())
    return ended


def _result(done: _Field) -> Sequence[Token]:
    """What a field shows. One that stores no result (a form's list, a circled 1, a sum not yet made) is doubtful."""
    name = done.code.split(maxsplit=1)[0].upper() if done.code.strip() else ""
    if done.separated or name in _SILENT or not name:
        # A stored result may be empty: a form's text field that nobody filled in.
        shows = any(kind == "doubtful" or text for kind, text in done.shown)
        return done.shown if shows or not name.startswith("=") else (_UNTOLD,)
    return (_UNTOLD,)


def _formula(math: Element) -> Token:
    """A number set as an equation; with fractions, powers and the like it is no plain one."""
    text = "".join(t.text or "" for t in math.iter(f"{M}t", f"{_STRICT_M}t"))
    plain = all(str(child.tag).endswith("}r") for child in math)
    return ("text" if plain else "doubtful"), text
