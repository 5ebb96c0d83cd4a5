"""What a model claims, held against the text: nothing invented gets in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.ledger.model import FIELDS, KINDS, Entry, Piece, collapsed
from sourcebook.ledger.remote.form import CHOICES, OPTIONAL, SHAPES, Shape, schema
from sourcebook.ledger.remote.verify import Checked, check
from sourcebook.ledger.remote.windows import windows
from statements import EVERY, LETTER, forecast, piece, pledge, quotation, report, reversal, stance


def checked(*given: Any, text: Piece | None = None, scores: dict[str, float] | None = None) -> Checked:
    """Return what is left of an answer about the letter as one window."""
    text = text or piece()
    (window,) = windows(text, 300)
    return check(given, text, window, "model fake, prompt 0", scores)


def one(given: dict[str, Any], **values: Any) -> Entry:
    """Return the one entry that an answer gives, with nothing to be said against it."""
    found = checked(given, **values)
    assert found.dropped == ()
    return found.entries[0]


def reasons(*given: Any) -> list[str]:
    """Return why nothing is left of an answer."""
    found = checked(*given)
    assert found.entries == ()
    return [dropped.reason for dropped in found.dropped if not dropped.field]


def test_every_field_has_a_shape() -> None:
    """The form of an answer knows each field of the ledger, and nothing else."""
    assert set(SHAPES) == {field for fields in FIELDS.values() for field in fields}
    assert set(SHAPES) >= OPTIONAL
    assert set(CHOICES) == {field for field, shape in SHAPES.items() if shape is Shape.CHOICE}


def objects(node: Any) -> list[dict[str, Any]]:
    """Return every object that a schema describes."""
    inner = [found for value in (node.values() if isinstance(node, dict) else node) if isinstance(value, dict | list)
             for found in objects(value)]  # fmt: skip
    return [node, *inner] if isinstance(node, dict) and "properties" in node else inner


def test_the_schema_is_strict() -> None:
    """Each kind has its own object; all keys are required and no others allowed, as strict endpoints demand."""
    made = schema()
    kinds = [entry["properties"]["kind"]["enum"] for entry in made["properties"]["entries"]["items"]["anyOf"]]
    assert kinds == [[kind] for kind in KINDS]
    assert all(found["required"] == list(found["properties"]) and found["additionalProperties"] is False for found in objects(made))
    asked = {
        entry["properties"]["kind"]["enum"][0]: set(entry["properties"])
        for entry in made["properties"]["entries"]["items"]["anyOf"]
    }
    assert all(set(make()) == asked[make()["kind"]] for make in EVERY)


@pytest.mark.parametrize("make", EVERY)
def test_what_stands_there_gets_in(make: Callable[..., dict[str, Any]]) -> None:
    """An entry of each kind gets in with exact offsets, the source's own words, and the fields of its kind."""
    given = make()
    found = one(given)
    assert collapsed(LETTER[found.start : found.end]) == found.quote
    assert set(found.fields) == set(FIELDS[given["kind"]])
    assert found.rule == "model fake, prompt 0" and found.score == 0.5 and found.status == "proposed"
    assert found.cues == (given["cue"],)
    json.dumps(found.row())


def test_the_words_are_the_source_s() -> None:
    """Straight marks in an answer become the source's curly ones; dates and voices are resolved."""
    found = one(quotation())
    assert found.quote == "the Harbour Gazette wrote of the mayor: “Orlow is the hangman of the docks.”"
    assert (found.when, found.voice, found.fields["words"]) == ("1929", "author", "Orlow is the hangman of the docks.")
    assert one(stance()).when == "1931-05-02"
    turned = one(reversal())
    assert turned.fields["from"] == {"polarity": "against", "when": "1929"}
    assert turned.fields["to"] == {"polarity": "for", "when": "1931-05-02"} and turned.when == "1931-05-02"


def test_the_author_goes_by_name() -> None:
    """ "author" as an actor becomes the author's name, and the author's name as a voice becomes "author"."""
    found = one(forecast(forecaster="author", voice="Vera Quill"))
    assert (found.fields["forecaster"], found.voice) == ("Vera Quill", "author")
    assert one(forecast(forecaster="author"), text=piece(author="")).fields["forecaster"] == "author"


def test_an_editor_s_paragraph_is_told_by_the_editor() -> None:
    """Whatever a model says of the voice, what stands in an editor's paragraph is the editor's."""
    assert one(report()).voice == "editor"


def test_near_words_are_variants() -> None:
    """A near quote keeps the source's words, and the model's beside them as a variant."""
    found = one(forecast(quote="the mayor will surely break the agreement before the winter"))
    assert found.quote == "the mayor will break the agreement before the winter"
    assert found.row()["variant"] == "the mayor will surely break the agreement before the winter"
    found = one(quotation(words="Orlow is the hang-man of the docks"))
    assert found.row()["words"] == "Orlow is the hangman of the docks"
    assert found.row()["words_variant"] == "Orlow is the hang-man of the docks"


