"""Files that ask for more than any report: `python -m tests.gouji.reading.hostile NAME` reads one."""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from bench.results import peak_megabytes
from gouji.reading import limits
from gouji.reading.apart import end_waiting
from gouji.reading.read import read
from gouji.report import UnreadableReport

ROOT: Final = Path(__file__).parents[3]
DOCUMENTS: Final = ROOT / "tests" / "documents"
SECONDS: Final = 3.0  # instead of the twenty of every day
OUT_OF_TIME: Final = "限定时间"  # on a slow machine, before another limit is reached
_OUT_OF_MEMORY: Final = "内存"  # or of time
_AT_LEAST: Final = 1.0  # seconds, for what no other limit ends
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_ODF: Final = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:text="{_OASIS}:text:1.0"'
    f' xmlns:table="{_OASIS}:table:1.0" xmlns:draw="{_OASIS}:drawing:1.0"'
)
_ITSELF: Final = b"<</XObject<</X 5 0 R>>>>"
_LAUGHS: Final = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def word(body: str, before: str = "") -> bytes:
    """A Word document with this body."""
    return packed(
        {"word/document.xml": f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"}
    )


def open_document(body: str, kind: str = "text", before: str = "") -> bytes:
    """An OpenDocument text or spreadsheet with this body."""
    content = (
        f"{before}<office:document-content {_ODF}><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return packed({"mimetype": mimetype, "content.xml": content})


def flat_open_document(body: str, before: str = "", kind: str = "text") -> bytes:
    """The same in one XML file."""
    mimetype = f'office:mimetype="application/vnd.oasis.opendocument.{kind}"'
    return (
        f'<?xml version="1.0"?>{before}<office:document {_ODF} {mimetype}><office:body><office:{kind}>'
        f"{body}</office:{kind}></office:body></office:document>"
    ).encode()


def ofd(content: str, pages: int = 1, before: str = "") -> bytes:
    """An OFD whose pages all show the same content."""
    listed = '<ofd:Page ID="1" BaseLoc="P.xml"/>' * pages
    return packed(
        {
            "OFD.xml": f"<ofd:OFD {_O}><ofd:DocBody><ofd:DocRoot>D/D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D/D.xml": f"<ofd:Document {_O}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "D/P.xml": f"{before}<ofd:Page {_O}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )


def sheet(rows: str, after: str = "", strings: str = "", before: str = "") -> bytes:
    """A workbook with these rows in its first sheet."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    written = zipfile.ZipFile(DOCUMENTS / "yunping-traffic-2022.xlsx")
    files: dict[str, str | bytes] = {name: written.read(name) for name in written.namelist()}
    files["xl/worksheets/sheet1.xml"] = (
        f"{before}<worksheet {main}><sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    if strings:
        files["xl/sharedStrings.xml"] = f"<sst {main}>{strings}</sst>"
    return packed(files)


def old_sheet(at: bytes, instead: Callable[[bytes], bytes]) -> bytes:
    """An .xls in which the first record that begins so is another one."""
    document = (DOCUMENTS / "yunping-traffic-2022.xls").read_bytes()
    start = document.index(at)
    end = start + 4 + struct.unpack_from("<H", document, start + 2)[0]
    return document[:start] + instead(document[start:end]) + document[end:]


def pdf(objects: Iterable[bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        *(len(places) + 1, root, trailer, start),
    )
    return bytes(out)


def drawn(content: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages all show the same packed content."""
    data = zlib.compress(content, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *([page] * pages),
        ]
    )


_PAGE: Final = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources%s>>"
_DIGIT: Final = b"BT /F 9 Tf (7) Tj ET "


def page(content: bytes, resources: bytes, *things: bytes, filters: bytes = b"") -> bytes:
    """A PDF of one page with this content, and things, numbered from 5, that it names."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            _PAGE % resources,
            stream(content, filters),
            *things,
        ]
    )


def stream(content: bytes, about: bytes = b"") -> bytes:
    """A stream that says this about itself."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(content), content)


def form(content: bytes, resources: bytes) -> bytes:
    """A form XObject."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources" + resources)


def forms_in_forms(depth: int, times: int) -> bytes:
    """A page that draws a form that draws so many of the next, and so on."""
    draws = b"/X Do " * times
    forms = [form(draws, b"<</XObject<</X %d 0 R>>>>" % (6 + i)) for i in range(depth)]
    return page(draws, b"<</XObject<</X 5 0 R>>>>", *forms, form(_DIGIT, b"<<>>"))


def packed_again_and_again(size: int, times: int) -> bytes:
    """A page whose content is so many spaces, packed so many times."""
    data = _deflated(b" ", size)
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return page(data, b"<<>>", filters=b"/Filter[%s]" % (b"/FlateDecode" * times))


def _deflated(byte: bytes, size: int) -> bytes:
    """So many of one byte, in whole megabytes, as zlib has them: one packed, and told again and again."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(byte * _MB) + packer.flush(zlib.Z_FULL_FLUSH)
    first = 1 + size * byte[0]
    second = size + byte[0] * size * (size + 1) // 2
    adler = second % _ADLER << 16 | first % _ADLER  # RFC 1950, 8.2
    return b"\x78\xda" + block * (size // _MB) + packer.flush() + adler.to_bytes(4, "big")


def patterns_in_patterns(depth: int) -> bytes:
    """A page filled with a pattern of tiny tiles, each filled with another."""
    about = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .01/YStep .01"
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    tiles = [
        stream(fill, about + b"/Resources<</Pattern<</P %d 0 R>>>>" % (6 + i)) for i in range(depth)
    ]
    return page(_DIGIT + fill, b"<</Pattern<</P 5 0 R>>>>", *tiles, form(b"", b"<<>>"))


def pictured(side: int, filters: int) -> bytes:
    """A page with a black picture, so many pixels a side, packed so many times."""
    data = b"\0" * (side * side)
    for _ in range(filters):
        data = zlib.compress(data, 9)
    about = (
        b"/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Width %d/Height %d/Filter[%s]" % (side, side, b"/FlateDecode" * filters)
    )
    shown = _DIGIT + b"q 595 0 0 842 0 0 cm /X Do Q"
    return page(shown, b"<</XObject<</X 5 0 R>>>>", stream(data, about))


def nonsense_font() -> bytes:
    """A page in a font whose file begins as one and goes on with noise."""
    noise = b"\0\1\0\0\0\x7f" + bytes(7 * i * i % 251 for i in range(9000))
    return page(
        b"BT /F 9 Tf (777) Tj ET",
        b"<</Font<</F 5 0 R>>>>",
        b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar 255/FontDescriptor 6 0 R>>",
        b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 7 0 R>>",
        stream(noise),
    )


def compound(names: Iterable[str], chain: int = 0xFFFFFFFE) -> bytes:
    """A compound file with these streams of 4096 bytes; `chain` goes on behind their last sector."""
    free, fat_sector = 0xFFFFFFFF, 0xFFFFFFFD
    fat = [fat_sector, 0xFFFFFFFE, *range(3, 10), chain]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0),
    )
    header += struct.pack("<109I", 0, *[free] * 108)[: 512 - len(header)]
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), *((name, 2, 2, 4096) for name in names)]
    directory = b""
    for i, (name, kind, start, size) in enumerate(entries):
        encoded = name.encode("utf-16-le") + b"\x00\x00"
        child = 1 if i == 0 and len(entries) > 1 else free
        after = i + 1 if 0 < i < len(entries) - 1 else free
        directory += struct.pack(
            "<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, free, after, child, start, size
        )
    sectors = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    return header + sectors + directory.ljust(512, b"\x00")[:512] + b"\x00" * 4096


