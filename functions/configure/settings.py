"""What Configure takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where what is in force stands."""

    table_name: str


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
