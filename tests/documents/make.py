"""Write this folder anew with LibreOffice: `python -m tests.documents.make`, `soffice` and CJK fonts installed.

Every sample as .doc, .rtf, .odt, .pdf, .xls, .xlsx, .ods, .fods; of some a scan: the PDF's pages as black and white
TIFF.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

import pypdfium2

from samples import make, render

HERE: Final = Path(__file__).parent
SCANNED: Final = ("yunping-traffic-2022", "hailan-housing-2022")
_FROM_WORD: Final = ("doc", "rtf", "odt", "pdf")
_FROM_PAGE: Final = (
    "xlsx:Calc MS Excel 2007 XML",
    "xls:MS Excel 97",
    "ods:calc8",
    "fods:OpenDocument Spreadsheet Flat XML",
)
_DPI: Final = 200


def main() -> None:
    """Write all documents and scans."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder)
        for sample in make.samples():
            content = sample.content()
            page = f'<html><head><meta charset="utf-8"></head><body>{render.html(content)}</body></html>'
            (office / f"{sample.name}.docx").write_bytes(render.docx(content))
            (office / f"{sample.name}.html").write_text(page, encoding="utf-8")
        for kind in _FROM_WORD:
            _convert(office, kind, "*.docx")
        for kind in _FROM_PAGE:
            _convert(office, kind, "*.html", "--infilter=HTML (StarCalc)")
    for name in SCANNED:
        _scan(name)


def _convert(office: Path, kind: str, sources: str, *options: str) -> None:
    files = [str(path) for path in sorted(office.glob(sources))]
    command = [
        "soffice",
        f"-env:UserInstallation={office.as_uri()}/profile",
        "--headless",
        *options,
    ]
    subprocess.run([*command, "--convert-to", kind, "--outdir", str(HERE), *files], check=True)


def _scan(name: str) -> None:
    document = pypdfium2.PdfDocument(HERE / f"{name}.pdf")
    first, *others = [page.render(scale=_DPI / 72).to_pil().convert("1") for page in document]
    target = HERE / f"{name}.tif"
    first.save(target, save_all=True, append_images=others, compression="group4", dpi=(_DPI, _DPI))


if __name__ == "__main__":
    main()
