"""The template as other settings make it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infra.app import synthesize
from infra.policy.keys import OWN_KEY
from infra.runtime import host_context


@pytest.fixture(scope="session")
def locked_assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly with a key of the account's own."""
    folder = tmp_path_factory.mktemp("locked")
    synthesize(str(folder), host_context() | {OWN_KEY: "true"})
    return folder


@pytest.fixture(scope="session")
def locked(locked_assembly: Path) -> dict[str, Any]:
    """The template with a key of the account's own."""
    text = (locked_assembly / "Gouji.template.json").read_text()
    return json.loads(text)  # type: ignore[no-any-return]  # a template
