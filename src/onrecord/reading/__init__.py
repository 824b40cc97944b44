"""What a story says: bytes to a document, a document to mentions, claims, statements, deeds and what was not read."""

from onrecord.reading.claims import read_claims
try:
    from onrecord.reading.deeds import read_deeds
except ImportError:
    read_deeds = lambda d: ()
from onrecord.reading.document import document_from_text, load_document
try:
    from onrecord.reading.statements import read_statements
except ImportError:
    read_statements = lambda d: ()
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
