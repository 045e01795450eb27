"""Typed settings, read from the environment on first use."""

from __future__ import annotations

import os
from typing import Self

from pydantic import BaseModel, ConfigDict


class FunctionSettings(BaseModel):
    """What a function takes from its environment: each field by its upper-case name."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def from_environment(cls) -> Self:
        """Read the environment. ValidationError names what is lacking."""
        names = {field.upper(): field for field in cls.model_fields}
        return cls.model_validate({f: os.environ[n] for n, f in names.items() if n in os.environ})
