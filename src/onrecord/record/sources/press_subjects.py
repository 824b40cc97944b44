"""Which text a vote was on: symbols of drafts and resolutions, titles, and the nearest text named before the vote."""

import re
from bisect import bisect_right

from onrecord.record.sources.press_tallies import Mention, sentences, tallies
from onrecord.record.sources.press_text import Para
from onrecord.terms import ItemKind

REACH = 4_000  # characters before a vote in which the text voted on may be named
DRAFT = re.compile(
    r"\b(?:A/(?:C\.\d/|BUR/)?(?:E?S-\d{1,2}/|\d{1,2}/)L\.\d+|A/HRC/(?:S-)?\d{1,2}/L\.\d+"
    r"|A/(?:E?S-\d{1,2}|\d{1,2})/\d{1,4}|S/\d{4}/\d{1,5}|GOV/\d{4}/\d{1,4})(?:/(?:Rev|Add|Corr)\.\d+)*"
    r"(?:(?:,?\s+draft\s+(?P<form>resolution|decision)\s+|\s+(?P<short>DR|DD)\s*|[-–](?=[IVXL]+\b))"
    r"(?P<item>[IVXL]+|[A-Z]|\d{1,2})\b)?"
)
_OUR_L = re.compile(r"[“\"‘'(\s](L\.\d{1,3}(?:/Rev\.\d+)?)\b")
_RESULT = re.compile(
    r"\((?:General Assembly |Security Council )?(?P<form>resolution|decision)\s+"
    r"(?P<inside>[A-Z\d][\w./-]*(?: ?\(\d{4}\))?)\)"
    r"|\b(?:adopt(?:ed|ing|s)|adoption of|as|became|becoming|passed|passing)(?:\s+(?:unanimously|Security Council))*\s+"
    r"resolution\s+(?P<named>(?:A/RES/|S/RES/)?(?:ES-)?\d{1,4}(?:/\d{1,4}[A-Z]?)?(?: ?\(\d{4}\))?)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:titled|entitled|on|resolution|text|decision),?\s*[“\"](?P<title>[^”\"]{3,300})[”\"]", re.IGNORECASE
)
_ON = re.compile(
    r"\b(?:draft resolution|draft decision|draft|resolution|decision|text|vote)\s+(?:on|concerning|regarding)\s+"
    r"(?:the\s+)?"
    r"(?P<title>[^(),.;:“”]{4,200}?)\s*(?=\(|,|;|:|\.|$| (?:was|were|as a whole|by|without)\b)",
    re.IGNORECASE,
)
_AMENDING = re.compile(
    r"\bamendments?\b[^.;]{0,90}\bto\b[^.;]{0,90}\b(?:draft|text|resolution)\b[^.;]{0,90}$", re.IGNORECASE
)
_NUMBERED = re.compile(r"\bdraft (?P<form>resolution|decision) (?P<item>[IVXL]+)\b", re.IGNORECASE)
_CALLED_A_DRAFT = re.compile(r"\b(?:draft|text|vote on)\b", re.IGNORECASE)
_VOTE_TAKEN = re.compile(r"\bvote was taken\b", re.IGNORECASE)


def draft_symbol(found: re.Match[str]) -> str:
    """A draft's symbol as we write it: a text in a committee's report is `A/78/481 DR II`."""
    if not found["item"]:
        return found[0]
    item_at = found.start("form") if found["form"] else found.start("short") if found["short"] else found.start("item")
    report = re.sub(r"(?:,?\s+draft\s*|\s+|[-–])$", "", found.string[found.start() : item_at])
    form = "DD" if (found["form"] or found["short"] or "").lower() in ("decision", "dd") else "DR"
    return f"{report} {form} {found['item']}"


