"""Zip packages (.docx, .odt, .ofd, plain archives) and their XML, opened within limits and without surprises."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from gouji.reading import limits
from gouji.report import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DAMAGED: Final = "文件已损坏，打不开，请用编写它的软件打开原件、另存一份后重新报送。"
_TOO_LARGE: Final = "文件解压后过大，请删去图片等无关内容后重新报送。"
ENCRYPTED: Final = "文件设有密码，无法打开，请取消密码后重新报送。"
_ENTITIES: Final = (
    "文件里含有外部引用声明（DTD），为安全起见不予读取，请用 Word 或 WPS 另存后重新报送。"
)
_UNUSUAL: Final = "文件的压缩方式不常见，无法打开，请解压后直接报送年度报告文件。"
_ENCRYPTED_FLAG: Final = 0x1
_LINK: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Others (bzip2, LZMA) unfold a block at once, whatever is asked for.
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENTRY: Final = b"PK\x01\x02"
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{1,40})")
# In these a tag begins with the byte of <, so that what is counted in the bytes stands in the tree.
_ENCODINGS: Final = frozenset(
    b"utf-8 utf8 utf-16 utf-16le utf-16be us-ascii ascii iso-8859-1 gb18030 gbk gb2312".split()
)
_BEGINNINGS: Final = (b"<", b"\x00<", b"\xff\xfe", b"\xfe\xff")
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))

# What zipfile raises on an archive that is none, or is damaged.
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(RuntimeError, NotImplementedError, ValueError, IndexError, struct.error),
)


def open_archive(document: bytes) -> zipfile.ZipFile:
    """Open a zip's directory. Raises one of BROKEN, or UnreadableReport where it has too many entries.

    Its own count may lie, and each entry takes half a kilobyte of memory. An archive within counts along.
    """
    if document.count(_ENTRY) > 2 * limits.MAX_MEMBERS:
        raise UnreadableReport(_TOO_LARGE)
    return zipfile.ZipFile(BytesIO(document))


class Package:
    """An open zip package. Every fault of it is an UnreadableReport."""

    def __init__(self, document: bytes) -> None:
        try:
            self._archive = open_archive(document)
        except BROKEN as error:
            raise UnreadableReport(_DAMAGED) from error
        self._left = limits.MAX_UNZIPPED
        self._sizes: dict[str, int] = {}
        members = self._archive.infolist()
        unzipped = sum(member.file_size for member in members)
        # Small packages may well be dense; a bomb is large as well.
        dense = unzipped > limits.MAX_RATIO * max(len(document), 1) and unzipped > 1 << 20
        if unzipped > limits.MAX_UNZIPPED or len(members) > limits.MAX_MEMBERS or dense:
            raise UnreadableReport(_TOO_LARGE)

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """The files in it, folders and what has no name left out."""
        members = self._archive.infolist()
        return [m for m in members if m.filename and not m.filename.endswith("/")]

    @property
    def names(self) -> list[str]:
        """The names of the files in it."""
        return [member.filename for member in self.members]

    def read(self, name: str) -> bytes:
        """Unzip one file. What the directory says of its size is not believed."""
        member = self._archive.getinfo(name)
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableReport(ENCRYPTED)
        if member.compress_type not in METHODS:
            raise UnreadableReport(_UNUSUAL)
        self._left += self._sizes.pop(name, 0)  # what is read again takes no more room
        try:
            with self._archive.open(member) as stream:
                content = stream.read(self._left + 1)
        except BROKEN as error:
            raise UnreadableReport(_DAMAGED) from error
        self._sizes[name] = len(content)
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableReport(_TOO_LARGE)
        return content


def parse_xml(content: bytes) -> Element:
    """XML without DTD, entities or network; where it has these, is damaged or nested too deep: UnreadableReport."""
    from lxml import etree  # late: text and web pages do without

    _check_xml(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableReport(_DAMAGED) from error
    return root


def _check_xml(content: bytes) -> None:
    """Before the parser sees it: a DTD's default attributes are put into the tree even if it is not loaded."""
    if b"!" in content and any(doctype in content for doctype in _DOCTYPES):
        raise UnreadableReport(_ENTITIES)
    head = content[:200].lstrip().removeprefix(b"\xef\xbb\xbf")
    encoding = _ENCODING.match(head)
    four_bytes = head[:8].count(0) > 4  # to a character
    known = head.startswith(_BEGINNINGS) and not four_bytes
    if not known or (encoding and encoding[1].lower() not in _ENCODINGS):
        raise UnreadableReport(_DAMAGED)
    if len(content) > limits.MAX_XML:
        raise UnreadableReport(_TOO_LARGE)
    if len(content) > limits.MAX_ELEMENTS:  # else it cannot hold so many
        limits.check_elements(content.count(b"<") + content.count(b"="))


def links_of(package: Package, part: str = "") -> dict[str, tuple[str, str]]:
    """The links of a part of an Office package, or of the package itself: id → last word of the type, target's name."""
    folder, name = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{name}.rels")
    if links not in package.names:
        return {}
    return {
        link.get("Id", ""): (
            link.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
        )
        for link in parse_xml(package.read(links)).iter(_LINK)
    }
