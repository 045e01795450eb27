"""boto3's clients, each made once and on first use: importing a handler needs no region and no botocore.

They are made by botocore, which boto3 has them from, too: importing the rest of it takes longer than making one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

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


def _client(service: str, config: Config) -> Any:  # noqa: ANN401 - one of many clients, which are made at run time
    from functions.adapters.session import session

    return session().create_client(service, config=config)


@cache
def dynamodb() -> DynamoDBClient:
    """The DynamoDB client of this process."""
    made: DynamoDBClient = _client("dynamodb", _config())
    return made


@cache
def s3() -> S3Client:
    """The S3 client of this process."""
    made: S3Client = _client("s3", _config())
    return made


@cache
def signer() -> S3Client:
    """The S3 client that signs addresses and forms for others, so that S3 takes them in every region.

    Elsewhere boto3 signs in the old way by default, and names a host that only redirects, which no signature survives.
    """
    from botocore.config import Config

    config = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
    made: S3Client = _client("s3", config)
    return made


@cache
def sns() -> SNSClient:
    """The SNS client of this process."""
    # Once: a publish whose answer is lost is a second mail, and who publishes counts them.
    made: SNSClient = _client("sns", _config(attempts=1))
    return made


@cache
def sqs() -> SQSClient:
    """The SQS client of this process."""
    made: SQSClient = _client("sqs", _config())
    return made


@cache
def states() -> SFNClient:
    """The Step Functions client of this process."""
    made: SFNClient = _client("stepfunctions", _config())
    return made
