"""The way into `gouji-ops`: says what is lacking where boto3 is not installed."""

from __future__ import annotations

import sys
from typing import Final

_UNAVAILABLE: Final = 69
_LACKING: Final = "gouji-ops: boto3 is not installed: pip install 'gouji[ops]'\n"


def main() -> int:
    """Run the command; its exit status."""
    try:
        from ops.cli import main as run  # late: needs the extra
    except ModuleNotFoundError as error:
        if error.name not in {"boto3", "botocore"}:
            raise
        sys.stderr.write(_LACKING)
        return _UNAVAILABLE
    return run()
