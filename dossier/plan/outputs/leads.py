"""First words of every listed page, for previews beside links: small classic scripts that a page loads by need.

Pages hold none of them: on the sample they would make articles a fifth and notes a third longer (5 kB compressed),
wanted or not. One part is 2 kB compressed. A script works from `file://`, where nothing may be fetched.
`leads/<part>.js` puts into `window.dossierLeads[part]`

    {"actors/anna": ["Actor", "Anna Weir", "Tenant of the mill.", ""], …};

by folder and name of a record: kind and date, title, first words, and the title's language where it is not the page's.
The part of a record: over the code points of `actors/anna`, from 0, sum = (sum × 31 + point) mod 2 147 483 647; then
sum mod the number of parts, which is a power of two and is told to pages as `page.head.lead_parts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dossier.model import Document
from dossier.plan.addresses import lead_path
from dossier.plan.lead_parts import part_of
from dossier.plan.order import main_date
from dossier.plan.scope import Scope, title_of
from dossier.plan.script_json import Json, to_json
from dossier.plan.spot import Spot, spot_at
from dossier.plan.words import cut
from dossier.views import File

LEAD_LENGTH = 200
"""Characters: three or four lines of a card."""


def lead_files(scope: Scope) -> tuple[File, ...]:
    """Return the first words of all listed records, in parts."""
    filed: list[list[Document]] = [[] for _ in range(scope.lead_parts)]
    for documents in scope.by_kind.values():
        for document in documents:
            filed[part_of(_name(document), scope.lead_parts)].append(document)
    return tuple(File(lead_path(part), partial(_script, scope, part, members)) for part, members in enumerate(filed))


def _script(scope: Scope, part: int, documents: Sequence[Document]) -> bytes:
    path = lead_path(part)
    value: Json = {_name(document): _row(spot_at(scope, path), document) for document in documents}
    return f"(window.dossierLeads=window.dossierLeads||{{}})[{part}]={to_json(value)};\n".encode()


def _row(spot: Spot, document: Document) -> Json:
    date = main_date(document.record)
    kind = spot.say(f"kind.{document.id.kind}")
    about = f"{kind} · {spot.date(date).short}" if date else kind
    lead = cut(spot.scope.summary(document), LEAD_LENGTH)
    return [about, title_of(document), lead, spot.language_mark(document)]


def _name(document: Document) -> str:
    return f"{document.id.kind.folder}/{document.id.name}"
