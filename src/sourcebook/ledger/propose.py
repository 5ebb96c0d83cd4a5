"""Text → entries: the paragraphs are parsed, whom words mean is worked out, the rules propose, doubles are joined, scores given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model import Role, Voice
from .actors import Cast, known, mentions
from .authority import Authority, authority
from .model import AUTHOR, KEYS, Entry, Paragraph, Piece, collapsed
from .parsing import Parser, cut
from .reference import Discourse, named
from .rules import syntax
from .rules.forecasts import forecasts
from .rules.judgements import judgements
from .rules.passage import Passage, Proposal, Said, trimmed
from .rules.pledges import pledges
from .rules.quotes import Attributed, announcing, asserts, attributed, cited
from .rules.reports import reports
from .rules.stances import stances
from .rules.turns import turns
from .scoring import score
from .signing import speaking
from .times import when

if TYPE_CHECKING:
    from spacy.tokens import Doc

RULES = (reports, stances, judgements, pledges, forecasts, turns)
#: Blocks that state nothing by themselves.
MUTE = frozenset({Role.SIGNATURE, Role.HEADING, Role.SEPARATOR, Role.CAPTION, Role.TABLE, Role.SALUTATION, Role.CLOSING})
COMMITTEE = re.compile(r"\b(?:committee|bureau|secretariat|leadership|council|executive)\b", re.I)
#: A word or two, or lines of a list: no parser reads those.
LEAST = 4


class Proposer:
    """Reads texts for statements: the authority files of an archive beside the packaged one, a pipeline of spaCy's."""

    def __init__(self, authorities: Sequence[Path] = (), pipeline: str = "") -> None:
        self.authority: Authority = authority(authorities)
        self._parser = Parser(pipeline)

    def propose(self, piece: Piece) -> list[Entry]:
        """Return the statements of a text, in order of place; of another language than English none."""
        if piece.language not in ("en", "und", ""):
            return []
        found = [_entry(passage, proposal) for passage in self.passages(piece) for proposal in _proposals(passage)]
        return _settled(found)

    def passages(self, piece: Piece) -> Iterator[Passage]:
        """Yield the paragraphs of a text, parsed, with names and speakers."""
        cast = Cast(self.authority, piece.date)
        piece = piece._replace(author=speaking(piece, cast))
        lines = [Paragraph(p.start + at, part, p.role, p.voice) for p in piece.paragraphs for at, part in cut(p.words)]
        discourse = Discourse(piece.author or AUTHOR, _called(piece.addressee, cast))
        announced = ""
        for line, doc in zip(lines, self._parser.parsed(line.words for line in lines), strict=True):
            found = mentions(line.words, doc, cast)
            if line.role in MUTE or len(doc) < LEAST:
                continue
            names = named(doc, found, cast, discourse)
            marked = attributed(doc, line.words, names, announced)
            said = [*_set_off(line, doc, announced), *(Said(q.first, q.last, q.speaker) for q in marked)]
            names = _as_spoken(doc, names, said)
            yield Passage(piece, line, doc, names, cast, said, marked)
            announced = announcing(doc, names) or _goes_on(line.words, marked)


def _called(addressee: str, cast: Cast) -> str:
    """Return whom "you" means in a text to somebody: the committee of a body is its leadership."""
    inside = known(addressee, cast)
    if inside and COMMITTEE.search(addressee):
        return f"{inside[-1].name} leadership"
    return inside[0].name if inside else addressee.removeprefix("the ")


def _set_off(line: Paragraph, doc: Doc, announced: str) -> list[Said]:
    """Return a paragraph that is set off as quoted, as one quotation of who announced it."""
    return [Said(0, len(doc), announced)] if line.voice == Voice.QUOTED or line.role == Role.QUOTATION else []


def _as_spoken(doc: Doc, names: dict[int, str], said: Sequence[Said]) -> dict[int, str]:
    """Return names with "I" and "we" inside quotations meaning who speaks there."""
    out = dict(names)
    for stretch in said:
        for token in doc[stretch.first : stretch.last]:
            if token.lower_ in ("i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"):
                if stretch.speaker:
                    out[token.i] = stretch.speaker
                else:
                    out.pop(token.i, None)
    return out


def _goes_on(words: str, marked: Sequence[Attributed]) -> str:
    """Return who goes on speaking in the next paragraph: whose quotation nobody closed."""
    return marked[-1].speaker if marked and not marked[-1].quote.closed else ""


