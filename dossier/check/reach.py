"""Checks of what leads to a record: from inside the dossier, and from outside by its old address."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.check.audit import Audit
from dossier.diagnostics import Diagnostic, Span
from dossier.model import Claim, Document, Kind
from dossier.model.walk import links_of
from dossier.rules import editorial as rules
from dossier.text import nearest, visible

ALONE = frozenset({Kind.NOTE, Kind.INFO})
"""Texts are read for themselves."""
INDEX = "index.html"
SETTINGS_FILE = "content/dossier.yaml"


def orphans(audit: Audit) -> Iterator[Diagnostic]:
    """Find records of which neither another record nor the home page speaks. Unlisted ones are meant to be so."""
    chosen = frozenset(audit.library.find(one.link.target, one.info.kinds) for one in links_of(audit.settings))
    for id, document in audit.library.documents.items():
        is_reached = id.name in audit.library.backlinks or id in chosen or _has_rivals(document, audit)
        if id.kind not in ALONE and id not in audit.library.unlisted and not is_reached:
            yield rules.ORPHAN.at(
                document.id_span, f"no other record speaks of `{id}`", help="name it where it belongs"
            )


def vanished_urls(audit: Audit) -> Iterator[Diagnostic]:
    """Find pages of records in the last published manifest that are neither pages nor redirects any more."""
    living = {f"{id.kind.folder}/{id.name}/" for id in audit.library.documents} | set(audit.library.redirects)
    for path in sorted(audit.published):
        kind = _kind_of_page(path)
        address = path.removesuffix(INDEX)
        if kind is None or address in living:
            continue
        name = address.split("/")[1]
        near = nearest(name, (id.name for id in audit.library.documents if id.kind is kind))
        help = f"if it was renamed, write `former_ids: [{visible(name)}]` in its record"
        help = f"if it is `{near}` now, write `former_ids: [{visible(name)}]` there" if near else help
        yield rules.VANISHED_URL.at(
            Span(SETTINGS_FILE), f"the published page `{visible(address)}` is no more", help=help
        )


def _has_rivals(document: Document, audit: Audit) -> bool:
    """Whether a claim is reached from the page of its question."""
    record = document.record
    return isinstance(record, Claim) and any(
        document.id in claims and len(claims) > 1 for claims in audit.library.questions.values()
    )


def _kind_of_page(path: str) -> Kind | None:
    parts = path.split("/")
    is_page = len(parts) == 3 and parts[2] in ("", INDEX) and parts[1]
    return next((kind for kind in Kind if is_page and kind.folder == parts[0]), None)
