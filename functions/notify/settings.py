"""What Notify takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where verdicts are, where the office is told."""

    table_name: str
    topic_arn: str


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
