"""How fast are building, searching and reading? Ratios of one run, so that they hold on any machine.

    python eval/bench.py [FOLDER] [--queries-only ARCHIVE]      the pages of a folder; else those of the archive in ../shared

Building is held against lxml's parsing of the same pages and taking their text, in CPU seconds, and against the least that
reading, writing the rows and indexing the words need by themselves; a rebuild after one page changed against the whole build;
queries and pages of the reading room against the clock; reading for statements against the bare parser; collation against
CollateX, where it is installed (`pip install collatex Levenshtein`; its part takes minutes). With --growth alone: how the cost of
comparing grows from 1,000 to 50,000 documents, some minutes. Exit code 1 where a bound is broken.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import httpx
import lxml.etree
import lxml.html

import collation
import growth
import reuse as benchmark
from sourcebook.archive import Archive, Options, open_archive
from sourcebook.build import build
from sourcebook.check import ARCHIVE_CHECKS, PAGE_CHECKS
from sourcebook.describe import describe
from sourcebook.ledger.parsing import Parser, cut
from sourcebook.ledger.pieces import pieces
from sourcebook.ledger.propose import Proposer
from sourcebook.ledger.reading import may_be_read
from sourcebook.read import read_source
from sourcebook.read.html import BLOCKS
from sourcebook.store import database, write
from sourcebook.store.rows import PageRows
from sourcebook.web.app import Guard, create_app

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
PART = "pages/mia"  # of the pages there: the ones the bounds were set for
#: CPU seconds passim 2 took for the 10,000 documents (../shared/reuse/README.md): what holds where it is not installed.
PASSIM_CPU = 302
REBUILDS, ROUNDS, TEXTS = 5, 5, 60
LINES = Options(limit=50)
QUERIES = (
    "revolution", '"permanent revolution"', '"of the working class"', "revol*", '"trade union*"', "NEAR(stalin bureaucracy, 10)",
    "lenin NEAR/5 trotsky", "stalin written:1935..1940", "author:trotsky fascism", '"united front" NOT germany',
    "(hitler OR mussolini) AND spain", "~khruschev", "/co.?operat(ion|ive)s?/", "l’Humanité", "U.S.S.R.", '="Labor Action"',
    'voice:author "general strike"', "title:revolution party", 'published:1920..1930 "soviet union"', "lenin AND marx AND engels",
)  # fmt: skip


class Measure(NamedTuple):
    """What was measured: a name, the number, the most it may be, the unit."""

    name: str
    value: float
    bound: float
    unit: str

    def line(self) -> str:
        """Return the measure as one reads it."""
        mark = "ok" if self.value <= self.bound else "OVER"
        return f"{self.name:<46} {self.value:>9.3f} {self.unit:<8} at most {self.bound:g}  {mark}"


class Cost(NamedTuple):
    """What a call took: CPU seconds of all its threads and processes, seconds by the clock, the most memory in MiB."""

    cpu: float
    wall: float
    memory: float


def spent() -> float:
    """Return the CPU seconds of this process and its children so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def cost(call: Callable[[], object]) -> Cost:
    """Return what a call takes."""
    cpu, wall = spent(), time.perf_counter()
    call()
    memory = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return Cost(spent() - cpu, time.perf_counter() - wall, memory)


def parse(pages: list[Path]) -> None:
    """Parse pages with lxml and take their text: the yardstick."""
    for path in pages:
        with suppress(lxml.etree.ParserError):
            lxml.html.document_fromstring(path.read_bytes()).text_content()


STRETCHES = 16  # in which the words are indexed: all at once takes longer
#: A tag as libxml2 writes it; its name is what `tiled` needs.
NAME = re.compile(r"</?(\w+)[^>]*>")


def tiled(pages: list[Path]) -> None:
    """Parse pages and look at every tag once, every visible word put into a block: the least that reading needs."""
    for path in pages:
        with suppress(lxml.etree.ParserError):
            _blocks(lxml.html.document_fromstring(path.read_bytes()))


