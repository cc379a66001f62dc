"""Projects for tests: the starter dossier, small ones written on the spot, and a build without a terminal."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from dossier.build import Build, Request, build
from dossier.commands.init import starter
from dossier.diagnostics import Diagnostic, Severity
from dossier.store import Store

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 24)
SETTINGS = "title: Test dossier\nlanguage: en\nbase_url: https://example.org/test/\n"


def write_files(root: Path, files: Mapping[str, str]) -> Path:
    """Write texts by path under a project's root."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return root


def starter_project(root: Path) -> Path:
    """Write the dossier that `dossier init` makes."""
    return write_files(root, starter(TODAY))


def small_project(root: Path, files: Mapping[str, str]) -> Path:
    """Write a project with settings and these files under content/."""
    return write_files(
        root, {"content/dossier.yaml": SETTINGS, **{f"content/{path}": text for path, text in files.items()}}
    )


def build_site(project: Path, output: Path | None = None, *, cached: bool = False, drafts: bool = False) -> Build:
    """Build a project on the tests' own day."""
    store = Store(project / ".dossier/cache.db") if cached else Store(None)
    request = Request(project=project, today=TODAY, store=store, drafts=drafts)
    return build(request, output or project / "site")


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder by its relative path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def errors(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Return the errors as `path:line:column CODE message`."""
    return [
        f"{fault.span.path}:{fault.span.line}:{fault.span.column} {fault.rule} {fault.message}"
        for fault in diagnostics
        if fault.severity is Severity.ERROR
    ]
