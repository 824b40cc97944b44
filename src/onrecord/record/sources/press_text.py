"""The paragraphs of a press release or verbatim record: bytes of text or HTML in, lists of members kept apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.sources.harvest import Fault, refuse
from onrecord.terms import DataError, Position

LARGEST = 5_000_000  # bytes; the longest release of a session's last day is a tenth of this
_MOST_LINES = 200_000
_HEAD = 120  # lines with words in them; below these a date or a number belongs to something the release tells of
_TOO_SHORT = 200  # characters; an article element that holds less is not where the release is
_DEEPEST = 600  # open elements; parsing cost grows with the square of the depth
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_HTML = re.compile(r"<(?:!doctype|html|head|body|div|p|br|table|article|section|main)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li td tr th".split())
_DROPPED = frozenset(
    "script style noscript template svg math iframe object canvas head select textarea "
    "nav aside footer form button".split()
)
_BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th blockquote pre "
    "figure figcaption center address hr body".split()
)
_ADDRESS = ('link[rel="canonical"]', 'meta[property="og:url"]')
_DROP = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"}
_BLANKS = {ord(mark): " " for mark in "\u00a0\u202f\u2007\u2009\u200a\u3000\t\v"}
_LABEL = (
    r"(?P<label>(?P<yes>In favou?r|IN FAVOU?R)|(?P<no>Against|AGAINST)"
    r"|(?P<abstain>Abstain(?:ing|ed)?|Abstentions?|ABSTAIN(?:ING|ED)?|ABSTENTIONS?)"
    r"|(?P<absent>Absent|ABSENT|Not voting|Non-voting|Not participating))"
    r"\s*(?:\(\s*(?P<count>\d{1,3})\s*\))?\s*:"
)
_LABELLED = re.compile(r"[\s*_•·–-]*" + _LABEL + r"[\s*_]*")
_INNER_LABEL = re.compile(r"(?<=[\w.,;:)\]])[ ]+(?=" + re.sub(r"\?P<\w+>", "?:", _LABEL) + ")")
_FURNITURE = re.compile(
    r"\d{1,3}/\d{1,3}(\s+\d{2}-\d{4,6})?|\d{2}-\d{4,6}(\s+\d{1,3}/\d{1,3})?"
    r"|\d{1,2}/\d{1,2}/\d{4}|(\d{1,2}/\d{1,2}/\d{4}\s+)?[AS]/\S*PV\.\d+(\s+\d{1,2}/\d{1,2}/\d{4})?|-\s*\d+\s*-"
)
_AFTER_A_LIST = re.compile(
    r"\[|(?:ANNEX|VOTE ON|Vote on|Annex)\b|\*"
    r"|(?:Draft|Operative|Preambular|Paragraphs?|Amendments?|Oral|Motion|Mr|Ms|Mrs|Subsequently|By)\b"
    r"|The (?:(?:President|Chair|Acting|draft|amendments?|motion|proposal|representatives?|result|text|resolution"
    r"|oral|operative|preambular|paragraph|delegations?|meeting|vote|Assembly|Committee|Council|Secretary)\b"
    r"|\w+ (?:preambular|operative|paragraph|amendment)\b)",
)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph and the line it begins on. `side` is set where it is one list of members, whose names `text` is."""

    line: int
    text: str
    side: Position | None = None
    count: int | None = None  # as the list's own heading gives it: "In favour (26):"


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a release, and its first lines as they stand, with the address its page gives itself.

    `as_latin` where it was not written in UTF-8.
    """

    paras: tuple[Para, ...]
    head: tuple[str, ...] = ()
    address: str = ""
    as_latin: bool = False


def read_text(data: bytes, name: str) -> Page:
    """The paragraphs of a release saved as text or HTML; DataError for anything else."""
    text, as_latin = _decoded(data, name)
    address = ""
    if _HTML.search(text[:4000]):
        text, address = _html_lines(text, name)
    lines = text.translate(_DROP).translate(_BLANKS).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > _MOST_LINES:
        raise _refused(name, f"at most {_MOST_LINES:,} lines", f"{len(lines):,}")
    return Page(tuple(_paragraphs(lines)), tuple(_head(lines)), address, as_latin)


def _head(lines: list[str]) -> list[str]:
    """The first lines that say something, up to the first list of members."""
    head: list[str] = []
    for _, line in _broken_lines(lines):
        if len(head) == _HEAD or _LABELLED.match(line):
            break
        if line:
            head.append(line)
    return head


def _refused(name: str, expected: str, found: str) -> DataError:
    return refuse(name, [Fault("the file", expected, found)], "Save the page as text or HTML and give that file.")


def _decoded(data: bytes, name: str) -> tuple[str, bool]:
    if len(data) > LARGEST:
        raise _refused(name, f"at most {LARGEST:,} bytes", f"{len(data):,}")
    if data.startswith(_BINARY):
        raise _refused(name, "text or HTML", "a PDF, office or packed file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), False
        except UnicodeDecodeError as error:
            raise _refused(name, "UTF-16 throughout", f"a broken character at byte {error.start}") from error
    if b"\x00" in data:
        raise _refused(name, "text or HTML", f"a zero byte at byte {data.index(0)}")
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), True  # what the older press pages were written in


def _html_lines(html: str, name: str) -> tuple[str, str]:
    """The page's text, a blank line between blocks, and its own address; attributes and scripts are never read."""
    from selectolax.lexbor import LexborHTMLParser

    if _depth(html) > _DEEPEST:
        raise _refused(name, f"elements nested at most {_DEEPEST} deep", "deeper ones")
    tree = LexborHTMLParser(html)
    address = ""
    for selector in _ADDRESS:
        found = tree.css_first(selector)
        if found is not None and not address:
            given = found.attributes.get("href") or found.attributes.get("content") or ""
            address = given if re.fullmatch(r"https?://[\w./%-]{3,200}", given) else ""
    return "".join(_walked(tree)), address


