"""A host in memory that shows every change at once and can be cut off before any of them; sites made by hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from dossier.publish import HostError, PublishPlan, RemoteFile, Target, inspect, make_plan, upload, verify
from dossier.publish.site import entry_of
from dossier.write import MANIFEST, SUMS, Manifest, encode_manifest, encode_sums, manifest_of


@dataclass(frozen=True)
class MadeSite:
    """A site from texts by path."""

    pages: Mapping[str, bytes]

    @property
    def manifest(self) -> Manifest:
        entries = [entry_of(path, data) for path, data in self.pages.items()]
        return manifest_of([*entries, entry_of(SUMS, encode_sums(entries))])

    def read(self, path: str) -> bytes:
        if path == MANIFEST:
            return encode_manifest(self.manifest)
        return encode_sums(self.manifest.entries.values()) if path == SUMS else self.pages[path]

    @property
    def tree(self) -> dict[str, bytes]:
        """What a host holds after this site is published."""
        return {path: self.read(path) for path in (*self.manifest.entries, MANIFEST)}


@dataclass
class MemoryHost:
    """Files by path. After `cuts_after` changes the connection is gone; `tells_digests` as S3 does, or not, as SFTP."""

    tree: dict[str, bytes] = field(default_factory=dict)
    cuts_after: int = 1 << 30
    tells_digests: bool = False
    is_atomic: bool = False
    shown: str = "memory"
    seen: list[dict[str, bytes]] = field(default_factory=list)
    """What readers saw, after every change."""

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[MemoryHost]:
        yield self

    def listing(self) -> Mapping[str, RemoteFile]:
        return {
            path: RemoteFile(len(data), _sha(data) if self.tells_digests else None) for path, data in self.tree.items()
        }

    def read(self, path: str) -> bytes | None:
        return self.tree.get(path)

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        return {path: _sha(self.tree[path]) if path in self.tree else "" for path in paths}

    def put(self, paths: Sequence[str], files: object) -> None:
        for path in paths:
            data = files.read(path)  # type: ignore[attr-defined]
            self._spend()
            self.tree[path] = data
            self.seen.append(dict(self.tree))

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._spend()
            self.tree.pop(path, None)
            self.seen.append(dict(self.tree))

    def finish(self, site: object) -> None:
        """Everything is shown already."""

    def _spend(self) -> None:
        if self.cuts_after <= 0:
            raise HostError("connection lost")
        self.cuts_after -= 1


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


OLD = MadeSite(
    {
        "index.html": b"<a href=a/index.html><a href=gone/index.html>",
        "a/index.html": b"<a href=b/c/index.html><link href=assets/x.1.css>",
        "b/c/index.html": b"<a href=gone/index.html>",
        "gone/index.html": b"soon gone",
        "feeds/all.xml": b"<a href=gone/index.html>",
        "assets/x.1.css": b"old",
        "same.png": b"same",
    }
)
NEW = MadeSite(
    {
        "index.html": b"<a href=a/index.html><a href=new/index.html>",
        "a/index.html": b"<a href=b/c/index.html><a href=new/index.html><link href=assets/x.2.css>",
        "b/c/index.html": b"<a href=new/index.html>",
        "new/index.html": b"<a href=a/index.html><link href=assets/x.2.css><a href=new/all.ris>",
        "new/all.ris": b"TY  -",
        "feeds/all.xml": b"<a href=new/index.html>",
        "assets/x.2.css": b"new",
        "same.png": b"same",
    }
)
FOREIGN = {"CNAME": b"example.org", "blog/index.html": b"somebody's", ".well-known/x": b"y"}
SMALL = MadeSite({"index.html": b"new", "a/b.html": b"new"})


def dangling(pages: Mapping[str, bytes]) -> list[str]:
    """Links that a reader who starts at the home page meets, and that lead nowhere."""
    found, seen, waiting = [], set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if path not in pages:
            found.append(path)
        waiting += re.findall(r"href=([^>]+)>", pages.get(path, b"").decode())
    return found


def to_folder(site: MadeSite, target: Target) -> PublishPlan:
    """Publish a site whole, and read it again."""
    with target.open(writable=True) as host:
        plan = make_plan(site.manifest, inspect(host, site.manifest))
        assert plan.conflicts == ()
        upload(plan, site, host)
    with target.open(writable=False) as host:
        assert verify(host, site.manifest).is_as_published
    return plan
