"""The stack after a restore: whatever used its own table uses the restored one, and its own is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from infra.app import synthesize
from infra.runtime import PACE, host_context

Json = dict[str, Any]
RESTORED = "Gouji-20230120"
ARN = [
    "arn:",
    {"Ref": "AWS::Partition"},
    ":dynamodb:",
    {"Ref": "AWS::Region"},
    ":",
    {"Ref": "AWS::AccountId"},
    f":table/{RESTORED}",
]


def test_restored_table_takes_the_place_of_the_own_one_everywhere(
    template: Json, tmp_path: Path
) -> None:
    context = host_context() | {PACE: "1", "restoredTable": RESTORED}
    synthesize(str(tmp_path), context)
    restored = json.loads((tmp_path / "Gouji.template.json").read_text())
    (own,) = (
        key
        for key, resource in template["Resources"].items()
        if resource["Type"] == "AWS::DynamoDB::Table"
    )
    users = {key for key, part in template["Resources"].items() if _names(part, own)}
    kinds = {template["Resources"][key]["Type"] for key in users}
    assert kinds == {
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::Dashboard",
        "AWS::IAM::Policy",
        "AWS::Lambda::Function",
    }
    # Its data is kept, it stays in the stack, and nothing else of the stack is another one than before.
    table = restored["Resources"][own]
    assert table == template["Resources"][own]
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert table["Properties"]["DeletionProtectionEnabled"]
    assert restored["Resources"] == _with(template["Resources"], own)
    assert restored["Outputs"] == _with(template["Outputs"], own)


def _names(part: object, own: str) -> bool:
    return any(reference in json.dumps(part) for reference in (f'"Ref": "{own}"', f'["{own}", '))


def _merged(parts: Iterable[Any]) -> list[Any]:
    """What is joined, with texts that follow each other in one, as the CDK writes it."""
    found: list[Any] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found


def _with(part: Any, own: str) -> Any:
    """A part of the template in which the restored table stands where the own one was."""
    match part:
        case {"Ref": name} if name == own:
            return RESTORED
        case {"Fn::GetAtt": [name, "Arn"]} if name == own:
            return {"Fn::Join": ["", ARN]}
        case {"Fn::Join": ["", list(parts)]}:
            return {"Fn::Join": ["", _merged(_with(each, own) for each in parts)]}
        case dict():
            return {name: _with(each, own) for name, each in part.items()}
        case list():
            return [_with(each, own) for each in part]
    return part
