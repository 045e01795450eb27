"""The setting `stage` of the app's context: `prod`, which is what offices use, or `test`, which may be thrown away."""

from __future__ import annotations

from typing import Final

from aws_cdk import RemovalPolicy
from constructs import Construct, Node

STAGE: Final = "stage"
_STACKS: Final = {"prod": "Gouji", "test": "GoujiTest"}


def stack_name(node: Node) -> str:
    """The stack of the stage that the context names: two stages stand beside each other in one account."""
    stage = node.get_context(STAGE)
    if stage not in _STACKS:
        raise ValueError(f"the context names a stage {stage!r}; there are {', '.join(_STACKS)}")
    return _STACKS[stage]


def is_kept(scope: Construct) -> bool:
    """Whether reports stay, whatever becomes of the stack: everywhere but in `test`."""
    return str(scope.node.get_context(STAGE)) != "test"


def removal(scope: Construct) -> RemovalPolicy:
    """What becomes of a bucket, a table, a key when the stack is deleted."""
    return RemovalPolicy.RETAIN if is_kept(scope) else RemovalPolicy.DESTROY
