"""WebDAV (RFC 4918) as a host needs it: requests over kept connections, listings, and faults in a curator's words."""

from __future__ import annotations

import base64
import http.client
import ssl
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import quote, unquote, urlsplit

from dossier.publish.host import HostError
from dossier.text import visible

_NAMES = b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>'
_GIVEN_UP = (OSError, http.client.HTTPException)
_WHY: Mapping[int, tuple[str, str]] = {
    401: ("the host does not take user and password", "set {prefix}_USER and {prefix}_PASSWORD"),
    403: ("you may not do this there", "ask who runs the host for the right to write"),
    404: ("there is no such folder", "look at `url`"),
    405: ("this address is no WebDAV folder", "look at `url`"),
    409: ("the folder above it is not there", "make it first"),
    423: ("somebody has locked it", ""),
    507: ("the host's disk is full", "make room there, then run it again"),
}
"""Message and way out by status (RFC 4918 §11, RFC 9110 §15)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the host said."""

    status: int
    data: bytes

    @property
    def is_good(self) -> bool:
        """Whether it did what it was asked."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a collection, by its path in the site; a collection has no size."""

    path: str
    size_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """One folder of a WebDAV host. May be used by several threads at once."""

    url: str
    """Ends with a slash; https, or http on this machine alone."""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    prefix: str = ""
    """How the variables begin that user and password are taken from."""
    timeout_s: float = 60.0
    tries: int = 3
    idle: list[http.client.HTTPConnection] = field(default_factory=list, repr=False)

    @property
    def shown(self) -> str:
        """The address."""
        return f"`{visible(self.url, 80)}`"

    def ask(self, method: str, path: str, data: bytes = b"", *, headers: Mapping[str, str] | None = None) -> Answer:
        """Send a request and return the answer, whatever it is.

        A line that breaks is tried again: every method here does the same twice as once, but for MOVE, whose second
        try finds nothing to move. Raises HostError.
        """
        wanted = {**self._headers(), **(headers or {})}
        for tries_left in reversed(range(self.tries)):
            connection = self.idle.pop() if self.idle else self._connection()
            try:
                connection.request(method, self._address(path), data or None, wanted)
                answer = connection.getresponse()
                found = Answer(answer.status, answer.read())
            except _GIVEN_UP as broken:
                connection.close()
                if not tries_left or isinstance(broken, ssl.SSLCertVerificationError):
                    raise HostError(f"{self.shown}: {visible(str(broken) or type(broken).__name__, 200)}") from None
                continue
            if answer.isclosed() and not answer.will_close:
                self.idle.append(connection)
            else:
                connection.close()
            return found
        raise AssertionError("the last try returns or raises")

    def demand(self, method: str, path: str, data: bytes = b"", *, headers: Mapping[str, str] | None = None) -> Answer:
        """Send a request that must succeed. Raises HostError."""
        answer = self.ask(method, path, data, headers=headers)
        return answer if answer.is_good else self.refuse(answer)

    def refuse(self, answer: Answer) -> NoReturn:
        """Raise the HostError for an answer."""
        if 300 <= answer.status < 400:
            raise HostError(f"{self.shown}: the host sends us to another address", help="write that one under `url`")
        why, advice = _WHY.get(answer.status, (f"the host answered {answer.status}", ""))
        raise HostError(f"{self.shown}: {why} ({answer.status})", help=advice.format(prefix=self.prefix))

    def target(self, path: str) -> str:
        """Return the absolute address of a file, for the header Destination (RFC 4918 §10.3)."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{self._address(path)}"

    def entries(self, folder: str, depth: str) -> list[Entry] | None:
        """List a folder ("" or with a slash at the end); None where there is none. Raises HostError."""
        answer = self.ask("PROPFIND", folder, _NAMES, headers={"Depth": depth, "Content-Type": "application/xml"})
        if answer.status == 404:
            return None
        if answer.status != 207:
            self.refuse(answer)
        found = [entry for entry in self._parsed(answer.data) if entry.path != folder]
        if any(not entry.path.startswith(folder) for entry in found):
            raise HostError(f"{self.shown}: the host lists what lies elsewhere")
        return found

    def _parsed(self, data: bytes) -> Iterator[Entry]:
        """Read a multistatus (RFC 4918 §13)."""
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise HostError(f"{self.shown}: the host's list declares entities")
        try:
            root = ET.fromstring(data)
        except ET.ParseError:
            raise HostError(f"{self.shown}: the host's list is no XML") from None
        top = unquote(urlsplit(self.url).path)
        for response in root.iter("{DAV:}response"):
            path = unquote(urlsplit(response.findtext("{DAV:}href", "").strip()).path)
            is_folder = response.find(".//{DAV:}resourcetype/{DAV:}collection") is not None
            if not f"{path.rstrip('/')}/".startswith(top) or ".." in path.split("/"):
                raise HostError(f"{self.shown}: the host lists what lies elsewhere")
            inner = path[len(top) :].strip("/")
            size = response.findtext(".//{DAV:}getcontentlength", "")
            if is_folder:
                yield Entry(f"{inner}/" if inner else "", None)
            else:
                yield Entry(inner, int(size) if size.isdecimal() else -1)

    def _address(self, path: str) -> str:
        return quote(unquote(urlsplit(self.url).path) + path, safe="/~!$&'()*+,;=:@")

    def _headers(self) -> dict[str, str]:
        own = {"User-Agent": "dossier"}
        if self.user or self.password:
            both = f"{self.user}:{self.password}".encode()
            own["Authorization"] = f"Basic {base64.b64encode(both).decode()}"
        return own

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self.timeout_s)
        return http.client.HTTPSConnection(host, port, timeout=self.timeout_s, context=ssl.create_default_context())
