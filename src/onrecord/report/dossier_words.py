"""How a dossier's days and gist are put into words, the same on the page, in the terminal and in tables."""

from collections.abc import Sequence

from onrecord.dossier import ClaimOn, Dated, DayBasis, Dossier, SignalKind, VoteCast
from onrecord.report.annotate import shown
from onrecord.report.outcome import explained
from onrecord.report.palette import POSITION_ORDER
from onrecord.report.provenance import long_date
from onrecord.report.text import counted, in_text, listed
from onrecord.terms import Position, Statement, Verdict


def day_words(dated: Dated) -> str:
    """The day of an entry for a reader; one that is only inferred never reads like one that was told."""
    match dated.basis:
        case DayBasis.AFTER:
            return f"story of {long_date(dated.day)} or later"
        case DayBasis.RECKONED | DayBasis.APPEARED:
            return f"about {long_date(dated.day)}" if dated.basis is DayBasis.APPEARED else long_date(dated.day)
    return long_date(dated.day, "no day")


def day_note(dated: Dated) -> str:
    """How the day is known, and the story's own words for it where they are not the day itself."""
    said = f"; it says “{dated.said}”" if dated.said and dated.basis is not DayBasis.TEXT else ""
    if dated.basis is DayBasis.UNKNOWN and dated.said:
        return f"the story says “{dated.said}”"
    return f"{dated.basis.value}{said}"


_WHOLE = 4  # words a quotation needs to be understood without the sentence it stands in


def words_of(statement: Statement) -> str:
    """The words for a reader: the quotation, or the whole sentence where the quotation is only a piece of one."""
    piece = statement.quote_text[:1].islower() or len(statement.quote_text.split()) < _WHOLE
    if statement.direct and not piece:
        return f"“{statement.quote_text}”"
    return statement.quote


def speaker_of(statement: Statement) -> str:
    """The speaker's office and the chain of reporting after the name, nothing told twice."""
    said = [statement.speaker]
    role = statement.speaker_role
    if role and role != "press" and role.casefold() not in statement.speaker.casefold():
        said.append(role)
    return ", ".join(said + [f"by way of {o}" for o in statement.outlets if o != statement.speaker])


def day_code(dated: Dated) -> str | None:
    """The day as ISO 8601; "2022-02-25/.." (an open interval) where it is only the earliest day possible."""
    if dated.day is None:
        return None
    return dated.day.isoformat() + ("/.." if dated.basis is DayBasis.AFTER else "")


def standfirst(dossier: Dossier) -> str:
    """The gist in at most three sentences: how it voted, where words and votes part, what the stories got wrong."""
    return " ".join(s for s in (_voted(dossier), _parts(dossier), _wrong(dossier)) if s)


def held(dossier: Dossier) -> str:
    """What was read and found, in numbers."""
    parts = [
        _number(len(dossier.words), "statement"),
        _number(len(dossier.votes), "vote"),
        _number(len(dossier.deeds), "deed"),
    ]
    return f"{counted(len(dossier.stories), 'story', 'stories')} read: {listed(parts)} of {in_text(dossier.name)}."


def _number(number: int, what: str) -> str:
    return counted(number, what) if number else f"no {what}"


_DID = {
    Position.YES: "voted in favour of",
    Position.NO: "voted against",
    Position.ABSTAIN: "abstained on",
    Position.ABSENT: "did not vote on",
    Position.NOT_ENTITLED: "had no vote on",
}
_FEW = 6  # votes a sentence names; more are only counted


def _voted(dossier: Dossier) -> str:
    told = [v for v in dossier.votes if v.stories]
    name = in_text(dossier.name)
    if not told:
        return (
            f"The {counted(len(dossier.stories), 'story', 'stories')} tell of no vote in which {name} has a position."
        )
    parts = [_side(position, told) for position in POSITION_ORDER if any(v.position is position for v in told)]
    of = "" if len(told) <= _FEW else f"Of {len(told)} votes the stories tell of, "
    did = f"{of}{name} {listed(parts)}."
    return did[:1].upper() + did[1:]


def _side(position: Position, votes: Sequence[VoteCast]) -> str:
    here = [v for v in votes if v.position is position]
    if len(votes) > _FEW:
        return f"{_DID[position]} {len(here)}"
    return f"{_DID[position]} {listed([f'{v.rollcall.symbol} ({shown(v.rollcall.title)})' for v in here])}"


def _parts(dossier: Dossier) -> str:
    matters = list(dict.fromkeys(s.matter for s in dossier.signals if s.kind is SignalKind.WORD_AND_VOTE and s.matter))
    if not matters:
        return ""
    votes = {k for s in dossier.signals if s.kind is SignalKind.WORD_AND_VOTE for k in s.keys if k.startswith("v")}
    return f"Its words on {listed(matters)} stand apart from {counted(len(votes), 'of its votes', 'of its votes')}."


_SHORT, _NAMED = 60, 2


def _wrong(dossier: Dossier) -> str:
    if not dossier.claims:
        return "No claim about it or its votes was read."
    wrong = [c for c in dossier.claims if c.checked.finding.verdict is Verdict.CONTRADICTED]
    of = f"the {counted(len(dossier.claims), 'claim')} about it or its votes"
    if not wrong:
        return f"The record contradicts none of {of}."
    named = [_wrong_claim(c) for c in wrong[:_NAMED]]
    more = [f"{len(wrong) - _NAMED} more"] if len(wrong) > _NAMED else []
    return f"The record contradicts {len(wrong)} of {of}: {listed([*named, *more])}."


def _wrong_claim(claim: ClaimOn) -> str:
    quote = _cut(shown(claim.checked.claim.quote).strip(' .“”"'), _SHORT)
    answer = explained(claim.checked.finding).split(". ")[0].rstrip(".")
    event = claim.checked.finding.event
    symbol = event.split(" ", 1)[1].rsplit(" ", 1)[0] if event else ""
    where = f"; {symbol}" if symbol and not answer.startswith(symbol) else ""
    return f"“{quote}” (story {claim.story}{where}{':' if where else ';'} {shown(answer)})"


def _cut(text: str, longest: int) -> str:
    """`text` whole, or its end from a word on: the verb that carries a claim stands late in it."""
    if len(text) <= longest:
        return text
    return "… " + text[-longest:].split(" ", 1)[-1]
