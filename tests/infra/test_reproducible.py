"""Two builds of the same source upload the same bytes, wherever and whenever they are made."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra import layers
from infra.bundles import ROOT
from infra.runtime import PACE, host_context

_SOURCE = ("functions", "gouji", "infra", "web", "requirements", "cdk.json")


def _copied(target: Path, day: int) -> Path:
    """The source in another place, all of it changed on another day; layers are installed there already."""
    for name in _SOURCE:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target / name, ignore=ignored)
        else:
            shutil.copy(source, target / name)
    (target / "build").mkdir()
    for layer in (ROOT / "build").iterdir():
        if layer.name != "bundles":  # these are made there anew
            (target / "build" / layer.name).symlink_to(layer)
    for path in target.rglob("*"):
        os.utime(path, (day * 86_400, day * 86_400), follow_symlinks=False)
    return target


def _uploaded(assembly: Path) -> dict[str, str]:
    """What would be uploaded: the names of the bundles, which follow from what they hold, and that itself."""
    files = json.loads((assembly / "Gouji.assets.json").read_text())["files"]
    return {name: _digest(assembly / file["source"]["path"]) for name, file in files.items()}


def _built(source: Path) -> Path:
    """The assembly that a build there makes, of the tests' settings."""
    settings = [f"{name}={value}" for name, value in (host_context() | {PACE: "1"}).items()]
    subprocess.run(
        [sys.executable, "-m", "infra.app", *settings],
        cwd=source,
        env={"PATH": os.environ["PATH"], "CDK_OUTDIR": "cdk.out", "HOME": str(source)},
        check=True,
        capture_output=True,
    )
    return source / "cdk.out"


def _digest(path: Path) -> str:
    """Names, contents and modes of all below."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            mode = file.stat().st_mode & 0o777
            digest.update(f"{file.relative_to(path)} {mode:o} {file.stat().st_size}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


@pytest.mark.slow
def test_bundles_and_template_are_the_same_in_another_folder_on_another_day(
    assembly: Path, tmp_path: Path
) -> None:
    here = _uploaded(assembly)  # its layers are those of the other
    assert len(here) > 10
    assert here == _uploaded(_built(_copied(tmp_path / "elsewhere" / "deeper", 20_000)))


@pytest.mark.slow
def test_a_layer_is_the_same_when_it_is_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        monkeypatch.setattr(layers, "ROOT", tmp_path / folder)
        context = host_context()
        requirements = ROOT / "requirements" / "functions.txt"
        made.append(layers._installed(requirements, context["architecture"], context["python"]))
    assert made[0] != made[1]
    assert len(list(made[0].rglob("*.py"))) > 50
    assert _digest(made[0]) == _digest(made[1])


def test_a_changed_byte_is_another_digest(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "b.py"
    file.write_text("x = 1")
    before = _digest(tmp_path)
    file.write_text("x = 2")
    assert _digest(tmp_path) != before
