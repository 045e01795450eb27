"""Typed settings, read from the environment on first use."""

from __future__ import annotations

import os
from typing import Final, Self

import msgspec

MOST_UPLOAD_BYTES: Final = 50 * 1024 * 1024  # a report has under 5 MB


class FunctionSettings(msgspec.Struct, frozen=True):
    """What a function takes from its environment: each field by its upper-case name."""

    @classmethod
    def from_environment(cls) -> Self:
        """Read the environment. msgspec.ValidationError names what is lacking or of another type."""
        names = {field.upper(): field for field in cls.__struct_fields__}
        given = {field: os.environ[name] for name, field in names.items() if name in os.environ}
        return msgspec.convert(given, cls, strict=False)
