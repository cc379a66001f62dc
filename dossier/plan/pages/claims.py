"""Pages of claims: one assertion, its standing, how it is attributed, what speaks for and against it."""

from __future__ import annotations

from dossier.model import Citation, Claim, ClaimStatus, Document, Id, Kind, Stance
from dossier.plan.parts.claim_words import attribution_of, value_words
from dossier.plan.parts.compared import compared_field
from dossier.plan.parts.items import rival_items
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.parts.rivals import nearest_rivals, question_link
from dossier.plan.parts.sources import affiliation_of, archive_of, original_link, outlet_id, outlet_link, source_link
from dossier.plan.parts.standing import first_reported, origins_of, standing_text, warnings_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.views import Badge, ChangeView, ClaimView, EvidenceGroup, EvidenceView, LinkView

STATUSES = frozenset(status.value for status in ClaimStatus)


def claim_view(scope: Scope, document: Document) -> ClaimView:
    """Return what the page of a claim shows."""
    spot, claim, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(claim, Claim)
    return ClaimView(
        **record_fields(spot, document, _own(spot, claim)),
        statement=document.title,
        status=spot.badge("status", claim.status),
        status_note=claim.status_note,
        history=_history(spot, claim),
        value=value_words(spot, claim.value),
        as_of=spot.date(claim.as_of),
        asserted=spot.date(claim.asserted),
        attribution=attribution_of(spot, claim),
        evidence=_evidence(spot, claim),
        standing=standing_text(spot, id),
        origins=origins_of(spot, id),
        warnings=warnings_of(spot, id),
        first_reported=spot.date(first_reported(scope, id)),
        question=question_link(spot, claim.question),
        rivals=rival_items(spot, nearest_rivals(scope, id)),
        about=spot.field_links(claim.about),
        supports=spot.field_links(claim.supports, Kind.CLAIM),
        disputes=spot.field_links(claim.disputes, Kind.CLAIM),
        supported_by=_sources(spot, id, "supports"),
        disputed_by=_sources(spot, id, "disputes"),
    )


def _own(spot: Spot, claim: Claim) -> OwnFacts:
    return OwnFacts(
        badges=(spot.badge("status", claim.status),),
        facts=facts(
            spot.fact("value", value_words(spot, claim.value)),
            spot.fact("asserted_by", *spot.field_links(claim.asserted_by, Kind.ACTOR, Kind.OUTLET)),
            spot.fact("about", *spot.field_links(claim.about)),
        ),
        dates=facts(
            spot.fact("as_of", spot.scope.maybe(claim.as_of)),
            spot.fact("asserted", spot.date(claim.asserted)),
        ),
        topics=spot.field_links(claim.topics, Kind.TOPIC),
    )


def _history(spot: Spot, claim: Claim) -> tuple[ChangeView, ...]:
    changes = sorted(claim.status_history, key=lambda change: change.date.sort_key)
    return tuple(
        ChangeView(
            date=spot.date(change.date),
            text=change.reason,
            badge=_status(spot, change.status),
            citations=spot.citations(change.sources),
        )
        for change in changes
    )


def _status(spot: Spot, status: str) -> Badge:
    return spot.badge("status", status) if status in STATUSES else Badge(key="status-other", text=status)


def _evidence(spot: Spot, claim: Claim) -> tuple[EvidenceGroup, ...]:
    groups = []
    for stance in Stance:
        items = [
            view for citation in claim.evidence if citation.stance is stance for view in _evidence_view(spot, citation)
        ]
        if items:
            groups.append(EvidenceGroup(stance=stance.value, label=spot.say(f"stance.{stance}"), items=tuple(items)))
    return tuple(groups)


def _evidence_view(spot: Spot, citation: Citation) -> tuple[EvidenceView, ...]:
    """Return the view of one citation; nothing for one that leads nowhere."""
    key = spot.scope.key_of(citation.source)
    views = spot.citations((citation,))
    if key is None or not views:
        return ()
    work = spot.scope.library.works[key]
    archive = archive_of(spot, work)
    copy = citation.archive or (archive.url if archive else "")
    id = spot.scope.article_of(key)
    originals = spot.scope.relations.targets(id, "original") if id else ()
    return (
        EvidenceView(
            citation=views[0],
            source=source_link(spot, key),
            outlet=outlet_link(spot, work),
            affiliation=affiliation_of(spot, outlet_id(spot, work)),
            date=spot.date(work.issued),
            original=original_link(spot, work),
            archive=LinkView(url=copy, title=spot.say("ui.saved_copy"), kind="external") if copy else None,
            copy_of=spot.link(originals[0]) if originals else None,
            compared=compared_field(spot, key, citation.quote),
        ),
    )


def _sources(spot: Spot, id: Id, field: str) -> tuple[LinkView, ...]:
    return spot.links(spot.scope.relations.sources(id, Kind.CLAIM, field))
