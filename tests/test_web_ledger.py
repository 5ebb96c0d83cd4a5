"""The ledger in the reading room: entries as sentences with their words, actors, what lies side by side, decisions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import ledger_pages
import ledger_rules
from reading_room import ask, send
from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.errors import UsageError
from sourcebook.statements import entries, propose_all
from sourcebook.web.app import create_app
from sourcebook.web.guard import ANY, Guard
from sourcebook.web.ledger.deciding import safe_back
from sourcebook.web.ledger.saying import often, telling, when_words, why

TRAP = ledger_pages.page(
    "Ann &lt;b&gt;Trap", "A Trap", "1 May 1936",
    "Karl Loft said: “The quay &lt;script&gt;alert(1)&lt;/script&gt; is ours and will be ours again” (Bulletin &amp; Co, p. 4).",
    ledger_pages.FILLED,
)  # fmt: skip
QUESTIONS = ("reversals", "pledges", "forecasts", "quotations", "choruses", "network", "actors", "review")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with a ledger; nobody writes to it."""
    folder = tmp_path_factory.mktemp("ledger")
    sources = ledger_pages.write(folder / "pages")
    (sources / "trap.htm").write_text(TRAP, "utf-8")
    build([sources], folder / "archive")
    authorities = folder / "archive" / "authorities"
    authorities.mkdir()
    (authorities / "own.csv").write_text("name,kind,wikidata,from,to,aliases\nGuild,organisation,Q7,1901,1939,The Old Guild\n")
    propose_all(open_archive(folder / "archive"), ledger_rules.Few())
    return folder / "archive"


@pytest.fixture(scope="module")
def archive(made: Path) -> Archive:
    """Return it opened."""
    return open_archive(made)


@pytest.fixture(scope="module")
def room(archive: Archive) -> Guard:
    """Return its reading room."""
    return create_app(archive)


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Archive:
    """Return a copy to decide about."""
    shutil.copytree(made.parent, tmp_path / "copy")
    return open_archive(tmp_path / "copy" / "archive")


def page(room: Guard, address: str, status: int = 200) -> LexborHTMLParser:
    """Return a page as a tree."""
    response = ask(room, address)
    assert response.status_code == status, response.text
    return LexborHTMLParser(response.text)


def words(found: LexborHTMLParser, selector: str) -> list[str]:
    """Return the words of what a selector finds, white space collapsed."""
    return [" ".join(node.text().split()) for node in found.css(selector)]


def test_an_archive_without_a_ledger_says_how_to_make_it(example_archive: Path) -> None:
    """Its address names the command, neither navigation nor home leads there, and texts are shown as ever."""
    archive = open_archive(example_archive)
    room = create_app(archive)
    for address in ("/ledger", "/ledger/reversals", "/ledger/actor/Nobody", "/ledger/network.csv"):
        assert words(page(room, address), "pre code") == ["sourcebook ledger archive"]
    for address in ("/", f"/text/{archive.texts()[0].name}"):
        assert "/ledger" not in ask(room, address).text and "ledger=beside" not in ask(room, address).text


def test_the_ledger_is_led_to(room: Guard) -> None:
    """Navigation and home name it where there is one."""
    home = page(room, "/")
    assert len(home.css("nav a[href='/ledger']")) == 1 and len(home.css("p.aside a[href='/ledger']")) == 1


def test_entries_are_sentences_with_their_words(room: Guard, archive: Archive) -> None:
    """Who, what, whom, when, as told by whom; the words lead to the passage; the rule, its cues and its score are said."""
    listed = page(room, "/ledger?holder=guild&kind=stance")
    assert words(listed, ".entry .sentence") == ["Guild stood against Pact in hostility", "Guild stood for Pact in solidarity"]
    assert words(listed, ".entry .when") == ["1 May 1934", "10 June 1935"]
    assert words(listed, ".entry .told") == [
        "The author’s account Ada Quill says so; nobody is quoted. first, ¶ 1",
        "The author’s account Ben Marsh says so; nobody is quoted. second, ¶ 1",
    ]
    first = listed.css(".entry")[0]
    link = first.css_first(".quote a").attributes["href"]
    assert link == "/text/first#p1" and first.css_first(".quote").text() in archive.passage("first#p1").words
    assert words(listed, ".by p")[0].startswith(
        "Proposed by the rule “few.stance” on the word “stance”. Of such entries about 9 of 10"
    )


