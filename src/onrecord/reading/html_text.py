"""Takes the reading text of an HTML page: headings, paragraphs, list items, captions and quotations in order."""

import json
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from onrecord.reading.published import written_day

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SNIFF = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.I | re.S,
)
_DROPPED = frozenset(
    (
        "script style noscript template svg math nav footer aside form button select textarea iframe object menu "
        "dialog head canvas video audio"
    ).split()
)
_KEPT = frozenset("h1 h2 h3 h4 h5 h6 p li figcaption blockquote dt dd pre caption td th summary".split())
_BLOCKS = _KEPT | frozenset(
    (
        "div section article main header figure ul ol dl table tr tbody thead tfoot hr body html address details "
        "center fieldset hgroup"
    ).split()
)
_HUGE_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s[^<>]{8000,}>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li".split())
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>", re.I)
_SCRIPT_END = {name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style")}
_DEEPEST = 600  # open elements; pages written for readers stay far below, and parsing cost grows with its square
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PUBLISHED = (
    'meta[property="article:published_time"]',
    'meta[name="article:published_time"]',
    'meta[property="og:published_time"]',
    'meta[itemprop="datePublished"]',
    'meta[name="date"]',
    'meta[name="pubdate"]',
    'meta[name="DC.date.issued"]',
    'meta[name="dc.date"]',
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, blocks parted by blank lines, with what its metadata says of it."""

    text: str
    title: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether a text begins as an HTML page does."""
    return _SNIFF.match(text[:8000]) is not None


def read_page(html: str) -> Page:
    """The reading text and metadata of an HTML page. Equal pages give equal text; absurd nesting is flattened."""
    from selectolax.lexbor import LexborHTMLParser

    html = _HUGE_TAG.sub(r"<\1>", html.replace("\x00", ""))
    if _depth(html) > _DEEPEST:
        return Page(_flattened(html))
    tree = LexborHTMLParser(html)
    root = tree.css_first("article") or tree.css_first("main") or tree.body
    blocks = _blocks(root) if root is not None else []
    if tree.body is not None and root is not None and sum(map(len, blocks)) < 200:
        blocks = _blocks(tree.body) or blocks
    title = _title(tree)
    return Page("\n\n".join(blocks), title, _published(tree), _attribute(tree, "html", "lang"), _url(tree))


def _depth(html: str) -> int:
    """Most elements open at once, counted roughly from the tags alone."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _flattened(html: str) -> str:
    """The text of a page too deep to parse: every block tag a paragraph end, other tags nothing."""
    text = _TAG.sub(
        lambda tag: "\n\n" if tag[2].lower() in _BLOCKS else " " if tag[2].lower() == "br" else "", _unscripted(html)
    )
    blocks = (_SPACE.sub(" ", unescape(block)).strip() for block in re.split(r"\n\n+", text))
    return "\n\n".join(block for block in blocks if block)


def _unscripted(html: str) -> str:
    """The page without its scripts and styles; one that is never closed reaches to the end, as in a browser."""
    kept: list[str] = []
    at = 0
    while (opened := _SCRIPT.search(html, at)) is not None:
        kept.append(html[at : opened.start()])
        closed = _SCRIPT_END[opened[1].lower()].search(html, opened.end())
        at = closed.end() if closed else len(html)
    return " ".join([*kept, html[at:]])


class _Collector:
    """Gathers text nodes into blocks in reading order."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._parts: list[str] = []
        self._linked = 0
        self._kept = False

    def text(self, words: str, *, linked: bool) -> None:
        self._parts.append(words)
        if linked:
            self._linked += len(words.strip())

    def cut(self, *, kept: bool) -> None:
        """Ends the block; `kept` says whether the one that begins is of a kind that is read."""
        whole = _SPACE.sub(" ", "".join(self._parts)).strip()
        menu = self._linked > 0.7 * len(whole) and not re.search(r"[.!?”\"]$", whole)
        if whole and not menu and (self._kept or re.search(r"[.!?:”\"]$", whole)):
            self.blocks.append(whole)
        self._parts, self._linked, self._kept = [], 0, kept


def _blocks(root: "LexborNode") -> list[str]:
    """The blocks under `root`, walked without recursion so that depth cannot exhaust the stack."""
    out = _Collector()
    node: LexborNode | None = root
    links = 0
    kinds: list[bool] = []  # for every open block element, whether it is of a kind that is read
    while node is not None:
        tag = node.tag or ""
        enter = tag not in _DROPPED and not tag.startswith("-")
        if tag == "-text":
            out.text(node.text_content or "", linked=links > 0)
        elif tag == "br":
            out.text("\n", linked=False)
        elif enter and tag in _BLOCKS:
            kinds.append(tag in _KEPT)
            out.cut(kept=kinds[-1])
        if enter and tag == "a":
            links += 1
        child = node.child if enter else None
        if child is not None:
            node = child
            continue
        node = _leave(node, root, out, kinds, entered=enter)
        if node is None:
            break
        links = _open_links(node, root) if links else 0
        node = node.next
    out.cut(kept=False)
    return out.blocks


def _leave(
    node: "LexborNode", root: "LexborNode", out: _Collector, kinds: list[bool], *, entered: bool
) -> "LexborNode | None":
    """Closes elements upward until one has a next sibling; that one, or None at the end of `root`."""
    closing = entered
    while True:
        if closing and (node.tag or "") in _BLOCKS and kinds:
            kinds.pop()
            out.cut(kept=bool(kinds and kinds[-1]))
        if node.mem_id == root.mem_id:  # two nodes are equal by their whole source, which takes as long as it is
            return None
        if node.next is not None:
            return node
        parent = node.parent
        if parent is None:
            return None
        node, closing = parent, True


def _open_links(node: "LexborNode", root: "LexborNode") -> int:
    """How many links enclose the place after `node`."""
    count = 0
    parent = node.parent
    while parent is not None and parent.mem_id != root.mem_id:
        count += parent.tag == "a"
        parent = parent.parent
    return count


def _attribute(tree: "LexborHTMLParser", selector: str, name: str) -> str | None:
    found = tree.css_first(selector)
    value = found.attributes.get(name) if found is not None else None
    return value.strip() or None if value else None


def _title(tree: "LexborHTMLParser") -> str | None:
    told = _attribute(tree, 'meta[property="og:title"]', "content")
    if told:
        return told
    for selector in ("h1", "title"):
        found = tree.css_first(selector)
        words = _SPACE.sub(" ", found.text()).strip() if found is not None else ""
        if words:
            return words
    return None


def _url(tree: "LexborHTMLParser") -> str | None:
    return _attribute(tree, 'link[rel="canonical"]', "href") or _attribute(tree, 'meta[property="og:url"]', "content")


def _published(tree: "LexborHTMLParser") -> date | None:
    """The page's own publication day: meta tags, then JSON-LD, then the first time element with a day."""
    for selector in _PUBLISHED:
        value = _attribute(tree, selector, "content")
        day = written_day(value[:60]) if value else None
        if day:
            return day
    for script in tree.css('script[type="application/ld+json"]'):
        day = _linked_data_day(script.text(strip=False))
        if day:
            return day
    value = _attribute(tree, "time[datetime]", "datetime")
    return written_day(value[:60]) if value else None


def _linked_data_day(text: str) -> date | None:
    """`datePublished` of a JSON-LD block, wherever it stands in it."""
    try:
        waiting: list[object] = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, dict):
            value = item.get("datePublished")
            if isinstance(value, str) and (day := written_day(value[:60])):
                return day
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return None
