"""Says beside which citations of a long text a side note stands: the first of each source under each heading."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.library import CitationTarget, Target
from dossier.model import CitationRef, Document


def side_notes(document: Document, targets: tuple[Target, ...]) -> Mapping[str, frozenset[int]]:
    """Return the numbers, from 1, that get a note, by the anchor of their citation.

    A heading of level 2 begins anew, so that the note is on the reader's screen. Tables have none: they may scroll.
    """
    seen: set[int] = set()
    found: dict[str, frozenset[int]] = {}
    in_table = False
    for part in document.body:
        if isinstance(part, str):
            in_table = _ends_in_table(part, in_table=in_table)
            if "<h2" in part:
                seen.clear()
        elif not in_table and part < len(targets):
            ref, target = document.refs[part], targets[part]
            if isinstance(ref, CitationRef) and isinstance(target, CitationTarget):
                found[ref.anchor] = frozenset(target.numbers) - seen - {0}
                seen |= found[ref.anchor]
    return found


def _ends_in_table(html: str, *, in_table: bool) -> bool:
    opened, closed = html.rfind("<table"), html.rfind("</table")
    return in_table if opened == closed else opened > closed
