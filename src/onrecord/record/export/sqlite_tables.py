"""The tables of the SQLite export: the record's own, with keys, and what a browser of data needs beside them."""

from onrecord.record.derived import tidy_query
from onrecord.record.export.about import columns_of
from onrecord.record.sql import STORED

_TYPES = {"varchar": "text", "date": "text", "boolean": "integer", "smallint": "integer", "bigint": "integer"}
_KEYS = {
    "rollcalls": {"id": "not null unique"},
    "fragments": {"id": "not null references rollcalls (id)"},
    "differences": {"id": "not null references rollcalls (id)"},
    "debates": {"veto": "primary key references rollcalls (id)"},
    "states": {"code": "not null references state_codes (code)"},
    "sources": {"origin": "primary key"},
}
COPIED = (*(table for table in STORED if table != "positions"), "states", "sources")
"""Tables that are written as they are, lists as JSON."""

ADDED = {
    "ballots": {
        "vote": ("integer", "number of the vote in this file: rollcalls.vote"),
        "state": ("text", "as in positions: state_codes.code"),
        "position": ("text", "yes, no, abstain, absent or not_entitled"),
    },
    "state_codes": {
        "code": ("text", "as in positions"),
        "name": ("text", "the latest name at the United Nations"),
        "regional_group": ("text", "the regional group of today"),
    },
    "about": {"key": ("text", "what is said"), "value": ("text", "what it is")},
    "dictionary": {
        "table": ("text", "a table or view of this file"),
        "column": ("text", "one of its columns"),
        "type": ("text", "its type in the record; SQLite keeps days as text, truth as 1 and 0, lists as JSON"),
        "means": ("text", "what a cell means"),
    },
}
"""Tables of this file alone. `positions` and `tidy` are views: `ballots` is a fifth of their size."""

MADE = (
    "create table state_codes (code text primary key, name text not null, regional_group text not null) without rowid",
    """create table ballots (vote integer not null references rollcalls (vote),
    state text not null references state_codes (code), position text not null,
    primary key (vote, state)) without rowid""",
    "create table about (key text primary key, value text not null)",
    """create table dictionary ("table" text not null, "column" text not null, type text not null,
    means text not null, primary key ("table", "column")) without rowid""",
)
INDEXES = (
    "create index rollcalls_by_body_and_date on rollcalls (body, date)",
    "create index rollcalls_by_date on rollcalls (date)",
    "create index rollcalls_by_symbol on rollcalls (symbol)",
    "create index rollcalls_by_draft on rollcalls (draft)",
    "create index ballots_by_state on ballots (state, position, vote)",
    "create index fragments_by_vote on fragments (id)",
    "create index differences_by_vote on differences (id)",
    "create index states_by_code on states (code, first)",
)
_NAMES = """select code, name,
    case when row_number() over (partition by code order by first) = 1 then '0001-01-01' else first end as first,
    coalesce(date(lead(first) over (partition by code order by first), '-1 day'), '9999-12-31') as last
    from states"""
_SPECIAL = {
    "state": "p.state",
    "state_name": "coalesce(n.name, p.state)",
    "position": "p.position",
    "declared": "case when r.declared = '' or instr(' ' || r.declared, ' ' || p.state || '=') = 0 then '' else "
    "(select substr(cut, 1, instr(cut || ' ', ' ') - 1) from (select substr(' ' || r.declared || ' ', "
    "instr(' ' || r.declared, ' ' || p.state || '=') + length(p.state) + 2) as cut)) end",
    "source": "coalesce(json_extract(r.sources, '$[0]'), '')",
}
VIEWS = (
    """create view positions as select r.id, r.date, r.body, b.state, b.position
    from ballots b join rollcalls r on r.vote = b.vote""",
    f"create view tidy as {tidy_query(_SPECIAL, _NAMES)}",
)
SEARCH = (
    """create virtual table rollcalls_fts
    using fts5 (title, topic, agenda, content = 'rollcalls', content_rowid = 'vote')""",
    "insert into rollcalls_fts (rollcalls_fts) values ('rebuild')",
)


def create(table: str) -> str:
    """The statement that creates a copied table; roll calls get a number, which the ballots refer to."""
    keys = _KEYS.get(table, {})
    cells = ["vote integer primary key"] if table == "rollcalls" else []
    for name, (kind, _) in columns_of(table).items():
        cells.append(f'"{name}" {_TYPES.get(kind, "text")} {keys.get(name, "")}'.rstrip())
    return f"create table {table} ({', '.join(cells)})"


def select(table: str, order: str) -> str:
    """The query over the record that gives a copied table's rows in SQLite's types."""
    cells = ["row_number() over ()"] if table == "rollcalls" else []
    for name, (kind, _) in columns_of(table).items():
        if kind.endswith("[]"):
            cells.append(f"cast(to_json({name}) as varchar)")
        elif kind in ("date", "boolean"):
            cells.append(f"cast({name} as {'varchar' if kind == 'date' else 'tinyint'})")
        else:
            cells.append(name)
    return f"select {', '.join(cells)} from (from {table} order by {order})"  # noqa: S608 - names are ours
