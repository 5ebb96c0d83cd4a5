"""Where a text's body ends: the notes behind it, under a heading of theirs or after the last rule."""

from __future__ import annotations

import re

from ..model import Page, Role

NOTES_HEAD = re.compile(
    r"^\W*(?:(?:editor(?:ial|s|'s|’s)?|author(?:s|'s|’s)?|translator(?:s|'s|’s)?|transcriber(?:s|'s|’s)?"
    r"|publisher(?:s|'s|’s)?|end|foot|explanatory|[A-Z]{3,5})\s*[-’']?\s*)?"
    r"(?:notes?|footnotes?|endnotes?|references|notas|note a piè di pagina|anmerkungen|athugasemdir|notoj|märkused"
    r"|remarques)(?:\s+by\s+\w+)?\W*$",
    re.I,
)
LABEL = re.compile(r"^\W*(?:note\s+)?(?:\d{1,3}|[*†‡]+|[a-z](?=[.)\]]))\s?\*?[.)\]:*]?\s", re.I)
#: Roles (None: not yet given) of what can be a text's own words.
BODY = frozenset({None, Role.QUOTATION, Role.VERSE, Role.SIGNATURE, Role.DATELINE, Role.CONTENTS})


def body_end(page: Page, roles: list[Role | None], start: int) -> int:
    """Return the index after the last block of the body; what follows are notes, colophons, furniture."""
    heads = [
        n
        for n in range(start, len(roles))
        if 0 < page.blocks[n].end - page.blocks[n].start < 60 and NOTES_HEAD.match(page.words(page.blocks[n]))
    ]
    limit = len(roles)
    for n in heads:
        if n > start + (len(roles) - start) // 3:
            limit = min(limit, n)
            _note_zone(roles, n)
            break
    end = limit
    while end > start and roles[end - 1] not in BODY:
        end -= 1
    return _unheaded_notes(page, roles, start, end)


def _note_zone(roles: list[Role | None], head: int) -> None:
    roles[head] = Role.HEADING
    for n in range(head + 1, len(roles)):
        if roles[n] in BODY:
            roles[n] = Role.NOTE


def _unheaded_notes(page: Page, roles: list[Role | None], start: int, end: int) -> int:
    """Numbered paragraphs after the last rule, which the text refers to, are notes without a heading."""
    while end > start + 1 and page.words(page.blocks[end - 1])[:1] == "↑":  # how wikis lead back from a note
        end -= 1
        roles[end] = Role.NOTE
    rule = next((n for n in range(end - 1, start, -1) if roles[n] is Role.SEPARATOR), None)
    if rule is None or rule < start + (end - start) // 2:
        return end
    after = [n for n in range(rule + 1, end) if page.blocks[n].end > page.blocks[n].start]
    numbered = [n for n in after if LABEL.match(page.words(page.blocks[n]))]
    if not numbered or numbered[0] != after[0] or len(numbered) * 2 < len(after):
        return end
    for n in after:
        roles[n] = Role.NOTE
    return _starred(page, roles, start, rule)


#: The label of a note of a second series, beside the numbered ones.
STARRED = re.compile(r"\W*[*†‡]|\W*\d{1,2}\*")


def _starred(page: Page, roles: list[Role | None], start: int, end: int) -> int:
    """Take in the starred notes that stand over the numbered ones, between two rules."""
    rule = next((n for n in range(end - 1, start, -1) if roles[n] is Role.SEPARATOR), start)
    between = [n for n in range(rule + 1, end) if page.blocks[n].end > page.blocks[n].start]
    if rule == start or not between or len(between) > 9 or not all(STARRED.match(page.words(page.blocks[n])) for n in between):
        return end
    for n in between:
        roles[n] = Role.NOTE
    return rule
