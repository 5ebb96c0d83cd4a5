"""Finding and reading files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.errors import SourceError
from sourcebook.files import ChangingFile, prefixes, read_whole, scan, whole_file, write_atomically


def test_scan_keeps_to_the_folder(tmp_path: Path) -> None:
    """Hidden files, links that lead out, loops and the archive's own folder are left out; order is that of paths."""
    pages = tmp_path / "pages"
    (pages / "b").mkdir(parents=True)
    (pages / "b" / "2.htm").write_text("x")
    (pages / "1.htm").write_text("x")
    (pages / ".hidden").write_text("x")
    (tmp_path / "secret.txt").write_text("x")
    (pages / "out.txt").symlink_to(tmp_path / "secret.txt")
    (pages / "inside.htm").symlink_to(pages / "1.htm")
    (pages / "loop").symlink_to(pages)
    archive = pages / "archive"
    archive.mkdir()
    (archive / "sourcebook.toml").write_text("x")
    assert [f.path for f in scan(archive, [".."])] == ["1.htm", "b/2.htm", "inside.htm"]


def test_several_sources_are_told_apart(tmp_path: Path) -> None:
    """Paths are led by the folder's name, numbered where two are alike."""
    assert prefixes([tmp_path / "x"]) == [""]
    assert prefixes([tmp_path / "x", tmp_path / "y", tmp_path / "z" / "x"]) == ["x/", "y/", "x-2/"]


def test_missing_and_empty_sources_are_said(tmp_path: Path) -> None:
    """No folder, and a folder without files, are faults of the call."""
    with pytest.raises(SourceError, match="There is no folder"):
        scan(tmp_path, ["nowhere"])
    with pytest.raises(SourceError, match="There are no files"):
        scan(tmp_path, ["."])


def test_a_file_that_changes_is_not_half_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is written to while it is read is given up after three times."""
    path = tmp_path / "page"
    path.write_text("one")
    stat = Path.stat

    def growing(self: Path, *, follow_symlinks: bool = True) -> object:
        with path.open("a") as file:
            file.write("!")
        return stat(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", growing)
    with pytest.raises(ChangingFile):
        read_whole(path)


def test_a_fault_leaves_the_former_file(tmp_path: Path) -> None:
    """A file that cannot be finished leaves what was there, whatever went wrong."""
    write_atomically(tmp_path / "x", "former")
    with pytest.raises(KeyError), whole_file(tmp_path / "x") as file:
        file.write(b"half")
        raise KeyError
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("x", "former")]


def test_writing_leaves_no_half(tmp_path: Path) -> None:
    """A file is replaced whole, and nothing else stays behind."""
    write_atomically(tmp_path / "x", "new\n")
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
