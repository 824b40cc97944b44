"""Finds verbs and phrases of attribution in a tagged sentence, each with the phrase that names the speaker."""

import re
from dataclasses import dataclass, replace

from onrecord.reading.speakers import PHRASE, Actor, actor_at
from onrecord.reading.speech_words import SpeechWords, Wording
from onrecord.reading.tagging import Tagged
from onrecord.terms import EventType

_WINDOW = 45  # words left of a verb among which its subject is sought
_BESIDE = r"(?:A|t|I[DMGPSNORBFty]{1,6})"
_TWO = rf"{PHRASE}(?:C{PHRASE})?"
_LEFT = re.compile(
    rf"(?P<phrase>{_TWO})(?P<apposition>,(?:r[^,Q.;:]{{1,30}}|[^,VQ.;:]{{1,30}}(?:,[^,VQ.;:]{{1,30}}){{0,2}}),)?{_BESIDE}{{0,4}}\Z"
)
_LEFT_PRONOUN = re.compile(rf"(?P<phrase>H)(?P<apposition>,,)?{_BESIDE}{{0,4}}\Z")
_RIGHT = re.compile(rf"A*(?P<phrase>H|{_TWO})(?:,(?P<apposition>[DPSMRGFNIO][^,VQ.;:]{{0,30}})(?=[,Q.]|\Z))?")
_LEAD = re.compile(rf"(?P<phrase>H|{_TWO})(?:,(?P<apposition>[^,VQ.;:]{{1,30}}),)?(?=[VXAxgC:Q])")
_INHERITS = re.compile(r"(?:C|,C?)A*\Z")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A place where a sentence says who speaks: tokens `start`..`end` from the speaker's phrase to the verb's end."""

    actor: Actor | None  # None: the subject of the attribution before
    wording: Wording
    verb: str
    start: int
    end: int
    inverted: bool = False  # the speaker stands after the verb
    source: bool = False  # "according to", "in the words of"
    comma_before: bool = False
    bound: bool = False  # inside another's reported clause, unless that clause has ended


_SOURCE = Wording(("according", "to"), "say", None)


def find_attributions(tagged: Tagged, words: SpeechWords) -> tuple[Attribution, ...]:
    """Attributions in the order of the text. Refused, denied and future ones are left out."""
    found: list[Attribution] = []
    for i, token in enumerate(tagged.tokens):
        if token.tag in "Vg":
            attribution = _of_verb(tagged, words, i, found)
        elif token.low == "according" and i + 1 < len(tagged.tokens) and tagged.tokens[i + 1].low == "to":
            attribution = _of_source(tagged, words, i, i + 2, "according to")
        elif token.low in {"view", "words", "opinion", "eyes"} and i >= 2:
            attribution = _of_view(tagged, words, i)
        else:
            continue
        if attribution is not None:
            found.append(attribution)
    return tuple(found)


def leading_actor(tagged: Tagged, words: SpeechWords) -> Actor | None:
    """The subject the sentence opens with, after introductory words up to a comma; None when it names nobody."""
    tags = tagged.tags
    at = 0
    while at < len(tags) and tags[at] == "Q":
        at += 1
    if tags[at : at + 1] in ("I", "g", "C", "A", "t", "x", "r", "V", "h", "X"):
        comma = tags.find(",", at)
        bare = re.compile(r"[CAt]+").match(tags, at)
        if bare and (comma < 0 or comma > bare.end()) and _LEAD.match(tags, bare.end()):
            at = bare.end()
        elif comma < 0 or comma > at + 40:
            return None
        else:
            at = comma + 1
            while tags[at : at + 1] in ("A", "C", "t", ","):
                at += 1
    return _actor_of(_LEAD.match(tags, at), tagged, words)


def _actor_of(found: re.Match[str] | None, tagged: Tagged, words: SpeechWords, shift: int = 0) -> Actor | None:
    if found is None:
        return None
    within = None
    if found["apposition"]:
        text = found["apposition"]
        left = found.start("apposition") + (len(text) - len(text.lstrip(",")))
        within = (left + shift, left + len(text.strip(",")) + shift)
    start, end = found.span("phrase")
    return actor_at(tagged, words, (start + shift, end + shift), within)


def _fitting(tagged: Tagged, i: int) -> Wording | None:
    """The wording that fits at `i`: the longest, and of those the one whose needed word follows."""
    after = {token.low for token in tagged.tokens[i + 1 : i + 40]}
    return next((w for w in tagged.tokens[i].wordings if not w.needs or w.needs in after), None)


def _of_verb(tagged: Tagged, words: SpeechWords, i: int, before: list[Attribution]) -> Attribution | None:
    wording = _fitting(tagged, i)
    if wording is None:
        return None
    end = i + len(wording.words)
    tags = tagged.tags
    following = tagged.tokens[end].low if end < len(tagged.tokens) else ""
    if wording.frame == "act" and (following == "by" or (following == "of" and wording.type is EventType.ACCUSE)):
        return None  # "the man accused of spying", "a move condemned by all"
    verb = " ".join(token.text for token in tagged.tokens[i:end])
    if tags[i] == "g":
        return _of_participle(tagged, words, i, wording, verb, before)
    after_quote = re.search(r"Q,?\Z", tags[max(0, i - 3) : i]) is not None
    opens = i == 0 or (i == 1 and tags[0] in "AC")
    if after_quote or opens:
        inverted = _right(tagged, words, i, end, wording, verb)
        if inverted is not None:
            return inverted
    left = _left(tagged, words, i, end, wording, verb)
    if left is not None:
        return left
    if tags[i - 1 : i] == ",":
        inverted = _right(tagged, words, i, end, wording, verb)
        if inverted is not None and tags[inverted.end : inverted.end + 1] == ",":
            return inverted
    if i and tagged.tokens[i - 1].low == "to" and verb in {"express", "voice", "convey", "add"}:
        actor = leading_actor(tagged, words)
        return Attribution(actor, wording, verb, i, end) if actor else None
    if _INHERITS.search(tags[max(0, i - 4) : i]):
        if before and not before[-1].source:
            return Attribution(None, wording, verb, i, end)
        actor = leading_actor(tagged, words) if not before and not re.search("[rh;]", tags[:i]) else None
        return Attribution(actor, wording, verb, i, end) if actor is not None and wording.frame != "act" else None
    return None


def _left(tagged: Tagged, words: SpeechWords, i: int, end: int, wording: Wording, verb: str) -> Attribution | None:
    """The attribution whose subject stands left of the verb at `i`."""
    low = max(0, i - _WINDOW)
    window = tagged.tags[low:i]
    found = _LEFT_PRONOUN.search(window) or _LEFT.search(window)
    while found is not None and not _can_begin(tagged.tags, found.start() + low, wording):
        found = _LEFT.search(window, found.end("phrase"))
    if found is None:
        return None
    start = found.start() + low
    neighbour = tagged.tags[start - 1] if start else ""
    actor = _actor_of(found, tagged, words, low)
    if actor is None:
        return None
    bound = neighbour not in ("", ".", ";", "C", "-", "Q", ":") and not (neighbour == "," and _ends_clause(tagged, end))
    return Attribution(actor, wording, verb, start, end, comma_before=neighbour in (",", "Q"), bound=bound)


def _can_begin(tags: str, start: int, wording: Wording) -> bool:
    """Whether a subject may begin at `start`: not after "if", "that", "to" or a preposition in mid-sentence."""
    neighbour = tags[start - 1] if start else ""
    if neighbour == "I":
        return start < 2 or tags[start - 2] in ",.;:CQ-"
    return neighbour not in ("h", "X", "r") and (neighbour not in ("x", "G") or wording.frame in ("say", "quote"))


def _ends_clause(tagged: Tagged, end: int) -> bool:
    """Whether little follows the verb: the attribution closes its sentence."""
    rest = tagged.tags[end:]
    return re.match(r"(?:[DPMGSNORWBFy]{1,6}|I[DMPGSNORWBFytx]{1,6}|[At])*(?:[.;,]|\Z)", rest) is not None


def _right(tagged: Tagged, words: SpeechWords, i: int, end: int, wording: Wording, verb: str) -> Attribution | None:
    """The attribution whose subject follows the verb, as after a quotation."""
    found = _RIGHT.match(tagged.tags, end, end + _WINDOW)
    actor = _actor_of(found, tagged, words)
    if found is None or actor is None or actor.kind == "carrier":
        return None
    return Attribution(actor, wording, verb, i, found.end(), inverted=True)


def _of_participle(
    tagged: Tagged, words: SpeechWords, i: int, wording: Wording, verb: str, before: list[Attribution]
) -> Attribution | None:
    """The subject of the clause before speaks, as in ", saying that ..."."""
    if re.search(r"(?:,C?A*|C)\Z", tagged.tags[max(0, i - 4) : i]) is None:
        return None
    end = i + len(wording.words)
    if before and not before[-1].source:
        return Attribution(None, wording, verb, i, end)
    low = max(0, i - _WINDOW)
    clause = tagged.tags.rfind(",C", low, i - 1)
    actor = _actor_of(_LEAD.match(tagged.tags, clause + 2), tagged, words) if clause >= 0 else None
    actor = actor or leading_actor(tagged, words)
    return Attribution(actor, wording, verb, i, end) if actor else None


def _of_source(tagged: Tagged, words: SpeechWords, i: int, at: int, verb: str) -> Attribution | None:
    found = _RIGHT.match(tagged.tags, at, at + _WINDOW)
    if found is None:
        return None
    actor = _actor_of(found, tagged, words)
    if actor is not None and (actor.kind in ("press", "carrier") or not re.search("[RNF]", found["apposition"] or "")):
        actor = actor_at(tagged, words, found.span("phrase"))
    end = found.end("phrase") if actor is None or actor.kind == "press" else found.end()
    return Attribution(actor, _SOURCE, verb, i, end, source=True) if actor else None


def _of_view(tagged: Tagged, words: SpeechWords, i: int) -> Attribution | None:
    """The owner of a view or of words, as in "in his view"."""
    tokens = tagged.tokens
    if i + 1 < len(tokens) and tokens[i + 1].low == "of" and tokens[i - 2].low == "in":
        return _of_source(tagged, words, i - 2, i + 2, f"in the {tokens[i].low} of")
    owner = tokens[i - 1].low
    if tokens[i - 2].low == "in" and owner in {"his", "her", "their"}:
        pronoun = {"his": "he", "her": "she", "their": "they"}[owner]
        actor = Actor("pronoun", tokens[i - 1].text, tokens[i - 1].span, pronoun=pronoun)
        return Attribution(actor, _SOURCE, f"in {owner} {tokens[i].low}", i - 2, i + 1, source=True)
    return None


def object_after(tagged: Tagged, words: SpeechWords, i: int) -> Actor | None:
    """The actor named right after token `i`, as by "told the minister"; None where nobody is named."""
    return _actor_of(_RIGHT.match(tagged.tags, i + 1, i + 1 + _WINDOW), tagged, words)


def subject_before(tagged: Tagged, words: SpeechWords, i: int) -> Actor | None:
    """The actor whose phrase ends right before token `i`, passing over adverbs and "has"; None where nobody is."""
    low = max(0, i - _WINDOW)
    window = tagged.tags[low:i]
    found = _LEFT_PRONOUN.search(window) or _LEFT.search(window)
    while found is not None and not _can_begin(tagged.tags, found.start() + low, _SOURCE):
        found = _LEFT.search(window, found.end("phrase"))
    return _actor_of(found, tagged, words, low)


def utterer(tagged: Tagged, words: SpeechWords) -> Actor | None:
    """Whose answer, verdict or message the sentence opens with ("The envoy's answer was short:"), or None."""
    found = re.match(r"(?P<phrase>[DPSMRNOFBT]{0,9}[GPD])M?[xyJV]", tagged.tags)
    if found is None or tagged.tokens[found.end() - 1].low not in words.utterances:
        return None
    end = found.end("phrase")
    owner = tagged.tokens[end - 1]
    if owner.tag == "D":
        pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}.get(owner.low, "")
        return Actor("pronoun", owner.text, owner.span, pronoun=pronoun) if pronoun else None
    plain = "S" if owner.tag == "P" else "N" if owner.text[:1].isupper() else "R"
    tokens = (*tagged.tokens[: end - 1], replace(owner, tag=plain))
    return actor_at(Tagged(tagged.span, tokens), words, (0, end))
