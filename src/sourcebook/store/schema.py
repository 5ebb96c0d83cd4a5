"""The archive database: one SQLite file that opens in Datasette, DB Browser or pandas.

Never the truth: everything here is made from the sources and the decisions, and may be deleted and built again.
Offsets (`start`, `end`) count characters of the page's text; a block's text is stored with the block.
Dates come as EDTF text and as a pair of whole numbers yyyymmdd, the first and last day they can mean, for comparing.

A page and its texts take their ids from one sequence (page 100, its texts 101 and 102, the next page 103), and a block's id is
made of the id of its text, or of its page for furniture: `block_id` below. So the blocks of a text are a range of ids, and a hit
of the search index tells its text without a look at any table: that saves two indexes of a row for each block, and the joins.
"""

from __future__ import annotations

#: Raised by one whenever a table changes: an older database is rebuilt, a newer one is refused.
SCHEMA_VERSION = 5

#: How many bits of a block's id number the block within its page; the upper half of them is furniture's.
SHIFT = 20
FURNITURE = 1 << (SHIFT - 1)
#: As many blocks as a page may have.
MOST_BLOCKS = FURNITURE


def block_id(owner: int, n: int, furniture: bool) -> int:
    """Return the id of the n-th block of a page, which belongs to a text or, as furniture, to the page."""
    return owner << SHIFT | (FURNITURE if furniture else 0) | n


TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE page (              -- one row a source file, readable or not
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,   -- relative to its source folder, forward slashes; led by the folder's name where there are several
    root TEXT NOT NULL,          -- the source folder, as given
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    media_type TEXT NOT NULL, encoding TEXT NOT NULL, encoding_reason TEXT NOT NULL,
    kind TEXT NOT NULL,          -- text | index | error | unread
    language TEXT NOT NULL, title TEXT NOT NULL, length INTEGER NOT NULL,
    words INTEGER NOT NULL       -- words of all its blocks, counted without the search index
);

CREATE TABLE text (              -- one row a piece
    id INTEGER PRIMARY KEY,
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE,
    n INTEGER NOT NULL,          -- 0-based place in its page
    name TEXT NOT NULL UNIQUE,   -- given once, kept in decisions/names.jsonl
    version TEXT NOT NULL,       -- sha256 over the words of its reading blocks
    title TEXT, subtitle TEXT, part_of TEXT, author TEXT, genre TEXT, language TEXT,
    written TEXT, written_from INTEGER, written_to INTEGER,
    published TEXT, published_from INTEGER, published_to INTEGER,
    date_from INTEGER, date_to INTEGER,   -- written, else published: what texts are sorted by
    venue TEXT, volume TEXT, number TEXT, pages TEXT, publisher TEXT, place TEXT, recipient TEXT,
    rights TEXT, updated TEXT,
    words INTEGER NOT NULL       -- words of its reading blocks
);
CREATE INDEX text_page ON text(page_id);
CREATE INDEX text_date ON text(date_from);

CREATE TABLE person (            -- every person of every text, by role
    text_id INTEGER NOT NULL REFERENCES text(id) ON DELETE CASCADE,
    role TEXT NOT NULL,          -- author translator transcriber markup proofreader editor recipient
    name TEXT NOT NULL,          -- as printed
    folded TEXT NOT NULL         -- lower case, no accents, no points: for comparing
);
CREATE INDEX person_text ON person(text_id);
CREATE INDEX person_folded ON person(folded);

CREATE TABLE block (             -- the blocks that tile a page
    id INTEGER PRIMARY KEY,      -- (text_id, else page_id) << 20 | n, and 1 << 19 added for furniture
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE,
    text_id INTEGER REFERENCES text(id),   -- NULL: furniture of the page
    n INTEGER NOT NULL,          -- 0-based place in its page
    key TEXT,                    -- passage key within its text (p12), NULL for what is no passage
    start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL,
    shape TEXT NOT NULL, role TEXT NOT NULL, voice TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT,                 -- as the search index sees it where that differs from `text`; of equal length
    spans TEXT                   -- JSON list of [start, end, kind, value]
);

CREATE TABLE stated (            -- every value with the words that carry it, rivals kept
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE,
    text_id INTEGER REFERENCES text(id),      -- NULL: said of the page
    n INTEGER NOT NULL,
    field TEXT NOT NULL, value TEXT NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL, words TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, chosen INTEGER NOT NULL,
    page TEXT NOT NULL           -- path of the index page that has the words, where the value is inherited; else empty
);
CREATE INDEX stated_page ON stated(page_id);

