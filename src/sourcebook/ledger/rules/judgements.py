"""What a speaker's words show of his own stance: whom they condemn or praise. The speaker is the author, or somebody quoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import countries, pairs, words
from . import syntax
from .held import AGAINST, FOR, MODES, answerable, held, suffers, verbs
from .passage import Passage, Proposal, a_group, clause, is_verb, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Part of speech → the words of it that judge, and how.
JUDGING = {
    "noun": ((AGAINST, words("judging", "bad_nouns")), (FOR, words("judging", "good_nouns"))),
    "adjective": ((AGAINST, words("judging", "bad_adjectives")),),  # praise of one's own kind is as often others' or ironical
}
DEEDS, VICTIMS = words("judging", "bad_deeds"), words("judging", "victims")
MISTAKES, HARMS = words("judging", "mistakes"), words("judging", "harms")
OBJECTIVE, SERVANTS = words("judging", "objective"), words("judging", "servants")
EVILS, MERITS = (pairs("judging", name) for name in ("evils", "merits"))
#: Nouns of what is done against something: whoever speaks of it is against a cause; a cabinet's overthrow is only told.
AGAINST_CAUSES = words("judging", "flips") | frozenset("struggle fight fighter fighters revolt liberation".split())
CALLS, WINS = words("speech", "call"), words("judging", "wins")
CONDUCT = words("nouns", "heads", "conduct") | words("nouns", "state")
ENTERING = frozenset({"entry", "admission", "entrance", "accession"})
SIGNING = frozenset({"signing", "signature", "ratification", "conclusion", "adoption", "approval"})
POSES = frozenset({"act", "serve", "behave", "appear", "pose", "function", "emerge", "stand", "go"})
SAID_OF = frozenset({"be", "become", "remain", "prove", "seem"})
WAYS, RESULTS = verbs("ways"), verbs("results")
EVIL_STATES = words("judging", "evil_states")
ADMITS, WILL_HAVE = frozenset({"admit", "confess", "concede"}), frozenset({"believe", "think", "imagine", "suppose", "swallow"})
DARING = frozenset("audacity nerve cheek temerity gall effrontery face presumption".split())
CONDEMNING = words("judging", "names_that_condemn")
FOUGHT = words("judging", "fought")
PROFESSED = words("judging", "professed") | {
    "class struggle", "dictatorship of the proletariat", "international socialism", "proletarian dictatorship",
    "proletarian internationalism", "proletarian revolution", "revolutionary party", "social revolution", "socialist revolution",
    "united front", "workers' control", "workers' democracy", "world revolution",
}  # fmt: skip
CLASSED = frozenset("capitalist imperialist ruling possessing propertied exploiting employing master reformist opportunist".split())
BODIES = frozenset("""
class classes government governments politicians leaders rulers masters powers war wars press parties bosses exploiters leadership
bureaucracy bureaucrats governing currents state states magnates system friends
""".split())  # fmt: skip
COMPANY = frozenset({"co", "co.", "company", "consorts"})
#: Verbs with whose object one shows a quality: "has the impudence to", "committed a crime".
SHOWS = frozenset(
    "have show display commit reveal betray prove practise practice evince exhibit perpetrate demonstrate possess".split()
)
BLAMED = frozenset({"responsible", "blame", "answerable", "accountable"})
KNOWS = words("judging", "knows")
#: With an infinitive: what one ought to have done.
SHORT_OF = frozenset({"fail", "neglect", "refuse", "omit"})
MARKS = frozenset("“”\"‘’'")

Judged = tuple[str, str, str]  # whom, against or for, by what rule


def judgements(passage: Passage) -> Iterator[Proposal]:
    """Yield what the words of a paragraph show of its speaker's own stance."""
    for token in passage.doc:
        yield from _made_of(passage, token)
        if token.pos_ == "VERB" and lemma(token) in CALLS:
            yield from _called(passage, token)
        for target, polarity, rule in _judged(passage, token):
            yield from held(passage, token, target, polarity, rule)


