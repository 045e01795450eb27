"""Each bundle by itself: what it holds, and that it runs on nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import pytest

from infra import bundles
from infra.bundles import ROOT, files_of
from infra.compiled import compile_all

Json = dict[str, Any]
FUNCTIONS = (
    *("ingest", "parse", "recognise", "validate", "notify", "query"),
    *("configure", "clock", "recheck", "canary"),
)
SAMPLES = ("yunping-grain-2022.txt", "qingchuan-planning-2023.html", "yunping-traffic-2022.docx")

# What each function does first of all that needs the domain, without AWS.
_FIRST_USE = {
    "ingest": "from functions.ingest.handler import refusal; assert refusal(b'Rar!\\x1a\\x07')",
    "parse": (
        "from gouji.reading.read import read\n"
        "from gouji.codec import encode\n"
        "for path in sys.argv[1:]:\n"
        "    assert encode(read(open(path, 'rb').read()))\n"
        "from gouji.showing import pages_apart\n"
        "pdf = next(path for path in sys.argv[1:] if path.endswith('.pdf'))\n"
        "assert [page.page for page in pages_apart(open(pdf, 'rb').read(), {})[0]][:2] == [1, 2]"
    ),
    "recognise": (
        "from pathlib import Path\n"
        "from gouji.reading.scans.reader import read_scan\n"
        "scan = read_scan(Path(sys.argv[-1]).read_bytes())\n"
        "assert 'recognised' in {cell.mark for cell in scan.cells.values()}"
    ),
    "validate": (
        "from gouji.judging.judge import judge, unreadable\n"
        "from gouji.result import result_of\n"
        "assert judge and result_of('key', None, unreadable('because')).reason == 'because'"
    ),
    "notify": (
        "from functions.notify.mails import failure_mail\n"
        "from gouji.wording.mail import Arrival\n"
        "assert failure_mail(Arrival('f'), reason='r', execution='e').subject"
    ),
    "configure": (
        "from functions.configure.handler import read_office_file\n"
        "for path in ('机关\\n甲局\\n'.encode(), b'PK\\x03\\x04'):\n"
        "    assert read_office_file('roster', 'roster.csv', path).digest\n"
        "assert read_office_file('settings', 'rules.json', b'{}').content"
    ),
    "clock": (
        "from datetime import date\n"
        "from functions.clock.following import season_of, digest_of, digest_mail\n"
        "day = date(2024, 1, 24)\n"
        "digest = digest_of(('haishu', 2023), day, season_of(2023, day), None, [])\n"
        "assert digest_mail(digest).subject"
    ),
    "recheck": (
        "from functions.adapters.judging import judged\n"
        "from gouji.wording.rechecked import stopped_mail\n"
        "assert judged and stopped_mail('haishu', 2023, 'settings', 'id').subject"
    ),
    "canary": (
        "from datetime import date\n"
        "from functions.canary.handler import sample\n"
        "assert len(sample.report_of(date(2026, 1, 24))) > 4000"
    ),
    "query": (
        "from functions.query import answers, openapi\n"
        "from functions.query.request import Request\n"
        "from functions.query.routes import ROUTES\n"
        "assert openapi.document() and answers.rules(Request(ROUTES[0], {}, {})).items\n"
        # A page; words of a report in traditional characters are found as well.
        "from gouji.page.passages import span_of\n"
        "from gouji.page.standalone import Material, standalone\n"
        "from gouji.result import result_of\n"
        "from gouji.verdict import Verdict\n"
        "verdict = Verdict('unreadable', 'because')\n"
        "assert standalone(Material(result_of('key', None, verdict)))\n"
        "assert span_of('收到申请', '本年收到申請三件') == (2, 6)\n"
        "assert 'pypdfium2' not in sys.modules"
    ),
}


def _code(assembly: Path, reference: Json) -> Path:
    files = json.loads((assembly / "Gouji.assets.json").read_text())["files"]
    return assembly / str(files[reference["S3Key"].removesuffix(".zip")]["source"]["path"])


def _bundle(assembly: Path, template: Json, function: str) -> tuple[Path, list[Path]]:
    """The folder with a function's code, and those of its layers."""
    resources = template["Resources"]
    (found,) = (
        r["Properties"]
        for key, r in resources.items()
        if r["Type"] == "AWS::Lambda::Function" and key.startswith(function.title())
    )
    layers = [resources[layer["Ref"]]["Properties"]["Content"] for layer in found["Layers"]]
    return _code(assembly, found["Code"]), [_code(assembly, layer) for layer in layers]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_bundle_runs_on_its_own_code_and_layers(
    assembly: Path, template: Json, function: str
) -> None:
    code, layers = _bundle(assembly, template, function)
    folders = [str(code), *(str(layer / "python") for layer in layers)]
    script = (
        f"import sys\nsys.path[:0] = {folders!r}\n"
        f"import functions.{function}.handler\n{_FIRST_USE[function]}\n"
        "assert 'boto3' not in sys.modules\n"
    )
    samples = [str(ROOT / "samples" / name) for name in SAMPLES]
    documents = ROOT / "tests" / "documents"
    samples += map(str, sorted(documents.glob("yunping-traffic-2022.*")))
    if function == "recognise":
        samples = [str(documents / "yunping-traffic-2022.tif")]
    else:
        samples = [name for name in samples if not name.endswith(".tif")]
    # -I and -S: neither this folder nor this environment's packages, only Python's own library.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", script, *samples],
        env={"POWERTOOLS_SERVICE_NAME": function, "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("function", FUNCTIONS)
def test_bundle_holds_the_function_and_no_other(
    assembly: Path, template: Json, function: str
) -> None:
    code, _ = _bundle(assembly, template, function)
    page = {"web"} if function == "query" else set()
    assert {path.name for path in code.iterdir()} == {"functions", "gouji"} | page
    folders = {path.name for path in (code / "functions").iterdir() if path.is_dir()}
    assert folders - {"__pycache__"} == {"adapters", function}
    suffixes = {path.suffix for path in code.rglob("*") if path.is_file()} - {".pyc"}
    # Query writes pages: script and style sheet are part of each. Canary hands in a sample.
    besides = {"query": {".js", ".css", ".html"}, "canary": {".txt"}}
    assert suffixes <= {".py", ".typed", ".json"} | besides.get(function, set())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_bundle_holds_what_is_imported_and_nothing_else(
    assembly: Path, template: Json, function: str
) -> None:
    code, _ = _bundle(assembly, template, function)
    files = {path.relative_to(code) for path in code.rglob("*") if path.is_file()}
    held = {path for path in files if path.suffix != ".pyc"}
    assert held == set(files_of(function))
    # Each module is there compiled as well: Lambda cannot write what it compiles.
    compiled = {cache_from_source(path) for path in map(str, held) if path.endswith(".py")}
    assert {str(path) for path in files - held} == compiled
    own = (ROOT / "functions" / function).rglob("*.py")
    assert held >= {path.relative_to(ROOT) for path in own}


def test_judging_is_not_where_documents_are_read_nor_reading_where_mails_are_written() -> None:
    def rooms(function: str) -> set[str]:
        return {path.parts[1] for path in files_of(function) if path.parts[0] == "gouji"}

    assert "judging" not in rooms("parse") | rooms("recognise") | rooms("ingest")
    assert not {"judging", "reading"} & (rooms("notify") | rooms("clock"))
    assert "judging" in rooms("validate") & rooms("recheck")
    # An office's settings are checked against the rules that they name.
    assert "judging" in rooms("configure")
    others = ("validate", "configure", "recheck")
    assert not [name for name in others if "reading" in rooms(name)]
    # Query looks at the outside of files, and shows what was read; it reads nothing.
    held = {str(path) for path in files_of("query")}
    assert "gouji/reading/document.py" in held
    readers = ("read.py", "readers.py", "formats/", "tables/", "scans/", "flattened/")
    assert not [f for f in held if f.startswith(tuple(f"gouji/reading/{r}" for r in readers))]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], set[str]]:
    """A small repository; called with a handler's source, it gives what the bundle then holds beside the handler."""
    for file in (
        *("functions/__init__.py", "functions/adapters/__init__.py", "functions/adapters/store.py"),
        *("gouji/__init__.py", "gouji/py.typed", "gouji/report.py", "gouji/judge.py"),
        *("gouji/reading/__init__.py", "gouji/reading/pdf.py", "gouji/reading/words/all.txt"),
        *("gouji/reading/scans/__init__.py", "gouji/reading/scans/ink.py"),
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    (tmp_path / "gouji" / "judge.py").write_text("from gouji import report")
    (tmp_path / "functions" / "check").mkdir()
    monkeypatch.setattr(bundles, "ROOT", tmp_path)

    def held(source: str) -> set[str]:
        (tmp_path / "functions" / "check" / "handler.py").write_text(source)
        return set(map(str, files_of("check"))) - {"functions/check/handler.py"}

    return held


GOUJI = {"gouji/__init__.py", "gouji/py.typed"}
READING = GOUJI | {"gouji/reading/__init__.py", "gouji/reading/words/all.txt"}


@pytest.mark.parametrize(
    ("source", "held"),
    [
        ("import json", set()),
        ("import gouji.report", GOUJI | {"gouji/report.py"}),
        ("from gouji.report import Report", GOUJI | {"gouji/report.py"}),
        ("from gouji.reading import pdf", READING | {"gouji/reading/pdf.py"}),
        ("from gouji.judge import judge", GOUJI | {"gouji/judge.py", "gouji/report.py"}),
        ("def late():\n    import gouji.report", GOUJI | {"gouji/report.py"}),
        ("if TYPE_CHECKING:\n    import gouji.report", set()),
        ("if TYPE_CHECKING:\n    x = 1\nelse:\n    import gouji", GOUJI),
        (
            "from ..adapters import store",
            {
                *("functions/__init__.py", "functions/adapters/__init__.py"),
                "functions/adapters/store.py",
            },
        ),
        ("READERS = {'pdf': 'gouji.reading.pdf'}", READING | {"gouji/reading/pdf.py"}),
        (
            "import_module(f'gouji.reading.{kind}')",
            READING | {"gouji/reading/pdf.py", "gouji/reading/scans/__init__.py"},
        ),
        ("'gouji.reading.pdf reads PDF'", set()),
        ("'gouji.nowhere'", GOUJI),
    ],
)
def test_imports_are_followed(tree: Callable[[str], set[str]], source: str, held: set[str]) -> None:
    assert tree(source) == held


def test_editing_one_function_changes_one_bundle(assembly: Path, template: Json) -> None:
    """A file of a function is in one bundle only, so no other bundle's hash can depend on it."""
    bundles = [_bundle(assembly, template, name)[0] for name in FUNCTIONS]
    assert len(set(bundles)) == len(FUNCTIONS)
    for name in FUNCTIONS:
        for source in (ROOT / "functions" / name).rglob("*.py"):
            relative = source.relative_to(ROOT)
            holding = [bundle for bundle in bundles if (bundle / relative).exists()]
            assert holding == [_bundle(assembly, template, name)[0]]


def test_readers_are_in_the_one_layer_that_only_parse_has(assembly: Path, template: Json) -> None:
    for name in FUNCTIONS:
        _, layers = _bundle(assembly, template, name)
        packages = {path.name for layer in layers for path in (layer / "python").iterdir()}
        assert {"msgspec", "aws_lambda_powertools"} <= packages
        assert ("lxml" in packages) == (name == "parse")
        assert ("onnxruntime" in packages) == (name == "recognise")
        assert ("opencc" in packages) == (name in {"parse", "recognise", "query"})
        assert not {"boto3", "botocore", "bin"} & packages


def test_each_function_with_its_layers_fits_into_lambda(assembly: Path, template: Json) -> None:
    for name in FUNCTIONS:
        code, layers = _bundle(assembly, template, name)
        files = (p for folder in (code, *layers) for p in folder.rglob("*") if p.is_file())
        assert sum(p.stat().st_size for p in files) < 250 * 1024 * 1024  # AWS Lambda quotas


def test_layers_are_the_same_whoever_builds_them(assembly: Path, template: Json) -> None:
    _, layers = _bundle(assembly, template, "parse")
    here = str(Path(sys.executable).parent).encode()
    for layer in layers:
        assert not list(layer.rglob("RECORD"))
        assert not [p for p in layer.rglob("*") if p.is_file() and here in p.read_bytes()]


def test_compiled_files_are_alike_wherever_they_are_made_and_need_no_dates(tmp_path: Path) -> None:
    made = []
    for name, at in (("one", 0), ("another_place", 1_700_000_000)):
        folder = tmp_path / name
        shutil.copytree(ROOT / "gouji" / "form", folder, ignore=shutil.ignore_patterns("*.pyc"))
        for source in folder.rglob("*.py"):
            os.utime(source, (at, at))
        assert compile_all(folder, f"{sys.version_info.major}.{sys.version_info.minor}")
        files = sorted(folder.rglob("*.pyc"))
        made.append([(file.relative_to(folder), file.read_bytes()) for file in files])
    assert made[0]
    assert made[0] == made[1]


def test_nothing_is_compiled_for_a_python_that_is_not_here(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    assert not compile_all(tmp_path, "2.99")
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]


def test_layers_are_pinned_to_what_the_tests_run_with() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        return {line.split()[0] for line in lines if "==" in line and line[0].isalnum()}

    for name in ("functions.txt", "reading.txt", "characters.txt"):
        assert pins(name)
        assert pins(name) <= pins("dev.txt")
    # What both layers hold is the same in both; the rest is installed from this very file.
    named = {pin.split("==")[0] for pin in pins("scans.txt")}
    shared = {pin for pin in pins("dev.txt") if pin.split("==")[0] in named}
    assert {pin.split("==")[0] for pin in shared} >= {"opencc", "pypdfium2", "rapidfuzz"}
    assert shared - pins("scans.txt") == set()


def test_lambda_is_named_by_the_settings_in_cdk_json() -> None:
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    assert (context["python"], context["architecture"]) == ("3.13", "arm64")
