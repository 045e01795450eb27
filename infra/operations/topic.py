"""The operator's own topic. It depends on nothing that may fail: no table, no function, not the office's topic."""

from __future__ import annotations

from aws_cdk import CfnCondition, CfnParameter, Fn, Stack, aws_iam, aws_kms, aws_sns
from constructs import Construct

from infra.outputs import tell
from infra.policy.accepted import accept
from infra.policy.keys import key_of


class OperationsTopic(Construct):
    """Alarms and budgets publish here; `OperationsEmail` is subscribed, once it confirms.

    It is not encrypted under the account's key for SNS (`alias/aws/sns`): CloudWatch cannot publish to a topic that
    is. Under the stack's own key, where there is one, it can.
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
        key = key_of(self)
        self.topic = aws_sns.Topic(self, "Topic", enforce_ssl=True, master_key=key)
        if key:
            _admit_budgets(key, stack.account)
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
            "An alarm that a mailbox did not take stands in CloudWatch until it ends.",
            "Serverless-SNSRedrivePolicy",
        )
        tell(self, OperationsTopicArn=self.topic.topic_arn)


def _admit_budgets(key: aws_kms.Key, account: str) -> None:
    """Let AWS Budgets publish to a topic under the key, as CloudWatch may."""
    key.add_to_resource_policy(
        aws_iam.PolicyStatement(
            sid="Budgets",
            principals=[aws_iam.ServicePrincipal("budgets.amazonaws.com")],
            actions=["kms:Decrypt", "kms:GenerateDataKey"],
            resources=["*"],  # in a key's policy: this key
            conditions={"StringEquals": {"aws:SourceAccount": account}},
        )
    )
