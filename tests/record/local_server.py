"""A real HTTP server on the loopback address whose every answer a test writes out."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

Answer = Callable[["Visit"], None]


@dataclass
class Visit:
    """One request, and the means to answer it well or badly."""

    handler: BaseHTTPRequestHandler
    number: int  # how often this path was asked, this time included
    gone: threading.Event  # set when the test is over

    @property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.handler.headers.items()}

    @property
    def offset(self) -> int | None:
        """Where a Range header asks to begin."""
        span = self.headers.get("range", "")
        return int(span.removeprefix("bytes=").split("-")[0]) if span.startswith("bytes=") else None

    def head(self, status: int = 200, **headers: object) -> None:
        """A status and headers; underscores stand for hyphens."""
        lines = [f"HTTP/1.1 {status} Whatever"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.raw("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def raw(self, data: bytes) -> None:
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def stop_listening(self) -> None:
        """Nobody can connect again."""
        server = self.handler.server
        assert isinstance(server, ThreadingHTTPServer)
        server.socket.close()

    def wait(self, seconds: float) -> None:
        """Says nothing for a while, but not beyond the end of the test."""
        self.gone.wait(seconds)


def page(body: bytes | str, status: int = 200, **headers: object) -> Answer:
    """Always the same answer, whole and truthful unless `headers` says otherwise."""
    data = body.encode() if isinstance(body, str) else body

    def answer(visit: Visit) -> None:
        visit.head(status, **({"Content_Length": len(data)} | headers))
        if visit.handler.command != "HEAD":
            visit.raw(data)

    return answer


def file(data: bytes, *, etag: str = '"one"', cut_at: int | None = None) -> Answer:
    """A file as a good server gives it, ranges and all; the first answer breaks off after `cut_at` bytes."""

    def answer(visit: Visit) -> None:
        asked = visit.offset if visit.headers.get("if-range") == etag else None
        if asked is not None and asked < len(data):
            span = f"bytes {asked}-{len(data) - 1}/{len(data)}"
            visit.head(206, Content_Length=len(data) - asked, Content_Range=span, ETag=etag)
            visit.raw(data[asked:])
            return
        visit.head(200, Content_Length=len(data), ETag=etag, Accept_Ranges="bytes")
        if visit.handler.command != "HEAD":
            visit.raw(data[:cut_at] if visit.number == 1 else data)

    return answer


def redirect(to: str, status: int = 302) -> Answer:
    """Sends the reader elsewhere."""
    return page(b"", status, Location=to)


@dataclass
class Site:
    """Paths and what they answer; `asked` is every request line in order."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    visits: list[dict[str, str]] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    base: str = ""

    def __setitem__(self, path: str, answer: Answer) -> None:
        self.answers[path] = answer

    def url(self, path: str) -> str:
        return self.base + path


@contextmanager
def serving(wrap: Callable[[ThreadingHTTPServer], None] | None = None) -> Iterator[Site]:
    """A site at http://127.0.0.1, on a port of its own, until the block ends. `wrap` may put TLS around it."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(f"{self.command} {self.path}")
            answer = site.answers.get(self.path, page("nothing here", 404))
            visit = Visit(self, site.asked.count(f"{self.command} {self.path}"), site.gone)
            site.visits.append(visit.headers)
            self.close_connection = True
            with suppress(OSError):  # the reader hung up first
                answer(visit)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if wrap:
        wrap(server)
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.gone.set()
        server.shutdown()
        server.server_close()
        thread.join(2)


def drip(data: bytes, every: float) -> Callable[[Visit], None]:
    """Sends a file byte by byte."""

    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=len(data), ETag='"slow"')
        for byte in data:
            visit.raw(bytes([byte]))
            sleep(every)

    return answer