def test_a_name_that_the_text_does_not_print_is_marked() -> None:
    """Whom "the mayor" means is the model's reading where the text does not name him: the field is marked as inferred."""
    found = one(stance(target="Leonid Mort", target_text="the mayor"))
    assert (found.fields["target"], found.row()["inferred"]) == ("Leonid Mort", ["target"])
    assert "inferred" not in one(stance()).row()
    assert one(report(about=[{"name": "Leonid Mort", "text": "Orlow"}])).fields["inferred"] == ["about"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("words", "no such kind"),
        ({"kind": "denunciation", "quote": "the same paper"}, "no such kind"),
        ({"kind": ["stance"]}, "no such kind"),
        (stance(quote="Orlow has betrayed the working people of the whole coast"), "quote does not stand"),
        (stance(quote="Today"), "too short"),
        (stance(quote=None), "missing"),
        (stance(holder="Leonid Mort", holder_text="Mort"), "holder is missing or not named"),
        (stance(holder="Leonid Mort", holder_text="him"), "holder is missing or not named"),
        (stance(holder=None), "holder is missing"),
        (stance(target={"name": "Orlow"}), "target is missing"),
        (stance(polarity="neutral"), "polarity has no such value"),
        (stance(mode=None), "mode has no such value"),
        (stance(voice="Leonid Mort", voice_text=None), "voice is not named"),
        ({**stance(), "kind": "report"}, "speaker is missing"),
        (quotation(words="Orlow is a friend of ours"), "words do not stand"),
        (quotation(words=7), "words do not stand"),
        (report(about="Orlow"), "about is no list"),
        (report(negated="no"), "negated is neither"),
        (pledge(duty="to unload the grain of Odessa"), "duty is missing or brings in"),
        (pledge(duty="to unload 40 tons"), "duty is missing or brings in"),
        (pledge(duty=""), "duty is missing"),
        (reversal(**{"to": {"polarity": "against", "when": None}}), "both sides"),
        (reversal(**{"from": "against"}), "from is no side"),
    ],
)
def test_what_has_no_ground_is_dropped(given: Any, reason: str) -> None:
    """Inventions, wrong kinds, wrong fields and wrong values are dropped, each with its reason."""
    (told,) = reasons(given)
    assert reason in told


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        (pledge(beneficiary="Leonid Mort", beneficiary_text="Mort"), "beneficiary", None),
        (pledge(condition="Parliament agrees, Madrid too"), "condition", None),
        (quotation(cited="Gazette, No. 7"), "cited", None),
        (report(about=[{"name": "Orlow", "text": "Orlow"}, {"name": "Mort", "text": "Mort"}, 3]), "about", ["Orlow"]),
    ],
)
def test_fields_without_ground_are_left_out(given: Any, field: str, value: Any) -> None:
    """What an entry can do without is left out where it has no ground, and that is told; the entry stands."""
    found = checked(given)
    assert found.entries[0].fields[field] == value
    assert {dropped.field for dropped in found.dropped} == {field}


@pytest.mark.parametrize(
    ("when", "words", "expected"),
    [
        ("1929", "Two years ago", "1929"),
        ("../1931-05-02", None, "../1931-05-02"),
        ("1929", None, None),
        ("1929", "Three years ago", None),
        ("yesterday", "Two years ago", None),
        ("1929-02-31", "Two years ago", None),
        (["1929"], "Two years ago", None),
        ("", "Two years ago", None),
    ],
)
def test_dates_need_words(when: Any, words: Any, expected: str | None) -> None:
    """A date is EDTF and has words in the passage, or is that of the text; anything else is told and the text's date stands."""
    found = checked(quotation(when=when, when_text=words))
    assert found.entries[0].when == (expected or "1931-05-02")
    assert [dropped.field for dropped in found.dropped] == ([] if expected else ["when"])


def test_a_date_does_not_contradict_its_words() -> None:
    """A year that is printed is the year."""
    text = piece("In 1918 the Gazette wrote that Orlow was a friend.", date="")
    given = report(quote="In 1918 the Gazette wrote that Orlow was a friend", when="1919", when_text="In 1918")
    assert checked(given, text=text).entries[0].when is None
    assert checked({**given, "when": "1918"}, text=text).entries[0].when == "1918"


def test_nothing_is_quoted_from_the_context_or_another_window() -> None:
    """The words before a window name actors, but carry no entry; nor do other windows' words."""
    text = piece()
    first, second = windows(text, 50)
    assert check([forecast()], text, first, "", None).entries == ()
    assert check([stance()], text, second, "", None).entries == ()
    named = forecast(forecaster="Harbour Gazette", forecaster_text="Harbour Gazette")
    assert len(check([named], text, second, "", None).entries) == 1


def test_the_same_entry_counts_once_and_scores_come_from_a_table() -> None:
    """An entry given twice is one; what is known of a kind's share of right entries is its score."""
    found = checked(stance(), stance(), quotation(), scores={"stance": 0.8})
    assert [entry.score for entry in found.entries] == [0.8, 0.5]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(LETTER.split()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["polarity", "when", "name", "text"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(EVERY), st.data())
def test_whatever_comes_every_quote_is_a_slice_of_the_document(make: Callable[..., dict[str, Any]], data: st.DataObject) -> None:
    """However an answer is garbled, nothing breaks, and every entry's quote is the collapsed slice of the document."""
    given = make()
    for key in data.draw(st.sets(st.sampled_from(sorted(given)), max_size=3)):
        given[key] = data.draw(JSON)
    if data.draw(st.booleans()):
        start = data.draw(st.integers(0, len(LETTER)))
        given["quote"] = LETTER[start : start + data.draw(st.integers(5, 150))] + data.draw(
            st.sampled_from(["", "x", "…", " and more"])
        )
    if data.draw(st.booleans()):
        given.pop(data.draw(st.sampled_from(sorted(given))))
    found = checked(given)
    for entry in found.entries:
        assert collapsed(LETTER[entry.start : entry.end]) == entry.quote
        assert entry.kind in KINDS and set(entry.fields) >= set(FIELDS[entry.kind])
        json.dumps(entry.row())
        assert entry.id
    assert found.entries or found.dropped
