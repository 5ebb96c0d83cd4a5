"""The days an EDTF date can mean."""

from __future__ import annotations

import pytest

from sourcebook.store.days import days


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1935-06-10", 19350610, 19350610),
        ("1935-06", 19350601, 19350631),
        ("1935?", 19350101, 19351231),
        ("193X", 19300101, 19391231),
        ("1935-XX", 19350101, 19351231),
        ("1978-21", 19780301, 19780531),
        ("1940-06-17/1940-08-02", 19400617, 19400802),
        ("1935/..", 19350101, None),
        ("{1935,1936}", 19350101, 19361231),
        ("no date", None, None),
        (None, None, None),
    ],
)
def test_first_and_last_day(value: str | None, first: int | None, last: int | None) -> None:
    """Precision is kept as a range; what is open or no date has no end."""
    assert days(value) == (first, last)


def test_the_library_reads_the_rest() -> None:
    """Shapes that are not of every day go to the library."""
    assert days("1935~-06")[0] is not None
