"""After a veto the Assembly owes a debate within ten working days (A/RES/76/262)."""

from datetime import date, timedelta

import pytest

from onrecord.procedure import (
    add_working_days,
    deadline,
    debate_due,
    debate_status,
    decide,
    duties,
    holidays,
    is_working_day,
    working_days_between,
    years_known,
)
from onrecord.terms import Body, Tally, UsageError

DEBATES = [
    # draft vetoed, day of veto, day of debate, working days between
    ("S/2022/431", "2022-05-26", "2022-06-08", 8),
    ("S/2022/538", "2022-07-08", "2022-07-21", 8),
    ("S/2023/506", "2023-07-11", "2023-07-19", 6),
    ("S/2023/638", "2023-08-30", "2023-09-11", 7),
    ("S/2023/1029", "2023-12-22", "2024-01-09", 10),
    ("S/2024/173", "2024-02-20", "2024-03-04", 9),
    ("S/2024/239", "2024-03-22", "2024-04-08", 10),
    ("S/2024/255", "2024-03-28", "2024-04-11", 8),
    ("S/2024/312", "2024-04-18", "2024-05-01", 9),
    ("S/2024/302", "2024-04-24", "2024-05-06", 8),
    ("S/2024/826", "2024-11-18", "2024-11-26", 6),
    ("S/2025/583", "2025-09-18", "2025-10-01", 9),
]


@pytest.mark.parametrize(("draft", "vetoed", "held", "days"), DEBATES)
def test_every_debate_held_came_within_ten_working_days(draft: str, vetoed: str, held: str, days: int) -> None:
    veto_day, held_on = date.fromisoformat(vetoed), date.fromisoformat(held)
    assert working_days_between(veto_day, held_on) == days, draft
    assert held_on <= debate_due(veto_day)
    assert debate_status(veto_day, held_on, exempt=False, today=date(2026, 1, 1)) == "held"


def test_the_count_begins_the_day_after_and_skips_weekends_and_holidays() -> None:
    # S/2022/431: Thursday 26 May; Memorial Day on Monday 30 May.
    assert debate_due(date(2022, 5, 26)) == date(2022, 6, 10)
    # S/2023/1029: Friday 22 December; Christmas and New Year's Day on Mondays.
    assert debate_due(date(2023, 12, 22)) == date(2024, 1, 9)
    assert [h.name for h in deadline(date(2023, 12, 22)).skipped] == ["Christmas Day", "New Year's Day"]


def test_a_deadline_that_an_estimated_holiday_could_move_is_not_firm() -> None:
    moon = deadline(date(2022, 7, 8))  # S/2022/538, Eid al-Adha on or about 11 July 2022
    assert not moon.firm
    assert moon.latest > moon.due
    assert deadline(date(2022, 5, 26)).firm


def test_a_year_whose_holidays_are_not_kept_gives_no_firm_deadline() -> None:
    later = date(years_known()[-1] + 1, 5, 3)
    assert not deadline(later).firm
    assert debate_status(later, None, exempt=False, today=deadline(later).latest) == "unknown"


@pytest.mark.parametrize(
    ("held_on", "exempt", "today", "status"),
    [
        (None, False, "2022-05-25", "unknown"),
        (None, False, "2022-05-26", "pending"),
        (None, False, "2022-06-10", "pending"),
        (None, False, "2022-06-11", "overdue"),
        (None, True, "2022-06-11", "exempt"),
        (date(2022, 6, 8), False, "2022-06-07", "pending"),
        (date(2022, 6, 8), False, "2022-06-08", "held"),
        (date(2022, 6, 20), False, "2022-06-15", "overdue"),
    ],
)
def test_the_status_of_a_debate_follows_the_calendar(
    held_on: date | None, exempt: bool, today: str, status: str
) -> None:
    assert debate_status(date(2022, 5, 26), held_on, exempt, date.fromisoformat(today)) == status


def test_not_in_the_record_of_debates_is_not_overdue() -> None:
    veto_day, today = date(2022, 5, 26), date(2022, 7, 1)
    assert debate_status(veto_day, None, False, today, known_through=date(2022, 6, 1)) == "unknown"
    assert debate_status(veto_day, None, False, today, known_through=date(2022, 6, 30)) == "overdue"


def test_a_veto_before_the_resolution_owes_nothing() -> None:
    before = date(2022, 4, 25)
    assert debate_status(before, None, exempt=False, today=date(2023, 1, 1)) == "exempt"
    assert duties(["RUS"], before) == ()
    with pytest.raises(UsageError, match="2022-04-26"):
        debate_due(before)


def test_a_debate_before_its_veto_is_refused() -> None:
    with pytest.raises(UsageError, match="2022-05-26"):
        debate_status(date(2022, 5, 26), date(2022, 5, 25), exempt=False, today=date(2022, 6, 1))


def test_a_veto_brings_a_debate_an_invited_report_and_an_invited_speech() -> None:
    ruling = decide(Body.UNSC, Tally(13, 2, 0), date(2022, 5, 26), noes=["CHN", "RUS"])  # S/2022/431
    report, debate, speech = ruling.follows
    assert (debate.due, debate.obliged) == (date(2022, 6, 10), True)
    assert (report.due, report.obliged) == (date(2022, 6, 7), False)
    assert not speech.obliged
    assert "China" in speech.by_whom
    assert "precedence" in speech.what


def test_every_holiday_falls_on_a_weekday_and_names_its_source() -> None:
    for day, holiday in holidays().items():
        assert day.weekday() < 5, holiday
        assert not is_working_day(day)
        assert is_working_day(day, certain_only=True) is not holiday.certain
        assert holiday.source


def test_every_year_kept_has_its_nine_or_more_holidays() -> None:
    for year in years_known():
        names = [h.name for d, h in holidays().items() if d.year == year]
        assert len(names) == len(set(names)) >= 9, year


def test_counting_working_days_forth_and_back_agrees() -> None:
    start = date(2024, 1, 1)
    for k in range(366):
        day = start + timedelta(days=k)
        for n in (0, 1, 5, 10):
            assert working_days_between(day, add_working_days(day, n)) == n


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(UsageError, match="-1"):
        add_working_days(date(2024, 1, 1), -1)
    with pytest.raises(UsageError, match="2024-01-02"):
        working_days_between(date(2024, 1, 2), date(2024, 1, 1))
