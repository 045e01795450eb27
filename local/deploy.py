"""Deploy a cloud assembly to the local endpoint: assets to S3, the very template to CloudFormation."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

STACK: Final = "Gouji"
ACCOUNT: Final = "000000000000"
REGION: Final = "us-east-1"
API_ID: Final = "gouji"
# By this tag ministack gives an API an id that is known before it is there.
_TAGS: Final = [{"Key": "ms-custom-id", "Value": API_ID}]
_BOOTSTRAP: Final = ("/cdk-bootstrap/hnb659fds/version", "30")


def client(service: str, endpoint: str, config: Config | None = None) -> Any:  # noqa: ANN401 - one of boto3's many clients
    """A client of the local cloud."""
    return boto3.client(  # type: ignore[call-overload]  # the stubs want the service's name spelt out
        service,
        endpoint_url=endpoint,
        config=config,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the local cloud asks for none
    )


def outputs(endpoint: str) -> dict[str, str]:
    """What the stack says of itself; nothing where there is none yet."""
    try:
        (stack,) = client("cloudformation", endpoint).describe_stacks(StackName=STACK)["Stacks"]
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        return {}
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", ())}


def deploy(assembly: Path, endpoint: str, parameters: dict[str, str]) -> dict[str, str]:
    """Create or update the stack; returns its outputs. RuntimeError where it does not come up."""
    template = _upload_assets(assembly, endpoint)
    client("ssm", endpoint).put_parameter(
        Name=_BOOTSTRAP[0], Value=_BOOTSTRAP[1], Type="String", Overwrite=True
    )
    cloudformation = client("cloudformation", endpoint)
    request = {
        "StackName": STACK,
        "TemplateURL": template,
        "Capabilities": ["CAPABILITY_NAMED_IAM"],
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
        ],
        "Tags": _TAGS,
    }
    waiter = None
    try:
        cloudformation.create_stack(**request)
        waiter = "stack_create_complete"
    except cloudformation.exceptions.AlreadyExistsException:
        try:
            cloudformation.update_stack(**request)
            waiter = "stack_update_complete"
        except ClientError as error:
            if "No updates" not in str(error):
                raise
    if waiter:
        cloudformation.get_waiter(waiter).wait(StackName=STACK, WaiterConfig={"Delay": 1})
    (stack,) = cloudformation.describe_stacks(StackName=STACK)["Stacks"]
    if not stack["StackStatus"].endswith("_COMPLETE") or "ROLLBACK" in stack["StackStatus"]:
        raise RuntimeError(f"the stack is {stack['StackStatus']}")
    return outputs(endpoint)


def _upload_assets(assembly: Path, endpoint: str) -> str:
    """Upload every file asset that is not there yet; returns the template's address, in the endpoint's own form.

    What other assemblies have left is removed: the layers alone are hundreds of megabytes.
    """
    s3 = client("s3", endpoint)
    url = ""
    here: dict[str, set[str]] = {}
    for asset in json.loads((assembly / f"{STACK}.assets.json").read_text())["files"].values():
        source = assembly / asset["source"]["path"]
        for destination in asset["destinations"].values():
            bucket, key = _here(destination["bucketName"]), _here(destination["objectKey"])
            if bucket not in here:
                s3.create_bucket(Bucket=bucket)
                here[bucket] = _keys(s3, bucket)
            if key not in here[bucket]:  # keys are digests of what lies there
                zipped = asset["source"]["packaging"] == "zip"
                body = _zipped(source) if zipped else source.read_bytes()
                s3.put_object(Bucket=bucket, Key=key, Body=body)
            here[bucket].discard(key)
            if source.name == f"{STACK}.template.json":
                url = f"{endpoint}/{bucket}/{key}"
    for bucket, others in here.items():
        for key in others:
            s3.delete_object(Bucket=bucket, Key=key)
    return url


def _keys(s3: Any, bucket: str) -> set[str]:  # noqa: ANN401 - a client of boto3
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {found["Key"] for page in pages for found in page.get("Contents", ())}


def _here(text: str) -> str:
    for name, value in (("AccountId", ACCOUNT), ("Region", REGION), ("Partition", "aws")):
        text = text.replace(f"${{AWS::{name}}}", value)
    return text


def _zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return packed.getvalue()
