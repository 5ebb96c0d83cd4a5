"""The relational part: from postings to pairs of places that may be the same passage, written once for every engine.

A run that stands in few documents pairs each of them with each. One that stands in many would make too many pairs: a quarter of
such runs is taken, and links each place only with the first one and with the one before it, so their number grows with the postings
and not with their square, and a text reprinted a hundred times is still held together. Places on one diagonal (the same distance
between the two documents) are joined to stretches.

The expressions are Ibis's; an engine has them as SQL in its own dialect and runs them on tables of these columns.
"""

from __future__ import annotations

import math

import ibis
from ibis import _
from ibis.expr.types import Table

from .sampling import RUN

#: Documents a run may stand in to pair each with each: more in a small archive, where that costs little.
MOST_DOCUMENTS, LEAST_DOCUMENTS = 24, 6
#: One run in so many is taken of those that stand in more.
COMMON = 4
#: Stretches of one diagonal are cut at multiples of so many letters, so that two passages on it are not taken for one.
BIN = 256

POSTINGS = ibis.schema({"run": "int64", "doc": "int32", "pos": "int32", "series": "int32"})
DOCUMENTS = ibis.schema({"doc": "int32", "series": "int32", "digest": "int64"})


def bound(documents: int) -> int:
    """Return in how many documents a run may stand to pair each with each: the pairs then grow as the documents do."""
    return max(LEAST_DOCUMENTS, min(MOST_DOCUMENTS, round(760 / math.sqrt(max(documents, 1)))))


def repeated(name: str, most: int) -> Table:
    """Runs that stand more than once, with how often and with the first place and the one before."""
    postings = ibis.table(POSTINGS, name=name)
    alike = ibis.window(group_by="run")
    counted = postings.mutate(df=_.count().over(alike))
    return counted.filter((_.df > 1) & ((_.df <= most) | (_.run % COMMON == 0)))


REPEATED = ibis.schema({**dict(POSTINGS.items()), "df": "int64"})


def stretches(name: str, most: int) -> Table:
    """Pairs of stretches, `a` before `b`: the documents, their distance, where in `a` it begins and ends."""
    table = ibis.table(REPEATED, name=name)
    places = _paired(table.filter(_.df <= most)).union(_linked(table.filter(_.df > most), "first")).union(
        _linked(table.filter(_.df > most), "lag")
    )  # fmt: skip
    binned = places.mutate(apart=_.b_pos - _.a_pos, bin=(_.a_pos / BIN).floor().cast("int32"))
    joined = binned.group_by("a", "b", "apart", "bin").aggregate(start=_.a_pos.min(), last=_.a_pos.max(), df=_.df.min())
    return joined.select("a", "b", _.apart.cast("int32").name("apart"), "start", (_.last + RUN).cast("int32").name("end"))


def _paired(rare: Table) -> Table:
    other = rare.view()
    joined = rare.join(other, [rare.run == other.run, rare.doc < other.doc, rare.series != other.series])
    return joined.select(a=rare.doc, a_pos=rare.pos, b=other.doc, b_pos=other.pos, df=rare.df)


def _linked(common: Table, which: str) -> Table:
    order = ibis.window(group_by="run", order_by=["doc", "pos"], following=0)
    there = {"a": common.doc, "a_pos": common.pos, "a_series": common.series}
    earlier = common.mutate(**{name: getattr(column, which)().over(order) for name, column in there.items()})
    return earlier.filter((_.a < _.doc) & (_.a_series != _.series)).select("a", "a_pos", b=_.doc, b_pos=_.pos, df=_.df)


def copies(name: str) -> Table:
    """Documents with the letters of earlier ones, to be set aside, each with the one of another series that stands for it.

    Of all with the same letters two are kept, of two series: any other document is of another series than one of them.
    """
    documents = ibis.table(DOCUMENTS, name=name)
    alike = ibis.window(group_by="digest")
    in_order = ibis.window(group_by="digest", order_by="doc")
    first = documents.mutate(first=_.doc.min().over(alike), first_series=_.series.first().over(in_order))
    elsewhere = first.mutate(elsewhere=(_.series != _.first_series).ifelse(_.doc, ibis.null("int32")))
    second = elsewhere.mutate(second=_.elsewhere.min().over(alike))
    rest = second.filter((_.doc != _.first) & (_.second.isnull() | (_.doc != _.second)))
    return rest.select(a=_.elsewhere.isnull().ifelse(_.second, _.first), doc=_.doc)
