"""One checked story and three roll calls, built by hand so that renderings are tested without reader or record."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.terms import (
    Asserts,
    Basis,
    Body,
    Candidate,
    CheckedClaim,
    CheckedStory,
    Claim,
    ClaimKind,
    Count,
    Coverage,
    CueBasis,
    DateHint,
    Deed,
    Document,
    EventCues,
    EventType,
    Evidence,
    Finding,
    Fragment,
    ItemKind,
    Modality,
    Outcome,
    Position,
    PublishedBasis,
    Reading,
    Reason,
    RecordStamp,
    RollCall,
    Side,
    Span,
    Statement,
    Tally,
    Unread,
    Verdict,
    VoteFrame,
)

STAMP = RecordStamp("0123456789abcdef", "core", (("UNGA", date(2025, 10, 29)), ("UNSC", date(2025, 9, 30))))

BODY = """\
The General Assembly on Wednesday, March 2, demanded that Russia leave Ukraine, by 142 votes to 5.

Belarus was the sole country to vote no. China, one of the five veto powers, was one of 35 that abstained. \
In the Council, China voted against a binding resolution on February 25.

Zhang Jun, China's ambassador, told CCTV that "the sovereignty and territorial integrity of all countries \
should be respected." Dozens abstained in another ballot last spring. A hundred delegates saw some vote somewhere.

