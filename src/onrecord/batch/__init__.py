"""Many stories at once: one JSON file a story, nothing done twice, one bad file no reason to stop."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.batch.journal import Entry as Entry
    from onrecord.batch.journal import Manifest as Manifest
    from onrecord.batch.runner import run as run

_MODULE_OF = {"Entry": "journal", "Manifest": "journal", "run": "runner"}


def __getattr__(name: str) -> object:
    """Bring the runner in when it is first asked for."""
    if name in _MODULE_OF:
        return getattr(import_module(f"onrecord.batch.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'onrecord.batch' has no attribute {name!r}")
