"""A UN press release or verbatim record of a vote: its provisional account, until the body's own data confirms it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from onrecord.record.sources.harvest import Defect, Fault, Harvest, refuse
from onrecord.record.sources.member_lists import Roll, seat_named, split_names
from onrecord.record.sources.press_header import Head, days_in, meeting_symbol, read_head
from onrecord.record.sources.press_merge import Told, blocks, in_order, joined, nearest_before, sides, with_lists
from onrecord.record.sources.press_subjects import DRAFT, draft_symbol
from onrecord.record.sources.press_tallies import Mention, sentences
from onrecord.record.sources.press_text import Page, Para, read_text
from onrecord.record.sources.press_votes import mentions
from onrecord.states import permanent_members
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, Tally

ORIGIN = "press"
_MOST_VOTES = 500
_MOST_MENTIONS = 2_000
_ELSEWHERE = re.compile(
    r"\b(?:last (?:year|month|week|session)|earlier this (?:year|month|week)|in (?:previous|past|recent) years"
    r"|recall(?:s|ed|ing)|had (?:already )?been (?:adopted|approved|rejected|vetoed)|see press release)\b",
    re.IGNORECASE,
)
_INTENDED = re.compile(
    r"\b(?:delegations?|representatives?|missions?) of (?P<names>[^\[\]]{3,800}?),? "
    r"(?:informed|advised|notified|indicated|stated|said|clarified|had|that (?:it|they) had)\b"
    r"(?P<rest>[^;\[\]]{0,400}?)\b(?P<what>(?:vote[sd]? )?in favou?r|(?:vote[sd]? )?against|abstain"
    r"|not (?:intended )?(?:to )?(?:participate|take part|vote))",
    re.IGNORECASE,
)
_MEANT = re.compile(r"\b(?:had|have|was|were) (?:not )?(?:intended|meant|wished|intending)\b", re.IGNORECASE)
_SYMBOL = re.compile(r"^(?:A/RES/|S/RES/)?(?P<number>.*?)(?: ?\(\d{4}\))?$")
_AGAIN = "Check the spelling in the page as saved, correct the copy if the page is right, and give it again."


@dataclass(slots=True)
class _Reading:
    """One release in hand: what its head says, and what was met on the way."""

    name: str
    page: Page
    head: Head
    body: Body
    day: date
    defects: list[Defect] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def odd(self, line: int, found: str, treatment: str) -> None:
        self.defects.append(Defect(ORIGIN, f"line {line}", found, treatment))


def read(data: bytes, name: str, *, body: Body | None = None, day: date | None = None) -> Harvest:
    """The votes one release tells of, each a fragment; `body` and `day` stand where the page does not say.

    DataError, naming the line, for an unknown name, a member listed twice, a vote by a non-member, or no vote at all.
    """
    reading = _opened(data, PurePath(name.rstrip("/")).name or name, body, day)
    paras = reading.page.paras
    found = list(_taken(reading))
    rolls, listed = _lists(reading)
    told, left = with_lists(paras, found, listed, reading.body)
    votes, differing = joined(told, left)
    votes = in_order([vote for vote in votes if vote.counted or vote.mention.draft or vote.mention.symbol])
    if not votes and not reading.faults:
        raise refuse(
            reading.name,
            [Fault("the page", "a vote with its figures or lists", "none")],
            "Give the page of the vote itself.",
        )
    if len(votes) > _MOST_VOTES:
        raise refuse(reading.name, [Fault("the page", f"at most {_MOST_VOTES} votes", str(len(votes)))])
    for vote, mention in differing:
        kept = f"the tally {vote.counted} is kept"
        reading.odd(mention.line, f"{mention.tally} for the text that has {vote.counted} elsewhere in the page", kept)
    _corrections(reading, votes)
    fragments = tuple(_fragments(reading, votes, rolls))
    if reading.faults:
        raise refuse(reading.name, reading.faults, _AGAIN)
    notes = (_summary(reading, fragments),)
    return Harvest(ORIGIN, fragments, tuple(reading.defects), hashlib.sha256(data).hexdigest(), notes)


def _opened(data: bytes, name: str, body: Body | None, day: date | None) -> _Reading:
    page = read_text(data, name)
    head = read_head(page.head, name, page.address)
    if body and head.release and head.body and body is not head.body:
        raise refuse(name, [Fault("the head", f"a release of the {body.title}", head.release)], "Leave the body out.")
    known, held = body or head.body, day or head.day
    if known is None:
        then = f"Say which body it is: {', '.join(Body)}."
        raise refuse(name, [Fault("the head", "a release number such as GA/12407, or a body's name", "neither")], then)
    if held is None:
        raise refuse(name, [Fault("the head", "a date such as 2 March 2022", "none")], "Give the day of the vote.")
    reading = _Reading(name, page, head, known, held)
    if page.as_latin:
        reading.defects.append(Defect(ORIGIN, "the file", "bytes that are no UTF-8", "read as Windows-1252"))
    if day and head.day and day != head.day:
        reading.defects.append(Defect(ORIGIN, "the head", f"the date {head.day}", f"the day given, {day}, is kept"))
    return reading


def _taken(reading: _Reading) -> Iterator[Mention]:
    """The mentions that are of this meeting; one that is plainly of another day is left and said to be."""
    for number, mention in enumerate(mentions(reading.page.paras, reading.body)):
        if number >= _MOST_MENTIONS:
            raise refuse(reading.name, [Fault("the page", f"at most {_MOST_MENTIONS:,} mentions of votes", "more")])
        days = days_in(mention.sentence)
        if _ELSEWHERE.search(mention.sentence) or (days and reading.day not in days and mention.tally):
            reading.odd(mention.line, f"the vote {mention.tally or 'without figures'} of another day", "left out")
        else:
            yield mention


def _lists(reading: _Reading) -> tuple[dict[int, Roll], dict[int, int]]:
    """The roll of every run of lists by its first paragraph, and how many names each list holds."""
    rolls: dict[int, Roll] = {}
    counts: dict[int, int] = {}
    paras = reading.page.paras
    for first, last in blocks(paras):
        roll = rolls[first] = Roll()
        for at in range(first, last + 1):
            para = paras[at]
            names = split_names(para.text)
            counts[at] = roll.add(names, para.side or Position.YES, reading.day, f"line {para.line}", seat_named)
            if para.count is not None and para.count != counts[at]:
                reading.odd(para.line, f"{counts[at]} names in a list headed {para.count}", "both are kept")
        roll.check_membership(reading.body, reading.day, f"line {paras[first].line}")
        reading.faults += roll.faults
    return rolls, counts


def _in_brackets(reading: _Reading, mention: Mention) -> dict[str, Position]:
    """The members a sentence names beside its figures."""
    roll = Roll()
    where = f"line {mention.line}"
    for side, text in mention.names.items():
        count = roll.add(split_names(text), side, reading.day, where, seat_named)
        stated = sides(mention.tally)[side] if mention.tally else count
        if count != stated:
            reading.odd(mention.line, f"{count} names for {stated} under {side}", "both are kept")
    roll.check_membership(reading.body, reading.day, where)
    reading.faults += roll.faults
    return roll.positions


def _fragments(reading: _Reading, votes: list[Told], rolls: dict[int, Roll]) -> Iterator[Fragment]:
    order = 0
    for number, vote in enumerate(votes, start=1):
        voted = vote.counted is not None or bool(vote.lists)
        order += voted
        yield _fragment(reading, vote, _positions(reading, vote, rolls), number, order if voted else 0)


def _positions(reading: _Reading, vote: Told, rolls: dict[int, Roll]) -> dict[str, Position]:
    """The lists where there are any, else what sentences name; a sentence that differs from the lists is a defect."""
    listed = rolls[vote.first].positions if vote.lists else {}
    positions = dict(listed)
    for mention in vote.tellings:
        for code, side in _in_brackets(reading, mention).items():
            if positions.setdefault(code, side) is not side:
                reading.odd(
                    mention.line, f"{code} under {side}, elsewhere under {positions[code]}", "the latter is kept"
                )
            elif listed and code not in listed:
                reading.odd(mention.line, f"{code} under {side}, and in no list", "kept beside the lists")
    return positions


def _fragment(reading: _Reading, vote: Told, positions: dict[str, Position], number: int, order: int) -> Fragment:
    head, lead = reading.head, vote.mention
    session = head.session or _session_of(lead.draft)
    outcome = _outcome(reading, vote, positions)
    uncounted = outcome is Outcome.ADOPTED_WITHOUT_VOTE
    ref = f"{head.release or PurePath(reading.name).stem}#{number}"
    if not (lead.draft or lead.symbol):
        reading.odd(
            lead.line, f"a vote {vote.counted} without the symbol of its text", "kept with its meeting and place"
        )
    called = "Verbatim record" if "." in head.release else "Press release"
    return Fragment(
        source=f"{called} {head.release or reading.name}, {reading.day}",
        basis=Basis.PRESS,
        tally=None if uncounted else _stated(reading, vote),
        day=reading.day,
        note=_note(reading, vote),
        origin=ORIGIN,
        ref=ref,
        address=reading.page.address,
        body=reading.body,
        symbol=_resolution(reading.body, lead),
        draft=lead.draft,
        kind=_kind(reading, lead, outcome),
        title=", ".join(part for part in (lead.what, lead.title) if part),
        outcome=outcome,
        positions={} if uncounted else positions,
        declared=dict(vote.declared),
        meeting=head.meeting or meeting_symbol(reading.body, head.committee, session, head.meetings),
        order=order,
        session=session,
        committee=head.committee,
        part_of=lead.part_of if lead.kind is ItemKind.AMENDMENT else lead.draft if lead.kind else "",
        vetoed_by=_vetoed_by(reading, outcome, positions),
    )


def _stated(reading: _Reading, vote: Told) -> Tally | None:
    """The tally the release states, in its sentence or over its lists; where its lists differ, a defect says so."""
    tally, headed = vote.mention.tally, {para.side: para.count for para in vote.lists if para.count is not None}
    if tally is None:
        if not headed.keys() >= {Position.YES, Position.NO, Position.ABSTAIN}:
            return None
        yes, no, abstain = (headed[side] or 0 for side in (Position.YES, Position.NO, Position.ABSTAIN))
        return Tally(yes, no, abstain, headed.get(Position.ABSENT))
    if not vote.mention.abstain_given and "votes to" not in vote.mention.sentence:
        reading.odd(vote.mention.line, f"{tally.yes} to {tally.no} and no word of abstentions", "read as none")
    if vote.lists:
        counted = Tally(*(vote.listed.get(side, 0) for side in (Position.YES, Position.NO, Position.ABSTAIN)))
        if sides(counted) != sides(tally):
            reading.odd(vote.lists[0].line, f"lists of {counted} for a vote stated as {tally}", "both are kept")
    return tally


def _kind(reading: _Reading, lead: Mention, outcome: Outcome | None) -> ItemKind | None:
    """What was voted on; a committee's vote on a whole text is one on a draft, whatever came of it."""
    if lead.kind:
        return lead.kind
    if lead.failed or reading.head.committee:
        return ItemKind.DRAFT
    if outcome is None:
        return None
    return ItemKind.DECISION if lead.decision else ItemKind.RESOLUTION


