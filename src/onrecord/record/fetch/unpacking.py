"""Undoing a compression nobody asked for, in small steps, so that a bomb is noticed before it goes off."""

import zlib
from collections.abc import Iterator, Mapping

from onrecord.record.fetch.model import FetchError, Transient

_STEP = 1 << 18
_FREE = 16 << 20  # below this size any ratio is harmless
_RATIO = 200  # the Library's tables compress to about a thirtieth; zeros to a thousandth


class Unpacker:
    """Bytes as they came in, bytes as they were meant out; for an answer sent plainly it hands them through."""

    def __init__(self, headers: Mapping[str, str], max_bytes: int) -> None:
        coding = headers.get("content-encoding", "").strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(
                f"the server packed the answer as {coding!r}; expected it as it is",
                "download it in a browser and type `onrecord update --from FILE`",
            )
        self.packed = coding not in ("", "identity")
        self._max = max_bytes
        self._in = self._out = 0
        self._inflate = zlib.decompressobj(47)  # gzip or zlib, whichever the bytes say

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The next pieces of content. Raises FetchError for a bomb, Transient for bytes that are no compression."""
        if not self.packed:
            yield data
            return
        self._in += len(data)
        if self._inflate.eof and data:
            self._inflate = zlib.decompressobj(47)
        try:
            while True:
                piece = self._inflate.decompress(data, _STEP)
                data = self._inflate.unconsumed_tail
                self._weigh(len(piece))
                if piece:
                    yield piece
                if self._inflate.eof and (self._inflate.unused_data or data):  # several packed files in a row
                    data = self._inflate.unused_data
                    self._inflate = zlib.decompressobj(47)
                elif not data and len(piece) < _STEP:
                    return
        except zlib.error as error:
            raise Transient(f"its compression is damaged ({error})") from error

    def finish(self) -> None:
        """Raises Transient when the compressed bytes ended before their own end mark."""
        if self.packed and self._in and not self._inflate.eof:
            raise Transient("its compressed bytes break off before their end")

    def _weigh(self, more: int) -> None:
        self._out += more
        if self._out > self._max or (self._out > _FREE and self._out > _RATIO * self._in):
            raise FetchError(
                f"{self._in} compressed bytes unpack to more than {self._out - more}: refused as a compression bomb",
                "nothing was kept; if you trust it, download it in a browser and type `onrecord update --from FILE`",
            )