def _judged(passage: Passage, token: Token) -> Iterator[Judged]:
    """Yield whom a word judges."""
    polarity = _judges(token)
    if polarity:
        unsaid = _denied_or_unreal(token)  # what is in a name or phrase is meant even where the verb is denied
        found = _by_word(passage, token)
        yield from ((target, polarity, rule) for target, rule in found if not unsaid or rule.startswith("a judging"))
    if token.lower_ in BLAMED:
        yield from _to_blame(passage, token)
    if token.pos_ in ("NOUN", "PROPN"):
        yield from _by_what_it_is_of(passage, token)
        if token.lower_ in DARING and token.dep_ == "dobj" and token.head.lemma_ == "have":
            yield from ((name, AGAINST, "shows a quality") for name in passage.named(syntax.subjects(token.head)))
        if passage.name(token):
            yield from _by_name(passage, token)
            yield from _by_class(passage, token)
            yield from _by_doctrine(passage, token)
    elif token.pos_ == "VERB" and lemma(token) in WILL_HAVE and any(c.lower_ == "us" for c in token.children):
        if token.head.lemma_ in ("have", "want", "like", "ask"):
            yield from ((name, AGAINST, "would have us believe") for name in passage.named(syntax.subjects(token.head)))
    elif token.pos_ == "VERB" and not syntax.unreal(token):
        yield from _by_deed(passage, token)


