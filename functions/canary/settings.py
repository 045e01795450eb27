"""What Canary takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where the sample is put in, where its verdict and its message are looked for, whose runs are watched."""

    upload_bucket: str
    table_name: str
    mailbox_url: str
    api_url: str
    state_machine_arn: str


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
