"""Joins the sentences one quotation runs through into passages, each tagged for grammar."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reading.quotes import Quote, find_quotes
from onrecord.reading.tagging import Tagged, Tagger
from onrecord.terms import Document, Span

_QUOTES_JOINED = 40  # pieces of one quotation, over as many paragraphs, that are read as one passage


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or the several that one quotation runs through."""

    span: Span
    quotes: tuple[Quote, ...]
    paragraph: int
    tagged: Tagged


def passages(document: Document, tagger: Tagger) -> Iterator[Passage]:
    """Sentences of the story, those that share a quotation taken together."""
    quotes = find_quotes(document)
    sentences, paragraphs = document.sentences, document.paragraphs
    at = paragraph = q = 0
    while at < len(sentences):
        span = sentences[at]
        while paragraphs[paragraph].end < span.end:
            paragraph += 1
        inside: list[Quote] = []
        at += 1
        while q < len(quotes) and quotes[q].span.start < span.end:
            inside.append(quotes[q])
            reach = quotes[q].span.end
            onward = quotes[q].onward and len(inside) < _QUOTES_JOINED
            q += 1
            while at < len(sentences) and (span.end < reach or (onward and sentences[at].start >= reach)):
                span = span.join(sentences[at])
                at += 1
                onward = False
        yield Passage(span, tuple(inside), paragraph, tagger.tag(span, tuple(inside)))
