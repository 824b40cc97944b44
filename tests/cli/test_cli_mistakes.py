from pathlib import Path

import pytest
from cli_run import Run

MISTAKES = [
    (("vote", "A/RES/ES-11/99999"), ("nearest", "onrecord votes")),
    (("vote", "ES-11/1", "--body", "FIFA"), ("--body", "UNSC (Security Council)")),
    (("votes", "--state", "Rusia"), ("Rusia", "did you mean")),
    (("votes", "--position", "no"), ("--state",)),
    (("votes", "--state", "China", "--position", "maybe"), ("abstain", "maybe")),
    (("votes", "--state", "China", "--with", "Russia", "--against", "Russia"), ("--with", "--against")),
    (("votes", "--since", "2022-05-01", "--until", "2021-05-01"), ("2022-05-01", "2021-05-01")),
    (("votes", "--since", "last week"), ("--since", "2022-03-04", "last week")),
    (("votes", "--outcome", "lost"), ("rejected", "lost")),
    (("votes", "--limit", "0"), ("--limit", "onrecord votes --help")),
    (("due", "--today", "31/12/2022"), ("--today", "31/12/2022")),
    (("tally", "--body", "UNSC"), ("--yes", "--no")),
    (("tally", "--body", "UNSC", "--no", "16"), ("16",)),
    (("tally", "--body", "UNSC", "--no", "Germany", "--on", "2022-02-25"), ("Germany",)),
    (("tally", "--body", "UNSC", "--no", "RUS", "--abstain", "Russia", "--on", "2022-02-25"), ("Russia",)),
    (("tally", "--body", "UNGA", "--no", "5", "--majority", "most"), ("two_thirds",)),
    (("tally", "--no", "RUS"), ("--body", "onrecord tally --help")),
    (("state", "Atlantis"), ("Atlantis", "did you mean")),
    (("agree",), ("--matrix",)),
    (("agree", "China", "PRC"), ("CHN",)),
    (("agree", "China", "Russia", "--measure", "guess"), ("kappa", "guess")),
    (("agree", "China", "--by", "year"), ("two states",)),
    (("agree", "China", "Russia", "--since", "2200-01-01"), ("--since",)),
    (("sql", "drop table rollcalls"), ("rollcalls",)),
    (("audit", "--status", "odd"), ("unexplained",)),
    (("check", "no-such-story.txt"), ("no-such-story.txt",)),
    (("check", "-", "-"), ("twice",)),
    (("check", "https://example.org/story"), ("save the page", "onrecord check")),
    (("check",), ("onrecord check --help",)),
    (("chek", "story.txt"), ("check", "onrecord --help")),
    (("check", "story.txt", "--colour", "red"), ("never", "onrecord check --help")),
    (("votes", "--format", "json", "--out", "votes.csv"), ("json", "votes.csv")),
]


@pytest.mark.parametrize(("words", "told"), MISTAKES, ids=lambda v: " ".join(v)[:60])
def test_a_mistake_is_told_in_one_message_that_says_what_to_type(
    run: Run, words: tuple[str, ...], told: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run(*words)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith("onrecord: ")
    assert answer.err.count("onrecord: ") == 1
    assert "Traceback" not in answer.err
    assert len(answer.err) < 700
    for part in told:
        assert part in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_record_is_a_failure_of_its_own_kind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "current").write_text("gone\n", encoding="utf-8")
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path))
    answer = run("votes", "--limit", "1")
    assert answer.code == 3
    assert answer.err.startswith("onrecord: ")
    assert answer.out == ""


def test_a_fault_of_ours_is_told_as_ours_and_shows_its_traceback_only_when_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(home: object = None) -> None:
        raise ZeroDivisionError("a fault in the program")

    monkeypatch.setattr("onrecord.record.open_record", broken)
    quiet, loud = run("votes"), run("--debug", "votes")
    assert (quiet.code, loud.code) == (1, 1)
    assert "Traceback" not in quiet.err
    assert "--debug" in quiet.err
    assert "Traceback" in loud.err
    assert "a fault in the program" in loud.err
