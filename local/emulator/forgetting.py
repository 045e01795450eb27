"""What the local cloud forgets, so that its state does not grow without end: all of it is copied with every checkpoint.

AWS forgets runs after ninety days and logs as their group says.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from ministack.services import cloudwatch_logs, stepfunctions

MOST_STREAMS: Final = 500  # of a log group: ministack begins one for each call
MOST_HISTORIES: Final = (
    500  # of runs that succeeded, some 20 KB each; that they were, and with what, is kept
)

Json = dict[str, Any]


def forget() -> None:
    """Keep the newest logs of each function, and how the newest runs came to their end. Called on the serving loop."""
    for group in cloudwatch_logs._log_groups.all_values():
        streams: Json = group["streams"]  # in the order in which they began
        for name in list(islice(streams, max(len(streams) - MOST_STREAMS, 0))):
            del streams[name]
    runs: list[Json] = stepfunctions._executions.all_values()
    succeeded = [run for run in runs if run["status"] == "SUCCEEDED" and len(run["events"]) > 2]
    succeeded.sort(key=lambda run: str(run["stopDate"]))
    for run in succeeded[: max(len(succeeded) - MOST_HISTORIES, 0)]:
        run["events"] = [run["events"][0], run["events"][-1]]