def _blocks(root: lxml.html.HtmlElement) -> list[str]:
    blocks, parts = [], []
    tokens = iter(NAME.split(lxml.etree.tostring(root, encoding="unicode"))[1:])
    for tag, words in zip(tokens, tokens, strict=True):
        if tag in BLOCKS and parts:
            blocks.append(" ".join("".join(parts).split()))
            parts = []
        if words:
            parts.append(words)
    return blocks


def stored(full: Path, empty: Path) -> dict[str, float]:
    """Return what SQLite needs to take the rows of an archive's pages into an empty database, and to index their words."""
    with closing(database.open_for_reading(full)) as old, closing(database.create(empty)) as new:
        new.execute("PRAGMA synchronous = OFF")
        new.execute("BEGIN")
        rows = sum(_taken(old.execute(f"SELECT * FROM {table}").fetchall(), table, new) for table in PageRows._fields)
        commit, ids = cost(new.commit), write.next_id(new)
        index = sum(
            cost(lambda first=first: _indexed(new, first, ids // STRETCHES)).cpu for first in range(0, ids, ids // STRETCHES + 1)
        )
    return {"writing the rows": rows + commit.cpu, "indexing their words": index}


def _indexed(new: sqlite3.Connection, first: int, count: int) -> None:
    new.execute("BEGIN")
    write.index(new, first, first + count)
    new.commit()


def _taken(rows: list[tuple[object, ...]], table: str, new: sqlite3.Connection) -> float:
    places = ",".join("?" * write.WIDTHS[table])
    return cost(lambda: new.executemany(f"INSERT INTO {table} VALUES ({places})", rows)).cpu


def built(sources: list[Path], folder: Path) -> None:
    """Build as the command line does."""
    build(sources, folder, page_checks=PAGE_CHECKS, archive_checks=ARCHIVE_CHECKS)


def measure_build(sources: list[Path], folder: Path, page: Path) -> dict[str, object]:
    """Return the yardstick, the costs of a build from nothing, of rebuilds after an edit of one page, and of what is the least."""
    pages = [p for source in sources for p in source.rglob("*.htm*")]
    parse(pages)  # fills the file cache
    yardstick = min(cost(lambda: parse(pages)).cpu for _ in range(2))
    whole = cost(lambda: built(sources, folder))
    edits = []
    for n in range(REBUILDS):
        page.write_text(page.read_text("latin-1").replace("</p>", f" Edit {n}.</p>", 1), "latin-1")
        edits.append(cost(lambda: built([], folder)))
    least = {"reading": cost(lambda: tiled(pages)).cpu, **stored(database.database(folder), folder / "empty.sqlite")}
    return {"yardstick": yardstick, "build": whole, "rebuilds": edits, "pages": len(pages), "least": least}


def apart(sources: list[Path], folder: Path, page: Path) -> dict[str, list[float]]:
    """Measure the build in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, "--build", str(folder), str(page), *map(str, sources)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def of_building(sources: list[Path], folder: Path, page: Path) -> Iterator[Measure]:
    """Yield how building did."""
    found = apart(sources, folder, page)
    whole, rebuild = Cost(*found["build"]), min(Cost(*r) for r in found["rebuilds"])
    print(
        f"{found['pages']} pages; lxml {found['yardstick']:.2f} s CPU; build {whole.cpu:.2f} s CPU, {whole.wall:.2f} s by the clock"
    )
    least = {name: took / found["yardstick"] for name, took in found["least"].items()}
    parts = ", ".join(f"{name} {times:.1f}" for name, times in least.items())
    print(f"the least: {parts} times lxml; together {sum(least.values()):.1f}")
    print(f"build from nothing, CPU / the least: {whole.cpu / sum(found['least'].values()):.1f}")
    yield Measure("build from nothing, CPU / lxml", whole.cpu / found["yardstick"], 8, "times")
    yield Measure("build, peak memory", whole.memory, 1024, "MiB")
    yield Measure("rebuild after one edit, CPU / build", 100 * rebuild.cpu / whole.cpu, 2, "%")
    yield Measure("rebuild after one edit, clock / build", 100 * rebuild.wall / whole.wall, 2, "%")


def of_queries(archive: Archive) -> Iterator[Measure]:
    """Yield how twenty queries did, each some rounds, the first round with a cold cache."""
    times = []
    for query in QUERIES:
        took = [cost(lambda query=query: archive.search(query, LINES)).wall * 1000 for _ in range(ROUNDS)]
        times += took
        print(f"  {query:<40} {archive.search(query, LINES).passages:>7,} passages {min(took):>7.1f} to {max(took):.1f} ms")
    yield Measure("a query, 95th percentile", percentile(times), 50, "ms")


def of_pages(archive: Archive) -> Iterator[Measure]:
    """Yield how fast the reading room shows texts, the shortest and the longest among them."""
    texts = sorted(archive.texts(order="path"), key=lambda t: t.words)
    names = [text.name for text in texts[:: max(1, len(texts) // TEXTS)]]
    times = asyncio.run(_fetched(create_app(archive), [f"/text/{name}" for name in names]))
    yield Measure(f"a text page, 95th percentile of {len(times)}", percentile(times), 30, "ms")


def of_collation(book: int = 250_000, pamphlet: int = 3000) -> Iterator[Measure]:
    """Yield how fast and how well witnesses with planted edits are aligned: two books, two pamphlets, those by CollateX too."""
    truth = collation.planted(collation.drawn(book))
    started = time.perf_counter()
    collation.ours(truth.one, truth.other)
    yield Measure(f"collation of {book:,} words", time.perf_counter() - started, 30, "s")
    plants = [collation.planted(collation.drawn(pamphlet, seed), seed) for seed in range(1, 6)]
    runs = [collation.timed(collation.ours, truth) for truth in plants]
    missed = 1 - statistics.mean(found.f1 for found, _ in runs)
    yield Measure(f"collation of {pamphlet:,} words, pairs missed", 1000 * missed, 1, "in 1,000")
    if peer := collation.collatex():
        (other, took), (own, seconds) = collation.timed(peer, plants[0]), runs[0]
        print(f"{pamphlet:,} words: {seconds:.3f} s CPU, F1 {own.f1:.4f}; CollateX {took:.1f} s CPU, F1 {other.f1:.4f}")
        yield Measure("collation, CPU / CollateX", 1000 * seconds / took, 2, "in 1,000")


def of_ledger(pages: Path, texts: int = 12) -> Iterator[Measure]:
    """Yield what reading texts for statements costs beside the bare parser's work on the same paragraphs."""
    paths = sorted(pages.rglob("*.htm*"))
    sample = paths[:: max(1, len(paths) // texts)][:texts]
    its = [piece for path in sample for piece in pieces(describe(read_source(path.name, path.read_bytes()))) if may_be_read(piece)]
    lines = [part for piece in its for p in piece.paragraphs for _, part in cut(p.words)]
    parser, proposer = Parser(), Proposer()
    list(parser.parsed(lines[:1]))  # loads the pipeline
    bare = min(cost(lambda: list(parser.parsed(lines))).cpu for _ in range(2))
    full = min(cost(lambda: [proposer.propose(piece) for piece in its]).cpu for _ in range(2))
    words = sum(len(line.split()) for line in lines)
    print(f"statements: {words:,} words, the bare parser {bare:.2f} s CPU, {words / full:,.0f} words a second and core")
    yield Measure("reading for statements, CPU / bare parser", full / bare, 1.5, "times")
    yield Measure("reading for statements, 1,000 words, CPU", 1e6 * full / words, 500, "ms")


async def _fetched(app: Guard, paths: list[str]) -> list[float]:
    """Return how many milliseconds each page takes, asked for without a network."""
    times = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        for path in paths:
            started = time.perf_counter()
            answer = await client.get(path)
            times.append((time.perf_counter() - started) * 1000)
            answer.raise_for_status()
    return times


def of_reuse(shared: Path) -> Iterator[Measure]:
    """Yield what the comparison of 1,000 and of 10,000 documents costs; where passim is installed, what it costs as well."""
    with tempfile.TemporaryDirectory() as scratch:
        small, large = (benchmark.unpacked(shared, bench, Path(scratch)) for bench in ("b1000", "b10000"))
        costs = [cost(lambda bench=bench: benchmark.found(bench)) for bench in (small, large)]
        print(f"reuse: 1,000 documents {costs[0].cpu:.2f} s CPU, 10,000 documents {costs[1].cpu:.2f} s CPU")
        yield Measure("reuse, 10,000 documents, CPU", costs[1].cpu, PASSIM_CPU / 18, "s")
        growth = costs[1].cpu / costs[0].cpu / (10 * math.log(10_000) / math.log(1_000))
        yield Measure("reuse, cost from 1,000 to 10,000 / n log n", growth, 1, "times")
        if shutil.which("passim"):
            yield Measure("reuse, CPU / passim's", 100 * costs[1].cpu / cost(lambda: passim(large)).cpu, 100 / 18, "%")


def of_growth(sizes: tuple[int, int] = (1000, 50_000)) -> Iterator[Measure]:
    """Yield how the cost of comparing grows with the documents, and the memory of the most of them; this takes minutes."""
    few, many = (growth.apart(size) for size in sizes)
    print(*growth.lines(few), *growth.lines(many), sep="\n")
    rate = many["cpu"] / few["cpu"] / (sizes[1] * math.log(sizes[1]) / (sizes[0] * math.log(sizes[0])))
    yield Measure(f"reuse, cost from {sizes[0]:,} to {sizes[1]:,} / n log n", rate, 1, "times")
    yield Measure(f"reuse, {sizes[1]:,} documents, peak memory", many["memory"], 2048, "MiB")


def passim(bench: Path) -> None:
    """Run passim on the documents of a benchmark, as the figures beside the benchmarks were made."""
    subprocess.run(["passim", "--pairwise", bench / "docs.jsonl", bench / "passim"], check=True, capture_output=True)


def percentile(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


@contextmanager
def sources_of(folder: Path | None) -> Iterator[Path]:
    """Yield the pages to build: those of a folder, or of the archive in ../shared unpacked for the while."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            with tarfile.open(SHARED / "pages-all.tar.xz") as packed:
                packed.extractall(scratch, filter="data")
            folder = Path(scratch) / PART
        yield folder


def run(folder: Path | None, book: int = 250_000) -> list[Measure]:
    """Measure everything; `book` is how many words a long collation has."""
    with sources_of(folder) as pages, tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "edited" / "page.htm"
        page.parent.mkdir()
        shutil.copy(sorted(pages.rglob("*.htm"))[0], page)
        measures = list(of_building([pages, page.parent], Path(scratch) / "archive", page))
        archive = open_archive(Path(scratch) / "archive")
        measures += [*of_queries(archive), *of_pages(archive), *of_collation(book), *of_ledger(pages)]
        return [*measures, *of_reuse(SHARED)] if folder is None else measures


def main() -> int:
    """Run the measures and show them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--queries-only", type=Path, metavar="ARCHIVE")
    arguments.add_argument("--collation-only", action="store_true")
    arguments.add_argument("--growth", action="store_true")
    arguments.add_argument("--build", nargs="+", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.build:
        print(json.dumps(measure_build(given.build[2:], *given.build[:2])))
        return 0
    alone = given.queries_only or given.collation_only or given.growth
    if given.folder is None and not alone and not SHARED.is_dir():
        print("There are no pages: ../shared is missing. Give a folder of pages.")
        return 2
    archive = open_archive(given.queries_only) if given.queries_only else None
    if given.growth:
        measures = list(of_growth())
    elif given.collation_only:
        measures = list(of_collation())
    else:
        measures = [*of_queries(archive), *of_pages(archive)] if archive else run(given.folder)
    print("\n".join(m.line() for m in measures))
    return int(any(m.value > m.bound for m in measures))


if __name__ == "__main__":
    sys.exit(main())
