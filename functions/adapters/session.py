"""botocore's session, which makes clients quicker than its default. Imported on use: botocore takes its time.

boto3 wraps one, and importing what no function uses of it, resources and transfers, takes longer than making a client.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from botocore.credentials import CredentialResolver, EnvProvider
from botocore.loaders import JSONFileLoader, Loader
from botocore.session import Session, get_session

if TYPE_CHECKING:
    from collections.abc import Callable

_READ: Final[dict[str, Callable[[bytes], bytes]]] = {".json": bytes, ".json.gz": gzip.decompress}


class _Decoder(JSONFileLoader):
    """Decodes the files that services are described in, megabytes of JSON, in a fifth of the time."""

    def load_file(self, file_path: str) -> Any:  # noqa: ANN401 - as botocore has it: any JSON
        """What a file holds, named without its suffix; None where there is none."""
        for suffix, read in _READ.items():
            path = Path(file_path + suffix)
            if path.is_file():
                return msgspec.json.decode(read(path.read_bytes()))
        return None


class _Loader(Loader):
    """Knows a service by its folder: botocore looks into all four hundred, twice, before it makes the first client."""

    def list_available_services(self, type_name: str) -> list[str]:  # noqa: ARG002 - as botocore has it
        """All services, whether or not a file of this type describes them."""
        paths = (path for path in map(Path, self.search_paths) if path.is_dir())
        return [entry.name for path in paths for entry in path.iterdir()]


@cache
def session() -> Session:
    """The session of this process."""
    made = get_session()
    made.register_component("data_loader", _Loader(file_loader=_Decoder()))
    environment = EnvProvider()
    if environment.load() is not None:
        # As on Lambda: what else there is to ask for credentials is not even made.
        made.register_component("credential_provider", CredentialResolver([environment]))
    return made
