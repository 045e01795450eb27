"""Typed classes ↔ JSON. Numbers stay exact; a field that a class does not have is a fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

import msgspec

_T = TypeVar("_T")
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_EXACT: Final = {"type": "string", "format": "decimal"}  # what msgspec takes a Decimal for

Schema = dict[str, object]


def encode(value: object) -> bytes:
    """JSON in UTF-8, a Decimal as a number with all its digits. UnicodeEncodeError at half a surrogate pair."""
    return _ENCODER.encode(value)


def line(value: object) -> str:
    """The same on one line for a terminal: with a space after each comma and colon."""
    return msgspec.json.format(encode(value), indent=0).decode()


def decode(text: bytes, kind: type[_T]) -> _T:
    """Give back what `encode` wrote. msgspec.ValidationError where it is of another shape.

    What a class has a default for may be lacking: so what was stored before a field existed is still read.
    """
    return msgspec.json.decode(text, type=kind)


def schemas(kinds: Iterable[type], reference: str) -> tuple[list[Schema], dict[str, Schema]]:
    """The JSON Schema of each type, and, by name, of the classes that they refer to.

    `reference` is where these are, with a place for `{name}`.
    """
    each, components = msgspec.json.schema_components(kinds, ref_template=reference)
    named = {name: _exact_numbers(schema) for name, schema in components.items()}
    return [_exact_numbers(schema) for schema in each], named


def _exact_numbers(schema: Schema) -> Schema:
    return {name: _told(value) for name, value in schema.items()}


def _told(value: object) -> object:
    if value == _EXACT:
        return {"type": "number"}
    if isinstance(value, dict):
        return _exact_numbers(value)
    return [_told(each) for each in value] if isinstance(value, list) else value
