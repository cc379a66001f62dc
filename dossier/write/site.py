"""Stages a site beside the old one and switches to it: the old build or the new one, whole, at any moment."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dossier.diagnostics import Diagnostic, Span
from dossier.rules import output as rules
from dossier.text import visible
from dossier.views import Artifact
from dossier.write import manifest as manifests
from dossier.write.manifest import Manifest, ManifestEntry
from dossier.write.switching import exchange, sync

_KEPT_NAMES = frozenset({".gitignore", ".gitkeep", ".git", ".nojekyll", "CNAME", ".well-known", ".DS_Store"})
"""What may stand in a folder that still counts as empty: hosts and version control put it there."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A new site waiting beside the old one. Only changed files are in it until `switch` completes it."""

    folder: Path
    output: Path
    manifest: Manifest
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    """Foreign files, and unchanged files of ours, that the new tree takes over."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the old site is already what the new one would be."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Written:
    """What the disk holds now."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


def output_fault(output: Path, project: Path) -> Diagnostic | None:
    """Return why this folder may not be written to, or None."""
    place = Span(output.name or str(output))
    real, root = output.resolve(), project.resolve()
    forbidden = [root / "content", root / "templates", root / ".git", root / "dossier", root / ".dossier"]
    ours = any(real == path or real.is_relative_to(path) or path.is_relative_to(real) for path in forbidden)
    if ours or real in (Path.home().resolve(), Path(real.anchor)) or root.is_relative_to(real) or ".git" in real.parts:
        return rules.UNSAFE_OUTPUT.at(
            place, f"`{visible(output.name)}` may not be the output folder", help="use `site`"
        )
    if real.exists() and not real.is_dir():
        return rules.FOREIGN_OUTPUT.at(place, f"`{visible(output.name)}` is a file, not a folder")
    if real.is_dir() and manifests.read_manifest(real) is None:
        foreign = sorted(entry.name for entry in real.iterdir() if entry.name not in _KEPT_NAMES)
        if foreign:
            message = f"`{visible(output.name)}` holds files and no manifest of ours, e.g. `{visible(foreign[0])}`"
            return rules.FOREIGN_OUTPUT.at(place, message, help="name an empty folder, or one that dossier made")
    return None


def recover(output: Path) -> None:
    """Finish or undo what an interrupted command left: bring the site back, remove stages. Raises OSError."""
    output = output.resolve()
    aside = _aside(output)
    if aside.exists() and not output.exists():
        aside.rename(output)
    for leftover in (*output.parent.glob(f".{output.name}.dossier-stage-*"), aside):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)


def standing(output: Path) -> Path:
    """Return where the last good site is now: aside when a command was interrupted between two renames."""
    aside = _aside(output.resolve())
    return aside if aside.exists() and not output.exists() else output


def stage(artifacts: Iterable[Artifact], output: Path) -> Staged:
    """Write what differs from the site in `output` into a folder beside it.

    Artifacts may come in any order and are not kept. Returns faults D622 and D623 with the stage. Raises OSError when
    the disk fails and ValueError for a path that leaves the site; both leave the old site untouched.
    """
    output = output.resolve()
    folder = output.parent / f".{output.name}.dossier-stage-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    old = manifests.read_manifest(output) or Manifest({})
    try:
        return _stage(artifacts, output, folder, old)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _stage(artifacts: Iterable[Artifact], output: Path, folder: Path, old: Manifest) -> Staged:
    entries: dict[str, ManifestEntry] = {}
    added: list[str] = []
    changed: list[str] = []
    diagnostics: list[Diagnostic] = []
    for artifact in _with_sums(artifacts, entries):
        path = _checked(artifact.url)
        entries[path] = ManifestEntry(path, hashlib.sha256(artifact.data).hexdigest(), len(artifact.data))
        present = _bytes_of(output / path)
        if present == artifact.data:
            continue
        if present is not None and path not in old.entries:
            message = f"`{visible(path)}` in the output folder was not written by dossier"
            diagnostics.append(rules.FOREIGN_FILE.at(Span(path), message, help="move it away, then build again"))
            continue
        (changed if path in old.entries else added).append(path)
        _create(folder / path, artifact.data)
    removed = tuple(sorted(path for path in old.entries if path not in entries and (output / path).exists()))
    edited = tuple(path for path in removed if not _is_as_written(output / path, old.entries[path]))
    diagnostics += [
        rules.KEPT_FILE.at(Span(path), f"`{visible(path)}` was changed by hand and stays") for path in edited
    ]
    removed = tuple(path for path in removed if path not in edited)
    gone = {*removed, *changed, manifests.NAME}
    kept = tuple(path for path in _files_in(output) if path not in gone)
    return Staged(
        folder, output, manifests.manifest_of(entries.values()), tuple(added), tuple(changed), removed, kept,
        tuple(diagnostics),
    )  # fmt: skip


def _with_sums(artifacts: Iterable[Artifact], entries: Mapping[str, ManifestEntry]) -> Iterator[Artifact]:
    yield from artifacts
    yield Artifact(manifests.SUMS, manifests.encode_sums(entries.values()))


def switch(staged: Staged) -> Written:
    """Complete the stage and put it in the place of the old site at once. Raises OSError; then the old site stands."""
    written = Written(staged.added, staged.changed, staged.removed, len(staged.manifest.entries))
    if staged.is_empty and manifests.read_manifest(staged.output) == staged.manifest:
        discard(staged)
        return written
    for path in staged.kept:
        _take_over(staged.output / path, staged.folder / path)
    _create(staged.folder / manifests.NAME, manifests.encode(staged.manifest))
    shutil.copymode(staged.output, staged.folder) if staged.output.exists() else staged.folder.chmod(0o755)
    new = [staged.folder / path for path in (*staged.added, *staged.changed, manifests.NAME)]
    sync(new, staged.folder)
    old = exchange(staged.folder, staged.output, _aside(staged.output))
    shutil.rmtree(old, ignore_errors=True)
    return written


def discard(staged: Staged) -> None:
    """Drop a stage; the old site stands."""
    shutil.rmtree(staged.folder, ignore_errors=True)


def _aside(output: Path) -> Path:
    return output.parent / f".{output.name}.dossier-old"


def _checked(url: str) -> str:
    path = PurePosixPath(url)
    if path.is_absolute() or ".." in path.parts or not path.parts or url == manifests.NAME:
        raise ValueError(f"artifact outside the site: {url!r}")
    return str(path)


def _bytes_of(path: Path) -> bytes | None:
    """Return the bytes of a regular file, b"" with a mark for anything else that stands there, None for nothing."""
    if path.is_symlink() or path.is_dir():
        return b"\0not a file"
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _is_as_written(path: Path, entry: ManifestEntry) -> bool:
    data = _bytes_of(path)
    return data is not None and hashlib.sha256(data).hexdigest() == entry.sha256


def _create(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(data)


def _files_in(folder: Path, prefix: str = "") -> Iterator[str]:
    """Yield every file and symbolic link under a folder, relative, links not followed."""
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(Path(entry.path), f"{path}/")
        else:
            yield path


def _take_over(old: Path, new: Path) -> None:
    """Give a file a second name in the new tree; where links are not possible, copy it with its times."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)
