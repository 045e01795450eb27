"""boto3 clients, each made once and on first use: importing a handler needs no region and no boto3."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient


def _config(attempts: int = 3) -> Config:
    from botocore.config import Config

    # Short enough that a hanging call is retried within the function's time.
    return Config(
        connect_timeout=3,
        read_timeout=20,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )


@cache
def dynamodb() -> DynamoDBClient:
    """The DynamoDB client of this process."""
    import boto3

    return boto3.client("dynamodb", config=_config())


@cache
def s3() -> S3Client:
    """The S3 client of this process."""
    import boto3

    return boto3.client("s3", config=_config())


@cache
def signer() -> S3Client:
    """The S3 client that signs addresses and forms for others, so that S3 takes them in every region.

    Elsewhere boto3 signs in the old way by default, and names a host that only redirects, which no signature survives.
    """
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3", config=Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
    )


@cache
def sns() -> SNSClient:
    """The SNS client of this process."""
    import boto3

    # Once: a publish whose answer is lost is a second mail, and who publishes counts them.
    return boto3.client("sns", config=_config(attempts=1))


@cache
def sqs() -> SQSClient:
    """The SQS client of this process."""
    import boto3

    return boto3.client("sqs", config=_config())


@cache
def states() -> SFNClient:
    """The Step Functions client of this process."""
    import boto3

    return boto3.client("stepfunctions", config=_config())
