"""How well scans are read: documents printed, spoilt as scanners spoil them, recognised, compared.

`python -m bench.scans [documents]` prints Markdown. Every page, speck and stamp is the same in every run.
"""

from __future__ import annotations

import io
import multiprocessing
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bench.made import formats
from bench.made.corpus import Progress
from bench.made.documents import Draft, Truth, draft
from bench.made.score import OUTCOMES, Outcome, compare
from bench.results import Results, machine, peak_megabytes
from gouji.judging.judge import judge
from gouji.report import FormatVersion, Report, TableId, UnreadableReport

DOCUMENTS: Final = 4
_COLUMNS: Final = (
    "scan", "cells", "right", "unreadable", "wrong under the mark", "silently wrong", "s a page", "peak MB",
)  # fmt: skip
_SIZES: Final = ("a city", "a street", "all different", "a quiet office")
_GAPS: Final = ("full", "some blank", "placeholders", "zeros blank")
_PLACEHOLDERS: Final = ("-", "/", "无", "—", "——", "／")
_FONTS: Final = ("Noto Serif CJK SC", "Noto Sans CJK SC", "DejaVu Serif", "DejaVu Sans")
_BORDERS: Final = (4, 2, 8, 4)  # eighths of a point
_IDENTITIES: Final = ("T3-", "T4-")
_RED: Final = (205, 40, 35)

Page: TypeAlias = Image.Image
Spoil: TypeAlias = Callable[[Page, Random], Page]
Pack: TypeAlias = Callable[[Sequence[Page], int], bytes]


@dataclass(frozen=True, slots=True)
class Condition:
    """How pages are scanned: at how many dots an inch, what the scanner does to each, what file it writes."""

    name: str
    dpi: int
    spoil: Spoil
    pack: Pack


@dataclass(slots=True)
class Tally:
    """Cells by outcome, seconds and pages, MB at the most, documents refused, wrong values unbetrayed."""

    cells: Counter[Outcome] = field(default_factory=Counter)
    seconds: float = 0.0
    pages: int = 0
    peak: float = 0.0
    refused: list[str] = field(default_factory=list)
    unbetrayed: list[str] = field(default_factory=list)


def drafts(count: int = DOCUMENTS, seed: str = "scans") -> list[Draft]:
    """Reports with all sorts of figures: zeros, blanks, dashes and slashes, up to five digits, decimals, separators."""
    return [_draft(n, seed) for n in range(count)]


def run(reports: Sequence[Draft], progress: Progress) -> None:
    """Scan the reports under every condition, read them, print the table.

    Needs LibreOffice, which prints them; without it one line says so.
    """
    if not formats.has_office():
        print("Scans were not measured: LibreOffice is not installed.")
        return
    printed = _printed(reports, progress)
    table = Results("scans", *_COLUMNS)
    listed: list[str] = []
    for condition in CONDITIONS:
        tally = Tally()
        # A process of its own for each condition: its peak memory is that of reading alone.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as reader:
            for report in reports:
                progress(f"{condition.name}: {report.name}")
                _measure(report, printed[report.name], condition, reader, tally)
        table.row(*_row(condition, tally))
        listed += [f"- {condition.name}, {item}" for item in tally.refused + tally.unbetrayed]
    print("\nRefused, silently wrong, or wrong under the mark where no identity betrays it:\n")
    print("\n".join(listed or ["- none"]))