CREATE TABLE origin (            -- the chain of origin
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE, n INTEGER NOT NULL,
    kind TEXT NOT NULL, who TEXT NOT NULL, place TEXT NOT NULL, date TEXT NOT NULL, words TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX origin_page ON origin(page_id);

CREATE TABLE note (
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE, n INTEGER NOT NULL,
    text_id INTEGER REFERENCES text(id),
    label TEXT NOT NULL, hand TEXT NOT NULL, "references" TEXT NOT NULL,  -- JSON list of offsets
    start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX note_page ON note(page_id);

CREATE TABLE unexplained (       -- words of a colophon nobody understood
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX unexplained_page ON unexplained(page_id);

CREATE TABLE link (              -- links from page to page within the sources (those within a page are in its spans)
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL,
    href TEXT NOT NULL, target TEXT NOT NULL,  -- the path it comes to, relative like page.path
    fragment TEXT NOT NULL
);
CREATE INDEX link_page ON link(page_id);

CREATE TABLE entry (             -- the contents a page lists: lines that lead to pages of its folder or of one below
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE, n INTEGER NOT NULL,
    target TEXT NOT NULL,        -- the path it leads to
    words TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX entry_page ON entry(page_id);
CREATE INDEX entry_target ON entry(target);

CREATE TABLE part (              -- pages that are parts of a work
    page_id INTEGER PRIMARY KEY REFERENCES page(id) ON DELETE CASCADE,
    work TEXT NOT NULL,          -- path of the work's index page
    title TEXT NOT NULL,         -- what the work is called there
    n INTEGER NOT NULL,          -- its line in the contents: `entry.n` of the index page
    evidence TEXT NOT NULL       -- why it is taken for a part
);
CREATE INDEX part_work ON part(work);

CREATE TABLE finding (
    page_id INTEGER REFERENCES page(id) ON DELETE CASCADE,
    path TEXT NOT NULL,          -- the page's, or of what else the finding is about
    code TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    message TEXT NOT NULL, hint TEXT NOT NULL, reading TEXT NOT NULL,
    stage TEXT NOT NULL          -- page: made with the page; archive: over the whole, at each build; compared: by `works`
);
CREATE INDEX finding_page ON finding(page_id);

CREATE TABLE passage_history (   -- where the paragraphs of former versions are now, if they moved; kept in decisions/passages.jsonl
    name TEXT NOT NULL, version TEXT NOT NULL,
    after TEXT NOT NULL,         -- the version that came next
    key TEXT NOT NULL,           -- empty: the row only says which version came next
    now TEXT,                    -- key in the version after, NULL: its words have gone
    words TEXT NOT NULL          -- how it began, where it has gone
);
CREATE INDEX passage_history_name ON passage_history(name, version, key);

CREATE TABLE term (              -- the words of the search index, folded
    term TEXT PRIMARY KEY,
    passages INTEGER NOT NULL, count INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE parallel (          -- a passage that stands in two texts; made by `sourcebook reuse`
    a INTEGER NOT NULL REFERENCES text(id), a_start INTEGER NOT NULL, a_end INTEGER NOT NULL,
    b INTEGER NOT NULL REFERENCES text(id), b_start INTEGER NOT NULL, b_end INTEGER NOT NULL,
    letters INTEGER NOT NULL, similarity REAL NOT NULL,  -- of the longer side; 1: the same letters
    cluster INTEGER NOT NULL,    -- the places of one passage have one number
    boilerplate INTEGER NOT NULL,
    earlier TEXT NOT NULL,       -- a | b: that text has it first; empty where nothing says so
    evidence TEXT NOT NULL       -- what says so
);
CREATE INDEX parallel_a ON parallel(a);
CREATE INDEX parallel_b ON parallel(b);

CREATE TABLE kinship (           -- two texts that are witnesses of one work; made by `sourcebook works`
    a INTEGER NOT NULL REFERENCES text(id), b INTEGER NOT NULL REFERENCES text(id),
    relation TEXT NOT NULL,      -- of a to b: same text | revision | abridgement | excerpt | part | overlap
    share_a REAL NOT NULL, share_b REAL NOT NULL,  -- of the letters of each, how much stands in the other
    evidence TEXT NOT NULL,
    decision TEXT NOT NULL,      -- confirmed | rejected, from decisions/works.jsonl; empty: proposed
    work INTEGER NOT NULL        -- witnesses of one work have one number; rejected pairs do not make one
);
CREATE INDEX kinship_a ON kinship(a);
CREATE INDEX kinship_b ON kinship(b);

CREATE TABLE statement (         -- what a text says was said, held, promised or expected, as proposed; made by `sourcebook ledger`
    page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE, text_id INTEGER NOT NULL REFERENCES text(id),
    id TEXT NOT NULL,            -- the same as long as its words and key fields are; a second moment is numbered: …-2
    kind TEXT NOT NULL,          -- quotation report stance pledge forecast reversal
    start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL,  -- the words that carry it, white space collapsed
    voice TEXT NOT NULL,         -- who tells it: author, editor, or a quoted speaker
    "when" TEXT, when_from INTEGER, when_to INTEGER,  -- when it was said or held
    holder TEXT NOT NULL,        -- who says, holds, is bound or expects
    target TEXT NOT NULL,        -- towards whom or what; empty where nobody is
    fields TEXT NOT NULL,        -- JSON: what its kind asks for
    rule TEXT NOT NULL, cues TEXT NOT NULL, score REAL NOT NULL,  -- what proposed it, by which words (JSON list), how sure
    status TEXT NOT NULL         -- proposed; what people decided is in decisions/statements.jsonl and applied when it is read
);
CREATE INDEX statement_page ON statement(page_id);
CREATE INDEX statement_text ON statement(text_id);
CREATE INDEX statement_id ON statement(id);
CREATE INDEX statement_holder ON statement(holder);
CREATE INDEX statement_target ON statement(target);

CREATE TABLE statement_read (    -- the texts that were read for statements
    text_id INTEGER PRIMARY KEY REFERENCES text(id), page_id INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE,
    state TEXT NOT NULL,         -- hash of what was read and by which rules: another one, and it is read again
    note TEXT NOT NULL           -- why nothing came of it: "language fr", "failed: …"; else empty
);
CREATE INDEX statement_read_page ON statement_read(page_id);

CREATE VIEW block_index AS SELECT id, coalesce(folded, text) AS words FROM block;
CREATE VIRTUAL TABLE block_fts USING fts5(
    words, content='block_index', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
"""
