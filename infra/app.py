"""The CDK app. `python -m infra.app` writes the cloud assembly, with or without the CDK command line."""

from __future__ import annotations

import json
import os
from typing import Final

from aws_cdk import App

from infra.bundles import ROOT
from infra.stack import GoujiStack

STACK: Final = "Gouji"


def synthesize(outdir: str | None = None, context: dict[str, str] | None = None) -> str:
    """Write the assembly; returns its folder. `context` overrides cdk.json's."""
    settings = json.loads((ROOT / "cdk.json").read_text())["context"]
    app = App(outdir=outdir, context=settings | (context or {}))
    GoujiStack(app, STACK, description="Gouji: cross-checks annual disclosure reports")
    return app.synth().directory


if __name__ == "__main__":
    synthesize(os.environ.get("CDK_OUTDIR", "cdk.out"))  # the CDK command line names its own
