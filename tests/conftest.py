"""What several test files stand on: the bundled examples, the archive made from them, the material beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sourcebook.cli import sourcebook

PROJECT = Path(__file__).parents[1]


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