def test_voices_are_told_apart(archive: Archive) -> None:
    """A quotation, what the author holds himself and what he says of others are labelled as such, and can be chosen."""
    by = {s.entry.quote[:20]: s for s in entries(archive, shown=False)}
    one = by["The Guild is against"]
    assert telling(one) == "account"
    assert telling(one._replace(author="G. Guild")) == "accusation"
    assert telling(one._replace(entry=one.entry._replace(voice="Karl Loft"))) == "quoted"
    assert telling(one._replace(entry=one.entry._replace(voice="editor"))) == "editor"
    assert telling(by["Quill expects that t"]) == "own"
    assert telling(by["Loft said: “the harb"]) == "quotation"
    room = create_app(archive)
    assert set(words(page(room, "/ledger?told=quotation"), ".entry .telling")) == {"Quotation"}
    assert words(page(room, "/ledger?told=own"), ".entry .sentence")[0].startswith("Quill expected, as certain: the harbour")


def test_filters_narrow_and_come_back(room: Guard) -> None:
    """Each filter narrows, the form keeps what was typed, and a date that is none is said in a sentence."""
    total = int(words(page(room, "/ledger"), "h1 small")[0].split()[0])
    for asked, found in (("kind=pledge", 2), ("target=the+PACT", 3), ("words=corn+rope", 0), ("from=1935-06-10&to=1935-06-11", 2)):
        listed = page(room, f"/ledger?{asked}")
        assert len(listed.css(".entry")) == found < total
    assert page(room, "/ledger?holder=Gu%22ild").css_first("#f-holder").attributes["value"] == 'Gu"ild'
    assert words(page(room, "/ledger?from=tomorrow", 400), ".notice")[0].startswith("'tomorrow' is no date.")
    assert len(page(room, "/ledger?kind=nonsense").css(".entry")) == total
    assert words(page(room, "/ledger?order=place"), ".entry .told")[0].endswith("first, ¶ 1")


def test_doubtful_ones_wait_behind_a_switch(room: Guard) -> None:
    """They are counted, and shown when asked for, marked as doubtful."""
    listed = page(room, "/ledger?kind=stance")
    assert "2 more are doubtful or rejected" in " ".join(words(listed, ".aside"))
    assert words(page(room, "/ledger?kind=stance&all=1"), ".status") == ["doubtful"] * 2


def test_nothing_of_a_text_is_markup(room: Guard) -> None:
    """Words, names and places from a text are escaped on every page that has them, in addresses too."""
    for address in (
        "/ledger",
        "/ledger/quotations",
        "/ledger/actor/Karl%20Loft",
        "/text/trap?ledger=beside",
        "/ledger?words=<script>",
    ):
        text = ask(room, address).text
        assert "<script>alert" not in text and "<b>Trap" not in text and "<script>&" not in text
    assert "&lt;script&gt;alert(1)" in ask(room, "/ledger?words=quay").text


