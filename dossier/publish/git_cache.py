"""What was fetched from a branch, kept in .dossier/ so that the next publication fetches only what is new.

Nothing of it is believed: objects are checked by git before they are used, settings and hooks are never kept, and what
is damaged counts as nothing. Safe to delete.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from dossier.publish.git_process import Git
from dossier.publish.host import HostError

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_OBJECT = re.compile(r"[0-9a-f]{2}/[0-9a-f]{38}(?:[0-9a-f]{24})?|pack/pack-[0-9a-f]+\.(?:pack|idx|rev)")
"""Loose objects and packs, below `objects` (gitrepository-layout(5))."""
_MOST_PACKS = 20
_MOST_OBJECTS = 20_000
"""Beyond either the cache is dropped: one fetch is cheaper than much litter."""
_TIP, _SHALLOW = "tip", "shallow"


@dataclass(frozen=True, slots=True)
class Cache:
    """The objects of one branch of one address."""

    folder: Path

    def lend(self, git: Git, reference: str) -> bool:
        """Let a fresh repository use the kept objects and name the kept tip; writes to that repository alone.

        Returns False, and the repository is to be made again, where nothing is kept or something is damaged.
        """
        tip, shallow = _words(self.folder / _TIP), _words(self.folder / _SHALLOW)
        objects = self.folder / "objects"
        if not tip or "\n" in str(objects) or any(path.is_symlink() for path in (self.folder, objects)):
            return False
        (git.folder / "objects/info").mkdir(exist_ok=True)
        (git.folder / "objects/info/alternates").write_text(f"{objects.resolve()}\n", encoding="utf-8")
        (git.folder / "shallow").write_text("".join(f"{id}\n" for id in shallow))
        try:
            git.run("update-ref", reference, tip[0])
            git.run("fsck", "--no-dangling", "--no-progress")
        except HostError:
            return False
        return True

    def keep(self, git: Git, tip: str, end: str) -> None:
        """Take over what a repository has fetched and made; the tip is named last. What cannot be kept, is not.

        `end` is the oldest commit that was fetched, at which the known history ends; "" where all of it is known.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for source in sorted((git.folder / "objects").glob("*/*")):
                name = source.relative_to(git.folder / "objects").as_posix()
                if _OBJECT.fullmatch(name) and not (self.folder / "objects" / name).exists():
                    _put(self.folder / "objects" / name, source.read_bytes())
            _put(self.folder / _SHALLOW, f"{end}\n".encode() if end else b"")
            _put(self.folder / _TIP, f"{tip}\n".encode())
            if self._is_littered():
                self.drop()
        except OSError:
            self.drop()

    def drop(self) -> None:
        """Forget everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _is_littered(self) -> bool:
        packs = len([*(self.folder / "objects/pack").glob("*.pack")])
        return packs > _MOST_PACKS or sum(1 for _ in (self.folder / "objects").glob("??/*")) > _MOST_OBJECTS


def cache_for(project: Path, address: str, branch: str) -> Cache:
    """Return the place of a branch in the project's cache."""
    return Cache(project / ".dossier" / "git" / hashlib.sha256(f"{address}\0{branch}".encode()).hexdigest()[:20])


def _words(path: Path) -> list[str]:
    """Return the object ids in a file; none at all when anything else stands there."""
    try:
        words = path.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []
    return words if all(_ID.fullmatch(word) for word in words) else []


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
