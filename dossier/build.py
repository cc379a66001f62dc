"""THE SPINE: load → parse → link → check → plan → render → write. Knows no format."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeAlias

from dossier.assets import Hashed, Media, clean_media, hash_assets
from dossier.check import CHECKS, audit_of, check
from dossier.diagnostics import Diagnostic, Span, has_errors, in_order
from dossier.engine import engine_digest
from dossier.evidence import SavedCopy, assess, read_copies
from dossier.handover import Script, citations, forget_cards, plan_context, social_cards
from dossier.importers import read_bibliographies
from dossier.library import Library
from dossier.link import Hidden, Kept, LinkOptions, link
from dossier.load import CONTENT, NOTHING, Loaded, load, load_copies
from dossier.model import Document, InputFile, Parsed
from dossier.parallel import spread
from dossier.plan import Planned
from dossier.plugins.configured import Configured, configure
from dossier.plugins.loading import Plugins
from dossier.reading import Known, read_all
from dossier.render import Codes, Rendered, Templates, together
from dossier.rules import ALL, leveled
from dossier.settings import Settings
from dossier.store import Store
from dossier.theme import Theme, read_theme
from dossier.views import Artifact, File
from dossier.write import Staged, Written, discard, stage, switch

SETTINGS_FILE = f"{CONTENT}/dossier.yaml"
BIBLIOGRAPHY = f"{CONTENT}/bibliography/"

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage, how many of its things are done, and how many there are."""


Make: TypeAlias = Callable[[], Rendered]
"""Makes one file; a page that its template cannot make is none, with the faults."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


Adapt: TypeAlias = Callable[[Configured], Configured]
"""Puts other settings and plug-ins in the place of those that dossier.yaml asks for."""


def as_configured(configured: Configured) -> Configured:
    """Change nothing."""
    return configured


Lap: TypeAlias = Callable[[str, Collection[object]], None]
"""Told which stage has just worked, and what it made: for `--profile`."""


class Machines(Protocol):
    """Read and make pages elsewhere; `cluster.Cluster` does. All comes in order; None is what must be done here."""

    def read(self, files: Sequence[InputFile], plugins: Plugins, language: str) -> Iterator[bytes | None]:
        """Read files, each written down by `parse.encode`."""
        ...

    def make(self, script: Script, plugins: Plugins, urls: Sequence[str]) -> Iterator[Rendered | None]:
        """Make the pages at these addresses. They begin at once."""
        ...


def untimed(stage: str, made: Collection[object]) -> None:
    """Measure nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be built, as on which day."""

    project: Path
    today: datetime.date
    now_ns: int = 0
    """The time, in nanoseconds since 1970, for a memory that is to spare reading; 0 spares nothing."""
    drafts: bool = False
    """Drafts and scheduled texts are shown: for the preview only."""
    store: Store = field(default=Store(None))
    published: frozenset[str] = frozenset()
    """Paths of the last published site, to notice addresses that vanished."""
    debug: bool = False
    """What a plug-in raises is raised, for the sake of its traceback."""
    lap: Lap = untimed
    """Told of every stage when it has worked."""
    jobs: int = 1
    """Processes that read and render …"""
    cluster: Machines | None = None
    """… or machines that do, if any."""
    records: Path | None = None
    """A folder whose content/ is shown under the project's settings and in its look: for the preview's gallery only."""
    adapt: Adapt = as_configured


@dataclass(frozen=True, slots=True)
class Memory:
    """What the next assembling in this process may take over; the result is the same without it."""

    loaded: Loaded = NOTHING
    parsed: Mapping[str, Parsed] = field(default_factory=dict)
    """By key of the store."""
    linked: Kept | None = None
    copies: Mapping[str, SavedCopy] = field(default_factory=dict)
    """Saved copies as they were read, by path and digest."""
    templates: Codes = field(default_factory=dict)
    """Filled as templates are compiled."""
    assets: Mapping[str, Hashed] = field(default_factory=dict)
    """By digest of the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything a site is made of, before it is rendered."""

    settings: Settings | None
    """None when dossier.yaml cannot be used; then there are no pages either."""
    plugins: Plugins
    hidden: tuple[Hidden, ...]
    planned: Planned | None
    script: Script
    """What it was planned from."""
    theme: Theme
    assets: Hashed
    media: Media
    diagnostics: tuple[Diagnostic, ...]
    memory: Memory

    @property
    def library(self) -> Library:
        """Return all that is public."""
        return self.script.library


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A site on disk, or the faults that kept it from there."""

    site: Site
    written: Written | None
    """None when there were errors: the last good site stands."""
    diagnostics: tuple[Diagnostic, ...]


