"""One claim with all that bears on its answer, and every vote it may mean weighed against it."""

from dataclasses import dataclass
from datetime import date

from onrecord.checking.grounds import Grounds, says_which_side
from onrecord.checking.index import RecordIndex
from onrecord.checking.judge import Context, Judgement, judge
from onrecord.checking.link import Scored, link
from onrecord.checking.query import LinkQuery, build_query
from onrecord.checking.spoken import Spoken
from onrecord.terms import Asserts, Candidate, Claim, RollCall, Verdict

FITS = (Verdict.SUPPORTED, Verdict.IMPRECISE)


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with all that bears on its answer."""

    claim: Claim
    asserts: Asserts
    index: RecordIndex
    peers: tuple[Asserts, ...] = ()
    published: date | None = None
    anchor: date | None = None
    mentioned: frozenset[str] = frozenset()  # states in the claim's sentence
    sentence: str = ""  # the claim stands in
    before: str = ""  # the sentence before it in the paragraph, where that holds no claim
    elsewhere: frozenset[str] = frozenset()  # voters the passage's other claims name
    in_sentence: tuple[Asserts, ...] = ()  # what the same sentence says of the same vote
    read_twice: bool = False  # an outcome whose words are also read as a count or a list of voters
    beside: tuple[int, ...] = ()  # votes the same sentence also speaks of
    others: tuple[int, ...] = ()  # votes the rest of the story speaks of
    near: tuple[Claim, ...] = ()  # other claims of the passage in this paragraph and those beside it
    passage: tuple[Claim, ...] = ()  # all other claims of it, but for an entry of a list, which stands by itself
    spoken: Spoken | None = None  # every vote the story may speak of

    @property
    def grounds(self) -> Grounds:
        """What the claim's own sentence names of its vote."""
        return Grounds(self.claim, self.sentence, self.published)

    def query(self, *left_out: str) -> LinkQuery:
        """The claim's query without the slots named."""
        return build_query(
            self.claim, self.peers, published=self.published, anchor=self.anchor, leave_out=frozenset(left_out)
        )

    def context(self) -> Context:
        """What judging needs beside the vote."""
        symbol = self.asserts.symbol
        names = [self.index.rolls[i].id for i in self.index.with_symbol(symbol)] if symbol else None
        outcomes = {a.outcome for a in (self.asserts, *self.peers) if a.outcome is not None}
        return Context(
            bool(self.claim.loose),
            self.claim.negated,
            self.mentioned,
            self.elsewhere,
            told_outcome=outcomes.pop() if len(outcomes) == 1 else None,
            sides_open=not says_which_side(self.claim.quote),
            symbol_names=names,
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with what it says."""

    scored: Scored
    roll: RollCall
    judged: Judgement

    def candidate(self) -> Candidate:
        """The rendering of it that a finding carries."""
        return Candidate(self.roll.id, round(self.scored.share, 4), self.scored.cues, self.judged.verdict)


def weigh(case: Case, query: LinkQuery, a: Asserts) -> list[Weighed]:
    """Every credible candidate of a query with what it says of `a`, best first."""
    context = case.context()
    return [
        Weighed(s, case.index.rolls[s.place], judge(a, case.index.rolls[s.place], context))
        for s in link(query, case.index)
    ]
