"""Figures of a vote: pairs, triples and labelled numbers, joined where one sentence gives them together."""

import re
from dataclasses import dataclass, replace

from onrecord.reading.arguments import list_after
from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import phrases, wordings
from onrecord.reading.marks import SIGNS
from onrecord.reading.modality import modality_of
from onrecord.reading.numbers import Number
from onrecord.reading.scene import Scene
from onrecord.terms import Asserts, Bound, ClaimKind, Count, Position, Side

_SIDES = {"yes": Side.YES, "no": Side.NO, "abstain": Side.ABSTAIN, "absent": Side.NOT_VOTING}
POSITIONS = {
    Position.YES: Side.YES,
    Position.NO: Side.NO,
    Position.ABSTAIN: Side.ABSTAIN,
    Position.ABSENT: Side.NOT_VOTING,
}
_PHRASES = phrases("tallies")
_VOTE_WORDS = _PHRASES["vote_words"]
_TURNED = _PHRASES["turned"]
_DEFEATED_AFTER = _PHRASES["defeated_after"]
_NAMED_SIDES = _PHRASES["named_sides"]
_GLUE = _PHRASES["glue"]
_SCOPED = _PHRASES["scoped"]
_TOTAL_BEFORE = _PHRASES["total_before"]
_NOT_A_BALLOT = _PHRASES["not_a_ballot"]
_ELECTION = _PHRASES["election"]
_RATIO = 10  # "four to one, 124 against 31": the small pair is a ratio
_LARGEST_BODY = 999  # parliaments too: their figures must be seen to be left aside


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    counts: tuple[Count, ...]
    votes: tuple[tuple[str, Position], ...]
    rule: str
    loose: tuple[str, ...]
    pair: bool
    ambiguous: bool = False


def read_tallies(scene: Scene) -> list[Draft]:
    """Tallies of one sentence, each joined from the figures that stand together."""
    text = scene.masked.text
    if _ELECTION.search(text) and not re.search(r"\b(?:resolution|draft|suspen\w+|text)\b", text):
        return []
    atoms: list[_Atom] = []
    for wording in wordings("en", "tallies"):
        for match in wording.pattern.finditer(text):
            if any(a.start < match.end() and match.start() < a.end for a in atoms):
                continue
            atom = _atom(scene, wording.id, wording.form, wording.side, match)
            if atom is not None:
                atoms.append(atom)
    atoms.sort(key=lambda a: a.start)
    return [_draft(scene, atom) for atom in _joined(text, atoms)]


def _atom(scene: Scene, rule: str, form: str, side: Position | None, match: re.Match[str]) -> _Atom | None:
    masked = scene.masked
    if form == "zero":
        assert side is not None
        return _Atom(match.start(), match.end(), (Count(POSITIONS[side], 0),), (), rule, (), False)
    if _TOTAL_BEFORE.search(masked.text[: match.start()]):
        return None  # "fourteen of the fifteen were for it": fifteen is how many could vote
    counts, loose = [], []
    for name, index in ((n, match.start(n)) for n, v in match.groupdict().items() if v):
        value = masked.marks[masked.text[index]].value
        if not isinstance(value, Number) or value.value > _LARGEST_BODY:
            return None
        counts.append(Count(_SIDES[name.rstrip("23")], value.value, value.bound))
        if value.hedge:
            loose.append(value.hedge)
    if form == "pair":
        return _pair(scene, rule, match, tuple(counts), tuple(loose))
    number = counts[0].number if counts else 0
    end, votes, ambiguous = match.end(), tuple[tuple[str, Position], ...](), False
    if side is not None and len(counts) == 1:
        if _SCOPED.search(scene.masked.text[: match.start()]):
            counts = []  # "of the ten members of the group, four": not a count of the body's votes
        end, votes, ambiguous = _with_list(scene, side, number, match)
    if not counts and not votes:
        return None
    return _Atom(match.start(), end, tuple(counts), votes, rule, tuple(loose), False, ambiguous)


