"""Reads the theme from disk: the default templates and assets, and what the project puts in their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.diagnostics import Diagnostic, Span
from dossier.model.files import InputFile, TemplateFile
from dossier.model.origin import Origin, origin_of
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


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder of templates and assets that a plug-in adds to the defaults, under its own name."""

    name: str
    """E.g. `reading`: its `terms.html` is the template `reading/terms.html`, its `assets/a.css` is `reading/a.css`."""
    folder: Path


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """The files of the theme as they lie on disk, by name: `actor.html`, `assets/page.css`."""

    defaults: Mapping[str, InputFile]
    project: Mapping[str, InputFile]
    """Those in the project's `templates/`, whether they stand for a default or beside them."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def origin(self, name: str) -> Origin | None:
        """Return the default that a file of the project replaces or was copied from; None for one of its own.

        A file without a mark counts as taken from the default of its name as it is now: it never is stale.
        """
        marked = origin_of(self.project[name].data)
        default = self.defaults.get(name)
        return marked or (Origin(name, default.digest) if default else None)

    def is_stale(self, name: str) -> bool:
        """Tell whether the default of a file of the project has changed, or gone, since it was copied."""
        origin = self.origin(name)
        if origin is None:
            return False
        default = self.defaults.get(origin.name)
        return default is None or default.digest != origin.digest


def default_templates() -> Path:
    """Return the folder of the default theme: in an installed package `_templates`, in a checkout `templates`."""
    here = Path(__file__).resolve().parent
    packaged = here / "_templates"
    return packaged if packaged.is_dir() else here.parent / TEMPLATES


def read_theme(root: Path, layers: Sequence[Layer] = ()) -> Theme:
    """Read the default theme with what plug-ins add, and the `templates/` folder of the project at `root`, if any.

    Returns faults D650 for files that cannot be read as UTF-8 text, D656 for copies whose default has changed since.
    Raises OSError only for the default theme.
    """
    files = read_files(root, layers)
    base, project = tuple(files.defaults.values()), tuple(files.project.values())
    assets = {file.path: file for file in (*_assets(base), *_assets(project))}
    digest = hashlib.sha256("".join(f"{file.path}\0{file.digest}\n" for file in (*base, *project)).encode())
    return Theme(
        _templates(project),
        _templates(base),
        tuple(assets[name] for name in sorted(assets)),
        digest.hexdigest(),
        (*files.diagnostics, *(_stale(files, name) for name in files.project if files.is_stale(name))),
    )


def read_files(root: Path, layers: Sequence[Layer] = ()) -> ThemeFiles:
    """Read every file of the default theme, of plug-ins and of the project, in order of their path, with faults D650.

    A project that is dossier's own repository has no overrides: the same folder is not read twice.
    Raises OSError only for the default theme.
    """
    defaults = default_templates()
    own = root / TEMPLATES
    is_default = own.is_dir() and own.resolve() == defaults.resolve()
    shown = TEMPLATES if is_default else "default"
    base, faults = _read_folder(defaults, shown)
    added = [_read_folder(layer.folder, layer.name) for layer in layers if layer.folder.is_dir()]
    project, more = ((), ()) if is_default or not own.is_dir() else _read_folder(own, TEMPLATES)
    brought = (*base, *(_as_default(file) for files, _ in added for file in files))
    return ThemeFiles(_by_name(brought), _by_name(project), (*faults, *(f for _, some in added for f in some), *more))


def _as_default(file: InputFile) -> InputFile:
    """Put a plug-in's file among the defaults: `reading/assets/x.css` as `default/assets/reading/x.css`."""
    layer, name = file.path.split("/", 1)
    is_asset = name.startswith(f"{ASSETS}/")
    path = f"{ASSETS}/{layer}/{name.removeprefix(f'{ASSETS}/')}" if is_asset else file.path
    return replace(file, path=f"default/{path}")


def _by_name(files: tuple[InputFile, ...]) -> Mapping[str, InputFile]:
    return {_name(file): file for file in files}


def _stale(files: ThemeFiles, name: str) -> Diagnostic:
    origin, path = files.origin(name), files.project[name].path
    assert origin is not None
    first = files.project[name].data.decode("utf-8-sig", "replace").split("\n", 1)[0].rstrip()
    span = Span(path, length=max(len(first), 1))
    if origin.name in files.defaults:
        message = f"the default `{origin.name}` has changed since this copy was made"
        return rules.STALE.at(span, message, help=f"compare them with `dossier templates diff {name}`")
    message = f"there is no default `{origin.name}` any more"
    return rules.STALE.at(span, message, help="see whether a page still needs this file; if so, delete its first line")


def _read_folder(folder: Path, shown: str) -> tuple[tuple[InputFile, ...], tuple[Diagnostic, ...]]:
    files: list[InputFile] = []
    faults: list[Diagnostic] = []
    for location in _regular_files(folder):
        path = f"{shown}/{location.relative_to(folder).as_posix()}"
        try:
            data = location.read_bytes()
        except OSError as fault:
            if shown != TEMPLATES:
                raise
            message = f"the file cannot be read: {fault.strerror}"
            faults.append(rules.UNREADABLE.at(Span(path), message, help="check its permissions"))
            continue
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
