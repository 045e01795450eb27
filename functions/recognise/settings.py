"""What Recognise takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where reports go once they are recognised."""

    document_bucket: str


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
