"""Claims that count, rank or say first: computed over the record, and only where it is complete over the whole span."""

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.checking.cells import code_in, listed, source_of
from onrecord.checking.gates import complete
from onrecord.checking.index import RecordIndex
from onrecord.checking.judge import day_words
from onrecord.checking.slots_voters import recorded_position, same_position
from onrecord.states import state_name
from onrecord.terms import (
    Asserts,
    Body,
    Claim,
    Evidence,
    Finding,
    ItemKind,
    Outcome,
    Position,
    Reason,
    RollCall,
    Verdict,
)

_FIRST_COUNCIL_VOTE = date(1946, 1, 17)
_PARTS = (ItemKind.PARAGRAPH, ItemKind.AMENDMENT)
_NEW_RUN = timedelta(days=3 * 365)  # vetoes on one matter further apart are told as two series


def counts_votes(a: Asserts) -> bool:
    """Whether a claim counts over several votes."""
    return a.times is not None or a.ordinal is not None or bool(a.first_since)


def answer_count(
    claim: Claim, roll: RollCall | None, words: frozenset[str], published: date | None, index: RecordIndex
) -> Finding:
    """The finding for a claim that counts over votes; `roll` is the vote at its end, where linked."""
    a = claim.asserts
    if a.first_since and (a.vetoes or a.vetoed) and roll is not None:
        return _first_since(claim, roll, index)
    if a.ordinal is not None and (a.vetoes or a.vetoed) and roll is not None:
        return _ordinal_veto(claim, roll, words, index)
    if a.ordinal is not None and roll is not None and not a.votes:
        return _ordinal_adoption(claim, roll, index)
    if a.times is not None and a.votes:
        return _times(claim, words, roll.date if roll else published, index)
    return _cannot(roll, "The record holds votes, not all that such a comparison would need.")


def _cannot(roll: RollCall | None, why: str) -> Finding:
    return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, why, (), roll.id if roll else None)


def _vetoes_by(index: RecordIndex, codes: Sequence[str], until: RollCall) -> list[RollCall]:
    """Vetoes cast by every one of `codes` (by anyone where none is named) to `until`, in order; by seat."""
    seats = [{c, {"RUS": "SUN", "SUN": "RUS"}.get(c, c)} for c in codes]
    return [
        r
        for r in index.rolls
        if r.outcome is Outcome.VETOED
        and (r.date, r.order) <= (until.date, until.order)
        and all(s & set(r.vetoed_by) for s in seats)
    ]


def _cells(rolls: Sequence[RollCall]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence("veto", r.id, f"vetoed by {listed(r.vetoed_by)}", source_of(r), states=r.vetoed_by) for r in rolls[-8:]
    )


def _counted(n: int, source: str, roll: RollCall, stated: int) -> Evidence:
    return Evidence("count", roll.id, str(n), source, stated=str(stated))


def _first_since(claim: Claim, roll: RollCall, index: RecordIndex) -> Finding:
    """For "the first veto since July 2020": the one before it, counting every text and whole drafts alone."""
    a = claim.asserts
    before = [r for r in _vetoes_by(index, a.vetoes, roll) if r is not roll and r.date < roll.date]
    whole = [r for r in before if r.kind not in _PARTS]
    last = [rolls[-1] for rolls in (before, whole) if rolls]
    who = listed(a.vetoes) if a.vetoes else "anyone"
    span_held = complete(index.record, Body.UNSC, ("vetoed",), last[0].date if last else _FIRST_COUNCIL_VOTE, roll.date)
    if not last:
        if a.first_since == "ever" and span_held:
            cell = Evidence(
                "coverage", roll.id, "no earlier veto", "coverage of Security Council vetoes", stated="first ever"
            )
            return Finding(
                Verdict.SUPPORTED, Reason.COUNT_MATCHES, f"The record holds no earlier veto by {who}.", (cell,), roll.id
            )
        return _cannot(roll, f"The record holds no earlier veto by {who} to compare with.")
    sentence = f"The veto before it by {who} was on {day_words(last[0].date)} ({last[0].symbol})."
    if any(_since_fits(a.first_since, r.date, roll.date) for r in last):
        return Finding(Verdict.SUPPORTED, Reason.COUNT_MATCHES, sentence, _cells(last), roll.id)
    same_matter = [r for r in before if index.likeness(index.place(r), index.place(roll)) > 0]
    narrower = bool(same_matter) and _since_fits(a.first_since, same_matter[-1].date, roll.date)
    if a.first_since == "ever" or narrower or claim.readings != 1 or not claim.asserts.vetoes or not span_held:
        return _cannot(roll, f"{sentence} Whether the text counts every veto or those on one matter is not said.")
    evidence = (
        Evidence("count", roll.id, last[0].date.isoformat(), source_of(last[0]), stated=f"since {a.first_since}"),
        *_cells(last),
    )
    return Finding(Verdict.CONTRADICTED, Reason.WRONG_COUNT, sentence, evidence, roll.id)


