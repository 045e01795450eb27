"""One Lambda function: every default and the packaging, in one place."""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from aws_cdk import Duration, IgnoreMode, RemovalPolicy, aws_lambda, aws_logs
from constructs import Construct

ROOT: Final = Path(__file__).parents[1]
# What each function imports of the domain beside the types and their JSON.
_TYPES: Final = (
    *("codec.py", "dates.py", "facts", "money.py", "numerals.py", "organs.py", "report.py"),
    *("result.py", "text.py", "verdict.py"),
)
_DOMAIN: Final[Mapping[str, Sequence[str]]] = {
    "ingest": ("form", "reading"),
    "parse": ("form", "reading"),
    "recognise": ("form", "reading"),
    "validate": ("form", "judging", "wording"),
    "notify": ("form", "wording"),
    "query": ("form", "judging", "wording"),
}
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


class PythonFunction(Construct):
    """A function from `functions/<name>`; its construct's id is the name in the workflow."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        layers: Sequence[aws_lambda.ILayerVersion],
        environment: Mapping[str, str],
        memory: int = 512,
        seconds: int = 60,
    ) -> None:
        """`memory` in MB; half a processor's worth of it starts Python in well under a second.

        `seconds` is the most one invocation may take, clients' retries included.
        """
        super().__init__(scope, id)
        name = id.lower()
        log_group = aws_logs.LogGroup(
            self,
            "Logs",
            retention=aws_logs.RetentionDays.THREE_MONTHS,
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.function = aws_lambda.Function(
            self,
            "Function",
            runtime=_runtime(self),
            architecture=_architecture(self),
            handler=f"functions.{name}.handler.handler",
            code=aws_lambda.Code.from_asset(
                str(ROOT), exclude=_all_but(name), ignore_mode=IgnoreMode.GIT
            ),
            layers=list(layers),
            memory_size=memory,
            timeout=Duration.seconds(seconds),
            log_group=log_group,
            logging_format=aws_lambda.LoggingFormat.JSON,
            environment={
                "POWERTOOLS_SERVICE_NAME": name,
                "POWERTOOLS_LOG_LEVEL": "INFO",
                **environment,
            },
        )


class Dependencies(Construct):
    """A layer of pinned packages, installed from wheels for the functions' platform."""

    def __init__(self, scope: Construct, id: str, *, requirements: str) -> None:  # noqa: A002
        super().__init__(scope, id)
        architecture = _architecture(self)
        folder = _installed(
            ROOT / "requirements" / requirements, architecture.name, _python_version(self)
        )
        self.layer = aws_lambda.LayerVersion(
            self,
            "Layer",
            code=aws_lambda.Code.from_asset(str(folder)),
            compatible_architectures=[architecture],
            compatible_runtimes=[_runtime(self)],
            removal_policy=RemovalPolicy.DESTROY,
        )


def host_context() -> dict[str, str]:
    """The settings that build for this machine: for the local cloud and for tests of the bundles."""
    machine = platform.machine()
    return {
        "architecture": "arm64" if machine in {"arm64", "aarch64"} else "x86_64",
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def _python_version(scope: Construct) -> str:
    return str(scope.node.get_context("python"))


def _runtime(scope: Construct) -> aws_lambda.Runtime:
    return aws_lambda.Runtime(f"python{_python_version(scope)}", aws_lambda.RuntimeFamily.PYTHON)


def _architecture(scope: Construct) -> aws_lambda.Architecture:
    known = {"arm64": aws_lambda.Architecture.ARM_64, "x86_64": aws_lambda.Architecture.X86_64}
    return known[scope.node.get_context("architecture")]


def _all_but(name: str) -> list[str]:
    """Ignore patterns that leave one function and what it imports."""
    domain = [f"!/gouji/{folder}" for folder in _DOMAIN[name]]
    return [
        "/*",
        "!/functions",
        "/functions/*",
        "!/functions/__init__.py",
        "!/functions/adapters",
        f"!/functions/{name}",
        "!/gouji",
        "/gouji/*",
        "!/gouji/__init__.py",
        *(f"!/gouji/{name}" for name in _TYPES),
        *domain,
        "__pycache__",
    ]


def _installed(requirements: Path, architecture: str, version: str) -> Path:
    """The folder with the packages, made once for each file, platform and version."""
    stamp = hashlib.sha256(requirements.read_bytes() + f"{architecture}{version}".encode())
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
