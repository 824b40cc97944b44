"""How each body decides and what follows: pure functions from a tally to an outcome with its reasons."""

from onrecord.procedure.after_veto import (
    Deadline,
    deadline,
    debate_due,
    debate_status,
    duties,
    owes_debate,
)
from onrecord.procedure.assembly import MAJORITIES, majority_in_session
from onrecord.procedure.council import double_veto, must_abstain, permanent_noes
from onrecord.procedure.decide import decide
from onrecord.procedure.ruling import Duty, Ground, Ruling
from onrecord.procedure.statements import (
    Fact,
    RuleAnswer,
    RuleStatement,
    answer,
    rule_statement,
    rule_statements,
    rules_about,
    rules_with,
    topics,
)
from onrecord.procedure.tables import Threshold, threshold, thresholds
from onrecord.procedure.whatif import WhatIf, what_if
from onrecord.procedure.working_days import (
    Holiday,
    add_working_days,
    holidays,
    is_working_day,
    working_days_between,
    years_known,
)

__all__ = [
    "MAJORITIES",
    "Deadline",
    "Duty",
    "Fact",
    "Ground",
    "Holiday",
    "RuleAnswer",
    "RuleStatement",
    "Ruling",
    "Threshold",
    "WhatIf",
    "add_working_days",
    "answer",
    "deadline",
    "debate_due",
    "debate_status",
    "decide",
    "double_veto",
    "duties",
    "holidays",
    "is_working_day",
    "majority_in_session",
    "must_abstain",
    "owes_debate",
    "permanent_noes",
    "rule_statement",
    "rule_statements",
    "rules_about",
    "rules_with",
    "threshold",
    "thresholds",
    "topics",
    "what_if",
    "working_days_between",
    "years_known",
]
