"""The same vote of several sources is one roll call, different votes stay different, and every difference is listed."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import AuditStatus, audit
from onrecord.record.merge import Difference, differences, merged
from onrecord.record.merge.core import core_fragments
from onrecord.record.positions import Seats
from onrecord.record.record import Record
from onrecord.record.sources import exchange
from onrecord.record.sources.harvest import Harvest
from onrecord.record.tables import Tables, load_core
from onrecord.states import members_on
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, RollCall, Tally

DAY = date(2022, 3, 2)
YES, NO, ABSTAIN, ABSENT = Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT
MEMBERS = sorted(members_on(DAY))


def cast(no: str = "", abstain: str = "", absent: str = "", members: Sequence[str] = MEMBERS) -> dict[str, Position]:
    named = {s: p for listed, p in ((no, NO), (abstain, ABSTAIN), (absent, ABSENT)) for s in listed.split()}
    return {state: named.get(state, YES) for state in members}


def counted(positions: dict[str, Position]) -> Tally:
    sides = list(positions.values())
    return Tally(*(sides.count(p) for p in (YES, NO, ABSTAIN, ABSENT)))


def told(origin: str, ref: str, positions: dict[str, Position] | None = None, **cells: object) -> Fragment:
    """One source's account, of a resolution of the Assembly unless `cells` says otherwise."""
    usual: dict[str, object] = {
        "day": DAY,
        "body": Body.UNGA,
        "symbol": "A/RES/76/999",
        "kind": ItemKind.RESOLUTION,
        "positions": positions or {},
        "tally": counted(positions) if positions else None,
    }
    return Fragment(source=f"{origin} {ref}", basis=Basis.DOCUMENT, origin=origin, ref=ref, **(usual | cells))  # type: ignore[arg-type]


def listed(rolls: Iterable[RollCall]) -> list[Difference]:
    return [d for roll in rolls for d in differences(roll)]


