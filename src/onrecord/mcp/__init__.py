"""The record as tools for an assistant, over the Model Context Protocol; the same JSON as the command line."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.mcp.server import create_server as create_server
    from onrecord.mcp.server import serve as serve

_MODULE_OF = {"create_server": "server", "serve": "server"}


def __getattr__(name: str) -> object:
    """Bring the server in when it is first asked for; the protocol's library is an extra and slow to load."""
    if name in _MODULE_OF:
        return getattr(import_module(f"onrecord.mcp.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'onrecord.mcp' has no attribute {name!r}")
