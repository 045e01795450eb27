"""What the operator has: a topic, alarms on everything, a budget, a dashboard."""

from __future__ import annotations

from aws_cdk import (
    CfnParameter,
    Stack,
    aws_apigatewayv2,
    aws_dynamodb,
    aws_iam,
    aws_lambda,
    aws_sns,
)
from constructs import Construct

from infra.operations.dashboard import Overview
from infra.operations.spend import Spend
from infra.operations.topic import OperationsTopic
from infra.operations.watched import Watched


class Operations(Construct):
    """Composed last: what it watches is there by then."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        office: aws_sns.ITopic,
        api: aws_apigatewayv2.HttpApi,
        notify: aws_lambda.Function,
        table: aws_dynamodb.ITable,
    ) -> None:
        """`office`: the topic of the offices' mail. `notify`: tells the operator what no office can be told.

        `table`: the one in use.
        """
        super().__init__(scope, id)
        share = CfnParameter(
            Stack.of(self),
            "IncompleteShare",
            type="Number",
            default=0.5,
            description="Share of verdicts that may be incomplete or unreadable in an hour",
        )
        topic = OperationsTopic(self, "Alarms").topic
        aws_iam.Grant.add_to_principal(
            grantee=notify, actions=["sns:Publish"], resource_arns=[topic.topic_arn]
        ).assert_success()
        notify.add_environment("OPERATIONS_TOPIC_ARN", topic.topic_arn)
        Spend(self, "Spend", topic=topic)
        Watched(
            self,
            "Watched",
            topic=topic,
            office=office,
            api=api,
            table=table,
            incomplete=share.value_as_number,
        )
        Overview(self, "Overview", office=office, api=api, table=table)
