"""Peak memory of this process."""

from __future__ import annotations

import re
import resource
from pathlib import Path
from typing import Final

_STATUS: Final = Path("/proc/self/status")


def peak_megabytes() -> int:
    """Of this program alone, in MB: the kernel's other figure, `ru_maxrss`, counts the parent's memory at the fork."""
    if _STATUS.exists():
        peak = re.search(r"VmHWM:\s*(\d+) kB", _STATUS.read_text())
        if peak:
            return int(peak[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
