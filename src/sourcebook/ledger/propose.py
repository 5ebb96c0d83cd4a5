"""Text → entries: the paragraphs are parsed, whom words mean is worked out, the rules propose, doubles are joined, scores given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model import Role, Voice
from .actors import Cast, foresee, known, mentions
from .authority import Authority, authority
from .model import AUTHOR, HOLDERS, KEYS, Entry, Paragraph, Piece, collapsed
from .parsing import Parser, cut
from .plainness import of_oneself, plainest
from .plays import speakers
from .reference import FIRST, Discourse, named
from .rules import syntax
from .rules.avowals import avowals
from .rules.forecasts import forecasts
from .rules.judgements import judgements
from .rules.passage import Passage, Proposal, Said, trimmed
from .rules.pledges import pledges
from .rules.quotes import GOES_ON, Attributed, Before, asserts, attributed, cited
from .rules.reports import reports
from .rules.sayers import about, announcing, left_open
from .rules.shown import shown
from .rules.speakers import utters
from .rules.stances import stances
from .rules.turns import turns
from .running import joined
from .scoring import score, traits
from .signing import party, speaking
from .times import when

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RULES = (reports, judgements, avowals, pledges, forecasts, turns)
#: Blocks that state nothing by themselves.
MUTE = frozenset({Role.SIGNATURE, Role.HEADING, Role.SEPARATOR, Role.CAPTION, Role.TABLE, Role.SALUTATION, Role.CLOSING})
COMMITTEE = re.compile(r"\b(?:committee|bureau|secretariat|leadership|council|executive)\b", re.I)
#: An item of a list is set off, and no quotation.
LISTED = re.compile(r"\s*\(?(?:\d{1,2}|[a-z])[.)]\s")
#: A word or two, or lines of a list: no parser reads those; "Blum writes:" is read for who speaks below.
LEAST = 4
#: So many tokens behind a quotation belong to the passage that brings it, if its sentence goes on.
AROUND = 12
#: So many who were quoted lately may be quoted again without being named.
LATELY = 4
#: Entries of one sense whose ends are so many characters apart are one.
NEAR = 40


class Proposer:
    """Reads texts for statements: the authority files of an archive beside the packaged one, a pipeline of spaCy's."""

    def __init__(self, authorities: Sequence[Path] = (), pipeline: str = "") -> None:
        self.authority: Authority = authority(authorities)
        self._parser = Parser(pipeline)

    def propose(self, piece: Piece) -> list[Entry]:
        """Return the statements of a text, in order of place; of another language than English none."""
        if piece.language not in ("en", "und", ""):
            return []
        found = [(p.plain, _entry(passage, p)) for passage in self.passages(piece) for p in _proposals(passage) if _whose(p)]
        others = [entry for _, entry in found if not of_oneself(entry)]
        return _settled([*joined(others), *plainest(told for told in found if of_oneself(told[1]))])

    def speaker(self, piece: Piece) -> str:
        """Return who speaks in a text, under the name the ledger has: its author, or the body it is written for."""
        return speaking(piece, Cast(self.authority, piece.date))

    def passages(self, piece: Piece) -> Iterator[Passage]:
        """Yield the paragraphs of a text, parsed, with names and speakers."""
        cast = Cast(self.authority, piece.date)
        piece = piece._replace(author=speaking(piece, cast))
        cast.party = party(piece, cast)
        lines, speaking_here = _lines(piece)
        foresee((line.words for line in lines), cast)
        discourse = Discourse(piece.author or AUTHOR, _called(piece.addressee, cast))
        before, following = Before(), [*lines[1:], None][: len(lines)]
        parsed = self._parser.parsed(line.words for line in lines)
        for line, after, who, doc in zip(lines, following, speaking_here, parsed, strict=True):
            found = mentions(line.words, doc, cast)
            if line.role in MUTE or (len(doc) < LEAST and not left_open(line.words)):
                continue
            names = named(doc, found, cast, discourse)
            off = _set_off(line)
            marked = attributed(doc, line.words, names, before)
            speaker = who or before.announced or before.unclosed
            whole = [Said(0, len(doc), speaker, bool(off and before.unclosed))] if who or off else []
            said = [*whole, *(Said(q.first, q.last, q.speaker if utters(q.speaker) else "") for q in marked)]
            names = _as_spoken(doc, names, said)
            yield Passage(piece, line, doc, names, cast, said, marked)
            before = _left(line, after, doc, names, marked, before, speaker if off else "")


