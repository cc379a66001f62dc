"""Reads content/ from disk: every rule of safe reading is here. Knows neither YAML nor Markdown."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.diagnostics import Diagnostic, Span
from dossier.model.files import InputFile
from dossier.rules import files as rules
from dossier.stamps import stamp_of
from dossier.text import TEXT_LIMIT_BYTES, nfc, visible

CONTENT = "content"
MEDIA = "media"
MEDIA_LIMIT_BYTES = 64 << 20
"""What a reader on a slow line may just download."""
DEEPEST_FOLDER = 32
"""More folders within folders than this are a loop of mounts or a mistake; walking them need not end."""
ARCHIVE = "archive"
_LARGE = (f"{CONTENT}/{MEDIA}/", f"{CONTENT}/{ARCHIVE}/")
_PRIVATE_FOLDERS = frozenset({ARCHIVE})
"""Saved copies are never read into the site; `load_copies` reads them for comparison alone."""
_EDITOR_SUFFIXES = (
    "~",
    ".bak",
    ".tmp",
    ".swp",
    ".swo",
    ".orig",
    ".rej",
    ".part",
    ".crdownload",
    "_jb_tmp___",
    "_jb_old___",
)
_MACS_SAVE = ".sb-"
"""In the names under which macOS' programs write a file before they put it in place."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything under content/, sorted by path."""

    files: tuple[InputFile, ...]
    """dossier.yaml, records and bibliography files."""
    media: tuple[InputFile, ...]
    """Files under content/media/."""
    diagnostics: tuple[Diagnostic, ...] = ()
    began_ns: int = 0
    """When reading began, in nanoseconds since 1970; 0: not known, and nothing may be taken over from here."""


NOTHING = Loaded((), ())


def load(root: Path, before: Loaded = NOTHING, *, now_ns: int = 0) -> Loaded:
    """Read the project's content/ folder.

    A file that `before` holds is not read again when the disk says the same of it and its last change was over before
    that reading began. `now_ns` is the time at this call, in nanoseconds since 1970.

    Returns files in order of their NFC path. Editors' and systems' own files, and names that begin with a dot, are left
    out in silence; symbolic links out of content/, special files, unreadable, huge and oddly named ones are returned as
    faults D150 to D156. Raises nothing for anything that may stand on a disk.
    """
    base = root / CONTENT
    if not base.is_dir():
        return Loaded((), (), (rules.NO_CONTENT.at(Span(CONTENT), "there is no `content` folder here"),))
    files: list[InputFile] = []
    media: list[InputFile] = []
    diagnostics: list[Diagnostic] = []
    known = _settled(before)
    for found in _walk(base, CONTENT):
        read = found if isinstance(found, Diagnostic) else _read(base, *found, known)
        if isinstance(read, Diagnostic):
            diagnostics.append(read)
        else:
            (media if read.path.startswith(f"{CONTENT}/{MEDIA}/") else files).append(read)
    return Loaded(_sorted(files), _sorted(media), tuple(diagnostics), now_ns)


def _settled(before: Loaded) -> Mapping[str, InputFile]:
    """Return the files of an earlier reading whose stamps vouch for their bytes."""
    files = (*before.files, *before.media)
    return {file.path: file for file in files if file.stamp and file.stamp.is_settled(before.began_ns)}


def load_copies(root: Path) -> Iterator[InputFile]:
    """Read the saved copies in content/archive/ one by one, by path and by the same rules.

    What cannot be read is left out.
    """
    base = root / CONTENT
    if not (base / ARCHIVE).is_dir():
        return
    found = (one for one in _walk(base / ARCHIVE, f"{CONTENT}/{ARCHIVE}") if not isinstance(one, Diagnostic))
    for location, path in sorted(found, key=lambda one: one[1]):
        read = _read(base, location, path, {})
        if isinstance(read, InputFile):
            yield read


def _sorted(files: list[InputFile]) -> tuple[InputFile, ...]:
    return tuple(sorted(files, key=lambda file: file.path))


