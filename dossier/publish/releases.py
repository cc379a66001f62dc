"""A host that switches: the new release is made beside the last one and read again, then a link is renamed onto it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.publish.host import Files, HostError, Site
from dossier.publish.sftp import POSIX_RENAME, Sftp, folders_of, join
from dossier.publish.sftp_entries import Entry, Sort, Tree
from dossier.publish.ssh_host import Layout, Sender, Standing, digests
from dossier.text import visible
from dossier.write import MANIFEST, encode_manifest

_RELEASE = re.compile(r"([0-9]{4,9})-[0-9a-f]{12}")
"""A number that grows, and the first digits of the manifest's digest."""
_STAGE = re.compile(r"stage-([0-9a-f]{12})-([0-9]{1,9})")
"""A release in the making: the manifest's digest, and how many runs have worked on it."""
_TRASH = "trash-"
_LINK = "link"
_CLOSED, _PASSABLE, _OPEN = 0o700, 0o711, 0o755
"""Nobody reads a stage or an old release; the folder of releases can be passed through, but not listed."""


@dataclass(frozen=True, slots=True)
class Releases(Standing):
    """What `put` and `delete` say is collected for the next release."""

    sender: Sender = field(kw_only=True)
    keep: int = field(kw_only=True)
    """Releases that stay, the current one among them."""
    current: str = field(kw_only=True)
    """Name of the release that was shown when the connection was opened; "" before the first."""
    puts: set[str] = field(default_factory=set)
    deletes: set[str] = field(default_factory=set)
    is_atomic: bool = True

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Wait for `finish`."""
        self.puts.update(paths)

    def delete(self, paths: Sequence[str]) -> None:
        """Leave files out of the next release."""
        self.deletes.update(paths)

    def finish(self, site: Site) -> None:
        """Make the release, read it again, switch, and remove releases that are too old."""
        digest = hashlib.sha256(encode_manifest(site.manifest)).hexdigest()
        names = self.sftp.names(self.layout.releases)
        stage = self._stage(digest[:12], names)
        self._fill(stage, site)
        self._prove(stage, {path: entry.sha256 for path, entry in site.manifest.entries.items()} | {MANIFEST: digest})
        number = max((number_of(name) for name in names), default=0) + 1
        release = f"{number:04}-{digest[:12]}"
        self._switch(stage, release)
        tidy(self.sftp, self.layout, release, self.keep)

    def _stage(self, digest: str, names: Iterable[str]) -> str:
        """Return the folder for the new release; what an interrupted run of the same site left is taken over.

        Taking over is renaming: should that run be alive, it finds its folder gone and stops.
        """
        stages = {name: found for name in names if (found := _STAGE.fullmatch(name))}
        runs = {int(found[2]): name for name, found in stages.items() if found[1] == digest}
        last = max(runs, default=0)
        for name in sorted(stages.keys() - {runs.get(last)}):
            _throw_away(self.sftp, self.layout, name)
        stage = join(self.layout.releases, f"stage-{digest}-{last + 1}")
        if runs:
            self.sftp.rename([(join(self.layout.releases, runs[last]), stage)])
        else:
            self.sftp.make_root(self.layout.releases, _PASSABLE)
            self.sftp.make_each([stage], _CLOSED)
        return stage

    def _fill(self, stage: str, site: Site) -> None:
        """Bring what is new, and give what stays a second name; foreign folders stay even if they are empty."""
        there = self.sftp.walk(stage)
        done = self._done(stage, there, site)
        self.sftp.remove([join(stage, path) for path in there.entries if path not in done])
        self.sftp.remove_folders([join(stage, folder) for folder in reversed(there.folders)])
        standing = set(self.tree.folders) - folders_of(self.deletes) - self.puts
        self.sftp.make_folders(stage, standing | folders_of(self._carried()))
        self._carry(stage)
        self.sender.send(stage, self.root, sorted(self.puts - done), site)

    def _done(self, stage: str, there: Tree, site: Site) -> set[str]:
        """Return the new files that an interrupted run has brought whole."""
        entries = site.manifest.entries
        sizes = {path: there.entries[path].size_bytes for path in self.puts if _is_file(there.entries.get(path))}
        whole = {path: size for path, size in sizes.items() if path in entries and entries[path].size_bytes == size}
        return {path for path, sha in digests(self.sftp, stage, whole).items() if sha == entries[path].sha256}

    def _carried(self) -> Mapping[str, Entry]:
        """Return what goes into the next release as it stands: ours that did not change, and what is foreign."""
        leaving = self.puts | self.deletes
        return {path: entry for path, entry in self.tree.entries.items() if path not in leaving}

    def _expected(self) -> set[str]:
        return self.puts | self._carried().keys()

    def _carry(self, stage: str) -> None:
        pairs = []
        for path, entry in self._carried().items():
            old, new = join(self.root, path), join(stage, path)
            match entry.sort:
                case Sort.FILE:
                    pairs.append((old, new))
                case Sort.LINK:
                    self._carry_link(old, new)
                case _:
                    advice = "remove it there, or write `releases: 0`: then files are replaced one by one"
                    raise HostError(f"`{visible(path)}` on the host is neither file nor link", help=advice)
        self.sftp.copy(self.sftp.link_again(pairs))

    def _carry_link(self, old: str, new: str) -> None:
        text = self.sftp.link_text(old)
        if text is None or not self.sftp.symlink(text, new):
            raise HostError(f"the host did not copy the link `{visible(old)}`")

    def _prove(self, stage: str, wanted: Mapping[str, str]) -> None:
        """Read the new files again; check that nothing is missing and nothing too much."""
        there = self.sftp.walk(stage)
        sizes = {path: entry.size_bytes for path, entry in there.entries.items() if path in self.puts}
        found = digests(self.sftp, stage, sizes)
        if there.entries.keys() != self._expected() or any(found.get(path) != wanted[path] for path in self.puts):
            raise HostError("the staged site is not the built one; nothing was changed")

    def _switch(self, stage: str, release: str) -> None:
        if not self.sftp.set_mode(stage, _OPEN):
            advice = "write `releases: 0`: then files are replaced one by one"
            raise HostError("the host does not let us open a release to readers", help=advice)
        self.sftp.rename([(stage, join(self.layout.releases, release))])
        link = join(self.layout.releases, _LINK)
        self.sftp.remove([link])
        made = self.sftp.symlink(self.layout.link_to(release), link)
        if self.layout.current(self.sftp) != self.current or not made:
            _throw_away(self.sftp, self.layout, release)
            raise HostError("somebody else published meanwhile; nothing was changed, run again")
        self.sftp.rename([(link, self.layout.path)])


def can_switch(sftp: Sftp, layout: Layout) -> bool:
    """Try whether the host lets a link be made for a path at which nothing stands yet; leaves only the folder."""
    if not (layout.has_name and sftp.has(POSIX_RENAME)):
        return False
    sftp.make_root(layout.releases, _PASSABLE)
    link = join(layout.releases, _LINK)
    sftp.remove([link])
    if sftp.symlink(layout.link_to(_LINK), link):
        sftp.remove([link])
        return True
    sftp.remove_folders([layout.releases])
    return False


def number_of(name: str) -> int:
    """Return the number of a release; 0 for what is none."""
    found = _RELEASE.fullmatch(name)
    return int(found[1]) if found else 0


def tidy(sftp: Sftp, layout: Layout, current: str, keep: int) -> None:
    """Remove releases older than the newest `keep`, and what an interrupted run left of them; close the others.

    An old release may hold what was withdrawn: it is none of the web server's business. Releases newer than the current
    one stay as they are: somebody may be about to switch to them.
    """
    names = sftp.names(layout.releases)
    older = sorted((name for name in names if 0 < number_of(name) < number_of(current)), key=number_of, reverse=True)
    staying = max(keep, 1) - 1
    for name in older[:staying]:
        sftp.set_mode(join(layout.releases, name), _CLOSED)
    for name in older[staying:]:
        _throw_away(sftp, layout, name)
    for name in names:
        if name.startswith(_TRASH):
            sftp.remove_tree(join(layout.releases, name))


def _throw_away(sftp: Sftp, layout: Layout, name: str) -> None:
    """Rename first: what is removed in part must not pass for whole."""
    trash = join(layout.releases, _TRASH + name)
    sftp.rename([(join(layout.releases, name), trash)])
    sftp.remove_tree(trash)


def _is_file(entry: Entry | None) -> bool:
    return entry is not None and entry.sort is Sort.FILE
