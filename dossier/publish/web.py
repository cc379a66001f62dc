"""A published site as its readers get it: over HTTP(S), from a plain address. It is only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dossier.publish.host import Files, HostError, RemoteFile, Site
from dossier.publish.journal import JOURNAL, decode_journal
from dossier.publish.parallel import each
from dossier.publish.web_client import Answer, Reader
from dossier.text import visible
from dossier.urls import path_to_url
from dossier.write import ABOUT_SUMS, MANIFEST, SUMS, ManifestEntry, decode_manifest

HOST_FILES = frozenset({".nojekyll", "_headers", "_redirects"})
"""Files that hosts read and may keep to themselves."""
MOST_MANIFEST_BYTES = 64 << 20
MOST_FILE_BYTES = 4 << 30
MOST_ADDED_BYTES = 64 << 10
"""Read so far beyond the right size, so as to tell how much was put in."""
_NAMED = (MANIFEST, SUMS, "index.html")
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class WebTarget:
    """A site on the web."""

    address: str
    """Ends in `/`: see `site_address`."""
    reader: Reader

    @property
    def shown(self) -> str:
        """The address."""
        return f"`{visible(self.address, 100)}`"

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[WebHost]:
        """Read everything, a few files at once."""
        assert not writable, "the web is read"
        answer = self.reader.get(self.address + MANIFEST, MOST_MANIFEST_BYTES, is_kept=True)
        if answer.reason:
            raise HostError(f"{self.shown}: {answer.reason}", help="verify the address that readers end up at")
        found = decode_manifest(answer.data) if answer.status == 200 else None
        if found is None:
            yield WebHost({}, {}, {})
            return
        data = {MANIFEST: answer.data}
        files = {MANIFEST: RemoteFile(answer.size_bytes, answer.sha256)}
        reasons = {}
        for look in each(self._look, found.entries.values()):
            if look.file is not None:
                files[look.path] = look.file
            if look.data:
                data[look.path] = look.data
            if look.reason:
                reasons[look.path] = look.reason
        if decode_journal(self.reader.get(self.address + JOURNAL, MOST_MANIFEST_BYTES, is_kept=True).data):
            files[JOURNAL] = RemoteFile(0, "")
        yield WebHost(files, data, reasons)

    def _look(self, entry: ManifestEntry) -> _Look:
        path, size = entry.path, min(max(entry.size_bytes, 0), MOST_FILE_BYTES)
        answer = self._get(entry, size + MOST_ADDED_BYTES)
        is_there = answer.status == 200 or (path == "404.html" and answer.status == 404)
        if answer.reason or not is_there:
            return _Look(path, None, answer.reason or f"the host answers {answer.status}")
        file = RemoteFile(answer.size_bytes, answer.sha256)
        return _Look(path, file, _length(answer.size_bytes - size), answer.data)

    def _get(self, entry: ManifestEntry, most_bytes: int) -> Answer:
        """Ask for a file; where a host knows pages by their short addresses only, for that."""
        path = entry.path
        answer = self.reader.get(self.address + path_to_url(path), most_bytes, is_kept=path in ABOUT_SUMS)
        if answer.status not in (404, 410) or answer.sha256 == entry.sha256 or not path.endswith(".html"):
            return answer
        short = path.removesuffix(_INDEX) if f"/{path}".endswith(f"/{_INDEX}") else path.removesuffix(".html")
        return self.reader.get(self.address + path_to_url(short), most_bytes)


@dataclass(frozen=True, slots=True)
class WebHost:
    """A site that has been read."""

    files: Mapping[str, RemoteFile]
    data: Mapping[str, bytes]
    """The lists of digests, and what belongs to them."""
    reasons: Mapping[str, str]
    """What is known of files that are not as they should be."""
    is_atomic: bool = True

    def listing(self) -> Mapping[str, RemoteFile]:
        """Return the listed files that are there; foreign files are not seen."""
        return self.files

    def read(self, path: str) -> bytes | None:
        """Return a list of digests, or what belongs to one."""
        return self.data.get(path)

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the digests of what was read."""
        return {path: self.files[path].sha256 or "" if path in self.files else "" for path in paths}

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Write nothing."""

    def delete(self, paths: Sequence[str]) -> None:
        """Delete nothing."""

    def finish(self, site: Site) -> None:
        """Show nothing new."""


@dataclass(frozen=True, slots=True)
class _Look:
    path: str
    file: RemoteFile | None
    reason: str
    data: bytes = field(default=b"", repr=False)


def is_address(name: str) -> bool:
    """Tell whether this is an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def site_address(url: str) -> str:
    """Return the address of a site, ending in `/`, from that of the site, its home page or its manifest.

    Raises ValueError for one without a host, or with a user and password.
    """
    parts = urlsplit(url)
    if not parts.hostname or "@" in parts.netloc or parts.port == 0:
        raise ValueError("no address of a site")
    folder, _, last = parts.path.rpartition("/")
    path = folder if last in _NAMED else parts.path.rstrip("/")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{path}/"


def _length(difference: int) -> str:
    if difference > MOST_ADDED_BYTES:
        return "it is much longer"
    if not difference:
        return ""
    return f"it is {abs(difference)} bytes {'longer' if difference > 0 else 'shorter'}"
