"""Claims about rules, legal force, firsts, repeats, sponsors and membership."""

import re

from onrecord.reading.arguments import list_after
from onrecord.reading.dates import DateMention
from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import Wording, wordings
from onrecord.reading.marks import SIGNS
from onrecord.reading.modality import modality_of
from onrecord.reading.numbers import Number
from onrecord.reading.scene import Scene, States
from onrecord.reading.symbols import SymbolMention
from onrecord.terms import Asserts, Body, ClaimKind, Count, Side

_FILES = ("procedure", "superlatives")


def read_sayings(scene: Scene, body: Body | None) -> list[Draft]:
    """Claims of procedure, obligation, order and sponsorship in one sentence; `body` is the one spoken of."""
    text = scene.masked.text
    found: list[Draft] = []
    for name in _FILES:
        for wording in wordings("en", name):
            for match in wording.pattern.finditer(text):
                if any(d.start < match.end() and match.start() < d.end for d in found):
                    continue
                draft = _draft(scene, wording, match, body)
                if draft is not None:
                    found.append(draft)
    return found


def _draft(scene: Scene, wording: Wording, match: re.Match[str], body: Body | None) -> Draft | None:
    start, end = _clause(scene, match.start(), match.end()) if wording.kind != "body" else (match.start(), match.end())
    asserts, end = _asserts(scene, wording, match, body, end)
    if asserts is None:
        return None
    span = scene.masked.origin(start, end)
    return Draft(
        start,
        end,
        match.start(),
        ClaimKind(wording.kind),
        asserts,
        wording.id,
        modality=modality_of(scene, match.start(), match.start(), span),
        council=asserts.vetoed,
    )


def _clause(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The clause around a match, which is what the claim says."""
    text = scene.masked.text
    before = max(
        (m.end() for m in re.finditer(r"[;:]\s|\.\s|—\s|,\s(?:but|and|which|although|though)\s", text[:start])),
        default=0,
    )
    after = re.search(r"[;.](?=\s|$)|,\s(?:but|and|although|though)\s|\s—\s", text[end:])
    stop = end + after.start() if after else len(text.rstrip())
    return before, max(end, min(stop, end + 160))


def _number(scene: Scene, match: re.Match[str]) -> Number | None:
    for name, value in match.groupdict().items():
        if value:
            found = scene.masked.marks[scene.masked.text[match.start(name)]].value
            return found if isinstance(found, Number) else None
    return None


def _asserts(
    scene: Scene, wording: Wording, match: re.Match[str], body: Body | None, end: int
) -> tuple[Asserts | None, int]:
    number = _number(scene, match)
    match wording.form:
        case "not_binding":
            return Asserts(binding=False, body=body), end
        case "binding":
            return Asserts(binding=True, body=body), end
        case "rule":
            return _rule(scene, wording, number, body), end
        case "first":
            return _first(scene, match), end
        case "ordinal":
            return Asserts(ordinal=_ordinal(match.group())), end
        case "cosponsors":
            count = (Count(Side.COSPONSORS, number.value, number.bound),) if number else ()
            return Asserts(counts=count, note="cosponsors"), end
        case "not_member":
            states = [m.value for _, m in scene.masked.of_kind("S", match.start(), match.end())]
            codes = tuple(c for s in states[:1] if isinstance(s, States) for c in s.codes)
            return Asserts(not_members=codes), end
        case "sponsors":
            listed = list_after(scene.masked, match.end(), bare=True)
            return (Asserts(sponsors=listed.codes), listed.end) if listed else (None, end)
        case "symbol":
            found = scene.masked.mark_at(match.end())
            value = found.value if found else None
            return (Asserts(symbol=value.number), match.end() + 1) if isinstance(value, SymbolMention) else (None, end)
    return Asserts(note=wording.form), end


def _rule(scene: Scene, wording: Wording, number: Number | None, body: Body | None) -> Asserts | None:
    """`note` carries the structured fact ("majority=two_thirds", "affirmative_needed=9") for the rules to answer."""
    note = wording.note
    if note in ("affirmative_needed", "working_days", "elected", "size"):
        if number is None:
            return None
        note = f"{note}={number.value}"
    states = [m.value for _, m in scene.masked.of_kind("S")]
    codes = tuple(dict.fromkeys(c for s in states if isinstance(s, States) for c in s.codes))
    if wording.note == "veto=true" and codes:
        note += ";members=" + ",".join(codes)
    if wording.note == "veto=false" and codes:
        note += ";members=" + ",".join(codes[:1])
    return Asserts(rule=note, body=body)


def _first(scene: Scene, match: re.Match[str]) -> Asserts:
    """A first: of vetoes with their caster ("Washington's first veto since 2011"), or of anything else."""
    text, vetoed = scene.masked.text, bool(re.search(r"\bvetoe?s?\b", match.group(), re.IGNORECASE))
    owner = re.search(rf"({SIGNS['S']})'s? (?:the )?$", text[: match.start()])
    states = scene.masked.marks[owner[1]].value if owner and vetoed else None
    codes = states.codes if isinstance(states, States) else ()
    return Asserts(first_since=_since(scene, match), vetoes=codes, vetoed=vetoed and bool(codes))


def _since(scene: Scene, match: re.Match[str]) -> str:
    days = [m.value for _, m in scene.masked.of_kind("D", match.start(), match.end() + 40)]
    for day in days:
        if isinstance(day, DateMention) and day.since and day.hint.first and day.hint.last:
            one_month = (day.hint.last - day.hint.first).days < 32
            return day.hint.first.strftime("%Y-%m") if one_month else str(day.hint.first.year)
    years = re.search(r"(?:in|for) (?:more than |nearly |almost |over )?(\S+) years", match.group())
    numbers = scene.masked.of_kind("N", match.start(), match.end())
    if years and numbers and isinstance(numbers[0][1].value, Number):
        return f"{numbers[0][1].value.value} years"
    return "ever"


def _ordinal(words: str) -> int | None:
    from onrecord.reading.numbers import find_numbers

    return next((n.value for n in find_numbers(words) if n.ordinal), None)
