"""An entry as one reads it: a sentence, the words that carry it, who tells it, what proposed it and what people made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup

from ...dates import date_words
from ...ledger.actors import agree
from ...ledger.authority import surname
from ...ledger.decided import DECIDED, Decision
from ...ledger.model import AUTHOR, EDITOR
from ...ledger.names import same
from ...ledger.showing import ACCEPTED, ADDED, CORRECTED, PROPOSED, REJECTED
from ...ledger.statement import Statement
from ..addresses import text_url
from .addresses import actor_url, entry_url

Fields = Mapping[str, Any]
#: So much of the words is shown in a list; the entry's own page has them whole.
SHOWN = 420
PART = 130  # of what a sentence takes over from them
NOBODY = "quoted"  # the voice of words whose speaker nobody names

#: Who tells an entry, as a class of its own: the short name on its label.
TELLINGS: Mapping[str, str] = MappingProxyType({
    "quotation": "Quotation", "quoted": "In quoted words", "accusation": "The author’s accusation", "own": "The author’s own",
    "account": "The author’s account", "editor": "The editor’s word",
})  # fmt: skip
MODES: Mapping[str, str] = MappingProxyType({
    "solidarity": "in solidarity", "practical": "in practice", "hostility": "in hostility", "membership": "by membership",
})  # fmt: skip
HEDGES: Mapping[str, str] = MappingProxyType({
    "certain": ", as certain", "likely": ", as likely", "possible": ", as possible",
})  # fmt: skip
STATUSES: Mapping[str, str] = MappingProxyType({
    PROPOSED: "proposed", ACCEPTED: "accepted", CORRECTED: "corrected", REJECTED: "rejected", ADDED: "added",
})  # fmt: skip


class Said(NamedTuple):
    """An entry as shown."""

    id: str
    kind: str
    sentence: Markup
    when: str
    telling: str  # a key of TELLINGS
    told: Markup
    words: str
    cut: bool
    why: str
    status: str
    decided: str  # by whom, when
    note: str
    doubtful: bool
    statement: Statement

    @property
    def label(self) -> str:
        """Who tells it, on a label."""
        return TELLINGS[self.telling]

    @property
    def place(self) -> str:
        """The address of the passage."""
        return text_url(self.statement.name, self.statement.key)

    @property
    def href(self) -> str:
        """The address of the entry's own page."""
        return entry_url(self.id)


def said(statement: Statement, decisions: Mapping[str, Decision], whole: bool = False) -> Said:
    """Return an entry as shown, its words cut unless they are wanted whole."""
    entry = statement.entry
    words = str(statement.fields.get("words") or "") if entry.kind == "quotation" else ""
    words = words or entry.quote
    cut = len(words) > SHOWN and not whole
    decision = decisions.get(statement.id) if entry.status != PROPOSED else None
    return Said(
        statement.id, entry.kind, sentence(statement), when_words(entry.when), telling(statement), told(statement),
        f"{words[:SHOWN].rsplit(' ', 1)[0]} …" if cut else words, cut, why(statement), STATUSES[entry.status],
        _decided(decision), statement.note, not statement.shown, statement,
    )  # fmt: skip


def _decided(decision: Decision | None) -> str:
    if decision is None:
        return ""
    day = date_words(decision.at[:10]) if decision.at else ""
    return ", ".join(filter(None, (f"by {decision.by}" if decision.by else "", day)))


def when_words(when: str | None) -> str:
    """Return when something was said or held, in words; what lies before a day is said to."""
    if not when:
        return "undated"
    if when.startswith("../"):
        return f"by {date_words(when[3:])}"
    return date_words(when)


# the sentence


def sentence(statement: Statement) -> Markup:
    """Return who does what towards whom, names leading to the actors' pages."""
    return SENTENCES[statement.kind](statement.fields)


def who(name: object) -> Markup:
    """Return a name that leads to its actor's page; the author whom no text names has none."""
    if not name:
        return Markup("somebody")
    if name == AUTHOR:
        return Markup("the author")
    return Markup('<a class="actor" href="{}">{}</a>').format(actor_url(str(name)), name)


def _part(form: str, value: object) -> Markup:
    return Markup(form).format(_short(str(value))) if value else Markup("")


def _short(words: str) -> str:
    return words if len(words) <= PART else f"{words[:PART].rsplit(' ', 1)[0]} …"


# in the past tense, which is the same for one and for many: nothing says whether a name is of several


def _quotation(fields: Fields) -> Markup:
    to = Markup(", to {}").format(who(fields["addressee"])) if fields.get("addressee") else ""
    return Markup("{} said{}{}").format(who(fields.get("speaker")), to, _part(" (cited from {})", fields.get("cited")))


