"""Records in DuckDB, and the pairs of them that are worth comparing. The only file that knows DuckDB's tables; imported when links are sought."""

from __future__ import annotations

from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from verbale.linking.records import Record
from verbale.model import Code, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

BATCH = 50_000
WINDOW = 3
"""Claims whose days lie farther apart than this, in days, are not compared."""
LONGEST = 31
"""Of an account of a longer time only the first so many days are compared."""
BLOCK = 4
"""Days of one block of the join; it decides speed only."""
NEAR = 0.16
"""Degrees of latitude (18 km) within which two points are compared, beside those that share a name."""
CELL = 0.25
RARE, SOME = 0.002, 0.01
"""A name that at most this part of all claims has is rare, or had by some."""
_COMPARED = ("first", "last", "lat", "lon", "bones", "regions", "low", "best", "high", "parties", "acts", "places")
_WHOSE = ("account", "claimant", "sheet")
_values = attrgetter(*_COMPARED)


def duckdb() -> Any:
    """The module DuckDB.

    Raises:
        UsageError: MISSING_EXTRA.
    """
    try:
        import duckdb as module  # noqa: PLC0415 (an extra)
        import pyarrow as pa  # noqa: F401, PLC0415 (an extra)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "scored links need DuckDB and Splink", "", "Install verbale[link], or use --rules.") from error
    return module


def connect(threads: int = 2, memory: str = "1500MB") -> Any:
    """A connection in memory that writes nothing and loads nothing from outside."""
    connection = duckdb().connect(":memory:", config={"threads": threads, "memory_limit": memory, "autoinstall_known_extensions": False})
    run(connection, "SET preserve_insertion_order = true")
    return connection


def run(connection: Any, sql: str, values: Any = None) -> list[Any]:
    """Runs statements to their end and returns the rows of the last one: a result left unread would hold the connection."""
    rows: list[Any] = connection.execute(sql, values).fetchall()
    return rows


def load(connection: Any, records: Iterable[Record]) -> int:
    """Writes `records` as table `record`, numbered from 0 in their order, with the names that are rare marked; returns how many."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    kinds = {"bones": pa.list_(pa.string()), "regions": pa.list_(pa.string()), "parties": pa.list_(pa.string()), "acts": pa.list_(pa.string())}
    kinds |= dict.fromkeys(("first", "last", "low", "best", "high", "places"), pa.int32()) | dict.fromkeys(("lat", "lon"), pa.float64())
    schema = pa.schema([*((name, pa.int32()) for name in ("unique_id", *_WHOSE)), *((name, kinds[name]) for name in _COMPARED)])
    run(connection, _empty(schema))
    source, count, whose = iter(records), 0, _Numbers()
    while batch := list(islice(source, BATCH)):
        columns: dict[str, Any] = dict(zip(_COMPARED, zip(*map(_values, batch), strict=True), strict=True))
        columns |= dict(zip(_WHOSE, zip(*(whose(r) for r in batch), strict=True), strict=True))
        columns["unique_id"] = range(count, count + len(batch))
        arrow = pa.table({f.name: pa.array(columns[f.name], f.type) for f in schema})
        connection.register("batch", arrow)
        run(connection, "INSERT INTO loaded SELECT * FROM batch")
        connection.unregister("batch")
        count += len(batch)
    _mark_rare(connection, count)
    return count


class _Numbers:
    """Accounts, claimants and tables as numbers from 1; 0 for a record that is no row of a table, whose rows are not told twice."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def __call__(self, record: Record) -> tuple[int, int, int]:
        """The numbers of a record."""
        sheet = "table\n" + record.account.partition("\n")[2] if record.case else ""
        return self._number(record.account), self._number(record.claimant), self._number(sheet) if sheet else 0

    def _number(self, name: str) -> int:
        return self._known.setdefault(name, len(self._known) + 1)


def _empty(schema: Any) -> str:
    named = {"int32": "INTEGER", "double": "DOUBLE", "string": "VARCHAR"}
    columns = ", ".join(f'"{f.name}" {named.get(str(f.type), "VARCHAR[]")}' for f in schema)
    return f"CREATE OR REPLACE TABLE loaded ({columns})"


def _mark_rare(connection: Any, count: int) -> None:
    """Table `record`: `loaded` with lists of those of its names and parties that few, or some, of all claims have."""
    for column in ("bones", "parties"):
        run(
            connection,
            f"CREATE OR REPLACE TEMP TABLE often_{column} AS SELECT word, count(*) AS claims FROM (SELECT unnest({column}) AS word FROM loaded) GROUP BY word",
        )
    rare, some = max(2.0, RARE * count), max(4.0, SOME * count)
    run(
        connection,
        f"""
        CREATE OR REPLACE TABLE record AS
        WITH bone AS (SELECT unique_id, unnest(bones) AS word FROM loaded),
        marked AS (
            SELECT unique_id, list(word) FILTER (claims <= {rare}) AS rare, list(word) FILTER (claims <= {some}) AS fairly_rare
            FROM bone JOIN often_bones USING (word) GROUP BY unique_id
        ),
        party AS (SELECT unique_id, unnest(parties) AS word FROM loaded),
        marked_party AS (
            SELECT unique_id, list(word) FILTER (claims <= {some * 5}) AS rare_parties FROM party JOIN often_parties USING (word) GROUP BY unique_id
        )
        SELECT loaded.*, first // 14 AS fortnight, coalesce(rare, []) AS rare, coalesce(fairly_rare, []) AS fairly_rare, coalesce(rare_parties, []) AS rare_parties
        FROM loaded LEFT JOIN marked USING (unique_id) LEFT JOIN marked_party USING (unique_id) ORDER BY unique_id
    """,
    )
    run(connection, "DROP TABLE loaded")


