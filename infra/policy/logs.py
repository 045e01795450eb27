"""Logs: how long they are kept, and under which key."""

from __future__ import annotations

from aws_cdk import RemovalPolicy, aws_logs
from constructs import Construct

from infra.policy.keys import key_of


def log_group(scope: Construct, id: str) -> aws_logs.LogGroup:  # noqa: A002 - the CDK's word
    """A log that is kept for a year: the Cybersecurity Law (article 21) asks for six months at least."""
    return aws_logs.LogGroup(
        scope,
        id,
        retention=aws_logs.RetentionDays.ONE_YEAR,
        removal_policy=RemovalPolicy.DESTROY,
        encryption_key=key_of(scope),
    )
