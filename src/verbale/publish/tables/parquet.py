"""Tables as Parquet (the extra `tables`), written in groups of rows; title, description and caveat stand in the schema."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError
from verbale.publish.tables.specs import CAVEAT, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from verbale.publish.tables.specs import Row, Table

GROUP = 20_000
"""Rows that are in memory at once."""


def write_parquet(path: Path, table: Table, rows: Iterable[Row]) -> int:
    """Writes a table; returns how many rows. The same rows give the same bytes with one version of the library.

    Raises:
        UsageError: MISSING_EXTRA.
    """
    return write_groups(path, table, arrow_tables(table, rows))


def write_groups(path: Path, table: Table, parts: Iterable[Any]) -> int:
    """Writes Arrow tables one after another, in groups of `GROUP` rows whatever the size of the parts; returns how many rows.

    Raises:
        UsageError: MISSING_EXTRA.
    """
    pa, pq = _arrow()
    schema, count = _schema(pa, table), 0
    with pq.ParquetWriter(path, schema, compression="zstd", store_schema=True) as writer:
        waiting = schema.empty_table()
        for part in parts:
            waiting = pa.concat_tables([waiting, part])
            while waiting.num_rows >= GROUP:
                writer.write_table(waiting.slice(0, GROUP).combine_chunks())
                count += GROUP
                waiting = waiting.slice(GROUP)
        if waiting.num_rows:
            writer.write_table(waiting.combine_chunks())
    return count + int(waiting.num_rows)


def arrow_tables(table: Table, rows: Iterable[Row]) -> Iterator[Any]:
    """The rows as Arrow tables of at most `GROUP` rows.

    Raises:
        UsageError: MISSING_EXTRA.
    """
    pa, _ = _arrow()
    schema = _schema(pa, table)
    names = table.names
    cells = (tuple(map(row.get, names)) for row in rows)  # at once: a row just made is still at hand in the processor's memory
    while group := list(islice(cells, GROUP)):
        columns = zip(*group, strict=True)
        yield pa.Table.from_arrays([_column(pa, values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema)


def packed(table: Table, rows: Iterable[Row]) -> bytes:
    """The rows as bytes of one Arrow table, to be sent to another process."""
    pa, _ = _arrow()
    whole = pa.concat_tables([_schema(pa, table).empty_table(), *arrow_tables(table, rows)])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema) as writer:
        writer.write_table(whole)
    return bytes(sink.getvalue())


def unpacked(data: bytes) -> Any:
    """The Arrow table that `packed` made bytes of."""
    pa, _ = _arrow()
    return pa.ipc.open_stream(data).read_all()


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 (heavy, and of an extra)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "Parquet needs pyarrow", "", "Install verbale[tables].") from error
    return pa, pq


def _column(pa: Any, values: Sequence[Any], kind: Any) -> Any:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half a character, from a damaged text
        return pa.array([v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values], kind)


def _schema(pa: Any, table: Table) -> Any:
    kinds = {Type.STRING: pa.string(), Type.INTEGER: pa.int64(), Type.NUMBER: pa.float64(), Type.DATE: pa.date32(), Type.BOOLEAN: pa.bool_()}
    fields = [pa.field(c.name, kinds[c.type], metadata={"title": c.title, "description": c.description}) for c in table.columns]
    return pa.schema(fields, metadata={"title": table.title, "description": table.description, "caveat": CAVEAT})
