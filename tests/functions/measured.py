"""Metrics as functions write them, and what the format asks of them."""

from __future__ import annotations

import json
from typing import Any, Final

import jsonschema  # type: ignore[import-untyped]  # ships no types

Json = dict[str, Any]
_TEXT: Final = {"type": "string", "minLength": 1}
# "CloudWatch embedded metric format specification", Amazon CloudWatch User Guide: the schema of a document, with the
# bounds that the prose there gives beside it.
SCHEMA: Final = {
    "type": "object",
    "required": ["_aws"],
    "properties": {
        "_aws": {
            "type": "object",
            "required": ["CloudWatchMetrics", "Timestamp"],
            "properties": {
                "Timestamp": {"type": "integer", "minimum": 10**12},  # milliseconds
                "CloudWatchMetrics": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "required": ["Namespace", "Dimensions", "Metrics"],
                        "properties": {
                            "Namespace": _TEXT | {"maxLength": 1024},
                            "Dimensions": {
                                "type": "array",
                                "minItems": 1,
                                "items": {
                                    "type": "array",
                                    "maxItems": 30,
                                    "items": _TEXT | {"maxLength": 250},
                                },
                            },
                            "Metrics": {
                                "type": "array",
                                "minItems": 1,
                                "maxItems": 100,
                                "items": {
                                    "type": "object",
                                    "required": ["Name"],
                                    "properties": {
                                        "Name": _TEXT | {"maxLength": 1024},
                                        "Unit": {"enum": ["Count", "Seconds", "Milliseconds"]},
                                        "StorageResolution": {"enum": [1, 60]},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def written(output: str) -> list[Json]:
    """The metrics among the lines of standard output, each checked against the format."""
    lines = [json.loads(line) for line in output.splitlines() if line.startswith('{"_aws"')]
    for line in lines:
        jsonschema.validate(line, SCHEMA)
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        (dimensions,) = directive["Dimensions"]
        # What the directive names stands at the root: dimensions as texts, metrics as numbers.
        assert all(isinstance(line[name], str) and line[name] for name in dimensions)
        for metric in directive["Metrics"]:
            assert all(isinstance(value, float) for value in line[metric["Name"]])
    return lines


def sums(lines: list[Json]) -> dict[tuple[str, str | None], float]:
    """What was written of each metric together, by its name and by its dimension's value."""
    found: dict[tuple[str, str | None], float] = {}
    for line in lines:
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        (of,) = [line[n] for n in directive["Dimensions"][0] if n != "service"] or [None]
        for metric in directive["Metrics"]:
            key = metric["Name"], of
            found[key] = found.get(key, 0) + sum(line[metric["Name"]])
    return found