def test_an_actor(room: Guard) -> None:
    """What the authority file says, what it held over time, who held what of it, its turns; a name nobody has is said."""
    guild = page(room, "/ledger/actor/Guild")
    assert words(guild, ".facts .piece") == ["organisation", "1901 – 1939", "Wikidata Q7"]
    assert "The Old Guild" in " ".join(words(guild, ".more"))
    assert words(guild, ".relations tbody tr > *") == ["Pact", "1", "", "1", "1934–1935", "Ada Quill, Ben Marsh"]
    assert [a.attributes["href"] for a in guild.css(".signed a")] == [
        "/ledger?kind=stance&holder=Guild&from=1934&to=1934", "/ledger?kind=stance&holder=Guild&from=1935&to=1935",
    ]  # fmt: skip
    assert words(guild, ".derived-list .sentence")[0].startswith("Guild turned to Pact: against (1 May 1934) → for (10 June 1935)")
    assert words(page(room, "/ledger/actor/Pact"), ".relations tbody th") == ["Guild", "Harland"]
    assert words(page(room, "/ledger/actor/Harland"), "h2")[-1] == "Stood bound"
    assert words(page(room, "/ledger/actor/%C3%80%2Fnobody%20at%20all", 404), "h1") == ["Not in this archive"]
    assert words(page(room, "/ledger/actor/L%C3%A9on%20Blum"), ".lead") == ["The ledger has nothing here."]


def test_actors_are_listed(room: Guard) -> None:
    """Those met most often first, narrowed by words of the name."""
    assert "Guild" in " ".join(words(page(room, "/ledger/actors"), "tbody th"))
    assert words(page(room, "/ledger/actors?words=harl"), "tbody th") == ["Harland"]


def test_pledges_on_a_day(room: Guard) -> None:
    """Those in force then, with what ended them; all without a day; a date that is none is said."""
    assert len(page(room, "/ledger/pledges").css(".entry")) == 2
    then = page(room, "/ledger/pledges?on=1935-06-10")
    assert len(then.css(".entry")) == 2 and "denounced" in " ".join(words(then, ".ended"))
    assert words(page(room, "/ledger/pledges?on=1935-06-12"), ".entry .sentence") == [
        "Corrane stood bound by Treaty: lend ten cranes for two years"
    ]
    assert words(page(room, "/ledger/pledges?on=then", 400), ".notice")[0].startswith("'then' is no date.")


def test_quotations_are_compared(room: Guard) -> None:
    """Verbatim, a variant with its differences, or not in the archive."""
    found = page(room, "/ledger/quotations")
    verdicts = words(found, ".verdict")
    assert "verbatim" in verdicts and "variant" in verdicts
    assert any("the place cited is not in the archive" in v for v in verdicts)
    assert words(found, ".differences td")


