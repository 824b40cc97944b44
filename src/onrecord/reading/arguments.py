"""Argument search: from a vote word, who is said to have cast it and how many, to its left and to its right."""

import re
from dataclasses import dataclass

from onrecord.reading.lexicon import load_toml, phrases
from onrecord.reading.marks import SIGNS, Masked
from onrecord.reading.numbers import Number
from onrecord.reading.scene import States

_S, _N, _D, _B, _P, _Y = (SIGNS[k] for k in "SNDBPY")
_WORDS = load_toml("en", "words")["words"]
_COUNTRIES, _ENVOY, _TEXT = _WORDS["COUNTRIES"], _WORDS["ENVOY"], _WORDS["TEXT"]

_PHRASES = phrases("arguments")
_BOUNDARY = _PHRASES["boundary"]
_ADVERBIAL = _PHRASES["adverbial"]
_ADVERBIAL_MORE = _PHRASES["adverbial_more"]
_RELATIVE = _PHRASES["relative"]
_PREPOSITION = _PHRASES["preposition"]
_CONJUNCTION = _PHRASES["conjunction"]
_ENVOY_OF = _PHRASES["envoy_of"]
_POSSESSIVE_OFFICE = _PHRASES["possessive_office"]
_COUNTED = _PHRASES["counted"]
_GROUP_OF = _PHRASES["group_of"]
_NOBODY = _PHRASES["nobody"]
_REST = _PHRASES["rest"]
_SOLE = _PHRASES["sole"]
_PRONOUN = _PHRASES["pronoun"]
_OWN_START = _PHRASES["own_start"]
_OUT_OF = _PHRASES["out_of"]
_NAMED_BESIDE = _PHRASES["named_beside"]
_OTHERS = _PHRASES["others"]
_LIST_LEAD = _PHRASES["list_lead"]
_MORE = _PHRASES["more"]

_NUMBER_FIRST = _PHRASES["number_first"]


@dataclass(frozen=True, slots=True)
class Voters:
    """Who or how many: states, a number, or nobody; masked range; and the quantifiers around them."""

    start: int
    end: int
    codes: tuple[str, ...] = ()
    number: Number | None = None
    nobody: bool = False
    rest: bool = False
    sole: bool = False
    everyone: bool = False  # "all fifteen members"
    scoped: bool = False  # counted inside a group ("three members of the EU"), not in the body
    open: bool = False  # the list is not said to be complete
    pronoun: str = ""
    ambiguous: bool = False


def _strip(text: str) -> str:
    """`text` without the adverbs and auxiliaries that stand between a subject and its verb."""
    while True:
        shorter = _ADVERBIAL_MORE.sub("", _ADVERBIAL.sub("", text))
        if shorter == text:
            return text
        text = shorter


def _eligible(masked: Masked, index: int, end: int) -> bool:
    """Whether the state list at `index` may be a voter rather than an object, an adjective or a possessor."""
    text = masked.text
    adjacent = not text[index + 1 : end].strip()
    conjunction = adjacent and _CONJUNCTION.search(text, max(0, index - 24), index)
    with_participle = adjacent and re.search(r"\bwith (?:the )?$", text[max(0, index - 10) : index])
    if with_participle:
        return bool(re.match(r"[\s\"']*(?:(?:\w+ly )?\w+ing\b|the (?:only|sole|lone)\b)", text[end:]))
    if re.search(
        r"\b(?:including|led by|among them|such as)\s+(?:the\s+)?$", text[max(0, index - 16) : index], re.IGNORECASE
    ):
        return bool(re.match(r"\s*(?:,|$)", text[index + 1 : end]))
    if (
        _PREPOSITION.search(text, max(0, index - 24), index)
        and not conjunction
        and not _ENVOY_OF.search(text, max(0, index - 40), index)
    ):
        return False
    mark = masked.mark_at(index)
    value = mark.value if mark else None
    after = text[index + 1 : end]
    if after.startswith("'"):
        return bool(_POSSESSIVE_OFFICE.match(after))
    if isinstance(value, States) and value.form == "demonym":
        return bool(_POSSESSIVE_OFFICE.match(after)) or bool(re.match(r"\s*(?:,|$)", after))
    return bool(_FIRST_WORD.match(after)) and not re.match(rf"\s+(?:{_TEXT})\b", after, re.IGNORECASE)


