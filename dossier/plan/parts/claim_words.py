"""What a claim's axes and figures read like in words."""

from __future__ import annotations

from dossier.model import AnonymousSources, AttributionType, Claim, Kind, Value
from dossier.plan.spot import Spot
from dossier.plan.words import number_text
from dossier.views import AttributionView, Badge


def value_words(spot: Spot, value: Value | None) -> str:
    """Write a figure with its bounds and unit: `≥ 100,000 people`; "" for none."""
    if value is None:
        return ""
    figure = _figure(spot, value)
    if not figure:
        return ""
    joint = "" if value.unit == "%" else " "
    return f"{figure}{joint}{value.unit}".strip()


def _figure(spot: Spot, value: Value) -> str:
    low, high = (
        number_text(bound, spot.scope.language) if bound is not None else "" for bound in (value.min, value.max)
    )
    if value.number is not None:
        exact = number_text(value.number, spot.scope.language)
        bounds = f" ({low}–{high})" if low and high else ""
        return f"{exact}{bounds}"
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else ""


def attribution_words(spot: Spot, claim: Claim) -> str:
    """Say in a few words how a claim is attributed, for lists: unlisted records are not named."""
    return attribution_of(spot, claim, listed_only=True).sentence


def size_of(value: Value | None) -> tuple[float, int] | None:
    """Return where a figure stands among others: its number or nearest bound, at most before exact before at least."""
    if value is None:
        return None
    if value.number is not None:
        return value.number, 1
    if value.min is not None:
        return value.min, 2
    return (value.max, 0) if value.max is not None else None


def attribution_of(spot: Spot, claim: Claim, *, listed_only: bool = False) -> AttributionView:
    """Return the three axes of an attribution, and all of them in one line."""
    attribution = claim.attribution
    kind = attribution.type if attribution else AttributionType.UNATTRIBUTED
    how = Badge(
        key=f"attribution-{kind}".replace("_", "-"),
        text=spot.say(f"attribution.{kind}"),
        title=spot.say(f"attribution_help.{kind}"),
    )
    anonymous = _anonymous(spot, attribution.anonymous) if attribution and attribution.anonymous else ""
    channel = attribution.channel if attribution else ""
    links = spot.listed_links if listed_only else spot.field_links
    relayed = links(attribution.relayed_by, Kind.OUTLET) if attribution else ()
    speakers = links(claim.asserted_by, Kind.ACTOR, Kind.OUTLET)
    who = ", ".join(link.title for link in speakers)
    through = ", ".join(link.title for link in relayed)
    manner = (how.text, anonymous, channel, f"{spot.say('field.via')}: {through}" if through else "")
    return AttributionView(
        how=how,
        sentence=" · ".join(filter(None, (who, *manner))),
        manner=" · ".join(filter(None, manner)),
        asserted_by=speakers,
        anonymous=anonymous,
        channel=channel,
        relayed_by=relayed,
    )


def _anonymous(spot: Spot, sources: AnonymousSources) -> str:
    count = spot.say("count.anonymous", count=sources.count) if sources.count is not None else ""
    reason = f"{spot.say('field.anonymous_reason')}: {sources.reason}" if sources.reason else ""
    return "; ".join(filter(None, (count, sources.description, reason))) or spot.say("field.anonymous")