def test_forecasts_have_later_passages(room: Guard) -> None:
    """What may bear on a forecast is under it, and says that it only may."""
    found = page(room, "/ledger/forecasts")
    assert "struck against Harland" in " ".join(words(found, ".later"))
    assert "for you to judge" in words(found, ".derived")[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_says_how_it_is_answered(room: Guard, question: str) -> None:
    """Each page has a line on how it was derived; a name nobody has leaves it empty, not broken."""
    assert words(page(room, f"/ledger/{question}"), ".derived")
    assert page(room, f"/ledger/{question}?name=Nobody+There&all=1&leaf=999").css("h1")


def test_network(room: Guard) -> None:
    """Drawn the same each time, said as a table too, and given as files that the command writes alike."""
    drawn = ask(room, "/ledger/network").text
    assert drawn == ask(room, "/ledger/network").text and " style=" not in drawn
    found = LexborHTMLParser(drawn)
    assert len(found.css(".nodes circle")) == int(words(found, "h1 small")[0].split()[0])
    assert len(found.css(".ties path")) == len(found.css("tbody tr"))
    assert len(page(room, "/ledger/network?at=1934").css("tbody tr")) < len(found.css("tbody tr"))
    assert words(page(room, "/ledger/network?at=1800"), ".lead") == ["There are no stances dated by then."]
    for form, begins in (("gexf", "<?xml"), ("graphml", "<?xml"), ("csv", "source,"), ("json", "{")):
        file = ask(room, f"/ledger/network.{form}?at=1935")
        assert file.text.lstrip().startswith(begins) or "<gexf" in file.text[:200] or "<graphml" in file.text[:200]
        assert f"network.{form}" in file.headers["content-disposition"]
    assert ask(room, "/ledger/network.exe").status_code == 404
    assert ask(room, "/ledger/network?at=never").status_code == 400 == ask(room, "/ledger/network.csv?at=never").status_code


def test_entries_beside_the_lines(room: Guard) -> None:
    """A text leads to itself with its entries at their paragraphs, and back; one without any entries has no such link."""
    text = page(room, "/text/first")
    assert text.css_first(".ledger-switch").attributes["href"] == "/text/first?ledger=beside" and not text.css(".in-ledger")
    beside = page(room, "/text/first?ledger=beside")
    assert beside.css_first(".ledger-switch").attributes["href"] == "/text/first"
    first = beside.css_first("#p1").next
    while first is not None and first.tag == "-text":
        first = first.next
    assert first is not None and "Guild stood against Pact" in " ".join(first.text().split())


# decisions


def token(room: Guard, address: str = "/ledger") -> str:
    """Return the word that forms of a reading room carry."""
    return page(room, address).css_first("form.decide input[name=token]").attributes["value"] or ""


@pytest.fixture
def desk(copied: Archive) -> Iterator[Guard]:
    """Return a reading room in which Ada Quill decides."""
    yield create_app(copied, decide="Ada Quill")


def lines(archive: Archive) -> list[dict[str, object]]:
    """Return what was written down."""
    path = archive.folder / "decisions" / "statements.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_nobody_decides_unless_asked_for(room: Guard, archive: Archive) -> None:
    """Without a name there are no forms, and what is sent is refused."""
    one = entries(archive)[0].id
    assert not page(room, "/ledger").css("form[method=post]") and not page(room, f"/ledger/entry/{one}").css("form[method=post]")
    assert send(room, {"id": one, "decision": "accept"}).status_code == 405
    assert ask(room, "/").headers["referrer-policy"] == "no-referrer"
    assert lines(archive) == []


def test_deciding(desk: Guard, copied: Archive) -> None:
    """Accepting, rejecting and correcting write the lines the command writes, lead back, and show at once."""
    one, two, three = (s.id for s in entries(copied, kind="stance")[:3])
    form = {"token": token(desk), "back": "/ledger?kind=stance"}
    done = send(desk, {**form, "id": one, "decision": "accept", "note": "  so it is  "})
    assert (done.status_code, done.headers["location"]) == (303, f"/ledger?kind=stance#e-{one}")
    send(desk, {**form, "id": two, "decision": "reject", "after": three})
    done = send(
        desk,
        {**form, "id": three, "decision": "correct", "field.holder": "Karl Loft", "field.when": "1933", "field.mode": "practical"},
    )
    assert done.status_code == 303, done.text
    assert [(d["id"], d["decision"], d["by"]) for d in lines(copied)] == [
        (one, "accept", "Ada Quill"), (two, "reject", "Ada Quill"), (three, "correct", "Ada Quill"),
    ]  # fmt: skip
    now = {s.id: s for s in entries(copied, kind="stance", shown=False)}
    assert (now[one].entry.status, now[one].note, now[two].entry.status) == ("accepted", "so it is", "rejected")
    assert (now[three].holder, now[three].entry.when, now[three].fields["mode"]) == ("Karl Loft", "1933", "practical")
    listed = page(desk, "/ledger?kind=stance&all=1")
    assert "accepted by Ada Quill" in " ".join(words(listed, ".status"))
    assert not page(desk, "/ledger?kind=stance").css(f"#e-{two}")


@pytest.mark.parametrize(
    ("headers", "change", "status"),
    [
        ({"Origin": "http://else.example"}, {}, 403),
        ({"Origin": "null"}, {}, 403),
        ({"Origin": "http://127.0.0.1:9000"}, {}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, {}, 403),
        ({"Host": "else.example", "Origin": "http://else.example"}, {}, 421),
        ({}, {"token": "guessed"}, 400),
        ({}, {"token": "é"}, 400),
        ({}, {"id": "000000000000"}, 404),
        ({}, {"decision": "add"}, 400),
        ({}, {"decision": "correct"}, 400),
        ({}, {"decision": "correct", "field.when": "someday"}, 400),
        ({}, {"decision": "correct", "field.quote": "words that stand nowhere"}, 400),
        ({"Content_Type": "application/json"}, {}, 400),
        ({}, {"note": "x" * 200_000}, 400),
    ],
)
def test_what_is_not_written_down(
    desk: Guard, copied: Archive, headers: dict[str, str], change: dict[str, str], status: int
) -> None:
    """Forms of other sites, of other times, too long or saying nothing that can be decided leave no line."""
    form = {"token": token(desk), "id": entries(copied)[0].id, "decision": "accept", "back": "/ledger"} | change
    assert send(desk, form, **headers).status_code == status
    assert lines(copied) == []


def test_only_one_address_takes_forms(desk: Guard) -> None:
    """Every other one only shows, and what a form may say is not taken from an address."""
    for address in ("/ledger", "/ledger/entry/x", "/", "/ledger/decide/"):
        assert send(desk, {}, address).status_code == 405
    assert ask(desk, "/ledger/decide").status_code in (404, 405)
    assert ask(desk, "/ledger/decide", "PUT").status_code == 405
    assert ask(desk, "/").headers["referrer-policy"] == "same-origin"


def test_decisions_stay_on_this_machine(archive: Archive) -> None:
    """A reading room that others reach takes no decisions."""
    for hosts in ({ANY}, {"127.0.0.1", "reading.example"}):
        with pytest.raises(UsageError, match="on this machine alone"):
            create_app(archive, hosts, decide="Ada Quill")


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/ledger?kind=stance&holder=Karl%20Loft", "/ledger?kind=stance&holder=Karl%20Loft"),
        ("/text/a/b?ledger=beside#p3", "/text/a/b?ledger=beside"),
        ("//else.example/ledger", "/ledger"),
        ("https://else.example/", "/ledger"),
        ("/\\else.example", "/ledger"),
        ("/ledger//else.example", "/ledger"),
        ("/ledgers", "/ledger"),
        ("/ledger?x\r\nSet-Cookie: a", "/ledger"),
        ("", "/ledger"),
    ],
)
def test_a_decision_leads_back_into_the_room(asked: str, led: str) -> None:
    """Only to pages of the ledger and texts, never elsewhere."""
    assert safe_back(asked) == led