def _report(fields: Fields) -> Markup:
    named = fields.get("about")
    of = Markup(", ").join(who(name) for name in named) if isinstance(named, list) else Markup("")
    form = "{} kept silent" if fields.get("negated") else "{} spoke"
    return Markup(form).format(who(fields.get("speaker"))) + (Markup(" about ") + of if of else "")


def _stance(fields: Fields) -> Markup:
    way = MODES.get(str(fields.get("mode")), str(fields.get("mode") or ""))
    how = Markup(' <span class="way">{}</span>').format(way) if way else ""
    polarity = str(fields.get("polarity") or "")
    form = Markup('{} stood <b class="{}">{}</b> {}{}')
    return form.format(who(fields.get("holder")), polarity, polarity, who(fields.get("target")), how)


def _pledge(fields: Fields) -> Markup:
    towards = Markup(" towards {}").format(who(fields["beneficiary"])) if fields.get("beneficiary") else ""
    by = Markup(" by {}").format(who(fields["instrument"])) if fields.get("instrument") else ""
    bound = Markup("did <b>not</b> stand bound" if fields.get("negated") else "stood bound")
    head = Markup("{} {}{}{}").format(who(fields.get("bound")), bound, towards, by)
    return head + _part(": {}", fields.get("duty")) + _part("; on condition: {}", fields.get("condition"))


def _forecast(fields: Fields) -> Markup:
    hedge = HEDGES.get(str(fields.get("hedge")), "")
    head = Markup("{} expected{}").format(who(fields.get("forecaster")), hedge)
    return head + _part(": {}", fields.get("event")) + _part("; on condition: {}", fields.get("condition"))


def _reversal(fields: Fields) -> Markup:
    sides = [fields.get(key) or {} for key in ("from", "to")]
    ends = [(str(side.get("polarity") or ""), when_words(side.get("when"))) for side in sides]
    return turn(fields.get("holder"), fields.get("target"), ends)


def turn(holder: object, target: object, ends: Sequence[tuple[str, str]]) -> Markup:
    """Return who turned to or against whom, from what to what, and when."""
    way = "to" if ends[-1][0] == "for" else "against"
    sides = Markup(" → ").join(Markup('<b class="{0}">{0}</b> ({1})').format(*end) for end in ends)
    return Markup("{} turned {} {}: {}").format(who(holder), way, who(target), sides)


SENTENCES: Mapping[str, Callable[[Fields], Markup]] = MappingProxyType({
    "quotation": _quotation, "report": _report, "stance": _stance, "pledge": _pledge, "forecast": _forecast, "reversal": _reversal,
})  # fmt: skip


# who tells it


def telling(statement: Statement) -> str:
    """Return who tells an entry, one of TELLINGS: what the author accuses somebody of is kept apart from what is quoted."""
    voice = statement.entry.voice
    if voice == EDITOR:
        return "editor"
    if voice != AUTHOR:
        return "quoted"
    if statement.kind == "quotation":
        return "quotation"
    if not _own(statement):
        return "account"
    return "accusation" if statement.fields.get("polarity") == "against" else "own"


def _own(statement: Statement) -> bool:
    """Tell whether the author speaks of what he holds himself; his first name may be spelt otherwise."""
    holder, author = statement.holder, statement.author
    if not author or holder == AUTHOR:
        return holder == AUTHOR
    return same(holder, author) or (surname(holder) == surname(author) and agree(holder, author))


def told(statement: Statement) -> Markup:
    """Return in a few words who tells an entry."""
    author = statement.author or "the author"
    voice = statement.entry.voice
    form, name = {
        "editor": ("an editor of the text says so", ""),
        "quotation": ("{0}’s words, as {1} gives them", statement.holder or "somebody"),
        "quoted": ("said in words of {0} that {1} quotes", "somebody not named" if voice == NOBODY else voice),
        "account": ("{1} says so; nobody is quoted", ""),
    }.get(telling(statement), ("{1} says so in person", ""))
    return Markup(form).format(name, author)


# what proposed it


def why(statement: Statement) -> str:
    """Return what proposed an entry, by which words, and how often such entries are right."""
    entry = statement.entry
    if entry.rule == DECIDED:
        return "No rule proposes it; people stand by it."
    model, prompt, _ = entry.rule.partition(", prompt ")
    kind, colon, rule = entry.rule.partition(": ")
    by = f"the language {model}" if prompt else f"the rule “{rule if colon else kind}”"
    on = f" on the word{'s' if len(entry.cues) > 1 else ''} {', '.join(f'“{cue}”' for cue in entry.cues)}" if entry.cues else ""
    return f"Proposed by {by}{on}. {often(entry.score)}"


def often(score: float) -> str:
    """Return a score in words."""
    tenths = round(score * 10)
    right = "nearly all" if tenths >= 10 else "fewer than 1 of 10" if tenths < 1 else f"about {tenths} of 10"
    return f"Of such entries {right} are right."
