"""How a verb reports: by what it governs it says, thinks, calls, denies or keeps silent. One function a construction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..lexicon import pairs, words
from . import syntax
from .passage import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

#: How many tokens behind a verb "that" may stand.
THAT_NEAR = 6
THINKS, KNOWS, UNDERTAKES = words("reporting", "think"), words("reporting", "know"), words("reporting", "undertake")
SAYS = (words("speech", "say") | words("reporting", "say") | THINKS) - words("reporting", "unsaid")
ALOUD, SILENT = (words("speech", "say") & SAYS) - THINKS, words("speech", "silent")
#: Verbs of calling that with "of" or "for" call nobody anything, and what is asked behind them: "consider why".
WEIGHS = frozenset("represent regard consider view perceive portray depict describe characterize defend hail quote cite".split())
ASKING = frozenset("why how what whether when where who which".split())
CALLS, ACCUSES = words("speech", "call"), words("speech", "accuse")
OBJECTS, SPEAKS_OF, ALSO_OF = words("reporting", "object"), pairs("speech", "about"), pairs("reporting", "about")
MINDED, SEES, LOOKS = words("reporting", "minded"), words("reporting", "sees"), words("reporting", "looks")
CONCEALS, NEGLECTS = words("reporting", "conceals"), words("reporting", "neglects")
SPOKEN, LIGHT = words("reporting", "texts") | words("reporting", "acts"), words("reporting", "light")
DOCUMENTS = words("reporting", "documents")
#: Words between what somebody says and the noun for it.
TELLING = frozenset("about against of on for to concerning regarding re upon over as".split())
ISSUES = frozenset("publish issue broadcast print circulate order summon charge".split())
#: Participles that say in passing whose something is: "the remark cited by X", "the war described by X".
IN_PASSING = frozenset("cite quote describe depict preach mention portray".split())
#: Verbs that stand before their speaker, and within how many tokens he stands.
SET_IN, NAME, PAUSES = words("speech", "quote"), 6, (",", '"', "—", ")")
VIEWS, HOLDS = words("reporting", "views"), frozenset("be hold have take share entertain cherish form express".split())
IDIOMS, CLEAR = pairs("reporting", "idioms"), words("reporting", "clear")
WORDS = frozenset("answer reply word comment explanation".split())
REFUSES, ANSWERS = frozenset({"refuse", "decline"}), frozenset("answer reply respond say speak comment".split())
CLAUSES, COMPLEMENTS = ("ccomp", "xcomp"), ("acomp", "attr", "dobj", "oprd")


def construction(verb: Token) -> str:
    """Return how a verb reports; empty where it does not."""
    if verb.dep_ == "amod":
        return ""  # "the concealed columns"
    word, kids = lemma(verb), list(verb.children)
    return next((rule for rule in (ask(verb, word, kids) for ask in CONSTRUCTIONS) if rule), "")


def _silent(verb: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "kept silent", "failed to answer", "concealed that", "no one replied"."""
    if word in SILENT or any(c.dep_ in COMPLEMENTS and c.lower_ in SILENT for c in kids):
        return "keeps silent"
    if word in CONCEALS and any(c.dep_ in ("dobj", "ccomp") for c in kids):
        return "keeps silent, conceals"
    if word in NEGLECTS and any(c.dep_ == "xcomp" and (lemma(c) in ANSWERS or lemma(c) in OBJECTS) for c in kids):
        return "keeps silent, fails to answer"
    if word == "have" and any(_no_answer(c) for c in kids if c.dep_ == "dobj"):
        return "keeps silent, no answer"
    return "keeps silent, no answer" if word in ANSWERS and syntax.denied(verb) and not _clauses(verb, kids) else ""


def _no_answer(noun: Token) -> bool:
    """Tell "nothing to say", "no answer"."""
    if noun.lower_ == "nothing":
        return any(c.lower_ in ANSWERS for c in noun.children)
    return lemma(noun) in WORDS and any(c.lower_ == "no" for c in noun.children)


def _calls(_: Token, word: str, kids: Sequence[Token]) -> str:
    if word in CALLS and any(_as_what(c, word) for c in (*kids, *_as_below(kids))):
        return "accuses" if word in ACCUSES else "calls or regards somebody as something"
    return ""


def _as_what(child: Token, word: str) -> bool:
    """Tell "as an ally", "of treason", "a traitor" below a verb of calling."""
    if child.dep_ == "oprd":
        return True
    if child.dep_ in CLAUSES:
        return word not in WEIGHS or all(g.lower_ not in ASKING for g in child.children)
    return child.dep_ == "prep" and (child.lower_ == "as" or (child.lower_ in ("of", "for") and word not in WEIGHS))


