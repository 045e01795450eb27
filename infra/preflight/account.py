"""The account and region: credentials, the CDK's bootstrap, quotas, and who is told when something breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.preflight.findings import Finding, missing, note, ok

# A client of a service by its name: botocore makes these of data, so nothing types them.
Clients = Callable[[str], Any]
_FEW: Final = 50  # functions at once; a new account may run ten
_TOOLKIT: Final = "/cdk-bootstrap/hnb659fds/version"
_PROGRAMS: Final = ("lambda", "sqs", "firehose")  # subscribe, and tell nobody
_OLDEST: Final = 6  # the bootstrap that the CDK's newer synthesizers ask for


def clients_of(session: boto3.Session) -> Clients:
    """A session's clients, of its region."""
    return cast("Clients", session.client)


@dataclass(frozen=True, slots=True)
class Account:
    """What is asked of one account and region."""

    clients: Clients
    region: str | None

    def credentials(self) -> Finding:
        """Somebody is signed in, for a region."""
        if not self.region:
            return missing("A region: set AWS_REGION, or name a profile with one by AWS_PROFILE.")
        try:
            who = self.clients("sts").get_caller_identity()
        except (BotoCoreError, ClientError) as error:
            return missing(f"Credentials that work: {error}")
        is_mainland = who["Arn"].split(":")[1] == "aws-cn"
        if is_mainland != self.region.startswith("cn-"):
            return missing(
                f"Region {self.region} and these credentials are of different partitions:"
                " mainland China has accounts of its own."
            )
        return ok(f"account {who['Account']}, region {self.region}, as {who['Arn']}")

    def bootstrap(self) -> Finding:
        """The CDK has its bucket and roles there."""
        try:
            found = self.clients("ssm").get_parameter(Name=_TOOLKIT)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ParameterNotFound":
                return note(f"Whether the CDK is bootstrapped could not be asked: {error}")
            return missing(
                "The CDK's bootstrap, once for each account and region: npx cdk bootstrap"
            )
        version = int(found["Parameter"]["Value"])
        if version < _OLDEST:
            return missing(f"A newer bootstrap than version {version}: npx cdk bootstrap")
        return ok(f"bootstrap version {version}")

    def concurrency(self) -> Finding:
        """How many functions may run at once; with few, a season's peak waits its turn and loses nothing."""
        try:
            settings = self.clients("lambda").get_account_settings()
        except ClientError as error:
            return note(f"Lambda's quota could not be asked: {error}")
        most = int(settings["AccountLimit"]["ConcurrentExecutions"])
        if most < _FEW:
            return note(
                f"Lambda runs {most} functions at once here: uploads of a peak queue, and answers may be"
                " refused meanwhile. Ask Service Quotas for 1,000; it costs nothing."
            )
        return ok(f"Lambda runs {most} functions at once")

    def budget(self) -> Finding:
        """Whether CloudFormation makes budgets in this region; where it does not, a stack that asks for one fails."""
        try:
            self.clients("cloudformation").describe_type(
                Type="RESOURCE", TypeName="AWS::Budgets::Budget"
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "TypeNotFoundException":
                return note(
                    f"Whether CloudFormation makes budgets here could not be asked: {error}"
                )
            return missing(
                f"Budgets: CloudFormation makes none in {self.region}. Leave MonthlyBudget 0, and make one by hand"
                " (docs/deploying.md)."
            )
        return ok("CloudFormation makes budgets here")

    def outputs(self, stack: str) -> dict[str, str] | None:
        """The outputs of a deployed stack; None where there is none."""
        try:
            (found,) = self.clients("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":
                return None
            raise
        return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}

    def subscriptions(self, topic: str | None) -> Iterator[Finding]:
        """Whether anybody is told: offices by their filter, the operator by a subscription without one."""
        if topic is None:
            yield note(
                "After this first deployment: subscribe the offices and yourself (docs/deploying.md)."
            )
            return
        pages = self.clients("sns").get_paginator("list_subscriptions_by_topic")
        found = [
            each
            for page in pages.paginate(TopicArn=topic)
            for each in page["Subscriptions"]
            if each["Protocol"] not in _PROGRAMS
        ]
        pending = [
            each["Endpoint"] for each in found if each["SubscriptionArn"] == "PendingConfirmation"
        ]
        if not found:
            yield note(
                "Nobody has subscribed: no office hears of its verdicts (docs/deploying.md)."
            )
        if pending:
            yield note(f"Not confirmed yet, so nothing is sent there: {', '.join(pending)}")
