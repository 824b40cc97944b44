"""What the catalogue's symbols and free text say: the body, the session, the draft, what became of an amendment."""

import datetime as dt
import re

from onrecord.terms import Body, Outcome, Tally

_BODIES = (
    (Body.UNHRC, re.compile(r"A/HRC/")),
    (Body.UNCHR, re.compile(r"E/(?:CN\.4|HR)/")),
    (Body.UNSC, re.compile(r"S/")),
    (Body.UNGA, re.compile(r"A/(?:RES|DEC|ES|S-|C\.|\d)")),
)
_SYMBOL = r"(?:A/HRC|E/CN\.4|[AS])/(?:[\w.-]+/)*L\.\d+(?:/(?:Rev|Add|Corr)\.\d+)*"
_DRAFT = re.compile(_SYMBOL)
_AMENDMENT = re.compile(r"\s*amendment\b", re.IGNORECASE)
_MAIN_FIRST = re.compile(r"\s*amendment to\s+(?P<main>" + _SYMBOL + r")", re.IGNORECASE)
_MAIN_LAST = re.compile(
    r"\bto\s+(?:draft (?:resolution|decision)\s+)?(?P<main>" + _SYMBOL + r"|L\.\d+(?:/Rev\.\d+)?)", re.I
)
_SESSIONS = (
    re.compile(r"/(ES-\d+|S-\d+)/"),
    re.compile(r"\(([IVXLC]+|S-[IVXLC]+|ES-[IVXLC]+)\)"),
    re.compile(r"^(?:A/HRC|E/CN\.4)/(?:(?:RES|DEC|PRST)/?)?(\d+)/"),
    re.compile(r"^A/(?:(?:RES|DEC)/)?(\d+)/"),
)
_SLIPS = ((re.compile(r"/{2,}"), "/"), (re.compile(r"\bL\.?\.?(?=\d)"), "L."), (re.compile(r"\bL\.{2,}"), "L."))
_FIGURES = re.compile(r"\((\d+) to (\d+),? with (\d+) abstentions?\)")
_SUMMARY = re.compile(r"\b(\d+)-(\d+)-(\d+)\b")
_WORDS = (
    (re.compile(r"adopted without a vote", re.I), Outcome.ADOPTED_WITHOUT_VOTE),
    (re.compile(r"\brejected\b", re.I), Outcome.REJECTED),
    (re.compile(r"\badopted\b(?! of)", re.I), Outcome.ADOPTED),
    (re.compile(r"\bwithdrawn\b", re.I), Outcome.WITHDRAWN),
    (re.compile(r"\bnot (?:considered|acted upon)\b|\bacceptable to (?:the )?sponsor", re.I), Outcome.NOT_CONSIDERED),
)
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def mended(text: str) -> str:
    """A symbol or note with the catalogue's slips in symbols put right: `46//L.12`, `L..1`, `L89`."""
    for wrong, right in _SLIPS:
        text = wrong.sub(right, text)
    return text


def body_of(symbol: str, issuer: str) -> Body | None:
    """The body whose symbol it is; without one, by the issuer's name. None for bodies the record leaves out."""
    for body, pattern in _BODIES:
        if pattern.match(symbol):
            return body
    if symbol:
        return None
    named = issuer.casefold()
    return Body.UNHRC if "human rights council" in named else Body.UNCHR if "commission on human" in named else None


def session_of(symbol: str) -> str:
    """The session in a symbol, as it is written there: 49, S-33, 1999, XXX, ES-10; empty where there is none."""
    return next((found[1] for pattern in _SESSIONS if (found := pattern.search(symbol))), "")


def draft_of(text: str) -> str:
    """The first draft's symbol in a note, such as A/HRC/49/L.1 in 'Draft resolution A/HRC/49/L.1 as amended'."""
    found = _DRAFT.search(mended(text))
    return found[0] if found else ""


def is_amendment(text: str) -> bool:
    """Whether a note on the draft speaks of an amendment."""
    return _AMENDMENT.match(text) is not None


def amended_text(text: str, own: str) -> str:
    """The draft that an amendment would change; `L.1` is of the session of the amendment's own symbol."""
    text = mended(text)
    found = _MAIN_FIRST.match(text) or _MAIN_LAST.search(text)
    if found is None:
        return ""
    main = found["main"]
    return own[: own.rindex("/L.") + 1] + main if main.startswith("L.") and "/L." in own else main


def outcome_in(text: str) -> Outcome | None:
    """What the words of a note say became of the text; None where they say nothing."""
    return next((outcome for pattern, outcome in _WORDS if pattern.search(text)), None)


def figures_in(text: str) -> Tally | None:
    """The tally in '(15 to 22, with 7 abstentions)' or '122-55-1'."""
    found = _FIGURES.search(text) or _SUMMARY.search(text)
    return Tally(*map(int, found.groups())) if found else None


def days_in(text: str) -> list[dt.date]:
    """Every day a field names, written 20220304 or 2022-03-04; those that are none are left out."""
    days = []
    for year, month, day in _DATE.findall(text):
        try:
            days.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days
