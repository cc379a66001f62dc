"""Checks of claims: what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.check.audit import Audit, place, records_of
from dossier.diagnostics import Diagnostic
from dossier.model import Claim, ClaimStatus, Document
from dossier.rules import editorial as rules
from dossier.text import visible


def claim_evidence(audit: Audit) -> Iterator[Diagnostic]:
    """Find claims without source, and standing claims with one origin, unnamed or state-relayed sources only."""
    for document, claim in records_of(audit, Claim):
        if not audit.library.sources[document.id]:
            yield rules.CLAIM_WITHOUT_SOURCE.at(
                place(document, "statement"),
                f"the claim `{document.id.name}` has no evidence",
                help="add `evidence: [key]`",
            )
        elif claim.status.is_standing:
            yield from _weak_evidence(document, audit)


def _weak_evidence(document: Document, audit: Audit) -> Iterator[Diagnostic]:
    found, name = audit.evidence.claims[document.id], document.id.name
    if found.single_origin:
        number, origin = len(found.origins[0].keys), found.origins[0].name
        sources = "both sources" if number == 2 else f"all {number} sources"
        fact = f"{sources} of `{name}` go back to" if number > 1 else f"the only source of `{name}` is"
        help = "add evidence of another origin, if there is any"
        yield rules.SINGLE_ORIGIN.at(place(document, "evidence"), f"{fact} {visible(origin)}", help=help)
    if found.anonymous_only:
        yield rules.ANONYMOUS_ONLY.at(place(document, "attribution"), f"`{name}` rests on unnamed sources only")
    if found.state_relayed_only:
        message = f"`{name}` reached us only through outlets that a state controls"
        yield rules.STATE_RELAYED_ONLY.at(place(document, "attribution", "evidence"), message)


def claim_status(audit: Audit) -> Iterator[Diagnostic]:
    """Find claims whose status is not borne out by what is recorded."""
    for document, claim in records_of(audit, Claim):
        origins = len(audit.evidence.claims[document.id].origins)
        if claim.status is ClaimStatus.DISPUTED and not _is_disputed(document, claim, audit):
            yield rules.DISPUTED_WITHOUT_DISPUTE.at(
                place(document, "status"),
                f"`{document.id.name}` is disputed, but nothing here disputes it",
                help="add evidence with `stance: disputes`, or a rival claim under the same `question`",
            )
        if claim.status is ClaimStatus.CORROBORATED and origins < 2:
            yield rules.CORROBORATED_BY_ONE.at(
                place(document, "status"),
                f"`{document.id.name}` is called corroborated, but has {origins} independent {_origins(origins)}",
                help="write `status: reported`, or add evidence of another origin",
            )


def _origins(number: int) -> str:
    return "origin" if number == 1 else "origins"


def _is_disputed(document: Document, claim: Claim, audit: Audit) -> bool:
    rivals = next((found.claims for found in audit.evidence.questions.values() if document.id in found.claims), ())
    backlinks = audit.library.backlinks.get(document.id.name, ())
    return bool(
        audit.evidence.claims[document.id].disputing
        or claim.disputes
        or len(rivals) > 1
        or any(backlink.role == "disputes" for backlink in backlinks)
    )
