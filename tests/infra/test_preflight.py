"""What is said before a deployment that would not work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.error import URLError

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.preflight import issuer, machine
from infra.preflight.__main__ import findings, main
from infra.preflight.account import Account, clients_of
from infra.preflight.findings import Finding
from tests.aws import mocked_aws

REGION = "cn-north-1"
ISSUER = "https://login.example.cn/realms/city"
Json = dict[str, Any]


def _get(said: object) -> issuer.Fetch:
    def get(address: str) -> bytes:
        assert address == f"{ISSUER}/.well-known/openid-configuration"
        return said if isinstance(said, bytes) else json.dumps(said).encode()

    return get


GOOD = _get({"issuer": ISSUER, "jwks_uri": f"{ISSUER}/certs"})


def _levels(found: list[Finding]) -> list[str]:
    return [each.level for each in found]


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mocked_aws():
        session = boto3.Session(region_name=REGION)
        session.client("ssm").put_parameter(
            Name="/cdk-bootstrap/hnb659fds/version", Value="21", Type="String"
        )
        yield Account(clients_of(session), REGION)


def test_all_in_order_stops_nothing(account: Account, assembly: Path) -> None:
    given = {"TokenIssuer": ISSUER}
    found = list(findings(assembly, "Gouji", given, account, GOOD))
    assert "missing" not in _levels(found), found
    said = " ".join(each.text for each in found)
    for part in ("Node.js", "bootstrap version 21", ISSUER, REGION, "subscribe the offices"):
        assert part in said


def test_without_issuer_credentials_and_bootstrap_each_is_said(
    assembly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mocked_aws():
        nobody = Account(clients_of(boto3.Session(region_name=REGION)), REGION)
        found = list(findings(assembly, "Gouji", {}, nobody, GOOD))
        said = [each.text for each in found if each.level == "missing"]
        assert any(text.startswith("Parameter TokenIssuer") for text in said)
        assert any("npx cdk bootstrap" in text for text in said)
        (nowhere,) = [Account(clients_of(boto3.Session()), None).credentials()]
        assert nowhere.level == "missing"
    refused = ClientError(
        {"Error": {"Code": "ExpiredToken", "Message": "expired"}}, "GetCallerIdentity"
    )

    class Refusing:
        def get_caller_identity(self) -> Json:
            raise refused

    found = list(findings(assembly, "Gouji", {}, Account(lambda _: Refusing(), REGION), GOOD))
    assert "expired" in " ".join(each.text for each in found if each.level == "missing")


class _Says:
    """A client that answers all with the same."""

    def __init__(self, answer: Json) -> None:
        self._answer = answer

    def __getattr__(self, name: str) -> Any:
        return lambda **_: self._answer


@pytest.mark.parametrize(
    ("region", "arn", "level"),
    [
        ("cn-north-1", "arn:aws-cn:iam::1:user/a", "ok"),
        ("eu-west-1", "arn:aws:iam::1:user/a", "ok"),
        ("cn-north-1", "arn:aws:iam::1:user/a", "missing"),
        ("eu-west-1", "arn:aws-cn:iam::1:user/a", "missing"),
    ],
)
def test_partition_of_credentials_is_that_of_the_region(region: str, arn: str, level: str) -> None:
    says = _Says({"Arn": arn, "Account": "1"})
    assert Account(lambda _: says, region).credentials().level == level


@pytest.mark.parametrize(("version", "level"), [("5", "missing"), ("6", "ok")])
def test_old_bootstrap_is_said(version: str, level: str) -> None:
    says = _Says({"Parameter": {"Value": version}})
    assert Account(lambda _: says, REGION).bootstrap().level == level


@pytest.mark.parametrize(("most", "level"), [(10, "note"), (1000, "ok")])
def test_low_quota_is_noted(most: int, level: str) -> None:
    says = _Says({"AccountLimit": {"ConcurrentExecutions": most}})
    assert Account(lambda _: says, REGION).concurrency().level == level


@pytest.mark.parametrize(
    ("code", "level"),
    [(None, "ok"), ("TypeNotFoundException", "missing"), ("AccessDenied", "note")],
)
def test_budget_is_asked_for_only_where_cloudformation_makes_one(
    account: Account, assembly: Path, code: str | None, level: str
) -> None:
    asked = []

    class Formation:
        def describe_type(self, **about: str) -> Json:
            asked.append(about["TypeName"])
            if code:
                raise ClientError({"Error": {"Code": code, "Message": "x"}}, "DescribeType")
            return {}

        def describe_stacks(self, **_: str) -> Json:
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "x"}}, "x")

    def clients(service: str) -> Any:
        return Formation() if service == "cloudformation" else account.clients(service)

    here = Account(clients, REGION)
    for limit, levels in (("0", []), ("50", [level])):
        given = {"TokenIssuer": ISSUER, "MonthlyBudget": limit}
        found = [f for f in findings(assembly, "Gouji", given, here, GOOD) if "udgets" in f.text]
        assert _levels(found) == levels
    assert asked == ["AWS::Budgets::Budget"]


def test_subscriptions_that_nobody_confirmed_are_noted(account: Account) -> None:
    sns = boto3.client("sns", region_name=REGION)
    topic = sns.create_topic(Name="office")["TopicArn"]
    assert "Nobody" in next(iter(account.subscriptions(topic))).text
    queue = f"arn:aws-cn:sqs:{REGION}:123456789012:mailbox"
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)
    assert "Nobody" in next(iter(account.subscriptions(topic))).text
    sns.subscribe(TopicArn=topic, Protocol="sms", Endpoint="+8613800138000")
    assert list(account.subscriptions(topic)) == []
    pending = {
        "Endpoint": "a@example.cn",
        "Protocol": "email",
        "SubscriptionArn": "PendingConfirmation",
    }

    class Pending:
        def get_paginator(self, _: str) -> Any:
            return _Says([{"Subscriptions": [pending]}])  # type: ignore[arg-type]  # pages, not a dict

    (found,) = Account(lambda _: Pending(), REGION).subscriptions(topic)
    assert (found.level, "a@example.cn" in found.text) == ("note", True)


def _unreachable(_address: str) -> bytes:
    raise URLError("no route to host")


@pytest.mark.parametrize(
    ("address", "get", "said"),
    [
        ("http://login.example.cn", GOOD, "https"),
        (ISSUER, _unreachable, "no route to host"),
        (ISSUER, _get(b"<html>"), "no OpenID configuration"),
        (ISSUER, _get({"issuer": ISSUER}), "no OpenID configuration"),
        (ISSUER, _get({"issuer": f"{ISSUER}/", "jwks_uri": f"{ISSUER}/certs"}), "calls itself"),
        (f"{ISSUER}/", GOOD, "calls itself"),
        (ISSUER, _get({"issuer": ISSUER, "jwks_uri": "http://inside/certs"}), "not behind https"),
    ],
)
def test_issuer_that_the_api_could_not_use_is_said(
    address: str, get: issuer.Fetch, said: str
) -> None:
    found = issuer.issuer(address, get)
    assert (found.level, said in found.text) == ("missing", True), found


def _template(**parameters: Json) -> machine.Template:
    return machine.Template(resources={}, parameters={
        name: machine._Parameter(**values) for name, values in parameters.items()
    })  # fmt: skip


@pytest.mark.parametrize(
    ("given", "deployed", "named"),
    [
        ({}, False, ["Asked"]),
        ({}, True, []),  # keeps the value that it has
        ({"Asked": "x"}, False, []),
        ({"Asked": ""}, True, ["Asked"]),
        ({"Asked": "x", "Other": "y"}, False, ["Other"]),
    ],
)
def test_parameters_are_asked_for(given: dict[str, str], deployed: bool, named: list[str]) -> None:
    template = _template(Asked={"description": "what"}, Default={"default": "gouji"})
    found = list(machine.parameters(template, given, deployed=deployed))
    assert [each.text.split()[1] for each in found] == named
    assert set(_levels(found)) <= {"missing"}


def _library(folder: Path, machine_code: bytes) -> None:
    library = folder / "asset.1" / "python" / "lxml" / "etree.cpython-313.so"
    library.parent.mkdir(parents=True)
    library.write_bytes(b"\x7fELF".ljust(18, b"\0") + machine_code + b"\0" * 44)


@pytest.mark.parametrize(
    ("code", "wanted", "level"),
    [
        (b"\xb7\0", "arm64", "ok"),
        (b"\x3e\0", "arm64", "missing"),
        (b"\x3e\0", "x86_64", "ok"),
        (None, "arm64", "missing"),
    ],
)
def test_layers_for_another_processor_are_said(
    tmp_path: Path, code: bytes | None, wanted: str, level: str
) -> None:
    if code:
        _library(tmp_path, code)
    resource = {"Type": "AWS::Lambda::Function", "Properties": {"Architectures": [wanted]}}
    (tmp_path / "Gouji.template.json").write_text(json.dumps({"Resources": {"It": resource}}))
    template = machine.template_of(tmp_path, "Gouji")
    assert machine.wheels(tmp_path, template).level == level


@pytest.mark.parametrize("installed", ["v18.20.0", "", "nonsense"])
def test_old_node_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: str) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {installed}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert machine.node().level == "missing"
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert machine.node().level == "missing"


def test_command_prints_and_fails_where_something_is_missing(
    account: Account,
    assembly: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(issuer, "fetch", GOOD)
    asked = [str(assembly), "Gouji", "--require-approval", "never"]
    assert main(asked) == 1
    assert "missing Parameter TokenIssuer" in capsys.readouterr().out
    assert main([*asked, "--parameters", f"Gouji:TokenIssuer={ISSUER}"]) == 0
    assert main([*asked, "--parameters", f"TokenIssuer={ISSUER}"]) == 0
