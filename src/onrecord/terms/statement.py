"""Words and deeds: who said what through whom, and what states did to one another."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onrecord.terms.span import Span


class EventType(StrEnum):
    """PLOVER event types (Halterman and others, PLOVER and POLECAT, 2023), for statements and deeds alike."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words a story puts in a speaker's mouth.

    `quote` is the whole passage over `span`; `quote_text` is the words themselves, parts joined by " [...] ".
    `state` is the state the speaker speaks for, None for UN officials, scholars and the press.
    `outlets` is the chain of reporting, nearest to the story first.
    """

    id: str
    span: Span
    quote: str
    speaker: str
    quote_text: str
    direct: bool
    verb: str
    speaker_role: str = ""
    state: str | None = None
    about: str | None = None
    outlets: tuple[str, ...] = ()
    event: str | None = None  # id of the vote spoken of
    type: EventType | None = None
    metonym: bool = False  # a capital or a government stands for the speaker
    resolution_note: str = ""  # why a bent or absent name was read as this person


@dataclass(frozen=True, slots=True)
class Deed:
    """Something one state did, or did to another."""

    id: str
    span: Span
    quote: str
    actor: str | None
    recipient: str | None
    type: EventType
    date: dt.date | None = None
    rule: str = ""
