"""Send the clock's event of a day to the local cloud: `python -m local.clock 2024-01-24`.

There, too, a rule starts the function at nine in China; but the day that an office wants to see is rarely today.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from local.cloud import ENDPOINTS
from local.deploy import STACK, client
from local.settings import Settings, UnusableSetting

_NINE_IN_CHINA: Final = time(1, tzinfo=UTC)
_HELP: Final = """\
用法：python -m local.clock 日期

向本机云发送某一天早上 9 时的定时事件，例如 python -m local.clock 2024-01-24。
PORT 和 STATE 与 make up 所用的相同。
"""


class Unsent(Exception):
    """The event did not do its work; the text is one sentence for the user."""


def event_of(day: date) -> dict[str, Any]:
    """What EventBridge sends on the morning of a day in China."""
    at = datetime.combine(day, _NINE_IN_CHINA)
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "time": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "detail": {},
    }


def send(settings: Settings, day: date) -> int:
    """Have the clock do its work of a day; returns how many addresses are told. Unsent where it does not."""
    path = settings.state / ENDPOINTS
    if not path.exists():
        raise Unsent(f"本机云没有运行（没有 {path}），请先 make up。")
    return sent(json.loads(path.read_text())["endpoint"], day)


def sent(endpoint: str, day: date) -> int:
    """The same in the cloud at an address."""
    try:
        function = _function(endpoint)
        answer = client("lambda", endpoint).invoke(
            FunctionName=function, Payload=json.dumps(event_of(day)).encode()
        )
    except (BotoCoreError, ClientError) as error:
        raise Unsent(f"本机云没有应答（{error}）。") from error
    said = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        raise Unsent(f"定时任务没有完成（{said.get('errorMessage')}），原因见 cloud.log。")
    return int(said["addresses"])


def _function(endpoint: str) -> str:
    (stack,) = client("cloudformation", endpoint).describe_stacks(StackName=STACK)["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    return str(outputs["ClockFunctionName"])


def main(arguments: Sequence[str]) -> int:
    """0 when it is done, 1 where the cloud does not do it, 2 where an argument or a setting is unusable."""
    if list(arguments) in (["-h"], ["--help"]):
        print(_HELP, end="")
        return 0
    try:
        day = date.fromisoformat(arguments[0]) if len(arguments) == 1 else None
    except ValueError:
        day = None
    if day is None:
        print(f"请写一个日期，如 2024-01-24。{_HELP.splitlines()[0]}", file=sys.stderr)
        return 2
    try:
        addresses = send(Settings.of(os.environ), day)
    except UnusableSetting as error:
        print(error, file=sys.stderr)
        return 2
    except Unsent as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{day}：有 {addresses} 个收件方待通知。" if addresses else f"{day}：没有需要通知的。")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
