"""Tables as Parquet (the extra `tables`), written in groups of rows; title, description and caveat stand in the schema."""

from __future__ import annotations

from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError
from verbale.publish.tables.specs import CAVEAT, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from verbale.publish.tables.specs import Row, Table

GROUP = 20_000
"""Rows that are in memory at once."""


def write_parquet(path: Path, table: Table, rows: Iterable[Row]) -> int:
    """Writes a table; returns how many rows. The same rows give the same bytes with one version of the library.

    Raises:
        UsageError: MISSING_EXTRA.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 (heavy, and of an extra)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "Parquet needs pyarrow", "", "Install verbale[tables].") from error
    schema, count = _schema(pa, table), 0
    empty, cells = dict.fromkeys(table.names), itemgetter(*table.names)
    with pq.ParquetWriter(path, schema, compression="zstd", store_schema=True) as writer:
        left = iter(rows)
        while group := list(islice(left, GROUP)):
            columns = zip(*(cells(empty | row) for row in group), strict=True)
            made = [_column(pa, values, field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(made, schema=schema))
            count += len(group)
    return count


def _column(pa: Any, values: Sequence[Any], kind: Any) -> Any:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half a character, from a damaged text
        return pa.array([v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values], kind)


def _schema(pa: Any, table: Table) -> Any:
    kinds = {Type.STRING: pa.string(), Type.INTEGER: pa.int64(), Type.NUMBER: pa.float64(), Type.DATE: pa.date32(), Type.BOOLEAN: pa.bool_()}
    fields = [pa.field(c.name, kinds[c.type], metadata={"title": c.title, "description": c.description}) for c in table.columns]
    return pa.schema(fields, metadata={"title": table.title, "description": table.description, "caveat": CAVEAT})