def mail(parts: str, kind: str = "multipart/related") -> bytes:
    """A saved web page with these parts."""
    return f'MIME-Version: 1.0\nContent-Type: {kind}; boundary="b"\n\n{parts}--b--\n'.encode()


def _zeros(size: int, name: str = "报告.txt") -> bytes:
    """A zip whose one file unfolds to so many zeros, written piece by piece."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as file,
    ):
        for _ in range(size >> 20):
            file.write(bytes(1 << 20))
    return target.getvalue()


def _flagged(document: bytes) -> bytes:
    """A zip whose files say that they are encrypted."""
    target = bytearray(document)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = target.find(sign)
        while at >= 0:
            target[at + place] |= 1
            at = target.find(sign, at + 4)
    return bytes(target)


def _encrypted_doc() -> bytes:
    """A .doc with the bit fEncrypted of its FIB set ([MS-DOC] 2.5.2)."""
    document = bytearray((DOCUMENTS / "yunping-traffic-2022.doc").read_bytes())
    at = document.index(b"\xec\xa5")
    document[at + 11] |= 1
    return bytes(document)


def _encrypted_xls() -> bytes:
    return old_sheet(b"\xe1\x00\x02\x00", lambda _: struct.pack("<HHH", 0x2F, 2, 0))


def _nested(inner: Callable[[], bytes], times: int) -> bytes:
    document = inner()
    for _ in range(times):
        document = packed({"报告.zip": document})
    return document


def _rich(body: str) -> bytes:
    return f"{{\\rtf1\\ansi {body}}}".encode()


def _nested_boxes(depth: int) -> str:
    return "<w:p><w:r><w:txbxContent>" * depth + "<w:p/>" + "</w:txbxContent></w:r></w:p>" * depth


def _nested_frames(depth: int) -> str:
    return "<text:p><draw:text-box>" * depth + "<text:p/>" + "</draw:text-box></text:p>" * depth


def _text(piece: str, size: int) -> bytes:
    return (piece * (size // len(piece.encode()) + 1)).encode()[:size]


_MB: Final = 1 << 20
_ADLER: Final = 65521
_LONG: Final = 2_900_000
_XLS_SIZE: Final = b"\x00\x02\x0e\x00"
_XLS_TEXT: Final = b"\xfd\x00\x0a\x00"
_CELL_AT: Final = '<row r="{1}"><c r="{0}{1}"><v>1</v></c></row>'
_REPEATED: Final = (
    '<table:table><table:table-row table:number-rows-repeated="1000000">'
    '<table:table-cell table:number-columns-repeated="16384"><text:p>7</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)
_MANY_ROWS: Final = (
    "<table:table>" + '<table:table-row table:number-rows-repeated="1000000"><table:table-cell'
    ' table:number-columns-repeated="9000"><text:p>7</text:p></table:table-cell></table:table-row>'
    * 9000
    + "</table:table>"
)
_SHORT_LINES: Final = b"".join(
    b"%d %d m %d %d l S\n" % (x, y, x + (5 if odd else 0), y + (0 if odd else 5))
    for odd in (0, 1)
    for x in range(0, 590, 9)
    for y in range(0, 840, 4)
)

# What is said of each; None: it is read as far as it goes, whatever comes of it.
HOSTILE: Final[Mapping[str, tuple[Callable[[], bytes], str]]] = {
    # Packages
    "zip: bomb": (lambda: _zeros(300 * _MB), "解压后过大"),
    "zip: bomb within the limits": (lambda: _zeros(190 * _MB), "解压后过大"),
    "zip: many files": (lambda: packed({f"{i}": "" for i in range(20_000)}), "解压后过大"),
    "zip: zip in zip": (lambda: _nested(lambda: _zeros(100 * _MB), 30), "还是压缩包"),
    "zip: bzip2": (lambda: packed({"报告.txt": bytes(_MB)}, zipfile.ZIP_BZIP2), "压缩方式"),
    "zip: LZMA": (lambda: packed({"报告.txt": bytes(_MB)}, zipfile.ZIP_LZMA), "压缩方式"),
    "zip: password": (lambda: _flagged(packed({"报告.txt": "x"})), "设有密码"),
    "zip: long mimetype": (lambda: _zeros(150 * _MB, "mimetype"), "解压后过大"),
    # Word
    "docx: bomb": (lambda: _zeros(300 * _MB, "word/document.xml"), "解压后过大"),
    "docx: billion laughs": (lambda: word("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", _LAUGHS), "DTD"),
    "docx: DTD in UTF-16": (
        lambda: packed({"word/document.xml": f"{_LAUGHS}<a>&i;</a>".encode("utf-16")}),
        "DTD",
    ),
    "docx: DTD in EBCDIC": (
        lambda: packed(
            {"word/document.xml": '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a><a/>'.encode("cp037")}
        ),
        "已损坏",
    ),
    "docx: DTD in UTF-7": (
        lambda: packed({"word/document.xml": '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a><a/>'}),
        "已损坏",
    ),
    "docx: default attributes": (
        lambda: word("<a/>" * 100_000, f'<!DOCTYPE x [<!ATTLIST a b CDATA "{"x" * 9_999}">]>'),
        "DTD",
    ),
    "docx: deep": (lambda: word("<w:p>" * 5000 + "</w:p>" * 5000), "已损坏"),
    "docx: boxes in boxes": (lambda: word(_nested_boxes(60)), "没有找到"),
    "docx: tables in tables": (
        lambda: word("<w:tbl><w:tr><w:tc>" * 70 + "<w:p/>" * 9000 + "</w:tc></w:tr></w:tbl>" * 70),
        "没有找到",
    ),
    "docx: tiny elements": (lambda: word("<a/>" * 4_000_000), "内容过多"),
    "docx: long span": (
        lambda: word(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5000}"/></w:tcPr></w:tc></w:tr></w:tbl>'
        ),
        "没有找到",
    ),
    "docx: many cells": (
        lambda: word("<w:tbl><w:tr>" + "<w:tc/>" * 300_000 + "</w:tr></w:tbl>"),
        "表格过大",
    ),
    "docx: password of the archive": (lambda: _flagged(word("")), "设有密码"),
    "docx: password": (lambda: compound(["EncryptionInfo", "EncryptedPackage"]), "设有密码"),
    "doc: password": (_encrypted_doc, "设有密码"),
    "doc: loop": (lambda: compound(["WordDocument"], chain=2), "已损坏"),
    "ole: nothing in it": (lambda: compound([]), "旧版"),
    "xls: loop": (lambda: compound(["Workbook"], chain=2), "已损坏"),
    # OpenDocument
    "odt: billion laughs": (lambda: open_document("<text:p>&i;</text:p>", before=_LAUGHS), "DTD"),
    "fodt: billion laughs": (lambda: flat_open_document("<text:p>&i;</text:p>", _LAUGHS), "DTD"),
    "fodt: external entity": (
        lambda: flat_open_document("&x;", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        "DTD",
    ),
    "odt: boxes in boxes": (lambda: open_document(_nested_frames(60)), "没有找到"),
    "odt: repeats": (lambda: open_document(_REPEATED), "没有找到"),
    "odt: many repeats": (lambda: open_document(_MANY_ROWS), "表格过大"),
    "ods: repeats": (lambda: open_document(_REPEATED, "spreadsheet"), "没有找到"),
    "ods: many repeats": (lambda: open_document(_MANY_ROWS, "spreadsheet"), "表格过大"),
    "fods: billion laughs": (
        lambda: flat_open_document("<text:p>&i;</text:p>", _LAUGHS, "spreadsheet"),
        "DTD",
    ),
    "fods: repeats": (lambda: flat_open_document(_REPEATED, kind="spreadsheet"), "没有找到"),
    "fods: many repeats": (lambda: flat_open_document(_MANY_ROWS, kind="spreadsheet"), "表格过大"),
    # Sheets
    "xlsx: corner to corner": (
        lambda: sheet(_CELL_AT.format("A", 1) + _CELL_AT.format("XFD", 1048576)),
        "表格过大",
    ),
    "xlsx: far beyond": (lambda: sheet(_CELL_AT.format("ZZZZZZZZ", "9" * 5000)), "已损坏"),
    "xlsx: rows without cells' names": (
        lambda: sheet('<row r="1"><c><v>1</v></c></row><row r="9999999"><c><v>1</v></c></row>'),
        "表格过大",
    ),
    "xlsx: all merged": (
        lambda: sheet(
            _CELL_AT.format("A", 1), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "没有找到",
    ),
    "xlsx: merged over and over": (
        lambda: sheet(
            _CELL_AT.format("A", 1) + _CELL_AT.format("Z", 900),
            "<mergeCells>" + '<mergeCell ref="A1:Z900"/>' * 9000 + "</mergeCells>",
        ),
        "表格过大",
    ),
    "xlsx: wrong dimension": (
        lambda: sheet(_CELL_AT.format("A", 1), '<dimension ref="A1:XFD1048576"/>'),
        "没有找到",
    ),
    "xlsx: one long string": (
        lambda: sheet(
            "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 100_000)),
            strings=f"<si><t>{'长' * 30_000}</t></si>",
        ),
        "内容过多",
    ),
    "xlsx: DTD": (lambda: sheet(_CELL_AT.format("A", 1), before=_LAUGHS), "DTD"),
    "xlsx: formulas that never end": (lambda: sheet("<f " * 3_000_000), "内容过多"),
    "xlsx: spaces": (lambda: sheet("<f></f>" + " " * _LONG), "没有找到"),
    "xlsx: bomb": (lambda: _zeros(300 * _MB, "xl/workbook.xml"), "解压后过大"),
    "xls: claims four billion rows": (
        lambda: old_sheet(
            _XLS_SIZE, lambda r: r[:4] + struct.pack("<IIHH", 0, 0xFFFFFFFF, 0, 0xFFFF) + r[16:]
        ),
        "表格过大",
    ),
    "xls: ends before it begins": (
        lambda: old_sheet(_XLS_SIZE, lambda r: r[:4] + struct.pack("<IIHH", 9, 2, 9, 2) + r[16:]),
        "已损坏",
    ),
    "xls: corner to corner": (
        lambda: old_sheet(_XLS_TEXT, lambda r: r[:4] + struct.pack("<HH", 65535, 255) + r[8:]),
        "表格过大",
    ),
    "xlsx: password of the archive": (lambda: _flagged(sheet("")), "设有密码"),
    "xls: password": (_encrypted_xls, "设有密码"),
    # Web pages
    "html: deep": (lambda: _text("<div>", 500_000), "内容过多"),
    "html: deep within the limits": (lambda: _text("<span>", 300_000), ""),
    "html: spans": (
        lambda: b"<table>" + b"<tr><td colspan=1000 rowspan=65534>7" * 19_000,
        "",
    ),
    "html: wide spans": (lambda: b"<table><tr>" + b"<td colspan=1000 rowspan=9>7" * 50_000, "表格过大"),
    "html: attributes": (
        lambda: b"<html><a " + b" ".join(b"%x" % i for i in range(1_000_000)) + b">",
        "内容过多",
    ),
    "html: one line": (lambda: b"<p>" + _text("政府信息公开", 8 * _MB), "没有找到"),
    "html: embedded picture": (
        lambda: b'<p><img src="data:image/png;base64,' + b"A" * (30 * _MB) + b'"></p>',
        "没有找到",
    ),
    "html: too long": (lambda: b"<p>" + _text("政府信息公开", 49 * _MB), "内容过多"),
    "mhtml: many parts": (
        lambda: mail("--b\nContent-Type: text/html\n\n<p>x</p>\n" * 100_000),
        "",
    ),
    "mhtml: deep": (
        lambda: b"MIME-Version: 1.0\n"
        + b"".join(
            b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(3000)
        ),
        "",
    ),
    "mhtml: large picture": (
        lambda: mail(
            "--b\nContent-Type: text/html\n\n<p>x</p>\n--b\nContent-Type: image/png\n"
            "Content-Transfer-Encoding: base64\n\n" + ("A" * 76 + "\n") * 600_000
        ),
        "没有找到",
    ),
    "mhtml: long header": (
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related;" + b' a=";";' * 400_000 + b"\n\nx",
        "",
    ),
    # Text
    **{
        f"text: {name}": (partial(_text, piece, _LONG), said)
        for name, piece, said in (
            ("pipes", "|", "表格过大"),
            ("tabs", "\t", ""),
            ("lone pipes", "|\n", ""),
            ("lines with pipes", "a|b\n", "表格过大"),
            ("lines with tabs", "a\tb\n", ""),
            ("tab and text", "\ta\nb\tc\n", ""),
            ("tabbed lines", "\ta\n", ""),
            ("pipes and text", "a|\nb\n", ""),
            ("digits", "7", "没有找到"),
            ("digits apart", "7 ", "没有找到"),
            ("digits below each other", "7\n", ""),
            ("letters", "长", "没有找到"),
            ("dashes", "-", "没有找到"),
            ("dashes and a pipe", "-|", ""),
            ("rules", "--\t--\n", "没有找到"),
            ("empty lines", "\n", "没有找到"),
            ("spaces", "1 \u3000", ""),
            ("labels", "行政复议\n结果维持\n", ""),
            ("titles", "青川市教育局2022年政府信息公开工作年度报告\n", ""),
            ("dates", "2022年1月1日至", "没有找到"),
            ("brackets", "（" * 99 + "\n", "没有找到"),
        )
    },
    "text: fifty megabytes": (lambda: _text("7|", 50 * _MB), "内容过多"),
    "text: fifty megabytes of GB18030": (lambda: "年报".encode("gb18030") * (12 * _MB), "内容过多"),
    "text: traditional": (lambda: "政府信息公開年報國".encode("big5") * 300_000, ""),
    # Rich text
    "rtf: deep": (lambda: _rich("{" * 100_000), "嵌套过深"),
    "rtf: closed too often": (lambda: _rich("}" * 1_000_000), "没有找到"),
    "rtf: binary": (lambda: _rich("{\\pict\\bin9999999999 }{{{" + "{" * 1_000_000), "没有找到"),
    "rtf: binary in pieces": (lambda: _rich("\\bin0 " * 300_000), "没有找到"),
    "rtf: edges and rows": (lambda: _rich("\\cellx1" * 300_000 + "\\row" * 1_000_000), ""),
    "rtf: different edges": (
        lambda: _rich("".join(f"\\cellx{i}" for i in range(20_000)) + "\\cell\\row" * 20_000),
        "表格过大",
    ),
    "rtf: many tables": (lambda: _rich("\\intbl 1\\cell\\row\\pard 2\\par " * 150_000), ""),
    "rtf: halves of characters": (lambda: _rich("\\u-10179?" * 10_000), "没有找到"),
    # PDF
    "pdf: pages in a circle": (
        lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"]),
        "已损坏",
    ),
    "pdf: a thousand pages": (lambda: drawn(b"", 1000), "超过 300 页"),
    "pdf: a million lines": (lambda: drawn(b"0 0 m 9 9 l S\n" * 1_000_000), ""),
    "pdf: one path of a million points": (
        lambda: drawn(b"0 0 m\n" + b"0 9 l\n9 9 l\n" * 500_000 + b"S"),
        "",
    ),
    "pdf: short lines": (lambda: drawn(b"BT /F 9 Tf (7) Tj ET " + _SHORT_LINES), "没有找到"),
    "pdf: a million characters": (
        lambda: drawn(b"BT /F 9 Tf " + b"(777777777777777777777777) Tj " * 40_000 + b"ET"),
        "内容过多",
    ),
    "pdf: fills over fills": (
        lambda: drawn(b"BT /F 9 Tf (7) Tj ET " + b"0 0 595 842 re f\n" * 500_000),
        "",
    ),
    "pdf: bomb": (lambda: drawn(b" " * (150 * _MB)), ""),
    "pdf: password": (
        lambda: pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 0/Kids[]>>",
                b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"11" * 32),
            ],
            trailer=b"/Encrypt 3 0 R/ID[<00><00>]",
        ),
        "设有密码",
    ),
    "pdf: a form that draws itself": (
        lambda: page(b"/X Do", b"<</XObject<</X 5 0 R>>>>", form(b"/X Do " * 10, _ITSELF)),
        OUT_OF_TIME,
    ),
    "pdf: forms in forms, ten each": (lambda: forms_in_forms(9, 10), OUT_OF_TIME),
    "pdf: forms in forms, two each": (lambda: forms_in_forms(40, 2), OUT_OF_TIME),
    "pdf: packed three times": (lambda: packed_again_and_again(2048 * _MB, 3), _OUT_OF_MEMORY),
    "pdf: packed five times": (lambda: packed_again_and_again(1024 * _MB, 5), _OUT_OF_MEMORY),
    "pdf: patterns in patterns": (lambda: patterns_in_patterns(8), OUT_OF_TIME),
    "pdf: a picture of 144 megapixels": (lambda: pictured(12_000, 2), ""),
    "pdf: states saved without end": (lambda: drawn(b"q " * (40 * _MB)), _OUT_OF_MEMORY),
    "pdf: arrays in arrays": (lambda: page(b"[" * 300_000, b"<<>>"), "扫描件"),
    "pdf: a hundred thousand pages": (lambda: drawn(b"", 100_000), "超过 300 页"),
    "pdf: a font of noise": (nonsense_font, "没有找到"),
    # OFD
    "ofd: password": (lambda: _flagged(ofd("")), "设有密码"),
    "ofd: password of its own": (
        lambda: packed({"OFD.xml": "<OFD/>", "Encryptions.xml": "<Encryptions/>"}),
        "设有密码",
    ),
    "ofd: password of its own, all within": (
        lambda: packed({"Encryptions.xml": "<Encryptions/>", "a.dat": bytes(64)}),
        "设有密码",
    ),
    "ofd: billion laughs": (lambda: ofd("&i;", before=_LAUGHS), "DTD"),
    "ofd: repeats": (
        lambda: ofd(
            '<ofd:TextObject Boundary="0 0 9 9" Size="3"><ofd:TextCode X="0" Y="0" DeltaX="'
            + "g 10000000 3 " * 1000
            + '">'
            + "7" * 2000
            + "</ofd:TextCode></ofd:TextObject>"
        ),
        "没有找到",
    ),
    "ofd: nowhere": (
        lambda: ofd(
            '<ofd:TextObject Boundary="nan inf 1e400 9" Size="3"><ofd:TextCode X="0" Y="0">7'
            "</ofd:TextCode></ofd:TextObject>"
        ),
        "已损坏",
    ),
    "ofd: many lines": (
        lambda: ofd('<ofd:PathObject><ofd:AbbreviatedData>' + "M 0 0 L 9 0 " * 400_000
                    + "</ofd:AbbreviatedData></ofd:PathObject><ofd:TextObject/>"),
        "内容过多",
    ),
    "ofd: many characters": (
        lambda: ofd(
            '<ofd:TextObject Size="3"><ofd:TextCode>' + "7" * 3000 + "</ofd:TextCode></ofd:TextObject>",
            pages=250,
        ),
        "内容过多",
    ),
    "ofd: a thousand pages": (lambda: ofd("", pages=1000), "超过 300 页"),
}  # fmt: skip


def outcome(document: bytes) -> str:
    """What is said of a file; empty where it is read."""
    try:
        read(document)
    except UnreadableReport as error:
        return str(error)
    return ""


def main(name: str) -> None:
    """Read one file, and print what was said, the seconds and the megabytes that it took."""
    make, said = HOSTILE[name]
    document = make()
    limits.of_document = partial(limits.of_document, _AT_LEAST if said == OUT_OF_TIME else SECONDS)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()
    told = outcome(document)
    taken = time.process_time() - start
    end_waiting()
    apart = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken += apart.ru_utime + apart.ru_stime - before.ru_utime - before.ru_stime
    print(
        json.dumps(
            {
                "said": told,
                "seconds": taken,
                "megabytes": peak_megabytes(),
                # Of the process apart, where there was one: the kernel counts the parent's at the fork as well.
                "apart": apart.ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
