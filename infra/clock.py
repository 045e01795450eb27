"""The clock: each morning offices get their digest, and organs that are missing are reminded."""

from __future__ import annotations

from aws_cdk import aws_events
from constructs import Construct

from infra.functions import PythonFunction
from infra.layers import Layers
from infra.messages import Messages
from infra.messaging import DeadLetterQueue
from infra.outputs import tell
from infra.states import RunByEvents
from infra.storage import Storage


class Clock(PythonFunction):
    """Looks through all offices' years each morning, by a run that a rule starts."""

    def __init__(
        self, scope: Construct, *, layers: Layers, storage: Storage, messages: Messages
    ) -> None:
        super().__init__(
            scope,
            "Clock",
            layers=[layers.base],
            environment={"TABLE_NAME": storage.in_use.table_name},
            seconds=600,  # every office, one after the other: a run for each organ that is reminded
        )
        storage.grant_table(self.function, "GetItem", "BatchGetItem", "PutItem", "Query")
        messages.grant_start(self.function)
        # 01:00 UTC is 09:00 in China, all year. Rules are in every region, the Scheduler is not.
        rule = aws_events.Rule(
            self, "Morning", schedule=aws_events.Schedule.cron(minute="0", hour="1")
        )
        RunByEvents(
            self,
            "Follow",
            rule=rule,
            letters=DeadLetterQueue(self, "DeadLetters").queue,
            function=self.function,
            meaning="Not all digests and reminders of a morning are told. Redrive the run, or wait for tomorrow's.",
            hours=12,
        )
        tell(self, ClockFunctionName=self.function.function_name)
