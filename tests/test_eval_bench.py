"""The measures of speed run, on the bundled examples; their bounds are for the real pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import bench


def test_every_measure_is_taken(examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Building, rebuilding, queries, text pages and collation each yield a number and a bound."""
    measures = bench.run(examples, book=10_000)
    assert [m.unit for m in measures][:8] == ["times", "MiB", "%", "%", "ms", "ms", "s", "in 1,000"]
    assert all(m.value > 0 for m in measures)
    assert "build from nothing, CPU / the least" in capsys.readouterr().out
    assert measures[0].line().startswith("build from nothing")
