"""A folder on a host that one reaches with ssh: switched where the host allows, else file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from dossier.publish.host import HostError
from dossier.publish.releases import Releases, can_switch, tidy
from dossier.publish.sftp import Sftp, join
from dossier.publish.sftp_entries import Sort, Tree
from dossier.publish.sftp_wire import connect
from dossier.publish.ssh import Login
from dossier.publish.ssh_host import TEMPORARY, FileByFile, Layout, Sender
from dossier.text import visible


@dataclass(frozen=True, slots=True)
class SshTarget:
    """A folder on a host."""

    login: Login
    path: str
    """On the host; a relative one starts in the folder in which the host puts us."""
    keep: int
    """Releases that stay on the host; 0: never switch."""
    make_sender: Callable[[Sftp], Sender]

    @property
    def shown(self) -> str:
        """The host and the folder."""
        return f"`{visible(self.login.name, 60)}:{visible(self.path, 60)}`"

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[Releases | FileByFile]:
        """Connect, list what is there, and remove what nobody needs any more."""
        with connect(self.login) as wire:
            yield self._host(Sftp(wire), writable=writable)

    def _host(self, sftp: Sftp, *, writable: bool) -> Releases | FileByFile:
        layout = Layout(plain(self.path))
        current = layout.current(sftp)
        standing = sftp.look(layout.path, follow=True)
        if standing is not None and standing.sort is not Sort.FOLDER:
            advice = "name another `path`, or move it away"
            raise HostError(f"{self.login.shown}: `{visible(self.path)}` is no folder", help=advice)
        if self.keep and (current or (standing is None and writable and can_switch(sftp, layout))):
            return self._switched(sftp, layout, current, writable=writable)
        if writable:
            sftp.remove_tree(join(layout.path, TEMPORARY))
        tree = sftp.walk(layout.path)
        entries = {path: entry for path, entry in tree.entries.items() if not path.startswith(f"{TEMPORARY}/")}
        return FileByFile(sftp, layout, layout.path, replace(tree, entries=entries), sender=self.make_sender(sftp))

    def _switched(self, sftp: Sftp, layout: Layout, current: str, *, writable: bool) -> Releases:
        if writable:
            tidy(sftp, layout, current, self.keep)
        root = join(layout.releases, current) if current else layout.path
        tree = sftp.walk(root) if current else Tree({})
        return Releases(sftp, layout, root, tree, sender=self.make_sender(sftp), keep=self.keep, current=current)


def plain(path: str) -> str:
    """Return a path without `~/`, `./` and slashes at its end: on the host it starts at home anyway; "" for home."""
    path = path.removeprefix("~/").removeprefix("./")
    return "" if path in ("", ".", "~") else path.rstrip("/") or "/"
