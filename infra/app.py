"""The CDK app: `python -m infra.app [SETTING=VALUE …]` writes the cloud assembly, with or without the CDK command line.

Settings are those of cdk.json, which they override.
"""

from __future__ import annotations

import json
import os
import sys

from aws_cdk import App

from infra.bundles import ROOT
from infra.policy.stages import stack_name
from infra.stack import GoujiStack


def synthesize(outdir: str | None = None, context: dict[str, str] | None = None) -> str:
    """Write the assembly; returns its folder. `context` overrides cdk.json's."""
    return composed(outdir, context).synth().directory


def composed(outdir: str | None = None, context: dict[str, str] | None = None) -> App:
    """The app with its one stack, as `synthesize` writes it."""
    settings = json.loads((ROOT / "cdk.json").read_text())["context"]
    app = App(outdir=outdir, context=settings | (context or {}))
    name = stack_name(app.node)
    GoujiStack(app, name, description="Gouji: cross-checks annual disclosure reports")
    return app


if __name__ == "__main__":
    overriding = dict(setting.split("=", 1) for setting in sys.argv[1:])
    # The CDK command line names a folder of its own.
    synthesize(os.environ.get("CDK_OUTDIR", "cdk.out"), overriding)
