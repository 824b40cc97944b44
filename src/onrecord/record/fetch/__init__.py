"""Bringing a file or a page over the network: checked at every hop, bounded in size and time, resumable, hashed.

Nothing here knows what the bytes mean. `fetch` writes a file, `read_page` keeps a small page in memory, `size_of` asks
how large a file is. Importing this package costs nothing; the HTTP client is loaded by the first call.
"""

from onrecord.record.fetch.download import fetch
from onrecord.record.fetch.model import Challenged, Fetched, FetchError, Limits, Page, Progress, Unanswered
from onrecord.record.fetch.pages import read_page, size_of

__all__ = [
    "Challenged",
    "FetchError",
    "Fetched",
    "Limits",
    "Page",
    "Progress",
    "Unanswered",
    "fetch",
    "read_page",
    "size_of",
]
