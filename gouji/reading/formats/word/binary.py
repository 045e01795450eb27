"""Word 97 to 2003 and WPS documents (.doc, .wps) → paragraphs and grids, by way of .docx."""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path
from typing import Final

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.formats.word.reader import read_docx
from gouji.report import UnreadableReport

_DAMAGED: Final = (
    "Word 文档打不开：它已损坏、版本过旧，或含有无法转换的内容（例如文本框里的表格），"
    "请用 Word 或 WPS 打开原件、另存为 .docx 后重新报送。"
)
_ENCRYPTED: Final = "Word 文档设有密码，无法打开，请取消密码后重新报送。"


def read_doc(document: bytes) -> Document:
    """Read a binary Word document. Raises UnreadableReport where it is damaged, encrypted or too old."""
    # Late: importing it takes some 150 ms, and ever fewer files need it.
    from doc2docx import convert
    from doc2docx.cfb import CompoundFileLimits
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    bounds = CompoundFileLimits(
        max_input_bytes=limits.MAX_BYTES, max_stream_bytes=limits.MAX_UNZIPPED
    )
    with tempfile.TemporaryDirectory() as folder:
        source, converted = Path(folder, "report.doc"), Path(folder, "report.docx")
        source.write_bytes(document)
        try:
            convert(source, converted, limits=bounds)
        except EncryptedDocumentError as error:
            raise UnreadableReport(_ENCRYPTED) from error
        # The rest is what the converter lets through of broken structures.
        except (
            *(Doc2DocxError, struct.error, UnicodeError, RecursionError, MemoryError),
            *(ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError),
        ) as error:
            raise UnreadableReport(_DAMAGED) from error
        return read_docx(converted.read_bytes())
