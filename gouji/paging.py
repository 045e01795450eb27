"""Files of this machine → results, each written as a page as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

from gouji.checking import (
    NO_RECOGNITION,
    Files,
    content_of,
    encodable,
    is_folder,
    tell_recognition,
)
from gouji.faults import reason_of
from gouji.judging.context import Context
from gouji.judging.judge import judge, unreadable
from gouji.output import try_file, write_file
from gouji.page.listing import Listed, listing
from gouji.page.pictures import Drawn
from gouji.page.scans import drawn_scan
from gouji.page.standalone import Material, standalone
from gouji.reading import limits
from gouji.reading.read import read_blocks, to_blocks
from gouji.report import Report, ScannedReport, UnreadableReport
from gouji.result import Result, result_of
from gouji.showing import Seen, seen, shown_blocks_of
from gouji.usage import refuse
from gouji.wording.screen.interface import INTERFACE

_PAGE: Final = frozenset({".html", ".htm"})
_OVERVIEW: Final = "00总览.html"  # stands before the pages that it lists
_ONE: Final = "--page 给的是一个文件，只能与一份报告一起用；核对多份时请给一个文件夹，每份写一页。"


def page_writer(path: Path, found: Files) -> Callable[[str, Context], Result]:
    """What checks a file and writes its page. What would keep it from being written is said before anything is read.

    `path`: an .html file for one report, else a folder, which is made if it is not there and gets a list of all.
    """
    targets = _targets(path, found.files)
    alone = path.suffix.lower() in _PAGE
    overview = None if alone else path / _OVERVIEW
    written = [*targets.values(), *filter(None, [overview])]
    for target in written:
        if any(_is_same(target, file) for file in found.files):
            refuse(f"--page 会盖掉要核对的文件 {target}，请换一个文件名，或写到别的文件夹。")
    try:
        if not alone:
            path.mkdir(parents=True, exist_ok=True)
        for target in written:
            try_file(target)
    except OSError as error:
        _refuse(path, error)
    listed: dict[str, Listed] = {}

    def check(file: str, context: Context) -> Result:
        material = material_of(file, context)
        _write(targets[file], standalone(material, overview.name if overview else None))
        listed[file] = Listed(material.result, targets[file].name)
        # The first replaces what an earlier run has left, the last is whole.
        if overview and len(listed) in {1, len(targets)}:
            others = [encodable(other) for other in found.others]
            _write(overview, listing([*listed.values()], len(targets), _remarks(found), others))
        return material.result

    return check


def _remarks(found: Files) -> Iterator[str]:
    """Where reports may be that were not checked."""
    for name, paths in (("closed", found.closed), ("empty", found.empty)):
        if paths:
            yield INTERFACE[name].replace("{}", encodable("、".join(paths)))


def _write(path: Path, content: bytes) -> None:
    try:
        write_file(path, content)
    except OSError as error:
        _refuse(path, error)


def material_of(file: str, context: Context) -> Material:
    """Read and judge one file, keeping what its page shows; an unreadable file has a page, too."""
    shown, read = _read(file)
    report = read if isinstance(read, Report) else None
    verdict = judge(report, context) if report else unreadable(str(read))
    return Material(
        result=result_of(encodable(file), report, verdict),
        report=report,
        document=shown.document,
        pages=shown.pages,
        previous=context.previous,
    )


def _read(file: str) -> tuple[Seen, Report | UnreadableReport]:
    """What is seen of a file, and the report or why there is none."""
    content, document = b"", None
    try:
        content = content_of(file)
        with limits.of_document():
            document = to_blocks(content)
            report = read_blocks(document, file=encodable(file))
    except ScannedReport as error:
        return _recognised(content, file, error)
    except UnreadableReport as error:
        return seen(content, document), error
    return seen(content, document), report


def _recognised(
    content: bytes, file: str, error: ScannedReport
) -> tuple[Seen, Report | UnreadableReport]:
    """The same of a scan by character recognition; without it, what kept it from being read."""
    try:
        from gouji.reading.scans import reader  # late: an extra, and slow to load
    except ModuleNotFoundError:
        return Seen(), UnreadableReport(f"{error}{NO_RECOGNITION}")
    tell_recognition(file)
    pages: list[Drawn] = []
    document = None
    try:
        with limits.of_document(reader.SECONDS):
            document = reader.to_blocks(
                content, lambda number, picture: pages.append(drawn_scan(number, picture))
            )
            report = read_blocks(document, file=encodable(file))
    except UnreadableReport as without:
        return Seen(document and shown_blocks_of(document), pages), without
    return Seen(shown_blocks_of(document), pages), report


def _targets(path: Path, files: Sequence[str]) -> dict[str, Path]:
    """Where each file's page is written."""
    if path.suffix.lower() in _PAGE:
        if len(files) != 1:
            refuse(_ONE)
        if is_folder(path):
            refuse(f"--page 应当是一个文件，而 {path} 是文件夹。")
        return {files[0]: path}
    names = _names(files)
    return {file: path / f"{name}.html" for file, name in names.items()}


def _names(files: Sequence[str]) -> dict[str, str]:
    """A name for each page: the file's own, behind its folder's where several are named alike, else numbered."""
    own = Counter(Path(file).stem for file in files)
    names: dict[str, str] = {}
    taken = {Path(_OVERVIEW).stem.casefold()}
    for file in dict.fromkeys(files):
        here = Path(file)
        name = here.stem if own[here.stem] == 1 else f"{here.absolute().parent.name} {here.stem}"
        number, free = 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{name} ({number})"
        taken.add(free.casefold())
        names[file] = free
    return names


def _is_same(path: Path, file: str) -> bool:
    try:
        return path.samefile(file)
    except OSError:
        return False


def _refuse(path: Path, error: OSError) -> NoReturn:
    refuse(
        f"页面写不到 {path}（{reason_of(error)}），请核对路径和权限；它若正在别处打开，请先关闭。"
    )
