"""Who tells what, over several sentences: words somebody passes something off by, turns, treaties, bodies that sign."""

from __future__ import annotations

from ledger_reading import AUTHOR, has, only
from sourcebook.ledger.actors import Cast
from sourcebook.ledger.authority import authority
from sourcebook.ledger.model import Paragraph, Piece
from sourcebook.ledger.signing import speaking

BLUM, LAVAL, PACT = "Léon Blum", "Pierre Laval", "Franco-Soviet Pact"


def test_words_somebody_passes_something_off_by_are_his() -> None:
    """A few words in quotation marks are a quotation where somebody calls something so, and those listed with them."""
    found = only("quotation", "Laval passes off his surrender as a triumph for the “forces of peace” and “the cause of order.”")
    assert has(found, speaker=LAVAL, words="forces of peace") and has(found, speaker=LAVAL, words="the cause of order.")


def test_a_quotations_frame_is_no_report() -> None:
    """Whole words brought in by a verb of saying are a quotation and nothing beside it."""
    sentence = "Blum said: “The pact will never bring peace to the workers of France.”"
    assert has(only("quotation", sentence), speaker=BLUM) and not only("report", sentence)


def test_what_is_reported_is_the_reporters_judgement() -> None:
    """“X says that Y is a coward” is no judgement of the author's."""
    found = only("stance", "Blum writes that Laval is a coward.")
    assert has(found, holder=BLUM, target=LAVAL, polarity="against")
    assert not has(found, holder=AUTHOR, target=LAVAL, polarity="against")


def test_what_is_said_to_be_won_or_not() -> None:
    """A treaty that is no guarantee is one the author is against; who depicts its signing as a victory is for it."""
    assert has(
        only("stance", "The Franco-Soviet pact is not a guarantee of peace."), holder=AUTHOR, target=PACT, polarity="against"
    )
    depicted = only("stance", "Blum has depicted the signing of the Franco-Soviet pact as a great victory.")
    assert has(depicted, holder=BLUM, target=PACT, polarity="for")


def test_a_treaty_is_still_meant_sentences_later() -> None:
    """“The pact” is the one spoken of; “it” is what the clause before is about; a condition is told whole."""
    text = (
        "The Franco-Soviet pact was signed in May. The pact binds the Soviet Union, but it does not bind France. "
        "Poland is bound to send troops only in the event that its allies agree to it and Italy keeps out."
    )
    found = only("pledge", text)
    assert has(found, bound="Soviet Union", instrument=PACT, negated=False)
    assert has(found, bound="France", instrument=PACT, negated=True)
    assert has(found, bound="Poland", condition="only in the event that its allies agree to it and Italy keeps out")


def test_sides_are_whose_they_are() -> None:
    """Going over to somebody's side is a turn to him; faith is lost in something."""
    assert has(only("reversal", "Laval went over to the camp of Hitler."), holder=LAVAL, target="Adolf Hitler")
    assert has(only("reversal", "Blum has long since lost faith in the Franco-Soviet pact."), holder=BLUM)


def test_a_body_that_signs_speaks() -> None:
    """The “we” of a manifesto is the body in whose name it is signed, even where its lines look like verse."""
    said = Paragraph(0, "We call you. We shall help you. Our hands are yours.", "paragraph", "author")
    signed = Paragraph(90, "The Executive Committee of the Communist International\nPresident: Z.", "verse", "author")
    piece = Piece("call.txt", "call", "Gregory Zinoviev", "", "1920", "en", (said, signed))
    assert speaking(piece, Cast(authority(), "1920")) == "Communist International"
