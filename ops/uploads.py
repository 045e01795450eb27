"""Uploads as events and the table tell of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from ops.stack import GoujiStack

_ID: Final = frozenset("0123456789abcdef")


class Upload(Struct, frozen=True):
    """What an event of the upload bucket is about. The id is the one under which everything else has it."""

    id: str
    key: str


def upload_of(event: object) -> Upload | None:
    """The upload that an event tells of; None where it is another event."""
    match event:
        case {
            "detail": {
                "bucket": {"name": str(bucket)},
                "object": {"key": str(key), **about},
            }
        }:
            version = about.get("version-id")
            identity = version or f"sequencer:{about.get('sequencer', '')}"
            digest = hashlib.sha256(f"{bucket}\n{key}\n{identity}".encode()).hexdigest()
            return Upload(digest[:32], key)
    return None


def is_id(text: str) -> bool:
    """Whether a text is an upload's id and no key."""
    return len(text) == 32 and set(text) <= _ID


def of_key(stack: GoujiStack, key: str) -> list[Mapping[str, Any]]:
    """What the table has of the uploads under a key, oldest first."""
    office, *rest = key.split("/", 3)
    # Which keys are misplaced, and whose they are all the same, Ingest says: all places are looked through.
    places = [f"MISPLACED#{office}", "MISPLACED#-"]
    if len(rest) == 3:
        places.append(f"ORGAN#{office}#{rest[0]}#{rest[1]}")
    found = (item for place in places for item in stack.rows(place, "UPLOAD#"))
    return sorted(
        (item for item in found if item.get("key", {}).get("S") == key),
        key=lambda item: str(item["event_time"]["S"]),
    )
