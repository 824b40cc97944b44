"""What the General Assembly owes after a veto (A/RES/76/262): a debate within ten working days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.procedure.citations import cite
from onrecord.procedure.ruling import Duty
from onrecord.procedure.wording import names
from onrecord.procedure.working_days import Holiday, add_working_days, holidays_between, years_known
from onrecord.terms import UsageError

IN_FORCE_FROM = date(2022, 4, 26)
WORKING_DAYS = 10
REPORT_BEFORE = timedelta(days=3)

# A moon-dependent holiday may fall a day or two off its estimate, and so move the due day by as much.
_ESTIMATE_SLACK = 2
# In a year whose holidays are not kept, as many as this may fall within ten working days.
_UNKNOWN_YEAR_SLACK = 3


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for the debate, and how sure the count is.

    `due` counts from the day after the veto and leaves out weekends and every holiday kept, estimates
    among them. `latest` is the last day it could be if estimates are off or the year's holidays are not
    kept; where it equals `due` the day is firm. The resolution does not define "working day": this
    reading is ours. `skipped` are the holidays left out.
    """

    due: date
    latest: date
    skipped: tuple[Holiday, ...]

    @property
    def firm(self) -> bool:
        """Whether no estimate or missing year could move the day later."""
        return self.due == self.latest


def owes_debate(veto_day: date) -> bool:
    """Whether a veto that day calls for a debate: the resolution is of 26 April 2022 and does not look back."""
    return veto_day >= IN_FORCE_FROM


def debate_due(veto_day: date) -> date:
    """The tenth working day after the veto, counted from the day after (A/RES/76/262, para. 1).

    Raises UsageError for a veto before 26 April 2022, which owes no debate.
    """
    return deadline(veto_day).due


def deadline(veto_day: date) -> Deadline:
    """The due day with the holidays left out and how far it could move. Raises UsageError as `debate_due` does."""
    if not owes_debate(veto_day):
        raise UsageError(
            f"Expected a veto on or after {IN_FORCE_FROM.isoformat()}, when A/RES/76/262 was adopted; "
            f"found {veto_day.isoformat()}, which owes no debate."
        )
    due = add_working_days(veto_day, WORKING_DAYS)
    near = holidays_between(veto_day, due + timedelta(days=_ESTIMATE_SLACK))
    slack = _ESTIMATE_SLACK if any(not h.certain for h in near) else 0
    if due.year not in years_known():
        slack = _UNKNOWN_YEAR_SLACK
    return Deadline(due, add_working_days(due, slack), holidays_between(veto_day, due))


def debate_status(
    veto_day: date,
    held_on: date | None,
    exempt: bool,
    today: date,
    *,
    known_through: date | None = None,
) -> str:
    """Where the debate stands on `today`: "exempt", "held", "pending", "overdue" or "unknown".

    "exempt" is also the answer for a veto before 26 April 2022. A debate set for after `today` is not yet
    held. "overdue" is said only when no doubt about the due day could still excuse it, and never where
    `known_through`, the last day the record of debates reaches, falls short of that day: not in the record
    is not the same as not held. Raises UsageError for a debate before its veto.
    """
    if held_on is not None and held_on < veto_day:
        raise UsageError(
            f"Expected a debate on or after the veto of {veto_day.isoformat()}; found {held_on.isoformat()}."
        )
    if today < veto_day:
        return "unknown"
    if exempt or not owes_debate(veto_day):
        return "exempt"
    if held_on is not None and held_on <= today:
        return "held"
    limit = deadline(veto_day)
    if today <= limit.due:
        return "pending"
    if today <= limit.latest or (known_through is not None and known_through <= limit.latest):
        return "unknown"
    return "overdue"


def duties(vetoed_by: Sequence[str], on: date) -> tuple[Duty, ...]:
    """What follows from a veto that day, in order of day; nothing before 26 April 2022."""
    if not vetoed_by or not owes_debate(on):
        return ()
    due = debate_due(on)
    report = Duty(
        "send the Assembly a special report on the veto at least seventy-two hours before the debate",
        "Security Council",
        due - REPORT_BEFORE,
        obliged=False,
        citation=cite("veto_initiative_3"),
    )
    debate = Duty(
        "convene a debate of the General Assembly on the situation within ten working days, unless an "
        "emergency special session meets on it",
        "President of the General Assembly",
        due,
        obliged=True,
        citation=cite("veto_initiative_1"),
    )
    speak = Duty(
        "speak in the debate, with precedence on the list of speakers, invited and not obliged",
        names(vetoed_by),
        due,
        obliged=False,
        citation=cite("veto_initiative_2"),
    )
    return (report, debate, speak)
