"""What a full record says it covers: its sources' statements, the core's where no source says more, never both."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.coverage import full_coverage
from onrecord.record.tables import load_core
from onrecord.terms import Body, Coverage

CORE = load_core().coverage
LIBRARY = {"library-assembly": date(2025, 12, 30), "library-council": date(2026, 1, 30)}


def spans(held: tuple[Coverage, ...], body: Body, kind: str) -> list[Coverage]:
    return sorted((c for c in held if c.body is body and c.kind == kind), key=lambda c: c.first)


def test_the_library_files_make_the_assembly_complete_from_1975_to_their_last_vote() -> None:
    (whole,) = [c for c in spans(full_coverage(LIBRARY, CORE), Body.UNGA, "adopted") if c.complete]
    assert (whole.first, whole.last, whole.tier) == (date(1975, 1, 1), date(2025, 12, 30), "full")


def test_what_the_core_knows_after_the_last_vote_of_a_source_stays() -> None:
    last = spans(full_coverage(LIBRARY, CORE), Body.UNSC, "adopted")[-1]
    assert (last.first, last.tier, last.complete) == (date(2026, 1, 31), "core", False)


def test_without_sources_a_full_record_covers_what_the_core_does() -> None:
    assert set(full_coverage({}, CORE)) == set(CORE)


def test_a_complete_statement_takes_the_place_of_an_incomplete_one_of_another_source() -> None:
    both = full_coverage(LIBRARY | {"exchange-assembly": date(2025, 10, 29)}, CORE)
    on = [c for c in spans(both, Body.UNGA, "adopted") if c.first <= date(2025, 6, 1) <= c.last]
    assert [(c.complete, c.tier) for c in on] == [(True, "full")]


def test_no_day_of_a_body_and_kind_is_spoken_of_twice() -> None:
    everything = LIBRARY | dict.fromkeys(
        ("exchange-assembly", "exchange-voeten", "exchange-rights"), date(2025, 10, 29)
    )
    held = full_coverage(everything, CORE)
    for body, kind in {(c.body, c.kind) for c in held}:
        for earlier, later in pairwise(spans(held, body, kind)):
            assert earlier.last < later.first, (body, kind)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200), st.booleans()), max_size=6))
def test_however_statements_overlap_no_day_is_lost_or_told_twice(stated: list[tuple[int, int, bool]]) -> None:
    start = date(2000, 1, 1)
    core = [
        Coverage(Body.IAEA, "adopted", start + timedelta(a), start + timedelta(a + n), whole, "core", f"{i}", "")
        for i, (a, n, whole) in enumerate(stated)
    ]
    held = full_coverage({}, core)
    days = [c.first + timedelta(n) for c in held for n in range((c.last - c.first).days + 1)]
    spoken = {c.first + timedelta(n) for c in core for n in range((c.last - c.first).days + 1)}
    assert sorted(days) == sorted(spoken)


@pytest.mark.parametrize("kind", ["adopted", "vetoed"])
def test_the_council_stays_complete_in_the_full_record(kind: str) -> None:
    held = full_coverage(LIBRARY, CORE)
    assert any(c.complete and c.first <= date(1950, 1, 13) <= c.last for c in spans(held, Body.UNSC, kind))
