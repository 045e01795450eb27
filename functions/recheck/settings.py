"""What Recheck takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where reports as read and lists of what is due lie, where verdicts go."""

    table_name: str
    document_bucket: str
    messages_arn: str = ""


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
