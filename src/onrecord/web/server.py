"""Starting the server on this machine's loopback, where no other machine can reach it."""

import socket
from typing import TYPE_CHECKING

from onrecord.terms import UsageError

if TYPE_CHECKING:
    from onrecord.record import Record

HOST = "127.0.0.1"
PORT = 8765


def serve(port: int = PORT, record: "Record | None" = None) -> None:
    """Serves the page on 127.0.0.1 until interrupted. UsageError where the port is taken."""
    import uvicorn

    from onrecord.web.app import create_app

    with _listen(port) as listening:
        config = uvicorn.Config(create_app(record), log_level="warning", server_header=False, date_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        raise UsageError(
            f"expected a free port on {HOST}, found that {port} cannot be used ({error}); "
            f"type: onrecord serve --port {port + 1 if port < 65535 else PORT}"
        ) from None
    return listening
