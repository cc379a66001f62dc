"""Turns the generic base site of the bad inputs, and each case, into a dossier project, line for line."""

from __future__ import annotations

import os
import re
import shutil
import site as installed
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "dossier"
ROOT = Path(__file__).resolve().parents[2]
ENV = {"PYTHONPATH": os.pathsep.join([str(ROOT), *installed.getsitepackages()])}
SETTINGS = {b"lang": b"language", b"timezone": b"time_zone", b"nav": b"menu"}
OF_TEXTS = {
    b"date": b"published",
    b"source": b"outlet",
    b"actors": b"mentions",
    b"people": b"author",
    b"description": b"summary",
}
KEYS: Mapping[str, Mapping[bytes, bytes]] = {
    "articles": OF_TEXTS,
    "notes": OF_TEXTS,
    "events": {b"actors": b"participants", b"source": b"sources", b"start": b"date"},
    "actors": {b"title": b"#title"},
}
"""Folder under content/ to the generic key, and the key of our model. An actor has a name and no title."""
FOLDERS = {"content/sources": "content/bibliography", "static": "content/media"}
FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n.*?(?:\r?\n---[ \t]*(?:\r?\n|\Z)|\Z)", re.DOTALL)


def prepare(site: Path) -> None:
    """Turn the base site into a project."""
    _adapt(Path(site))


def overlay(site: Path, case: dict[str, object]) -> None:
    """Turn what a case laid over the base site into files of a project, and name the expected place as we do."""
    _adapt(Path(site))
    case["report"] = _our_path(str(case["report"])) if case.get("report") else None
    case["overlay_files"] = [_our_path(path) for path in _texts(case["overlay_files"])]


def _our_path(path: str) -> str:
    """Return where a file of the generic site is in a project; a line number after it stays."""
    path = re.sub(r"^site\.yaml", "content/dossier.yaml", path)
    for generic, ours in FOLDERS.items():
        path = path.replace(f"{generic}/", f"{ours}/") if path.startswith(f"{generic}/") else path
    return path


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(one) for one in value]


def argv(site: Path, out: Path, command: str) -> list[list[str]] | None:
    """Return what is run for a command of the manifest; None for one that this program does not have yet."""
    if command.startswith("publish "):
        return [[_python(), "-P", "-m", "dossier", *command.split(), "--project", str(site), "--yes"]]
    if command != "build":
        return None
    return [[_python(), "-P", "-m", "dossier", "build", "--project", str(site), "--output", str(out)]]


def _python() -> str:
    """Return an interpreter of our version that any user may start: some cases run as nobody."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    found = [sys.executable, shutil.which(version, path="/usr/local/bin:/usr/bin") or sys.executable]
    return next(filter(_is_for_everyone, found), sys.executable)


def _is_for_everyone(program: str) -> bool:
    real = Path(program).resolve()
    return all(path.stat().st_mode & stat.S_IXOTH for path in (real, *real.parents))


def _adapt(site: Path) -> None:
    for name in ("site.yaml", "site.yaml.bak"):
        written = site / name
        if written.is_file() and not written.is_symlink():
            target = site / "content" / name.replace("site", "dossier")
            text = _renamed(written.read_bytes(), SETTINGS)
            target.write_bytes(re.sub(rb"- \{title: (.*?), url: ", rb"- {label: \1, to: ", text))
            written.unlink()
    for generic, ours in FOLDERS.items():
        if (site / generic).is_dir() and not (site / generic).is_symlink():
            shutil.copytree(site / generic, site / ours, symlinks=True, dirs_exist_ok=True)
            shutil.rmtree(site / generic)
    if not (site / "static").is_symlink():
        (site / "static").mkdir(exist_ok=True)  # some cases make their files there, without making the folder
    for folder, keys in KEYS.items():
        for path in (site / "content" / folder).rglob("*.md"):
            if path.is_file() and not path.is_symlink() and os.access(path, os.R_OK):
                _adapt_record(path, keys)


def _adapt_record(path: Path, keys: Mapping[bytes, bytes]) -> None:
    data = path.read_bytes()
    head = FRONT_MATTER.match(data)
    if head:
        body = re.sub(rb"\(/?static/", b"(/media/", data[head.end() :])
        path.write_bytes(_renamed(head.group(), keys) + body)


def _renamed(text: bytes, keys: Mapping[bytes, bytes]) -> bytes:
    for generic, ours in keys.items():
        text = re.sub(rb"(?m)^" + generic + rb":", ours + b":", text)
    return text
