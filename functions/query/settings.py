"""What Query takes from its environment."""

from functools import cache

from functions.adapters.settings import FunctionSettings


class Settings(FunctionSettings, frozen=True):
    """Where the results are, where answers are kept that are too large to be sent, where reports are handed in.

    The rest is for the page: who issues tokens, as which client it asks for them, with which scopes, which of the
    tokens that come is the API's, and what origins the issuer answers from beside its own, parted by spaces.
    """

    table_name: str
    document_bucket: str
    upload_bucket: str
    token_issuer: str
    sign_in_client: str = ""
    sign_in_scopes: str = "openid profile"
    sign_in_token: str = "access_token"  # noqa: S105 - which one, not one
    sign_in_origins: str = ""


@cache
def settings() -> Settings:
    """Read once a process, on first use."""
    return Settings.from_environment()
