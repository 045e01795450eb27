"""What Query takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where the results are, where answers are kept that are too large to be sent, where reports are handed in."""

    table_name: str
    document_bucket: str
    upload_bucket: str


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
