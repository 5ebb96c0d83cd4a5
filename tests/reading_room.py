"""A little archive with a trap in every corner, and how tests ask its reading room."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
from lxml import html as markup

from sourcebook.archive import Archive
from sourcebook.build import build
from sourcebook.web.guard import Guard

LETTER = """<html lang="en"><head><meta charset="utf-8"><title>Edda Corrane: The Pact</title></head><body>
<p class="title"><a href="index.htm">Archive</a> &gt; <a href="https://else.example/x">Elsewhere</a></p>
<h2>Edda Corrane</h2><h1>The Pact &lt;script&gt;alert(1)&lt;/script&gt;</h1>
<p class="information"><span class="info">Written:</span> 20 February 1935.<br>
<span class="info">First Published:</span> <em>New Harbour</em>, Vol. 2 No. 3, April 1935, pp. 61&ndash;64.<br>
<span class="info">Transcribed:</span> Odo Taskerby.</p><hr>
<p class="fst">I write &lt;b&gt; to <a href="javascript:alert(1)">you</a> about the rope and the quays,<sup class="anote"><a
href="#n1"
name="f1">[1]</a></sup> as I wrote before, and as I shall write again when the winter is over and the ships lie at the quay.</p>
<p>The rope is long; see <a href="other.htm#spot">the other</a>, <a href="https://else.example/?q=1&amp;r=2">one elsewhere</a> and
<a href="missing.htm">one that is missing</a>. Nobody asked the spinners, and nobody has paid them for the winter or the
summer.</p>
<blockquote><p>They have signed without conditions, and the guarantors have signed with one.</p></blockquote>
<p>What the guarantors have signed is known to every child of the town, for it is painted on the wall of the custom house.</p>
<h3>Notes</h3><p class="note"><a name="n1" href="#f1">[1]</a> The Rope&shy;walk says otherwise.</p>
<p class="updat">Last updated on 3 March 2010</p></body></html>"""
OTHER = """<html><head><title>Matthis Wend: Backwards</title></head><body><h2>Matthis Wend</h2><h1>Backwards</h1>
<p class="information"><span class="info">Written:</span> May 1913.<br><span class="info">Source:</span> <em>New Harbour</em>,
p. 4.</p>
<p><a name="spot"></a>A book about walking backwards along the rope has been sent to us by its author, who is a spinner herself
and knows what she is writing about. It says a great deal about Sûreté and little about anything else at all.</p>
<p>We have read it twice, forwards, and recommend it to all who make rope for a living in this town or in another
one.</p></body></html>"""
FILES = {"corrane/letter & pact.htm": LETTER, "corrane/other.htm": OTHER, "notes/empty.htm": ""}


def build_from(folder: Path, files: dict[str, str]) -> Path:
    """Write files as sources and build an archive of them."""
    for name, content in files.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    build([folder / "sources"], folder / "archive")
    return folder / "archive"


def ask(app: Guard, address: str, method: str = "GET", host: str = "127.0.0.1:8000") -> httpx.Response:
    """Ask the reading room; a bug in it is answered, not raised."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.request(method, address, headers={"Host": host})

    return asyncio.run(asked())


def send(app: Guard, form: dict[str, str], address: str = "/ledger/decide", **headers: str) -> httpx.Response:
    """Send a form as a page of the reading room does, but for the headers given."""
    sent = {"Host": "127.0.0.1:8000", "Origin": "http://127.0.0.1:8000", **{k.replace("_", "-"): v for k, v in headers.items()}}

    async def answered() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.post(address, data=form, headers=sent)

    return asyncio.run(answered())


def tree(response: httpx.Response) -> markup.HtmlElement:
    """Return a page as a tree."""
    return markup.document_fromstring(response.text)


def letter_of(archive: Archive) -> str:
    """Return the name of the letter."""
    return next(t.name for t in archive.texts() if t.author == "Edda Corrane")
