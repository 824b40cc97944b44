"""One vote told several times in a release made one: its annex, its sentence in the body, its sentence in the lead."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.record.sources.press_subjects import DRAFT, draft_symbol
from onrecord.record.sources.press_tallies import Mention
from onrecord.record.sources.press_text import Para
from onrecord.record.sources.press_votes import describe
from onrecord.terms import Body, Position, Tally

_ANNEX_HEAD = re.compile(r"\bANNEX\s+(?P<number>[IVXLC]+|\d{1,2})\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"as follows\s*[:.]?\s*$", re.IGNORECASE)
_ABOVE, _BELOW = 3, 2  # paragraphs around its lists in which a vote's own sentence stands


@dataclass(slots=True)
class Told:
    """One vote of a release: what leads, every other telling of it, and its lists where the release gives them."""

    mention: Mention
    lists: tuple[Para, ...] = ()
    first: int = -1  # paragraphs of the lists
    last: int = -1
    others: list[Mention] = field(default_factory=list)
    declared: dict[str, Position] = field(default_factory=dict)
    listed: dict[Position, int] = field(default_factory=dict)  # how many names each list holds

    @property
    def counted(self) -> Tally | None:
        """The tally as stated, else as its lists count."""
        if self.mention.tally or not self.lists:
            return self.mention.tally
        return Tally(*(self.listed.get(side, 0) for side in (Position.YES, Position.NO, Position.ABSTAIN)))

    @property
    def tellings(self) -> tuple[Mention, ...]:
        """The leading mention and the others."""
        return (self.mention, *self.others)

    @property
    def in_prose(self) -> int:
        """The last paragraph before its lists' own that tells of it, which is where the release comes to the vote."""
        places = [m.place[0] for m in self.others] or [self.mention.place[0]]
        return max(places)


def blocks(paras: tuple[Para, ...]) -> Iterator[tuple[int, int]]:
    """First and last paragraph of every run of lists, one list a side."""
    start, sides = -1, set[Position]()
    for number, para in enumerate(paras):
        if start >= 0 and (para.side is None or para.side in sides):
            yield start, number - 1
            start, sides = -1, set()
        if para.side is not None:
            start = number if start < 0 else start
            sides.add(para.side)
    if start >= 0:
        yield start, len(paras) - 1


def with_lists(
    paras: tuple[Para, ...], found: list[Mention], listed: dict[int, int], body: Body
) -> tuple[list[Told], list[Mention]]:
    """Every run of lists with the sentence that is its own, and the mentions left. `listed`: names by paragraph."""
    places = list(blocks(paras))
    by_para: dict[int, list[Mention]] = {}
    for mention in found:
        by_para.setdefault(mention.place[0], []).append(mention)
    told: list[Told] = []
    taken: set[int] = set()
    for number, (first, last) in enumerate(places):
        low = places[number - 1][1] + 1 if number else 0
        high = places[number + 1][0] if number + 1 < len(places) else len(paras)
        counts = {paras[at].side or Position.YES: listed[at] for at in range(first, last + 1)}
        above = _within(by_para, range(max(low, first - _ABOVE), first), taken)
        below = _within(by_para, range(last + 1, min(high, last + 1 + _BELOW)), taken)
        own = _owner(paras[first - 1].text if first else "", above, below, counts)
        taken.update({id(own)} if own else ())
        vote = Told(own or _nameless(paras, low, first, body), paras[first : last + 1], first, last, listed=counts)
        if heading := _annex_head(paras[max(low, first - _ABOVE - 1) : first]):
            vote.mention.annex = heading
        told.append(vote)
    return told, [mention for mention in found if id(mention) not in taken]


def _within(by_para: dict[int, list[Mention]], places: range, taken: set[int]) -> list[Mention]:
    return [m for at in places for m in by_para.get(at, ()) if id(m) not in taken]


def _owner(heading: str, above: list[Mention], below: list[Mention], counts: dict[Position, int]) -> Mention | None:
    """The mention that tells of these lists: the heading's, else the one with their tally, else the nearest below."""
    counted = [counts.get(side, 0) for side in (Position.YES, Position.NO, Position.ABSTAIN)]

    def equals(mention: Mention) -> bool:
        tally = mention.tally
        return tally is not None and [tally.yes, tally.no, tally.abstain] == counted

    if _FOLLOWS.search(heading) and above:
        return above[-1]
    equal = [*reversed([m for m in above if equals(m)]), *(m for m in below if equals(m))]
    if equal:
        return equal[0]
    voted = [m for m in below if m.tally is not None] or below
    return voted[0] if voted else above[-1] if above and above[-1].tally else None


def _nameless(paras: tuple[Para, ...], low: int, first: int, body: Body) -> Mention:
    """A stand-in for lists under a bare heading, titled by it: "Vote on nuclear disarmament"."""
    at = max(low, first - 1)
    text = paras[at].text if at < first and paras[at].side is None else ""
    titled = re.fullmatch(r"(?:VOTE|Vote) (?:ON|on) (?:the )?(.{3,300}?)[.:]?", text)
    mention = Mention((first, 0), paras[first].line, None, title=titled[1] if titled else "", sentence=text)
    named = DRAFT.search(text)
    mention.draft = draft_symbol(named) if named else ""
    describe(mention, (text, ""), body)
    return mention


