"""Finds installed plug-ins by entry point, loads those that dossier.yaml lists, and refuses what takes other names."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.check import Check
from dossier.diagnostics import Diagnostic, Span
from dossier.parse.markdown import Construct
from dossier.plan import PageKind
from dossier.plugins.guard import FAILURES, LONGEST, GuardedCheck, GuardedFilter, GuardedPages, Guest, Reader
from dossier.plugins.plugin import Plugin
from dossier.render import Filter
from dossier.rules import Rule, by_name
from dossier.rules import plugins as rules
from dossier.text import nearest, visible
from dossier.theme import TEMPLATES, Layer

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "dossier.plugins"
FOR_ITS_AUTHOR = "this is for its author to mend; leave it out of `plugins` until then"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TAKEN = frozenset({"assets", "default", "partials", "templates"})
"""Folders of the theme."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plug-in that is in use."""

    guest: Guest
    plugin: Plugin
    version: str
    """Of its distribution."""
    digest: str
    """SHA-256 over its name, version and code: what was made with other code is made again."""

    @property
    def names(self) -> frozenset[str]:
        """Return the names of its rules and filters. The plug-in `a` may bear a name that `a-b` has too."""
        return frozenset((*(rule.name for rule in self.plugin.rules), *self.plugin.filters))


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plug-ins in use, in the order of dossier.yaml: rows for every table, each guarded."""

    loaded: tuple[Loaded, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Rows for the table of rules."""
        return tuple(rule for one in self.loaded for rule in one.plugin.rules)

    @property
    def checks(self) -> tuple[Check, ...]:
        """Rows for the table of checks."""
        return tuple(GuardedCheck(one.guest, check) for one in self.loaded for check in one.plugin.checks)

    @property
    def pages(self) -> tuple[PageKind, ...]:
        """Rows for the table of page kinds."""
        return tuple(GuardedPages(one.guest, kind) for one in self.loaded for kind in one.plugin.pages)

    @property
    def filters(self) -> Mapping[str, Filter]:
        """Rows for the table of filters."""
        return {
            name: GuardedFilter(one.guest, name, filter)
            for one in self.loaded
            for name, filter in one.plugin.filters.items()
        }

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Folders of templates and assets."""
        return tuple(Layer(one.guest.name, one.guest.code / TEMPLATES) for one in self.loaded)

    def reader(self, language: str) -> Reader:
        """Return what reads records in a dossier of this language."""
        constructs: list[tuple[Guest, Construct]] = [
            (one.guest, construct) for one in self.loaded for construct in one.plugin.markdown
        ]
        return Reader(language, tuple(constructs), self.digest)

    @property
    def digest(self) -> str:
        """Return what belongs into the key of everything made with them; "" without any."""
        return ":".join(one.digest for one in self.loaded)


def load_plugins(listed: Sequence[tuple[str, Span]], *, debug: bool = False) -> Plugins:
    """Load the plug-ins of these names; places are those of the names in dossier.yaml.

    Returns faults D670 for one that is not installed, D671 for one that cannot be used. Imports nothing when nothing
    is listed. Raises nothing, but with `debug` what a plug-in raises.
    """
    if not listed:
        return Plugins()
    found, loaded, faults = installed(), list[Loaded](), list[Diagnostic]()
    for position, (name, place) in enumerate(listed):
        if any(name == earlier for earlier, _ in listed[:position]):
            faults.append(_unusable(name, place, "is listed twice", "list it once"))
            continue
        one = _load(name, place, found, debug=debug)
        clash = next((other for other in loaded if isinstance(one, Loaded) and one.names & other.names), None)
        if clash is not None:
            faults.append(_unusable(name, place, f"takes names of the plug-in `{clash.guest.name}`"))
        elif isinstance(one, Loaded):
            loaded.append(one)
        else:
            faults.append(one)
    return Plugins(tuple(loaded), tuple(faults))


def installed() -> Mapping[str, tuple[EntryPoint, ...]]:
    """Return the entry points of installed plug-ins by name; more than one where packages quarrel over it."""
    from importlib.metadata import entry_points

    found: dict[str, tuple[EntryPoint, ...]] = {}
    for entry in entry_points(group=GROUP):
        found[entry.name] = (*found.get(entry.name, ()), entry)
    return dict(sorted(found.items()))


def _load(name: str, place: Span, found: Mapping[str, tuple[EntryPoint, ...]], *, debug: bool) -> Loaded | Diagnostic:
    entries = found.get(name, ())
    if not entries:
        near = nearest(name, found)
        advice = f"did you mean `{near}`?" if near else "install it beside dossier; `dossier list plugins` shows all"
        message = f"no plug-in called `{visible(name, 60)}` is installed"
        return rules.UNKNOWN.at(place, message, help=advice)
    if len(entries) > 1:
        return _unusable(name, place, "is brought by more than one package")
    version = entries[0].dist.version if entries[0].dist else ""
    try:
        code, digest = _identity(name, version, entries[0].module)
        plugin: object = entries[0].load()
        complaint = next(_complaints(name, plugin), "")
    except FAILURES as error:
        if debug:
            raise
        return _unusable(name, place, f"cannot be loaded: {type(error).__name__}: {visible(str(error), LONGEST)}")
    if complaint or not isinstance(plugin, Plugin):
        return _unusable(name, place, complaint)
    codes = frozenset(rule.code for rule in plugin.rules)
    return Loaded(Guest(name=name, place=place, code=code, codes=codes, debug=debug), plugin, version, digest)


def _unusable(name: str, place: Span, why: str, advice: str = FOR_ITS_AUTHOR) -> Diagnostic:
    return rules.UNUSABLE.at(place, f"the plug-in `{visible(name, 60)}` {why}", help=advice)


@cache
def _identity(name: str, version: str, module: str) -> tuple[Path, str]:
    """Return where a plug-in's code lies and its digest, as they were when this process first asked.

    Code that has been imported stays as it was; so must the digest of what is made with it.
    """
    code = _code(module)
    digest = hashlib.sha256(f"{name}\0{version}\0".encode())
    files = sorted(code.rglob("*")) if code.is_dir() else [code]
    for path in files:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(code.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return code, digest.hexdigest()[:32]


def _code(module: str) -> Path:
    """Return the folder of a module's outermost package that is no namespace (PEP 420), or its single file."""
    parts = module.split(".")
    for depth in range(1, len(parts) + 1):
        spec = importlib.util.find_spec(".".join(parts[:depth]))
        if spec is not None and spec.origin:
            return Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
    raise ModuleNotFoundError(f"there is no module `{module}`")