PLAIN = cast("BLR RUS", "CHN", "VEN")
PARTED: dict[str, tuple[list[Fragment], int]] = {
    "one vote of two sources": ([told("library-assembly", "1", PLAIN), told("press", "GA/1#1", PLAIN)], 1),
    "one number in one family": (
        [told("library-assembly", "1", PLAIN), told("exchange-assembly", "1", PLAIN, symbol="A/RES/76/999A")],
        1,
    ),
    "a source that names the other's number": (
        [told("library-assembly", "1", PLAIN), told("exchange-voeten", "9", PLAIN, symbol="", same_as="library:1")],
        1,
    ),
    "a draft told by the press and a resolution with that draft": (
        [
            told("press", "GA/1#1", PLAIN, symbol="", draft="A/76/L.9", kind=ItemKind.DRAFT),
            told("library-assembly", "1", PLAIN, draft="A/76/L.9"),
        ],
        1,
    ),
    "spellings of one symbol": (
        [
            told("library-assembly", "1", PLAIN, symbol="A/RES/181(II)"),
            told("table", "t#2", PLAIN, symbol="a/res/181 (II)"),
        ],
        1,
    ),
    "a correction that says no kind": ([told("library-assembly", "1", PLAIN), told("override", "o#2", kind=None)], 1),
    "two days a little apart": (
        [told("library-assembly", "1", PLAIN), told("exchange-voeten", "9", PLAIN, day=date(2022, 3, 4))],
        1,
    ),
    "one symbol in two bodies": (
        [told("library-assembly", "1", PLAIN), told("exchange-rights", "1", PLAIN, body=Body.UNHRC)],
        2,
    ),
    "the plenary and a committee": (
        [told("library-assembly", "1", PLAIN), told("press", "GA/1#1", PLAIN, committee="First Committee")],
        2,
    ),
    "a text and its paragraph": (
        [
            told("library-assembly", "1", PLAIN),
            told("exchange-voeten", "9", PLAIN, symbol="", kind=ItemKind.PARAGRAPH, part_of="A/RES/76/999"),
        ],
        2,
    ),
    "two drafts of one symbol in one source": (
        [
            told("exchange-rights", n, cast(no, members=MEMBERS[:47]), symbol="A/HRC/32/L.54", kind=ItemKind.AMENDMENT,
                 body=Body.UNHRC)
            for n, no in (("1", ""), ("2", "AFG"))
        ],
        2,
    ),
    "a resolution catalogued twice": (
        [told("exchange-council", n, cast(members=MEMBERS[:15]), body=Body.UNSC, symbol="S/RES/2760") for n in "12"],
        1,
    ),
    "two years of one symbol": (
        [told("library-assembly", "1", PLAIN), told("table", "t#2", PLAIN, day=date(2023, 3, 2))],
        2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTED)
def test_what_is_one_vote_and_what_is_two(name: str) -> None:
    fragments, votes = PARTED[name]
    rolls = merged(fragments)
    assert len(rolls) == votes
    assert sorted(f.key for roll in rolls for f in roll.fragments) == sorted(f.key for f in fragments)
    assert len({roll.id for roll in rolls}) == votes


def test_a_part_is_tied_to_the_text_it_belongs_to() -> None:
    rolls = merged(PARTED["a text and its paragraph"][0])
    (part,) = [roll for roll in rolls if roll.kind is ItemKind.PARAGRAPH]
    assert part.part_of == "A/RES/76/999"
    assert part.symbol == "A/RES/76/999 (paragraph, Voeten 9)"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (told("press", "p#1", PLAIN | {"CHN": YES}, tally=counted(PLAIN)), [("cell", "CHN", "abstain", "yes")]),
        (told("press", "p#1", PLAIN, tally=Tally(190, 2, 1)), [("tally", "", "189-2-1", "190-2-1")]),
        (told("press", "p#1", PLAIN, day=date(2022, 3, 3)), [("date", "", "2022-03-02", "2022-03-03")]),
        (told("press", "p#1", PLAIN, outcome=Outcome.REJECTED), [("outcome", "", "adopted", "rejected")]),
        (told("press", "p#1", PLAIN, day=date(2022, 3, 20), month_only=True), []),
        (told("press", "p#1", PLAIN, tally=Tally(189, 2, 1)), []),
    ],
)
def test_every_difference_is_listed_and_the_body_s_own_record_followed(
    other: Fragment, expected: list[tuple[str, str, str, str]]
) -> None:
    rolls = merged([told("library-assembly", "1", PLAIN, outcome=Outcome.ADOPTED), other])
    assert [(d.what, d.state, d.kept, d.other) for d in listed(rolls)] == expected
    assert dict(rolls[0].positions) == PLAIN
    assert (rolls[0].date, rolls[0].outcome, rolls[0].provisional) == (DAY, Outcome.ADOPTED, False)


def test_a_vote_known_from_the_press_alone_is_provisional_even_when_corrected_by_hand() -> None:
    press = told("press", "p#1", PLAIN)
    fix = told("override", "o#1", {"CHN": NO}, kind=None, tally=None)
    assert merged([press])[0].provisional
    corrected = merged([press, fix])[0]
    assert corrected.provisional
    assert corrected.positions["CHN"] is NO
    assert not merged([press, told("library-assembly", "1", PLAIN)])[0].provisional


@pytest.mark.parametrize("silent", ["library-assembly", "press", "override"])
def test_adopted_without_a_vote_leaves_no_positions_from_any_source(silent: str) -> None:
    quiet = told(silent, "q#1", outcome=Outcome.ADOPTED_WITHOUT_VOTE, kind=ItemKind.RESOLUTION)
    (roll,) = merged([told("exchange-assembly", "1", PLAIN), quiet])
    assert (roll.outcome, dict(roll.positions), roll.tally) == (Outcome.ADOPTED_WITHOUT_VOTE, {}, None)


def test_two_documents_that_count_quite_differently_can_be_held_against_nobody() -> None:
    (roll,) = merged([told("exchange-assembly", "1", PLAIN), told("exchange-voeten", "9", tally=Tally(160, 2, 1))])
    assert not roll.tally_basis.firm
    assert not roll.positions_basis.firm


def loose(ref: str, positions: dict[str, Position], **cells: object) -> Fragment:
    unnamed: dict[str, object] = {
        "symbol": "",
        "kind": ItemKind.UNSPECIFIED,
        "month_only": True,
        "day": date(2022, 3, 20),
    }
    return told("voeten", ref, positions, **(unnamed | cells))


