"""What Ingest takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """`max_upload_bytes`: a larger file is refused unopened; a report has under 5 MB."""

    table_name: str
    max_upload_bytes: int = 50 * 1024 * 1024


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
