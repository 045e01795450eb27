"""Zip packages (.docx, .odt, .ofd, plain archives) and their XML, opened within limits and without surprises."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from lzma import LZMAError
from typing import TYPE_CHECKING, Final

from gouji.reading import limits
from gouji.report import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DAMAGED: Final = "文件已损坏，打不开，请用编写它的软件打开原件、另存一份后重新报送。"
_TOO_LARGE: Final = "文件解压后过大，请删去图片等无关内容后重新报送。"
_ENCRYPTED: Final = "文件设有密码，无法打开，请取消密码后重新报送。"
_ENTITIES: Final = (
    "文件里含有外部引用声明（DTD），为安全起见不予读取，请用 Word 或 WPS 另存后重新报送。"
)
_ENCRYPTED_FLAG: Final = 0x1


class Package:
    """An open zip package. Every fault of it is an UnreadableReport."""

    def __init__(self, document: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(document))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise UnreadableReport(_DAMAGED) from error
        self._left = limits.MAX_UNZIPPED
        members = self._archive.infolist()
        unzipped = sum(member.file_size for member in members)
        # Small packages may well be dense; a bomb is large as well.
        dense = unzipped > limits.MAX_RATIO * max(len(document), 1) and unzipped > 1 << 20
        if unzipped > limits.MAX_UNZIPPED or len(members) > limits.MAX_MEMBERS or dense:
            raise UnreadableReport(_TOO_LARGE)

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """The files in it, folders left out."""
        return [member for member in self._archive.infolist() if not member.is_dir()]

    @property
    def names(self) -> list[str]:
        """The names of the files in it."""
        return [member.filename for member in self.members]

    def read(self, name: str) -> bytes:
        """Unzip one file. What the directory says of its size is not believed."""
        member = self._archive.getinfo(name)
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableReport(_ENCRYPTED)
        try:
            with self._archive.open(member) as stream:
                content = stream.read(self._left + 1)
        except (
            *(zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError),
            *(RuntimeError, NotImplementedError, ValueError),
        ) as error:
            raise UnreadableReport(_DAMAGED) from error
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableReport(_TOO_LARGE)
        return content


def parse_xml(content: bytes) -> Element:
    """XML without DTD, entities or network; where it has these, is damaged or nested too deep: UnreadableReport."""
    from lxml import etree  # late: text and web pages do without

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableReport(_DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableReport(_ENTITIES)
    return root