def _since_fits(stated: str, day: date, told: date) -> bool:
    """Whether "2020-07", "2011" or "6 years" before `told` is the time of a day; years may be one off."""
    if stated.endswith(" years"):
        years = stated.removesuffix(" years")
        return years.isdigit() and abs(told.year - int(years) - day.year) <= 1
    if len(stated) == len("2020-07"):
        return day.isoformat().startswith(stated)
    return stated.isdigit() and abs(int(stated) - day.year) <= 1


def _ordinal_veto(claim: Claim, roll: RollCall, words: frozenset[str], index: RecordIndex) -> Finding:
    """For "its 17th veto", "its sixth on Gaza": in all, on the matter, and in the run of recent years."""
    a = claim.asserts
    stated, until = a.ordinal or 0, day_words(roll.date)
    every = _vetoes_by(index, a.vetoes, roll)
    readings = [every, [r for r in every if r.kind not in _PARTS]]
    informative = [w for w in words & index.words[index.place(roll)] if not index.common(w)]
    for word in informative:
        on_matter = [r for r in every if word in index.words[index.place(r)]]
        whole = [r for r in on_matter if r.kind not in _PARTS]
        readings += [on_matter, whole, _run(on_matter), _run(whole)]
    who = listed(a.vetoes) if a.vetoes else "anyone"
    for rolls in readings:
        if len(rolls) == stated:
            sentence = f"The record counts {stated} by {who} to {until}, the first on {day_words(rolls[0].date)}."
            return Finding(
                Verdict.SUPPORTED,
                Reason.COUNT_MATCHES,
                sentence,
                (_counted(stated, source_of(roll), roll, stated), *_cells(rolls)),
                roll.id,
            )
    held = complete(index.record, Body.UNSC, ("vetoed",), _FIRST_COUNCIL_VOTE, roll.date)
    if held and claim.readings == 1 and not words and a.vetoes:
        sentence = f"To {day_words(roll.date)} the record counts {len(every)} vetoes by {who}."
        return Finding(
            Verdict.CONTRADICTED,
            Reason.WRONG_COUNT,
            sentence,
            (_counted(len(every), source_of(roll), roll, stated), *_cells(every)),
            roll.id,
        )
    return _cannot(roll, f"The record counts {len(every)} vetoes by {who} in all; what the text counts is not said.")


def _run(rolls: list[RollCall]) -> list[RollCall]:
    """The last rolls without a gap of years between one and the next."""
    out: list[RollCall] = []
    for roll in reversed(rolls):
        if out and out[-1].date - roll.date > _NEW_RUN:
            break
        out.append(roll)
    return out[::-1]


def _ordinal_adoption(claim: Claim, roll: RollCall, index: RecordIndex) -> Finding:
    """For "the thirty-second time": adoptions of the same title by the same body up to this one."""
    stated, until = claim.asserts.ordinal or 0, day_words(roll.date)
    series = [index.rolls[i] for i in index.series(index.place(roll)) if index.rolls[i].date <= roll.date]
    days = sorted({r.date for r in series})
    if len(days) == stated:
        sentence = f"The record holds {stated} adoptions of this title to {until}, the first on {day_words(days[0])}."
        return Finding(
            Verdict.SUPPORTED,
            Reason.COUNT_MATCHES,
            sentence,
            (_counted(stated, source_of(roll), roll, stated),),
            roll.id,
        )
    why = f"The record holds {len(days)} adoptions of this title to {until}; earlier ones may bear another."
    return _cannot(roll, why)


def _times(claim: Claim, words: frozenset[str], until: date | None, index: RecordIndex) -> Finding:
    """For "abstained twice": votes on the matter up to the story's day in which the state took that side."""
    a = claim.asserts
    matter = [w for w in words if not index.common(w) or w.startswith("@")]
    if until is None or not matter:
        return _cannot(None, "Over which votes the text counts is not said.")
    since = until - timedelta(days=92)
    found = [
        r
        for i in index.between(since, until)
        for r in (index.rolls[i],)
        if any(w in index.words[i] for w in matter) and all(_took(r, code, p) for code, p in a.votes)
    ]
    if len(found) >= (a.times or 0) > 0:
        cells = tuple(
            Evidence("position", r.id, p.value, source_of(r), state=code_in(r, code))
            for r in found
            for code, p in a.votes
        )
        told = "; ".join(f"{r.symbol} on {day_words(r.date)}" for r in found[:6])
        names = ", ".join(state_name(code) for code, _ in a.votes)
        exact = len(found) == a.times
        sentence = f"{names} did so in {len(found)} votes on the matter: {told}."
        verdict = Verdict.SUPPORTED if exact else Verdict.IMPRECISE
        return Finding(verdict, Reason.COUNT_MATCHES if exact else Reason.LOOSE_WORD, sentence, cells, found[0].id)
    return _cannot(None, "The record does not hold every vote the text may count.")


def _took(roll: RollCall, code: str, position: Position) -> bool:
    recorded = recorded_position(roll, code)
    return recorded is not None and same_position(recorded, position)
