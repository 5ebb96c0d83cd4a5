"""House styles of people's own: what they change, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sourcebook.archive import open_archive
from sourcebook.build import build
from sourcebook.cli import sourcebook
from sourcebook.describe import describe
from sourcebook.describe.house import in_force, own_styles, read_style
from sourcebook.errors import UsageError
from sourcebook.model import Described, Page
from sourcebook.read import read_source

PROSE = "The nine ropewalks of Haldersea stood still on Monday morning, and nobody had called the spinners out. " * 3
PAGE = f"""<h1>The Tide</h1>
<div class="about-this-text">Saw the light: Shore Review, May 1931, p. 7.<br>Typed out by Ada Quill.</div>
<p>{PROSE}</p><p>[Here a leaf is lost, and with it the price of tar. – HLA]</p><p>{PROSE}</p>"""
STYLE = """
[cue]
transcriber = ["typed out"]
published = ["saw the light"]
[role]
colophon = ["about-this-text"]
[words]
house = ["HLA"]
"""


@pytest.fixture
def style(tmp_path: Path) -> Path:
    """Return the file of a house style."""
    path = tmp_path / "our-house.toml"
    path.write_text(STYLE, "utf-8")
    return path


def described(*styles: Path) -> Described:
    """Describe the page by some styles of one's own."""
    page = read_source("archive/tide.htm", PAGE.encode())
    assert isinstance(page, Page)
    with in_force(own_styles(styles)):
        return describe(page)


def stated(found: Described, field: str) -> list[str]:
    """Return the chosen values of a field of a page."""
    return [s.value for s in found.stated if s.field == field and s.chosen]


def test_words_and_classes_of_a_house(style: Path) -> None:
    """Its cues are read, its class names have roles, its name signs a remark as its own; without it none of that is known."""
    assert (stated(described(style), "venue"), stated(described(style), "transcriber")) == (["Shore Review"], ["Ada Quill"])
    assert (stated(described(), "venue"), stated(described(), "transcriber")) == ([], [])
    voices = [
        {b.voice for b in found.page.blocks if "leaf is lost" in found.page.words(b)} for found in (described(style), described())
    ]
    assert voices == [{"transcriber"}, {"editor"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[cues]\n", "has no table called [cues]"),
        ('[cue]\ntranscribber = ["typed"]', "[cue] has no 'transcribber'"),
        ('[role]\nfooter = ["foot"]', "[role] has no 'footer'"),
        ('[cue]\nsource = "from"', "'source' in [cue] must be a list of words"),
        ("[cue\n", "is not TOML"),
    ],
)
def test_wrong_styles(tmp_path: Path, text: str, words: str) -> None:
    """What a style may not hold is said in a sentence that names the file."""
    path = tmp_path / "wrong.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"wrong\.toml") as fault:
        read_style(path)
    assert words in str(fault.value)


def test_build_by_a_style(tmp_path: Path, style: Path) -> None:
    """A style named in the settings is used by the build; a change of it does the pages again."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "tide.htm").write_text(PAGE, "utf-8")
    folder = tmp_path / "archive"
    build([tmp_path / "pages"], folder)
    settings = folder / "sourcebook.toml"
    settings.write_text(settings.read_text("utf-8") + '\nstyles = ["../our-house.toml"]\n', "utf-8")
    venues = "SELECT value FROM stated WHERE field = 'venue'"
    for words, known in ((STYLE, True), (STYLE.replace("saw the light", "was seen"), False)):
        style.write_text(words, "utf-8")
        build([], folder)
        assert (("Shore Review",) in open_archive(folder).rows(venues)) is known


def test_style_on_the_command_line(tmp_path: Path, style: Path) -> None:
    """A style may be tried on files, and a missing one is said to be missing."""
    page = tmp_path / "tide.htm"
    page.write_text(PAGE, "utf-8")
    tried = CliRunner().invoke(sourcebook, ["describe", "--style", str(style), str(page)])
    assert "Shore Review" in tried.output
    missing = CliRunner().invoke(sourcebook, ["describe", "--style", str(tmp_path / "none.toml"), str(page)])
    assert missing.exit_code == 2
    assert "none.toml could not be read" in missing.output