def _counted(masked: Masked, index: int, end: int) -> tuple[bool, bool]:
    """Whether the number at `index` counts members voting, and whether only inside a group."""
    text = masked.text
    before, after = text[max(0, index - 12) : index], text[index + 1 : end]
    if re.search(r"('s|\$|€|No\.|resolution|by)\s*$", before) or _THE_JOINED.search(text, max(0, index - 16), index):
        return False, False
    value = masked.marks[text[index]].value
    if isinstance(value, Number) and value.value > 193:
        return False, False
    after = re.sub(r"\s*\b(?:that|which|who)\s*$", "", after)
    scoped = bool(_GROUP_OF.match(after))
    return bool(_COUNTED.match(after)), scoped


_FIRST_WORD = _PHRASES["first_word"]
_THE_JOINED = _PHRASES["the_joined"]
_WHO_DID = _PHRASES["who_did"]


def subject_of(masked: Masked, trigger: int, floor: int = 0) -> Voters | None:
    """The subject to the left of the vote word at `trigger`, not searching before `floor`."""
    text = masked.text
    bounds = [m.end() for m in _BOUNDARY.finditer(text, floor, trigger)]
    for bound in [*reversed(bounds), floor]:
        found = _subject_within(masked, bound, trigger)
        if found is not None:
            return found
        if bound > floor and text[bound - 1] in ";":
            return None
    return None


def _subject_within(masked: Masked, start: int, trigger: int) -> Voters | None:
    text = masked.text
    segment = _strip(text[start:trigger])
    end = start + len(segment)
    sole = bool(_SOLE.match(text[start:].lstrip()))
    nobody = _NOBODY.search(text[start:trigger])
    if nobody:
        return Voters(start + nobody.start(), trigger, nobody=True)
    relative = _RELATIVE.search(segment)
    if relative:
        return _states_at(masked, start + relative.start(1), end)
    for index in range(end - 1, start - 1, -1):
        mark = masked.mark_at(index)
        if mark is None:
            continue
        if mark.kind == "S" and _eligible(masked, index, end):
            counted = _counted_beside(masked, index, start, end)
            if counted is not None:
                return counted
            return _with_neighbours(masked, index, start, end, sole or bool(_SOLE.search(text[index + 1 : trigger])))
        if mark.kind == "N":
            out_of = _OUT_OF.search(text[start:index])
            if out_of and _COUNTED.match(text[index + 1 : end]):
                return _number_at(masked, start + out_of.start(1), start, end, False)
            counts, scoped = _counted(masked, index, end)
            if counts:
                return _number_at(masked, index, start, end, scoped)
    pronoun = _PRONOUN.search(segment) or _OWN_START.match(segment)
    if pronoun:
        return Voters(start + pronoun.start(), end, pronoun=pronoun[1].lower())
    rest = re.search(
        r"\b(?:the rest|everyone else|all others|the others|all of them|all members|every member|the remainder)\s*$",
        segment,
        re.IGNORECASE,
    )
    if rest:
        return Voters(start + rest.start(), end, rest=True)
    return None


def _counted_beside(masked: Masked, index: int, start: int, end: int) -> Voters | None:
    """The number whose members the list at `index` names: "Two countries, the United States and Israel,"."""
    if not re.match(r"\s*(?:among them|included)?\s*,\s*$", masked.text[index + 1 : end]):
        return None
    for place, _ in reversed(masked.of_kind("N", start, index)):
        if _NAMED_BESIDE.match(masked.text[place + 1 : end]) and _counted(masked, place, end)[0]:
            return _number_at(masked, place, start, end, False)
    return None


def _states_at(masked: Masked, index: int, end: int) -> Voters:
    value = masked.marks[masked.text[index]].value
    assert isinstance(value, States)
    return Voters(index, max(end, index + 1), codes=value.codes, ambiguous=value.ambiguous)


