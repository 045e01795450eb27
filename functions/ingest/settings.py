"""What Ingest takes from its environment."""

from functools import cache

from functions.adapters.settings import MOST_UPLOAD_BYTES, FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """`max_upload_bytes`: a larger file is refused unopened."""

    table_name: str
    max_upload_bytes: int = MOST_UPLOAD_BYTES


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
