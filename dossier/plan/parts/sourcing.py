"""How the dossier is sourced, in words: the mix that `evidence` counted, and the saved copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from dossier.findings import Share
from dossier.model import Article, Claim, ClaimStatus, Kind
from dossier.plan.addresses import SOURCES
from dossier.plan.parts.compared import whole_tally
from dossier.plan.spot import Spot
from dossier.plan.words import country_name, language_name
from dossier.views import MixView, ShareView, SourcingView, StatusCount

BEST_FIRST = (
    ClaimStatus.CONFIRMED,
    ClaimStatus.CORROBORATED,
    ClaimStatus.REPORTED,
    ClaimStatus.DISPUTED,
    ClaimStatus.SUPERSEDED,
    ClaimStatus.WITHDRAWN,
    ClaimStatus.REFUTED,
)
MAX_SHARES = 12
"""Longer tables are for the data files; what is cut is summed up as one line."""


def sourcing_of(spot: Spot) -> SourcingView:
    """Return the mix of sources; what is not known is counted as such."""
    mix, language = spot.scope.findings.mix, spot.scope.language
    rows: tuple[tuple[str, Sequence[Share], Callable[[str], str]], ...] = (
        ("outlet", mix.by_outlet, str),
        ("state_affiliated", mix.by_state_affiliation, lambda value: spot.say(f"tri.{value}")),
        ("languages", mix.by_language, lambda value: language_name(value, language)),
        ("country", mix.by_country, lambda value: country_name(value, language)),
        ("genre", mix.by_genre, lambda value: spot.say(f"genre.{value}")),
        ("attribution", mix.by_attribution, lambda value: spot.say(f"attribution.{value}")),
    )
    mixes = tuple(_mix(spot, key, shares, name) for key, shares, name in rows if shares)
    counts = _counts(spot)
    return SourcingView(
        summary=" · ".join(counts),
        counts=counts,
        statuses=_statuses(spot),
        compared=whole_tally(spot),
        mixes=mixes,
        url=spot.href(SOURCES),
    )


def _statuses(spot: Spot) -> tuple[StatusCount, ...]:
    records = [document.record for document in spot.scope.listed(Kind.CLAIM)]
    counts = Counter(record.status for record in records if isinstance(record, Claim))
    return tuple(
        StatusCount(badge=spot.badge("status", status), count=counts[status]) for status in BEST_FIRST if counts[status]
    )


def _counts(spot: Spot) -> tuple[str, ...]:
    scope = spot.scope
    articles = [document.record for document in scope.listed(Kind.ARTICLE)]
    saved = sum(1 for record in articles if isinstance(record, Article) and any(copy.url for copy in record.archive))
    return (
        spot.say("count.works", count=len(scope.listed_works())),
        spot.say("count.outlets", count=_known(scope.findings.mix.by_outlet)),
        spot.say("count.languages", count=_known(scope.findings.mix.by_language)),
        spot.say("count.saved", count=saved),
    )


def _known(shares: Sequence[Share]) -> int:
    return sum(1 for share in shares if share.value)


def _mix(spot: Spot, key: str, shares: Sequence[Share], name: Callable[[str], str]) -> MixView:
    total = sum(share.count for share in shares)
    named = [share for share in shares if share.value and share.value != "unknown"]
    unknown = sum(share.count for share in shares if share not in named)
    known = [share for share in named if key != "outlet" or _may_be_named(spot, share.value)]
    rest = sum(share.count for share in named) - sum(share.count for share in known[:MAX_SHARES])
    rows = [(name(share.value), share.count, _url(spot, key, share.value)) for share in known[:MAX_SHARES]]
    rows += [(spot.say("ui.others"), rest, "")] if rest else []
    rows += [(spot.say("ui.not_known"), unknown, "")] if unknown else []
    views = tuple(
        ShareView(label=label, count=count, total=total, percent=round(100 * count / total), url=url)
        for label, count, url in rows
    )
    return MixView(key=key, label=spot.say(f"field.{key}"), shares=views)


def _may_be_named(spot: Spot, outlet: str) -> bool:
    id = spot.scope.library.find(outlet, (Kind.OUTLET,))
    return id is None or spot.scope.is_listed(id)


def _url(spot: Spot, key: str, value: str) -> str:
    id = spot.scope.library.find(value, (Kind.OUTLET,)) if key == "outlet" else None
    return spot.record_url(id) if id is not None and spot.scope.is_listed(id) else ""
