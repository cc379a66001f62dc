"""What refers to a record: the sentences that speak of it, by kind; of very many the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from dossier.library import Backlink
from dossier.model import Document, Id, Kind
from dossier.plan.addresses import beside
from dossier.plan.order import main_date, newest_first
from dossier.plan.parts.partition import ON_RECORD, SHOWN
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.views import BacklinkGroup, BacklinkView

BACKLINK_ORDER = (
    Kind.NOTE,
    Kind.INFO,
    Kind.EVENT,
    Kind.CLAIM,
    Kind.ARTICLE,
    Kind.ACTOR,
    Kind.OUTLET,
    Kind.PLACE,
    Kind.TOPIC,
)
ROLES = frozenset(
    {
        "mentions",
        "cites",
        "embeds",
        "participants",
        "evidence",
        "sources",
        "events",
        "places",
        "topics",
        "about",
        "asserted_by",
        "relations",
        "roles",
        "outlet",
        "agency",
        "via",
        "original",
        "parent",
        "figures",
        "supports",
        "disputes",
        "broader",
        "related",
        "translation_of",
        "state",
        "attribution",
        "corrections",
        "names",
        "status_history",
    }
)
"""Roles of backlinks that have a word of their own."""
SENTENCES = 20
"""From one text so many sentences are shown, and the number of the others: its own page has them all."""
SENTENCES_OF_MANY = 2
"""The same on the page of a record of which very many speak."""
Speaker: TypeAlias = tuple[Document, tuple[Backlink, ...]]
"""A record and the places in it that refer to another one, in reading order."""


def speaking_of(scope: Scope, id: Id) -> tuple[Speaker, ...]:
    """Return the listed records that refer to one, by id."""
    by_source: dict[Id, list[Backlink]] = {}
    for link in scope.library.backlinks.get(id.name, ()):
        if link.source != id and scope.is_listed(link.source) and link.source in scope.library.documents:
            by_source.setdefault(link.source, []).append(link)
    return tuple((scope.document(source), tuple(links)) for source, links in by_source.items())


def is_long(speaking: Sequence[Speaker]) -> bool:
    """Tell whether a record's page shows only a part of what refers to it."""
    return len(speaking) > ON_RECORD or sum(map(size_of, speaking)) > ON_RECORD * 2


def size_of(speaker: Speaker) -> int:
    """Return how many entries one record makes in a list of all."""
    return min(len(speaker[1]), SENTENCES)


def backlinks_path(path: str) -> str:
    """Return where everything stands that refers to the record whose page is at a path."""
    return beside(path, "backlinks/index.html")


def backlinks_url(spot: Spot, speaking: Sequence[Speaker]) -> str:
    """Return the address of the page with all of them; "" where the record's own page has them."""
    return spot.href(backlinks_path(spot.path)) if is_long(speaking) else ""


def shown_backlinks(spot: Spot, speaking: Sequence[Speaker]) -> tuple[BacklinkGroup, ...]:
    """Return what refers to a record for its own page."""
    if not is_long(speaking):
        return backlink_groups(spot, speaking)
    by_kind: dict[Kind, list[Document]] = {}
    for document, _ in speaking:
        by_kind.setdefault(document.id.kind, []).append(document)
    shown = {document.id for documents in by_kind.values() for document in newest_first(documents)[:SHOWN]}
    return backlink_groups(spot, [one for one in speaking if one[0].id in shown], most=SENTENCES_OF_MANY)


def backlink_groups(spot: Spot, speaking: Iterable[Speaker], *, most: int = SENTENCES) -> tuple[BacklinkGroup, ...]:
    """Return what refers to a record, by kind; of each text as many sentences as `most`."""
    by_kind: dict[Kind, list[BacklinkView]] = {}
    for document, links in speaking:
        by_kind.setdefault(document.id.kind, []).extend(_of_one_source(links, spot, most=most))
    return tuple(
        BacklinkGroup(kind=kind.value, label=spot.say(f"list.{kind.folder}"), items=tuple(by_kind[kind]))
        for kind in BACKLINK_ORDER
        if kind in by_kind
    )


def _of_one_source(links: Sequence[Backlink], spot: Spot, *, most: int) -> list[BacklinkView]:
    """Show the sentences of a text; its front matter only where no sentence speaks, and its role with the first."""
    sentences = [link for link in links if link.before or link.label or link.after]
    roles = dict.fromkeys(_role(link.role, spot) for link in links if link not in sentences)
    shown = sentences or list(links[:1])
    note = ", ".join(role for role in roles if role)
    views = [_backlink(spot, link, role=note if index == 0 else "") for index, link in enumerate(shown[:most])]
    rest = len(shown) - most
    return views + [BacklinkView(link=spot.link(links[0].source), role=f"{spot.say('ui.others')}: {rest}")] * (rest > 0)


def _backlink(spot: Spot, link: Backlink, *, role: str) -> BacklinkView:
    record = spot.scope.library.record(link.source)
    return BacklinkView(
        link=spot.link(link.source, fragment=link.anchor),
        before=link.before,
        label=link.label,
        after=link.after,
        role=role,
        date=spot.scope.maybe(main_date(record)),
    )


def _role(role: str, spot: Spot) -> str:
    return spot.say(f"backlink.{role if role in ROLES else 'other'}")