def _with_neighbours(masked: Masked, index: int, start: int, end: int, sole: bool) -> Voters:
    """The state list at `index` joined with one before an apposition: "China, main supporter of Burma, and Russia"."""
    text = masked.text
    found = _states_at(masked, index, end)
    before = re.search(
        rf"({_S}),\s*[a-z][^,;.:()]{{2,70}},?\s*(?:and|as well as|along with|plus)\s+(?:the\s+)?$", text[start:index]
    )
    codes, first = found.codes, index
    if before and _eligible(masked, start + before.start(1), index):
        first = start + before.start(1)
        value = masked.marks[text[first]].value
        assert isinstance(value, States)
        codes = tuple(dict.fromkeys(value.codes + codes))
    alone = bool(_SOLE.search(text[max(start, first - 14) : first])) or bool(
        re.match(r"\s*,?\s*(?:alone|on its own|by itself)\b", text[index + 1 :], re.IGNORECASE)
    )
    return Voters(first, found.end, codes=codes, sole=sole or alone, ambiguous=found.ambiguous)


def _number_at(masked: Masked, index: int, start: int, end: int, scoped: bool) -> Voters:
    text = masked.text
    value = masked.marks[text[index]].value
    assert isinstance(value, Number)
    lead = text[start:index]
    rest = bool(_REST.search(lead))
    one_of = re.search(
        rf"({_S})[^;:]*?\b(?P<being>was|were|is|are|being|became)?\s*(?:also\s+)?(?:one of|among)\s+(?:the\s+)?$", lead
    )
    if one_of:
        states = _states_at(masked, start + one_of.start(1), end)
        if not one_of["being"] and not _WHO_DID.search(text[index + 1 :]):
            return states  # "only France among the five voted for it": the five did not
        return Voters(states.start, end, codes=states.codes, number=value, open=True, scoped=scoped)
    named = _NAMED_BESIDE.match(text[index + 1 : end])
    codes: tuple[str, ...] = ()
    if named:
        beside = masked.marks[named[1]].value
        codes = beside.codes if isinstance(beside, States) else ()
    everyone = rest and not _OTHERS.search(lead)
    return Voters(index, end, codes=codes, number=value, rest=rest and not everyone, everyone=everyone, scoped=scoped)


def list_after(masked: Masked, at: int, limit: int | None = None, bare: bool = False) -> Voters | None:
    """The state list announced right of position `at`: after a colon, a bracket, "among them", "those of"."""
    text = masked.text
    lead = (
        _LIST_LEAD.match(text, at) if not bare else re.match(r"\s*(?:all\s+(?:of\s+)?)?(?:the\s+|both\s+)?", text[at:])
    )
    if lead is None:
        return None
    index = lead.end() if not bare else at + lead.end()
    mark = masked.mark_at(index)
    number_first = _NUMBER_FIRST.match(text[index:]) if mark is None or mark.kind == "N" else None
    if number_first:
        index += number_first.start(1)
        mark = masked.mark_at(index)
    if mark is None or mark.kind != "S" or (limit is not None and index >= limit):
        return None
    closed = lead.groupdict().get("closed") if not bare else ""
    found = _states_at(masked, index, index + 1)
    codes, end, ambiguous = found.codes, index + 1, found.ambiguous
    while True:
        more = _MORE.match(text[end:])
        if more is None or (limit is not None and end + more.end() > limit):
            break
        value = masked.marks[more[1]].value
        assert isinstance(value, States)
        following = text[end + more.end() : end + more.end() + 16]
        if re.match(r"\s+(?:voted|abstain|oppos|backed|support|did|was|were|veto)", following):
            break
        codes = tuple(dict.fromkeys(codes + value.codes))
        ambiguous = ambiguous or value.ambiguous
        end += more.end()
    if closed in (",",) and not re.match(r"\s*(?:[.;)]|$|,\s|\s-|\sand\b)", text[end:]):
        return None
    if text[end : end + 1] == ")":
        end += 1
    return Voters(index, end, codes=codes, open=not closed, ambiguous=ambiguous)


def actor_of(masked: Masked) -> Voters | None:
    """The state a sentence is about: its first state list that stands as a subject."""
    for index, _ in masked.of_kind("S"):
        if _eligible(masked, index, len(masked.text)):
            return _states_at(masked, index, index + 1)
    return None
