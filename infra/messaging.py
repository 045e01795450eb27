"""How people are told, and where undeliverable events wait."""

from __future__ import annotations

from aws_cdk import Duration, aws_kms, aws_sns, aws_sqs
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
