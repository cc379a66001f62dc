"""The list of every kind, and by what it is ordered and cut where it grows long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from dossier.model import Actor, Document, Kind
from dossier.plan.addresses import list_path
from dossier.plan.alphabet import index_key
from dossier.plan.order import newest_first, oldest_first
from dossier.plan.parts.filing import BY_LETTER, month_of, year_of
from dossier.plan.parts.listing import Listing, listing_pages
from dossier.plan.parts.partition import ON_ONE_PAGE, parts_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.views import LinkView, Page

LATEST = 50
"""Entries that the first page of a cut list shows."""
BY_TIME = (Kind.ARTICLE, Kind.NOTE, Kind.EVENT)


def list_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the list of every kind; long ones in parts."""
    lists = (_listing(scope, kind) for kind in Kind if kind is not Kind.INFO)
    return tuple(page for listing in lists for page in listing_pages(scope, listing))


def _listing(scope: Scope, kind: Kind) -> Listing:
    documents = _ordered(kind, scope)
    return Listing(
        path=list_path(kind.folder),
        folder=f"lists/{kind.folder}/",
        title=scope.say(f"list.{kind.folder}"),
        intro=scope.say(f"lead.{kind.folder}"),
        trail=_no_trail,
        parts=parts_of(documents, _steps(scope, kind, len(documents))),
        coins=kind is Kind.ARTICLE,
        latest=_latest(kind, documents),
    )


def _no_trail(spot: Spot) -> tuple[LinkView, ...]:
    return ()


def _ordered(kind: Kind, scope: Scope) -> list[Document]:
    documents = scope.listed(kind)
    if kind in (Kind.EVENT, Kind.CLAIM):
        return oldest_first(documents)
    if kind in BY_TIME:
        return newest_first(documents)
    return sorted(
        documents, key=lambda document: (_rank(document), index_key(document.title, scope.language), document.id)
    )


def _latest(kind: Kind, documents: Sequence[Document]) -> tuple[Document, ...]:
    newest = newest_first(documents) if kind is Kind.EVENT else documents
    return tuple(newest[:LATEST]) if kind in BY_TIME else ()


def _steps(scope: Scope, kind: Kind, count: int) -> tuple[Callable[[Document], str], ...]:
    """Return what a list is filed by; a long one by years first, for the months of ten years are no way to a page."""
    months = partial(month_of, scope)
    if kind in (*BY_TIME, Kind.CLAIM) and count > ON_ONE_PAGE:
        return (partial(year_of, scope), months)
    if kind in BY_TIME:
        return (months,)
    if kind is Kind.CLAIM:
        return (lambda document: scope.say("list.claims"),)
    return (partial(_actor_kind, scope), *BY_LETTER) if kind is Kind.ACTOR else BY_LETTER


def _rank(document: Document) -> int:
    kind = document.record.kind if isinstance(document.record, Actor) else None
    return list(type(kind)).index(kind) if kind is not None else 0


def _actor_kind(scope: Scope, document: Document) -> str:
    assert isinstance(document.record, Actor)
    return scope.say(f"actor_kinds.{document.record.kind}")
