"""Stories bent on purpose: a changed fact must not stay supported, and an idle passage must change no verdict."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eval.annotations import AnnotatedStory, Told, VoteClaim
from eval.scoring import alike, overlaps

Check = Callable[[str, AnnotatedStory], Told]
"""Reads and checks a body as if it were that story's, and gives what was found."""

Substitute = Callable[[str, VoteClaim], tuple[str, str] | None]
"""For the words of a claim, a state named in them and the name of one that voted otherwise, or None."""

IDLE = (
    "\n\nThe building's cafeteria will be closed for repairs until the end of the month. "
    "Visitors can still see the exhibition of photographs near the entrance, which has drawn long queues."
)
"""A paragraph that speaks of no vote."""

WORDS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
NUMBER = re.compile(r"\b(?:\d{1,3}|" + "|".join(WORDS[2:]) + r")\b", re.IGNORECASE)
COUNTED = ("yes", "no", "abstain", "not_voting")


@dataclass(frozen=True, slots=True)
class Bent:
    """One change to one story: the characters `start` to `end` give way to `new`."""

    start: int
    end: int
    new: str

    def apply(self, body: str) -> str:
        """The changed text."""
        return body[: self.start] + self.new + body[self.end :]

    def moved(self, span: tuple[int, int]) -> tuple[int, int]:
        """Where a span outside or around the change lies in the changed text."""
        shift = len(self.new) - (self.end - self.start)
        start = span[0] if span[0] <= self.start else span[0] + shift
        end = span[1] if span[1] <= self.start else span[1] + shift
        return start, max(start, end)


@dataclass(slots=True)
class Robustness:
    """What became of the bent stories; the lists name each failure."""

    changed: int = 0
    flagged: int = 0
    still_supported: list[str] = field(default_factory=list)
    deletions: int = 0
    wronged_by_deletion: list[str] = field(default_factory=list)
    appended: int = 0
    moved_by_idle: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float | None]:
        """Shares by name; `changes_refused` are those no longer supported, `changes_flagged` contradicted."""
        return {
            "changes_refused": _share(self.changed - len(self.still_supported), self.changed),
            "changes_flagged": _share(self.flagged, self.changed),
            "deletions_clean": _share(self.deletions - len(self.wronged_by_deletion), self.deletions),
            "idle_unmoved": _share(self.appended - len(self.moved_by_idle), self.appended),
        }


def bend_all(
    stories: Iterable[tuple[AnnotatedStory, Told]],
    check: Check,
    substitute: Substitute,
    sentences: Callable[[str], Iterable[tuple[int, int]]],
) -> Robustness:
    """Every change to every story; `stories` come with what was found in them unbent."""
    out = Robustness()
    for story, found in stories:
        _change_facts(out, story, found, check, substitute)
        _delete_sentences(out, story, found, check, sentences)
        _append_idle(out, story, found, check)
    return out


def _change_facts(out: Robustness, story: AnnotatedStory, found: Told, check: Check, substitute: Substitute) -> None:
    for gold in story.told.claims:
        if gold.verdict != "supported" or not _partners(found, gold, None, "supported"):
            continue
        for bent in _changes(gold, substitute):
            out.changed += 1
            after = check(bent.apply(story.told.body), story)
            where = f"{story.told.stem} | {gold.quote} | {story.told.body[bent.start : bent.end]} -> {bent.new}"
            if _partners(after, gold, bent, "supported"):
                out.still_supported.append(where)
            elif _partners(after, gold, bent, "contradicted"):
                out.flagged += 1


def _partners(told: Told, gold: VoteClaim, bent: Bent | None, verdict: str) -> list[VoteClaim]:
    """Predictions of `verdict` that meet the annotation and, after a change, cover the changed words."""
    assert gold.span is not None
    span = bent.moved(gold.span) if bent else gold.span
    met = [c for c in told.claims if c.span and alike(c.kind, gold.kind) and overlaps(c.span, span)]
    if bent:
        met = [c for c in met if c.span and c.span[0] <= bent.start and bent.start + len(bent.new) <= c.span[1]]
    return [c for c in met if c.verdict == verdict]


def _changes(gold: VoteClaim, substitute: Substitute) -> Iterator[Bent]:
    """At most one changed number and one changed state for a claim."""
    assert gold.span is not None
    counts = {v for k in COUNTED if isinstance(v := gold.asserts.get(k), int) and not isinstance(v, bool)}
    for number in NUMBER.finditer(gold.quote):
        value = _value(number[0])
        if value in counts:
            yield Bent(gold.span[0] + number.start(), gold.span[0] + number.end(), _other(number[0], value, counts))
            break
    swap = substitute(gold.quote, gold)
    if swap and swap[0] in gold.quote:
        at = gold.span[0] + gold.quote.index(swap[0])
        yield Bent(at, at + len(swap[0]), swap[1])


def _value(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word.lower())


def _other(word: str, value: int, counts: set[int]) -> str:
    """Another number in the same dress that the claim does not hold: three off, or as near as fits."""
    options = [v for step in (3, 4, -3, -4, 5, -5) if (v := value + step) > 1 and v not in counts]
    if word.isdigit():
        return str(options[0])
    fitting = [v for v in options if v < len(WORDS)]
    other = WORDS[fitting[0]]
    return other.capitalize() if word[0].isupper() else other


def _delete_sentences(
    out: Robustness,
    story: AnnotatedStory,
    found: Told,
    check: Check,
    sentences: Callable[[str], Iterable[tuple[int, int]]],
) -> None:
    before = {c.quote for c in found.claims if c.verdict == "contradicted"}
    false_ones = [g for g in story.told.claims if "contradicted" in g.accept]
    for start, end in sentences(story.told.body):
        bent = Bent(start, end, "")
        after = check(bent.apply(story.told.body), story)
        out.deletions += 1
        for claim in after.claims:
            if claim.verdict != "contradicted" or claim.quote in before:
                continue
            if any(g.span and claim.span and overlaps(claim.span, bent.moved(g.span)) for g in false_ones):
                continue
            gone = story.told.body[start:end]
            out.wronged_by_deletion.append(f"{story.told.stem} | {claim.quote} | without: {gone}")
            break


def _append_idle(out: Robustness, story: AnnotatedStory, found: Told, check: Check) -> None:
    out.appended += 1
    after = check(story.told.body.rstrip("\n") + IDLE + "\n", story)
    if _verdicts(after) != _verdicts(found):
        differing = _verdicts(after) ^ _verdicts(found)
        out.moved_by_idle.append(f"{story.told.stem} | {sorted(differing)}")


def _verdicts(told: Told) -> set[tuple[str, str, str]]:
    return {(c.kind, c.quote, c.verdict) for c in told.claims}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def as_fields(asserts: Mapping[str, object]) -> dict[str, str]:
    """Member votes an annotation asserts, by code."""
    votes = asserts.get("votes")
    out = {str(k): str(v) for k, v in votes.items()} if isinstance(votes, dict) else {}
    member, vote = asserts.get("member"), asserts.get("vote")
    return out | ({member: vote} if isinstance(member, str) and isinstance(vote, str) else {})
