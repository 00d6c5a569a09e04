"""What describes tables to machines and people: Data Package and Table Schema, CSVW, the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.publish.tables.specs import CAVEAT, Type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from verbale.publish.release.about import About
    from verbale.publish.tables.specs import Table

_CSVW_TYPES = {Type.STRING: "string", Type.INTEGER: "integer", Type.NUMBER: "double", Type.DATE: "date", Type.BOOLEAN: "boolean"}


def table_schema(table: Table, written: Sequence[str] = ()) -> dict[str, Any]:
    """A table's Table Schema; foreign keys only to tables that are `written` beside it."""
    fields = []
    for column in table.columns:
        one: dict[str, Any] = {"name": column.name, "type": column.type.value, "title": column.title, "description": column.description}
        if column.hxl:
            one["hxl"] = column.hxl
        if column.name in table.key:
            one["constraints"] = {"required": True}
        fields.append(one)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": list(table.key)}
    foreign = [
        {"fields": [own], "reference": {"resource": other, "fields": [own]}} for own, other in table.references.items() if other in written
    ]  # fmt: skip
    return schema | ({"foreignKeys": foreign} if foreign else {})


def data_package(about: About, version: str, created: str, tables: Sequence[Table], files: Mapping[str, tuple[str, int]]) -> dict[str, Any]:
    """The descriptor of the package; `files` are SHA-256 and size by path."""
    written = [table.name for table in tables]
    resources = []
    for table in tables:
        path = f"data/{table.name}.csv"
        digest, size = files[path]
        resources.append({
            "name": table.name, "path": path, "title": table.title, "description": f"{table.description} {CAVEAT}", "profile": "tabular-data-resource",
            "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "hash": f"sha256:{digest}", "bytes": size,
            "schema": table_schema(table, written),
        })  # fmt: skip
    made: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "profile": "tabular-data-package", "name": "verbale-release",
        "title": about.title, "description": " ".join(part for part in (about.description, CAVEAT) if part), "version": version, "created": f"{created}T00:00:00Z",
        "keywords": list(about.keywords) or ["allegations", "casualty recording"],
        "contributors": [{"title": c.name, "organization": c.affiliation, "roles": ["creator"]} for c in about.creators],
        "resources": resources,
    }  # fmt: skip
    if about.licence:
        made["licenses"] = [{"name": about.licence} | ({"path": about.licence_url} if about.licence_url else {})]
    return made


def csvw(table: Table) -> dict[str, Any]:
    """A table's CSVW metadata, to stand beside the file as `<name>.csv-metadata.json`; keys between files are told in the data package."""
    columns = [
        {"name": c.name, "titles": c.name, "dc:title": c.title, "dc:description": c.description, "datatype": _CSVW_TYPES[c.type],
         "null": "", "required": c.name in table.key}
        for c in table.columns
    ]  # fmt: skip
    schema: dict[str, Any] = {"columns": columns, "primaryKey": list(table.key)}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "url": f"{table.name}.csv", "dc:title": table.title,
        "dc:description": f"{table.description} {CAVEAT}", "tableSchema": schema,
    }  # fmt: skip


def codebook(tables: Sequence[Table], notes: Sequence[str]) -> str:
    """The codebook (Markdown): every table and column with its type, meaning and HXL tag."""
    lines = ["# Codebook", "", CAVEAT, "", *(f"- {note}" for note in notes), ""]
    for table in tables:
        lines += [
            f"## {table.title} (`{table.name}`)",
            "",
            table.description,
            "",
            f"Primary key: {', '.join(f'`{name}`' for name in table.key)}.",
            "",
        ]
        lines += ["| column | type | title | what it holds | HXL |", "|---|---|---|---|---|"]
        lines += [f"| `{c.name}` | {c.type.value} | {c.title} | {c.description} | {f'`{c.hxl}`' if c.hxl else ''} |" for c in table.columns]
        lines.append("")
    return "\n".join(lines)
