"""The registry of names: given once, kept over edits and moves, never given twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.errors import ArchiveError
from sourcebook.names import FILE, Registry, load_registry, save_registry, slug

HERE = frozenset({"a/b.htm"})


def test_names_come_from_the_path() -> None:
    """A page's texts are named after its path, numbered from the second on; signs an address needs are left out."""
    assert Registry(()).names("a/b.htm", "h", ["v1", "v2"], HERE) == ["a/b", "a/b-2"]
    assert slug("x y/ü#1@2.html") == "x-y/ü-1-2"
    assert slug("folder/.htm") != ""


def test_a_name_is_never_given_twice() -> None:
    """Two files whose paths give one name are told apart."""
    registry = Registry(())
    first = registry.names("a/b.htm", "h1", ["v1"], HERE)
    second = registry.names("a/b.html", "h2", ["v2"], HERE | {"a/b.html"})
    assert first == ["a/b"]
    assert second == ["a/b-2"]


def test_texts_keep_their_names_when_one_comes_before_them() -> None:
    """Within an edited page a text is known by its words, then by its place."""
    registry = Registry(())
    registry.names("a/b.htm", "h", ["v1", "v2"], HERE)
    assert registry.names("a/b.htm", "h2", ["new", "v1", "v2"], HERE) == ["a/b-3", "a/b", "a/b-2"]
    assert registry.names("a/b.htm", "h3", ["newer", "v1", "v2"], HERE) == ["a/b-3", "a/b", "a/b-2"]


def test_a_renamed_file_keeps_its_names() -> None:
    """A page with the bytes, or else the words, of one that has gone takes over its names; one of a page still there does not."""
    registry = Registry(())
    registry.names("a/b.htm", "h", ["v1"], HERE)
    assert registry.names("c.htm", "h", ["v1"], HERE | {"c.htm"}) == ["c"]
    assert registry.names("d.htm", "h", ["v1"], frozenset({"c.htm", "d.htm"})) == ["a/b"]
    assert registry.names("e.htm", "other", ["v1"], frozenset({"c.htm", "e.htm"})) == ["a/b"]


def test_the_file_is_only_added_to(tmp_path: Path) -> None:
    """Names are read back from the file; a move adds a line, and the last line holds."""
    registry = Registry(())
    registry.names("a/b.htm", "h", ["v1"], HERE)
    save_registry(tmp_path, registry)
    before = (tmp_path / FILE).read_text("utf-8")
    again = load_registry(tmp_path)
    assert again.names("moved.htm", "h", ["v1"], frozenset({"moved.htm"})) == ["a/b"]
    save_registry(tmp_path, again)
    after = (tmp_path / FILE).read_text("utf-8")
    assert after.startswith(before)
    assert len(after.splitlines()) == 2
    assert load_registry(tmp_path).names("moved.htm", "h", ["v1"], frozenset({"moved.htm"})) == ["a/b"]


def test_a_broken_line_is_said(tmp_path: Path) -> None:
    """A line that is no record names its place."""
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text("{}\n", "utf-8")
    with pytest.raises(ArchiveError, match=r"names\.jsonl:1"):
        load_registry(tmp_path)
