"""What the reading room refuses: other names, writing, paths out of the archive, showing its inside."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading_room import FILES, ask, build_from
from sourcebook.archive import Archive, open_archive
from sourcebook.web.app import create_app
from sourcebook.web.guard import ANY, LOOPBACK, Guard, host_name


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return a little archive; nobody writes to it."""
    return open_archive(build_from(tmp_path_factory.mktemp("room"), FILES))


@pytest.fixture(scope="module")
def room(archive: Archive) -> Guard:
    """Return its reading room."""
    return create_app(archive)


def test_headers_are_strict(room: Guard) -> None:
    """Every response, a refusal too, has the policy that keeps a browser at home."""
    for response in (ask(room, "/"), ask(room, "/nowhere"), ask(room, "/static/page.css"), ask(room, "/", host="else.example")):
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "server" not in response.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_own_names_are_answered(room: Guard, host: str) -> None:
    """The machine's own names, with any port, are answered."""
    assert ask(room, "/robots.txt", host=host).status_code == 200


@pytest.mark.parametrize("host", ["else.example", "127.0.0.1.else.example", "", "localhost.else.example:8000"])
def test_other_names_are_refused(room: Guard, host: str) -> None:
    """A name that somebody else has bent to this machine is not answered."""
    response = ask(room, "/", host=host)
    assert response.status_code == 421
    assert "archive" not in response.text


def test_a_given_name_is_answered(archive: Archive) -> None:
    """A host that was given is answered, and any where that was said."""
    assert ask(create_app(archive, LOOPBACK | {"reading.example"}), "/robots.txt", host="reading.example:80").status_code == 200
    assert ask(create_app(archive, {ANY}), "/robots.txt", host="anything").status_code == 200
    assert host_name("[2001:db8::1]:80") == "[2001:db8::1]"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading(room: Guard, method: str) -> None:
    """Whatever is not reading is refused."""
    response = ask(room, "/", method)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


def test_head(room: Guard) -> None:
    """HEAD gives the headers alone."""
    response = ask(room, "/texts", "HEAD")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "path", ["../archive/sourcebook.toml", "..%2f..%2farchive%2fsourcebook.toml", "/etc/passwd", "%2fetc%2fpasswd", "corrane", ""]
)
def test_no_path_leaves_the_archive(room: Guard, path: str) -> None:
    """Only files the archive knows are given out."""
    assert ask(room, f"/source/{path}").status_code == 404
    assert ask(room, f"/static/{path}").status_code == 404


def test_source_that_went_or_leads_out(tmp_path: Path) -> None:
    """A file that is gone is said to be gone; one that has become a link out of the sources is not followed."""
    folder = build_from(tmp_path, FILES)
    app = create_app(open_archive(folder))
    file = tmp_path / "sources" / "corrane" / "other.htm"
    file.unlink()
    assert ask(app, "/source/corrane/other.htm").status_code == 410
    file.symlink_to(folder / "sourcebook.toml")
    assert ask(app, "/source/corrane/other.htm").status_code == 404


def test_a_bug_shows_no_traceback(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug is answered in one plain sentence, with the headers, and nothing of the inside."""

    def fail(_: Archive) -> None:
        raise ValueError("the inside")

    monkeypatch.setattr(Archive, "counts", fail)
    response = ask(create_app(archive), "/")
    assert response.status_code == 500 and response.headers["content-type"].startswith("text/plain")
    assert "inside" not in response.text and "Traceback" not in response.text


def test_damage_is_said_in_a_sentence(tmp_path: Path) -> None:
    """When the database is damaged while one reads, that is said, not shown as a bug."""
    folder = build_from(tmp_path, FILES)
    app = create_app(open_archive(folder))
    ask(app, "/")
    broken = folder / ".sourcebook" / "broken"
    broken.write_bytes(b"no database at all" * 100)
    broken.replace(folder / ".sourcebook" / "archive.sqlite")
    response = ask(app, "/texts")
    assert response.status_code == 503 and "damaged" in response.text
