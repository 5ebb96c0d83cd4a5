"""Who stands for or against whom, as the text shows it: one function a construction, the words in data/stances.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import pairs, words
from . import syntax
from .passage import GROUPS, Passage, Proposal, a_group, clause, inside, is_verb, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

Way = tuple[str, str]  # polarity, mode

AGAINST, FOR, PRACTICAL = ("against", "hostility"), ("for", "solidarity"), ("for", "practical")
#: Verbs that say of somebody what he is, and words under which a verb says it: "acts as an agent of".
SAYS_OF, ROLES = frozenset({"be", "become", "remain", "make"}), frozenset({"as", "in", "into", "of", "for"})
JOINED, LEFT = ("for", "membership"), ("against", "membership")


@cache
def _objects() -> dict[str, Way]:
    """Return the verbs whose object the subject is for or against."""
    lists = ((AGAINST, ("verbs", "against", "hostility")), (FOR, ("verbs", "for", "solidarity")))
    return {word: way for way, keys in lists for word in words("stances", *keys)} | {
        **dict.fromkeys(words("stances", "verbs", "membership", "for"), JOINED),
        **dict.fromkeys(words("stances", "verbs", "membership", "against"), LEFT),
    }


@cache
def _under(part: str) -> dict[str, dict[str, Way]]:
    """Return the verbs or nouns that take whom they are for or against after a preposition."""
    lists = {
        "verbs": (
            (AGAINST, ("verbs", "against", "prepositions")), (FOR, ("verbs", "for", "prepositions")),
            (PRACTICAL, ("verbs", "for", "practical")), (JOINED, ("verbs", "membership", "in")),
            (LEFT, ("verbs", "membership", "out")),
        ),
        "nouns": (
            (AGAINST, ("nouns", "against", "hostility")), (FOR, ("nouns", "for", "solidarity")),
            (PRACTICAL, ("nouns", "for", "practical")), (JOINED, ("nouns", "membership", "for")),
        ),
        "adjectives": ((AGAINST, ("adjectives", "against")), (FOR, ("adjectives", "for"))),
    }[part]  # fmt: skip
    found: dict[str, dict[str, Way]] = {}
    for way, keys in lists:
        for word, prepositions in pairs("stances", *keys).items():
            found.setdefault(word, {}).update(dict.fromkeys(prepositions, way))
    return found


def stances(passage: Passage) -> Iterator[Proposal]:
    """Yield what a paragraph shows of who stands for or against whom; the author's own judgements are in judgements.py."""
    for token in passage.doc:
        if is_verb(token):
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN":
            yield from _noun(passage, token)
        elif token.lower_ == "against" and token.dep_ == "prep":
            yield from _against(passage, token)
        if token.lower_ in _under("adjectives"):
            yield from _adjective(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X denounces Y", "Y is oppressed by X", "X fights against Y"."""
    if _not_happening(verb):
        return
    holders, far = passage.named(syntax.subjects(verb)), ""
    if not holders and not syntax.is_passive(verb):
        holders, far = passage.named(syntax.before(verb, passage.names)), " of a name before"
    if not holders and not syntax.is_passive(verb):
        holders, far = passage.named(syntax.nearest(verb, passage.names)), " of a subject afar"
    way = _objects().get(lemma(verb))
    if way:
        rule = f"stance: {'passive' if syntax.is_passive(verb) else 'verb and object'}{far}, {way[0]}"
        yield from _pairs(passage, verb, verb, holders, passage.named(syntax.patients(verb)), way, rule)
    for preposition, other in _under("verbs").get(lemma(verb), {}).items():
        targets = passage.named(syntax.through(syntax.under(verb, preposition)))
        yield from _pairs(passage, verb, verb, holders, targets, other, f"stance: verb and preposition{far}, {other[0]}")


def _noun(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "X's hatred of Y", "the struggle of X against Y", "X is an agent of Y", "X concluded an alliance with Y"."""
    ways = _under("nouns").get(noun.lower_) or _under("nouns").get(lemma(noun)) or {}
    for preposition, way in ways.items():
        targets = passage.named(syntax.under(noun, preposition))
        holders, rule, verb = _noun_holders(passage, noun, preposition) if targets else ([], "", None)
        if holders and not (verb is not None and _not_happening(verb)):
            meant = _turned(way) if verb is not None and syntax.denied(verb) else way
            yield from _pairs(passage, noun if verb is None else verb, noun, holders, targets, meant, f"stance: {rule}, {way[0]}")


def _noun_holders(passage: Passage, noun: Token, preposition: str) -> tuple[list[str], str, Token | None]:
    """Return whose a noun is, how that is known, and the verb that says it: its owner, whom it is said of, who acts with it."""
    if owners := passage.named(_owning(noun, preposition)):
        return owners, "noun with its owner", None
    head = noun.head
    if noun.dep_ in ("attr", "oprd", "conj") and is_verb(head) and head.lemma_ in SAYS_OF:
        return passage.named(syntax.subjects(head)), "said of somebody", head
    if noun.dep_ == "appos" and passage.name(head):
        return [passage.name(head)], "beside a name", None
    if noun.dep_ == "pobj" and head.lower_ in ROLES and is_verb(head.head):
        return passage.named(syntax.subjects(head.head)), "under a verb", head.head
    if noun.dep_ == "dobj" and head.pos_ == "VERB":
        return passage.named(syntax.subjects(head)), "object of a verb", head
    return [], "", None


def _owning(noun: Token, preposition: str) -> list[Token]:
    """Return whose a noun is; an "of" that leads to whom it is for or against leads to no owner."""
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)]
    return own or syntax.under(noun, *(("by",) if preposition == "of" else ("of", "by", "between")))


def _against(passage: Passage, preposition: Token) -> Iterator[Proposal]:
    """Yield whatever somebody does "against X", where no list has the word it hangs on."""
    head = preposition.head
    if "against" in _under("nouns").get(head.lower_, {}) or "against" in _under("verbs").get(lemma(head), {}):
        return
    verb = next(filter(is_verb, (head, *head.ancestors)), None)
    if verb is None or _not_happening(verb):
        return
    own = passage.named(syntax.owners(head)) if head.pos_ == "NOUN" else []
    holders = own or passage.named(syntax.subjects(verb) or syntax.nearest(verb, passage.names))
    targets = passage.named([t for o in preposition.children if o.dep_ == "pobj" for t in syntax.conjoined(o)])
    yield from _pairs(passage, verb, preposition, holders, targets, AGAINST, "stance: whatever is done against")


def _adjective(passage: Passage, adjective: Token) -> Iterator[Proposal]:
    """Yield "X is hostile to Y", "hostile to Y" beside a noun."""
    for preposition, way in _under("adjectives").get(adjective.lower_, {}).items():
        targets = passage.named(syntax.under(adjective, preposition))
        head = adjective.head
        holders = passage.named(syntax.subjects(head) if is_verb(head) else [head])
        if not is_verb(head) or not _not_happening(head):
            meant = _turned(way) if is_verb(head) and syntax.denied(head) else way
            yield from _pairs(passage, head, adjective, holders, targets, meant, f"stance: adjective, {meant[0]}")


def _pairs(
    passage: Passage, verb: Token, cue: Token, holders: Sequence[str], targets: Sequence[str], way: Way, rule: str
) -> Iterator[Proposal]:
    """Yield a stance for each holder and target; a denied support is one refused, a denied attack is none."""
    if cue == verb and is_verb(verb) and syntax.denied(verb):
        if way[0] == "against":
            return
        way, rule = _turned(way), rule.replace(", for", ", refused")
    if not holders or not targets:
        return
    span = clause(passage, verb) if is_verb(verb) else trimmed(passage, *inside(cue))
    past = verb.pos_ == "VERB" and syntax.past(verb)
    for holder in (name for name in holders if passage.acting(name) or _group(name)):
        for target in (name for name in targets if name != holder):
            fields = {"holder": holder, "target": target, "polarity": way[0], "mode": way[1]}
            yield Proposal("stance", *span, fields, f"{rule}, {_kind(passage, cue, holder, target)}", (cue.text,), past)


def _kind(passage: Passage, cue: Token, holder: str, target: str) -> str:
    """Return what it is directed at, and whether the speaker says it of himself: each is right more or less often."""
    kind = "actor" if passage.acting(target) else "group" if _group(target) else "cause"
    return f"{kind}, of oneself" if holder == passage.self_name(cue) else kind


def _turned(way: Way) -> Way:
    return ("against", way[1]) if way[0] == "for" else way


def _group(name: str) -> bool:
    """Tell a body by its noun, which may come first: "enemies of the people"."""
    return name.split()[0].lower() in GROUPS or a_group(name)


def _not_happening(verb: Token) -> bool:
    """Tell what is only wished, feared, expected, forbidden or supposed."""
    if syntax.unreal(verb):
        return True
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return infinitive and verb.dep_ in ("acl", "relcl", "csubj", "ROOT")
