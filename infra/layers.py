"""The packages that functions need beside our own, a layer for each file of pinned requirements."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from aws_cdk import RemovalPolicy, aws_lambda
from constructs import Construct

from infra import runtime
from infra.bundles import ROOT
from infra.compiled import compile_all, interpreter_of

# Of the recognition layer: tests, tools, models that nothing here runs. A function and its layers
# may take 250 MB unzipped (AWS Lambda quotas).
_NOT_RUN: Final = (
    "**/tests",
    "onnxruntime/transformers",
    "onnxruntime/tools",
    "onnxruntime/quantization",
    "rapidocr/models/*_det_*.onnx",
    "rapidocr/models/*_cls_*.onnx",
)
_MACHINES: Final = {"arm64": "aarch64", "x86_64": "x86_64"}
# Lambda's python3.12 and later run on Amazon Linux 2023, whose glibc is 2.34.
_WHEELS: Final = ("manylinux2014", "manylinux_2_28")


class Layers:
    """What every function needs, what reads documents, what recognises scans, what simplifies characters."""

    def __init__(self, scope: Construct) -> None:
        self.base = Dependencies(scope, "Base", requirements="functions.txt").layer
        self.recognition = Dependencies(scope, "Recognition", requirements="scans.txt").layer
        self.characters = Dependencies(scope, "Characters", requirements="characters.txt").layer
        self.readers = Dependencies(scope, "Readers", requirements="reading.txt").layer


class Dependencies(Construct):
    """A layer of pinned packages, installed from wheels for the functions' platform."""

    def __init__(self, scope: Construct, id: str, *, requirements: str) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id)
        architecture = runtime.architecture(self)
        folder = _installed(
            ROOT / "requirements" / requirements, architecture.name, runtime.python_version(self)
        )
        self.layer = aws_lambda.LayerVersion(
            self,
            "Layer",
            code=aws_lambda.Code.from_asset(str(folder)),
            compatible_architectures=[architecture],
            compatible_runtimes=[runtime.runtime(self)],
            removal_policy=RemovalPolicy.DESTROY,
        )


def _installed(requirements: Path, architecture: str, version: str) -> Path:
    """The folder with the packages, made once for each file, platform and version."""
    compiled = interpreter_of(version) is not None
    stamp = hashlib.sha256(
        requirements.read_bytes() + f"{architecture}{version}{compiled}".encode()
    )
    folder = ROOT / "build" / f"{requirements.stem}-{architecture}-{stamp.hexdigest()[:12]}"
    if folder.exists():
        return folder
    folder.parent.mkdir(exist_ok=True)
    # Made aside and then moved: a run that is broken off leaves nothing that looks finished.
    with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
        python = Path(draft) / "layer" / "python"
        _install(requirements, python, _MACHINES[architecture], version)
        # Scripts name this machine's interpreter in their first line, and each RECORD has their
        # hashes: without them, which nothing on Lambda needs, the layer is the same everywhere.
        shutil.rmtree(python / "bin", ignore_errors=True)
        for pattern in _NOT_RUN:
            for unused in list(python.glob(pattern)):
                shutil.rmtree(unused) if unused.is_dir() else unused.unlink()
        for record in python.glob("*.dist-info/RECORD"):
            record.unlink()
        compile_all(python, version)
        try:
            python.parent.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was quicker, with the same
                raise
    return folder


def _install(requirements: Path, target: Path, machine: str, version: str) -> None:
    platforms = [word for wheel in _WHEELS for word in ("--platform", f"{wheel}_{machine}")]
    subprocess.run(  # noqa: S603 - our own pinned files
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile"),
            *platforms,
            *("--implementation", "cp", "--python-version", version),
            *("--target", str(target), "--requirement", str(requirements)),
        ],
        check=True,
    )
