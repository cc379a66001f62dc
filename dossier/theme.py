"""Reads the theme from disk: the default templates and assets, and what the project puts in their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.diagnostics import Diagnostic, Span
from dossier.model.files import InputFile, TemplateFile
from dossier.rules import theme as rules

TEMPLATES = "templates"
ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class Theme:
    """Every template and asset, whole, so that rendering needs no disk."""

    templates: Mapping[str, TemplateFile]
    """The project's own, by name, e.g. `actor.html`, `partials/facts.html`."""
    defaults: Mapping[str, TemplateFile]
    """Those that come with dossier; also reachable as `default/…`."""
    assets: tuple[InputFile, ...]
    """Style sheets, scripts, fonts: a project's file replaces the default of the same name. `path` is the name."""
    digest: str
    """SHA-256 over everything above: pages need not be rendered again while it stays."""
    diagnostics: tuple[Diagnostic, ...] = ()


def default_templates() -> Path:
    """Return the folder of the default theme: in an installed package `_templates`, in a checkout `templates`."""
    here = Path(__file__).resolve().parent
    packaged = here / "_templates"
    return packaged if packaged.is_dir() else here.parent / TEMPLATES


def read_theme(root: Path) -> Theme:
    """Read the default theme and the `templates/` folder of the project at `root`, if it has one.

    A project that is dossier's own repository has no overrides: the same folder is not read twice.
    Returns faults D650 for files that cannot be read as UTF-8 text. Raises OSError only for the default theme.
    """
    defaults = default_templates()
    own = root / TEMPLATES
    is_default = own.is_dir() and own.resolve() == defaults.resolve()
    shown = TEMPLATES if is_default else "default"
    base, faults = _read_folder(defaults, shown)
    project, more = ((), ()) if is_default or not own.is_dir() else _read_folder(own, TEMPLATES)
    assets = {file.path: file for file in (*_assets(base), *_assets(project))}
    templates = _templates(project)
    digest = hashlib.sha256("".join(f"{file.path}\0{file.digest}\n" for file in (*base, *project)).encode())
    return Theme(
        templates,
        _templates(base),
        tuple(assets[name] for name in sorted(assets)),
        digest.hexdigest(),
        (*faults, *more),
    )


def _read_folder(folder: Path, shown: str) -> tuple[tuple[InputFile, ...], tuple[Diagnostic, ...]]:
    files: list[InputFile] = []
    faults: list[Diagnostic] = []
    for location in _regular_files(folder):
        path = f"{shown}/{location.relative_to(folder).as_posix()}"
        data = location.read_bytes()
        if location.suffix == ".html" and not _is_utf8(data):
            faults.append(rules.UNREADABLE.at(Span(path), "the template is not UTF-8 text", help="save it as UTF-8"))
        else:
            files.append(InputFile(path, data, hashlib.sha256(data).hexdigest()))
    return tuple(files), tuple(faults)


def _regular_files(folder: Path) -> Iterator[Path]:
    """Yield files in order of their path; nothing hidden, no links."""
    for location in sorted(folder.rglob("*"), key=lambda found: found.as_posix()):
        names = location.relative_to(folder).parts
        if location.is_file() and not location.is_symlink() and not any(name.startswith(".") for name in names):
            yield location


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _templates(files: tuple[InputFile, ...]) -> Mapping[str, TemplateFile]:
    return {
        _name(file): TemplateFile(_name(file), file.data.decode("utf-8-sig").replace("\r\n", "\n"), file.path)
        for file in files
        if file.path.endswith(".html") and not _name(file).startswith(f"{ASSETS}/")
    }


def _assets(files: tuple[InputFile, ...]) -> tuple[InputFile, ...]:
    prefix = f"{ASSETS}/"
    return tuple(
        InputFile(_name(file).removeprefix(prefix), file.data, file.digest)
        for file in files
        if _name(file).startswith(prefix)
    )


def _name(file: InputFile) -> str:
    return file.path.split("/", 1)[1]
