"""The ledger as the reading room holds it: read once for each state of the archive, with what its entries show side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from ...archive import Archive
from ...errors import UnknownName
from ...ledger.authority import Authority, authority
from ...ledger.choruses import Chorus, choruses
from ...ledger.decided import Decision, latest
from ...ledger.names import folded, joined
from ...ledger.pledges import Standing, standings
from ...ledger.reversals import Reversal, reversals
from ...ledger.statement import Statement
from ...statements import Actor, actors_of, entries, load_decisions, read_yet
from ...statements.decisions import FILE
from ...statements.reused import reused
from ...store.database import database
from .saying import telling

State = tuple[tuple[str, int, int], ...]


class Told:
    """Some entries, and what they show side by side; each question is answered once."""

    def __init__(self, archive: Archive, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self._archive = archive

    @cached_property
    def by_time(self) -> Sequence[Statement]:
        """The entries in order of time, what is undated last."""
        return sorted(self.statements, key=lambda s: (s.first or s.last or 99999999, s.last or 99999999))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of each entry, as names are compared."""
        return {s.id: folded(f"{s.entry.quote} {s.holder} {s.target}") for s in self.statements}

    @cached_property
    def tellings(self) -> Mapping[str, str]:
        """Who tells each entry, by its name: a key of `saying.TELLINGS`."""
        return {s.id: telling(s) for s in self.statements}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every name of an actor, and the one it goes under."""
        return joined(name for s in self.statements for name in (*concerned(s), *about(s)))

    @cached_property
    def of_actor(self) -> Mapping[str, Sequence[Statement]]:
        """The entries that concern each actor, by the name it goes under."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in self.by_time:
            for name in dict.fromkeys(self.names[name] for name in (*concerned(s), *about(s))):
                found[name].append(s)
        return found

    @cached_property
    def actors(self) -> Sequence[Actor]:
        """Who acts and who is spoken of, those met most often first."""
        return actors_of(self.statements)

    @cached_property
    def reversals(self) -> Sequence[Reversal]:
        """The turns they state and show."""
        return reversals(self.statements)

    @cached_property
    def choruses(self) -> Sequence[Chorus]:
        """What several say in nearly the same words."""
        return choruses(self.statements, reused(self._archive, self.statements))

    @cached_property
    def standings(self) -> Sequence[Standing]:
        """The dated pledges, each with what ended it."""
        return standings(self.statements)

    def of_kind(self, kind: str) -> list[Statement]:
        """Return the entries of a kind, in order of time."""
        return [s for s in self.by_time if s.kind == kind]


def concerned(statement: Statement) -> Iterator[str]:
    """Yield who says, holds, is bound or expects, and towards whom."""
    yield from filter(None, (statement.holder, statement.target))


def about(statement: Statement) -> Iterator[str]:
    """Yield those whom a report is about, and the instrument of a pledge."""
    named = statement.fields.get("about")
    yield from (str(name) for name in named or () if name) if isinstance(named, list) else ()
    if instrument := statement.fields.get("instrument"):
        yield str(instrument)


class Held:
    """The ledger in one state: what is shown unasked, everything, and what people decided."""

    def __init__(self, archive: Archive) -> None:
        self.folder = archive.folder
        everything = entries(archive, shown=False)
        self.every = Told(archive, everything)
        self.shown = Told(archive, [s for s in everything if s.shown])
        self.decisions: Mapping[str, Decision] = latest(load_decisions(archive.folder))
        self._by_id = {s.id: s for s in everything}

    def told(self, every: bool) -> Told:
        """Return what is shown unasked, or everything."""
        return self.every if every else self.shown

    def statement(self, id: str) -> Statement:
        """Return the entry of that name; raises UnknownName."""
        if id not in self._by_id:
            raise UnknownName("entry", id)
        return self._by_id[id]

    @cached_property
    def authority(self) -> Authority:
        """Who is who: the packaged actors and the archive's own."""
        return authority(tuple(sorted((self.folder / "authorities").glob("*.csv"))))


class Ledger:
    """The door to the ledger of an archive: whether there is one, and as it is now."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._made = lru_cache(maxsize=1)(self._held)

    def there(self) -> bool:
        """Tell whether the archive's texts were read for statements."""
        return read_yet(self.archive)

    def now(self) -> Held:
        """Return the ledger as it is, read again where the archive, a decision or an authority file has changed."""
        return self._made(self._state())

    def _held(self, state: State) -> Held:  # noqa: ARG002 - what the cache goes by
        return Held(self.archive)

    def _state(self) -> State:
        folder = self.archive.folder
        place = database(folder)
        files = (place, place.with_name(f"{place.name}-wal"), folder / FILE, *sorted((folder / "authorities").glob("*.csv")))
        return tuple(_stamp(path) for path in files if path.exists())

    def concerns(self, text_id: int, name: str) -> bool:
        """Tell whether there are entries of a text, without reading the ledger."""
        if self.archive.rows("SELECT 1 FROM statement WHERE text_id = ? LIMIT 1", (text_id,)):
            return True
        path = self.archive.folder / FILE
        return path.is_file() and name in self._decided(_stamp(path))

    @cached_property
    def _decided(self) -> _Names:
        return _Names(self.archive)


class _Names:
    """The texts about which people decided, read once a state of the file."""

    def __init__(self, archive: Archive) -> None:
        self._read = lru_cache(maxsize=1)(lambda _: frozenset(d.text for d in load_decisions(archive.folder)))

    def __call__(self, stamp: tuple[str, int, int]) -> frozenset[str]:
        """Return their names."""
        return self._read(stamp)


def _stamp(path: Path) -> tuple[str, int, int]:
    told = path.stat()
    return path.name, told.st_mtime_ns, told.st_size