Russia shelled Kharkiv. China sent Ukraine aid worth five million yuan.
"""

ES_11_1 = "UNGA A/RES/ES-11/1 2022-03-02"
S_155 = "UNSC S/2022/155 2022-02-25"


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def document(body: str = BODY, title: str | None = "The vote on Ukraine", source: str = "story.txt") -> Document:
    sentences = tuple(
        Span(*m.span()) for m in re.finditer(r"[^\n.?!][^.?!\n]*(?:[.?!](?!\s|$)[^.?!\n]*)*[.?!]?[”\"]?", body)
    )
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", body))
    return Document(
        source, body, title, date(2022, 3, 4), PublishedBasis.HEADER, "en",
        hashlib.sha256(body.encode()).hexdigest(), "https://news.example/story", paragraphs, sentences,
    )  # fmt: skip


def claim(
    number: int,
    words: str,
    kind: ClaimKind,
    asserts: Asserts,
    *,
    body: str = BODY,
    modality: Modality = Modality.ASSERTED,
    **rest: str,
) -> Claim:
    span = span_of(body, words)
    cues = EventCues(
        body=Body.UNGA,
        body_basis=CueBasis.EXPLICIT,
        on=DateHint(date(2022, 3, 2), date(2022, 3, 2)),
        topics=("ukraine",),
    )
    return Claim(f"c{number}", span, words, kind, asserts, 1, cues, modality=modality, rule=rest.get("rule", "t.1"))


def claims() -> tuple[CheckedClaim, ...]:
    tally = claim(1, "by 142 votes to 5", ClaimKind.TALLY, Asserts(counts=(Count(Side.YES, 142), Count(Side.NO, 5))))
    sole = claim(
        2,
        "Belarus was the sole country to vote no.",
        ClaimKind.COUNT_OR_SUPERLATIVE,
        Asserts(votes=(("BLR", Position.NO),), sole=Position.NO),
    )
    one_of = claim(
        3,
        "was one of 35 that abstained",
        ClaimKind.MEMBER_VOTE,
        Asserts(counts=(Count(Side.ABSTAIN, 35),), votes=(("CHN", Position.ABSTAIN),)),
    )
    against = claim(
        4,
        "China voted against a binding resolution on February 25",
        ClaimKind.MEMBER_VOTE,
        Asserts(votes=(("CHN", Position.NO),)),
    )
    ballot = claim(5, "Dozens abstained in another ballot last spring", ClaimKind.TALLY, Asserts())
    pv, noes = "A/ES-11/PV.5", ("BLR", "ERI", "PRK", "RUS", "SYR")
    may_mean = (Candidate(ES_11_1, 0.51234, ("topic",), Verdict.SUPPORTED), Candidate(S_155, 0.4, ("topic",)))
    return (
        CheckedClaim(tally, Finding(
            Verdict.CONTRADICTED, Reason.WRONG_TALLY, "The record has 141 in favour and 5 against, not 142.",
            (Evidence("tally", ES_11_1, "141-5-35", pv, stated="142-5"),), ES_11_1)),
        CheckedClaim(sole, Finding(
            Verdict.CONTRADICTED, Reason.NOT_SOLE,
            "Five members voted against: Belarus, North Korea, Eritrea, Russia and Syria.",
            (Evidence("position", ES_11_1, "no", pv, states=noes, stated="only Belarus"),),
            ES_11_1)),
        CheckedClaim(one_of, Finding(
            Verdict.SUPPORTED, Reason.POSITIONS_MATCH, "China abstained, as did 34 others.",
            (Evidence("position", ES_11_1, "abstain", pv, state="CHN"),), ES_11_1)),
        CheckedClaim(against, Finding(
            Verdict.CONTRADICTED, Reason.WRONG_POSITION, "China abstained; only Russia voted against.",
            (Evidence("position", S_155, "abstain", "S/PV.8979", state="CHN", stated="no"),), S_155)),
        CheckedClaim(ballot, Finding(
            Verdict.AMBIGUOUS, Reason.SEVERAL_VOTES_FIT, "Several votes fit, and they differ.",
            candidates=may_mean)),
    )  # fmt: skip


def statements(body: str = BODY) -> tuple[Statement, ...]:
    words = (
        "Zhang Jun, China's ambassador, told CCTV that \"the sovereignty and territorial integrity of all countries "
        'should be respected."'
    )
    return (
        Statement(
            "s1", span_of(body, words), words, "Zhang Jun",
            "the sovereignty and territorial integrity of all countries should be respected.", True, "told",
            speaker_role="ambassador", state="CHN", about="UKR", outlets=("CCTV", "Xinhua"), event=ES_11_1,
            type=EventType.SUPPORT,
        ),
    )  # fmt: skip


def deeds(body: str = BODY) -> tuple[Deed, ...]:
    shelled, aid = "Russia shelled Kharkiv", "China sent Ukraine aid worth five million yuan"
    return (
        Deed("d1", span_of(body, shelled), shelled, "RUS", "UKR", EventType.ASSAULT, rule="d.1"),
        Deed("d2", span_of(body, aid), aid, "CHN", "UKR", EventType.AID, date(2022, 3, 9), rule="d.2"),
    )


def story() -> CheckedStory:
    missed = "A hundred delegates saw some vote somewhere."
    unread = (Unread(span_of(BODY, missed), missed, "no voter found"),)
    frame = VoteFrame(1, EventCues(body=Body.UNGA), Span(0, 10))
    checked = claims()
    reading = Reading(document(), (frame,), tuple(c.claim for c in checked), statements(), deeds(), unread)
    return CheckedStory(reading, checked, STAMP)


def assembly_vote() -> RollCall:
    """A/RES/ES-11/1 with a handful of members, the tally as recorded."""
    no = dict.fromkeys(("BLR", "ERI", "PRK", "RUS", "SYR"), Position.NO)
    yes = dict.fromkeys(("FRA", "GBR", "USA", "DEU", "KEN", "BRA", "ARE"), Position.YES)
    abstain = dict.fromkeys(("CHN", "IND", "ZAF", "CUB"), Position.ABSTAIN)
    absent = dict.fromkeys(("VEN", "MAR"), Position.ABSENT)
    return RollCall(
        Body.UNGA, "A/RES/ES-11/1", date(2022, 3, 2), "Aggression against Ukraine", ItemKind.RESOLUTION,
        Outcome.ADOPTED, Tally(141, 5, 35, 12), no | yes | abstain | absent, draft="A/ES-11/L.1",
        meeting="A/ES-11/PV.5", majority="two_thirds", topic="Ukraine aggression", about=("UKR", "RUS"),
        fragments=(Fragment("A/ES-11/PV.5", Basis.DOCUMENT, Tally(141, 5, 35, 12)),),
    )  # fmt: skip


def council_veto() -> RollCall:
    """S/2022/155, the whole roll of fifteen."""
    yes = ("ALB", "BRA", "FRA", "GAB", "GHA", "IRL", "KEN", "MEX", "NOR", "GBR", "USA")
    roll = dict.fromkeys(yes, Position.YES) | {"RUS": Position.NO}
    roll |= dict.fromkeys(("CHN", "IND", "ARE"), Position.ABSTAIN)
    return RollCall(
        Body.UNSC, "S/2022/155", date(2022, 2, 25), "Draft on Ukraine", ItemKind.DRAFT, Outcome.VETOED,
        Tally(11, 1, 3, 0), roll, meeting="S/PV.8979", vetoed_by=("RUS",), topic="Ukraine",
        sponsors=("USA", "ALB"), about=("UKR", "RUS"), fragments=(Fragment("S/PV.8979", Basis.DOCUMENT),),
    )  # fmt: skip


def later_veto() -> RollCall:
    """S/2022/431, vetoed by two after the duty to debate began."""
    roll = {"CHN": Position.NO, "RUS": Position.NO}
    yes = ("ALB", "BRA", "FRA", "GAB", "GHA", "IND", "IRL", "KEN", "MEX", "NOR", "ARE", "GBR", "USA")
    return RollCall(
        Body.UNSC, "S/2022/431", date(2022, 5, 26), "Non-proliferation: North Korea", ItemKind.DRAFT, Outcome.VETOED,
        Tally(13, 2, 0, 0), roll | dict.fromkeys(yes, Position.YES), meeting="S/PV.9048", vetoed_by=("CHN", "RUS"),
        topic="North Korea missiles", about=("PRK",), fragments=(Fragment("S/PV.9048", Basis.DOCUMENT),),
    )  # fmt: skip


@dataclass(frozen=True)
class SampleDebate:
    held_on: date | None
    exempt: bool = False
    note: str = ""
    source: str = "A/76/PV.77"


@dataclass(frozen=True)
class SampleRecord:
    """As much of a record as renderings and dossiers ask for."""

    rollcalls: tuple[RollCall, ...] = field(default_factory=lambda: (council_veto(), assembly_vote(), later_veto()))
    stamp: RecordStamp = STAMP

    def by_id(self, event_id: str) -> RollCall | None:
        return next((r for r in self.rollcalls if r.id == event_id), None)

    def votes(self, *, state: str | None = None, topic: str | None = None) -> tuple[RollCall, ...]:
        wanted = (topic or "").casefold()
        return tuple(
            r for r in self.rollcalls
            if (state is None or state in r.positions) and wanted in f"{r.title} {r.topic}".casefold()
        )  # fmt: skip

    def debates(self) -> Mapping[str, SampleDebate]:
        return {later_veto().id: SampleDebate(date(2022, 6, 8))}

    def coverage(self, body: Body, kind: str, on: date | None = None) -> tuple[Coverage, ...]:
        return (
            Coverage(body, kind, date(1946, 1, 1), date(2025, 1, 1), True, "core", "It was not so.", "official list"),
        )
