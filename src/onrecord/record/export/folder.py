"""The whole record as a folder: each table as Parquet, with a Frictionless data package that describes it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.record.export.about import About, columns_of
from onrecord.record.export.aside import PACKAGE, README
from onrecord.record.export.choice import Choice
from onrecord.record.export.flat import write_parquet
from onrecord.record.schema import MEANS
from onrecord.record.sql import TABLES

if TYPE_CHECKING:
    import duckdb

_TYPES = {"varchar": "string", "smallint": "integer", "bigint": "integer", "varchar[]": "array"}
_ROLLCALL = {"fields": ["id"], "reference": {"resource": "rollcalls", "fields": ["id"]}}
_KEYS: Mapping[str, Mapping[str, object]] = {
    "rollcalls": {"primaryKey": ["id"]},
    "positions": {"primaryKey": ["id", "state"], "foreignKeys": [_ROLLCALL]},
    "tidy": {"primaryKey": ["id", "state"], "foreignKeys": [_ROLLCALL]},
    "fragments": {"foreignKeys": [_ROLLCALL]},
    "differences": {"foreignKeys": [_ROLLCALL]},
    "debates": {"primaryKey": ["veto"], "foreignKeys": [{**_ROLLCALL, "fields": ["veto"]}]},
    "sources": {"primaryKey": ["origin"]},
}


def write_folder(con: "duckdb.DuckDBPyConnection", place: Path, about: About) -> Mapping[str, int]:
    """Writes the folder; how many rows each table has."""
    place.mkdir()
    rows = {table: write_parquet(con, place / f"{table}.parquet", Choice(table), about) for table in TABLES}
    package = {
        "profile": "data-package",
        "name": "onrecord",
        "title": "On Record: how states vote in the United Nations",
        "id": about.stamp.snapshot,
        "version": __version__,
        "created": f"{about.written.isoformat()}T00:00:00Z",
        "description": about.citation,
        "licenses": [{"title": terms, "path": README} for terms in about.terms],
        "sources": [{"title": one} for one in dict.fromkeys(cite or title for title, _, cite in about.sources)],
        "resources": [_resource(place / f"{table}.parquet", rows[table]) for table in TABLES],
    }
    (place / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (place / README).write_text(_readme(about, rows), encoding="utf-8")
    return rows


def _resource(path: Path, rows: int) -> dict[str, object]:
    table = path.stem
    fields = [
        {"name": name, "type": _TYPES.get(kind, kind), "description": means}
        for name, (kind, means) in columns_of(table).items()
    ]
    content = path.read_bytes()
    return {
        "name": table,
        "path": path.name,
        "description": MEANS[table],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": rows,
        "schema": {"fields": fields, **_KEYS.get(table, {})},
    }


def _readme(about: About, rows: Mapping[str, int]) -> str:
    tables = "\n".join(f"| `{table}.parquet` | {count:,} | {MEANS[table]} |" for table, count in rows.items())
    terms = "\n".join(f"- {one}" for one in about.terms)
    return f"""# The record of On Record

{about.citation}

| file | rows | one row |
| --- | --- | --- |
{tables}

`{PACKAGE}` describes every column. `coverage.parquet` says of which body and kind of item the record is
complete and from when to when: outside it, that a vote is not here does not mean that it did not happen.

## Terms of the sources

{terms}
"""
