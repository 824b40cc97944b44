"""What a story says: bytes to a document, a document to mentions, claims, statements, deeds and what was not read."""

from onrecord.reading.claims import read_claims
from onrecord.reading.deeds import read_deeds
from onrecord.reading.document import document_from_text, load_document
from onrecord.reading.statements import read_statements
from onrecord.terms import Document, Reading

__all__ = ["document_from_text", "load_document", "read", "read_claims", "read_deeds", "read_statements"]


def read(document: Document) -> Reading:
    """Everything the house reads in one document, each part in the order of the text."""
    claims, frames, unread = read_claims(document)
    return Reading(
        document=document,
        frames=frames,
        claims=claims,
        statements=read_statements(document),
        deeds=read_deeds(document),
        unread=unread,
    )
