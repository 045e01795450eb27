"""Where a local cloud lives: its port and the folder of its state, as PORT and STATE say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
_STATE: Final = ROOT / ".local"
_PORT: Final = "4566"
SCRATCH: Final = "tmp"  # in the state folder: what only a running cloud needs


class UnusableSetting(Exception):
    """A setting that names no port; the text is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Port and state folder, which is absolute."""

    port: int
    state: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """Read PORT and STATE; both have a default. UnusableSetting where PORT is no port."""
        port = environment.get("PORT") or _PORT
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 2**16):
            raise UnusableSetting(f"PORT 应当是 1 到 65535 之间的整数，而不是“{port}”。")
        return cls(int(port), Path(environment.get("STATE") or _STATE).absolute())

    @property
    def endpoint(self) -> str:
        """The address of the cloud."""
        return endpoint(self.port)


def endpoint(port: int) -> str:
    """The address of a cloud on a port of this machine."""
    return f"http://127.0.0.1:{port}"
