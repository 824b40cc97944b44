"""Which votes a passage may mean: candidates from the index, a score per named cue, probabilities over all of them."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import nsmallest

from onrecord.checking.index import RecordIndex
from onrecord.checking.peers import Told, take_apart
from onrecord.checking.query import LinkQuery
from onrecord.checking.weights import weights
from onrecord.terms import Asserts, Body, Bound, CueBasis, DateHint, ItemKind, RollCall, Side

# Cues that count towards the two a contradiction needs; a symbol counts twice. Nearness alone is none.
INDEPENDENT = {
    "symbol": 2,
    "body": 1,
    "date": 1,
    "topic": 1,
    "tally": 1,
    "positions": 1,
    "sponsors": 1,
    "emergency session": 1,
}
Shortlist = tuple[tuple[float, int, tuple[str, ...]], ...]
PARTS = (ItemKind.PARAGRAPH, ItemKind.AMENDMENT, ItemKind.MOTION, ItemKind.PRELIMINARY_QUESTION)
_PART_WORDS = frozenset(("paragraph", "amendment", "motion", "clause", "procedural", "postpone", "priority"))
_LOOKBACK = timedelta(days=400)
_TELLING = frozenset(("symbol", "topic", "tally", "positions", "sponsors", "emergency session"))
_WEEK = 7
_PAIR = 2  # numbers that must both be exact to name a vote by its tally
_SEVERAL = 3  # voters that must have voted as told to count as a cue


@dataclass(frozen=True, slots=True)
class Scored:
    """One vote a query may mean: place in the index, points, probability among the credible, cues that spoke for it."""

    place: int
    points: float
    share: float
    cues: tuple[str, ...]

    @property
    def strength(self) -> int:
        """How many independent cues point to the vote."""
        return sum(INDEPENDENT.get(cue, 0) for cue in self.cues)


def link(query: LinkQuery, index: RecordIndex) -> tuple[Scored, ...]:
    """Credible candidates, best first: above the floor and within the margin of the best."""
    bar = weights().bar
    scored = score_all(query, index)
    if not scored or scored[0].points < bar["floor"]:
        return ()
    best = scored[0].points
    keep = [s for s in scored if s.points >= max(bar["floor"], best - bar["margin"]) and _identified(s, query)]
    return _with_shares(keep, [s for s in scored if s.points >= best - bar["neighbour_margin"]])


def _identified(scored: Scored, query: LinkQuery) -> bool:
    """Whether more than a body and a month point to the vote: its matter, its day, its figures or its symbol."""
    if _TELLING & set(scored.cues) or "near publication" in scored.cues:
        return True
    on = query.on
    return "date" in scored.cues and on is not None and (on.day is not None or (on.width or _WEEK + 1) <= _WEEK)


def score_all(query: LinkQuery, index: RecordIndex) -> tuple[Scored, ...]:
    """Every candidate not eliminated, best first, with its points; the shortlist only."""
    if not query.names_a_vote:
        return ()
    held = index.scored.get(query)
    if held is None:
        held = _score_peers_of(query, index)
        index.scored.put(query, held)
    return held


def _score_peers_of(query: LinkQuery, index: RecordIndex) -> tuple[Scored, ...]:
    told = tuple(t for a in query.peers for t in take_apart(a))
    short = _shortlist(replace(query, peers=()), index)
    known = {place for _, place, _ in short}
    by_tally = sorted(_tally_places(query, index) - known) if not query.symbols else []
    rows = []
    for points, place, cues in (*short, *_scored(by_tally, query, index)):
        extra, more = _score_peers(told, index.rolls[place]) if told else (0.0, ())
        rows.append(Scored(place, points + extra, 0.0, cues + more))
    rows.sort(key=lambda s: (-s.points, s.place))
    return _with_shares(rows, rows)


def _shortlist(bare: LinkQuery, index: RecordIndex) -> Shortlist:
    """The best votes before figures are looked at. Claims of one passage mostly share it, so it is kept a while."""
    held = index.shortlists.get(bare)
    if held is None:
        bar = weights().bar
        rows = sorted(_scored(candidates(bare, index), bare, index), key=lambda s: (-s[0], s[1]))
        rows = [r for r in rows if r[0] >= rows[0][0] - bar["shortlist_margin"]]
        held = tuple(rows[: int(bar["shortlist"])])
        index.shortlists.put(bare, held)
    return held


def _scored(places: Iterable[int], query: LinkQuery, index: RecordIndex) -> list[tuple[float, int, tuple[str, ...]]]:
    rows = []
    for place in places:
        scored = _score(query, index, place)
        if scored is not None:
            rows.append((scored[0], place, scored[1]))
    return rows


def _with_shares(keep: list[Scored], among: Iterable[Scored]) -> tuple[Scored, ...]:
    if not keep:
        return ()
    best = keep[0].points
    total = sum(math.exp(s.points - best) for s in among)
    return tuple(Scored(s.place, s.points, math.exp(s.points - best) / total, s.cues) for s in keep)


def _tally_places(query: LinkQuery, index: RecordIndex) -> frozenset[int]:
    return frozenset(i for a in query.peers for pair in _pairs(a) for i in index.by_tally.get(pair, ()))


def candidates(query: LinkQuery, index: RecordIndex) -> set[int]:
    """Places worth scoring: by symbol alone where one is given, else by day, word and nearness."""
    if query.symbols:
        return {place for symbol in query.symbols for place in index.with_symbol(symbol)}
    dated = _by_date(query, index)
    if dated is not None and query.on_basis is CueBasis.EXPLICIT:
        return dated
    places = set(dated or ())
    places.update(_on_matter(query, index))
    for day in (query.published, query.anchor):
        if day is not None:
            places.update(index.between(day - timedelta(days=45), day + timedelta(days=1)))
    return places


def _on_matter(query: LinkQuery, index: RecordIndex) -> list[int]:
    """The votes whose titles share most with the passage. A frequent word counts only in the year before the story."""
    weight: dict[int, float] = {}
    until = query.published or query.anchor
    window = index.between(until - _LOOKBACK, until + timedelta(days=1)) if until is not None else range(0)
    for word in query.words:
        places: Sequence[int] = index.postings.get(word, ())
        if index.common(word):
            places = places[bisect_left(places, window.start) : bisect_left(places, window.stop)]
        value = index.idf.get(word, 0.0)
        for place in places:
            weight[place] = weight.get(place, 0.0) + value
    return nsmallest(int(weights().bar["shortlist"]), weight, key=lambda i: (-weight[i], -i))


def _by_date(query: LinkQuery, index: RecordIndex) -> set[int] | None:
    on = query.on
    if on is None:
        return None
    slack = timedelta(days=1)
    if on.first is not None and on.last is not None:
        return {i for i in index.between(on.first - slack, on.last + slack) if _admits(on, index.rolls[i].date)}
    if on.month is not None and on.day is not None:
        near = [(_shift(on, k).month, _shift(on, k).day) for k in (-1, 0, 1)]
        return {i for key in near for i in index.by_month_day.get(key, ())}
    reach = query.published or query.anchor
    if reach is not None:
        return {i for i in index.between(reach - timedelta(days=60), reach + slack) if _admits(on, index.rolls[i].date)}
    return None


def _shift(on: DateHint, days: int) -> date:
    return date(2024, on.month or 1, min(on.day or 1, 28 if on.month == 2 else 30)) + timedelta(days=days)


def _admits(on: DateHint, day: date) -> bool:
    return on.admits(day, slack=1)


def _score(query: LinkQuery, index: RecordIndex, place: int) -> tuple[float, tuple[str, ...]] | None:
    """Points and cues of one vote before its figures are looked at; None where a firm cue rules it out."""
    roll = index.rolls[place]
    if roll.body in query.excluded or (query.published and roll.date > query.published + timedelta(days=1)):
        return None
    points, cues = 0.0, []
    for part in (
        _score_body(query, roll),
        _score_date(query, roll),
        _score_topic(query, index, place),
        _score_rest(query, roll),
    ):
        if part is None:
            return None
        points += part[0]
        cues += part[1]
    if query.symbols:
        points += weights().cue["symbol"]
        cues.insert(0, "symbol")
    return points, tuple(cues)


def _score_body(query: LinkQuery, roll: RollCall) -> tuple[float, list[str]] | None:
    cue = weights().cue
    if query.body is None or query.body in query.excluded:
        return 0.0, []
    match = roll.body is query.body
    match query.body_basis:
        case CueBasis.EXPLICIT:
            return (cue["body_explicit"], ["body"]) if match else None
        case CueBasis.CONTEXT:
            return (cue["body_context"], ["body"]) if match else (cue["body_context_miss"], [])
        case _:
            return (cue["body_story"], []) if match else (cue["body_story_miss"], [])


def _score_date(query: LinkQuery, roll: RollCall) -> tuple[float, list[str]] | None:
    on = query.on
    near, near_cues = _score_nearness(query, roll)
    if on is None:
        return near, near_cues
    points, cues = date_points(on, query.on_basis or CueBasis.STORY, roll.date)
    if points is None:
        return None
    # a day without a year still needs the publication date to choose among years
    return points + (near if on.width is None else 0.0), cues


def date_points(on: DateHint, basis: CueBasis, day: date) -> tuple[float | None, list[str]]:
    """Points of a day against what the text says of it; None where the text excludes the day."""
    cue = weights().cue
    width = on.width if on.width is not None else (1 if on.day is not None else 2 if on.weekday is not None else 31)
    if on.admits(day):
        if width <= 7:
            return cue[{CueBasis.EXPLICIT: "day_explicit", CueBasis.CONTEXT: "day_context"}.get(basis, "day_story")], [
                "date"
            ]
        return (cue["period"], ["date"]) if width <= 62 else (cue["year"], [])
    if width <= 7 and on.admits(day, slack=date_slack(on)):
        return cue["day_near"], ["date"]
    if width > 7:
        return (cue["period_miss"], []) if basis is not CueBasis.EXPLICIT else (None, [])
    if on.admits(day + timedelta(days=1)):  # evening in New York, told by the clock of Europe or Asia
        return cue["day_near"], []
    if basis is CueBasis.EXPLICIT:
        return None, []
    return cue["day_context_miss" if basis is CueBasis.CONTEXT else "day_story_miss"], []


def date_slack(on: DateHint) -> int:
    """Days of grace: one for a weekday fixed by the publication date, none for a day the text itself writes out."""
    return 1 if on.weekday is not None or on.resolved_by in ("published", "story") else 0


def _score_nearness(query: LinkQuery, roll: RollCall) -> tuple[float, list[str]]:
    cue = weights().cue
    if query.published is None:
        if query.anchor is None:
            return 0.0, []
        gap = abs((query.anchor - roll.date).days)
        return (cue["anchor_days"], []) if gap <= 10 else (cue["anchor_weeks"], []) if gap <= 60 else (0.0, [])
    gap = (query.published - roll.date).days
    for limit, name in ((4, "near_days"), (14, "near_weeks"), (75, "near_months"), (800, "near_years")):
        if gap <= limit:
            return cue[name], ["near publication"] if limit <= 14 else []
    return cue["far"], []


def _score_topic(query: LinkQuery, index: RecordIndex, place: int) -> tuple[float, list[str]]:
    cue, bar = weights().cue, weights().bar
    words = index.words[place]
    shared = query.words & words
    if not shared:
        known = sum(1 for w in query.words if not w.startswith("@") and w in index.postings)
        return (cue["topic_none"], []) if known >= 2 and not query.symbols else (0.0, [])
    weight = sum(index.idf[w] for w in shared)
    about = min(cue["about_cap"], cue["about"] * len(query.about & set(index.rolls[place].about)))
    points = min(cue["topic_cap"], cue["topic_unit"] * weight) + about
    return points, ["topic"] if weight >= bar["topic_named"] or about else []


def _score_rest(query: LinkQuery, roll: RollCall) -> tuple[float, list[str]]:
    cue = weights().cue
    points = 0.0
    cues: list[str] = []
    if query.sponsors and roll.sponsors:
        if query.sponsors & set(roll.sponsors):
            points, cues = points + cue["sponsor"], [*cues, "sponsors"]
        else:
            points += cue["sponsor_miss"]
    if query.draft:
        points += -cue["draft"] if roll.outcome.carried else cue["draft"]
    if roll.kind in PARTS and query.words.isdisjoint(_PART_WORDS):
        points += cue["part_of_text"]
    if query.emergency:
        if "ES-" in roll.symbol or roll.session.startswith("ES"):
            points, cues = points + cue["emergency"], [*cues, "emergency session"]
        else:
            points -= cue["emergency"] if roll.body is Body.UNGA else 0.0
    return points, cues


def _pairs(a: Asserts) -> list[tuple[str, int, int]]:
    number = {c.side: c.number for c in a.counts}
    sides = ((Side.YES, Side.NO), (Side.YES, Side.ABSTAIN), (Side.NO, Side.ABSTAIN))
    return [(f"{x}-{y}", number[x], number[y]) for x, y in sides if x in number and y in number]


def _score_peers(peers: tuple[Told, ...], roll: RollCall) -> tuple[float, tuple[str, ...]]:
    """How the passage's other claims sit with a vote; agreement is a cue, disagreement only a cost."""
    cue = weights().cue
    points, fits = 0.0, 0
    exact: set[Side] = set()
    for told in peers:
        fit = told.fits(roll)
        if fit is None:
            continue
        if told.count is not None:
            points += cue["tally_one"] if fit else cue["tally_miss"]
            exact |= {told.count.side} if fit and told.count.bound is Bound.EXACT else set()
        elif told.vote is not None:
            fits += fit
            points += 0.0 if fit else cue["positions_miss"]
        elif told.veto:
            points += cue["veto_peer"] if fit else cue["veto_peer_miss"]
        else:
            points += cue["outcome_peer"] if fit else cue["outcome_peer_miss"]
    cues: tuple[str, ...] = ()
    if len(exact & {Side.YES, Side.NO, Side.ABSTAIN}) >= _PAIR:
        points += cue["tally_pair"] - _PAIR * cue["tally_one"]
        cues = ("tally",)
    points += min(cue["positions_cap"], cue["positions_each"] * fits)
    return points, (*cues, "positions") if fits >= _SEVERAL else cues