def _left(
    line: Paragraph,
    after: Paragraph | None,
    doc: Doc,
    names: dict[int, str],
    marked: Sequence[Attributed],
    before: Before,
    off: str,
) -> Before:
    """Return who is left to speak in the next paragraph: announced, not closed, set off as well, or quoted last."""
    next_off = after is not None and _set_off(after)
    unclosed = marked[-1].speaker if marked and not marked[-1].quote.closed else ""
    if off and not marked and next_off:
        unclosed = off
    spoke = list(dict.fromkeys([*(each.speaker for each in reversed(marked) if each.speaker), *([off] if off else [])]))
    announced = announcing(doc, names, line.words, next_off and not off)
    if next_off and not announced:
        announced = next(iter(spoke), "") or about(doc, names) or next(iter(before.spoke), "")
    quoting = spoke or marked or before.announced or before.unclosed
    lately = tuple(dict.fromkeys([*spoke, *before.spoke]))[:LATELY] if quoting else ()
    return Before(announced, unclosed, lately)


def _called(addressee: str, cast: Cast) -> str:
    """Return whom "you" means in a text to somebody: the committee of a body is its leadership."""
    inside = known(addressee, cast)
    if inside and COMMITTEE.search(addressee):
        return f"{inside[-1].name} leadership"
    whole = inside and (inside[0].end - inside[0].start) * 2 > len(addressee)  # "the peoples of Persia" are not Persia
    return inside[0].name if whole else addressee.removeprefix("the ")


def _lines(piece: Piece) -> tuple[list[Paragraph], list[str]]:
    """Return the paragraphs of a text, those too long to be parsed in parts, and who speaks each if it is a play."""
    speaking_here = zip(piece.paragraphs, speakers(piece.paragraphs), strict=True)
    parts = [(p._replace(start=p.start + at, words=part), who) for p, who in speaking_here for at, part in cut(p.words)]
    return [line for line, _ in parts], [who for _, who in parts]


def _set_off(line: Paragraph) -> bool:
    """Tell a paragraph that is set off as quoted: one quotation of who announced it."""
    return (line.voice == Voice.QUOTED or line.role == Role.QUOTATION) and not LISTED.match(line.words)


def _as_spoken(doc: Doc, names: dict[int, str], said: Sequence[Said]) -> dict[int, str]:
    """Return names with "I" and "we" inside quotations meaning who speaks there."""
    out = dict(names)
    for stretch in said:
        for token in doc[stretch.first : stretch.last]:
            if token.lower_ in FIRST:
                out[token.i] = stretch.speaker
    return {n: name for n, name in out.items() if name}


def _whose(proposal: Proposal) -> bool:
    """Tell an entry of somebody's: in words that nobody is said to speak, "I" and "we" are nobody."""
    return all(proposal.fields[key] for key in (*HOLDERS, "target") if key in KEYS[proposal.kind])


def _proposals(passage: Passage) -> Iterator[Proposal]:
    held = list(stances(passage))
    yield from (*_quotations(passage), *held, *shown(passage, held))
    for rule in RULES:
        yield from rule(passage)


def _quotations(passage: Passage) -> Iterator[Proposal]:
    """Yield the words given as somebody's own; scare quotes, titles and slogans nobody speaks are left."""
    if _set_off(passage.paragraph) and utters(passage.said[0].speaker) and not passage.marked:
        told, speaker = collapsed(passage.paragraph.words), passage.said[0].speaker
        fields = {"speaker": speaker, "words": told, "cited": None, "addressee": None}
        rule = f"quotation: {GOES_ON}, set off" if passage.said[0].goes_on else "quotation: set off"
        yield Proposal("quotation", 0, len(passage.doc) - 1, fields, rule, (), True, AUTHOR)
    for each in passage.marked:  # what stands between two marks is one, also where "he said" parts it from the next
        if each.speaker and utters(each.speaker):
            yield from (_quotation(passage, each, speaker) for speaker in (each.speaker, *each.others))


