"""Ways to damage a document: its bytes, the parts of its package, the elements of its XML, its numbers."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from lxml import etree

Mutation = Callable[[Random, bytes], bytes]

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_PIECE = re.compile(rb"<[^<>]*>|\\[a-z]+-?\d* ?|[{}]|[^<>{}\\]+")
_ODD_NUMBERS: Final = (
    *(b"", b"0", b"-1", b"1.5", b"64", b"255", b"65536", b"4294967295", b"99999999999999999999"),
    *(b"1e400", b"NaN", b"inf", b"-0", b"9" * 5000, "٣".encode(), "²".encode(), b"true", b"\xff"),
)
_ODD_TEXTS: Final = (
    *("", "\u2e28", "总计", "1 2 3", "\x85", "7" * 400, "1,23", "（三）", "𠀀", "0.1.2", "-" * 300),
    *(
        "二〇二二年",
        "2022年政府信息公开工作年度报告",
        "一、总体情况",
        "20220年",
        "无",
        "1e5",
        "\u200b",
    ),
)
_ODD_BYTES: Final = (
    *(b"\x00", b"\xff" * 4, b"\x00\x00\x00\x80", b"\xff\xff\xff\x7f", b"\xfe\xff\xff\xff"),
    *(
        b"<",
        b"&",
        b"\\",
        b"{",
        b"}",
        b"\t",
        b"|",
        b"\r\n",
        b" ",
        b"\x81",
        b"\xd8\x00",
        b"PK\x03\x04",
    ),
)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_ODD_INTEGERS: Final = (
    0,
    1,
    2,
    3,
    7,
    0x7F,
    0xFF,
    0x7FFF,
    0xFFFF,
    0x7FFFFFFF,
    0xFFFFFFFE,
    0xFFFFFFFF,
)
_DEEPEST: Final = 300
_LONGEST: Final = 10_000  # bytes of what is put in many times
_LARGEST: Final = 3_000_000  # bytes of a document: what larger ones do is tested by itself


def damaged(random: Random, document: bytes, others: Sequence[bytes] = ()) -> bytes:
    """The document after some mutations of one sort."""
    mutations: list[Mutation] = [_bytes, _bytes, _pieces, _numbers]
    if document.startswith(b"PK"):
        mutations += [_package] * 20
    elif document.startswith(_COMPOUND):
        mutations += [_in_place] * 12
    elif document.lstrip().startswith(b"<?xml"):
        mutations += [_xml] * 4
    mutation = random.choice(mutations)
    for _ in range(random.randint(1, 4)):
        document = mutation(random, document)
    if others and random.random() < 0.03:
        document = _spliced(random, document, random.choice(others))
    return document[:_LARGEST]


def _bytes(random: Random, document: bytes) -> bytes:
    start = random.randint(0, len(document))
    length = random.choice((1, 1, 2, 4, 16, 200, 4096))
    stretch = document[start : start + length]
    instead = random.choice(
        (
            lambda: bytes(byte ^ 1 << random.randrange(8) for byte in stretch[:1]) + stretch[1:],
            lambda: b"",
            lambda: stretch * random.choice((2, 3, 50)),
            lambda: random.randbytes(len(stretch)),
            lambda: stretch + random.choice(_ODD_BYTES) * random.choice((1, 1, 500)),
            lambda: (random.choice(_ODD_BYTES) + stretch)[: len(stretch)],
        )
    )()
    if random.random() < 0.05:
        return document[:start]
    return document[:start] + instead + document[start + length :]


def _in_place(random: Random, document: bytes) -> bytes:
    """Another integer where one may stand: a compound file's sectors must not move."""
    size = random.choice((1, 2, 4))
    places = range(0, max(len(document) - size, 1), random.choice((1, size)))
    # Between the records of text there is much nothing: what says something is hit more often.
    for _ in range(8):
        at = random.choice(places)
        if any(document[at : at + size]):
            break
    near = int.from_bytes(document[at : at + size], "little") + random.choice((-1, 1, 4, 64))
    number = random.choice((*_ODD_INTEGERS, near, near)) % (1 << 8 * size)
    return document[:at] + number.to_bytes(size, "little") + document[at + size :]


