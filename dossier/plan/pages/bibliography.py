"""The bibliography: every work that is cited or has a page, bibliography files included."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dossier.model import Work
from dossier.plan.addresses import ALL_BIBLATEX, ALL_CSL, ALL_RIS, DATA, SOURCES, list_part_path, slug_of
from dossier.plan.head.head import HeadFacts, head_of, list_link
from dossier.plan.head.jsonld import data_graph
from dossier.plan.pagework import site_work
from dossier.plan.parts.sources import archive_of, original_link, work_language
from dossier.plan.parts.sourcing import sourcing_of
from dossier.plan.pictures.coverage import coverage_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import NO_HTML, BibliographyEntry, BibliographyGroup, CiteView, Html, LinkView, Page, SourcesView

WHOLE_LIMIT = 300
"""A bibliography with more works is cut by first letters."""
DOWNLOADS = ((ALL_CSL, "CSL-JSON"), (ALL_BIBLATEX, "BibLaTeX"), (ALL_RIS, "RIS"))


def bibliography_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the list of all sources; a long one in parts by first letter."""
    groups = _groups(scope)
    total = sum(len(works) for works in groups.values())
    if total <= WHOLE_LIMIT:
        return (_page(scope, SOURCES, groups, total),)
    labels = tuple(groups)
    parts = [
        _page(scope, list_part_path("sources", label), {label: works}, len(works), labels=labels)
        for label, works in groups.items()
    ]
    return (_page(scope, SOURCES, {}, total, labels=labels), *parts)


def _groups(scope: Scope) -> dict[str, list[Work]]:
    groups: dict[str, list[Work]] = {}
    for work in sorted(scope.listed_works(), key=lambda work: (_sort_text(work), work.key)):
        letter = next((letter.upper() for letter in _sort_text(work) if letter.isalnum()), "#")
        groups.setdefault(letter, []).append(work)
    return groups


def _sort_text(work: Work) -> str:
    """Return what a work is filed under: signs in front of a name, such as `@` and quotes, do not count."""
    first = work.authors[0] if work.authors else None
    name = (first.literal or first.family or first.given) if first else ""
    text = (name or work.container_title or work.publisher or work.title).casefold()
    start = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return text[start:]


def _page(scope: Scope, path: str, groups: dict[str, list[Work]], total: int, *, labels: Sequence[str] = ()) -> Page:
    return Page(path, "sources.html", partial(_view, spot_at(scope, path), groups, total, labels))


def _view(spot: Spot, groups: dict[str, list[Work]], total: int, labels: Sequence[str]) -> SourcesView:
    scope = spot.scope
    title, intro = spot.say("list.sources"), spot.say("lead.sources")
    is_part = spot.path != SOURCES
    shown = f"{title}: {next(iter(groups))}" if is_part else title
    downloads = tuple(LinkView(url=spot.href(path), title=name) for path, name in DOWNLOADS)
    facts = HeadFacts(
        title=shown,
        description=intro,
        kind="sources",
        trail=(list_link(spot, "sources"),) if is_part else (),
        json_ld=NO_HTML if is_part else data_graph(spot),
    )
    return SourcesView(
        head=head_of(spot, facts),
        title=shown,
        intro=intro,
        groups=tuple(_group(spot, label, works) for label, works in groups.items()),
        parts=_parts(spot, labels),
        total=total,
        downloads=(*downloads, LinkView(url=spot.href(DATA), title="JSON")),
        sourcing=sourcing_of(spot),
        coverage=None if is_part else coverage_of(spot),
        cite=CiteView(
            html=Html(scope.context.format_citation(site_work(scope, "dossier"), scope.language)), downloads=downloads
        ),
    )


def _parts(spot: Spot, labels: Sequence[str]) -> tuple[LinkView, ...]:
    paths = ((label, list_part_path("sources", label)) for label in labels)
    return tuple(LinkView(url=spot.href(path), title=label, current=path == spot.path) for label, path in paths)


def _group(spot: Spot, label: str, works: Sequence[Work]) -> BibliographyGroup:
    return BibliographyGroup(
        label=label, anchor=f"g-{slug_of(label)}", entries=tuple(_entry(spot, work) for work in works)
    )


def _entry(spot: Spot, work: Work) -> BibliographyEntry:
    scope, id = spot.scope, spot.scope.article_of(work.key)
    citing = {link.source for link in scope.library.backlinks.get(work.key, ()) if scope.is_listed(link.source)}
    return BibliographyEntry(
        anchor=f"work-{work.key}",
        key=work.key,
        html=scope.citation(work),
        language=work_language(spot, work),
        coins=Html(scope.context.coins(work)),
        record=spot.link(id) if id else None,
        original=original_link(spot, work),
        archive=archive_of(spot, work),
        cited_by=len(citing),
    )
