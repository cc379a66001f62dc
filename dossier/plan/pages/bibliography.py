"""The bibliography: every work that is cited or has a page, bibliography files included."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dossier.model import Work
from dossier.plan.addresses import ALL_BIBLATEX, ALL_CSL, ALL_RIS, DATA, SOURCES, list_part_path, slug_of
from dossier.plan.head.head import HeadFacts, head_of, list_link
from dossier.plan.head.jsonld import data_graph
from dossier.plan.pagework import site_work
from dossier.plan.parts.filing import first_letter, first_two
from dossier.plan.parts.partition import ON_ONE_PAGE, Part, pager_of, parts_of
from dossier.plan.parts.sources import archive_of, original_link, work_language
from dossier.plan.parts.sourcing import sourcing_of
from dossier.plan.pictures.coverage import coverage_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import BibliographyEntry, BibliographyGroup, CiteView, Html, LinkView, Page, SourcesView

DOWNLOADS = ((ALL_CSL, "CSL-JSON"), (ALL_BIBLATEX, "BibLaTeX"), (ALL_RIS, "RIS"))


def bibliography_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the list of all sources; a long one in parts by first letters."""
    works = sorted(scope.listed_works(), key=lambda work: (_sort_text(work), work.key))
    parts = parts_of(works, (_initial, _first_two))
    if len(works) <= ON_ONE_PAGE:
        return (_page(scope, SOURCES, partial(_first, parts)),)
    below = (one for part in parts for one in part.walk())
    return (
        _page(scope, SOURCES, partial(_first, parts)),
        *(_page(scope, _path(part), partial(_part, parts, part, above)) for part, above in below),
    )


def _page(scope: Scope, path: str, make: Callable[[Spot], SourcesView]) -> Page:
    return Page(path, "sources.html", partial(make, spot_at(scope, path)))


def _path(part: Part[Work]) -> str:
    return list_part_path("sources", *part.names)


def _initial(work: Work) -> str:
    return first_letter(_sort_text(work))


def _first_two(work: Work) -> str:
    return first_two(_sort_text(work))


def _sort_text(work: Work) -> str:
    """Return what a work is filed under: signs in front of a name, such as `@` and quotes, do not count."""
    first = work.authors[0] if work.authors else None
    name = (first.literal or first.family or first.given) if first else ""
    text = (name or work.container_title or work.publisher or work.title).casefold()
    start = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return text[start:]


def _first(parts: tuple[Part[Work], ...], spot: Spot) -> SourcesView:
    total = sum(len(part.members) for part in parts)
    is_whole = total <= ON_ONE_PAGE
    title, intro = spot.say("list.sources"), spot.say("lead.sources")
    facts = HeadFacts(title=title, description=intro, kind="sources", json_ld=data_graph(spot))
    return SourcesView(
        head=head_of(spot, facts),
        title=title,
        intro=intro,
        groups=tuple(_group(spot, part) for part in parts) if is_whole else (),
        parts=() if is_whole else pager_of(spot, parts, _path),
        total=total,
        downloads=_downloads(spot),
        sourcing=sourcing_of(spot),
        coverage=coverage_of(spot),
        cite=_cite(spot),
    )


def _part(parts: tuple[Part[Work], ...], part: Part[Work], above: tuple[Part[Work], ...], spot: Spot) -> SourcesView:
    """Show a part alone: what is said of all sources stands on the first page, which alone changes with them."""
    title, intro = f"{spot.say('list.sources')}: {part.label}", spot.say("lead.sources")
    ways = (LinkView(url=spot.href(_path(one)), title=one.label) for one in above)
    facts = HeadFacts(title=title, description=intro, kind="sources", trail=(list_link(spot, "sources"), *ways))
    return SourcesView(
        head=head_of(spot, facts),
        title=title,
        intro=intro,
        groups=tuple(_link(spot, one) for one in part.parts) or (_group(spot, part),),
        parts=pager_of(spot, parts, _path, part),
        total=len(part.members),
        downloads=_downloads(spot),
        sourcing=None,
        coverage=None,
        cite=_cite(spot),
    )


def _downloads(spot: Spot) -> tuple[LinkView, ...]:
    files = tuple(LinkView(url=spot.href(path), title=name) for path, name in DOWNLOADS)
    return (*files, LinkView(url=spot.href(DATA), title="JSON"))


def _cite(spot: Spot) -> CiteView:
    work = site_work(spot.scope, "dossier")
    return CiteView(
        html=Html(spot.scope.context.format_citation(work, spot.scope.language)), downloads=_downloads(spot)[:-1]
    )


def _link(spot: Spot, part: Part[Work]) -> BibliographyGroup:
    return BibliographyGroup(
        label=part.label, anchor="", entries=(), url=spot.href(_path(part)), total=len(part.members)
    )


def _group(spot: Spot, part: Part[Work]) -> BibliographyGroup:
    entries = tuple(_entry(spot, work) for work in part.members)
    return BibliographyGroup(label=part.label, anchor=f"g-{slug_of(part.label)}", entries=entries, total=len(entries))


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
