"""The operator's own topic. It depends on nothing that may fail: no table, no function, not the office's topic."""

from __future__ import annotations

from aws_cdk import CfnCondition, CfnParameter, Fn, Stack, aws_iam, aws_sns
from constructs import Construct

from infra.outputs import tell
from infra.policy.accepted import accept


class OperationsTopic(Construct):
    """Alarms and budgets publish here; `OperationsEmail` is subscribed, once it confirms.

    It is not encrypted under the account's key for SNS (`alias/aws/sns`): CloudWatch cannot publish to a topic that
    is. What is published names resources of the stack, and no office, organ or report.
    """

    def __init__(self, scope: Construct, id: str) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id)
        stack = Stack.of(self)
        email = CfnParameter(
            stack,
            "OperationsEmail",
            default="",
            description="Who is mailed of alarms; empty: nobody yet",
        ).value_as_string
        self.topic = aws_sns.Topic(self, "Topic", enforce_ssl=True)
        # A policy of our own replaces the one by which a topic trusts all of its account.
        for service in ("cloudwatch", "budgets"):
            self.topic.add_to_resource_policy(
                aws_iam.PolicyStatement(
                    sid=service,
                    principals=[aws_iam.ServicePrincipal(f"{service}.amazonaws.com")],
                    actions=["sns:Publish"],
                    resources=[self.topic.topic_arn],
                    conditions={"StringEquals": {"aws:SourceAccount": stack.account}},
                )
            )
        subscription = aws_sns.CfnSubscription(
            self, "Email", topic_arn=self.topic.topic_arn, protocol="email", endpoint=email
        )
        subscription.cfn_options.condition = CfnCondition(
            self, "HasEmail", expression=Fn.condition_not(Fn.condition_equals(email, ""))
        )
        accept(
            subscription,
            "Mail that SNS could not deliver is counted by an alarm; a queue of it would be read by nobody.",
            "Serverless-SNSRedrivePolicy",
        )
        tell(self, OperationsTopicArn=self.topic.topic_arn)
