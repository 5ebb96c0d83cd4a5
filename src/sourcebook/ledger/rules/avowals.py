"""What a speaker declares himself for or against: "we support", "X must be overthrown", "our comrades", "long live X"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .held import AGAINST, FOR, answerable, held, suffers, verbs
from .passage import Passage, Proposal, is_verb, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

Lists = tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...]

SELF = frozenset({"i", "we"})
FRIENDS = words("judging", "friends")
MUST = frozenset({"must", "should", "ought", "shall", "need", "needs"})
#: What makes an infinitive something to be done: "it is necessary to …", "our task is to …", "let us …".
NEEDED = words("judging", "needed")
AIMS = frozenset("aim goal purpose object objective mission job hope ideal program programme policy".split())
IS_NEEDED = frozenset("necessary needed indispensable essential imperative wanted desirable urgent".split())
#: What is cried: the words before a name, and what they say of it.
CRIES: Mapping[tuple[str, ...], str] = {
    ("long", "live"): FOR, ("hail",): FOR, ("all", "hail"): FOR, ("hands", "off"): FOR, ("glory", "to"): FOR, ("honor", "to"): FOR,
    ("honour", "to"): FOR, ("forward", "to"): FOR, ("greetings", "to"): FOR, ("hail", "to"): FOR, ("all", "power", "to"): FOR,
    ("down", "with"): AGAINST, ("away", "with"): AGAINST, ("death", "to"): AGAINST, ("shame", "on"): AGAINST,
    ("woe", "to"): AGAINST, ("out", "with"): AGAINST, ("hell", "with"): AGAINST, ("enough", "of"): AGAINST, ("end", "to"): AGAINST,
}  # fmt: skip
STARTS = frozenset(cry[0] for cry in CRIES)
#: "we are for X": the prepositions, and what one is in.
AGREES: Mapping[str, str] = {"for": FOR, "against": AGAINST, "behind": FOR, "with": FOR}
FLIPS = words("judging", "flips")
FEELINGS = ((FOR, words("judging", "feelings_for")), (AGAINST, words("judging", "feelings_against")))
TOWARDS = ("for", "in", "with", "to", "toward", "towards", "against", "at", "upon")
#: Feelings whose "of" leads to what they are about, not to who has them.
OF_IT = frozenset("""
abhorrence hatred love distrust mistrust admiration detestation horror loathing approval condemnation disapproval scorn fear
""".split())  # fmt: skip
#: What somebody deserves.
EARNS = {
    FOR: frozenset("praise respect credit thanks support sympathy gratitude admiration confidence trust honor honour".split()),
    AGAINST: frozenset("contempt condemnation ridicule punishment scorn censure blame reproach hatred derision".split()),
}
FAVOR = frozenset({"favour", "favor", "support", "agreement", "sympathy", "solidarity"})
AFAR = 8  # tokens after a cry in which the name it is about begins
OURS: Lists = ((AGAINST, verbs("ours_against")), (FOR, verbs("ours_for")))
WANTED: Lists = ((AGAINST, verbs("wanted_against")), (FOR, verbs("wanted_for")))


def avowals(passage: Passage) -> Iterator[Proposal]:
    """Yield what a speaker says in so many words that he is for or against, wants or calls for."""
    for token in passage.doc:
        if token.pos_ == "VERB":
            yield from _said_of_oneself(passage, token)
            yield from _to_be_done(passage, token)
            yield from _earned(passage, token)
            yield from _urged(passage, token)
        if is_verb(token) and token.lemma_ == "be":
            yield from _for_or_against(passage, token)
            yield from _needed(passage, token)
        if token.lower_ in FRIENDS or passage.name(token):
            yield from _ours(passage, token)
        if token.lower_ in ("only", "alone", "without"):
            yield from _only(passage, token)
        if token.pos_ == "NOUN":
            yield from _felt(passage, token)
        if token.lower_ in STARTS:
            yield from _cried(passage, token)


def _felt(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "our hatred of X", "we have no confidence in X", "I leave with a love for X"."""
    polarity = next((polarity for polarity, its in FEELINGS if noun.lower_ in its), "")
    towards = syntax.under(noun, *(("of", *TOWARDS) if noun.lower_ in OF_IT else TOWARDS)) if polarity else []
    targets = passage.named([t for o in towards for t in (o, *syntax.under(o, "of"))])
    if not targets:
        return
    own = [c for c in noun.children if c.dep_ == "poss"]
    verb = next(filter(is_verb, noun.ancestors), None)
    ours = any(c.lower_ in ("our", "my") for c in own) or (not own and verb is not None and (_ours_speaking(verb) or _wanted(verb)))
    denied = verb is not None and noun.dep_ != "nsubj" and syntax.denied(verb)
    if not ours or (denied and polarity == AGAINST):
        return
    for target in targets:
        yield from held(passage, noun, target, AGAINST if denied else polarity, "declared")


