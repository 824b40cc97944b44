"""Tables made from the record's own and the crosswalk when a query asks for them: `tidy`, `states` and `sources`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.record import sql
from onrecord.record.schema import SOURCE_COUNTS, SOURCES, STATES, TIDY

if TYPE_CHECKING:
    import duckdb

    from onrecord.record.snapshot.manifest import SourceStamp

_CORE = "core"
_SPECIAL = {
    "state": "p.state",
    "state_name": "coalesce(n.name, p.state)",
    "position": "p.position",
    "declared": "case when r.declared = '' then '' "
    "else regexp_extract(' ' || r.declared, ' ' || p.state || '=([a-z_]+)', 1) end",
    "source": "coalesce(r.sources[1], '')",
}
# A name stands from its first day to the day before the next one's, so that each day has exactly one: the join neither
# loses a row (a paragraph vote whose day is a guess may lie before the admission) nor doubles one.
_NAMES = """select code, name,
    case when row_number() over told = 1 then date '0001-01-01' else first end as first,
    coalesce(lead(first) over told - 1, date '9999-12-31') as last
    from states window told as (partition by code order by first nulls first)"""


def derive(con: "duckdb.DuckDBPyConnection", tables: Collection[str], stamps: Iterable["SourceStamp"] = ()) -> None:
    """Creates those of the derived tables that are named, on a connection that has the tables they are made from."""
    if "states" in tables or "tidy" in tables:
        from onrecord.states import crosswalk_rows

        sql.load(con, "states", STATES, crosswalk_rows())
    if "tidy" in tables:
        # In order, so that the first five rows are the same five wherever and whenever they are asked for.
        con.execute(f"create view tidy as {tidy_query(_SPECIAL, _NAMES)} order by date, id, state")
    if "sources" in tables:
        _sources(con, {stamp.origin: stamp for stamp in stamps})


def tidy_query(special: Mapping[str, str], names: str) -> str:
    """The SELECT of `tidy`; `special` gives the columns that are not the roll call's own, `names` the names."""
    chosen = ", ".join(f"{special.get(name, f'r.{name}')} as {name}" for name in TIDY)
    return (
        f"select {chosen} from positions p join rollcalls r on r.id = p.id "  # noqa: S608 - names are ours
        f"left join ({names}) n on n.code = p.state and p.date between n.first and n.last"
    )


def _sources(con: "duckdb.DuckDBPyConnection", stamps: Mapping[str, "SourceStamp"]) -> None:
    """Creates `sources` from the registry, for those that gave the record an account; the core gives no origin."""
    from onrecord.record.sources.registry import sources

    sql.load(con, "listed", SOURCES, [(one, stamps.get(key)) for key, one in sources().items()])
    counts: Sequence[str] = tuple(SOURCE_COUNTS)
    con.execute(
        "create table sources as select listed.*, "  # noqa: S608 - names are ours
        f"{', '.join(f'counted.{name}' for name in counts)} from listed join "
        f"(select coalesce(nullif(origin, ''), '{_CORE}') as origin, "
        "count(*) as fragments, count(distinct id) as votes from fragments group by 1) counted "
        "using (origin) order by origin"
    )
    con.execute("drop table listed")