def _annex_head(paras: tuple[Para, ...]) -> str:
    for para in reversed(paras):
        if para.side is None and (found := _ANNEX_HEAD.match(para.text)):
            return found["number"].upper()
    return ""


def joined(told: list[Told], left: list[Mention]) -> tuple[list[Told], list[tuple[Told, Mention]]]:
    """All votes, each mention set beside the one vote it can be; and the mentions that give a text another tally.

    Mentions that name their text come first: a sentence that names none is one more telling of a vote already
    known where exactly one has its tally, and a vote of its own where none has.
    """
    votes, differing = list(told), list[tuple[Told, Mention]]()
    for mention in sorted(left, key=lambda m: (not (m.draft or m.symbol), m.place)):
        alike = [vote for vote in votes if _same(vote, mention)]
        exact = [vote for vote in alike if _names_same(vote, mention)]
        chosen = exact or alike
        if chosen and (len(chosen) == 1 or not exact):
            if len(chosen) == 1:
                _absorb(chosen[0], mention)
            continue
        other = next((vote for vote in votes if _same_text(vote, mention)), None)
        if other is not None and not chosen:
            differing.append((other, mention))
        elif chosen:
            _absorb(chosen[-1], mention)
        else:
            votes.append(Told(mention))
    return votes, differing


def _absorb(vote: Told, mention: Mention) -> None:
    lead = vote.mention
    vote.others.append(mention)
    lead.draft = lead.draft or mention.draft
    lead.symbol = lead.symbol or mention.symbol
    lead.part_of = lead.part_of or mention.part_of
    lead.title = lead.title or mention.title
    lead.outcome = lead.outcome or mention.outcome
    lead.failed = lead.failed or mention.failed
    lead.decision = lead.decision or mention.decision
    lead.annex = lead.annex or mention.annex
    if lead.tally is None and lead.kind is None:
        lead.kind, lead.what = mention.kind, mention.what
    lead.tally = lead.tally or mention.tally


def _agree(first: str, second: str) -> bool:
    """Whether two symbols may mean one text: equal, one unknown, or one the report that holds the other."""
    one, two = first.upper(), second.upper()
    return not one or not two or one == two or one.startswith(two + " ") or two.startswith(one + " ")


def _same(vote: Told, mention: Mention) -> bool:
    """Whether `mention` may tell of `vote`."""
    lead = vote.mention
    if lead.annex and mention.annex and mention.tally:
        return lead.annex == mention.annex and vote.counted == mention.tally
    if not (_agree(lead.draft, mention.draft) and _agree(lead.symbol, mention.symbol)):
        return False
    bare = bool(vote.lists) and lead.tally is None and lead.kind is None  # lists under a heading that says no kind
    if lead.kind is not mention.kind and not bare:
        return False
    numbered = bool(re.search(r"\d", lead.what) and re.search(r"\d", mention.what))
    if numbered and lead.what.casefold() != mention.what.casefold():
        return False
    if mention.tally is None:
        return _names_same(vote, mention) and (lead.tally is None or mention.outcome == lead.outcome)
    return vote.counted == mention.tally


def _names_same(vote: Told, mention: Mention) -> bool:
    """Whether both name the text, and by one name."""
    lead = vote.mention
    if lead.annex and lead.annex == mention.annex:
        return True
    by_draft = bool(lead.draft) and lead.draft.upper() == mention.draft.upper()
    return by_draft or (bool(lead.symbol) and lead.symbol.upper() == mention.symbol.upper())


def _same_text(vote: Told, mention: Mention) -> bool:
    """Whether both speak of a vote on one whole text, whatever its figures."""
    whole = vote.mention.kind is None and mention.kind is None
    return whole and bool(vote.counted) and mention.tally is not None and _names_same(vote, mention)


def in_order(votes: list[Told]) -> list[Told]:
    """Votes as they were taken: annexes keep the order of voting, else the body of the release does.

    Where only prose tells of them, a text's paragraphs, amendments and motions go before the text as a whole.
    """
    if all(vote.lists for vote in votes if vote.counted):
        return sorted(votes, key=lambda vote: vote.first if vote.lists else vote.in_prose)
    ordered = sorted(votes, key=lambda vote: (vote.in_prose, vote.mention.place))
    wholes = {v.mention.draft: at for at, v in enumerate(ordered) if v.mention.kind is None and v.mention.draft}

    def place(numbered: tuple[int, Told]) -> tuple[int, bool, int]:
        at, vote = numbered
        text = vote.mention.part_of or vote.mention.draft
        return min(at, wholes.get(text, at)), vote.mention.kind is None, at

    return [vote for _, vote in sorted(enumerate(ordered), key=place)]


def nearest_before(votes: Iterable[Told], place: int) -> Told | None:
    """The vote that a remark in paragraph `place` follows."""
    best: tuple[int, Told] | None = None
    for vote in votes:
        places = [at for at in (vote.last, *(m.place[0] for m in vote.tellings)) if 0 <= at <= place]
        if places and (best is None or max(places) >= best[0]):
            best = (max(places), vote)
    return best[1] if best else None


def sides(tally: Tally) -> Counter[Position]:
    """A tally by side, to compare with lists."""
    return Counter({Position.YES: tally.yes, Position.NO: tally.no, Position.ABSTAIN: tally.abstain})
