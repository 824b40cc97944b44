"""Finds in the prose of a release every vote it tells of: tally, names in brackets, what was voted on, result."""

import re
from collections.abc import Iterator

from onrecord.record.sources.press_subjects import DRAFT, REACH, Subjects, draft_symbol
from onrecord.record.sources.press_tallies import Mention, counted, sentences, tallies
from onrecord.record.sources.press_text import Para
from onrecord.terms import Body, ItemKind, Outcome

_ANNEX = re.compile(r"\bannex(?:es)?\s+(?P<number>[IVXLC]+|\d{1,2})\b", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"\b(?P<what>(?:(?:(?:first|last|\w+(?:nd|rd|th)) )?(?:operative|preambular) paragraphs?"
    r"|paragraphs?|(?:that|the|this) provision)(?: \d+(?:(?:,| and|–|-) ?\d+)*(?: \([a-z]\))?)?)",
    re.IGNORECASE,
)
_AMENDMENT = re.compile(r"\b(?:oral(?:ly proposed)? |proposed |draft )?amendments?\b(?! of the Charter)", re.IGNORECASE)
_MOTION = re.compile(
    r"\b(?:(?:no-action|procedural) )?motions?\b|\brequest to (?:postpone|defer|adjourn)", re.IGNORECASE
)
_BEFORE_WHOLE = re.compile(
    r"\b(?:prior to|before|ahead of|preceding|in advance of)\b"
    r"[^,;]{0,200}?(?:as a whole|adopti|approv|action)[^,;]*[,;]?",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\bas a whole\b|\bin its entirety\b", re.IGNORECASE)
_FAILED = re.compile(
    r"\b(?:reject(?:ed|ing|s|ion)?|defeat(?:ed|ing|s)?|fail(?:ed|s|ing) to (?:be )?(?:adopt|approv|retain|pass)\w*"
    r"|(?:not|n't|unable to) (?:been )?(?:be )?(?:adopt|approv|retain|carr|pass)\w*|failed"
    r"|did not (?:obtain|receive)"
    r"|voted? (?:down|to delete))\b",
    re.IGNORECASE,
)
_VETOED = re.compile(
    r"\bnegative votes?\b[^.]{0,40}\bpermanent\b|\b(?:veto(?:ed|ing|es)?)\b(?! (?:power|initiative))", re.IGNORECASE
)
_TOO_FEW = re.compile(
    r"\b(?:required|necessary|needed|insufficient|enough)\b[^.]{0,40}\b(?:votes?|majority)\b", re.IGNORECASE
)
_CARRIED = re.compile(
    r"\b(?:adopt(?:ed|ing|s)|approv(?:ed|ing|es)|retain(?:ed|ing|s)|carried|pass(?:ed|ing)|agreed|decided"
    r"|voted to (?:retain|keep|adopt|approve)"
    r"|kept|keep|retention of|adoption of)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:The (?:draft|text|resolution|motion|amendment|proposal|paragraph)|It|That)\b")
WITHOUT_A_VOTE = re.compile(r"\bwithout (?:a|recorded) vote\b|\bby (?:consensus|acclamation)\b", re.IGNORECASE)
UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?:^|[,;–—]|\b(?:and|then|also|it))\s*(?:again\s+)?by\s+(?:an?\s+|the\s+)?[\w\s-]{0,40}$", re.IGNORECASE
)


def mentions(paras: tuple[Para, ...], body: Body) -> Iterator[Mention]:
    """Every telling of a vote, and every text the release says was adopted without one, in the order of the page."""
    page = Subjects(paras)
    for number, para in enumerate(paras):
        if para.side is not None:
            continue
        before = page.context(number)
        told = list(sentences(para.text))
        for place, (start, sentence) in enumerate(told):
            following = told[place + 1][1] if place + 1 < len(told) else ""
            tail = following if _TAIL.match(following) and not any(tallies(following)) else ""
            earlier = "\n".join((before, para.text[max(0, start - REACH) : start]))
            for mention in _in_sentence(sentence, tail, (number, start), para.line, body):
                mention.sentence = sentence
                page.identify(mention, f"{sentence} {tail}", earlier)
                yield mention


