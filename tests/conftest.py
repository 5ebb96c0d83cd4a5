"""What several test files stand on: the bundled examples, the archive made from them, the material beside the project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sourcebook.cli import sourcebook

PROJECT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expectations anew."""
    parser.addoption("--update", action="store_true", help="write what the rules find now into tests/rules/*/expect.txt")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Tell whether expectations are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the list of words, which takes most of a second to make, for all tests, and out of the user's own cache."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of the bundled examples' sources."""
    return PROJECT / "examples" / "sources"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real pages and labels beside the project."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the real pages in ../shared")
    return folder


@pytest.fixture(scope="session")
def example_archive(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive built from the examples; nobody writes to it."""
    archive = tmp_path_factory.mktemp("examples") / "archive"
    built = CliRunner().invoke(sourcebook, ["build", str(examples), "--archive", str(archive)])
    assert built.exit_code in (0, 1), built.output
    return archive


@pytest.fixture(scope="session")
def compared(example_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive of the examples with its texts compared; nobody writes to it."""
    archive = tmp_path_factory.mktemp("compared") / "archive"
    shutil.copytree(example_archive, archive)
    for verb in ("reuse", "works"):
        done = CliRunner().invoke(sourcebook, [verb, str(archive)])
        assert done.exit_code == 0, done.output
    return archive
