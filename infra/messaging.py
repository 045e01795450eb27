"""How people are told, and where undeliverable events wait."""

from __future__ import annotations

from typing import Final

from aws_cdk import (
    CfnParameter,
    Duration,
    Stack,
    aws_events,
    aws_events_targets,
    aws_kms,
    aws_logs,
    aws_sns,
    aws_sqs,
)
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.alarms import alarm
from infra.outputs import tell
from infra.policy.accepted import accept
from infra.policy.keys import key_of


class OfficeTopic(Construct):
    """The topic of the e-mails, encrypted under the stack's key or the account's for SNS, TLS only."""

    def __init__(self, scope: Construct, id: str) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id)
        self.topic = aws_sns.Topic(
            self,
            "Topic",
            enforce_ssl=True,
            master_key=key_of(self) or aws_kms.Alias.from_alias_name(self, "Key", "alias/aws/sns"),
        )
        tell(self, TopicArn=self.topic.topic_arn)


# What Notify logs that an operator has to know, by its words there.
_ALARMING: Final = {
    "key of no office": "A file lies at a key of no office; perhaps nobody was told. Notify's log names the upload.",
    "in doubt": "A message was published as often as it may be, and no answer came. Ask its office whether it arrived.",
}


def start_from(
    rule: aws_events.Rule,
    machine: sfn.IStateMachine,
    letters: aws_sqs.IQueue,
    *,
    hours: int = 24,
) -> None:
    """Have each event of a rule start a run. `letters`: what could not be delivered in so many hours."""
    rule.add_target(
        aws_events_targets.SfnStateMachine(
            machine,
            dead_letter_queue=letters,
            retry_attempts=185,
            max_event_age=Duration.hours(hours),
        )
    )


def page_address(scope: Construct) -> str:
    """The parameter of the stack that mails link to: the page's address, or nothing."""
    stack, name = Stack.of(scope), "PageAddress"
    found = stack.node.try_find_child(name) or CfnParameter(
        stack, name, default="", description="Address of the page (HTTPS), to which mails link"
    )
    if not isinstance(found, CfnParameter):
        raise TypeError(f"{name} is no parameter")
    return found.value_as_string


def told_alarms(scope: Construct, logs: aws_logs.LogGroup) -> None:
    """Alarms on what is logged about messages: they need neither the table nor the topic."""
    for words, meaning in _ALARMING.items():
        name = words.title().replace(" ", "")
        found = aws_logs.MetricFilter(
            scope,
            name,
            log_group=logs,
            metric_namespace="Gouji",
            metric_name=name,
            filter_pattern=aws_logs.FilterPattern.string_value("$.message", "=", words),
        )
        alarm(scope, f"{name}Alarm", found.metric(statistic="Sum"), meaning)


class DeadLetterQueue(Construct):
    """Events that could not be delivered, kept for fourteen days."""

    def __init__(self, scope: Construct, id: str) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id)
        self.queue = aws_sqs.Queue(
            self,
            "Queue",
            encryption=aws_sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(14),
        )
        accept(
            self,
            "The queue is where others leave what they could not deliver.",
            *("AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"),
        )
        alarm(
            self,
            "Waiting",
            self.queue.metric_approximate_number_of_messages_visible(statistic="Maximum"),
            "Events could not be delivered. Send them again, then delete them: they are kept for fourteen days.",
        )
