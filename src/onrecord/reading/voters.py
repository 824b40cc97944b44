"""Votes of named or counted members: each vote word looks for its own voters."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.reading.arguments import Voters, actor_of, list_after, subject_of
from onrecord.reading.ballots import PERMANENT, claim_of
from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import Wording, phrases, wordings
from onrecord.reading.marks import SIGNS
from onrecord.reading.modality import modality_of
from onrecord.reading.scene import Scene, States
from onrecord.reading.tallies import POSITIONS
from onrecord.terms import Asserts, ClaimKind, Position

_S, _N, _B = SIGNS["S"], SIGNS["N"], SIGNS["B"]
_PHRASES = phrases("voters")
_BEFORE_NOUN = _PHRASES["before_noun"]
_BEFORE_LIST = _PHRASES["before_list"]
_OF = _PHRASES["of"]
_BY = _PHRASES["by"]
_IS = _PHRASES["is"]
_ANNOUNCES = _PHRASES["announces"]
_SOLE_NOUN = _PHRASES["sole_noun"]
_JOINERS = _PHRASES["joiners"]
_LINKED = _PHRASES["linked"]
_OWN = _PHRASES["own"]
_VETOED_TEXT = _PHRASES["vetoed_text"]
_NOUN_BEFORE = _PHRASES["noun_before"]
_BODY_ACTS = _PHRASES["body_acts"]
_THOSE_WHO = _PHRASES["those_who"]
_PARTICIPLE = _PHRASES["participle"]
_PREPOSITIONAL = _PHRASES["prepositional"]
_POSSESSED = _PHRASES["possessed"]
_FEW = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentence's earlier claims leave behind for an echo or a pronoun."""

    subject: tuple[str, ...] = ()  # states last told to have acted
    side: Position | None = None
    veto: bool = False
    sides: Mapping[str, Position] = field(default_factory=dict)  # what each state was told to have done last


def read_votes(scene: Scene, taken: Sequence[tuple[int, int]], told: Told) -> tuple[list[Draft], Told]:
    """Claims that name or count voters, in order, and what they leave behind for the next sentence."""
    found: list[Draft] = []
    floor = 0
    read_to = 0
    for start, end, wording in _triggers(scene, taken):
        if start < read_to:
            continue
        draft = _read_one(scene, wording, start, end, floor, told, found)
        if draft is None or (draft.asserts.counts and any(s <= draft.start < e for s, e in taken)):
            continue
        found.append(draft)
        floor = read_to = end
        if draft.asserts.votes or draft.asserts.vetoes:
            codes = tuple(c for c, _ in draft.asserts.votes) or draft.asserts.vetoes
            side = draft.asserts.votes[0][1] if draft.asserts.votes else Position.NO
            sides = {**told.sides, **dict(draft.asserts.votes), **dict.fromkeys(draft.asserts.vetoes, Position.NO)}
            told = Told(codes, side, bool(draft.asserts.vetoes), sides)
        elif draft.asserts.counts:
            counted = next((p for p, s in POSITIONS.items() if s is draft.asserts.counts[0].side), None)
            told = Told(told.subject, counted, False, told.sides)
    actor = None if found else actor_of(scene.masked)
    if actor is not None and len(actor.codes) <= _FEW:
        told = Told(actor.codes, None, False, told.sides)
    return found, told


def _triggers(scene: Scene, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, Wording]]:
    text = scene.masked.text
    found: list[tuple[int, int, Wording]] = []
    for wording in wordings("en", "votes"):
        for match in wording.pattern.finditer(text):
            start, end = match.start(), max(match.end(), match.start() + 1)
            if any(s < end and start < e for s, e in taken):
                continue
            if match.group().lower().startswith("vote ") and _NOUN_BEFORE.search(text, max(0, start - 40), start):
                continue
            found.append((start, end, wording))
    return sorted(found, key=lambda item: (item[0], -(item[1] - item[0])))


def _read_one(
    scene: Scene, wording: Wording, start: int, end: int, floor: int, told: Told, found: Sequence[Draft]
) -> Draft | None:
    match wording.form:
        case "verb":
            return _verb(scene, wording, start, end, floor, told)
        case "passive":
            agent = list_after(scene.masked, end, bare=True) or _number_right(scene, end)
            return claim_of(scene, wording, start, end, agent, None) if agent else None
        case "noun":
            return _noun(scene, wording, start, end, floor, told)
        case "member":
            return _member(scene, wording, start, end, floor)
        case "beside":
            return _beside(scene, wording, start, end, floor, told)
        case "echo" | "echo_left":
            return _echo(scene, wording, start, end, floor, told, found)
    return None


