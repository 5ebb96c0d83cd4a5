"""The list of words: what it knows, and where it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.check.lexicon import UNKNOWN, Lexicon


def test_known_words(tmp_path: Path) -> None:
    """A word is in the dictionary or not, frequent or rare, printed with accents; asked one by one or together."""
    lexicon = Lexicon(tmp_path)
    assert lexicon("bread").dictionary
    assert lexicon("bread").rarity < lexicon("quay").rarity
    assert lexicon("brcad") == UNKNOWN
    assert lexicon.known(["bread", "brcad"]) == {"bread": lexicon("bread")}
    assert lexicon.strange(["bread", "brcad"]) == ["brcad"]
    assert {len(word) >= 20 and word.isalpha() for word in lexicon.longer(20)} == {True}


def test_one_list_serves_all_archives(cache: Path, tmp_path: Path) -> None:
    """It is kept in the user's cache folder and nothing is put into the archive."""
    Lexicon(tmp_path)
    assert [file.suffix for file in (cache / "sourcebook").iterdir()] == [".db"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["/proc/nowhere", "not/absolute"])
def test_where_there_is_no_cache(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a folder to write in has the list in the archive."""
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    assert Lexicon(tmp_path)("bread").dictionary
    assert [file.suffix for file in tmp_path.iterdir()] == [".db"]
