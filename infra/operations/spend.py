"""What the month may cost: AWS Budgets tells the operations topic, where a limit is given."""

from __future__ import annotations

from aws_cdk import CfnCondition, CfnParameter, Fn, Stack, aws_budgets, aws_sns
from constructs import Construct


class Spend(Construct):
    """At 80 % of `MonthlyBudget`, and where the forecast is above it; 0, the default, makes none.

    The account's whole month is looked at: a stack in an account of its own is its own bill. The currency is the
    account's: USD, in mainland regions CNY. Some regions' CloudFormation has no budgets (ap-east-1, for one): there a
    stack that asks for one fails, which the pre-flight check says; leave 0 and make one by hand.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        topic: aws_sns.ITopic,
    ) -> None:
        super().__init__(scope, id)
        stack = Stack.of(self)
        limit = CfnParameter(
            stack, "MonthlyBudget", type="Number", default=0, description="0: no budget is made"
        )
        unit = CfnParameter(stack, "BudgetCurrency", default="USD", description="CNY in China")
        subscriber = aws_budgets.CfnBudget.SubscriberProperty(
            address=topic.topic_arn, subscription_type="SNS"
        )
        budget = aws_budgets.CfnBudget(
            self,
            "Budget",
            budget=aws_budgets.CfnBudget.BudgetDataProperty(
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=aws_budgets.CfnBudget.SpendProperty(
                    amount=limit.value_as_number, unit=unit.value_as_string
                ),
            ),
            notifications_with_subscribers=[
                aws_budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=aws_budgets.CfnBudget.NotificationProperty(
                        comparison_operator="GREATER_THAN",
                        notification_type=kind,
                        threshold=percent,
                        threshold_type="PERCENTAGE",
                    ),
                    subscribers=[subscriber],
                )
                for kind, percent in (("ACTUAL", 80), ("FORECASTED", 100))
            ],
        )
        budget.cfn_options.condition = CfnCondition(
            self,
            "HasBudget",
            expression=Fn.condition_not(Fn.condition_equals(limit.value_as_string, "0")),
        )