def _number_right(scene: Scene, at: int) -> Voters | None:
    match = re.match(rf"\s*(?:only\s+|the\s+|all\s+)?({_N})", scene.masked.text[at:])
    if match is None:
        return None
    index = at + match.start(1)
    value = scene.masked.marks[match[1]].value
    after = scene.masked.text[index + 1 : index + 40]
    if re.match(r"\s*(?:votes? (?:to|against)|to\b|-)", after):
        return None
    return Voters(index, index + 1, number=value)  # type: ignore[arg-type]


def _verb(scene: Scene, wording: Wording, start: int, end: int, floor: int, told: Told) -> Draft | None:
    masked = scene.masked
    if _BODY_ACTS.search(masked.text[:start]) or _THOSE_WHO.search(masked.text[:start]):
        return None
    subject = subject_of(masked, start, floor)
    if subject is None and _PARTICIPLE.search(masked.text[:start]):
        after = re.search(rf",\s*(?:the )?(?={_S})", masked.text[end:])
        subject = list_after(masked, end + after.end(), bare=True) if after else None
    if wording.note == "counted" and (subject is None or subject.number is None):
        return None
    if subject is not None and subject.pronoun:
        here = _antecedent(scene, subject.start)
        near = here or told.subject
        rivals = not here and _names_others(scene, subject.start, near)
        open_ = rivals or (subject.pronoun == "it" and len(near) != 1)
        subject = replace(subject, codes=near, ambiguous=open_) if near else None
    if subject is None and floor:
        subject = subject_of(masked, start)
        if subject is not None and subject.pronoun:
            subject = replace(subject, codes=told.subject) if told.subject else None
    if subject is None:
        return None
    joiners = _JOINERS.search(masked.text[: subject.start])
    if joiners and subject.codes:
        subject = replace(subject, start=joiners.start(), rest=True)
    listed = None
    if not subject.codes:
        announced = _ANNOUNCES.match(masked.text[end:])
        if announced:
            listed = list_after(masked, end + announced.end())
    return claim_of(scene, wording, start, end, subject, listed)


def _names_others(scene: Scene, at: int, codes: tuple[str, ...]) -> bool:
    """Whether the sentence names, before `at`, a state other than those a pronoun was taken to stand for."""
    named = (mark.value for _, mark in scene.masked.of_kind("S", 0, at))
    return any(isinstance(value, States) and not set(value.codes) <= set(codes) for value in named)


def _antecedent(scene: Scene, at: int) -> tuple[str, ...]:
    """The state that a pronoun at `at` stands for, when the sentence has named one as an actor before it."""
    text = scene.masked.text
    for index, mark in reversed(scene.masked.of_kind("S", 0, at)):
        value = mark.value
        asked = re.search(r"\bdid (?:the )?$", text[:index])
        if (
            isinstance(value, States)
            and not _POSSESSED.match(text[index + 1 :])  # "when the subject was Moscow's referendums, it abstained"
            and (asked or subject_of(scene.masked, index + 1, index) is not None)
            and value.form != "demonym"
        ):
            return value.codes if len(value.codes) == 1 else ()
    return ()


def _noun(scene: Scene, wording: Wording, start: int, end: int, floor: int, told: Told) -> Draft | None:
    masked = scene.masked
    text = masked.text
    if wording.note == "unnamed" and (named := list_after(masked, end)) is not None:
        return claim_of(scene, replace(wording, note=""), start, end, named, None)
    if wording.note == "unnamed":
        return _veto_by_nobody_named(scene, wording, start, end)
    after = (_BY if wording.kind == "veto" else _OF).match(text[end:])
    if after:
        listed = list_after(masked, end + after.end(), bare=True)
        if listed:
            return claim_of(scene, wording, start, end, listed, None)
    owner = _BEFORE_LIST.search(text[:start]) or _BEFORE_NOUN.search(text[floor:start])
    if owner:
        return _owned(scene, wording, start, end, owner)
    own = _OWN.search(text[:start])
    if own:
        named = subject_of(masked, floor + own.start(), floor) if floor + own.start() <= start else None
        codes = named.codes if named and named.codes else _antecedent(scene, own.start()) or told.subject
        if len(codes) > 1 and own.group().split()[0].lower() == "its":
            return None  # one state's, and which of those named is not said
        return claim_of(scene, wording, start, end, Voters(own.start(), start, codes=codes), None) if codes else None
    if (
        wording.kind == "veto"
        and re.search(r"\bthe\s+$", text[:start], re.IGNORECASE)
        and re.match(r"\s+(?:of|on|against)\b", text[end:])
    ):
        return _veto_by_nobody_named(scene, wording, start, end)
    sole = _SOLE_NOUN.search(text[max(0, start - 12) : end])
    being = _IS.match(text[end:])
    if being and wording.side is not None:
        listed = list_after(masked, end + being.end(), bare=True)
        if listed and (sole or text[end : end + 12].strip()[:1] not in ","):
            return claim_of(scene, wording, start, end, replace(listed, sole=bool(sole)), None)
    return None


