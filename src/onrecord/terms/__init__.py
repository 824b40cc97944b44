"""The words every other room speaks: frozen values, closed sets, identifiers and spans. Imports nothing of ours."""

from onrecord.terms.body import Body
from onrecord.terms.claim import (
    Asserts,
    Bound,
    Claim,
    ClaimKind,
    Count,
    CueBasis,
    EventCues,
    Modality,
    Side,
    VoteFrame,
)
from onrecord.terms.dates import DateHint
from onrecord.terms.errors import DataError, OnRecordError, UsageError
from onrecord.terms.rollcall import (
    Basis,
    Coverage,
    Fragment,
    ItemKind,
    Outcome,
    Position,
    RollCall,
    Tally,
)
from onrecord.terms.span import Span
from onrecord.terms.statement import Deed, EventType, Statement
from onrecord.terms.story import (
    CheckedClaim,
    CheckedStory,
    Document,
    PublishedBasis,
    Reading,
    RecordStamp,
    Unread,
)
from onrecord.terms.verdict import Candidate, Evidence, Finding, Reason, Verdict

__all__ = [
    "Asserts",
    "Basis",
    "Body",
    "Bound",
    "Candidate",
    "CheckedClaim",
    "CheckedStory",
    "Claim",
    "ClaimKind",
    "Count",
    "Coverage",
    "CueBasis",
    "DataError",
    "DateHint",
    "Deed",
    "Document",
    "EventCues",
    "EventType",
    "Evidence",
    "Finding",
    "Fragment",
    "ItemKind",
    "Modality",
    "OnRecordError",
    "Outcome",
    "Position",
    "PublishedBasis",
    "Reading",
    "Reason",
    "RecordStamp",
    "RollCall",
    "Side",
    "Span",
    "Statement",
    "Tally",
    "Unread",
    "UsageError",
    "Verdict",
    "VoteFrame",
]