def _quotation(passage: Passage, each: Attributed, speaker: str) -> Proposal:
    cue, text = each.cue, passage.paragraph.words
    first, last = max(each.first - 1, 0), min(each.last, len(passage.doc) - 1)
    if cue is not None:
        first, last = min(each.first, cue.sent.start), _quotation_ends(passage.doc, each, cue)
    outer = next(
        (s for s in passage.said if s.first <= each.first and s.last >= each.last and s.last - s.first > each.last - each.first),
        None,
    )
    fields = {
        "speaker": speaker,
        "words": collapsed(text[each.quote.start : each.quote.end]),
        "cited": cited(text, each.quote, _unquoted(passage, first, last)),
        "addressee": next(iter(passage.named(syntax.under(cue, "to"))), None) if cue is not None else None,
    }
    whole = "words that assert" if asserts(passage.doc, each.first, each.last) else "a few words"
    cues = (cue.text,) if cue is not None else ()
    voice = outer.speaker if outer is not None and outer.speaker != speaker else ""
    return Proposal("quotation", first, last, fields, f"quotation: {each.rule}, {whole}", cues, True, voice or AUTHOR)


def _unquoted(passage: Passage, first: int, last: int) -> str:
    """Return the words from one token to another but for what is quoted, which speaks of other places and days than its own."""
    if _set_off(passage.paragraph) and not passage.marked:
        return ""
    quoted = {n for each in passage.marked for n in range(each.quote.start, each.quote.end)}
    places = range(passage.doc[first].idx, passage.doc[last].idx + len(passage.doc[last]))
    return "".join(" " if n in quoted else passage.paragraph.words[n] for n in places)


def _quotation_ends(doc: Doc, each: Attributed, cue: Token) -> int:
    """Return the last token of a quotation's sentence: its closing mark, where a new sentence follows without a full stop."""
    after = next((t for t in doc[each.last : each.last + 3] if not t.is_punct), None)
    if after is not None and after.text[:1].isupper() and cue.i < each.first:
        return min(each.last, len(doc) - 1)
    return max(each.last - 1, min(cue.sent.end - 1, each.last + AROUND))


def _entry(passage: Passage, proposal: Proposal) -> Entry:
    piece, line = passage.piece, passage.paragraph
    first, last = trimmed(passage, proposal.first, proposal.last)
    start, end = passage.doc[first].idx, passage.doc[last].idx + len(passage.doc[last])
    moment, quote = _moment(passage, proposal, first, last), collapsed(line.words[start:end])
    voice = proposal.voice or passage.voice(passage.doc[(first + last) // 2])
    told = traits(proposal.kind, proposal.fields, quote, voice, piece.author, passage.cast.known.kind)
    return Entry(
        piece.doc, piece.name or piece.doc, proposal.kind, line.start + start, line.start + end, quote, voice, moment,
        _dated(proposal, piece.date, moment), proposal.rule, proposal.cues, score(proposal.rule, proposal.kind, told),
    )  # fmt: skip


def _moment(passage: Passage, proposal: Proposal, first: int, last: int) -> str | None:
    """Return when it was, by its words and those before in its sentence; what is expected is expected at the text's date."""
    if proposal.kind == "forecast" and not proposal.past:
        return passage.piece.date or None
    begun = passage.doc[first].sent.start
    around = _unquoted(passage, begun, last) if proposal.kind == "quotation" else passage.text(begun, last)
    return when(around, passage.piece.date, proposal.past)


def _dated(proposal: Proposal, date: str, moment: str | None) -> dict[str, Any]:
    """Return the fields of a proposal, those of a reversal with its two times."""
    fields = dict(proposal.fields)
    if proposal.kind == "reversal":
        before = f"../{date}" if date else None
        fields |= {"from": {**fields["from"], "when": before}, "to": {**fields["to"], "when": moment}}
    return fields


def _settled(found: Iterable[Entry]) -> list[Entry]:
    """Join what two rules propose alike; return them in order of place."""
    best: dict[tuple[Any, ...], Entry] = {}
    for entry in found:
        keys = tuple(str(entry.fields.get(key)) for key in KEYS[entry.kind])
        where: tuple[int, ...] = (entry.start // NEAR, entry.end // NEAR)
        if entry.kind == "pledge":  # said again is no other pledge
            keys, where = (*keys, str(entry.fields.get("duty"))), ()
        if entry.kind == "stance":  # once for each pair and moment
            keys, where = (*keys, str(entry.when)), ()
        key = (entry.kind, keys, where)
        if key not in best or entry.score > best[key].score:
            best[key] = entry
    return sorted(best.values(), key=lambda e: (e.start, e.end, e.kind))
