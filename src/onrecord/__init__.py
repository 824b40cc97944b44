"""On Record checks what is said about a United Nations vote against the vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from onrecord.record import Record
    from onrecord.terms import CheckedStory, Document

__version__ = "0.1.0"
__all__ = ["__version__", "check", "open"]

_STORY_ENDINGS = (".txt", ".html", ".htm", ".md")


def open(home: Path | None = None) -> Record:  # noqa: A001 - read as onrecord.open()
    """The record: the full snapshot under `home` if there is one, else the core in the package.

    Without `home` the folder is the one ONRECORD_HOME names, else the user's own data folder.

    Raises `onrecord.terms.DataError` when the record is missing or fails verification.
    """
    from onrecord.record import open_record
    from onrecord.record.home import home as usual_home

    return open_record(home if home is not None else usual_home())


def check(story: str | Path, *, published: date | None = None, record: Record | None = None) -> CheckedStory:
    """Every claim about a vote in `story`, each with its verdict and the evidence for it.

    `story` is a story's text, or the path of a file that holds one. `published` overrides the date the story
    itself gives, and decides what "Friday" means. Pass `record` when checking many stories, so that it is opened once.
    Raises `onrecord.terms.UsageError` for a file that cannot be read as a story.
    """
    from onrecord.checking import check as check_reading
    from onrecord.reading import read

    document = _document(story, published)
    return check_reading(read(document), record if record is not None else open())


def _document(story: str | Path, published: date | None) -> Document:
    from pathlib import Path

    from onrecord.reading import document_from_text, load_document

    # A mistyped file name must not be checked as a story of one word, found to hold no claims, and passed.
    names_a_file = isinstance(story, Path) or ("\n" not in story and story.strip().lower().endswith(_STORY_ENDINGS))
    if names_a_file:
        return load_document(story, published=published)
    return document_from_text(str(story), published=published)