def _in_sentence(sentence: str, tail: str, at: tuple[int, int], line: int, body: Body) -> Iterator[Mention]:
    """The votes of one sentence; `tail` is the next where it goes on about the last of them."""
    found = list(tallies(sentence))
    for place, match in enumerate(found):
        before = sentence[found[place - 1].end() if place else 0 : match.start()]
        after = sentence[match.end() : found[place + 1].start() if place + 1 < len(found) else len(sentence)]
        mention = counted(match, (at[0], at[1] + match.start()), line)
        annex = _ANNEX.search(after)
        mention.annex = annex["number"].upper() if annex else ""
        leading = _INTRODUCED.search(before) is not None and len(after.strip(" .;,")) > 8
        describe(mention, (after, before) if leading else (before, after), body)
        if mention.outcome is None and not mention.failed and place + 1 == len(found):
            mention.outcome, mention.failed = _outcome(tail, body)
        elif mention.failed and mention.outcome is None and _VETOED.search(tail):
            mention.outcome = Outcome.VETOED
        yield mention
    if not found and (WITHOUT_A_VOTE.search(sentence) or (body is Body.UNSC and UNANIMOUS.search(sentence))):
        yield from _uncounted(sentence, at, line)


def describe(mention: Mention, parts: tuple[str, str], body: Body) -> None:
    """What was voted on and how it went: from the words on one side of the tally, else from those on the other."""
    plain = [_BEFORE_WHOLE.sub(" ", part) for part in parts]
    for part in plain:
        what = _PARAGRAPH.search(part)
        if _WHOLE.search(part):
            break
        if motion := _MOTION.search(part):
            mention.kind, mention.what = ItemKind.MOTION, motion[0]
        elif what:
            mention.kind, mention.what = ItemKind.PARAGRAPH, what["what"]
        elif amendment := _AMENDMENT.search(part):
            mention.kind, mention.what = ItemKind.AMENDMENT, amendment[0]
        if mention.kind or re.search(r"\b(?:draft|text|resolution|decision)\b", part, re.IGNORECASE):
            break
    mention.outcome, mention.failed = _outcome(" ".join(plain), body)
    mention.decision = re.search(r"\b(?:draft )?decision\b", " ".join(plain), re.IGNORECASE) is not None


def _outcome(words: str, body: Body) -> tuple[Outcome | None, bool]:
    """What the words say became of it. A Council text that "failed" may have been vetoed or had too few votes."""
    if body is Body.UNSC and _VETOED.search(words) and (_FAILED.search(words) or "vetoed" in words):
        return Outcome.VETOED, True
    if _FAILED.search(words):
        return (Outcome.REJECTED if body is not Body.UNSC or _TOO_FEW.search(words) else None), True
    return (Outcome.ADOPTED if _CARRIED.search(words) else None), False


def _uncounted(sentence: str, place: tuple[int, int], line: int) -> Iterator[Mention]:
    """The texts a sentence says were adopted without a vote, or by all of the Council; only those it names."""
    if _FAILED.search(sentence) or not _CARRIED.search(sentence):
        return
    outcome = Outcome.ADOPTED_WITHOUT_VOTE if WITHOUT_A_VOTE.search(sentence) else Outcome.ADOPTED
    drafts = list(dict.fromkeys(draft_symbol(found) for found in DRAFT.finditer(sentence)))
    many = len(drafts) > 1
    for draft in drafts or [""]:
        mention = Mention(place, line, None, draft=draft, outcome=outcome)
        mention.decision = " DD " in draft or re.search(r"\bdraft decision\b", sentence, re.IGNORECASE) is not None
        if many:
            mention.title = " "  # one title cannot be that of several texts
        yield mention