def _depth(html: str) -> int:
    """Most elements open at once, counted roughly from the tags alone."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _VOID:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _walked(tree: "LexborHTMLParser") -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821
    """Text and block ends in reading order, without recursion."""
    root = tree.css_first("article") or tree.css_first("main") or tree.body
    if root is not None and len(root.text()) < _TOO_SHORT:
        root = tree.body
    stack = [(root, True)] if root is not None else []
    while stack:
        node, entering = stack.pop()
        tag = node.tag or ""
        if not entering:
            yield "\n\n"
            continue
        if tag == "-text":
            yield re.sub(r"\s+", " ", node.text_content or "")
        elif tag == "br":
            yield "\n"
        elif tag not in _DROPPED and not tag.startswith("-"):
            if tag in _BLOCKS:
                yield "\n\n"
                stack.append((node, False))
            stack.extend((child, True) for child in reversed(list(node.iter(include_text=True))))


def _paragraphs(lines: list[str]) -> Iterator[Para]:
    """Prose by blank lines; a list of members by its heading, over page breaks, to the next heading or full stop."""
    open_line, parts, head = 0, list[str](), None
    for number, line in _broken_lines(lines):
        label = _LABELLED.match(line)
        if label or (parts and _ends(parts, line, in_list=head is not None)):
            if parts or head:
                yield _para(open_line, parts, head)
            parts, head = [], None
        if not line or _FURNITURE.fullmatch(line):
            continue
        if not parts and head is None:
            open_line = number
        if label:
            head, line = label, line[label.end() :]
        parts.extend([line] if line else [])
    if parts or head:
        yield _para(open_line, parts, head)


def _broken_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, a heading of a list in the middle of one put on a line of its own."""
    for number, line in enumerate(lines, start=1):
        squeezed = " ".join(line.split())
        for part in _INNER_LABEL.split(squeezed) if ":" in squeezed else [squeezed]:
            yield number, part


def _ends(parts: list[str], line: str, *, in_list: bool) -> bool:
    """Whether `line` begins something new after `parts`."""
    last = parts[-1]
    if not in_list:
        return not line
    if last.endswith((",", " and", "(")) and not _AFTER_A_LIST.match(line):
        return False
    return not line or (last.endswith(".") and not last.endswith("St.")) or _AFTER_A_LIST.match(line) is not None


def _para(line: int, parts: list[str], head: re.Match[str] | None) -> Para:
    joined = re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(parts)) if head else " ".join(parts)
    if head is None:
        return Para(line, joined)
    side = next(p for p in (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT) if head[p.value])
    return Para(line, joined, side, int(head["count"]) if head["count"] else None)