def _pair(
    scene: Scene, rule: str, match: re.Match[str], counts: tuple[Count, ...], loose: tuple[str, ...]
) -> _Atom | None:
    text = scene.masked.text
    if not _VOTE_WORDS.search(text):
        return None
    if _NOT_A_BALLOT.search(text) or re.search(r"\bfrom $", text[: match.start()]):
        return None
    yes, no = counts[0].number, counts[1].number
    before, after = text[: match.start()], text[match.end() :]
    defeated = (_TURNED.search(before) and not _carried_before(before)) or _DEFEATED_AFTER.match(after)
    if yes > no and defeated and not _NAMED_SIDES.search(match.group()):
        counts = (replace(counts[0], side=Side.NO), replace(counts[1], side=Side.YES), *counts[2:])
    votes, ambiguous = _bracketed(scene, match)
    return _Atom(match.start(), match.end(), counts, votes, rule, loose, True, ambiguous)


def _bracketed(scene: Scene, match: re.Match[str]) -> tuple[tuple[tuple[str, Position], ...], bool]:
    """States named in brackets right after a figure of a pair: "52 votes to 5 (Poland, USSR)"."""
    votes: tuple[tuple[str, Position], ...] = ()
    ambiguous = False
    for name in ("no", "abstain"):
        if not match.groupdict().get(name):
            continue
        bracket = re.match(r"[^(){}]{0,18}(?=\()", scene.masked.text[match.end(name) :])
        listed = list_after(scene.masked, match.end(name) + bracket.end()) if bracket else None
        if listed is not None:
            votes += tuple((code, Position(name)) for code in listed.codes)
            ambiguous = ambiguous or listed.ambiguous
    return votes, ambiguous


def _carried_before(text: str) -> bool:
    return bool(re.search(r"\b(?:adopted|approved|passed|carried|voted to)\b[^.;]{0,50}$", text, re.IGNORECASE))


def _with_list(
    scene: Scene, side: Position, number: int, match: re.Match[str]
) -> tuple[int, tuple[tuple[str, Position], ...], bool]:
    """The states listed beside a labelled number: "1 against (Russia)", "two (Russia and China) against"."""
    inside = re.search(rf"\(({SIGNS['S']})\)", match.group())
    masked = scene.masked
    if inside:
        listed = list_after(masked, match.start() + inside.start(), match.end())
    else:
        listed = list_after(masked, match.end())
        if listed is not None and not listed.open and len(listed.codes) != number:
            lead = masked.text[match.end() : listed.start]
            if not re.search(r"[:(]|those|that|namely", lead):
                listed = None
    if listed is None:
        return match.end(), (), False
    return max(match.end(), listed.end), tuple((c, side) for c in listed.codes), listed.ambiguous


def _joined(text: str, atoms: list[_Atom]) -> list[_Atom]:
    joined: list[_Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        sides = {c.side for c in last.counts} if last else set()
        if last and _GLUE.match(text[last.end : atom.start]) and not sides & {c.side for c in atom.counts}:
            joined[-1] = _Atom(
                last.start,
                atom.end,
                last.counts + atom.counts,
                last.votes + atom.votes,
                last.rule,
                last.loose + atom.loose,
                last.pair or atom.pair,
                last.ambiguous or atom.ambiguous,
            )
        else:
            joined.append(atom)
    exact = max((c.number for a in joined if a.pair for c in a.counts), default=0)
    return [a for a in joined if not (a.pair and exact > _RATIO and max(c.number for c in a.counts) <= _RATIO)]


_LEAD_IN = _PHRASES["lead_in"]


def _draft(scene: Scene, atom: _Atom) -> Draft:
    text = scene.masked.text
    lead = _LEAD_IN.search(text[: atom.start])
    start = lead.start() if lead else atom.start
    kind = ClaimKind.TALLY
    exact = all(c.bound is Bound.EXACT for c in atom.counts)
    span = scene.masked.origin(start, atom.end)
    return Draft(
        start,
        atom.end,
        atom.start,
        kind,
        Asserts(counts=atom.counts, votes=atom.votes),
        atom.rule,
        modality=modality_of(scene, start, atom.start, span),
        loose=() if exact else atom.loose,
        readings=2 if atom.ambiguous else 1,
    )