def _outcome(reading: _Reading, vote: Told, positions: dict[str, Position]) -> Outcome | None:
    """As the text has it; a Council text that merely "failed" was rejected only if no permanent member was against."""
    lead = vote.mention
    if lead.outcome is None and lead.failed and reading.body is Body.UNSC and vote.counted:
        against = {code for code, side in positions.items() if side is Position.NO}
        told = len(against) == vote.counted.no
        return Outcome.REJECTED if told and not against & set(permanent_members(reading.day)) else None
    return lead.outcome


def _vetoed_by(reading: _Reading, outcome: Outcome | None, positions: dict[str, Position]) -> tuple[str, ...]:
    if outcome is not Outcome.VETOED:
        return ()
    permanent = permanent_members(reading.day)
    return tuple(sorted(code for code, side in positions.items() if side is Position.NO and code in permanent))


def _resolution(body: Body, lead: Mention) -> str:
    """The symbol of what was adopted, whole: `A/RES/ES-11/1`, `S/RES/2728`."""
    if not lead.symbol:
        return ""
    found = _SYMBOL.match(lead.symbol)
    number = found["number"] if found else lead.symbol
    if body is Body.UNSC:
        return f"S/RES/{number}"
    return f"A/{'DEC' if lead.decision else 'RES'}/{number}" if body is Body.UNGA else number


