"""The canary: each morning a sample is handed in, and looked for ten minutes later; runs are watched all day."""

from __future__ import annotations

from typing import Final

from aws_cdk import (
    CfnCondition,
    CfnParameter,
    Duration,
    Fn,
    Stack,
    aws_cloudwatch,
    aws_events,
    aws_events_targets,
    aws_iam,
    aws_sns,
    aws_sns_subscriptions,
    aws_sqs,
)
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from functions.adapters.metrics import CANARY_PASSED, OLDEST_RUN
from infra.alarms import alarm, minutes
from infra.functions import PythonFunction
from infra.layers import Layers
from infra.operations.measured import metric_of
from infra.outputs import tell
from infra.policy.accepted import accept, accept_wildcards
from infra.policy.keys import grant_key
from infra.storage import Storage

_OFFICE: Final = "canary"
_LONGEST: Final = 2 * 3600  # seconds; what is tried again and again is not done sooner
# The second look tells whether what the first one missed came after all.
_ACTS: Final = {
    "put": aws_events.Schedule.cron(minute="0", hour="1"),  # nine in China
    "look": aws_events.Schedule.cron(minute="10,40", hour="1"),
}


class Canary(PythonFunction):
    """Hands in a report of its own office and looks for it. It may see no other office's, and put in none of theirs.

    `CanaryEnabled` = false switches it off; runs are watched all the same.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        layers: Layers,
        storage: Storage,
        office: aws_sns.ITopic,
        chain: sfn.IStateMachine,
        api: str,
    ) -> None:
        """`office`: the topic of the offices' mail. `api`: the address of the HTTP API."""
        self._storage = storage
        super().__init__(
            scope,
            "Canary",
            layers=[layers.base],
            environment={
                "UPLOAD_BUCKET": storage.uploads.bucket_name,
                "TABLE_NAME": storage.in_use.table_name,
                "API_URL": api,
                "STATE_MACHINE_ARN": chain.state_machine_arn,
            },
            seconds=120,
        )
        samples = storage.uploads.arn_for_objects(f"{_OFFICE}/*")
        self._allow(samples, "s3:PutObject")
        accept_wildcards(self, "A sample a day, of the canary's own office.", samples)
        for use in ("write", "table"):
            grant_key(self, self.function, use)
        self._allow(chain.state_machine_arn, "states:ListExecutions")
        self._allow_own_items()
        self._mailbox(office)
        self._enabled = self._switch()
        for act, schedule in _ACTS.items():
            self._rule(act, schedule).add_property_override(
                "State", Fn.condition_if(self._enabled.logical_id, "ENABLED", "DISABLED")
            )
        self._rule("measure", aws_events.Schedule.rate(Duration.minutes(15)))
        accept(
            self,
            "The next event comes soon; that none is delivered, or none is told, is alarming by itself.",
            *("Serverless-EventBusDLQ", "Serverless-SNSRedrivePolicy"),
        )
        self._alarms()
        tell(self, CanaryFunctionName=self.function.function_name)

    def _allow(self, resource: str, action: str) -> None:
        aws_iam.Grant.add_to_principal(
            grantee=self.function, actions=[action], resource_arns=[resource]
        ).assert_success()

    def _allow_own_items(self) -> None:
        self.function.add_to_role_policy(
            aws_iam.PolicyStatement(
                actions=["dynamodb:GetItem", "dynamodb:Query"],
                resources=[self._storage.in_use.table_arn],
                conditions={
                    "ForAllValues:StringLike": {
                        "dynamodb:LeadingKeys": [f"ORGAN#{_OFFICE}#*", f"YEAR#{_OFFICE}#*"]
                    }
                },
            )
        )

    def _mailbox(self, office: aws_sns.ITopic) -> None:
        """A queue that gets what the canary's office is told, as an officer's address would."""
        queue = aws_sqs.Queue(
            self,
            "Mailbox",
            encryption=aws_sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(1),
        )
        accept(
            queue,
            "Read by the canary alone, which looks for one message of the morning; what is not read is of no use.",
            *("AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"),
        )
        office.add_subscription(
            aws_sns_subscriptions.SqsSubscription(
                queue,
                raw_message_delivery=True,
                filter_policy={
                    "office": aws_sns.SubscriptionFilter.string_filter(allowlist=[_OFFICE])
                },
            )
        )
        self._allow(queue.queue_arn, "sqs:ReceiveMessage")
        self.function.add_environment("MAILBOX_URL", queue.queue_url)

    def _switch(self) -> CfnCondition:
        enabled = CfnParameter(
            Stack.of(self), "CanaryEnabled", default="true", allowed_values=["true", "false"]
        )
        return CfnCondition(
            self, "Enabled", expression=Fn.condition_equals(enabled.value_as_string, "true")
        )

    def _rule(self, act: str, schedule: aws_events.Schedule) -> aws_events.CfnRule:
        rule = aws_events.Rule(self, act.title(), schedule=schedule)
        rule.add_target(
            aws_events_targets.LambdaFunction(
                self.function,
                event=aws_events.RuleTargetInput.from_object({"act": act}),
                # The next one comes soon, and that none comes is alarming.
                max_event_age=Duration.minutes(10),
                retry_attempts=3,
            )
        )
        resource = rule.node.default_child
        if not isinstance(resource, aws_events.CfnRule):
            raise TypeError("the rule's resource is not where the CDK had it")
        return resource

    def _alarms(self) -> None:
        missing = aws_cloudwatch.TreatMissingData
        failed = alarm(
            self,
            "CanaryFailed",
            metric_of(CANARY_PASSED, "Minimum", minutes(5)),
            "The morning's sample was not judged and told as it must be.",
            below=1,
            missing=missing.IGNORE,  # until the next one passes
        )
        absent = alarm(
            self,
            "CanaryAbsent",
            metric_of(CANARY_PASSED, "SampleCount", minutes(60)),
            "For 26 hours nobody looked for a sample.",
            below=1,
            periods=(26, 26),
            missing=missing.BREACHING,
        )
        for each in (failed, absent):
            resource = each.node.default_child
            if not isinstance(resource, aws_cloudwatch.CfnAlarm):
                raise TypeError("the alarm's resource is not where the CDK had it")
            resource.cfn_options.condition = self._enabled
        alarm(
            self,
            "OldestRun",
            metric_of(OLDEST_RUN, "Maximum", minutes(60)),
            "An upload has been under way for more than two hours, or nobody measures it.",
            above=_LONGEST,
            periods=(2, 2),
            missing=missing.BREACHING,
        )
