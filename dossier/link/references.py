"""Resolves the references of a text: links, citations, embedded claims, images, one target per hole."""

from __future__ import annotations

import posixpath
from collections.abc import Container
from typing import assert_never
from urllib.parse import unquote

from dossier.diagnostics import Diagnostic, Span
from dossier.library import CitationTarget, ClaimTarget, ImageTarget, LinkTarget, Target
from dossier.link.known import Cited, Known, citation_fault, find_source, hidden_source_fault, reference_fault
from dossier.link.names import CONTENT, Finding, Found
from dossier.link.standing import Standing
from dossier.model import CitationRef, CitedItem, ClaimRef, Document, Id, ImageRef, Kind, LinkRef, Ref
from dossier.rules import links as rules
from dossier.text import fold, nearest, nfc, visible

CLAIMS = (Kind.CLAIM,)
MEDIA = "media/"


def resolve_ref(ref: Ref, document: Document, known: Known) -> tuple[Target, tuple[Diagnostic, ...]]:
    """Find where a reference leads; citation numbers are still 0. Faults come beside a target that leads nowhere."""
    match ref:
        case LinkRef():
            return _resolve_link(ref, document, known)
        case CitationRef():
            faults = (item_fault(item, known) for item in ref.items)
            return CitationTarget(()), tuple(fault for fault in faults if fault)
        case ClaimRef():
            return _resolve_claim(ref, known)
        case ImageRef():
            path = media_path(ref.src, document.path, known.media)
            return ImageTarget(path or ""), () if path else (image_fault(ref.src, ref.span, known),)
        case _:
            assert_never(ref)


def item_fault(item: CitedItem, known: Known) -> Diagnostic | None:
    """Say why one source of a citation cannot be printed, or None."""
    cited = find_source(item.key, known)
    if not isinstance(cited, Cited):
        return citation_fault(item.key, cited, item.span, known)
    if cited.id is None or not known.is_hidden(cited.id):
        return None
    return hidden_source_fault(cited.id, item.span, known.standings[cited.id])


def is_hidden_ref(ref: LinkRef | ClaimRef, document: Document, known: Known) -> bool:
    """Whether a reference names a record that is not shown."""
    finding = known.names.find(ref.target, CLAIMS) if isinstance(ref, ClaimRef) else find_link(ref, document, known)
    return known.names_hidden(finding)


def media_path(src: str, source: str, files: Container[str]) -> str | None:
    """Return which of `files` in media/ the words `src`, in the text at path `source`, stand for, or None."""
    written = nfc(src)
    for path in (written, unquote(written)):
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)).removeprefix(f"{CONTENT}/")
        from_root = posixpath.normpath(path.lstrip("/")).removeprefix(f"{CONTENT}/")
        for choice in (from_root, beside, MEDIA + from_root):
            if choice.startswith(MEDIA) and choice in files:
                return choice
    return None


def image_fault(src: str, span: Span, known: Known) -> Diagnostic:
    """Say that an image is missing, with the nearest path there is."""
    near = nearest(src.lstrip("/"), known.media)
    help = f"did you mean `/{near}`?" if near else "put the file into content/media/"
    return rules.MISSING_IMAGE.at(span, f"no image is at `{visible(src)}`", help=help)


def find_link(ref: LinkRef, document: Document, known: Known) -> Finding:
    """Say what a link names; one without a target stays on its own page."""
    if not ref.target:
        return Found(document.id)
    if ref.target.casefold().endswith(".md"):
        return known.names.find_path(ref.target, document.path)
    return known.names.find(ref.target)


def _resolve_link(ref: LinkRef, document: Document, known: Known) -> tuple[LinkTarget, tuple[Diagnostic, ...]]:
    finding = find_link(ref, document, known)
    if not isinstance(finding, Found):
        if path := media_path(ref.target, document.path, known.files):
            return LinkTarget(None, path=path), ()
        fault = reference_fault(ref.target, finding, ref.span, known)
        return LinkTarget(None, label="" if known.names_hidden(finding) else visible(ref.target)), (fault,)
    id = finding.id
    if known.is_hidden(id):
        return LinkTarget(None), (_hidden_fault(ref, id, known),)
    fragment, faults = _fragment(ref, known.documents[id])
    return LinkTarget(id, fragment, known.documents[id].title), faults


def _hidden_fault(ref: LinkRef, id: Id, known: Known) -> Diagnostic:
    standing = known.standings[id]
    if standing is Standing.PRIVATE and not ref.label:
        return rules.PRIVATE_REFERENCE.at(
            ref.span,
            f"`{id}` is private, and the link has no text of its own",
            help=f"write `[[{ref.target}|your words]]`: they are printed without a link",
        )
    fate = "your words are printed without a link" if ref.label else "nothing is printed here"
    help = (
        "publish it, or write your words without the link"
        if ref.label
        else f"write `[[{ref.target}|your words]]`, or publish it"
    )
    return rules.HIDDEN_REFERENCE.at(ref.span, f"`{id}` is {standing.words}; {fate}", help=help)


def _fragment(ref: LinkRef, target: Document) -> tuple[str, tuple[Diagnostic, ...]]:
    """Find the fragment id a heading names: by its id, with or without `h-`, by its text, or any other anchor."""
    if not ref.heading:
        return "", ()
    wanted = fold(ref.heading)
    by_text = {fold(heading.text): heading.id for heading in reversed(target.outline)}
    by_id = {fold(anchor): anchor for anchor in (*target.anchors, *(heading.id for heading in target.outline))}
    for found in (by_id.get(wanted), by_id.get(f"h-{wanted}"), by_text.get(wanted)):
        if found:
            return found, ()
    near = nearest(ref.heading, (heading.text for heading in target.outline))
    message = f"`{target.id}` has no heading `{visible(ref.heading)}`"
    return "", (rules.UNKNOWN_HEADING.at(ref.span, message, help=f"did you mean `{near}`?" if near else ""),)


def _resolve_claim(ref: ClaimRef, known: Known) -> tuple[ClaimTarget, tuple[Diagnostic, ...]]:
    finding = known.names.find(ref.target, CLAIMS)
    if not isinstance(finding, Found):
        return ClaimTarget(None), (reference_fault(ref.target, finding, ref.span, known, CLAIMS),)
    if not known.is_hidden(finding.id):
        return ClaimTarget(finding.id), ()
    standing = known.standings[finding.id]
    rule = rules.PRIVATE_REFERENCE if standing is Standing.PRIVATE else rules.HIDDEN_REFERENCE
    message = f"`{finding.id}` is {standing.words}; nothing is printed here"
    return ClaimTarget(None), (rule.at(ref.span, message, help="publish it, or write the sentence yourself"),)
