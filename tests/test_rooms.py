"""Who may import whom: the folder list is the architecture."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FUNCTIONS = (
    "ingest",
    "parse",
    "recognise",
    "validate",
    "notify",
    "query",
    "configure",
    "clock",
    "recheck",
    "canary",
)


# The one module that runs a process of its own, and so has to do with the system.
APART = ROOT / "gouji" / "reading" / "apart.py"


def _imports(folder: Path, but: Path | None = None) -> set[str]:
    found: set[str] = set()
    for path in set(folder.rglob("*.py")) - {but}:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return found


@pytest.mark.parametrize(
    "foreign", ["boto3", "botocore", "aws_lambda_powertools", "pydantic", "os", "functions"]
)
def test_the_domain_stands_alone(foreign: str) -> None:
    imported = _imports(ROOT / "gouji", but=APART if foreign == "os" else None)
    assert not {name for name in imported if name.split(".")[0] == foreign}


@pytest.mark.parametrize("function", [*FUNCTIONS, "adapters"])
def test_functions_never_import_each_other(function: str) -> None:
    others = {f"functions.{name}" for name in FUNCTIONS if name != function}
    imported = _imports(ROOT / "functions" / function)
    assert not {name for name in imported if ".".join(name.split(".")[:2]) in others}


@pytest.mark.parametrize(
    ("room", "closed"),
    [
        ("form", {"reading", "judging", "wording", "result", "checking", "output", "cli"}),
        ("reading", {"judging", "wording", "result", "checking", "output", "cli"}),
        ("wording", {"reading", "judging", "checking", "output", "cli"}),
        ("judging", {"reading", "result", "checking", "output", "cli"}),
    ],
)
def test_the_domain_imports_one_way(room: str, closed: set[str]) -> None:
    imported = {
        name.split(".")[1] for name in _imports(ROOT / "gouji" / room) if name.startswith("gouji.")
    }
    assert not imported & closed


@pytest.mark.parametrize("function", FUNCTIONS)
def test_importing_a_handler_needs_no_environment_and_no_client(function: str) -> None:
    code = (
        f"import sys; import functions.{function}.handler; "
        "print([n for n in ('boto3', 'lxml', 'selectolax', 'opencc', 'rapidfuzz', 'numpy') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