def _session_of(draft: str) -> str:
    found = re.match(r"A/(?:C\.\d/|HRC/)?(E?S-\d+|\d+)/", draft)
    return found[1] if found else ""


def _note(reading: _Reading, vote: Told) -> str:
    parts = ["provisional, from a press release"] if "." not in reading.head.release else []
    if len(reading.head.meetings) > 1:
        parts.append(f"one release for meetings {' and '.join(map(str, reading.head.meetings))}")
    if vote.mention.failed and vote.mention.outcome is None:
        parts.append("not adopted; the release does not say why")
    return "; ".join(parts)


def _corrections(reading: _Reading, votes: list[Told]) -> None:
    """What members said they had meant, set beside the vote the remark follows and never in its lists."""
    for number, para in enumerate(reading.page.paras):
        if para.side is not None or not _MEANT.search(para.text):
            continue
        for _, sentence in sentences(para.text):
            voted = [vote for vote in votes if vote.counted and _may_mean(vote.mention, sentence)]
            vote = nearest_before(voted, number) if _MEANT.search(sentence) else None
            for meant in _INTENDED.finditer(sentence) if vote else ():
                _declare(reading, vote, meant, para)


def _may_mean(lead: Mention, sentence: str) -> bool:
    """Whether a remark that names a text, a paragraph or the whole can be about this vote."""
    if "as a whole" in sentence and lead.kind is not None:
        return False
    if re.search(r"\bparagraph \d", sentence) and lead.what:
        return lead.what.casefold() in sentence.casefold()
    named = [draft_symbol(found) for found in DRAFT.finditer(sentence)]
    return not named or lead.draft in named


def _declare(reading: _Reading, vote: Told | None, meant: re.Match[str], para: Para) -> None:
    roll = Roll()
    what = meant["what"].lower()
    negated = what.startswith("not") or re.search(r"\bnot intended\b", meant["rest"], re.IGNORECASE)
    side = Position.YES if "favo" in what else Position.NO if "against" in what else Position.ABSTAIN
    names = re.sub(r"\bthe delegations? of\b", ",", meant["names"])
    roll.add(split_names(names), Position.ABSENT if negated else side, reading.day, f"line {para.line}", seat_named)
    roll.check_membership(reading.body, reading.day, f"line {para.line}")
    reading.faults += roll.faults
    if vote is not None:
        vote.declared.update(roll.positions)


def _summary(reading: _Reading, fragments: tuple[Fragment, ...]) -> str:
    voted = sum(1 for f in fragments if f.outcome is not Outcome.ADOPTED_WITHOUT_VOTE)
    whole = sum(1 for f in fragments if Position.YES in f.positions.values())
    others = len(fragments) - voted
    called = reading.head.release or reading.name
    return f"{called}: put to the vote {voted}, of these with members' names {whole}; adopted without a vote {others}"
