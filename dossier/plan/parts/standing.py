"""What was found out about the evidence, put into words."""

from __future__ import annotations

from dossier.dates import Date
from dossier.findings import ClaimFindings, FigureRange
from dossier.model import Id
from dossier.plan.parts.sources import source_link
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.plan.words import number_text
from dossier.views import Badge, OriginView


def _found(scope: Scope, id: Id) -> ClaimFindings:
    return scope.findings.claims.get(id, ClaimFindings())


def standing_text(spot: Spot, id: Id) -> str:
    """Count what stands behind a claim: works, outlets, independent origins; "" when nothing is cited for it."""
    found = _found(spot.scope, id)
    works = sum(len(origin.keys) for origin in found.origins)
    if not works:
        return ""
    return " · ".join(
        (
            spot.say("count.works", count=works),
            spot.say("count.outlets", count=len(found.outlets)),
            spot.say("count.origins", count=len(found.origins)),
        )
    )


def warnings_of(spot: Spot, id: Id) -> tuple[Badge, ...]:
    """Return what a reader should know before relying on a claim."""
    found = _found(spot.scope, id)
    rows = (
        ("single_origin", found.single_origin),
        ("anonymous_only", found.anonymous_only),
        ("state_relayed_only", found.state_relayed_only),
    )
    return tuple(
        Badge(key=f"warning-{key}".replace("_", "-"), text=spot.say(f"ui.{key}")) for key, holds in rows if holds
    )


def first_reported(scope: Scope, id: Id) -> Date | None:
    """Return the date of the first work that carries a claim."""
    return _found(scope, id).first_reported


def origins_of(spot: Spot, id: Id) -> tuple[OriginView, ...]:
    """Return the independent origins of a claim with the works that go back to each."""
    return tuple(
        OriginView(title=origin.name, works=tuple(source_link(spot, key) for key in origin.keys))
        for origin in _found(spot.scope, id).origins
    )


def ranges_of(spot: Spot, question: str) -> tuple[str, ...]:
    """Return the span of the figures that stand under a question, one for each unit that has more than one claim."""
    found = spot.scope.findings.questions.get(question)
    return tuple(_range(spot, figures) for figures in found.ranges if len(figures.claims) > 1) if found else ()


def _range(spot: Spot, figures: FigureRange) -> str:
    low, high = (number_text(bound, spot.scope.language) for bound in (figures.low, figures.high))
    span = low if low == high else f"{low} – {high}"
    marks = (
        "≤ " if figures.is_open_below and figures.low == figures.high else "",
        "+" if figures.is_open_above else "",
    )
    joint = "" if figures.unit == "%" else " "
    return f"{marks[0]}{span}{marks[1]}{joint}{figures.unit}".strip()
