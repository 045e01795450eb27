"""What Clock takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where offices and their years are. `functions.adapters.runs` takes from there, too, who tells."""

    table_name: str


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