def test_review(desk: Guard, copied: Archive) -> None:
    """A decision whose words have gone is listed with its line, and why; while all stand that is said."""
    assert words(page(desk, "/ledger/review"), ".lead") == ["Every decision stands."]
    send(desk, {"token": token(desk), "id": entries(copied, kind="pledge")[0].id, "decision": "accept"})
    source = copied.folder.parent / "pages" / "first.htm"
    source.write_text(source.read_text("utf-8").replace("Harland is bound to send four ships", "Nobody sends ships"), "utf-8")
    build([], copied.folder)
    propose_all(copied, ledger_rules.Few())
    found = page(desk, "/ledger/review")
    assert "its words have gone from the text" in words(found, ".derived-list .sentence")[0]
    assert "line 1, by Ada Quill" in words(found, ".derived-list .way")[0]


def test_what_is_in_words(archive: Archive) -> None:
    """Days, scores and rules are said as one would say them."""
    assert [when_words(w) for w in (None, "1935-06", "../1935-06-10")] == ["undated", "June 1935", "by 10 June 1935"]
    assert [often(score) for score in (0.02, 0.84, 1.0)] == [
        f"Of such entries {right} are right." for right in ("fewer than 1 of 10", "about 8 of 10", "nearly all")
    ]
    one = entries(archive)[0]
    model = one._replace(entry=one.entry._replace(rule="model small, prompt 1a", cues=()))
    assert why(model).startswith("Proposed by the language model small. ")
