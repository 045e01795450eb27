"""The setting `customer-managed-key` of the app's context: `true` makes one key of the account's own.

Under it lie buckets, table, topic and logs; without it, under keys that AWS manages. Dead letters and the log of the
buckets' use cannot: EventBridge's and S3's own delivery would need the key, and they hold names of files, no reports.
"""

from __future__ import annotations

from typing import Final, cast

from aws_cdk import Aws, Stack, aws_iam, aws_kms
from constructs import Construct

from infra.policy.stages import removal

OWN_KEY: Final = "customer-managed-key"
_ID: Final = "Key"
_READ: Final = ("Decrypt",)
_WRITE: Final = ("GenerateDataKey",)
# What DynamoDB asks of whoever uses a table under such a key (DynamoDB, "Authorizing use of KMS keys").
_TABLE: Final = (
    *("Decrypt", "Encrypt", "GenerateDataKey"),
    *("ReEncryptFrom", "ReEncryptTo", "DescribeKey"),
)
_USES: Final = {
    "read": ("s3", _READ),
    "write": ("s3", (*_WRITE, *_READ)),  # the parts of a large object are read when they are joined
    "table": ("dynamodb", _TABLE),
    "publish": ("sns", (*_WRITE, *_READ)),
}


def key_of(scope: Construct) -> aws_kms.Key | None:
    """The stack's own key, made when it is first asked for; None where the context wants none."""
    if str(scope.node.get_context(OWN_KEY)).lower() != "true":
        return None
    stack = Stack.of(scope)
    return cast("aws_kms.Key | None", stack.node.try_find_child(_ID)) or _made(stack)


def grant_key(scope: Construct, user: aws_iam.IGrantable, use: str) -> None:
    """Allow to use the key, where there is one, through the one service that a use (`_USES`) is about."""
    key = key_of(scope)
    if key is None:
        return
    service, actions = _USES[use]
    aws_iam.Grant.add_to_principal(
        grantee=user,
        actions=[f"kms:{action}" for action in actions],
        resource_arns=[key.key_arn],
        conditions={"StringEquals": {"kms:ViaService": _addresses(service)}},
    ).assert_success()


def _addresses(service: str) -> list[str]:
    """A service's name in the condition: with the partition's suffix, and as it is everywhere but in mainland China."""
    base = f"{service}.{Aws.REGION}"
    return [f"{base}.{Aws.URL_SUFFIX}", f"{base}.amazonaws.com"]


def _made(stack: Stack) -> aws_kms.Key:
    key = aws_kms.Key(
        stack,
        _ID,
        description="Gouji: reports, what was read of them, messages and logs",
        enable_key_rotation=True,
        removal_policy=removal(stack),
    )
    key.add_to_resource_policy(
        aws_iam.PolicyStatement(
            sid="Logs",
            principals=[aws_iam.ServicePrincipal(f"logs.{Aws.REGION}.{Aws.URL_SUFFIX}")],
            actions=["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
            resources=["*"],  # in a key's policy: this key
            conditions={
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": stack.format_arn(
                        service="logs", resource="log-group:*"
                    )
                }
            },
        )
    )
    # Alarms are published by CloudWatch itself, to topics under this key.
    key.add_to_resource_policy(
        aws_iam.PolicyStatement(
            sid="Alarms",
            principals=[aws_iam.ServicePrincipal("cloudwatch.amazonaws.com")],
            actions=["kms:Decrypt", "kms:GenerateDataKey"],
            resources=["*"],
            conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
        )
    )
    return key
