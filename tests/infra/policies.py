"""What roles may do, as the template has it."""

from __future__ import annotations

import json
import re
from typing import Any

Json = dict[str, Any]
Right = tuple[str, str, str]  # effect, action, resource

_POLICIES = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
_SUFFIX = re.compile(r"[0-9A-F]{8}$")  # by which the CDK tells apart what would have one name


def rights(template: Json) -> dict[str, set[Right]]:
    """Each role's (and each managed policy's) rights; resources as `<UploadBucket>/*`, keys' own apart."""
    found: dict[str, set[Right]] = {}
    for key, resource in template["Resources"].items():
        if resource["Type"] not in _POLICIES:
            continue
        properties = resource["Properties"]
        for holder in [role["Ref"] for role in properties.get("Roles", [{"Ref": key}])]:
            of_this = found.setdefault(_named(holder), set())
            for statement in properties["PolicyDocument"]["Statement"]:
                of_this |= _rights(statement)
    return found


def _rights(statement: Json) -> set[Right]:
    return {
        (statement["Effect"], action, flattened(resource))
        for action in _listed(statement["Action"])
        for resource in _listed(statement["Resource"])
    }


def flattened(value: Any) -> str:
    """An ARN of the template as one text, resources by their names."""
    if isinstance(value, str):
        return value
    ((function, argument),) = value.items()
    if function == "Fn::Join":
        return str(argument[0]).join(map(flattened, argument[1]))
    if function == "Fn::GetAtt":
        return f"<{_named(argument[0])}>"
    if function == "Ref":
        return f"<{_named(argument)}>"
    if function == "Fn::Select" and "Fn::Split" in argument[1]:
        return flattened(argument[1]["Fn::Split"][1])  # a part of an ARN stands for the whole
    return json.dumps(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(key: str) -> str:
    return _SUFFIX.sub("", key)
