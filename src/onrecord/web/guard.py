"""What stands before every request: loopback names only, no posts from other sites, no huge bodies, strict headers."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_TEXT = 1_000_000
"""Bytes of story text accepted at once."""

MAX_BODY = 3 * MAX_TEXT + 10_000
"""Bytes of request: a form writes a letter outside ASCII as up to three bytes for each of its own."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

POLICY = (
    # Pages carry their own styles and drawings so that they can be saved; scripts they carry none.
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """Answers 400 to foreign Host names, 403 to posts from other sites, 413 to bodies over `MAX_BODY`.

    The Host check defeats DNS rebinding: a name that an attacker points at 127.0.0.1 is not one of ours.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {k.lower(): v for k, v in scope["headers"]}
        if not is_loopback(headers.get(b"host", b"").decode("latin-1")):
            await _refuse(send, 400, "this page answers to 127.0.0.1 and localhost only")
            return
        if scope["method"] not in ("GET", "HEAD") and _from_elsewhere(headers):
            await _refuse(send, 403, "a page of another site may not use this one")
            return
        body = await _read(receive, headers)
        if body is None:
            await _refuse(send, 413, f"a story may have {MAX_TEXT:,} bytes at most")
            return
        await self.app(scope, _replay(body, receive), _with_headers(send))


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine's loopback, with or without a port."""
    try:
        parts = urlsplit(f"//{host}")
        port = parts.port
    except ValueError:
        return False
    plain = not parts.username and parts.path == "" and not parts.query and not parts.fragment
    return plain and (parts.hostname or "") in LOOPBACK and (port is None or port > 0)


def _from_elsewhere(headers: dict[bytes, bytes]) -> bool:
    if headers.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
        return True
    origin = headers.get(b"origin")
    return origin is not None and not is_loopback(origin.decode("latin-1").partition("//")[2])


async def _read(receive: Receive, headers: dict[bytes, bytes]) -> bytes | None:
    """The whole body, or None as soon as it is known to be too long."""
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > MAX_BODY:
        return None
    parts: list[bytes] = []
    total = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        part: bytes = message.get("body", b"")
        total += len(part)
        if total > MAX_BODY:
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return wrapped


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = f"{reason}\n".encode()
    kind = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*kind, *HEADERS]})
    await send({"type": "http.response.body", "body": body})
