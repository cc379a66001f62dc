"""Assesses claims, questions and the mix of sources, and puts all findings together."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.dates import Date
from dossier.evidence.collation import collate
from dossier.evidence.reading import SavedCopy
from dossier.findings import ClaimFindings, DayMix, Evidence, FigureRange, Origin, QuestionFindings, Share, SourceMix
from dossier.library import Library
from dossier.model import (
    Article,
    AttributionType,
    Citation,
    Claim,
    Document,
    Id,
    Kind,
    Link,
    Outlet,
    OutletKind,
    Stance,
    Tri,
    Value,
)
from dossier.text import fold

OUTLETS = (Kind.OUTLET,)
ARTICLES = (Kind.ARTICLE,)
NAMELESS = (AttributionType.ANONYMOUS, AttributionType.BACKGROUND)


@dataclass(frozen=True, slots=True)
class _Producer:
    """Who made a text. `identity` tells producers apart."""

    identity: str
    name: str
    id: Id | None
    is_state: Tri


def assess(library: Library, copies: Iterable[SavedCopy] = ()) -> Evidence:
    """Assess every claim, every question and the mix of sources; compare quotations with copies. Raises nothing."""
    claims = {
        document.id: document.record for document in library.documents.values() if isinstance(document.record, Claim)
    }
    return Evidence(
        claims={id: _claim_findings(claim, library) for id, claim in claims.items()},
        questions={question: _question_findings(ids, claims) for question, ids in library.questions.items()},
        mix=_source_mix(library),
        collation=collate(library, copies),
    )


def is_state(outlet: Outlet) -> Tri:
    """Say whether a state controls an outlet: what its record says, else what its kind says."""
    if outlet.state_affiliated is Tri.UNKNOWN and outlet.kind is OutletKind.STATE_MEDIA:
        return Tri.YES
    return outlet.state_affiliated


def _claim_findings(claim: Claim, library: Library) -> ClaimFindings:
    keys = {stance: _keys(claim.evidence, stance, library) for stance in Stance}
    behind = tuple(
        dict.fromkeys(
            key
            for one in claim.evidence
            if one.stance is not Stance.DISPUTES
            if (key := library.key_of(one.source.target))
        )
    )
    origins = _origins(behind, library)
    first = min((key for key in behind if library.works[key].issued), key=lambda key: _issued(key, library), default="")
    return ClaimFindings(
        supporting=keys[Stance.SUPPORTS],
        disputing=keys[Stance.DISPUTES],
        reporting=keys[Stance.REPORTS],
        outlets=tuple(dict.fromkeys(_publisher(key, library).name for key in behind)),
        origins=origins,
        single_origin=len(origins) == 1,
        anonymous_only=claim.attribution is not None and claim.attribution.type in NAMELESS,
        state_relayed_only=_is_state_relayed(claim, origins, library),
        first_reported=library.works[first].issued if first else None,
        first_reported_by=first,
    )


def _keys(evidence: Iterable[Citation], stance: Stance, library: Library) -> tuple[str, ...]:
    found = (library.key_of(one.source.target) for one in evidence if one.stance is stance)
    return tuple(dict.fromkeys(key for key in found if key is not None))


def _issued(key: str, library: Library) -> tuple[object, str]:
    issued = library.works[key].issued
    return (issued.sort_key if issued else (), key)


def _is_state_relayed(claim: Claim, origins: Sequence[Origin], library: Library) -> bool:
    relays = claim.attribution.relayed_by if claim.attribution else ()
    if relays:
        return all(_named(link, library).is_state is Tri.YES for link in relays)
    return bool(origins) and all(origin.is_state for origin in origins)


def _origins(keys: Iterable[str], library: Library) -> tuple[Origin, ...]:
    """Group works by who produced the text they go back to."""
    groups: dict[str, tuple[_Producer, list[str]]] = {}
    for key in keys:
        producer = _producer(_first_text(key, library), library)
        groups.setdefault(producer.identity, (producer, []))[1].append(key)
    return tuple(Origin(who.name, who.id, tuple(made), who.is_state is Tri.YES) for who, made in groups.values())


def _article(key: str, library: Library) -> Article | None:
    document = library.documents.get(Id(Kind.ARTICLE, key))
    return document.record if document and isinstance(document.record, Article) else None


def _first_text(key: str, library: Library) -> str:
    """Return the key of the text that a copy goes back to, over any number of copies."""
    seen = [key]
    while (article := _article(seen[-1], library)) and article.original:
        original = library.find(article.original.target, ARTICLES)
        if original is None or original.name in seen:
            break
        seen.append(original.name)
    return seen[-1]


def _producer(key: str, library: Library) -> _Producer:
    """Say whose text a work is: the agency's, else the outlet's."""
    article, work = _article(key, library), library.works[key]
    if article and article.agency:
        return _named(article.agency, library)
    if not article and work.agency:
        return _called(work.agency, library)
    return _publisher(key, library)


def _publisher(key: str, library: Library) -> _Producer:
    """Say where a work appeared; a work without outlet stands for itself."""
    article, work = _article(key, library), library.works[key]
    if article and article.outlet:
        return _named(article.outlet, library)
    name = "" if article else work.container_title or work.publisher
    return _called(name, library) if name else _Producer(f"work {key}", work.title, None, Tri.UNKNOWN)


def _named(link: Link, library: Library) -> _Producer:
    return _called(link.target, library)


def _called(name: str, library: Library) -> _Producer:
    id = library.find(name, OUTLETS)
    record = library.record(id) if id else None
    if id is None or not isinstance(record, Outlet):
        return _Producer(f"name {fold(name)}", name, None, Tri.UNKNOWN)
    return _Producer(str(id), record.name, id, is_state(record))


def _question_findings(ids: tuple[Id, ...], claims: Mapping[Id, Claim]) -> QuestionFindings:
    standing = tuple(id for id in ids if claims[id].status.is_standing)
    by_unit: dict[str, list[tuple[Id, Value]]] = {}
    for id in standing:
        value = claims[id].value
        if value is not None and _bounds(value):
            by_unit.setdefault(value.unit, []).append((id, value))
    return QuestionFindings(ids, standing, tuple(_range(unit, by_unit[unit]) for unit in sorted(by_unit)))


def _bounds(value: Value) -> tuple[float, ...]:
    return tuple(number for number in (value.number, value.min, value.max) if number is not None)


def _range(unit: str, values: Sequence[tuple[Id, Value]]) -> FigureRange:
    numbers = [number for _, value in values for number in _bounds(value)]
    return FigureRange(
        unit,
        low=min(numbers),
        high=max(numbers),
        is_open_below=any(value.max is not None and value.min is None and value.number is None for _, value in values),
        is_open_above=any(value.min is not None and value.max is None and value.number is None for _, value in values),
        claims=tuple(id for id, _ in values),
    )


def _source_mix(library: Library) -> SourceMix:
    listed = [document for id, document in library.documents.items() if id not in library.unlisted]
    keys = [document.id.name for document in listed if isinstance(document.record, Article)]
    articles = [document.record for document in listed if isinstance(document.record, Article)]
    publishers = [_publisher(key, library) for key in keys]
    claims = _claims(listed)
    return SourceMix(
        articles=len(keys),
        claims=len(claims),
        by_outlet=_shares(
            who.name if article.outlet else "" for who, article in zip(publishers, articles, strict=True)
        ),
        by_country=_shares(_country(who, library) for who in publishers),
        by_language=_shares(str(library.works[key].language or "") for key in keys),
        by_state_affiliation=_shares(who.is_state.value for who in publishers),
        by_genre=_shares(article.genre.value for article in articles),
        by_attribution=_shares(claim.attribution.type.value if claim.attribution else "" for claim in claims),
        by_day=_by_day((article.published, who.is_state) for who, article in zip(publishers, articles, strict=True)),
    )


def _by_day(published: Iterable[tuple[Date | None, Tri]]) -> tuple[DayMix, ...]:
    """Count articles by the day on which they appeared, where that is one day for sure."""
    found: dict[datetime.date, Counter[Tri]] = {}
    for date, is_state in published:
        if date and date.exact_day:
            found.setdefault(date.exact_day, Counter())[is_state] += 1
    return tuple(
        DayMix(day, independent=counts[Tri.NO], unknown=counts[Tri.UNKNOWN], state=counts[Tri.YES])
        for day, counts in sorted(found.items())
    )


def _claims(documents: Iterable[Document]) -> list[Claim]:
    return [document.record for document in documents if isinstance(document.record, Claim)]


def _country(who: _Producer, library: Library) -> str:
    record = library.record(who.id) if who.id else None
    return str(record.country or "") if isinstance(record, Outlet) else ""


def _shares(values: Iterable[str]) -> tuple[Share, ...]:
    counted = Counter(values)
    return tuple(Share(value, counted[value]) for value in sorted(counted, key=lambda value: (-counted[value], value)))
