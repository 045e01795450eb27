"""What is counted of DynamoDB's requests, by the sizes of items."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time
from typing import Any

import boto3
import pytest
from moto import mock_aws

from bench.metered import Meter


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meter]:
    """Of an empty table with one key, `pk`."""
    for name, value in (
        ("AWS_DEFAULT_REGION", "cn-north-1"),
        ("AWS_ACCESS_KEY_ID", "none"),
        ("AWS_SECRET_ACCESS_KEY", "none"),
    ):
        monkeypatch.setenv(name, value)
    with mock_aws():
        client = boto3.client("dynamodb")
        client.create_table(
            TableName="table",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        )
        yield Meter(client)


def put(meter: Meter, pk: str, size: int) -> None:
    """An item of so many bytes."""
    write: Any = {"TableName": "table", "Item": {"pk": {"S": pk}, "n": {"B": bytes(size - 4)}}}
    meter.client.transact_write_items(TransactItems=[{"Put": write}])


def test_transaction_takes_two_units_a_kilobyte_begun(meter: Meter) -> None:
    assert meter.of(lambda: put(meter, "a", 1024)).write_units == 2
    usage = meter.of(lambda: put(meter, "a", 1025))
    assert (usage.write_units, usage.requests, usage.read_units) == (4, 1, 0)


def test_change_of_an_item_takes_as_much_as_the_whole_item(meter: Meter) -> None:
    put(meter, "a", 3000)
    update: Any = {
        "TableName": "table",
        "Key": {"pk": {"S": "a"}},
        "UpdateExpression": "SET m = :m",
        "ExpressionAttributeValues": {":m": {"N": "1"}},
    }
    usage = meter.of(lambda: meter.client.transact_write_items(TransactItems=[{"Update": update}]))
    assert (usage.write_units, usage.requests) == (6, 1)


@pytest.mark.parametrize(("size", "units"), [(4096, 1), (4097, 2), (9000, 3)])
def test_reading_takes_a_unit_for_four_kilobytes_begun(meter: Meter, size: int, units: int) -> None:
    put(meter, "a", size)
    usage = meter.of(
        lambda: meter.client.query(
            TableName="table",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": "a"}},
        )
    )
    assert (usage.read_units, usage.bytes_read) == (units, size)


def test_item_that_is_not_there_takes_a_unit_to_find_out(meter: Meter) -> None:
    usage = meter.of(lambda: meter.client.get_item(TableName="table", Key={"pk": {"S": "b"}}))
    assert (usage.read_units, usage.bytes_read) == (1, 0)


def test_calls_to_aws_are_left_out_of_the_time(meter: Meter) -> None:
    began = process_time()
    usage = meter.of(lambda: put(meter, "a", 100_000))
    assert usage.seconds < (process_time() - began) / 2
