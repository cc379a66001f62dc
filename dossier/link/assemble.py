"""Makes the Library from what is public: hides, numbers, turns references round, groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dossier.library import Library, LinkTarget, SpokenQuotation
from dossier.link.backlinks import Resolved, Spoken, backlinks_of
from dossier.link.fields import resolve_fields
from dossier.link.hide import hide
from dossier.link.identity import redirects_of
from dossier.link.known import Known
from dossier.link.names import Found, words_of
from dossier.link.numbers import number
from dossier.link.references import media_path
from dossier.link.standing import Standing
from dossier.link.study import Reuse, Study
from dossier.link.works import in_key_order, work_of
from dossier.model import Article, Claim, Document, Id, Kind, Language, Link, Record, Work
from dossier.model.walk import citations_of
from dossier.text import fold


def resolve(known: Known, studies: Mapping[str, Study], reuse: Reuse) -> dict[Id, Resolved]:
    """Return every public document with what its references lead to, numbered, in order of ids."""
    shown = sorted(id for id in known.documents if not known.is_hidden(id))
    by_id = {id: studies[known.documents[id].path] for id in shown}
    before = {id: reuse.resolved(one) for id, one in by_id.items()}
    documents = {
        id: kept.document if (kept := before[id]) else _with_image(hide(known.documents[id], known), known)
        for id in shown
    }
    return {id: before[id] or _resolve(document, by_id[id], documents, known) for id, document in documents.items()}


def library_of(known: Known, spoken: Mapping[Id, Spoken], works: Mapping[str, Work], reuse: Reuse) -> Library:
    """Return everything public, linked, in order of ids. `works` are all that can be cited."""
    resolved = {id: one.linked for id, one in spoken.items()}
    documents = {id: one.document for id, one in resolved.items()}
    unlisted = frozenset(id for id in resolved if known.standings[id] is Standing.UNLISTED)
    listed = [one for id, one in resolved.items() if id not in unlisted]
    return Library(
        documents=documents,
        names=reuse.names() or _public_names(documents),
        works=works,
        targets={id: one.targets for id, one in resolved.items()},
        sources={id: one.sources for id, one in resolved.items()},
        fields={id: one.fields for id, one in resolved.items()},
        citations={id: one.citations for id, one in resolved.items()},
        backlinks=backlinks_of(one for id, one in spoken.items() if id not in unlisted),
        quotations=_quotations(listed),
        questions=_questions(one.document for one in listed),
        redirects=redirects_of(documents.values(), known.documents),
        media=dict(sorted(known.media.items())),
        unlisted=unlisted,
    )


def _with_image(document: Document, known: Known) -> Document:
    """Return the document with the path in media/ of its picture, however it is written; "" for one that is missing."""
    image = document.record.image
    path = (media_path(image, document.path, known.media) or "") if image else ""
    return document if path == image else replace(document, record=replace(document.record, image=path))


def _resolve(document: Document, study: Study, documents: Mapping[Id, Document], known: Known) -> Resolved:
    """Number a document's sources. Where something was taken out of its front matter, that is resolved again."""
    citations = tuple(citations_of(document.record))
    numbered = number(document, study.targets, documents, known)
    is_whole = document.record is study.document.record
    fields = study.fields if is_whole else resolve_fields(document.record, known)[0]
    return Resolved(document, numbered.targets, numbered.sources, fields, citations)


def works_of(
    resolved: Mapping[Id, Resolved], works: Iterable[Work], known: Known, language: Language, reuse: Reuse
) -> dict[str, Work]:
    """Return articles, then bibliography, each by key. An article keeps its key, also one that is not public."""

    def record_of(link: Link, kind: Kind) -> Record | None:
        finding = known.names.find(link.target, (kind,))
        shown = resolved.get(finding.id) if isinstance(finding, Found) else None
        return shown.document.record if shown else None

    articles = {
        id.name: reuse.work(one, language) or work_of(one.document, one.document.record, record_of, language)
        for id, one in resolved.items()
        if isinstance(one.document.record, Article)
    }
    taken = {fold(id.name) for id in known.documents if id.kind is Kind.ARTICLE}
    first = {work.key: work for work in reversed(in_key_order(works)) if fold(work.key) not in taken}
    return articles | dict(sorted(first.items()))


def _public_names(documents: Mapping[Id, Document]) -> dict[str, tuple[Id, ...]]:
    names: dict[str, dict[Id, None]] = {}
    for id, document in documents.items():
        for word in (id.name, *words_of(document)):
            for key in (fold(word), fold(f"{id.kind}:{word}")):
                names.setdefault(key, {})[id] = None
    return {name: tuple(names[name]) for name in sorted(names)}


def _quotations(listed: Sequence[Resolved]) -> dict[Id, tuple[SpokenQuotation, ...]]:
    spoken: dict[Id, list[SpokenQuotation]] = {}
    for one in listed:
        for index, quotation in enumerate(one.document.quotations):
            target = one.targets[quotation.speaker] if quotation.speaker is not None else None
            if isinstance(target, LinkTarget) and target.id is not None:
                spoken.setdefault(target.id, []).append(SpokenQuotation(one.document.id, index))
    return {speaker: tuple(spoken[speaker]) for speaker in sorted(spoken)}


def _questions(listed: Iterable[Document]) -> dict[str, tuple[Id, ...]]:
    """Group claims by question; a question reads as in the first of its claims, by time."""
    groups: dict[str, list[tuple[tuple[object, ...], Id, str]]] = {}
    for id, claim in _claims(listed):
        if claim.question:
            groups.setdefault(fold(claim.question), []).append((_asserted(claim), id, claim.question))
    ordered = [sorted(groups[question], key=lambda one: one[:2]) for question in sorted(groups)]
    return {group[0][2]: tuple(id for _, id, _ in group) for group in ordered}


def _claims(documents: Iterable[Document]) -> Iterator[tuple[Id, Claim]]:
    for document in documents:
        if isinstance(document.record, Claim):
            yield document.id, document.record


def _asserted(claim: Claim) -> tuple[object, ...]:
    """Order of claims: by when they were asserted or for which day; those without either last."""
    date = claim.asserted or claim.as_of
    return (1,) if date is None else (0, date.sort_key)
