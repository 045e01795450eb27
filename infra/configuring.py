"""Offices' own files: an object in `_settings/` starts a run of Configure."""

from __future__ import annotations

from aws_cdk import aws_events, aws_lambda, aws_s3
from constructs import Construct

from infra.functions import PythonFunction
from infra.layers import Layers
from infra.messages import Messages
from infra.messaging import DeadLetterQueue, start_from
from infra.states import RunByEvents, on_failure
from infra.storage import OFFICE_FILES, Storage


class Configure(PythonFunction):
    """Takes up rosters and settings."""

    def __init__(
        self,
        scope: Construct,
        *,
        layers: Layers,
        storage: Storage,
        messages: Messages,
    ) -> None:
        super().__init__(
            scope,
            "Configure",
            layers=[layers.base],
            environment={"TABLE_NAME": storage.in_use.table_name},
        )
        storage.grant_read_office_files(self.function)
        storage.grant_table(self.function, "GetItem", "PutItem", "Query")
        messages.grant_start(self.function)


class Configuring(Construct):
    """Object Created in `_settings/` → Configure; where its run fails, the office is told."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        uploads: aws_s3.IBucket,
        configure: aws_lambda.IFunction,
        messages: Messages,
    ) -> None:
        super().__init__(scope, id)
        rule = aws_events.Rule(
            self,
            "OfficeFileCreated",
            event_pattern=aws_events.EventPattern(
                source=["aws.s3"],
                detail_type=["Object Created"],
                detail={
                    "bucket": {"name": [uploads.bucket_name]},
                    "object": {"key": [{"wildcard": OFFICE_FILES}]},
                },
            ),
        )
        letters = DeadLetterQueue(self, "DeadLetters").queue
        run = RunByEvents(
            self,
            "TakeUp",
            rule=rule,
            letters=letters,
            function=configure,
            meaning="An office's own file could not be taken up: it is not in force. Redrive the run.",
        )
        failed = on_failure(self, "TakeUpFailed", run.state_machine)
        start_from(failed, messages.state_machine, letters)
