"""Argument search: from a vote word, who is said to have cast it and how many, to its left and to its right."""

import re
from dataclasses import dataclass

from onrecord.reading.lexicon import load_toml
from onrecord.reading.marks import PLACEHOLDERS, Masked
from onrecord.reading.numbers import Number
from onrecord.reading.scene import States

_S, _N, _D, _B, _P, _Y = (PLACEHOLDERS[k] for k in "SNDBPY")
_WORDS = load_toml("en", "words")["words"]
_COUNTRIES, _ENVOY, _TEXT = _WORDS["COUNTRIES"], _WORDS["ENVOY"], _WORDS["TEXT"]

_BOUNDARY = re.compile(r"[;:]|\s[—-]{1,2}\s|\.\s|,?\s\b(?:but|while|whereas|although|though|and|as|after|before|with|when|because|since|yet)\b")
_ADVERBIAL = re.compile(
    rf"(?:\b(?:has|have|had|did|does|do|is|are|was|were|been|also|both|all|each|again|then|duly|too|only|even|once more|yet|"
    rf"instead|themselves|itself|likewise|together|alone|this time|for once|they|later|still|first|earlier|simply|just|"
    rf"in turn|in the end|in the event|unlike in committee|by contrast|meanwhile|however|reportedly|paradoxically|\w+ly|"
    rf"chose to|opted to|decided to|elected to|preferred to|ended up|went on to|proceeded to|joined (?:in|them in)|were among those (?:who|that)|"
    rf"(?:in|at) (?:New York|Geneva|Vienna|plenary))"
    rf"|(?:\b(?:on|late on|late|early on|last|in|at|by)\s+)?(?:the )?{_D}(?: (?:night|evening|morning|afternoon))?"
    rf"|\b(?:in|at) (?:the )?{_B}|\"|')\s*,?\s*$",
    re.IGNORECASE,
)
_ADVERBIAL_MORE = re.compile(r",\s*(?:too|also|however|meanwhile|as expected|for its part|in particular)\s*,?\s*$", re.IGNORECASE)
_RELATIVE = re.compile(rf"({_S})(?:\s*\([^()]*\))?\s*,?\s*(?:both |each |all )?(?:of (?:which|whom)|who|which|that)(?: had| has| have)?\s*$")
_PREPOSITION = re.compile(
    r"\b(?:of|against|on|in|from|to|with|by|over|at|for|about|between|toward|towards|into|near|than|like|unlike|despite|after|"
    r"before|under|within|without|including|invading|annexing|condemning|supporting|criticizing|criticising|urging|demanding|tells?|told|"
    r"alleged|asking|backing|towards?|except(?: for)?|save(?: for)?|besides|apart from)\s+(?:the\s+|its\s+|neighbou?ring\s+|both\s+)?$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:after|before|than|like|despite)\s+(?:the\s+|its\s+|both\s+)?$", re.IGNORECASE)
_ENVOY_OF = re.compile(rf"\b(?:{_ENVOY})s? (?:of|for|from) (?:the )?$", re.IGNORECASE)
_POSSESSIVE_OFFICE = re.compile(rf"^(?:'s?)?\s*(?:[\w.-]+\s+){{0,4}}?(?:{_ENVOY})\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"^\s*(?:(?:other|further|more|remaining|different|separate|elected|permanent|African|European|of the|out of|of)\s+)*(?:{_N}\s+)?"
    rf"(?:(?:[\w-]+|{_B})\s+){{0,2}}?(?:{_COUNTRIES})?(?:\s+(?:of|from|in)\s+(?:the\s+)?(?:[\w-]+\s+){{0,2}}(?:{_B}|{_S}|{_N}|{_COUNTRIES}|world|total|body|council|assembly|board))?"
    rf"(?:\s*,?\s*(?:including|among them|led by)[^.;]*,?|\s*,\s*(?:the )?{_S}[^.;,]*,)?\s*(?:\w+ly\s*)?$",
    re.IGNORECASE,
)
_GROUP_OF = re.compile(rf"^\s*(?:{_COUNTRIES}\s+)?(?:members?\s+)?of\s+(?:the\s+)?(?:{_S}|[A-Z])")
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one|no (?:other )?(?:country|state|member|delegation|government|nation)s?|none(?: of (?:them|the members))?|not a single (?:\w+))\s*(?:has|have|had|did|was|were)?\s*$", re.IGNORECASE)
_REST = re.compile(
    rf"\b(?:(?:all )?(?:the )?(?:other|remaining|rest of the|remainder of the)|all(?: the)?(?: other)?(?: of the)?|the rest|everyone else|every other)\s*$",
    re.IGNORECASE,
)
_SOLE = re.compile(
    rf"\b(?:only|alone|sole(?:ly)?|lone|single|solitary|no one but|nobody but|no (?:country|state|member|other \w+) (?:but|except|other than))\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(it|they|the two|the pair|both|the country|the former|the latter|the two countries|its \w+|the trio)\s*$", re.IGNORECASE)