def _meant(passage: Passage, token: Token, polarity: str) -> Iterator[tuple[str, str]]:
    """Yield whom or what an object means, and which way: who is for X's defence is for X, for its overthrow against."""
    if passage.name(token) and answerable(passage, passage.name(token)):
        yield passage.name(token), polarity
        return
    opposite = AGAINST if polarity == FOR else FOR
    way = opposite if token.lower_ in FLIPS else polarity
    yield from ((name, way) for name in passage.named(syntax.under(token, "of", "to", "from", "with", "against")))


def _ours_speaking(verb: Token) -> bool:
    """Tell a verb whose subject is "I" or "we"."""
    return any(s.lower_ in SELF for s in syntax.subjects(verb))


def _objects(verb: Token, lists: Lists) -> Iterator[tuple[Token, str]]:
    """Yield what a verb of these lists is directed at, and which way."""
    for polarity, table in lists:
        for preposition in table.get(lemma(verb), ()):
            particles = any(c.dep_ == "prt" and c.lower_ == preposition for c in verb.children)
            if not preposition or particles:
                found = syntax.patients(verb)
            else:
                found = syntax.under(verb, preposition) if preposition != "away" else syntax.under(verb, "with")
                if syntax.is_passive(verb) and any(c.lower_ == preposition and not list(c.children) for c in verb.children):
                    found = syntax.patients(verb)  # "X has to be striven for"
            yield from ((token, polarity) for token in found)


