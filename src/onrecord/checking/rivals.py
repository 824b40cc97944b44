"""Another vote that makes a claim true: whatever else the story, the day or the matter leaves possible."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from onrecord.checking.cases import FITS, Case
from onrecord.checking.folding import topic_words
from onrecord.checking.grounds import Grounds
from onrecord.checking.index import RecordIndex
from onrecord.checking.judge import judge
from onrecord.checking.link import Scored, score_all
from onrecord.checking.query import LinkQuery, speaks_of_veto, too_small
from onrecord.checking.weights import weights
from onrecord.terms import ClaimKind, CueBasis, RollCall

_NEIGHBOUR_DAYS = 30
_MONTH = timedelta(days=31)


def rival(case: Case, query: LinkQuery, credible: Sequence[Scored]) -> RollCall | None:
    """A vote other than the one meant of which the claim would be true.

    What the same sentence also speaks of always counts. Where the claim's own sentence names a body, day or symbol,
    only votes that these admit; where it names none, every vote the story may speak of.
    """
    grounds = case.grounds
    tried = {s.place for s in credible}
    for place in _places(case, query, credible, grounds):
        if place in tried:
            continue
        tried.add(place)
        if judge(case.asserts, case.index.rolls[place], case.context()).verdict in FITS:
            return case.index.rolls[place]
    return None


def _places(case: Case, query: LinkQuery, credible: Sequence[Scored], grounds: Grounds) -> Iterable[int]:
    yield from case.beside
    named = [place for symbol in grounds.symbols for place in case.index.with_symbol(symbol)]
    yield from named
    if credible[0].place in named and case.claim.kind is not ClaimKind.DATE:
        return
    if not query.symbols or grounds.none or case.claim.kind is ClaimKind.DATE:
        yield from _neighbours(query, credible, case.index, grounds)
        yield from (p for p in case.others if _near(query, p, case))
    if speaks_of_veto(case.asserts) and grounds.day and query.on is not None and query.on.exact is not None:
        yield from (p for p in case.index.around(query.on.exact, 0) if admitted(query, case.index.rolls[p], grounds))
    yield from _in_the_span_told(case, query)
    if case.spoken is None:
        return
    rolls = case.index.rolls
    if not grounds.day:
        yield from (p for p in case.spoken.with_figures(case.asserts) if admitted(query, rolls[p], grounds))
    words = _own_words(case)
    own = _weight(words, credible[0].place, case.index)
    for place in case.spoken.places:
        if (
            admitted(query, rolls[place], grounds)
            and own - _weight(words, place, case.index) < weights().bar["topic_named"]
        ):
            yield place


def _in_the_span_told(case: Case, query: LinkQuery) -> Iterable[int]:
    """Votes of the week or month the claim's own sentence tells, on a matter its own words may name."""
    words = {w for w in _own_words(case) if not w.startswith("@")}
    for mention in case.grounds.dates:
        first, last = mention.hint.first, mention.hint.last
        if mention.since or first is None or last is None or not timedelta() < last - first <= _MONTH:
            continue
        for place in case.index.between(first, last):
            if words & case.index.words[place] and admitted(query, case.index.rolls[place], case.grounds):
                yield place


def _own_words(case: Case) -> frozenset[str]:
    """Words of the claim's own sentence that may name the matter: those of a vote on another cannot be meant by it."""
    told = (case.asserts, *case.in_sentence)
    voters = {"@" + code for a in told for code in (*(c for c, _ in a.votes), *a.vetoes, *a.not_vetoes)}
    texts = (case.sentence, *(case.claim.cues.topics if case.grounds.day and case.grounds.body else ()))
    return topic_words(texts) - voters


def _weight(words: frozenset[str], place: int, index: RecordIndex) -> float:
    return sum(index.idf[w] for w in words & index.words[place])


def admitted(query: LinkQuery, roll: RollCall, grounds: Grounds) -> bool:
    """Whether what the claim's own sentence names leaves a vote possible."""
    if query.published and roll.date > query.published + timedelta(days=1):
        return False
    if roll.body in (query.excluded if not grounds.none else too_small((grounds.claim.asserts,))):
        return False
    if grounds.body and roll.body is not query.body:
        return False
    return not grounds.day or query.on is None or query.on.admits(roll.date, slack=1)


def _near(query: LinkQuery, place: int, case: Case) -> bool:
    """Whether a vote told elsewhere in the story shares the day the claim has or the matter it is about."""
    if not admitted(query, case.index.rolls[place], case.grounds):
        return False
    on_day = query.on is None or query.on.admits(case.index.rolls[place].date, slack=1)
    return on_day or any(not case.index.common(w) for w in query.words & case.index.words[place])


def _neighbours(query: LinkQuery, credible: Sequence[Scored], index: RecordIndex, grounds: Grounds) -> list[int]:
    """Votes that body, day and matter leave possible, whatever figures are told, and those on the same matter."""
    bar = weights().bar
    best = credible[0]
    bare = score_all(replace(query, peers=()), index)
    level = next((s.points for s in bare if s.place == best.place), 0.0)
    on_matter = "topic" in best.cues
    near = [
        s.place for s in bare if s.points >= level - bar["neighbour_margin"] and ("topic" in s.cues or not on_matter)
    ]
    day = index.rolls[best.place].date
    fixed = "date" in best.cues and query.on_basis is not CueBasis.STORY and len(grounds.dates) <= 1
    for place in index.same_matter(best.place, bar["same_matter"]):
        roll = index.rolls[place]
        if not admitted(query, roll, grounds):
            continue
        if not fixed or abs((roll.date - day).days) <= _NEIGHBOUR_DAYS:
            near.append(place)
    return near
