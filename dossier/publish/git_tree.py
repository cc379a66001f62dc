"""What a commit of the published branch holds, and the stream from which git makes the next one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dossier.publish.disk import CHUNK_BYTES
from dossier.publish.git_process import Git, stop
from dossier.publish.host import Files, HostError, RemoteFile

_FILE_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Change:
    """One commit to make."""

    reference: str
    parent: str
    """Object id; "" for a first commit."""
    byline: str
    """`Name <mail>`."""
    seconds: int
    """Since 1970, UTC."""
    message: str


def tree_of(git: Git, commit: str, ids_file: Path) -> tuple[Mapping[str, RemoteFile], Mapping[str, str]]:
    """Return the files of a commit with their SHA-256, and their object ids. Links and submodules have digest ""."""
    lines = git.run("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    entries = [line.partition("\t") for line in lines if line]
    ids = {path: head.split()[2] for head, _, path in entries if head.split()[0] in _FILE_MODES}
    ids_file.write_text("".join(f"{id}\n" for id in sorted(set(ids.values()))))
    with ids_file.open("rb") as stream:
        found = _digests(git, stream)
    files = {path: found[ids[path]] if path in ids else RemoteFile(0, "") for _, _, path in entries}
    return files, ids


def _digests(git: Git, ids: IO[bytes]) -> dict[str, RemoteFile]:
    process = git.start("cat-file", "--batch", stdin=ids)
    assert process.stdout is not None
    found = {}
    try:
        while header := process.stdout.readline():
            id, kind, size = header.split()
            found[id.decode()] = RemoteFile(int(size), _digest(process.stdout, int(size)))
            assert kind == b"blob"
    except ValueError:
        raise HostError("git cat-file: the branch could not be read") from None
    finally:
        stop(process) if process.poll() is None else process.communicate()
    return found


def _digest(stream: IO[bytes], size: int) -> str:
    digest = hashlib.sha256()
    while size > 0:
        data = stream.read(min(size, CHUNK_BYTES))
        if not data:
            raise HostError("git cat-file: the branch could not be read")
        digest.update(data)
        size -= len(data)
    stream.read(1)
    return digest.hexdigest()


def write_stream(stream: IO[bytes], change: Change, puts: Iterable[tuple[str, Files]], deletes: Iterable[str]) -> None:
    """Write a commit as git-fast-import(1) reads it."""
    when = f"{change.byline} {change.seconds} +0000\n"
    head = f"commit {change.reference}\nauthor {when}committer {when}"
    stream.write(head.encode() + _data(change.message.encode()))
    if change.parent:
        stream.write(f"from {change.parent}\n".encode())
    for path in deletes:
        stream.write(b"D " + _quoted(path) + b"\n")
    for path, files in puts:
        stream.write(b"M 100644 inline " + _quoted(path) + b"\n" + _data(files.read(path)))
    stream.write(b"done\n")


def make_commit(git: Git, stream: IO[bytes], reference: str) -> str:
    """Make the commit of a stream and return its object id."""
    git.run("fast-import", "--quiet", "--done", "--date-format=raw", stdin=stream)
    return git.run("rev-parse", "--verify", reference).strip()


def read_blob(git: Git, id: str) -> bytes:
    """Return a file's bytes."""
    process = git.start("cat-file", "blob", id)
    data, _ = process.communicate()
    if process.returncode:
        raise HostError("git cat-file: the branch could not be read")
    return data


def _data(data: bytes) -> bytes:
    return b"data %d\n" % len(data) + data + b"\n"


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode("utf-8", "surrogateescape")