def _said_of_oneself(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "we support X", "I condemn X", and "we do not support X"."""
    if not _ours_speaking(verb) or syntax.in_condition(verb) or syntax.modal(verb) in ("could", "might", "may"):
        return
    for token, polarity in _objects(verb, OURS):
        for target, way in _meant(passage, token, polarity):
            if not syntax.denied(verb) or verb.nbor(-1).lower_ == "but":  # "we cannot but deplore"
                yield from held(passage, verb, target, way, "declared")
            elif polarity == FOR and way == FOR:
                yield from held(passage, verb, target, AGAINST, "declared")


def _earned(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X deserves praise", "X deserves no praise", "X is to be congratulated"."""
    polarity = ""
    if verb.lemma_ in ("deserve", "merit", "earn"):
        earned = [c for c in verb.children if c.dep_ == "dobj"]
        polarity = next((way for way, its in EARNS.items() if any(c.lower_ in its for c in earned)), "")
        found = syntax.subjects(verb)
    elif verb.tag_ == "VBN" and ((verb.dep_ == "xcomp" and verb.head.lemma_ == "be") or syntax.modal(verb) in ("must", "should")):
        polarity = next((way for way, table in OURS if "" in table.get(lemma(verb), ())), "")
        found = syntax.patients(verb) or syntax.subjects(verb.head)
    if polarity and syntax.denied(verb):
        polarity = AGAINST if polarity == FOR else ""
    for target in passage.named(found) if polarity else ():
        yield from held(passage, verb, target, polarity, "declared")


def _urged(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield of the many whom a speaker is for: who is called upon, "Workers, remember", and who "must" do something."""
    subjects = [c for c in verb.children if c.dep_ in (*syntax.SUBJECTS, "npadvmod", "vocative")]
    first = next((s for s in subjects if passage.name(s)), None)
    if first is None or not suffers(passage, passage.name(first)):
        return
    addressed = (
        verb.dep_ == "ROOT"
        and verb.tag_ in ("VB", "VBP")
        and first.i < verb.i
        and any(t.text in (",", "!") for t in verb.doc[first.i + 1 : verb.i])
    )
    if addressed and not any(c.dep_ == "aux" for c in verb.children) and first.n_lefts == 0:
        yield from held(passage, verb, passage.name(first), FOR, "called upon")
    elif syntax.modal(verb) in ("must", "should", "ought") and not syntax.in_condition(verb):
        yield from held(passage, verb, passage.name(first), FOR, "what it must do")


def _for_or_against(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "we are for X", "we are not against X", "I am in favour of X"."""
    if not _ours_speaking(verb):
        return
    for child in verb.children:
        polarity = AGREES.get(child.lower_, "") if child.dep_ == "prep" else ""
        found = [t for o in child.children if o.dep_ == "pobj" for t in syntax.conjoined(o)] if polarity else []
        if child.dep_ == "prep" and child.lower_ == "in":
            leans = [o for o in child.children if o.lower_ in FAVOR]
            polarity, found = FOR, [t for o in leans for t in syntax.under(o, "of", "with")]
        if syntax.denied(verb):
            polarity = AGAINST if polarity == FOR else ""
        for target, way in (pair for token in found if polarity for pair in _meant(passage, token, polarity)):
            yield from held(passage, verb, target, way, "declared")


def _to_be_done(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X must be overthrown", "it is necessary to build X", "let us defend X", "Workers, join X!"."""
    if syntax.denied(verb) or syntax.in_condition(verb) or not _wanted(verb):
        return
    for token, polarity in _objects(verb, WANTED):
        for target, way in _meant(passage, token, polarity):
            yield from held(passage, verb, target, way, "what must be")


def _wanted(verb: Token) -> bool:
    """Tell what must be done or is called for: by its modal, by what governs it, as a command."""
    at = verb
    for _ in range(syntax.STEPS):
        if syntax.modal(at) in MUST:
            return True
        if at.dep_ in ("xcomp", "ccomp", "acl", "csubj") and at.tag_ == "VB" and (_is_needed(at.head) or _needs(at.head)):
            return True
        if at.dep_ == "conj" and at.head.pos_ == "VERB" and not any(c.dep_ in syntax.SUBJECTS for c in at.children):
            at = at.head
            continue
        return _commands(at)
    return False


def _needs(token: Token) -> bool:
    """Tell what makes an infinitive something to be done; an aim only where it is ours: theirs may be another."""
    ours = any(c.dep_ == "poss" and c.lower_ in ("our", "my") for c in token.children)
    return lemma(token) in NEEDED or (lemma(token) in AIMS and ours)


def _is_needed(head: Token) -> bool:
    return is_verb(head) and any(_needs(c) for c in head.children if c.dep_ in ("acomp", "attr", "nsubj"))


def _commands(verb: Token) -> bool:
    """Tell an imperative: the bare verb at the head of its sentence, without subject or helper."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VB", "VBP"):
        return False
    subjects = [c for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE]
    helped = any(c.dep_ in ("aux", "auxpass") or c.lower_ == "to" for c in verb.children if c.i < verb.i)
    return not subjects and not helped


def _needed(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X is necessary"."""
    said = [c for c in verb.children if c.dep_ in ("acomp", "attr") and c.lower_ in IS_NEEDED]
    if said and not syntax.in_condition(verb) and verb.sent[-1].text != "?":
        for target in passage.named(syntax.subjects(verb)):
            yield from held(passage, verb, target, AGAINST if syntax.denied(verb) else FOR, "what must be")


def _ours(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "our comrades of the X", "our friend X", "our Party"."""
    if not any(c.dep_ == "poss" and c.lower_ in ("our", "my") for c in noun.children):
        return
    beside: Sequence[Token] = [t for c in noun.children if c.dep_ in ("appos", "compound") for t in syntax.conjoined(c)]
    friendly = noun.lower_ in FRIENDS or any(c.lower_ in FRIENDS for c in beside)
    if friendly:
        for target in passage.named([noun, *beside, *syntax.under(noun, "of", "in", "from")]):
            yield from held(passage, noun, target, FOR, "our own")


def _only(passage: Passage, token: Token) -> Iterator[Proposal]:
    """Yield "only X can", "X alone can", "only by X", "without X no": X is what is needed."""
    verb = next(filter(is_verb, token.ancestors), None)
    if verb is None:
        return
    found: list[Token] = []
    if token.dep_ == "prep" and token.lower_ == "without":
        if syntax.denied(verb) or any(t.lower_ in ("no", "impossible") for t in verb.subtree):
            found = [t for o in token.children if o.dep_ == "pobj" for t in syntax.conjoined(o) if passage.name(t)]
    elif token.lower_ == "alone" or syntax.modal(verb) in ("can", "will", "could"):
        found = _by_only(token, verb)
    for target, way in (pair for token in found if token.pos_ != "PRON" for pair in _meant(passage, token, FOR)):
        yield from held(passage, verb, target, way, "what must be")


def _by_only(token: Token, verb: Token) -> list[Token]:
    """Return what alone can do it, or by what alone it can be done."""
    head = token.head
    if token.lower_ == "alone" and not syntax.modal(verb):
        return [head] if head.dep_ == "nsubj" and head.i + 1 == token.i else []
    if head.dep_ in syntax.SUBJECTS | syntax.PASSIVE and head.head == verb:
        return [head]
    through = head if head.pos_ == "ADP" else None
    if token.lower_ == "only" and through is not None and through.lower_ in ("by", "through", "under", "with"):
        return [t for o in through.children if o.dep_ == "pobj" for t in syntax.conjoined(o)]
    return syntax.agents(verb) if head == verb and syntax.is_passive(verb) and token.lower_ == "only" else []


def _cried(passage: Passage, token: Token) -> Iterator[Proposal]:
    """Yield "Long live X!", "Down with X!"."""
    for cry, polarity in CRIES.items():
        run = passage.doc[token.i : token.i + len(cry)]
        if token.lower_ == cry[0] and tuple(t.lower_ for t in run) == cry and _opens(token):
            following = passage.doc[run.end : min(run.end + AFAR, token.sent.end)]
            name = next((t for t in following if passage.name(t) and answerable(passage, passage.name(t))), None)
            if name is not None:
                yield from held(passage, token, passage.name(name), polarity, "a cry")


def _opens(token: Token) -> bool:
    """Tell the first word of a sentence or of what stands between marks."""
    return token.is_sent_start or token.text[0].isupper() or (token.i > 0 and not token.doc[token.i - 1].is_alpha)
