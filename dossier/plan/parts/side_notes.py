"""Says beside which citations of a long text a side note stands: the first of each source under each heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.library import CitationTarget, Target
from dossier.model import CitationRef, Document

Place = tuple[str, int]
"""Anchor of a citation, and the number in it, from 1, beside which a note stands."""
_BLOCK = re.compile(r"</?(?:p|li|dt|dd|div|blockquote|figcaption|h[1-6])\b")


def side_notes(document: Document, targets: tuple[Target, ...], *, in_blocks: bool) -> Mapping[Place, tuple[int, ...]]:
    """Return the numbers, from 1, that are told beside each place, in order of reading.

    A heading of level 2 begins anew, so that the note is on the reader's screen. Tables have none: they may scroll.
    `in_blocks` gathers those of a paragraph beside its first: notes of one line stand in the order in which it is
    drawn, from left to right, which is the wrong one where a text runs from right to left.
    """
    found: dict[Place, tuple[int, ...]] = {}
    places: dict[int, Place] = {}
    for block, place in _places(document, targets):
        first = places.setdefault(block, place) if in_blocks else place
        found[first] = (*found.get(first, ()), place[1])
    return found


def _places(document: Document, targets: tuple[Target, ...]) -> Iterator[tuple[int, Place]]:
    """Yield every number that gets a note, with the count of its block."""
    seen = {0}
    block, in_table = 0, False
    for part in document.body:
        if isinstance(part, str):
            in_table = _ends_in_table(part, in_table=in_table)
            block += bool(_BLOCK.search(part))
            if "<h2" in part:
                seen = {0}
        elif not in_table and part < len(targets):
            ref, target = document.refs[part], targets[part]
            if isinstance(ref, CitationRef) and isinstance(target, CitationTarget):
                new = dict.fromkeys(number for number in target.numbers if number not in seen)
                yield from ((block, (ref.anchor, number)) for number in new)
                seen.update(new)


def _ends_in_table(html: str, *, in_table: bool) -> bool:
    opened, closed = html.rfind("<table"), html.rfind("</table")
    return in_table if opened == closed else opened > closed
