"""One request over the network: each hop checked, the checked address the one connected to, every byte counted.

This module loads the HTTP client; import it inside functions.
"""

import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpcore2
import httpx2

from onrecord import __version__
from onrecord.record.fetch.addresses import NotPublicError, resolve, resolve_public
from onrecord.record.fetch.model import FetchError, Limits, Transient
from onrecord.terms import UsageError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LINGER = 0.25  # how long a finished answer is listened to for bytes beyond its stated length
_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Origin:
    """The part of an address that trust is given to."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: httpx2.URL) -> "Origin":
        """The origin of an address that `parse` let through."""
        host = url.raw_host.decode("ascii").lower()
        return cls(url.scheme, host, url.port or _PORTS[url.scheme])


class Call:
    """What the requests of one download share: whom to trust, the limits, and the moment by which all must be done."""

    def __init__(self, trusted: Collection[str], limits: Limits) -> None:
        self.trusted = frozenset(Origin.of(parse(address)) for address in trusted)
        self.limits = limits
        self.deadline = time.monotonic() + limits.seconds
        self._context: ssl.SSLContext | None = None

    @property
    def certificates(self) -> ssl.SSLContext:
        """The machine's certificate authorities, loaded when the first https address is met."""
        self._context = self._context or httpcore2.default_ssl_context()
        return self._context


class Answer:
    """The last hop's answer, its body not yet read."""

    def __init__(self, url: httpx2.URL, response: httpx2.Response, call: Call) -> None:
        self.url = str(url)
        self.status = response.status_code
        self.headers = {name.lower(): value for name, value in response.headers.items()}
        self._response = response
        self._call = call

    @property
    def length(self) -> int | None:
        """The stated number of bytes to come, where it is this header that ends the answer."""
        value = self.headers.get("content-length", "")
        return int(value) if value.isdecimal() and "transfer-encoding" not in self.headers else None

    @property
    def ends_visibly(self) -> bool:
        """Whether an answer cut short could be told from a whole one."""
        return self.length is not None or "transfer-encoding" in self.headers

    def chunks(self) -> Iterator[bytes]:
        """The body as it comes over the wire, not unpacked. Raises Transient when it breaks off or stalls."""
        stream = self._response.stream
        assert isinstance(stream, httpx2.SyncByteStream)
        with _told(self.url, self._call):
            yield from stream

    def surplus(self) -> int:
        """How many bytes came beyond the stated length; to be asked when all chunks have been read."""
        stream = self._response.extensions.get("network_stream")
        return stream.surplus(self.length) if isinstance(stream, _Counted) and self.length is not None else 0


def parse(address: str) -> httpx2.URL:
    """An address we are willing to ask: http or https, with a host and without a name or password. Else UsageError."""
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, UnicodeError, TypeError) as error:
        raise UsageError(f"{address[:200]!r} is no address: {error}; type one that begins with https://") from error
    fault = _fault(url)
    if fault:
        raise UsageError(f"{_shown(url)} cannot be read: {fault}")
    return url


@contextmanager
def ask(address: str, call: Call, headers: dict[str, str] | None = None, method: str = "GET") -> Iterator[Answer]:
    """The answer after at most `limits.redirects` redirects. Raises UsageError, FetchError or Transient."""
    url = parse(address)
    seen = [url]
    while True:
        with _request(url, call, headers or {}, method, first=len(seen) == 1) as response:
            onward = response.headers.get("location")
            if response.status_code not in _REDIRECTS or not onward:
                yield Answer(url, response, call)
                return
        url = next_hop(url, onward)
        if url in seen:
            raise FetchError(f"{_shown(seen[0])} redirects in a circle, back to {_shown(url)}")
        if len(seen) > call.limits.redirects:
            raise FetchError(f"{_shown(seen[0])} redirects more than {call.limits.redirects} times")
        seen.append(url)


def next_hop(here: httpx2.URL, onward: str) -> httpx2.URL:
    """Where a redirect leads, if we are willing to go there; FetchError if not."""
    try:
        url = here.join(onward).copy_with(fragment=None)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchError(f"{_shown(here)} redirects to {onward[:200]!r}, which is no address") from error
    fault = _fault(url)
    if not fault and here.scheme == "https" and url.scheme == "http":
        fault = "that would leave https for http"
    if fault:
        raise FetchError(f"{_shown(here)} redirects to {_shown(url)}; the redirect was not followed: {fault}")
    return url