_OWN_START = re.compile(r"^\W*(its|their|it|they)\b", re.IGNORECASE)
_OUT_OF = re.compile(rf"({_N}) (?:out )?of (?:the |its |their |all )?(?:\w+ )?$", re.IGNORECASE)
_NAMED_BESIDE = re.compile(rf"\s*(?:[\w-]+\s+){{0,2}}?(?:{_COUNTRIES})?\s*,\s*(?:namely |including |the )?({_S})(?:\s*(?:among them|included))?\s*,", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:other|remaining|rest|remainder|else)\b", re.IGNORECASE)
_LIST_LEAD = re.compile(
    r"\s*(?:(?P<open>,?\s*\(?(?:among (?:them|which|these|those)|including|such as|notably|led by|which includes?(?:d)?|that includes?(?:d)?|with the likes of|e\.g\.))"
    r"|(?P<closed>:|\(|\s-\s|\s—\s|\s(?:were|was|are|came from)\b|,?\s*(?:namely|viz\.?|they were|these were|those (?:of|from)|that (?:of|from)|those being|i\.e\.|from|by|of)\b|,))"
    r"\s*:?\s*(?:the\s+|both\s+)?",
    re.IGNORECASE,
)
_MORE = re.compile(rf"^(?:'s)?(?:\s*\([^()]*\))?(?:,\s*[a-z][^,;.:()\ue000-\ue1ff]{{2,60}},?)?\s*,?\s*(?:and|as well as|along with|plus|&|,)\s+(?:also\s+|from\s+)?(?:the\s+)?({_S})")

_NUMBER_FIRST = re.compile(
    rf"(?:{_N}\s+)?(?:(?:other|further|more)\s+)?(?:{_COUNTRIES})?\s*(?:(?:of|from)\s+(?:the\s+)?{_S}\s*)?[,:]?\s*(?:the\s+)?({_S})", re.IGNORECASE
)


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
        return bool(re.match(r"[\s\"']*(?:\w+ly )?\w+ing\b", text[end:]))
    if re.search(r"\b(?:including|led by|among them|such as)\s+(?:the\s+)?$", text[max(0, index - 16) : index], re.IGNORECASE):
        return bool(re.match(r"\s*(?:,|$)", text[index + 1 : end]))
    if _PREPOSITION.search(text, max(0, index - 24), index) and not conjunction and not _ENVOY_OF.search(text, max(0, index - 40), index):
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
    if re.search(r"('s|\$|€|No\.|resolution|by)\s*$", before):
        return False, False
    value = masked.marks[text[index]].value
    if isinstance(value, Number) and value.value > 193:  # noqa: PLR2004  no body of the record is larger
        return False, False
    after = re.sub(r"\s*\b(?:that|which|who)\s*$", "", after)
    scoped = bool(_GROUP_OF.match(after))
    return bool(_COUNTED.match(after)), scoped


_FIRST_WORD = re.compile(
    rf"^\s*(?:,|\(|-|—|(?:who|which|that|on|in|at|by|for|as|from|with|and|or|but|to|alone|too|both|also|each|all|again|itself|themselves)\b"
    r"|\w+(?:ed|ly|ing|es|s)\b|(?:broke|went|said|told|took|made|had|has|have|felt|kept|stood|found|split|cast|swung|left|came|chose|"
    r"withheld|drew|ran|got|bent|met|did|do|was|were|is|are|would|will|could|may|might|should|must|can|cannot|never|not|fell|lost|held|"
    r"threw|saw|led|put|sat|let|began|became|gave|knew|spoke|stuck|won|went)\b|$)|^[\ue000-\uf8ff]",
    re.IGNORECASE,
)


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
            return _with_neighbours(masked, index, start, end, sole or bool(_SOLE.search(text[index + 1 : trigger])))
        if mark.kind == "N":
            out_of = _OUT_OF.search(text[start:index])
            if out_of and _counted(masked, index, end)[0]:
                return _number_at(masked, start + out_of.start(1), start, end, False)
            counts, scoped = _counted(masked, index, end)
            if counts:
                return _number_at(masked, index, start, end, scoped)
    pronoun = _PRONOUN.search(segment) or _OWN_START.match(segment)
    if pronoun:
        return Voters(start + pronoun.start(), end, pronoun=pronoun[1].lower())
    rest = re.search(r"\b(?:the rest|everyone else|all others|the others|all of them|all members|every member|the remainder)\s*$", segment, re.IGNORECASE)
    if rest:
        return Voters(start + rest.start(), end, rest=True)
    return None


def _states_at(masked: Masked, index: int, end: int) -> Voters:
    value = masked.marks[masked.text[index]].value
    assert isinstance(value, States)
    return Voters(index, max(end, index + 1), codes=value.codes, ambiguous=value.ambiguous)


def _with_neighbours(masked: Masked, index: int, start: int, end: int, sole: bool) -> Voters:
    """The state list at `index` joined with one before an apposition: "China, main supporter of Burma, and Russia"."""
    text = masked.text
    found = _states_at(masked, index, end)
    before = re.search(rf"({_S}),\s*[a-z][^,;.:()]{{2,70}},?\s*(?:and|as well as|along with|plus)\s+(?:the\s+)?$", text[start:index])
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
    one_of = re.search(rf"({_S})[^;:]*?\b(?:was|were|is|are|being|became)?\s*(?:also\s+)?(?:one of|among)\s+(?:the\s+)?$", lead)
    if one_of:
        states = _states_at(masked, start + one_of.start(1), end)
        return Voters(states.start, end, codes=states.codes, number=value, open=True, scoped=scoped)
    named = _NAMED_BESIDE.match(text[index + 1 : end])
    codes: tuple[str, ...] = ()
    if named:
        states = masked.marks[named[1]].value
        codes = states.codes if isinstance(states, States) else ()
    everyone = rest and not _OTHERS.search(lead)
    return Voters(index, end, codes=codes, number=value, rest=rest and not everyone, everyone=everyone, scoped=scoped)


def list_after(masked: Masked, at: int, limit: int | None = None, bare: bool = False) -> Voters | None:
    """The state list announced right of position `at`: after a colon, a bracket, "among them", "including", "those of"."""
    text = masked.text
    lead = _LIST_LEAD.match(text, at) if not bare else re.match(r"\s*(?:all\s+(?:of\s+)?)?(?:the\s+|both\s+)?", text[at:])
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