def _called(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X depicts Y as the greatest victory", "X regards Y as a crime": X's stance towards Y."""
    if syntax.denied(verb) or syntax.unreal(verb):
        return
    as_what = [o for p in verb.subtree if p.lower_ == "as" and p.dep_ == "prep" for o in p.children]
    said = [t for o in (*as_what, *(c for c in verb.children if c.dep_ in ("oprd", "xcomp"))) for t in (o, *o.children)]
    polarity = next((p for p in ((FOR if lemma(t) in WINS else _judges(t)) for t in said) if p), "")
    targets = passage.named([t for p in syntax.patients(verb) for t in _at_issue(p)]) if polarity else []
    for holder in passage.named(syntax.subjects(verb)):
        for target in (name for name in targets if name != holder and answerable(passage, name)):
            fields = {"holder": holder, "target": target, "polarity": polarity, "mode": MODES[polarity]}
            rule = f"stance: calls somebody something, {polarity}"
            yield Proposal("stance", *clause(passage, verb), fields, rule, (verb.text,), syntax.past(verb))


def _at_issue(noun: Token) -> list[Token]:
    """Return what is judged with a noun: what is entered or signed in "the entry into X", else itself and whose it is."""
    if noun.lower_ in ENTERING:  # what is entered may hang on the verb, and what is signed be joined to it
        entered = syntax.under(noun, "into", "to") or syntax.under(noun.head, "into", "to")
        return [t for each in entered for t in (syntax.under(each, "of") if each.lower_ in SIGNING else [each])]
    return syntax.under(noun, "of") if noun.lower_ in SIGNING else [noun, *syntax.owners(noun)]


def _made_of(passage: Passage, token: Token) -> Iterator[Proposal]:
    """Yield "The pact is a guarantee of peace" and "is not": what is said to be won or not by something."""
    verb = token.head
    if token.dep_ != "attr" or verb.lemma_ != "be" or lemma(token) not in WINS or syntax.unreal(verb) or token.sent[-1].text == "?":
        return
    polarity, rule = (AGAINST, "said to be none") if syntax.denied(verb) else (FOR, "said to be a gain")
    for target in passage.named(syntax.subjects(verb)):
        yield from held(passage, token, target, polarity, rule)


def _judges(token: Token) -> str:
    """Return what a word says of what it is said of: against, for, or nothing."""
    if token.pos_ in ("NOUN", "PROPN"):
        lists = JUDGING["noun"] if token.text[:1].islower() else ()
    else:
        named = token.text[:1].isupper() and not token.is_sent_start
        lists = JUDGING["adjective"] if not named and (token.pos_ in ("ADJ", "ADV") or token.dep_ == "amod") else ()
    forms = _forms(token) if lists else ()
    return next((polarity for polarity, its in lists if any(form in its for form in forms)), "")


def _forms(token: Token) -> tuple[str, ...]:
    """Return how a word may stand in a list: as printed, its dictionary form, and with what a hyphen joins to it."""
    doc, first = token.doc, token.i
    while first >= 2 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_ and not doc[first - 2].whitespace_:
        first -= 2
    forms = (token.lower_, lemma(token))
    if first == token.i:
        return forms
    joined = doc[first : token.i].text.lower()
    return (*(joined + form for form in forms), doc[first].lower_, *forms)


def _by_word(passage: Passage, token: Token) -> Iterator[tuple[str, str]]:
    """Yield whom a judging word is said of, and how."""
    first = _first(token)
    if first.dep_ in ("amod", "advmod"):
        yield from _by_adjective(passage, first.head, _judges(token))
    if token.pos_ in ("NOUN", "PROPN"):
        yield from _by_noun(passage, token)
    verb = _saying_of(token)
    if verb is not None:
        yield from ((subject, "said of somebody") for subject in passage.named(_said_of(verb)))
    if token.dep_ == "pobj" and (part := _playing(token.head)) is not None:
        yield from ((subject, "plays the part of") for subject in passage.named(syntax.subjects(part)))
    shown = _shown_by(token.head if token.dep_ == "amod" else token)
    if shown is not None and not syntax.unreal(shown):
        yield from ((subject, "shows a quality") for subject in passage.named(_doers(shown)))


def _shown_by(noun: Token) -> Token | None:
    """Return the verb by which somebody shows what a noun says: "uses brutal methods", "resorts to treachery"."""
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        verb, preposition = noun.head, ""
    elif noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB":
        verb, preposition = noun.head.head, noun.head.lower_
    else:
        return None
    fits = preposition in WAYS.get(lemma(verb), ()) or (not preposition and lemma(verb) in SHOWS)
    return verb if fits and not syntax.denied(verb) else None


def _first(adjective: Token) -> Token:
    """Return the first of adjectives joined: of "stupid and criminal" the one that hangs on the noun."""
    at = adjective
    while at.dep_ == "conj" and at.pos_ == "ADJ" and at.head.pos_ in ("ADJ", "VERB", "ADV"):
        at = at.head
    return at


def _to_blame(passage: Passage, token: Token) -> Iterator[Judged]:
    """Yield "X is responsible for the defeat", "X is to blame for it"."""
    above = token.head.head if token.dep_ == "xcomp" and token.head.lemma_ == "be" else token.head
    verb = token.head if token.head.lemma_ == "be" else above
    if (
        verb.lemma_ == "be"
        and not syntax.denied(verb)
        and not syntax.unreal(verb)
        and any(c.lower_ == "for" for c in token.children)
    ):
        yield from ((name, AGAINST, "said of somebody") for name in passage.named(_said_of(verb)))


def _said_of(verb: Token) -> list[Token]:
    """Return of whom something is said: the subject, and whose it is."""
    return [t for s in syntax.subjects(verb) for t in (s, *(o for o in syntax.owners(s) if o.pos_ != "ADJ"))]


def _playing(preposition: Token) -> Token | None:
    """Return the verb of "acts as a provocateur", "plays the role of a provocateur"."""
    above = preposition.head
    if preposition.lower_ == "of" and above.lower_ in ("role", "part") and above.head.pos_ == "VERB":
        return above.head
    return above if preposition.lower_ == "as" and above.pos_ == "VERB" and lemma(above) in POSES else None


def _by_adjective(passage: Passage, noun: Token, polarity: str) -> Iterator[tuple[str, str]]:
    """Yield what has an adjective, or whose it is: "the brutal clique", "the brutal policy of X"."""
    name = passage.name(noun) if answerable(passage, passage.name(noun)) else ""
    owners = passage.named(_whose(noun)) if noun.lower_ in CONDUCT or not name else []
    if name and not (owners and noun.lower_ in CONDUCT):
        yield name, "a judging adjective"
    if polarity == AGAINST or any(c.dep_ == "poss" for c in noun.children):
        yield from ((owner, "a judging adjective of what is somebody's") for owner in owners)


def _whose(noun: Token) -> list[Token]:
    """Return whose a thing is; a country's word before it says whose only of what states do: "the French officer" is not France.

    Of what is done to somebody, "the persecution of X", whoever follows "of" is not whose it is.
    """
    owners = (*syntax.owners(noun), *(c for c in noun.children if c.dep_ in ("compound", "nmod")))
    if lemma(noun) in OBJECTIVE:
        owners = tuple(t for t in owners if (t.dep_ == "poss" and t.pos_ != "PRON") or t.head.lower_ == "by")
    return [t for t in owners if (noun.lower_ in CONDUCT or t.lower_ not in countries()) and not _half(t)]


def _half(token: Token) -> bool:
    """Tell the first half of a compound: the "war" of "war-mongering" is no war."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == "-" and not token.whitespace_


def _by_noun(passage: Passage, noun: Token) -> Iterator[tuple[str, str]]:
    if noun.lower_ not in SERVANTS:
        yield from ((owner, "a judging noun with its owner") for owner in passage.named(_whose(noun)))
    for example in passage.named(syntax.under(noun, "like")):
        yield example, "a judging noun, for example"
    beside = [noun.head] if noun.dep_ == "appos" else []
    named = (t for child in noun.children if child.dep_ in ("appos", "nmod") for t in syntax.conjoined(child))
    for token in (*beside, *named):
        name = passage.name(token)
        if name and (passage.acting(name) or a_group(name)):
            yield name, "a judging noun beside a name"


def _by_what_it_is_of(passage: Passage, noun: Token) -> Iterator[Judged]:
    """Yield what a noun shows of what follows its preposition: "the yoke of X", "crimes against X", "the banner of X"."""
    word = noun.lower_
    fought = [noun] if "against" in EVILS.get(word, ()) else []  # the parser may hang the names on the struggle itself
    for target in passage.named(_beside([*syntax.under(noun, *EVILS.get(word, ())), *fought])):
        if target.lower().split()[-1] == word:  # of "the anti-X struggle" the name is half a word's
            continue
        if not suffers(passage, target) and not (word in AGAINST_CAUSES and passage.acting(target)):
            yield target, AGAINST, "an evil of it"
    for target in passage.named(syntax.under(noun, *MERITS.get(word, ()))):
        yield target, FOR, "a merit of it"


def _beside(tokens: list[Token]) -> list[Token]:
    """Return tokens and the names beside them: "against its agents, the X and the Y"."""
    return [t for token in tokens for a in (token, *(c for c in token.children if c.dep_ == "appos")) for t in (a, *a.conjuncts)]


def _by_class(passage: Passage, noun: Token) -> Iterator[Judged]:
    """Yield who is called by what sets him against those who work: "the capitalist class", "imperialist governments"."""
    first, *rest = passage.name(noun).lower().split() or [""]
    if rest and first in CLASSED and rest[-1] in BODIES:
        yield passage.name(noun), AGAINST, "named as a class"


def _by_doctrine(passage: Passage, noun: Token) -> Iterator[Judged]:
    """Yield the doctrines and causes on whose side, or against which, whoever speaks of them hardly ever fails to be."""
    name = passage.name(noun).lower()
    if noun.i and noun.nbor(-1).text in MARKS:
        return  # a word in marks is somebody else's
    if name in FOUGHT:
        yield passage.name(noun), AGAINST, "a doctrine named"
    elif name in PROFESSED:
        yield passage.name(noun), FOR, "a doctrine named"


def _by_name(passage: Passage, noun: Token) -> Iterator[Judged]:
    """Yield who is judged by how he is named: “democratic” imperialists, "Messrs. X", "X and Co.", "opportunism"."""
    if passage.name(noun).split()[-1].lower() in CONDEMNING:
        yield passage.name(noun), AGAINST, "a name that condemns"
    if any(c.lower_ in COMPANY for t in syntax.conjoined(noun) for c in (t, *t.children)) and passage.acting(passage.name(noun)):
        yield passage.name(noun), AGAINST, "named with company"
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i and _in_marks(child):
            yield passage.name(noun), AGAINST, "a word in scare quotes"


def _in_marks(token: Token) -> bool:
    doc = token.doc
    return 0 < token.i < len(doc) - 1 and doc[token.i - 1].text in MARKS and doc[token.i + 1].text in MARKS


def _by_deed(passage: Passage, verb: Token) -> Iterator[Judged]:
    """Yield who does what is condemned, and to whom it is done."""
    word = lemma(verb)
    wronged = [name for name in passage.named(syntax.patients(verb)) if suffers(passage, name)]
    done = word in DEEDS or word in VICTIMS or (word in HARMS and bool(wronged))
    if syntax.denied(verb):
        if word in KNOWS:
            yield from ((name, AGAINST, "knows no better") for name in passage.named(syntax.subjects(verb)))
        return
    if done or word in MISTAKES or (word in SHORT_OF and any(c.dep_ == "xcomp" for c in verb.children)):
        rule = "does what is condemned" if done else "errs"
        yield from ((name, AGAINST, rule) for name in passage.named(_doers(verb)))
    yield from _otherwise(passage, verb)


def _otherwise(passage: Passage, verb: Token) -> Iterator[Judged]:
    """Yield "X means war", "X has to admit"."""
    word = lemma(verb)
    found = [c for c in verb.children if c.dep_ == "dobj" and "" in RESULTS.get(word, ())]
    found += syntax.under(verb, *(preposition for preposition in RESULTS.get(word, ()) if preposition))
    if any(c.lower_ in EVIL_STATES for c in found):
        yield from ((name, AGAINST, "brings evil") for name in passage.named(_doers(verb)))
    if word in ADMITS and any(c.dep_ == "ccomp" for c in verb.children):
        yield from ((name, AGAINST, "has to admit") for name in passage.named(_doers(verb)))


def _doers(verb: Token) -> list[Token]:
    """Return who does it; of a bare participle, "Robbed of his power, …", only who is named by "by"."""
    if verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return syntax.agents(verb)
    return syntax.subjects(verb)


def _saying_of(token: Token) -> Token | None:
    """Return the verb of "X is a coward", "X is a wretched coward", "X is in error"."""
    first = _first(token)
    at = first.head if first.dep_ == "amod" and first.head.dep_ in ("attr", "acomp") else token
    while at.dep_ == "conj" and at.head.dep_ in ("attr", "acomp", "conj"):
        at = at.head
    if token.dep_ == "pobj" and token.head.lower_ == "in" and is_verb(token.head.head):
        return token.head.head if token.head.head.lemma_ == "be" else None
    fits = (at.dep_ in ("attr", "acomp") or token.dep_ == "oprd") and at.head.lemma_ in SAID_OF
    return at.head if fits and at.head.tag_ != "VB" and not syntax.unreal(at.head) else None


def _denied_or_unreal(token: Token) -> bool:
    verb = next(filter(is_verb, token.ancestors), None)
    if verb is None:
        return False
    said = token.dep_ in ("attr", "acomp", "dobj") or (token.dep_ == "amod" and token.head.dep_ in ("attr", "acomp"))
    return syntax.in_condition(verb) or (said and syntax.denied(verb))
