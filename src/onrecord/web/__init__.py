"""The page: a server on this machine only that checks a pasted story and shows votes, vetoes and states."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.web.app import create_app as create_app
    from onrecord.web.server import serve as serve

_MODULE_OF = {"create_app": "app", "serve": "server"}


def __getattr__(name: str) -> object:
    """Bring the server in when it is first asked for; FastAPI costs more than a whole `onrecord --help`."""
    if name in _MODULE_OF:
        return getattr(import_module(f"onrecord.web.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'onrecord.web' has no attribute {name!r}")
