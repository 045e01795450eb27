"""Findings of cdk-nag that are meant to be so, each with its reason, beside the resource that it is about.

cdk-nag itself is asked by a test alone (`tests/infra/test_nag.py`): what is written here is metadata of the CDK.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aws_cdk import Acknowledgment, Stack, Validations

if TYPE_CHECKING:
    from constructs import IConstruct


def accept(part: IConstruct, reason: str, *rules: str) -> None:
    """Accept what cdk-nag's rules, named in full as `AwsSolutions-L1`, find at a part or below it."""
    Validations.of(part).acknowledge(*(Acknowledgment(id=rule, reason=reason) for rule in rules))


def accept_wildcards(part: IConstruct, reason: str, *arns: str) -> None:
    """Accept that a role at a part or below it may reach all that these ARNs, which end in wildcards, stand for."""
    resolved = (_flattened(Stack.of(part).resolve(arn)) for arn in arns)
    accept(part, reason, *(f"AwsSolutions-IAM5[Resource::{arn}]" for arn in resolved))


def _flattened(value: object) -> str:
    """An ARN as cdk-nag writes it: `<Bucket.Arn>/*`, `arn:<AWS::Partition>:…`."""
    if isinstance(value, dict):
        ((function, argument),) = value.items()
        if function == "Fn::Join":
            return str(argument[0]).join(map(_flattened, argument[1]))
        if function == "Fn::GetAtt":
            return f"<{'.'.join(argument)}>"
        if function == "Ref":
            return f"<{argument}>"
        return json.dumps(value, separators=(",", ":"))
    return str(value).replace("${", "<").replace("}", ">")