def _veto_by_nobody_named(scene: Scene, wording: Wording, start: int, end: int) -> Draft:
    modality = modality_of(scene, start, start, scene.masked.origin(start, end))
    asserts = Asserts(vetoed=True)
    return Draft(start, end, start, ClaimKind.VETO, asserts, wording.id, council=True, modality=modality)


def _owned(scene: Scene, wording: Wording, start: int, end: int, owner: re.Match[str]) -> Draft | None:
    """A vote named by its owner: "China's abstention", "a Russian veto", "the China-Russia double veto"."""
    masked = scene.masked
    index = next(i for i in range(start - 1, -1, -1) if masked.text[i] == owner[1])
    codes: tuple[str, ...] = ()
    first = index
    for sign in (s for s in owner.groups() if s and masked.marks.get(s)):
        value = masked.marks[sign].value
        if isinstance(value, States):
            codes += value.codes
    if not codes:
        return None
    return claim_of(scene, wording, start, end, Voters(first, start, codes=codes), None)


def _member(scene: Scene, wording: Wording, start: int, end: int, floor: int) -> Draft | None:
    """Camps: "X and Y were among the abstentions", "the abstainers, Cuba and Nicaragua", "those against were ..."."""
    masked = scene.masked
    text = masked.text
    if wording.note == "header":
        listed = list_after(masked, end, bare=True)
        return claim_of(scene, wording, start, end, listed, None) if listed else None
    being = _IS.match(text[end:])
    if being:
        listed = list_after(masked, end + being.end(), bare=True)
        if listed:
            sole = wording.note == "sole"
            return claim_of(scene, wording, start, end, replace(listed, open=not sole, sole=sole), None)
    listed = list_after(masked, end)
    if listed:
        return claim_of(scene, wording, start, end, listed, None)
    subject = subject_of(masked, start, floor)
    if subject is not None and subject.number is not None and not subject.codes:
        return claim_of(scene, wording, start, end, subject, None)
    linked = subject is not None and _LINKED.search(text[subject.start : start])
    if subject is not None and subject.codes and linked:
        also = re.match(rf"[^;.:]{{0,50}}?\b(?:together with|along with|as well as)\s+(?:the\s+)?(?={_S})", text[end:])
        more = list_after(masked, end + also.end(), bare=True) if also else None
        return claim_of(scene, wording, start, end, replace(subject, open=True), more)
    return None


def _beside(scene: Scene, wording: Wording, start: int, end: int, floor: int, told: Told) -> Draft | None:
    """The side of the state stood with, where the story has told it: "Honduras stood with Washington"."""
    leader = list_after(scene.masked, end, bare=True)
    sides = {told.sides.get(code) for code in leader.codes} if leader else set()
    side = sides.pop() if len(sides) == 1 else None
    followers = subject_of(scene.masked, start, floor)
    if side is None or leader is None or followers is None or not followers.codes:
        return None
    return claim_of(scene, replace(wording, side=side), start, leader.end, followers, None)


def _echo(
    scene: Scene, wording: Wording, start: int, end: int, floor: int, told: Told, found: Sequence[Draft]
) -> Draft | None:
    masked = scene.masked
    leaning = _PREPOSITIONAL.match(masked.text[start:])
    if told.side is None or (leaning and not found):
        return None  # "were in the nine, along with Nauru" leans on words not read, not on the sentence before
    voters = list_after(masked, end, bare=True) if wording.form == "echo" else subject_of(masked, start, floor)
    if voters is None or not voters.codes:
        return None
    veto = told.veto and "veto" in masked.text[:start]
    if veto and (_VETOED_TEXT.search(masked.text[:start]) or not set(voters.codes) <= PERMANENT):
        return None  # "it abstained on the draft Russia vetoed, alongside India" tells of the abstention
    side = replace(wording, side=told.side, kind="veto" if veto else "")
    draft = claim_of(scene, side, start, end, voters, None)
    # Words between that were not read may have told another side: "Togo stood with Britain. Ireland did too."
    firm = bool(found) and found[-1].readings == 1
    return draft if firm or draft is None else replace(draft, readings=2)