def _as_below(kids: Sequence[Token]) -> list[Token]:
    """Return the "as" that the parser hung on the object: "regards the pact as a step"."""
    return [g for c in kids if c.dep_ in ("dobj", "prep") for g in c.children if g.dep_ == "prep" and g.lower_ == "as"]


def _sees(verb: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "sees in the pact a step", "looks upon him as a friend"."""
    objects = [c.i for c in kids if c.dep_ == "dobj" and not any(g.lower_ == "no" for g in c.children)]
    if word in SEES and any(c.dep_ == "prep" and c.lower_ == "in" and verb.i < c.i < max(objects, default=0) for c in kids):
        return "sees something as something"
    below = [*kids, *(g for c in kids if c.dep_ == "prep" for o in c.children for g in (o, *o.children))]
    if word in LOOKS and any(c.lower_ in ("on", "upon", "to", "of") for c in kids) and any(c.lower_ == "as" for c in below):
        return "sees something as something"
    return ""


def _says(verb: Token, word: str, kids: Sequence[Token]) -> str:
    if word in REFUSES and any(c.dep_ == "xcomp" for c in kids):
        return "refuses"
    if word in KNOWS:
        return "does not know" if syntax.denied(verb) and _clauses(verb, kids) else ""
    said = _said(verb, kids) if word in SAYS else []
    if word in UNDERTAKES and all(c.dep_ == "xcomp" for c in said):
        return ""
    return _saying(word in THINKS, said) if said else ""


def _clauses(verb: Token, kids: Sequence[Token]) -> list[Token]:
    return [c for c in kids if c.dep_ in CLAUSES and c.i > verb.i]


def _said(verb: Token, kids: Sequence[Token]) -> list[Token]:
    """Return the clauses of what is said, or the "that" which opens one, where the parser hung it elsewhere."""
    near = verb.doc[verb.i + 1 : min(verb.i + 1 + THAT_NEAR, verb.sent.end)]
    return _clauses(verb, kids) or [t for t in near if t.lower_ == "that" and t.dep_ in ("mark", "advmod", "nsubj", "det")][:1]


def _saying(thinks: bool, said: Sequence[Token]) -> str:
    """Return whether it is said or only thought; "wants fighting" reports nothing."""
    if not thinks:
        return "says that"
    return "" if all(c.dep_ == "xcomp" for c in said) else "thinks that"


def _minded(verb: Token, _: str, kids: Sequence[Token]) -> str:
    """Tell "is certain that", "was convinced of"."""
    if verb.lower_ in MINDED and (_clauses(verb, kids) or any(c.dep_ == "prep" and c.lower_ == "of" for c in kids)):
        return "is certain, afraid, of a mind"
    how = [c for c in kids if c.dep_ in ("acomp", "oprd") and c.lower_ in MINDED]
    return "is certain, afraid, of a mind" if any(g.dep_ in (*CLAUSES, "prep") for c in how for g in c.children) else ""


def _objects(verb: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "denounced the pact"; "the facts explained themselves" says nothing, "denied them the vote" gives nothing."""
    objects = [c for c in kids if c.dep_ in ("dobj", "dative") and not c.lower_.endswith(("self", "selves"))]
    if word == "deny" and (len(objects) > 1 or syntax.is_passive(verb)):
        return ""
    return "denies, demands, denounces something" if word in OBJECTS and objects else ""


def _done_to(verb: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "the pact was denounced by X", "it was argued by some that"."""
    if not (syntax.is_passive(verb) and syntax.agents(verb)) or (verb.dep_ == "acl" and word in IN_PASSING):
        return ""
    return "something is denounced by" if word in OBJECTS - ISSUES or (word in SAYS and _clauses(verb, kids)) else ""


def _speaks_of(verb: Token, word: str, kids: Sequence[Token]) -> str:
    below = [c for c in (*kids, *_as_below(kids)) if c.dep_ in ("prep", "prt", "dative") and c.i > verb.i]
    if any(c.lower_ in SPEAKS_OF.get(word, ()) for c in below):
        return "speaks of something"
    return "objects to, answers, gives out something" if any(c.lower_ in ALSO_OF.get(word, ()) for c in below) else ""


def _makes(_: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "made a statement", "raised the demand"; a document that somebody writes tells nothing unless it says what."""
    spoken = [c for c in kids if c.dep_ == "dobj" and lemma(c) in SPOKEN and not any(g.dep_ == "poss" for g in c.children)]
    if word in LIGHT and any(lemma(c) not in DOCUMENTS or tells(c) or _behind(kids, c) for c in spoken):
        return "makes a statement, raises a demand"
    return ""


def _behind(kids: Sequence[Token], noun: Token) -> bool:
    """Tell "sent a letter calling for …", hung on the verb."""
    return any(c.dep_ in ("advcl", "xcomp") and c.tag_ in ("VBG", "VB") and c.i > noun.i for c in kids)


def tells(noun: Token, by: str = "") -> bool:
    """Tell a noun of saying with what is said: "that …", "about …", "of …", unless that is how it says by whom."""
    below = noun.head.rights if noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be" else ()
    clauses = (c for c in below if c.dep_ in ("ccomp", "advcl") and any(g.lower_ == "that" for g in c.children))
    return any(clauses) or any(_what(c) or (c.dep_ == "prep" and c.lower_ in TELLING and c.lower_ != by) for c in noun.rights)


def _what(clause: Token) -> bool:
    """Tell a clause of what is said, "that …", "calling for …", "to …", from "dated in May", "received yesterday"."""
    return clause.dep_ == "acl" and (clause.tag_ != "VBN" or any(c.lower_ == "that" for c in clause.children))


def _inserted(verb: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "…, he said, …" and "as some wags put it" from a verb that goes on without saying what was said."""
    if word not in ALOUD or (verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in kids)):
        return ""
    if verb.dep_ == "parataxis" or set_in(verb) or any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in kids):
        return "says, set in"
    return "says, set in" if verb.dep_ in ("ROOT", "ccomp", "advcl") and any(c.dep_ == "ccomp" for c in kids) else ""


def _idiom(_: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "makes no secret of", "sings the praises of", "takes a clear position"."""
    objects = [lemma(c) for c in kids if c.dep_ == "dobj"]
    return "pays tribute, makes no secret" if any(noun in IDIOMS.get(word, ()) for noun in objects) else ""


def _makes_clear(verb: Token, word: str, _: Sequence[Token]) -> str:
    """Tell "made it clear that"."""
    near = [t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 1 + THAT_NEAR, verb.sent.end)]]
    return "says that" if word in ("make", "let") and "that" in near and any(t in CLEAR for t in near[:3]) else ""


def _would_have(verb: Token, word: str, _: Sequence[Token]) -> str:
    """Tell "would have us believe that"."""
    return "would have others believe" if word in ("believe", "think", "suppose") and would_have(verb) else ""


def would_have(verb: Token) -> bool:
    """Tell the verb of what somebody would have others believe."""
    return lemma(verb.head) == "have" and verb.dep_ in CLAUSES and syntax.modal(verb.head) == "would"


def _views(_: Token, word: str, kids: Sequence[Token]) -> str:
    """Tell "is of the opinion that", "holds the view that"."""
    if word not in HOLDS:
        return ""
    under = [g for c in kids if c.dep_ == "prep" and c.lower_ in ("of", "under") for g in c.children]
    views = [c for c in (*kids, *under) if c.lower_ in VIEWS and c.dep_ in ("dobj", "pobj")]
    told = [c for v in views for c in v.children] + (list(kids) if views else [])
    return (
        "is of an opinion" if any(c.dep_ in ("acl", "ccomp") and any(g.lower_ == "that" for g in c.children) for c in told) else ""
    )


def set_in(verb: Token) -> list[Token]:
    """Return who stands behind a verb of saying that is set in: ", said Blum,"."""
    doc, end = verb.doc, verb.sent.end
    if verb.i + 1 >= end or verb.i == verb.sent.start or doc[verb.i - 1].text not in PAUSES or lemma(verb) not in SET_IN:
        return []
    noun = next(
        (t for t in doc[verb.i + 1 : min(verb.i + NAME, end)] if t.pos_ not in ("DET", "ADJ") and t.dep_ != "compound"), verb
    )
    ends = noun.i + 1 >= end or doc[noun.i + 1].is_punct
    return [noun] if ends and noun.pos_ in ("PROPN", "PRON", "NOUN") else []


CONSTRUCTIONS = (
    _would_have,
    _silent,
    _calls,
    _sees,
    _says,
    _minded,
    _done_to,
    _objects,
    _makes,
    _idiom,
    _makes_clear,
    _views,
    _speaks_of,
    _inserted,
)
