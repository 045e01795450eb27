"""moto without what takes it long answers as moto does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from bench.table import create_table
from tests.aws import mocked_aws

KINDS: dict[str, Any] = {
    "S": "甲",
    "N": "1.5",
    "B": b"\x00\xff",
    "SS": ["a", "b"],
    "NS": ["1", "2"],
    "BS": [b"a"],
    "M": {"inner": {"L": [{"S": ""}, {"M": {}}]}, "S": {"BOOL": False}},
    "L": [{"N": "0"}, {"NULL": True}],
    "NULL": True,
    "BOOL": False,
}


def _item(sk: str) -> dict[str, Any]:
    about = {f"of-{kind}": {kind: value} for kind, value in KINDS.items()}
    return {"pk": {"S": "p"}, "sk": {"S": sk}, **about}


def _put(sk: str, **condition: str) -> dict[str, Any]:
    return {"Put": {"TableName": "t", "Item": _item(sk), **condition}}


def _answers(client: Any) -> list[Any]:
    """What a table says: of each kind of value, in the order of keys, after a transaction, and after none of one."""
    create_table(client, "t")
    for sk in ("b", "a", "丙", "C"):
        client.put_item(TableName="t", Item=_item(sk))
    client.transact_write_items(TransactItems=[_put("d"), _put("e")])
    with pytest.raises(ClientError) as caught:
        client.transact_write_items(
            TransactItems=[
                _put("f"),
                {
                    "Update": {
                        "TableName": "t",
                        "Key": {"pk": {"S": "p"}, "sk": {"S": "a"}},
                        "UpdateExpression": "SET #x = :x",
                        "ExpressionAttributeNames": {"#x": "of-S"},
                        "ExpressionAttributeValues": {":x": {"S": "changed"}},
                    }
                },
                _put("b", ConditionExpression="attribute_not_exists(pk)"),
            ]
        )
    asked = {
        "TableName": "t",
        "KeyConditionExpression": "pk = :p",
        "ExpressionAttributeValues": {":p": {"S": "p"}},
    }
    return [
        caught.value.response["CancellationReasons"],
        client.query(**asked)["Items"],
        client.query(**asked, ScanIndexForward=False, Limit=2)["Items"],
        client.get_item(TableName="t", Key={"pk": {"S": "p"}, "sk": {"S": "e"}})["Item"],
        client.scan(TableName="t")["Count"],
    ]


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch, socket_disabled: None) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.delenv("AWS_PROFILE", raising=False)


def test_table_answers_as_that_of_moto() -> None:
    def told(aws: Callable[[], AbstractContextManager[Any]]) -> list[Any]:
        with aws():
            return _answers(boto3.client("dynamodb", region_name="cn-north-1"))

    found = told(mocked_aws)
    assert found == told(mock_aws)
    assert [item["sk"]["S"] for item in found[1]] == ["C", "a", "b", "d", "e", "丙"]


def test_each_aws_is_a_new_one() -> None:
    for _ in range(2):
        with mocked_aws():
            client = boto3.client("dynamodb", region_name="cn-north-1")
            assert client.list_tables()["TableNames"] == []
            create_table(client, "t")