def _proposals(passage: Passage) -> Iterator[Proposal]:
    yield from _quotations(passage)
    for rule in RULES:
        yield from rule(passage)


def _quotations(passage: Passage) -> Iterator[Proposal]:
    """Yield the words given as somebody's own; scare quotes, titles and slogans nobody speaks are left."""
    doc, text = passage.doc, passage.paragraph.words
    if passage.said and passage.said[0][:2] == (0, len(doc)) and passage.said[0].speaker and not passage.marked:
        fields: dict[str, Any] = {"speaker": passage.said[0].speaker, "words": collapsed(text), "cited": None, "addressee": None}
        yield Proposal("quotation", 0, len(doc) - 1, fields, "quotation: set off", (), True, AUTHOR)
    for each in passage.marked:
        if each.speaker:
            yield _quotation(passage, each)


def _quotation(passage: Passage, each: Attributed) -> Proposal:
    doc, text = passage.doc, passage.paragraph.words
    said = text[each.quote.start : each.quote.end]
    first, last = each.first, each.last - 1
    if each.cue is not None:
        first, last = min(first, each.cue.sent.start), _quotation_ends(doc, each)
    sentence = passage.text(first, last)
    fields = {
        "speaker": each.speaker, "words": collapsed(said), "cited": cited(text, each.quote, sentence),
        "addressee": next(iter(passage.named(syntax.under(each.cue, "to") if each.cue is not None else [])), None),
    }  # fmt: skip
    whole = "words that assert" if asserts(doc, each.first, each.last) else "a few words"
    return Proposal(
        "quotation",
        first,
        last,
        fields,
        f"quotation: {each.rule}, {whole}",
        (each.cue.text,) if each.cue is not None else (),
        True,
        AUTHOR,
    )


def _quotation_ends(doc: Doc, each: Attributed) -> int:
    """Return the last token of a quotation's sentence: its closing mark, where a new sentence follows without a full stop."""
    last, end = each.last - 1, each.cue.sent.end - 1 if each.cue is not None else each.last - 1
    after = next((t for t in doc[each.last : each.last + 3] if not t.is_punct), None)
    if after is not None and after.text[:1].isupper() and after.i > last and (each.cue is None or each.cue.i < each.first):
        return min(last + 1, len(doc) - 1)
    return max(last, min(end, each.last + 12))


def _entry(passage: Passage, proposal: Proposal) -> Entry:
    piece, line = passage.piece, passage.paragraph
    first, last = trimmed(passage, proposal.first, proposal.last)
    start, end = passage.doc[first].idx, passage.doc[last].idx + len(passage.doc[last])
    said = line.words[start:end]
    voice = proposal.voice or passage.voice(passage.doc[(first + last) // 2])
    around = passage.text(passage.doc[first].sent.start, passage.doc[last].sent.end - 1)
    moment = when(around, piece.date, proposal.past)
    fields = dict(proposal.fields)
    if proposal.kind == "reversal":
        fields["from"] = {**fields["from"], "when": f"../{piece.date}" if piece.date else None}
        fields["to"] = {**fields["to"], "when": moment}
    if proposal.kind in ("forecast",) and not proposal.past:
        moment = piece.date or None
    return Entry(
        piece.doc, piece.name or piece.doc, proposal.kind, line.start + start, line.start + end, collapsed(said), voice, moment, fields,
        proposal.rule, proposal.cues, score(proposal.rule, proposal.kind) * proposal.doubt,
    )  # fmt: skip


def _settled(found: Iterable[Entry]) -> list[Entry]:
    """Join what two rules propose alike, keep one judgement of the author's a target; return them in order of place."""
    best: dict[tuple[Any, ...], Entry] = {}
    for entry in found:
        keys = tuple(str(entry.fields.get(key)) for key in KEYS[entry.kind])
        judged = entry.kind == "stance" and entry.rule.startswith("judgement")
        if entry.kind == "pledge":
            keys, judged = (*keys, str(entry.fields.get("duty"))), True
        where = () if judged else (entry.start // 40, entry.end // 40)
        key = (entry.kind, keys, where, judged)
        if key not in best or entry.score > best[key].score:
            best[key] = entry
    return sorted(best.values(), key=lambda e: (e.start, e.end, e.kind))