def assemble(request: Request, progress: Progress = silent, memory: Memory = Memory()) -> Site:
    """Run the stages from disk to pages. All faults come with the site, sorted by place; content raises nothing.

    `memory` is that of an earlier site of the same project, where there is one.
    """
    loaded = _load(request, memory.loaded)
    configured = request.adapt(configure(_settings_file(loaded), debug=request.debug))
    settings, plugins, used = configured.settings, configured.plugins, configured.used
    theme = read_theme(request.project, plugins.layers)
    assets, media = memory.assets.get(theme.digest) or hash_assets(theme.assets), clean_media(loaded.media)
    request.lap("load", (*loaded.files, *media.artifacts))
    parsed = _read(request, _records(loaded), configured, memory, progress)
    request.lap("parse", parsed.values())
    bibliography = read_bibliographies(file for file in loaded.files if file.path.startswith(BIBLIOGRAPHY))
    options = LinkOptions(used.language, request.today, request.drafts, settings, _urls(media.artifacts))
    linked = link(_documents(parsed.values()), bibliography.works, media.sizes, options, memory.linked)
    request.lap("link", linked.library.documents)
    copies = read_copies(load_copies(request.records or request.project), memory.copies)
    findings = assess(linked.library, copies.values())
    checked = check(audit_of(linked.library, findings, used, published=request.published), (*CHECKS, *plugins.checks))
    request.lap("check", checked)
    cited = citations(linked.library.works.values(), used, request.project, Span(SETTINGS_FILE))
    cards = social_cards(used, theme.assets, request.store.path, Span(SETTINGS_FILE))
    script = Script(linked.library, findings, used, plan_context(used, cited, cards, assets.paths), _templates(theme))
    planned = script.plan(plugins) if settings else None
    request.lap("plan", planned.pages if planned else ())
    read: tuple[_Told, ...] = (loaded, configured, theme, assets, media, *parsed.values(), bibliography)
    faults = [*_faults((*read, linked, cited, cards)), *checked, *(planned.diagnostics if planned else ())]
    return Site(
        settings=settings,
        plugins=plugins,
        hidden=linked.hidden,
        planned=planned,
        script=script,
        theme=theme,
        assets=assets,
        media=media,
        diagnostics=in_order(leveled(faults, used.checks or {}, (*ALL, *plugins.rules))),
        memory=Memory(loaded, parsed, linked.kept, copies, memory.templates, {theme.digest: assets}),
    )


def outputs(site: Site) -> Iterator[tuple[str, Make]]:
    """Yield every address of the site with what makes the file there: assets, media, data, then pages."""
    if site.planned is None:
        return
    for artifact in (*site.assets.artifacts, *site.media.artifacts):
        yield artifact.url, partial(Rendered, (artifact,))
    for file in site.planned.files:
        yield file.url, partial(_file, file)
    renderer = site.script.renderer(site.planned, site.plugins, site.memory.templates)
    for page in site.planned.pages:
        yield page.url, partial(renderer, page)


def artifacts(
    site: Site,
    faults: list[Diagnostic],
    progress: Progress = silent,
    *,
    jobs: int = 1,
    cluster: Machines | None = None,
) -> Iterator[Artifact]:
    """Make every file of the site, by `jobs` processes or with pages from `cluster`.

    When all are made, faults of templates are added to `faults`.
    """
    makers = dict(outputs(site))
    found: dict[str, tuple[Diagnostic, ...]] = {}
    coming = _made_elsewhere(site, makers, cluster) if cluster else _made(site, makers, jobs)
    for done, (url, made) in enumerate(coming):
        if made.diagnostics:
            found[url] = made.diagnostics
        yield from made.artifacts
        progress("rendering", done + 1, len(makers))
    faults.extend(fault for url in makers for fault in found.get(url, ()))


def _leaders(planned: Planned) -> tuple[str, ...]:
    first = {page.template: page.url for page in reversed(planned.pages)}
    return (*first.values(), *(file.url for file in planned.files if file.is_shared))


