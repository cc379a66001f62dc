"""Reads files of a published site over HTTP(S), as any reader can: no key, no cookie, bounded in size and time."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from dossier.publish.host import HostError
from dossier.text import visible

AGENT = "dossier-verify (compares a published dossier with its own list of digests)"
TIMEOUT_S = 30.0
"""Without a byte for so long, a host counts as silent."""
SLOWEST_BYTES_PER_S = 4096
"""A file may take TIMEOUT_S, and as much longer as this speed needs: a host that drips holds nobody for ever."""
MOST_REDIRECTS = 5
TRIES = 3
LONGEST_WAIT_S = 30.0
"""A host that asks to be left alone for longer (Retry-After) is left alone."""
CHUNK_BYTES = 1 << 16
_BUSY = frozenset({429, 500, 502, 503, 504})
_RESERVED = "%/:?#[]@!$&'()*+,;="
_GZIP = 31
"""zlib's window bits for a gzip header (RFC 1952)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host sends for one address."""

    status: int
    size_bytes: int = 0
    """Decoded; reading stops just beyond what was asked for."""
    sha256: str = ""
    data: bytes = field(default=b"", repr=False)
    """Kept only where it was asked for."""
    reason: str = ""
    """Why it cannot be the file; "" for a file."""


class _ByHand(HTTPRedirectHandler):
    """Hands redirects back as answers."""

    def redirect_request(self, *request: object, **more: object) -> None:
        """Follow nothing."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads from one host only. The clock (seconds, only differences count) and how to wait are given."""

    clock: Callable[[], float]
    wait: Callable[[float], None]
    timeout_s: float = TIMEOUT_S
    opener: OpenerDirector = field(default_factory=lambda: build_opener(_ByHand))

    def get(self, url: str, most_bytes: int, *, is_kept: bool = False) -> Answer:
        """Read an address, not much further than `most_bytes`. Raises HostError when the host fails three times."""
        for attempt in range(1, TRIES + 1):
            try:
                answer, pause_s = self._followed(url, most_bytes, is_kept)
            except (OSError, HTTPException, ValueError, zlib.error) as broken:
                if attempt == TRIES:
                    raise HostError(f"{_host(url)}: {_why(broken)}") from None
                answer, pause_s = None, 0.0
            if answer is not None and answer.status not in _BUSY:
                return answer
            if attempt == TRIES or pause_s > LONGEST_WAIT_S:
                break
            self.wait(max(pause_s, float(attempt)))
        raise HostError(f"{_host(url)}: the host is too busy to answer", help="verify again later")

    def _followed(self, url: str, most_bytes: int, is_kept: bool) -> tuple[Answer, float]:
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            with self._open(here) as response:
                target = response.headers.get("Location", "")
                if not (300 <= response.status < 400 and target):
                    return self._answer(response, most_bytes, is_kept), _pause(response)
            # http.client reads octets as Latin-1; servers that do not encode an address send UTF-8
            here = urljoin(here, quote(target, safe=_RESERVED, encoding="latin-1")).partition("#")[0]
            if not is_same_host(url, here):
                return Answer(response.status, reason=f"the host sends readers on to {_host(here)}"), 0.0
        return Answer(response.status, reason="the host redirects without end"), 0.0

    def _open(self, url: str) -> HTTPResponse:
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity, gzip;q=0.5"}
        try:
            return cast(HTTPResponse, self.opener.open(Request(url, headers=headers), timeout=self.timeout_s))
        except HTTPError as answer:
            return cast(HTTPResponse, answer)  # an answer like any other

    def _answer(self, response: HTTPResponse, most_bytes: int, is_kept: bool) -> Answer:
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("identity", "", "gzip", "x-gzip"):
            return Answer(response.status, reason=f"the host sends it as `{visible(encoding, 20)}` only")
        digest, kept, size = hashlib.sha256(), bytearray(), 0
        for chunk in self._chunks(response, most_bytes, is_packed="gzip" in encoding):
            digest.update(chunk)
            size += len(chunk)
            kept += chunk if is_kept else b""
        return Answer(response.status, size, digest.hexdigest(), bytes(kept))

    def _chunks(self, response: HTTPResponse, most_bytes: int, *, is_packed: bool) -> Iterator[bytes]:
        """Yield the decoded bytes, in small pieces however well they are packed. Raises OSError for a cut line."""
        unpack = zlib.decompressobj(_GZIP) if is_packed else None
        end_s = self.clock() + self.timeout_s + most_bytes / SLOWEST_BYTES_PER_S
        received = size = 0
        while size <= most_bytes and (chunk := response.read1(CHUNK_BYTES)):
            received += len(chunk)
            while chunk and size <= most_bytes:
                data = unpack.decompress(chunk, CHUNK_BYTES) if unpack else chunk
                chunk = unpack.unconsumed_tail if unpack else b""
                size += len(data)
                yield data
            if self.clock() > end_s:
                raise TimeoutError
        if unpack and size <= most_bytes:
            yield unpack.flush()
        length = response.headers.get("Content-Length", "")
        is_whole = not length.isdecimal() or received >= int(length)
        if size <= most_bytes and not (is_whole and (unpack is None or unpack.eof)):
            raise ConnectionError("the connection was cut")


def is_same_host(url: str, other: str) -> bool:
    """Tell whether both addresses are of one host and port; http may become https, never the other way round."""
    one, two = urlsplit(url), urlsplit(other)
    if two.scheme not in ("http", "https") or one.hostname != two.hostname or "@" in two.netloc:
        return False
    if one.scheme == two.scheme:
        return one.port == two.port
    return two.scheme == "https" and one.port in (None, 80) and two.port in (None, 443)


def _pause(response: HTTPResponse) -> float:
    """Return the seconds that a host asks to wait (RFC 9110 §10.2.3, delay form)."""
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() and len(text) < 9 else 0.0


def _host(url: str) -> str:
    return f"`{visible(urlsplit(url).hostname or url, 80)}`"


def _why(broken: Exception) -> str:
    reason = broken.reason if isinstance(broken, URLError) else broken
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return visible(str(reason), 200) or "the connection failed"