def _draft(n: int, seed: str) -> Draft:
    random = Random(f"{seed}/{n}")
    format_version: FormatVersion = ("2021", "2021", "2019")[n % 3]
    forms: dict[TableId, FormatVersion] = {
        "t2": format_version,
        "t3": format_version,
        "t4": format_version,
    }
    made = draft(
        f"scan-{seed}-{n}", random, size=_SIZES[n % 4], gaps=_GAPS[n // 2 % 4], forms=forms
    )
    for cell, truth in made.truth.items():
        if truth.mark == "placeholder":
            made.show(cell, random.choice(_PLACEHOLDERS), truth)
        elif n % 4 == 0 and isinstance(truth.value, int) and truth.value > 999:
            made.show(cell, f"{truth.value:,}", truth)
    return made


def _printed(reports: Sequence[Draft], progress: Progress) -> dict[str, bytes]:
    """Each report as a PDF, in a font and with rulings of its own."""
    progress("LibreOffice prints the pages")
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        sources = [Path(folder) / f"{report.name}.docx" for report in reports]
        for n, (source, report) in enumerate(zip(sources, reports, strict=True)):
            font, border = _FONTS[n % len(_FONTS)], _BORDERS[n % len(_BORDERS)]
            source.write_bytes(_set_in(formats.word(report), font, border))
        return formats.converted(sources, "pdf", ())


def _set_in(document: bytes, font: str, border: int) -> bytes:
    fonts = "".join(f' w:{use}="{font}"' for use in ("ascii", "hAnsi", "eastAsia"))
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as plain,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in plain.namelist():
            xml = plain.read(name).decode()
            xml = xml.replace("<w:r><w:t", f"<w:r><w:rPr><w:rFonts{fonts}/></w:rPr><w:t")
            package.writestr(name, xml.replace('w:sz="4"/>', f'w:sz="{border}"/>'))
    return packed.getvalue()


def _measure(
    report: Draft, pdf: bytes, condition: Condition, reader: ProcessPoolExecutor, tally: Tally
) -> None:
    random = Random(f"{condition.name}/{report.name}")
    pages = [condition.spoil(page, random) for page in _pages(pdf, condition.dpi)]
    document = condition.pack(pages, condition.dpi)
    tally.pages += len(pages)
    found, seconds, peak = reader.submit(read_timed, document).result()
    tally.seconds += seconds
    tally.peak = max(tally.peak, peak)
    if isinstance(found, str):
        tally.refused.append(f"{report.name}: refused, {found}")
        tally.cells["marked"] += len(report.truth)
        return
    betrayed = {
        cell
        for finding in judge(found).findings
        if finding.rule.startswith(_IDENTITIES)
        for cell in finding.cells
    }
    for cell, outcome in compare(report.truth, found):
        tally.cells[outcome] += 1
        if outcome in {"wrong under a mark", "silently wrong"} and cell not in betrayed:
            truth = report.truth.get(cell, Truth(None, "missing"))
            read = found.cells[cell]
            tally.unbetrayed.append(
                f"{report.name}: {cell} printed {report.shown.get(cell, '')!r} ({truth.value}), "
                f"read {read.value if read.value is not None else read.mark}"
            )


def read_timed(document: bytes) -> tuple[Report | str, float, float]:
    """In a process of its own: what was read, or why not; seconds; peak memory in MB."""
    from gouji.reading.scans.reader import read_scan

    began = time.perf_counter()
    found: Report | str
    try:
        found = read_scan(document)
    except UnreadableReport as error:
        found = str(error)
    seconds = time.perf_counter() - began
    return found, seconds, float(peak_megabytes())


def _pages(pdf: bytes, dpi: int) -> Iterator[Page]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()


def _row(condition: Condition, tally: Tally) -> tuple[object, ...]:
    total = sum(tally.cells.values())
    shares = (
        f"{100 * tally.cells[outcome] / total:.2f} %"
        if outcome == "right"
        else tally.cells[outcome]
        for outcome in OUTCOMES
    )
    pace = f"{tally.seconds / tally.pages:.1f}"
    return condition.name, total, *shares, pace, f"{tally.peak:.0f}"


# What scanners and people do to a page.


def _clean(page: Page, _random: Random) -> Page:
    return page


def _skewed(page: Page, random: Random) -> Page:
    angle = random.choice((0.5, -0.5))
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    return _noisy(turned.filter(ImageFilter.GaussianBlur(0.8)), random, 14)


def _noisy(page: Page, random: Random, strength: float) -> Page:
    noise = np.random.default_rng(random.getrandbits(32)).normal(0, strength, page.size[::-1])
    spoilt = np.asarray(page, np.float32) + noise[:, :, np.newaxis]
    return Image.fromarray(np.clip(spoilt, 0, 255).astype(np.uint8))


def _blurred(page: Page, random: Random) -> Page:
    return _noisy(page.filter(ImageFilter.GaussianBlur(0.6)), random, 8)


def _fax(page: Page, random: Random) -> Page:
    """Black and white, with specks."""
    grey = _noisy(page.filter(ImageFilter.GaussianBlur(0.5)), random, 30).convert("L")
    return grey.point([255 * (value > 150) for value in range(256)])


def _stamped(page: Page, random: Random) -> Page:
    """A round stamp across the page, ink of one colour mixed with what is printed below it."""
    layer = Image.new("RGB", page.size, (255, 255, 255))
    pen = ImageDraw.Draw(layer)
    size = page.width // 5
    for _ in range(2):
        x, y = (random.randint(size, edge - size) for edge in page.size)
        box = (x - size, y - size, x + size, y + size)
        pen.ellipse(box, outline=_RED, width=max(size // 20, 3))
        for line in range(-3, 4):
            pen.line((x - size // 2, y + line * 30, x + size // 2, y + line * 30 + 9), _RED, 6)
    return _noisy(ImageChops.multiply(page, layer), random, 6)


def _shaded(page: Page, random: Random) -> Page:
    """Faint print, and a shadow along one edge as of a bound book."""
    width = page.width
    shadow = np.interp(np.arange(width), [0, width * 0.25, width], [0.45, 0.9, 0.97])
    faint = 255 - (255 - np.asarray(page, np.float32)) * 0.55
    shaded = Image.fromarray((faint * shadow[np.newaxis, :, np.newaxis]).astype(np.uint8))
    return _noisy(shaded, random, 5)


def _turned(page: Page, random: Random) -> Page:
    return page.rotate(random.choice((90, 180, 270)), expand=True)


def _photographed(page: Page, random: Random) -> Page:
    """A light turn, the colours of lamplight, uneven light."""
    turned = page.rotate(random.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=(240,) * 3)
    y, x = np.mgrid[0 : page.height, 0 : page.width].astype(np.float32)
    light = 1 - 0.35 * (x / page.width + y / page.height) / 2
    lit = np.asarray(turned, np.float32) * light[:, :, np.newaxis] * np.array([1, 0.95, 0.82])
    return _noisy(Image.fromarray(lit.astype(np.uint8)), random, 5)


# The files they come in.


def _pdf(quality: int) -> Pack:
    def pack(pages: Sequence[Page], dpi: int) -> bytes:
        packed = io.BytesIO()
        first, *others = pages
        first.save(
            packed, "PDF", save_all=True, append_images=others, resolution=dpi, quality=quality
        )
        return packed.getvalue()

    return pack


def _tiff(pages: Sequence[Page], dpi: int) -> bytes:
    packed = io.BytesIO()
    first, *others = [page.convert("1", dither=Image.Dither.NONE) for page in pages]
    first.save(
        packed,
        "TIFF",
        save_all=True,
        append_images=others,
        compression="group4",
        dpi=(dpi, dpi),
    )
    return packed.getvalue()


CONDITIONS: Final = (
    Condition("200 dpi, clean", 200, _clean, _pdf(95)),
    Condition("300 dpi, 0.5° skew, noise", 300, _skewed, _pdf(85)),
    Condition("150 dpi, blur, noise, JPEG 50", 150, _blurred, _pdf(50)),
    Condition("200 dpi, black and white G4 with specks", 200, _fax, _tiff),
    Condition("200 dpi, red stamps, JPEG 75", 200, _stamped, _pdf(75)),
    Condition("200 dpi, faint print, shadow", 200, _shaded, _pdf(85)),
    Condition("200 dpi, pages turned by quarters", 200, _turned, _pdf(85)),
    Condition("200 dpi, photographed at up to 1.5°", 200, _photographed, _pdf(75)),
)


def main() -> None:
    """Print the table; the argument is the number of documents."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS

    def progress(text: str) -> None:
        print(text, file=sys.stderr)

    print(f"{machine()}, {count} documents\n")
    run(drafts(count), progress)


if __name__ == "__main__":
    main()
