"""Hands the plan what other rooms make: citations in the dossier's style, exports, texts, addresses of assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier import cite, exporters
from dossier.cards import Kept, Prepared, make_painter
from dossier.diagnostics import Diagnostic, Span
from dossier.findings import Evidence
from dossier.library import Library
from dossier.messages import catalogue
from dossier.model import InputFile, Work
from dossier.plan import CARD_FILES, PlanContext, Planned, plan
from dossier.plugins.loading import Plugins
from dossier.render import Codes, Renderer, Templates, make_renderer
from dossier.settings import Settings, SocialCards

HOUSE = "house"
CARDS = "cards"


@dataclass(frozen=True, slots=True)
class Citations:
    """How works are printed: by the dossier's CSL style where one is set and works, else by the house style."""

    entries: Mapping[str, str]
    """Finished HTML by key, from the CSL style."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def __call__(self, work: Work, language: str) -> str:
        """Return one work as finished HTML."""
        return self.entries.get(work.key) or cite.format_citation(work, language)


@dataclass(frozen=True, slots=True)
class Script:
    """All that pages are planned and made from, beside the plug-ins: values alone, fit for any machine."""

    library: Library
    findings: Evidence
    settings: Settings
    context: PlanContext
    templates: Templates
    """Without the filters of plug-ins."""

    def plan(self, plugins: Plugins) -> Planned:
        """Plan the site, with the pages of plug-ins."""
        return plan(self.library, self.findings, self.settings, self.context, plugins.pages)

    def renderer(self, planned: Planned, plugins: Plugins, compiled: Codes) -> Renderer:
        """Return what makes the pages of the plan, with the filters of plug-ins. It adds the templates it compiles."""
        templates = replace(self.templates, filters=plugins.filters, compiled=compiled)
        return make_renderer(planned.site, self.context.assets, templates)


def citations(works: Iterable[Work], settings: Settings, project: Path, place: Span) -> Citations:
    """Format all works at once when dossier.yaml names a `.csl` file; `place` is where its faults are shown."""
    if settings.citation_style == HOUSE:
        return Citations({})
    path = project / settings.citation_style
    style = cite.Style(path, settings.language, place, cite.find_pandoc())
    formatted = cite.format_all(exporters.csl_json(tuple(works)), style)
    return Citations(formatted.entries, formatted.diagnostics)


def social_cards(settings: Settings, assets: Sequence[InputFile], cache: Path | None, place: Span) -> Prepared:
    """Return what draws social cards where dossier.yaml asks for them; they are kept beside the cache, if any."""
    if settings.social_cards is SocialCards.NO:
        return Prepared(None)
    return make_painter(assets, cache.with_name(CARDS) if cache else None, place)


def forget_cards(cache: Path | None, urls: Iterable[str]) -> None:
    """Forget kept cards but those at these addresses of the site, `…/NAME.DIGEST.png`."""
    digests = frozenset(url.rpartition(".png")[0].rpartition(".")[2] for url in urls if url.startswith(CARD_FILES))
    Kept(cache.with_name(CARDS) if cache else None).prune(digests)


def plan_context(
    settings: Settings, format_citation: Citations, cards: Prepared, assets: Mapping[str, str]
) -> PlanContext:
    """Put together what `plan` is given beside the library."""
    return PlanContext(
        messages=catalogue(settings.language),
        format_citation=format_citation,
        short_label=cite.short_label,
        coins=cite.coins,
        csl=exporters.csl_json,
        ris=exporters.ris,
        biblatex=exporters.biblatex,
        assets=assets,
        cards=cards.painter,
    )
