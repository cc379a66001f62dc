"""Social cards: which page has which, where it lies, and what stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dossier.model import Document, Id, Kind
from dossier.plan.addresses import HOME
from dossier.plan.order import main_date
from dossier.plan.scope import Scope, title_of
from dossier.views import File
from dossier.views.cards import Card

CARD_FILES = "assets/cards/"
"""Under the folder of files whose names hold a digest: hosts and networks keep them."""


def card_of(scope: Scope, path: str) -> tuple[str, Card] | None:
    """Return the card of a page with the path of its picture: a record's own, elsewhere the dossier's.

    None where cards are not asked for, have no absolute address, or no face has the letters of the title.
    """
    painter = scope.context.cards
    if painter is None or not scope.base_url:
        return None
    document = _record_at(scope, path)
    own = (document.id.kind.folder + "/" + document.id.name, _record_card(scope, document)) if document else None
    for name, card in filter(None, (own, ("dossier", _site_card(scope)))):
        if painter.covers(card):
            return f"{CARD_FILES}{name}.{card.digest(painter.digest)[:8]}.png", card
    return None


def card_files(scope: Scope) -> Iterator[File]:
    """Yield the picture of every card that a page names, each once."""
    painter = scope.context.cards
    if painter is None:
        return
    pages = (f"{id.kind.folder}/{id.name}/{HOME}" for id in scope.library.documents)
    found = dict(filter(None, (card_of(scope, path) for path in (HOME, *pages))))
    for url, card in found.items():
        yield File(url, partial(painter.draw, card))


def _record_at(scope: Scope, path: str) -> Document | None:
    folder, _, rest = path.partition("/")
    name = rest.removesuffix(f"/{HOME}")
    kind = next((kind for kind in Kind if kind.folder == folder), None)
    return scope.library.documents.get(Id(kind, name)) if kind else None


def _record_card(scope: Scope, document: Document) -> Card:
    date = scope.date(main_date(document.record))
    return Card(
        title=title_of(document),
        kind=scope.say(f"kind.{document.id.kind}"),
        date=date.text if date.known else "",
        dossier=scope.settings.title,
    )


def _site_card(scope: Scope) -> Card:
    settings = scope.settings
    below = settings.subtitle or settings.publisher or scope.base_url
    return Card(title=settings.title, kind="", date="", dossier=below)
