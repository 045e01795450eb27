"""The settings of the app's context: `python` and `architecture`, which functions run on, and how often is told."""

from __future__ import annotations

import platform
import sys
from typing import Final

from aws_cdk import aws_lambda
from constructs import Construct

PACE: Final = "seconds-between-messages"
_RECOGNISED: Final = "recognise-at-once"


def host_context() -> dict[str, str]:
    """The settings that build for this machine: for the local cloud and for tests of the bundles."""
    machine = platform.machine()
    return {
        "architecture": "arm64" if machine in {"arm64", "aarch64"} else "x86_64",
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def python_version(scope: Construct) -> str:
    """The functions' Python, as `3.13`."""
    return str(scope.node.get_context("python"))


def runtime(scope: Construct) -> aws_lambda.Runtime:
    """Lambda's runtime with that Python."""
    return aws_lambda.Runtime(f"python{python_version(scope)}", aws_lambda.RuntimeFamily.PYTHON)


def architecture(scope: Construct) -> aws_lambda.Architecture:
    """The functions' processor."""
    known = {"arm64": aws_lambda.Architecture.ARM_64, "x86_64": aws_lambda.Architecture.X86_64}
    return known[scope.node.get_context("architecture")]


def seconds_between_messages(scope: Construct) -> str:
    """The least time between two messages to one address."""
    return str(scope.node.get_context(PACE))


def recognise_at_once(scope: Construct) -> int | None:
    """How many scans are recognised at once, so that others keep their functions; None where that is not set.

    Not set by itself: of an account's functions at once ten (of most a hundred) must stay unreserved, and a new account
    has ten.
    """
    most = str(scope.node.try_get_context(_RECOGNISED) or "")
    return int(most) if most else None