def _made(site: Site, makers: Mapping[str, Make], jobs: int) -> Iterator[tuple[str, Rendered]]:
    """Make files by processes; here the first page of every template, and what others share their work with.

    Each template is so compiled once, and not in every process.
    """
    leaders = _leaders(site.planned) if site.planned else ()
    chosen = frozenset(leaders)
    others = [url for url in makers if url not in chosen]
    yield from ((url, makers[url]()) for url in leaders)
    yield from zip(others, spread([makers[url] for url in others], jobs), strict=True)


def _made_elsewhere(site: Site, makers: Mapping[str, Make], cluster: Machines) -> Iterator[tuple[str, Rendered]]:
    """Make pages on other machines, and between them the other files here."""
    pages = [page.url for page in site.planned.pages] if site.planned else []
    coming = zip(pages, cluster.make(site.script, site.plugins, pages), strict=True)
    others = iter(sorted(makers.keys() - set(pages)))
    at_once = len(makers) // max(len(pages), 1)
    for url, made in coming:
        yield from ((other, makers[other]()) for other in islice(others, at_once))
        yield url, made or makers[url]()
    yield from ((other, makers[other]()) for other in others)


def _file(file: File) -> Rendered:
    return Rendered((Artifact(file.url, file.data),))


def build(request: Request, output: Path, progress: Progress = silent, *, strict: bool = False) -> Build:
    """Build the site into `output`, unless there are errors (with `strict`, warnings too): then the old site stands.

    The caller holds the lock and has asked `write.output_fault`. Raises OSError when the disk fails.
    """
    site = assemble(request, progress)
    faults: list[Diagnostic] = []
    made = artifacts(site, faults, progress, jobs=request.jobs, cluster=request.cluster)
    if has_errors(site.diagnostics, strict=strict):
        list(made)
        return Build(site=site, written=None, diagnostics=in_order([*site.diagnostics, *together(faults)]))
    staged = stage(_timed(made, request.lap), output)
    diagnostics = in_order([*site.diagnostics, *together(faults), *staged.diagnostics])
    written = _finish(staged, good=not has_errors(diagnostics, strict=strict))
    if written and site.planned:
        forget_cards(request.store.path, (file.url for file in site.planned.files))
    request.lap("write", ())
    return Build(site=site, written=written, diagnostics=diagnostics)


def _timed(made: Iterable[Artifact], lap: Lap) -> Iterator[Artifact]:
    """Tell making from writing, which takes turns with it."""
    for artifact in made:
        lap("render", (artifact,))
        yield artifact
        lap("write", (artifact,))


def _finish(staged: Staged, *, good: bool) -> Written | None:
    if good:
        return switch(staged)
    discard(staged)
    return None


def _load(request: Request, before: Loaded) -> Loaded:
    if request.records is None:
        return load(request.project, before, now_ns=request.now_ns)
    loaded = load(request.project)
    shown = load(request.records)
    settings = (file for file in loaded.files if file.path == SETTINGS_FILE)
    return replace(shown, files=(*settings, *(file for file in shown.files if file.path != SETTINGS_FILE)))


def _read(
    request: Request, files: Sequence[InputFile], configured: Configured, memory: Memory, progress: Progress
) -> dict[str, Parsed]:
    known = Known(engine_digest(), request.store, memory.parsed)
    plugins, language, cluster = configured.plugins, configured.used.language, request.cluster
    hands = partial(cluster.read, plugins=plugins, language=language) if cluster else request.jobs
    return read_all(files, plugins.reader(language), known, partial(progress, "reading"), hands=hands)


def _settings_file(loaded: Loaded) -> InputFile | None:
    return next((file for file in loaded.files if file.path == SETTINGS_FILE), None)


def _records(loaded: Loaded) -> list[InputFile]:
    return [file for file in loaded.files if file.path != SETTINGS_FILE and not file.path.startswith(BIBLIOGRAPHY)]


def _documents(parsed: Iterable[Parsed]) -> list[Document]:
    return [one.document for one in parsed if one.document is not None]


def _templates(theme: Theme) -> Templates:
    return Templates(theme.templates, theme.defaults)


def _urls(artifacts: Iterable[Artifact]) -> frozenset[str]:
    return frozenset(artifact.url for artifact in artifacts)


class _Told(Protocol):
    """What a stage hands on, with the faults beside it."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...


def _faults(told: Iterable[_Told]) -> list[Diagnostic]:
    return [fault for one in told for fault in one.diagnostics]
