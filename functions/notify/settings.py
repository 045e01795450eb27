"""What Notify takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where verdicts are, where offices are told, and how often one address is: SNS suspends what gets more than ten
    messages a second. `page_address`: where mails link to.
    """

    table_name: str
    topic_arn: str
    seconds_between_messages: int = 60
    page_address: str = ""


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
