"""The mends notice at once when ministack is not the one that they mend."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from local.cloud import ROOT

# In processes of their own: mends change the library for good.
APPLY = """
from pathlib import Path
from ministack import app
from ministack.core import lambda_runtime
from ministack.services import eventbridge, s3, sns, stepfunctions
from local import mends
from local.checkpoint import Checkpoint
from local.outbox import Outbox
{change}
mends.apply(Outbox(Path("outbox")))
Checkpoint(Path("checkpoint"))
"""


def _apply(change: str, tmp_path: Path) -> str:
    code = APPLY.format(change=change)
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def test_mends_fit_the_library(tmp_path: Path) -> None:
    assert _apply("", tmp_path) == ""


@pytest.mark.parametrize(
    "change",
    [
        "mends.version = lambda name: '1.5.34'",
        "lambda_runtime._PYTHON_WORKER_SCRIPT = 'print()'",
        "s3._fire_s3_event = lambda bucket_name, key, event_name: None",
        "eventbridge._dispatch_event = lambda record: None",
        "sns._fanout = lambda topic: None",
        "sns._matches_filter_policy = lambda subscription: True",
        "stepfunctions._run_execution = lambda: None",
        "stepfunctions._restore_state = stepfunctions.get_state",
        "app.save_all = lambda: None",
    ],
)
def test_another_library_is_refused(change: str, tmp_path: Path) -> None:
    assert "MinistackChanged" in _apply(change, tmp_path)