@contextmanager
def _request(
    url: httpx2.URL, call: Call, headers: dict[str, str], method: str, *, first: bool
) -> Iterator[httpx2.Response]:
    """One hop, on a connection of its own, with nothing taken from the environment: no proxy, no password file."""
    sent = {"User-Agent": f"onrecord/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
    sent |= {"Connection": "close"} | headers
    limits = call.limits
    left = max(0.001, call.deadline - time.monotonic())
    timeout = httpx2.Timeout(min(limits.stall, left), connect=min(limits.connect, left))
    with httpx2.Client(transport=_Transport(url, call), trust_env=False, timeout=timeout) as client:
        request = client.build_request(method, url, headers=sent)
        try:
            with _told(_shown(url), call):
                response = client.send(request, stream=True, follow_redirects=False)
        except NotPublicError as error:
            message = f"{_shown(url)} leads into a private network: {error}; only public addresses are read"
            raise (UsageError(message) if first else FetchError(message)) from error
        try:
            yield response
        finally:
            response.close()


class _Transport(httpx2.BaseTransport):
    """A connection pool for one hop, over a backend that connects only where this hop may go."""

    def __init__(self, url: httpx2.URL, call: Call) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=call.certificates if url.scheme == "https" else None,
            network_backend=_Guarded(trusted=Origin.of(url) in call.trusted, deadline=call.deadline),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore2.Request(
                request.method, url, headers=request.headers.raw, content=b"", extensions=request.extensions
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close: Callable[[], None] | None = getattr(self._stream, "close", None)
        if close is not None:
            close()


class _Guarded(httpcore2.NetworkBackend):
    """Looks a name up once, refuses it if it leads anywhere private, and connects to what it looked up."""

    def __init__(self, *, trusted: bool, deadline: float) -> None:
        self._trusted = trusted
        self._deadline = deadline
        self._real = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            addresses = (resolve if self._trusted else resolve_public)(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(error) from error
        failed: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._real.connect_tcp(address, port, timeout, local_address, socket_options)
                return _Counted(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed


class _Counted(httpcore2.NetworkStream):
    """Counts the bytes that follow an answer's head, and lets no read outlast the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline
        self._head: bytes | None = b""
        self._body = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("out of time")
        data = self._stream.read(max_bytes, left if timeout is None else min(timeout, left))
        self._count(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Counted(self._stream.start_tls(ssl_context, server_hostname, timeout), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the library declares it
        return self._stream.get_extra_info(info)

    def surplus(self, stated: int) -> int:
        """Bytes of body beyond `stated`; waits a moment for a server that has not hung up."""
        with suppress(httpcore2.TimeoutException, httpcore2.NetworkError):
            while self._body <= stated and self.read(1 << 16, _LINGER):
                pass
        return max(0, self._body - stated)

    def _count(self, data: bytes) -> None:
        if self._head is None:
            self._body += len(data)
            return
        self._head += data
        while self._head is not None:
            ends = [end + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (end := self._head.find(mark)) >= 0]
            if not ends:
                return
            head, rest = self._head[: min(ends)], self._head[min(ends) :]
            interim = head.split(b" ", 1)[1][:1] == b"1" if b" " in head else False
            self._head, self._body = (rest, 0) if interim else (None, len(rest))


@contextmanager
def _told(url: str, call: Call) -> Iterator[None]:
    """Turns what the HTTP client raises into one sentence, and into Transient where asking again may help."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        limits = call.limits
        if time.monotonic() >= call.deadline:
            raise FetchError(
                f"{url} was not read within {limits.seconds:g} s", "type the same command again to go on from there"
            ) from error
        if isinstance(error, httpcore2.ConnectTimeout):
            raise Transient(f"no connection within {limits.connect:g} s") from error
        raise Transient(f"no byte came for {limits.stall:g} s") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError) as error:
        raise _failure(url, error) from error


def _failure(url: str, error: Exception) -> FetchError | Transient:
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, ssl.SSLCertVerificationError):
            return FetchError(f"{url} shows a certificate that does not verify ({chain.verify_message})")
        if isinstance(chain, socket.gaierror) and chain.errno != socket.EAI_AGAIN:
            return FetchError(f"{url} was not reached: no such host is known, or this machine is offline")
        chain = chain.__cause__ or chain.__context__
    text = str(error) or type(error).__name__
    if isinstance(error, httpcore2.ConnectError):
        return Transient(f"no connection ({text})")
    return Transient(f"it broke off ({text})")


def _fault(url: httpx2.URL) -> str | None:
    if url.scheme not in _PORTS:
        return f"expected http or https, found {url.scheme or 'no scheme'}"
    if not url.raw_host:
        return "it names no host"
    if url.userinfo:
        return "an address with a name or password in it is not used"
    return f"it is longer than {_LONGEST} characters" if len(str(url)) > _LONGEST else None


def _shown(url: httpx2.URL) -> str:
    """An address for a message, without what a password would stand in."""
    return str(url.copy_with(userinfo=b"") if url.userinfo else url)[:300]