def _complaints(name: str, plugin: object) -> Iterator[str]:
    """Yield what keeps a value from being used as the plug-in of a name."""
    if not isinstance(plugin, Plugin):
        yield "is no `dossier.plugins.Plugin`"
        return
    if plugin.name != name:
        yield f"calls itself `{visible(str(plugin.name), 60)}`"
    if not _NAME.fullmatch(name) or name in _TAKEN:
        yield "has a name that no plug-in may bear: small letters, digits and single hyphens"
    rows: tuple[object, ...] = plugin.rules
    for rule in rows:
        if not isinstance(rule, Rule):
            yield "has a rule that is none"
        elif not re.fullmatch(rf"{name}-[0-9]+", rule.code) or not rule.name.startswith(f"{name}-"):
            yield f"has a rule `{visible(rule.code, 60)} {visible(rule.name, 60)}`; both must begin with `{name}-`"
        elif rule.name in by_name() or [other.code for other in plugin.rules].count(rule.code) > 1:
            yield f"has a rule `{rule.code} {visible(rule.name, 60)}` whose code or name is taken"
    own = name.replace("-", "_")
    for filter in plugin.filters:
        if not re.fullmatch(rf"{own}(_\w+)?", str(filter), re.ASCII):
            yield f"has a filter `{visible(str(filter), 60)}`; its name must begin with `{own}_`"
    functions = (*plugin.markdown, *plugin.checks, *plugin.pages, *plugin.filters.values())
    if not all(callable(function) for function in functions):
        yield "has a row that cannot be called"
