"""The query language and the spots its errors point at."""

from __future__ import annotations

import pytest

from sourcebook.errors import QueryError
from sourcebook.store.query import Either, Every, Exact, Field, Fuzzy, Near, Pattern, Without, Words, leaves, parse


def test_words_beside_each_other_are_all_wanted() -> None:
    """A blank is AND; OR binds less; NOT leaves out."""
    assert parse("a b") == Every((Words("a", 0), Words("b", 2)))
    assert parse("a OR b NOT c") == Either((Words("a", 0), Every((Words("b", 5), Without(Words("c", 11))))))


def test_typographic_marks_quote_too() -> None:
    """Phrases stand between marks of any kind."""
    for query in ('"world revolution"', "“world revolution”", "„world revolution“", "«world revolution»"):
        assert parse(query) == Words("world revolution", 0)


def test_every_form_of_leaf() -> None:
    """Near in both notations, slips, regular expressions, exact spelling, fields and ranges."""
    assert parse("NEAR(a b, 5)") == Near((Words("a", 5), Words("b", 7)), 5, 5)
    assert parse("a NEAR/3 “b c”") == Near((Words("a", 0), Words("b c", 9)), 3, 0)
    assert parse("~comintem") == Fuzzy("comintem", 0)
    assert parse(r"/a\/b.*/") == Pattern("a/b.*", 0)
    assert parse('="Labor Action"') == Exact("Labor Action", 1)
    assert parse("author:“Leon Trotsky” written:..1940") == Every(
        (Field("author", "Leon Trotsky", 7), Field("written", "..1940", 30))
    )


def test_small_letters_are_words() -> None:
    """and, or, not and near in small letters are looked for."""
    assert [leaf[0] for leaf in leaves(parse("and or not near"))] == ["and", "or", "not", "near"]


def test_leaves_leave_out_what_is_left_out() -> None:
    """Only what is asked for is shown, not what NOT excludes."""
    assert list(leaves(parse("a NOT b"))) == [Words("a", 0)]


@pytest.mark.parametrize(
    ("query", "position", "word"),
    [
        ("", 0, "empty"),
        ('stalin "five year', 7, "partner"),
        ("(a OR b", 7, "early"),
        ("a OR", 4, "early"),
        ("a AND AND b", 6, "AND"),
        ("a)", 1, ")"),
        ("war foo:bar", 4, "foo"),
        ("NOT a", 0, "leave out"),
        ("a — b", 2, "letter"),
        ("/abc", 0, "slash"),
        ("NEAR(a b, x)", 10, "distance"),
        ("NEAR(a b, 1.5)", 10, "distance"),
    ],
)
def test_errors_point_at_the_spot(query: str, position: int, word: str) -> None:
    """A query that does not parse says where and why."""
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position
    assert word in caught.value.message
    assert caught.value.pointer().splitlines()[-1] == " " * position + "^"
