"""A checkpoint is whole or not there, wherever the process that writes it is cut off."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.emulator.generations import DamagedCheckpoint, Generations, stamp

FILES = {"dynamodb.json": b"table", "s3.json": b"objects"}
LATER = {"dynamodb.json": b"the table, later", "s3.json": b"the objects, later"}


def _content(folder: Path) -> dict[str, bytes] | None:
    """What a process that starts now finds."""
    current = Generations(folder).current()
    return {name: current.read(name) for name in current.sizes} if current else None


def test_last_checkpoint_is_the_one_that_holds(tmp_path: Path) -> None:
    assert _content(tmp_path) is None
    for files in (FILES, LATER):
        Generations(tmp_path).keep(stamp(), files)
        assert _content(tmp_path) == files
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def _cut_off_at(call: int) -> Callable[..., Callable[..., Any]]:
    """Makers of calls that work until together they were called so often, and then no more."""
    calls = iter(range(call))

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def doing(*arguments: Any, **named: Any) -> Any:
            if next(calls, None) is None:
                raise OSError("no space left")
            return real(*arguments, **named)

        return doing

    return failing


# Of the second checkpoint: the marker is read; two files are opened and synced in a new folder, which is synced and
# renamed; the new marker is opened, synced and renamed, and its name synced.
STEPS = 12


@pytest.mark.parametrize("step", range(STEPS + 1))
def test_cut_off_at_any_step_leaves_one_whole_checkpoint(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    Generations(tmp_path).keep(stamp(), FILES)
    failing = _cut_off_at(step)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", failing(Path.mkdir))
        patch.setattr(Path, "open", failing(Path.open))
        patch.setattr(Path, "rename", failing(Path.rename))
        patch.setattr(Path, "replace", failing(Path.replace))
        patch.setattr(os, "fsync", failing(os.fsync))
        if step < STEPS:
            with pytest.raises(OSError, match="no space left"):
                Generations(tmp_path).keep(stamp(), LATER)
        else:
            Generations(tmp_path).keep(stamp(), LATER)
    # The last step makes the marker's name outlast the machine; it holds before.
    assert _content(tmp_path) == (LATER if step >= STEPS - 1 else FILES)
    Generations(tmp_path).keep(stamp(), LATER)
    assert _content(tmp_path) == LATER
    assert len(list(tmp_path.iterdir())) == 2  # nothing half done is left


def test_unchanged_files_are_taken_over(tmp_path: Path) -> None:
    Generations(tmp_path).keep(stamp(), FILES)
    Generations(tmp_path).keep(stamp(), {"dynamodb.json": b"later"}, unchanged=["s3.json"])
    assert _content(tmp_path) == {"dynamodb.json": b"later", "s3.json": b"objects"}


def test_older_copy_does_not_replace_a_later_one(tmp_path: Path) -> None:
    early, late = stamp(), stamp()
    Generations(tmp_path).keep(late, LATER)
    Generations(tmp_path).keep(early, FILES)
    assert _content(tmp_path) == LATER


def test_stamp_tells_when_the_copy_was_made(tmp_path: Path) -> None:
    made = stamp()
    Generations(tmp_path).keep(made, FILES)
    current = Generations(tmp_path).current()
    assert current
    assert f"{current.copied_at:%Y%m%dT%H%M%S.%fZ}" == current.stamp == made


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_damaged_checkpoint_is_refused(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    Generations(tmp_path).keep(stamp(), FILES)
    (path,) = tmp_path.glob("*/s3.json")
    damage(path)
    with pytest.raises(DamagedCheckpoint, match=r"s3\.json"):
        _content(tmp_path)
