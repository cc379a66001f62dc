"""A bucket of S3-compatible storage: object by object, each whole, in the order of the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from dossier.publish.host import Files, HostError, RemoteFile, Site
from dossier.publish.journal import JOURNAL
from dossier.publish.parallel import each
from dossier.publish.s3_client import Access, Bucket, UnknownConditionError, UnmetError, open_bucket
from dossier.text import visible
from dossier.write import MANIFEST

_LOCKS = (JOURNAL, MANIFEST)
"""What is written only if nobody else wrote it meanwhile."""


@dataclass(frozen=True, slots=True)
class S3Target:
    """A bucket, or what lies under a prefix of it."""

    access: Access
    prefix: str = ""
    """Empty, or ends with a slash."""

    @property
    def shown(self) -> str:
        """The bucket and the prefix."""
        return f"{self.access.shown}, `{visible(self.prefix, 60)}`" if self.prefix else self.access.shown

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[S3Host]:
        """List the bucket."""
        bucket = open_bucket(self.access)
        objects = {key.removeprefix(self.prefix): found for key, found in bucket.listing(self.prefix).items()}
        # A key that ends with a slash is how consoles draw a folder: it is shown nowhere and in nobody's way.
        files = {path: RemoteFile(size) for path, (size, _) in sorted(objects.items()) if not path.endswith("/")}
        locks = {path: objects[path][1] if path in objects else "" for path in _LOCKS}
        yield S3Host(bucket, self.prefix, files, locks)


@dataclass(frozen=True, slots=True)
class S3Host:
    """A bucket in which every change is seen at once.

    The journal, which is written first, and the manifest are the lock against a second publisher: they are written on
    the condition that they are as they were listed (RFC 9110 §13.1), and compared before where the host knows none.
    """

    bucket: Bucket
    prefix: str
    files: Mapping[str, RemoteFile]
    locks: dict[str, str]
    """Entity tags of the journal and the manifest, as they were listed or as we wrote them; "" for none."""
    is_ours: set[str] = field(default_factory=set)
    """Locks that we wrote."""
    is_atomic: bool = False

    def listing(self) -> Mapping[str, RemoteFile]:
        """Return what was listed."""
        return self.files

    def read(self, path: str) -> bytes | None:
        """Read an object."""
        chunks = list(self.bucket.chunks(self.prefix + path))
        return b"".join(chunks) if chunks else None

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read objects: neither entity tags nor metadata are believed."""
        return dict(each(self._digest, paths))

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Write objects with content type and Cache-Control; journal and manifest only if they are still as listed."""
        self._check_journal()
        each(partial(self._put, files), [path for path in paths if path not in _LOCKS])
        for path in paths:
            if path in _LOCKS:
                self._put_lock(path, files.read(path))

    def delete(self, paths: Sequence[str]) -> None:
        """Delete objects."""
        self._check_journal()
        each(self.bucket.delete, [self.prefix + path for path in paths])

    def finish(self, site: Site) -> None:
        """Everything is shown already."""

    def _digest(self, path: str) -> tuple[str, str]:
        digest, is_there = hashlib.sha256(), False
        for chunk in self.bucket.chunks(self.prefix + path):
            digest.update(chunk)
            is_there = True
        return path, digest.hexdigest() if is_there else ""

    def _put(self, files: Files, path: str) -> None:
        self.bucket.put(self.prefix + path, path, files.read(path))

    def _put_lock(self, path: str, data: bytes) -> None:
        key, was = self.prefix + path, self.locks[path]
        try:
            if self.bucket.etag(key) != was:
                raise UnmetError(path)
            self.locks[path] = self._put_if(key, path, data, was)
        except UnmetError:
            # A lost answer: the write was repeated by the client, or by us, and is there.
            if self.read(path) != data:
                raise _taken(self.bucket) from None
            self.locks[path] = self.bucket.etag(key)
        self.is_ours.add(path)

    def _put_if(self, key: str, path: str, data: bytes, was: str) -> str:
        try:
            return self.bucket.put(key, path, data, was=was)
        except UnknownConditionError:
            return self.bucket.put(key, path, data)

    def _check_journal(self) -> None:
        """Stop as soon as another publisher has taken over."""
        if JOURNAL in self.is_ours and self.bucket.etag(self.prefix + JOURNAL) != self.locks[JOURNAL]:
            raise _taken(self.bucket)


def _taken(bucket: Bucket) -> HostError:
    return HostError(f"somebody else is publishing to {bucket.access.shown}; this run stopped")
