"""State machines as the template has them."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]


def machine_of(template: Json, part: str) -> Json:
    """The definition of the state machine whose logical id begins so; the names of resources stand for their ARNs."""
    (found,) = (
        resource["Properties"]
        for key, resource in template["Resources"].items()
        if resource["Type"] == "AWS::StepFunctions::StateMachine" and key.startswith(part)
    )
    parts = found["DefinitionString"]["Fn::Join"][1]
    text = "".join(
        part if isinstance(part, str) else next(iter(part.values()))[0] for part in parts
    )
    definition: Json = json.loads(text)
    return definition
