"""Lays the exchange tables out as the UN Library publishes its voting files, at full size, for benchmarks and tests.

    python tools/library_layout.py SOURCE_DIR TARGET_DIR

Writes ga_voting.csv (about 900,000 rows) and sc_voting.csv with the columns, codes and number forms of February 2026.
The cells are the tables'; the Library's own files hold longer subject headings.
"""

import sys
from pathlib import Path

_CODES = """case when v.iso3 = 'TWN' then 'CHN' when v.iso3 = 'DEU' and r.date < date '1990-10-03' then 'GER'
            else v.iso3 end"""
_LETTER = "case v.vote when 'yes' then 'Y' when 'no' then 'N' when 'abstain' then 'A' else 'X' end"
_TOTALS = """r.yes::double as total_yes, r.no::double as total_no, r.abstain::double as total_abstentions,
             r.absent::double as total_non_voting, r.members::double as total_ms"""
_LINK = "'https://digitallibrary.un.org/record/' || {} || '?ln=en' as undl_link"


def assembly(source: Path) -> str:
    """The query whose rows are the Assembly's file."""
    return f"""
        select r.source_id as undl_id, {_CODES} as ms_code, upper(v.iso3) as ms_name, {_LETTER} as ms_vote, r.date,
               coalesce(r.session_label, r.session::varchar) as session, r.resolution, null as draft,
               r.committee_report, r.meeting, r.title, left(r.agenda, 120) as agenda_title,
               left(upper(r.agenda), 60) as subjects, null as vote_note, {_TOTALS}, {_LINK.format("r.source_id")}
        from '{source}/ga_rollcalls.parquet' r join '{source}/ga_votes.parquet' v using (rollcall_id)
        where r.source = 'undl' and v.vote <> 'nonmember' order by r.date, r.source_id, v.iso3"""


def council(source: Path) -> str:
    """The query whose rows are the Council's file."""
    permanent = "v.iso3 in ('CHN', 'TWN', 'FRA', 'GBR', 'RUS', 'SUN', 'USA')"
    return f"""
        select r.undl_id, {_CODES} as ms_code, upper(v.iso3) as ms_name,
               case when {permanent} then 'True' else 'False' end as permanent_member, {_LETTER} as ms_vote, r.date,
               r.resolution, null as draft, r.meeting, r.title as description, r.agenda, null as subjects,
               null as vote_note, {_TOTALS},
               case when r.yes + r.no + r.abstain = 0 then 'Adopted without vote' else 'Adopted by vote' end
               as modality,
               {_LINK.format("r.undl_id")}
        from '{source}/sc_rollcalls.parquet' r join '{source}/sc_votes.parquet' v using (rollcall_id)
        where v.vote <> 'nonmember' order by r.date, r.undl_id, v.iso3"""


def write(source: Path, target: Path, day: str = "2026_02_06") -> tuple[Path, Path]:
    """Both files under `target`, named as the Library names them; their paths."""
    import duckdb

    target.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect()
    written = []
    for name, query in (("ga", assembly(source)), ("sc", council(source))):
        path = target / f"{day}_{name}_voting.csv"
        con.execute(f"copy ({query}) to '{path}' (format csv, header)")
        written.append(path)
    con.close()
    return written[0], written[1]


if __name__ == "__main__":
    for path in write(Path(sys.argv[1]), Path(sys.argv[2])):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
