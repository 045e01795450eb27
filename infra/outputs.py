"""What the stack tells its users: names and addresses of its parts."""

from __future__ import annotations

from aws_cdk import CfnOutput, Stack
from constructs import Construct


def tell(part: Construct, **values: str) -> None:
    """Make outputs of the stack that a part is in, by their names."""
    for name, value in values.items():
        CfnOutput(Stack.of(part), name, value=value)
