"""One sentence laid out for reading: its mentions found, state lists gathered, and everything masked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.bodies import BodyMention, find_bodies
from onrecord.reading.dates import DateMention, find_dates
from onrecord.reading.lexicon import phrases
from onrecord.reading.marks import Mark, Masked, fold, mask
from onrecord.reading.numbers import Number, find_numbers
from onrecord.reading.places import Covered, Places, touching
from onrecord.reading.symbols import SymbolMention, find_symbols
from onrecord.states import PersonMention, StateMention, find_people, find_states
from onrecord.terms import Document, Span

_PHRASES = phrases("scene")
_SEPARATOR = _PHRASES["separator"]
_COMMA = _PHRASES["comma"]
_OBJECT_BEFORE = _PHRASES["object_before"]
_VOTING_NOUN = _PHRASES["voting_noun"]
_PARTITIVE = _PHRASES["partitive"]
_PRONOUN_ONE = _PHRASES["pronoun_one"]
_COMMA_AND = _PHRASES["comma_and"]
_EXCEPT = _PHRASES["except"]
_PAIR = 2
_LARGE_GROUP = 15
LONGEST = 4000
"""Characters of a sentence beyond which it is not read; a roll call that names every member takes three thousand."""


@dataclass(frozen=True, slots=True)
class States:
    """States named one after another as one list. `form` is that of the last mention (name, demonym, ...)."""

    codes: tuple[str, ...]
    span: Span
    form: str
    group: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its mentions; `paragraph` is the index of the paragraph it stands in."""

    text: str  # the whole document; `span` is the sentence's part of it
    span: Span
    masked: Masked
    bodies: tuple[BodyMention, ...]
    dates: tuple[DateMention, ...]
    symbols: tuple[SymbolMention, ...]
    states: tuple[States, ...]
    people: tuple[PersonMention, ...]
    paragraph: int
    quoted: tuple[Span, ...]  # words inside quotation marks long enough to be somebody's speech


def scenes(document: Document) -> tuple[Scene, ...]:
    """The document's sentences in order, each with the mentions that lie wholly inside it."""
    body = document.body
    plain = fold(body)
    bodies, symbols, numbers = Places(find_bodies(plain)), Places(find_symbols(plain)), Places(find_numbers(plain))
    dates = Places(find_dates(plain, document.published))
    states, people = Places(find_states(body, document.published)), Places(find_people(body, document.published))
    quoted = _speech(plain)
    laid = []
    paragraph = 0
    for span in document.sentences:
        while paragraph + 1 < len(document.paragraphs) and document.paragraphs[paragraph].end <= span.start:
            paragraph += 1
        if span.end - span.start > LONGEST:
            laid.append(Scene(body, span, mask(body, span, ()), (), (), (), (), (), paragraph, ()))
            continue
        lists = _lists(plain, states.inside(span))
        here, days = bodies.inside(span), dates.inside(span)
        named, persons = symbols.inside(span), people.inside(span)
        marks = _marks(
            here,
            days,
            named,
            lists,
            [n for n in numbers.inside(span) if not _is_pronoun(plain, n)],
            persons,
        )
        laid.append(
            Scene(
                body,
                span,
                mask(body, span, marks),
                here,
                days,
                named,
                lists,
                persons,
                paragraph,
                touching(quoted, span),
            )
        )
    return tuple(laid)


def _marks(
    bodies: Sequence[BodyMention],
    dates: Sequence[DateMention],
    symbols: Sequence[SymbolMention],
    lists: Sequence[States],
    numbers: Sequence[Number],
    people: Sequence[PersonMention],
) -> list[Mark]:
    firm = [Mark("Y", s.span, s) for s in symbols] + [Mark("D", d.span, d) for d in dates]
    names = [Mark("B" if b.body else "O", b.span, b) for b in bodies]
    persons = [Mark("P", p.span, p) for p in people]
    taken = Covered(m.span for m in firm + names + persons)
    loose = [Mark("S", s.span, s) for s in lists] + [Mark("N", n.span, n) for n in numbers if not n.ordinal]
    return firm + names + persons + [m for m in loose if not taken.overlaps(m.span)]


def _is_pronoun(text: str, number: Number) -> bool:
    """Whether "one" counts nothing: "one of", "no one", "the only one"."""
    if text[number.span.start : number.span.end].lower() != "one":
        return False
    before = text[max(0, number.span.start - 12) : number.span.start]
    return bool(_PARTITIVE.match(text, number.span.start) or _PRONOUN_ONE.search(before))


def _lists(text: str, mentions: Sequence[StateMention]) -> tuple[States, ...]:
    """Mentions gathered into lists; the object of a preposition is not swallowed by the list that follows it."""
    lists: list[States] = []
    run: list[StateMention] = []
    for mention in mentions:
        if run and _joined(text, run, mention):
            run.append(mention)
            continue
        if run:
            lists.append(_states(run))
        run = [mention]
    if run:
        lists.append(_states(run))
    return tuple(lists)


def _joined(text: str, run: Sequence[StateMention], mention: StateMention) -> bool:
    between = text[run[-1].span.end : mention.span.start]
    if not _SEPARATOR.match(between):
        return False
    if _COMMA.match(between) and text[mention.span.end : mention.span.end + 2] in ("'s", "' "):
        return False
    if run[-1].form == "demonym" and mention.form != "demonym":
        return False
    if len(run) <= _PAIR and (_COMMA.match(between) or _COMMA_AND.match(between)):
        before = _OBJECT_BEFORE.search(text, max(0, run[0].span.start - 40), run[0].span.start)
        if before and (_EXCEPT.search(before.group()) or not _VOTING_NOUN.match(before[1])):
            return False
        if re.search(
            r"(?:^|[.;] )(?!Including|Joining)\w+ing (?:the )?$",
            text[max(0, run[0].span.start - 30) : run[0].span.start],
        ):
            return False  # "Condemning North Korea, Japan and Malta ..."
    return True


def _states(run: Sequence[StateMention]) -> States:
    codes = tuple(dict.fromkeys(code for m in run for code in m.codes))
    group = any(m.form == "group" for m in run)
    ambiguous = any(len(m.codes) > 1 and m.form != "group" for m in run) or (group and len(codes) > _LARGE_GROUP)
    return States(codes, run[0].span.join(run[-1].span), run[-1].form, group, ambiguous)


_QUOTED = _PHRASES["quoted"]


def _speech(plain: str) -> tuple[Span, ...]:
    """Quoted passages of more than three words: speech, not a scare-quoted word."""
    return tuple(Span(m.start(), m.end()) for m in _QUOTED.finditer(plain) if len(m[1].split()) > 3)
