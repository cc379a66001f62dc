"""What came of comparing quotations with saved copies, in words. A copy has a date and a digest; it is never shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dossier.findings import Comparison, HeldCopy, QuotationFinding, Verdict
from dossier.model import Id
from dossier.plan.spot import Spot
from dossier.views import ComparedView, HeldCopyView


def compared_text(spot: Spot, id: Id, index: int) -> ComparedView | None:
    """Return what came of comparing a quotation of a document's text, by its index."""
    return _compared(spot, spot.scope.findings.collation.in_texts.get((id, index)))


def compared_field(spot: Spot, key: str, quote: str) -> ComparedView | None:
    """Return what came of comparing the `quote` of a citation in front matter; None for one without."""
    return _compared(spot, spot.scope.findings.collation.in_fields.get((key, quote)))


def _compared(spot: Spot, found: Comparison | None) -> ComparedView | None:
    if found is None:
        return None
    digest = found.copy.digest if found.copy else ""
    return ComparedView(key=found.verdict.value.replace("_", "-"), text=_words(spot, found), sha256=digest)


def held_of(spot: Spot, key: str) -> tuple[HeldCopyView, ...]:
    """Return the copies of a work that the editors hold, the one relied on first."""
    held = spot.scope.findings.collation.held.get(key, ())
    return tuple(HeldCopyView(text=_held(spot, copy), sha256=copy.digest) for copy in held)


def tally_of(spot: Spot, key: str) -> str:
    """Count in words how many quotations of a work were compared; "" when nothing of it is quoted."""
    return _tally(spot, spot.scope.findings.collation.by_work.get(key, ()))


def whole_tally(spot: Spot) -> str:
    """Count in words how many of all quotations were compared; "" when there are none."""
    return _tally(spot, spot.scope.findings.collation.quotations)


def _tally(spot: Spot, quotations: Iterable[QuotationFinding]) -> str:
    counts = Counter(one.comparison.verdict for one in quotations if spot.scope.is_listed(one.document))
    if not counts:
        return ""
    compared = [(verdict, counts[verdict]) for verdict in Verdict if verdict.is_compared]
    whole = spot.say("compared.count", compared=sum(number for _, number in compared), total=counts.total())
    parts = [spot.say(f"compared.count_{verdict}", number=number) for verdict, number in compared if number]
    return f"{whole} ({', '.join(parts)})" if parts else whole


def _words(spot: Spot, found: Comparison) -> str:
    text = spot.say(f"compared.{found.verdict}", copy=_copy(spot, found.copy), obstacle=_obstacle(spot, found.copy))
    return f"{text}; {spot.say('compared.omits')}" if found.omits and found.verdict.is_compared else text


def _copy(spot: Spot, copy: HeldCopy | None) -> str:
    date = spot.date(copy.date if copy else None)
    return spot.say("compared.copy", date=date.text) if date.known else spot.say("compared.copy_undated")


def _obstacle(spot: Spot, copy: HeldCopy | None) -> str:
    return spot.say(f"obstacle.{copy.obstacle}", form=copy.form) if copy and copy.obstacle else ""


def _held(spot: Spot, copy: HeldCopy) -> str:
    date = spot.date(copy.date)
    text = spot.say("compared.held", date=date.text) if date.known else spot.say("compared.held_undated")
    obstacle = _obstacle(spot, copy)
    return f"{text}; {obstacle}" if obstacle else text
