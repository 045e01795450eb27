"""Clients made by the quicker session are boto3's own, and find credentials where those do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import DataNotFoundError, UnknownServiceError
from botocore.loaders import Loader

from functions.adapters import clients
from functions.adapters.session import session

SERVICES = ("dynamodb", "s3", "sns", "sqs", "stepfunctions")


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    session.cache_clear()
    yield
    session.cache_clear()


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("kind", ["service-2", "endpoint-rule-set-1", "paginators-1"])
def test_services_are_described_as_botocore_reads_them(service: str, kind: str) -> None:
    found = session().get_component("data_loader").load_service_model(service, kind)
    assert found == Loader().load_service_model(service, kind)


@pytest.mark.parametrize("name", ["endpoints", "partitions", "_retry", "sdk-default-configuration"])
def test_what_all_services_share_is_as_botocore_reads_it(name: str) -> None:
    found = session().get_component("data_loader").load_data(name)
    assert found == Loader().load_data(name)
    assert list(found) == list(Loader().load_data(name))


def test_service_or_kind_that_there_is_not_is_refused_as_by_botocore() -> None:
    loader = session().get_component("data_loader")
    with pytest.raises(UnknownServiceError):
        loader.load_service_model("dynamo", "service-2")
    with pytest.raises(DataNotFoundError):
        loader.load_service_model("dynamodb", "service-9")


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("service", SERVICES)
def test_clients_do_what_boto3s_do(service: str) -> None:
    made = session().create_client(service)
    expected = boto3.client(service)  # type: ignore[call-overload]  # any name
    assert made.meta.endpoint_url == expected.meta.endpoint_url
    assert made.meta.region_name == expected.meta.region_name
    assert made.meta.method_to_api_mapping == expected.meta.method_to_api_mapping


@pytest.mark.usefixtures("aws")
def test_client_signs_with_the_credentials_of_its_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of this function")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "for an hour")
    found = session().get_credentials()
    assert found
    assert (found.access_key, found.token) == ("of this function", "for an hour")
    assert "X-Amz-Security-Token=for%20an%20hour" in clients.signer().generate_presigned_url(
        "get_object", Params={"Bucket": "uploads", "Key": "one"}
    )


@pytest.mark.usefixtures("aws")
def test_where_the_environment_has_none_credentials_are_looked_for_as_ever(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    kept = tmp_path / "credentials"
    kept.write_text("[default]\naws_access_key_id = from a file\naws_secret_access_key = secret\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(kept))
    found = session().get_credentials()
    assert found
    assert found.access_key == "from a file"