def rank(connection: Any, elsewhere: float) -> None:
    """Table `ranked`: the pairs of `scored` with `odds` that take rivals into account, and the place of each pair among the proposals for either claim.

    An account tells an event once, as a rule: other claims of the same claimant that fit as well make each of them less likely. The odds
    are divided by 1 + the sum of the odds of the rivals, on the side where that sum is greater; an account of several places may be told in parts
    and has no rivals. A name in common weighs nothing (`namesakes` takes its weight off) where the places lie in other regions or far apart (`elsewhere` is the
    weight of that level of the location): it is another place of that name.
    """
    run(
        connection,
        f"""
        CREATE OR REPLACE TABLE ranked AS
        WITH paired AS (
            SELECT unique_id_l, unique_id_r, CASE WHEN abs(mw_location - {elsewhere}) < 0.001 THEN greatest(mw_place_name, 0) ELSE 0 END AS namesakes,
                pow(2, least(match_weight - namesakes, 100)) AS plain,
                l.claimant AS claimant_l, r.claimant AS claimant_r, l.places AS places_l, r.places AS places_r
            FROM scored s JOIN record l ON l.unique_id = s.unique_id_l JOIN record r ON r.unique_id = s.unique_id_r
        ),
        rivalled AS (
            SELECT unique_id_l, unique_id_r, namesakes, plain, greatest(
                CASE WHEN places_l > 1 THEN plain ELSE sum(plain) OVER (PARTITION BY unique_id_l, claimant_r) END,
                CASE WHEN places_r > 1 THEN plain ELSE sum(plain) OVER (PARTITION BY unique_id_r, claimant_l) END
            ) - plain AS rivals FROM paired
        )
        SELECT unique_id_l, unique_id_r, rivals, namesakes, plain / (1 + rivals) AS odds,
            row_number() OVER (PARTITION BY unique_id_l ORDER BY plain / (1 + rivals) DESC, unique_id_r) AS rank_l,
            row_number() OVER (PARTITION BY unique_id_r ORDER BY plain / (1 + rivals) DESC, unique_id_l) AS rank_r
        FROM rivalled
    """,
    )


def find_pairs(connection: Any) -> int:
    """Table `pair` (join_key_l < join_key_r, match_key): claims of different accounts, near in time, that share a name, lie near, or share a region.

    A shared region counts only where a point is missing on one side, or day and highest number of killed are the same. Returns how many.
    """
    blocks = f"range((first - {{before}}) // {BLOCK}, (least(last, first + {LONGEST}) + {{after}}) // {BLOCK} + 1)"
    wide, own = blocks.format(before=WINDOW, after=WINDOW), blocks.format(before=0, after=0)
    apart = "greatest(l.first - r.last, r.first - l.last) <= " + str(WINDOW)
    different = "l.unique_id < r.unique_id AND l.account <> r.account AND (l.sheet = 0 OR l.sheet <> r.sheet)"
    run(
        connection,
        f"""
        CREATE OR REPLACE TEMP TABLE wide AS SELECT unique_id, account, sheet, first, last, lat, lon, high, bones, regions, unnest({wide}) AS block FROM record WHERE first IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE own AS SELECT unique_id, account, sheet, first, last, lat, lon, high, bones, regions, unnest({own}) AS block FROM record WHERE first IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE found AS
        SELECT l.unique_id AS join_key_l, r.unique_id AS join_key_r
        FROM (SELECT *, unnest(bones) AS word FROM wide) l JOIN (SELECT *, unnest(bones) AS word FROM own) r USING (block, word)
        WHERE {different} AND {apart}
        UNION ALL
        SELECT l.unique_id, r.unique_id
        FROM (
            SELECT *, unnest(range(floor((lat - {NEAR}) / {CELL})::INTEGER, floor((lat + {NEAR}) / {CELL})::INTEGER + 1)) AS y,
            FROM wide WHERE lat IS NOT NULL
        ) l
        JOIN (SELECT *, floor(lat / {CELL})::INTEGER AS y, floor(lon / {CELL})::INTEGER AS x FROM own WHERE lat IS NOT NULL) r
        ON l.block = r.block AND l.y = r.y AND r.x BETWEEN floor((l.lon - 2 * {NEAR}) / {CELL})::INTEGER AND floor((l.lon + 2 * {NEAR}) / {CELL})::INTEGER
        WHERE {different} AND {apart} AND abs(l.lat - r.lat) <= {NEAR} AND abs(l.lon - r.lon) * cos(radians(l.lat)) <= {NEAR}
        UNION ALL
        SELECT l.unique_id, r.unique_id
        FROM (SELECT *, unnest(regions) AS word FROM wide) l JOIN (SELECT *, unnest(regions) AS word FROM own) r USING (block, word)
        WHERE {different} AND {apart} AND (l.lat IS NULL OR r.lat IS NULL OR (l.first = r.first AND l.high = r.high));
    """,
    )
    run(connection, "CREATE OR REPLACE TABLE pair AS SELECT DISTINCT join_key_l, join_key_r, '0' AS match_key FROM found")
    for name in ("wide", "own", "found"):
        run(connection, f"DROP TABLE {name}")
    return int(run(connection, "SELECT count(*) FROM pair")[0][0])


assert set(_COMPARED) <= {f.name for f in fields(Record)}