def _spliced(random: Random, one: bytes, other: bytes) -> bytes:
    return one[: random.randint(0, len(one))] + other[random.randint(0, len(other)) :]


def _numbers(random: Random, document: bytes) -> bytes:
    """Another number in the place of one."""
    start = random.randint(0, len(document))
    found = _NUMBER.search(document, start) or _NUMBER.search(document)
    if found is None:
        return document
    return document[: found.start()] + random.choice(_ODD_NUMBERS) + document[found.end() :]


def _pieces(random: Random, document: bytes) -> bytes:
    """A tag, a control word or a run of text taken out, doubled or put elsewhere."""
    found = _PIECE.search(document, random.randint(0, len(document)))
    if found is None:
        return document
    rest = document[: found.start()] + document[found.end() :]
    times = random.choice((0, 1, 2, 2, _DEEPEST))
    elsewhere = random.choice((found.start(), random.randint(0, len(rest))))
    return rest[:elsewhere] + found[0][:_LONGEST] * times + rest[elsewhere:]


def _package(random: Random, document: bytes) -> bytes:
    """A part of a zip package mutated, lost or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, ValueError, EOFError):
        return _bytes(random, document)
    if not parts:
        return document
    name = max(random.sample(sorted(parts), min(2, len(parts))), key=lambda part: len(parts[part]))
    fate = random.random()
    if fate < 0.05:
        del parts[name]
    elif fate < 0.08:
        parts[name.replace("1", "2").upper()] = parts.pop(name)
    else:
        parts[name] = random.choice((*[_xml] * 9, _numbers, _bytes))(random, parts[name])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for part, content in parts.items():
            package.writestr(zipfile.ZipInfo(part), content)
    return target.getvalue()


def _xml(random: Random, content: bytes) -> bytes:
    """An element removed, doubled, moved, nested or given odd attributes and texts."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return _bytes(random, content)
    elements = [node for node in root.iter() if isinstance(node.tag, str)]
    node, other = random.choice(elements), random.choice(elements)
    random.choice((_attribute, _attribute, _attribute, _words, _words, _move, _wrap, _remove))(
        random, node, other
    )
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _attribute(random: Random, node: etree._Element, other: etree._Element) -> None:
    borrowed = random.choice((node, other))
    name = random.choice(borrowed.keys() or ["x"])
    if random.random() < 0.2 and name in node.attrib:
        del node.attrib[name]
        return
    odd = random.choice(_ODD_NUMBERS).decode("latin-1")
    words = node.get(name, "").split()
    if len(words) > 1 and random.random() < 0.7:
        words[random.randrange(len(words))] = odd
        odd = " ".join(words)
    node.set(name, odd)


def _words(random: Random, node: etree._Element, other: etree._Element) -> None:
    instead = random.choice((*_ODD_TEXTS, other.text or ""))
    node.text = "".join(ch for ch in instead if ch.isprintable() or ch.isspace())


def _move(random: Random, node: etree._Element, other: etree._Element) -> None:
    if node in set(other.iterancestors()) or node is other:
        return
    copy = etree.fromstring(etree.tostring(node)) if random.random() < 0.5 else node
    if copy.getroottree().getroot() is not copy or copy is not node:
        other.insert(random.randint(0, len(other)), copy)


def _wrap(random: Random, node: etree._Element, other: etree._Element) -> None:
    """The node within many elements like another one."""
    parent = node.getparent()
    if parent is None:
        return
    place = parent.index(node)
    for _ in range(random.choice((1, 2, 30, _DEEPEST))):
        outer = etree.SubElement(parent, other.tag, dict(other.attrib))
        outer.append(node)
        parent.insert(place, outer)
        node = outer


def _remove(random: Random, node: etree._Element, other: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
