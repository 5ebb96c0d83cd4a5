"""The words of a query → what is asked, as a tree. The grammar is in `query.lark`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeAlias

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from ..errors import QueryError

QUOTES = '"“”„«»'
FIELDS = tuple(
    "author translator transcriber editor recipient title venue date written published language voice genre name in".split()
)


class Words(NamedTuple):
    """Words side by side: a word (which may be cut by signs, as l’Humanité) or a phrase; `*` stands for any letters."""

    words: str
    position: int


class Exact(NamedTuple):
    """Words spelt and capitalised exactly so."""

    words: str
    position: int


class Fuzzy(NamedTuple):
    """A word or one that differs from it by a letter or two."""

    word: str
    position: int


class Pattern(NamedTuple):
    """Words that a regular expression describes from beginning to end."""

    pattern: str
    position: int


Leaf: TypeAlias = Words | Exact | Fuzzy | Pattern


class Near(NamedTuple):
    """Leaves with at most so many words between them, in any order."""

    leaves: tuple[Leaf, ...]
    distance: int
    position: int


class Field(NamedTuple):
    """Something said of the text, or of the voice of a passage."""

    name: str
    value: str
    position: int


class Every(NamedTuple):
    """Texts in which every part is found."""

    parts: tuple[Node, ...]


class Either(NamedTuple):
    """Texts in which one of the parts is found."""

    parts: tuple[Node, ...]


class Without(NamedTuple):
    """Texts in which the part is not found."""

    part: Node


Node: TypeAlias = Leaf | Near | Field | Every | Either | Without


def parse(query: str) -> Node:
    """Parse a query; raises QueryError with the spot where it went wrong."""
    if not query.strip():
        raise QueryError("The query is empty.", query, 0, 'Give a word, a "phrase", or author:name.')
    try:
        node: Node = _Builder(query).transform(_parser().parse(query))
    except UnexpectedInput as error:
        raise _ours(error, query) from error
    except VisitError as error:
        raise error.orig_exc from error
    if isinstance(node, Without):
        raise QueryError("A query needs something to look for, not only what to leave out.", query, 0, "Put a word before NOT.")
    return node


@cache  # the grammar is read once; it is a constant
def _parser() -> Lark:
    grammar = (files(__package__) / "query.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False)


def _ours(error: UnexpectedInput, query: str) -> QueryError:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return QueryError("The query ends too early.", query, len(query), _unfinished(query))
    position = error.pos_in_stream if error.pos_in_stream is not None else len(query)
    if isinstance(error, UnexpectedCharacters):
        return QueryError(*_strange(query, position))
    return QueryError(f"{str(getattr(error, 'token', ''))!r} cannot stand here.", query, position, _unfinished(query[:position]))


def _unfinished(query: str) -> str:
    if query.count("(") > query.count(")"):
        return "A bracket is still open."
    if query.count(")") >= query.count("(") and query.rstrip().endswith(("AND", "OR", "NOT")):
        return 'AND, OR and NOT stand between words; as a word to look for, write "and", "or", "not" in small letters.'
    return "See docs/search.md for the query language."


def _strange(query: str, position: int) -> tuple[str, str, int, str]:
    sign = query[position]
    if sign in QUOTES:
        return "This quotation mark has no partner.", query, position, "Put one at the phrase's end too."
    if sign == "/":
        return (
            "This slash has no partner.",
            query,
            position,
            "A regular expression stands between two slashes; a slash within is written \\/.",
        )
    if sign == ")":
        return "This bracket was never opened.", query, position, ""
    return f"{sign!r} cannot stand here.", query, position, "See docs/search.md for the query language."


@v_args(inline=True)
class _Builder(Transformer[Token, Node]):
    """Makes our tree of the parser's."""

    def __init__(self, query: str) -> None:
        super().__init__()
        self._query = query

    def either(self, *parts: Node) -> Node:
        return Either(parts)

    def both(self, *parts: Node) -> Node:
        if all(isinstance(p, Without) for p in parts):
            raise QueryError(
                "A query needs something to look for, not only what to leave out.", self._query, 0, "Put a word before NOT."
            )
        return Every(parts)

    def without(self, part: Node) -> Node:
        return Without(part)

    def near(self, left: Leaf, distance: Token, right: Leaf) -> Node:
        return Near((left, right), int(distance.partition("/")[2]), left.position)

    def near_all(self, *parts: Leaf | Token) -> Node:
        leaves = tuple(p for p in parts if not isinstance(p, Token))
        within = next((self._within(p) for p in parts if isinstance(p, Token)), 10)
        return Near(leaves, within, leaves[0].position)

    def _within(self, token: Token) -> int:
        distance = token.lstrip(", \t\n")
        if token.type == "MISTYPED":
            hint = "After the comma stands how many words may lie between, as in NEAR(one two, 5); a word follows a blank."
            raise QueryError(f"{distance!r} is no distance.", self._query, _at(token) + len(token) - len(distance), hint)
        return int(distance)

    def field(self, name: Token, value: Token) -> Node:
        field = name[:-1].lower()
        if field not in FIELDS:
            hint = f"The fields are {', '.join(FIELDS)}. A word with a colon is put in quotation marks."
            raise QueryError(f"There is no field {field!r}.", self._query, _at(name), hint)
        return Field(field, value.strip(QUOTES), _at(value))

    def phrase(self, words: Token) -> Node:
        return Words(self._lettered(words.strip(QUOTES), words), _at(words))

    def word(self, word: Token) -> Node:
        return Words(self._lettered(str(word), word), _at(word))

    def exact(self, words: Token) -> Node:
        return Exact(self._lettered(words.strip(QUOTES), words), _at(words))

    def exact_word(self, word: Token) -> Node:
        return Exact(self._lettered(str(word), word), _at(word))

    def fuzzy(self, word: Token) -> Node:
        return Fuzzy(self._lettered(word[1:], word), _at(word))

    def pattern(self, pattern: Token) -> Node:
        return Pattern(pattern[1:-1].replace("\\/", "/"), _at(pattern))

    def _lettered(self, words: str, token: Token) -> str:
        if not any(c.isalnum() for c in words):
            raise QueryError("There is no letter or digit in this to look for.", self._query, _at(token))
        return words


def _at(token: Token) -> int:
    return token.start_pos or 0


def leaves(node: Node) -> Iterator[Leaf | Near]:
    """Yield the leaves whose hits are to be shown: those not left out."""
    if isinstance(node, Every | Either):
        for part in node.parts:
            yield from leaves(part)
    elif not isinstance(node, Field | Without):
        yield node
