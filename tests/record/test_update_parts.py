"""Updates that bring a part of a source, too little of it, or a vote nobody has taken yet."""

from datetime import date
from pathlib import Path

import pytest
from updating import with_a_small_core

from onrecord.record import AuditStatus, audit, open_record
from onrecord.record.positions import Seats
from onrecord.record.snapshot import sole_writer, switch
from onrecord.record.sources.harvest import Harvest
from onrecord.record.update import Prepared, build
from onrecord.states import members_on
from onrecord.terms import Basis, Body, DataError, Fragment, ItemKind, Outcome, Position, Tally

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _small_core(monkeypatch: pytest.MonkeyPatch) -> None:
    with_a_small_core(monkeypatch)


def vote(number: int, on: date, yes: int = 0) -> Fragment:
    """A made-up resolution all members voted for, stated as `yes` votes where given."""
    members = sorted(members_on(on))
    return Fragment(
        f"UN Digital Library record {number}",
        Basis.DOCUMENT,
        Tally(yes or len(members), 0, 0),
        on,
        origin="library-assembly",
        ref=str(number),
        body=Body.UNGA,
        symbol=f"A/RES/99/{number}",
        kind=ItemKind.RESOLUTION,
        title=f"Made-up matter {number}",
        outcome=Outcome.ADOPTED,
        positions=Seats(((Position.YES, " ".join(members)),)),
    )


def harvest(*votes: Fragment, whole: bool, name: str = "ga_voting.csv") -> Harvest:
    return Harvest("library-assembly", votes, digest=name, name=name, whole=whole)


def updated(home: Path, *harvests: Harvest) -> Prepared:
    with sole_writer(home):
        prepared = build(home, harvests, "test", TODAY)
        switch(home, prepared.folder)
    return prepared


def test_one_record_of_a_source_adds_to_the_whole_file_and_takes_its_place_nowhere(tmp_path: Path) -> None:
    updated(tmp_path, harvest(vote(1, date(2026, 1, 5)), vote(2, date(2026, 1, 6)), whole=True))
    updated(tmp_path, harvest(vote(3, date(2026, 3, 1)), whole=False, name="one.xml"))
    assert [len(open_record(tmp_path).find(f"A/RES/99/{n}")) for n in (1, 2, 3)] == [1, 1, 1]


def test_a_few_records_make_no_source_complete(tmp_path: Path) -> None:
    updated(tmp_path, harvest(vote(3, date(2026, 3, 1)), whole=False, name="one.xml"))
    assert not any(c.complete for c in open_record(tmp_path).coverage(Body.UNGA, "adopted", date(2000, 1, 1)))


def test_records_after_the_whole_file_do_not_stretch_what_it_covers(tmp_path: Path) -> None:
    updated(tmp_path, harvest(vote(1, date(2026, 1, 5)), whole=True))
    updated(tmp_path, harvest(vote(3, date(2026, 3, 1)), whole=False, name="one.xml"))
    held = open_record(tmp_path).coverage(Body.UNGA, "adopted")
    assert max(c.last for c in held if c.complete) == date(2026, 1, 5)


def test_a_newer_whole_file_takes_the_place_of_the_older_and_of_single_records(tmp_path: Path) -> None:
    updated(tmp_path, harvest(vote(1, date(2026, 1, 5)), whole=True))
    updated(tmp_path, harvest(vote(3, date(2026, 3, 1)), whole=False, name="one.xml"))
    changes = updated(tmp_path, harvest(vote(2, date(2026, 1, 6)), whole=True, name="newer.csv")).changes
    assert {name.split()[1] for name in changes.removed} == {"A/RES/99/1", "A/RES/99/3"}


def test_a_file_that_would_make_many_votes_vanish_is_noticed(tmp_path: Path) -> None:
    many = [vote(n, date(2026, 1, 5)) for n in range(1, 80)]
    updated(tmp_path, harvest(*many, whole=True))
    assert not updated(tmp_path, harvest(*many[:-5], whole=True, name="few.csv")).removes_much
    assert updated(tmp_path, harvest(*many[:20], whole=True, name="cut.csv")).removes_much


def test_a_vote_of_next_week_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="2026-11-30"):
        updated(tmp_path, harvest(vote(1, date(2026, 11, 30)), whole=False))
    assert not (tmp_path / "current").exists()


def test_a_tally_a_little_off_its_own_list_is_explained_and_one_far_off_is_not(tmp_path: Path) -> None:
    on = date(2026, 1, 5)
    count = len(members_on(on))
    updated(tmp_path, harvest(vote(1, on, count - 2), vote(2, on, count - 40), whole=True))
    found = {
        r.id.split()[1]: r.status for r in audit(open_record(tmp_path)) if r.check == "tally" and " A/RES/99/" in r.id
    }
    assert found == {"A/RES/99/1": AuditStatus.EXPLAINED, "A/RES/99/2": AuditStatus.UNEXPLAINED}