def test_a_roll_call_without_a_symbol_is_matched_by_what_the_members_did() -> None:
    others = [
        told("library-assembly", str(n), cast(MEMBERS[n], "CHN IND ZAF"), symbol=f"A/RES/76/{n}") for n in range(5, 8)
    ]
    far = told("library-assembly", "1", cast(" ".join(MEMBERS[:60])))
    rolls = merged([*others, far, loose("9", cast(" ".join(MEMBERS[:59])))])
    assert len(rolls) == 4
    (matched,) = [roll for roll in rolls if len(roll.fragments) == 2]
    assert matched.symbol == "A/RES/76/999"
    assert matched.date == DAY


@pytest.mark.parametrize(
    "one",
    [
        loose("9", cast("CHN", "IND")),  # as near to one as to the other
        loose("9", cast(" ".join(MEMBERS[:50]))),  # near to none
        loose("9", cast("CHN"), day=date(2022, 5, 20)),  # of another month
        loose("9", cast("CHN"), kind=ItemKind.PARAGRAPH),  # a part of a text is never the text
    ],
)
def test_a_roll_call_without_a_symbol_that_nothing_clearly_matches_stays_alone(one: Fragment) -> None:
    twins = [told("library-assembly", str(n), cast("CHN"), symbol=f"A/RES/76/{n}") for n in (1, 2)]
    assert len(merged([*twins, one])) == 3


STATES = ["CHN", "FRA", "GBR", "RUS", "USA", "ALB", "BRA", "GAB", "GHA", "IND", "IRL", "KEN"]
ORIGINS = ["library-assembly", "exchange-assembly", "exchange-voeten", "voeten", "press", "table", "override", "core"]