def is_ignored(name: str) -> bool:
    """Tell whether a file or folder name is an editor's or a system's own and never content."""
    return (
        name.startswith((".", "#", "~$"))
        or name.endswith(_EDITOR_SUFFIXES)
        or _MACS_SAVE in name
        or name in ("Thumbs.db", "desktop.ini", "__MACOSX")
    )


def _walk(folder: Path | str, path: str) -> Iterator[tuple[str, str] | Diagnostic]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as fault:
        yield rules.UNREADABLE.at(Span(path), f"`{visible(path)}` cannot be read: {fault.strerror}")
        return
    if path.count("/") > DEEPEST_FOLDER:
        message = f"folders are nested more than {DEEPEST_FOLDER} deep here"
        yield rules.UNREADABLE.at(Span(path), message, help="move the files up, or remove the folder")
        return
    for entry in entries:
        if is_ignored(entry.name) or (path == CONTENT and entry.name in _PRIVATE_FOLDERS):
            continue
        inside = f"{path}/{nfc(entry.name)}"
        if odd := _name_fault(entry.name, path):
            yield odd
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, inside)
        else:
            yield entry.path, inside


def _name_fault(name: str, folder: str) -> Diagnostic | None:
    shown = visible(os.fsencode(name).decode("utf-8", "backslashreplace"))
    if shown == name:
        return None
    message = f"the file name `{shown}` holds characters that no URL and no terminal can show"
    return rules.FILE_NAME.at(Span(f"{folder}/{shown}"), message, help="rename the file")


def _read(base: Path, location: str, path: str, known: Mapping[str, InputFile]) -> InputFile | Diagnostic:
    place = Span(path)
    try:
        status = os.lstat(location)
        if (same := known.get(path)) is not None and same.stamp == stamp_of(status):
            return same
        if stat.S_ISLNK(status.st_mode):
            if fault := _link_fault(base, Path(location), place):
                return fault
            status = Path(location).stat()
        if not stat.S_ISREG(status.st_mode):
            return rules.SPECIAL_FILE.at(place, "this is neither a file nor a folder", help="remove it")
        return _read_regular(Path(location), path, status)
    except OSError as fault:
        return rules.UNREADABLE.at(place, f"the file cannot be read: {fault.strerror}", help="check its permissions")


def _link_fault(base: Path, location: Path, place: Span) -> Diagnostic | None:
    """Say why a symbolic link is not followed; None for one to a file that content/ would give anyway."""
    inside, target = base.resolve(), _target(location)
    if target is None or not target.is_relative_to(inside):
        message = "this symbolic link leads out of content/ or to nothing"
        return rules.SYMLINK.at(place, message, help="copy the file")
    parts = target.relative_to(inside).parts
    if any(map(is_ignored, parts)) or not _PRIVATE_FOLDERS.isdisjoint(parts[:1]):
        message = "this symbolic link leads to a file that is never read into the site"
        return rules.SYMLINK.at(place, message, help="remove the link, or copy what may be published")
    if target.is_dir():
        return rules.SYMLINK.at(place, "symbolic links to folders are not followed", help="copy the folder")
    return None


def _target(link: Path) -> Path | None:
    try:
        return link.resolve(strict=True)
    except (OSError, RuntimeError):
        return None


def _read_regular(location: Path, path: str, status: os.stat_result) -> InputFile | Diagnostic:
    place = Span(path)
    limit = MEDIA_LIMIT_BYTES if path.startswith(_LARGE) else TEXT_LIMIT_BYTES
    if status.st_size > limit:
        message = f"the file has {status.st_size:,} bytes; the limit is {limit:,}"
        return rules.TOO_LARGE.at(place, message, help="link to it instead, or cut it")
    with location.open("rb") as stream:
        before = os.fstat(stream.fileno())
        data = stream.read(limit + 1)
        after = os.fstat(stream.fileno())
    if _state(before) != _state(after) or len(data) != after.st_size:
        return rules.CHANGED_WHILE_READ.at(place, "the file changed while it was being read", help="build again")
    return InputFile(path, data, hashlib.sha256(data).hexdigest(), stamp_of(after))


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return (status.st_size, status.st_mtime_ns, status.st_ino)
