"""`dossier list WHAT`: drafts, scheduled texts, records that nobody cites or links to, and whole kinds."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

import click

from dossier.build import Request, Site, assemble
from dossier.commands.building import CACHE
from dossier.commands.project import now_option, project_option
from dossier.link import Standing
from dossier.model import Document, Kind
from dossier.plugins import Plugin
from dossier.plugins.loading import installed
from dossier.report import counted
from dossier.store import Store
from dossier.text import visible


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    id: str
    title: str
    path: str
    note: str = ""


Lister: TypeAlias = Callable[[Site], Iterator[Row]]


def _row(document: Document, note: str = "") -> Row:
    return Row(str(document.id), document.title, document.path, note)


def _hidden(standing: Standing) -> Lister:
    def rows(site: Site) -> Iterator[Row]:
        for one in site.hidden:
            if one.standing is standing:
                yield Row(str(one.id), one.title, one.path, f"until {one.until}" if one.until else "")

    return rows


def _unlisted(site: Site) -> Iterator[Row]:
    return (_row(site.library.documents[id]) for id in sorted(site.library.unlisted))


def _uncited(site: Site) -> Iterator[Row]:
    """Articles that no text and no record cites."""
    for document in site.library.of_kind(Kind.ARTICLE):
        roles = {link.role for link in site.library.backlinks.get(document.id.name, ())}
        if not roles - {"original"}:
            yield _row(document)


def _orphans(site: Site) -> Iterator[Row]:
    for id, document in site.library.documents.items():
        if id.kind is not Kind.INFO and not site.library.backlinks.get(id.name):
            yield _row(document)


def _unarchived(site: Site) -> Iterator[Row]:
    for key, work in site.library.works.items():
        if work.url and not work.archive_url:
            yield Row(key, work.title, "", str(work.url))


def _plugins(site: Site) -> Iterator[Row]:
    """Installed plug-ins: what those in use bring, and which dossier.yaml does not list."""
    loaded = {one.guest.name: one for one in site.plugins.loaded}
    for name, entries in installed().items():
        package = next((f"{entry.dist.name} {entry.dist.version}" for entry in entries if entry.dist), "")
        yield Row(name, package, "", _brought(loaded[name].plugin) if name in loaded else "not in use")


def _brought(plugin: Plugin) -> str:
    parts = {
        "rule": plugin.rules,
        "construct": plugin.markdown,
        "check": plugin.checks,
        "page kind": plugin.pages,
        "filter": plugin.filters,
    }
    counts = ", ".join(counted(len(rows), noun) for noun, rows in parts.items() if rows)
    return f"in use: {counts}" if counts else "in use"


def _of_kind(kind: Kind) -> Lister:
    return lambda site: (_row(document) for document in site.library.of_kind(kind))


LISTS: Mapping[str, Lister] = {
    "drafts": _hidden(Standing.DRAFT),
    "scheduled": _hidden(Standing.SCHEDULED),
    "private": _hidden(Standing.PRIVATE),
    "unlisted": _unlisted,
    "uncited": _uncited,
    "orphans": _orphans,
    "unarchived": _unarchived,
    "plugins": _plugins,
    **{kind.folder: _of_kind(kind) for kind in Kind},
}
"""What can be listed: standings, omissions, plug-ins, and every kind by its folder."""


@click.command()
@click.argument("what", type=click.Choice(list(LISTS)), metavar="WHAT")
@project_option
@now_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the list is printed.")
def command(what: str, project: Path, now: datetime.date, form: str) -> int:
    """List records: drafts, scheduled, private, unlisted, uncited, orphans, unarchived, or a kind (articles, actors …).

    uncited: articles nobody cites. orphans: records nobody links to. unarchived: works without a saved copy.
    plugins: installed plug-ins, and what those bring that dossier.yaml lists.
    """
    site = assemble(Request(project=project, today=now, store=Store(project / CACHE)))
    rows = list(LISTS[what](site))
    if form == "json":
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        click.echo("  ".join(filter(None, [row.id, visible(row.title, 80), row.path, row.note])))
    click.echo(f"{what}: {len(rows)}", err=True)
    return 0