class Subjects:
    """What the whole page says of its texts: full symbols of drafts called “L.41”, titles, the report in hand."""

    def __init__(self, paras: tuple[Para, ...]) -> None:
        self._paras = paras
        self._full: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._reports: list[tuple[int, str]] = []
        full: dict[str, set[str]] = {}
        for number, para in enumerate(paras):
            for _, sentence in sentences(para.text) if para.side is None else ():
                symbols = [draft_symbol(found) for found in DRAFT.finditer(sentence)]
                for symbol in symbols:
                    if "/L." in symbol:
                        full.setdefault(symbol[symbol.index("/L.") + 1 :], set()).add(symbol)
                    elif symbol.startswith("A/"):
                        self._reports.append((number, symbol.split(" ")[0]))
                if len(symbols) == 1 and (titled := _TITLED.search(sentence)):
                    self._titles.setdefault(symbols[0], titled["title"])
        self._full = {short: symbols.pop() for short, symbols in full.items() if len(symbols) == 1}

    def context(self, number: int) -> str:
        """The paragraphs before this one, to the last list of members or the last vote told of, nearest last."""
        kept: list[str] = []
        last = number
        while last and self._paras[last - 1].side is not None:
            last -= 1
        if last != number and not _VOTE_TAKEN.search(self._paras[last - 1].text if last else ""):
            return ""  # in a verbatim record a vote's result comes after its lists, in a release before them
        for para in reversed(self._paras[max(0, last - 4) : last]):
            if para.side is not None or any(tallies(para.text)):
                break
            kept.insert(0, para.text[-REACH:])
        return "\n".join(kept)

    def identify(self, mention: Mention, words: str, earlier: str) -> None:
        """Which text: by the symbols and titles in the sentence, else by the nearest before it."""
        named = self._drafts(words)
        if not mention.draft:
            mention.draft = named[0] if named else ""
            mention.draft = mention.draft or self._in_report(words, mention.place[0]) or self._nearest(earlier)
        if mention.kind is ItemKind.AMENDMENT:
            self._amended(mention, words, earlier)
        found = _RESULT.search(words)
        if found and mention.kind is None:
            mention.symbol = found["inside"] or found["named"] or ""
            mention.decision = mention.decision or (found["form"] or "").lower() == "decision"
        if not mention.title:
            title = _TITLED.search(words) or _ON.search(words)
            mention.title = title["title"] if title else self._titles.get(mention.draft, "")
        mention.title = " ".join(mention.title.split()).strip(" ,")

    def _amended(self, mention: Mention, words: str, earlier: str) -> None:
        """The text an amendment is to: the one named after "to", else another draft in the sentence or before it."""
        named = self._drafts(words)
        to = next(
            (m for m in DRAFT.finditer(words) if _AMENDING.search(words[max(0, m.start() - 100) : m.start()])), None
        )
        if to is not None:
            mention.part_of = draft_symbol(to)
            mention.draft = next((symbol for symbol in named if symbol != mention.part_of), mention.part_of)
        elif named:
            number = mention.place[0]
            paras = (para.text[-REACH:] for para in self._paras[max(0, number - 3) : number] if para.side is None)
            before = [symbol for text in (*paras, earlier) for symbol in self._drafts(text)]
            others = [symbol for symbol in (*named, *reversed(before)) if symbol != mention.draft]
            mention.part_of = others[0] if others else ""
        else:
            mention.part_of = mention.draft

    def _drafts(self, text: str) -> list[str]:
        found = [(m.start(), draft_symbol(m)) for m in DRAFT.finditer(text)]
        found += [(m.start(1), self._full[m[1]]) for m in _OUR_L.finditer(text) if m[1] in self._full]
        return [symbol for _, symbol in sorted(found)]

    def _nearest(self, text: str) -> str:
        """The last draft named before; a report or a letter only where the words before it call it a draft."""
        found = [
            (m.start(), draft_symbol(m))
            for m in DRAFT.finditer(text)
            if "/L." in m[0] or m["item"] or _CALLED_A_DRAFT.search(text[max(0, m.start() - 100) : m.start()])
        ]
        found += [(m.start(1), self._full[m[1]]) for m in _OUR_L.finditer(text) if m[1] in self._full]
        return max(found)[1] if found else ""

    def _in_report(self, words: str, number: int) -> str:
        """`A/65/421 DR I` for “draft resolution I” once a committee's report is in hand."""
        numbered = _NUMBERED.search(words)
        if not numbered:
            return ""
        seen = bisect_right(self._reports, number, key=lambda report: report[0])
        report = self._reports[seen - 1][1] if seen else ""
        form = "DD" if numbered["form"].lower() == "decision" else "DR"
        return f"{report} {form} {numbered['item']}" if report else ""
