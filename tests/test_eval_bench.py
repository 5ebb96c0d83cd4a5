"""The measures of speed run, on the bundled examples; their bounds are for the real pages."""

from __future__ import annotations

from pathlib import Path

import bench


def test_every_measure_is_taken(examples: Path, capsys: object) -> None:  # noqa: ARG001 - the measures are printed
    """Building, rebuilding, queries and text pages each yield a number and a bound."""
    measures = bench.run(examples)
    assert [m.unit for m in measures] == ["times", "MiB", "%", "%", "ms", "ms"]
    assert all(m.value > 0 for m in measures)
    assert measures[0].line().startswith("build from nothing")
