"""What publishing would do: a pure function of the new site, the last published one and what stands on the host."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from dossier.publish.host import RemoteFile
from dossier.publish.journal import JOURNAL, Known, known_of, together
from dossier.publish.remote import Remote
from dossier.write import ABOUT_SUMS, MANIFEST, Manifest, encode_manifest

MOST_DELETIONS = 20
MOST_DELETED_SHARE = 0.1
"""Above both, deleting needs a yes of its own: a wrong folder is likelier than so many pages gone on purpose."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file on the host that is in the way."""

    path: str
    was_ours: bool
    """True when it was published by us and changed since; False when it is foreign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPlan:
    """What would be done. All paths are sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    """Ours, not made any more, and on the host as we published them."""
    kept_edited: tuple[str, ...]
    """Ours and not made any more, but changed on the host: they stay."""
    kept_foreign: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    unchanged: int
    published: int
    """Files of the last publication."""
    is_unfinished: bool
    """Whether an interrupted publication, or its list, is to be finished."""
    journal: Known
    """What a host that is not atomic is told before the first change."""

    @property
    def is_empty(self) -> bool:
        """Whether the host holds the site already."""
        return not (self.added or self.changed or self.removed or self.is_unfinished)

    def waves(self) -> tuple[tuple[str, ...], ...]:
        """Return what is uploaded, in groups: no page is shown before everything that it links to.

        Files that pages use, new pages, changed pages, lists and feeds; the lists of digests come last.
        """
        order: tuple[list[str], ...] = ([], [], [], [], [])
        for path in self.added:
            order[_wave(path, is_new=True)].append(path)
        for path in self.changed:
            order[_wave(path, is_new=False)].append(path)
        order[_LISTS].append(MANIFEST)
        return tuple(tuple(sorted(wave)) for wave in order if wave)


_FILES, _NEW, _CHANGED, _INDEXES, _LISTS = range(5)


def _wave(path: str, *, is_new: bool) -> int:
    if path in ABOUT_SUMS:
        return _LISTS
    is_page = path.endswith(".html")
    if path == "index.html" or (not is_new and (not is_page or path.count("/") <= 1)):
        return _INDEXES
    return (_NEW if is_new else _CHANGED) if is_page else _FILES


def make_plan(local: Manifest, remote: Remote) -> PublishPlan:
    """Compare by SHA-256 alone: what to add, change and delete, what stays, and what is in the way. Raises nothing."""
    known = remote.known
    added, changed, conflicts, unchanged = [], [], list(_structural(local, remote)), 0
    blocked = {conflict.path for conflict in conflicts}
    for path, entry in local.entries.items():
        there = remote.files.get(path)
        if there is None:
            added.append(path)
        elif _digest(there, path, remote) == entry.sha256:
            unchanged += 1
        elif _digest(there, path, remote) in known.get(path, ()):
            changed.append(path)
        elif path not in blocked:
            conflicts.append(Conflict(path, path in known))
    conflicts += _manifest_conflicts(local, remote)
    gone = [path for path in known if path not in local.entries and path in remote.files]
    removed = [path for path in gone if _digest(remote.files[path], path, remote) in known[path]]
    foreign = remote.files.keys() - local.entries.keys() - known.keys() - {MANIFEST, JOURNAL}
    return PublishPlan(
        added=tuple(added),
        changed=tuple(changed),
        removed=tuple(sorted(removed)),
        kept_edited=tuple(sorted({*gone} - {*removed})),
        kept_foreign=tuple(sorted(foreign)),
        conflicts=tuple(sorted(conflicts, key=lambda conflict: conflict.path)),
        unchanged=unchanged,
        published=len(remote.manifest.entries) if remote.manifest else 0,
        is_unfinished=remote.journal is not None or remote.manifest != local,
        journal=together(known, known_of(local)),
    )


def too_many_deletions(plan: PublishPlan) -> bool:
    """Tell whether so much would be deleted that it needs a yes of its own."""
    return len(plan.removed) > MOST_DELETIONS and len(plan.removed) > MOST_DELETED_SHARE * plan.published


def _digest(file: RemoteFile, path: str, remote: Remote) -> str:
    """Return a file's digest; what the host does not tell was not in question and is what was published."""
    if file.sha256 is not None:
        return file.sha256
    old = remote.manifest.entries.get(path) if remote.manifest else None
    return old.sha256 if old and old.size_bytes == file.size_bytes else ""


def _manifest_conflicts(local: Manifest, remote: Remote) -> Iterator[Conflict]:
    """A manifest that we cannot read: somebody else's, or damaged; ours from an interrupted run is known."""
    file = remote.files.get(MANIFEST)
    if file and remote.manifest is None and file.sha256 != hashlib.sha256(encode_manifest(local)).hexdigest():
        yield Conflict(MANIFEST, was_ours=bool(remote.journal))


def _structural(local: Manifest, remote: Remote) -> Iterator[Conflict]:
    """A file where a folder must be, or a folder where a file must be."""
    folders = {str(parent) for path in local.entries for parent in PurePosixPath(path).parents}
    for path in remote.files:
        if path in folders:
            yield Conflict(path, path in remote.known)
        yield from (
            Conflict(path, path in remote.known)
            for parent in PurePosixPath(path).parents
            if str(parent) in local.entries
        )
