"""Every claim of the latest readings with whose account it is, where and when it is told, and how early its place was known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from verbale.model import Told
from verbale.register import schema
from verbale.register.loading import CHUNK, claim_from, is_latest, sources, with_victims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

_c, _r = schema.claims.c, schema.readings.c


def told_claims(connection: Connection, loci: Iterable[str] | None = None) -> Iterator[Told]:
    """The claims of the latest readings (at the places `loci` when given), in the order of documents' file names and of the text.

    `entry` is the number of the first claim ever read at that place, by whatever version.
    """
    wanted = None if loci is None else sorted({locus.partition("/")[0] for locus in loci})
    at = [] if wanted is None else [_c.locus.in_(wanted)]
    first = dict(connection.execute(select(_c.locus, func.min(_c.no)).where(*at).group_by(_c.locus)).all())
    of = [] if wanted is None else [_r.no.in_(select(_c.reading).where(*at))]
    numbers = list(connection.scalars(select(_r.no).where(is_latest(), *of)))
    known = sources(connection, numbers)
    received = dict(connection.execute(select(_r.document, func.min(_r.no)).group_by(_r.document)).all())
    ordered = sorted(numbers, key=lambda no: (known[no].name, known[no].document))
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        columns = (_c.no, _c.reading, _c.ordinal, _c.claimant, _c.said, _c.locus, _c.content)
        found = connection.execute(select(*columns).where(_c.reading.in_(chunk), *at).order_by(_c.reading, _c.ordinal)).all()
        plains = with_victims(connection, [(row.no, row.content) for row in found])
        by_reading = {no: [row for row in found if row.reading == no] for no in chunk}
        for no in chunk:
            source = known[no]
            name = source.symbol or source.name.rpartition(".")[0] or source.name
            seen: Counter[str] = Counter()
            for row in by_reading[no]:
                claim = claim_from(plains[row.no])
                nth, came = seen[row.locus], received[source.document]
                yield Told(claim, row.claimant, source.document, name, row.said, first[row.locus], row.ordinal + 1, nth, came)
                seen[row.locus] += 1
