from __future__ import annotations

from pathlib import Path

import pytest

from gouji.output import try_file, write_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_file_is_written_whole_in_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "核对.xlsx"
    write_file(target, b"old")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == [target.name]


def test_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "核对.xlsx", tmp_path / "link.xlsx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("broken", ["write", "replace"])
def test_file_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    target = tmp_path / "核对.xlsx"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "replace":
        monkeypatch.setattr(Path, "replace", full)
    else:
        monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space"):
        write_file(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == [target.name]


def test_trying_leaves_everything_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "核对.xlsx"
    try_file(target)
    assert names(tmp_path) == []
    target.write_bytes(b"old")
    try_file(target)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == [target.name]


def test_trying_where_no_folder_is_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有"):
        try_file(tmp_path / "没有" / "核对.xlsx")