@st.composite
def accounts(draw: st.DrawFn) -> Fragment:
    positions = {s: draw(st.sampled_from([YES, NO, ABSTAIN])) for s in draw(st.sampled_from([STATES, STATES[:10], []]))}
    return told(
        draw(st.sampled_from(ORIGINS)),
        draw(st.sampled_from(["1", "2", "3"])),
        positions,
        day=draw(st.sampled_from([DAY, date(2022, 3, 3), date(2022, 7, 1)])),
        symbol=draw(st.sampled_from(["A/RES/76/1", "a/res/76/1", "A/RES/76/2", "A/76/L.1", ""])),
        draft=draw(st.sampled_from(["", "", "A/76/L.1"])),
        kind=draw(
            st.sampled_from([ItemKind.RESOLUTION, ItemKind.DRAFT, ItemKind.PARAGRAPH, ItemKind.UNSPECIFIED, None])
        ),
        committee=draw(st.sampled_from(["", "", "First Committee"])),
        same_as=draw(st.sampled_from(["", "", "library:1", "voeten:2"])),
        month_only=draw(st.booleans()),
        outcome=draw(st.sampled_from([None, Outcome.ADOPTED, Outcome.ADOPTED_WITHOUT_VOTE])),
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(accounts(), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_merging_knows_no_order_loses_nothing_and_names_every_vote_once(
    fragments: list[Fragment], chance: random.Random
) -> None:
    rolls = merged(fragments)
    kept = [f for roll in rolls for f in roll.fragments]
    assert Counter(map(id, kept)) == Counter(map(id, fragments))
    assert len({roll.id for roll in rolls}) == len(rolls)
    mixed = list(fragments)
    chance.shuffle(mixed)
    assert merged(mixed) == rolls
    assert merged(kept) == rolls
    for roll in rolls:
        if roll.outcome is Outcome.ADOPTED_WITHOUT_VOTE:
            assert (dict(roll.positions), roll.tally) == ({}, None)


@cache
def everything(shared: Path) -> tuple[tuple[Harvest, ...], tuple[Fragment, ...], tuple[RollCall, ...]]:
    """The exchange tables and the core, merged once for all tests."""
    harvests = tuple(exchange.read(shared / "data"))
    core = load_core()
    fragments = (*core_fragments(core.rollcalls), *(f for h in harvests for f in h.fragments))
    return harvests, fragments, merged(fragments, core.rollcalls)


def of(shared: Path, *origins: str) -> list[RollCall]:
    return [roll for roll in everything(shared)[2] if any(f.origin in origins for f in roll.fragments)]


def rows(shared: Path, query: str) -> list[tuple[object, ...]]:
    con = duckdb.connect()
    try:
        return con.execute(query.format(d=shared / "data")).fetchall()
    finally:
        con.close()


@pytest.mark.shared
def test_every_vote_of_the_exchange_tables_is_in_the_record_once(shared: Path) -> None:
    _, fragments, rolls = everything(shared)
    assert len(of(shared, "exchange-assembly", "exchange-voeten")) == 6844
    resolutions = rows(shared, "select distinct split_part(resolution, '(', 1) from '{d}/sc_rollcalls.parquet'")
    assert {roll.symbol for roll in of(shared, "exchange-council")} == {symbol for (symbol,) in resolutions}
    facts = rows(
        shared,
        "select (select count(*) from '{d}/facts/sc_vetoes.csv') + (select count(*) from '{d}/facts/sc_failed.csv')",
    )
    assert [(len(of(shared, "exchange-council-facts")),)] == facts
    assert [(len(of(shared, "exchange-board")),)] == rows(shared, "select count(*) from '{d}/facts/iaea_tallies.csv'")
    assert [(len(of(shared, "exchange-rights")),)] == rows(shared, "select count(*) from '{d}/hrc_rollcalls.parquet'")
    kept = Counter(f.key for roll in rolls for f in roll.fragments if f.origin)
    assert kept == Counter(f.key for f in fragments)
    assert len({roll.id for roll in rolls}) == len(rolls)


@pytest.mark.shared
def test_the_order_of_all_sources_does_not_matter(shared: Path) -> None:
    _, fragments, rolls = everything(shared)
    mixed = list(fragments)
    random.Random(7).shuffle(mixed)
    again = merged(mixed, load_core().rollcalls)
    assert [(r.id, r.tally, r.outcome, r.sources) for r in again] == [
        (r.id, r.tally, r.outcome, r.sources) for r in rolls
    ]


@pytest.mark.shared
def test_every_veto_of_the_core_is_vetoed_still(shared: Path) -> None:
    known = {roll.id: roll.vetoed_by for roll in load_core().rollcalls if roll.vetoed_by}
    assert {roll.id: roll.vetoed_by for roll in everything(shared)[2] if roll.vetoed_by} == known


@pytest.mark.shared
def test_lists_that_the_tables_advise_against_are_not_used(shared: Path) -> None:
    listed_so = rows(shared, "select source_id::varchar, use_members from '{d}/hrc_rollcalls.parquet'")
    advised = {number: use for number, use in listed_so}  # noqa: C416 - a row is a tuple of any length
    given = {
        f.ref: bool(f.positions) for h in everything(shared)[0] for f in h.fragments if f.origin == "exchange-rights"
    }
    assert sum(given.values()) == 1593
    assert [ref for ref, held in given.items() if held and not advised.get(ref)] == []


@pytest.mark.shared
@pytest.mark.parametrize("symbol", ["A/RES/34/13", "A/RES/34/24", "A/RES/35/113", "A/RES/37/215"])
def test_the_four_conflicts_of_the_tables_are_listed_and_never_firm(shared: Path, symbol: str) -> None:
    (roll,) = [r for r in of(shared, "exchange-voeten") if r.symbol == symbol]
    assert not roll.tally_basis.firm
    assert not roll.positions_basis.firm
    assert {f.origin for f in roll.fragments} >= {"exchange-assembly", "exchange-voeten"}
    assert list(differences(roll))


@pytest.mark.shared
def test_a_resolution_in_the_tables_twice_is_one_vote(shared: Path) -> None:
    (roll,) = [r for r in everything(shared)[2] if "S/RES/2760" in r.symbol]
    assert sum(f.origin == "exchange-council" for f in roll.fragments) == 2


@pytest.mark.shared
def test_every_statement_of_the_record_is_equal_or_explained(shared: Path) -> None:
    rolls = everything(shared)[2]
    core = load_core()
    record = Record(Tables(rolls, core.debates, core.coverage, "0" * 16))
    assert [row for row in audit(record) if row.status is AuditStatus.UNEXPLAINED] == []


def test_positions_compare_alike_however_they_are_kept() -> None:
    seats = Seats(((YES, "FRA GBR"), (NO, "RUS")))
    one = told("library-assembly", "1", {"FRA": YES, "GBR": YES, "RUS": NO})
    assert merged([replace(one, positions=seats)])[0].positions == merged([one])[0].positions
