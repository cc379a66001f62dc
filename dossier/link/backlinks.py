"""Turns references round: for every record and source, who speaks of it and in which sentence."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.library import Backlink, CitationTarget, ClaimTarget, FieldTarget, LinkTarget, NumberedSource, Target
from dossier.model import CitationRef, Document, Id, LinkRef, Work
from dossier.model.walk import FieldCitation

TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Resolved:
    """One document with everything its references lead to."""

    document: Document
    targets: tuple[Target, ...]
    sources: tuple[NumberedSource, ...]
    fields: tuple[FieldTarget, ...]
    """Where its front matter leads."""
    citations: tuple[FieldCitation, ...]
    """Those of its front matter."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one document says of others, and what that was found out from."""

    linked: Resolved
    sources: tuple[str, ...]
    """What the sources that its text names are called there, in the order of its refs; "" for other refs."""
    backlinks: tuple[tuple[str, Backlink], ...]
    """Beside the record name or work key that each of them speaks of."""


def spoken_in(
    linked: Resolved, others: Mapping[Id, Resolved], works: Mapping[str, Work], before: Spoken | None
) -> Spoken:
    """Return what a document says of others. `before` is the last answer, which stands where nothing changed."""
    keys = {source.number: source.key for source in linked.sources}
    sources = tuple(_source_name(index, linked, keys, works) for index in range(len(linked.targets)))
    if before is not None and before.linked is linked and before.sources == sources:
        return before
    words = tuple(name or _words(index, linked, others) for index, name in enumerate(sources))
    return Spoken(linked, sources, (*_from_text(linked, keys, words), *_from_fields(linked)))


def backlinks_of(spoken: Iterable[Spoken]) -> dict[str, tuple[Backlink, ...]]:
    """Return by record name or work key who speaks of it, in the order given; once per source, role and place."""
    found: dict[str, dict[tuple[str, str, str], Backlink]] = {}
    for one in spoken:
        own = one.linked.document.id.name
        for name, backlink in one.backlinks:
            if name != own:
                found.setdefault(name, {}).setdefault((own, backlink.role, backlink.anchor), backlink)
    return {name: tuple(found[name].values()) for name in sorted(found)}


def _from_fields(linked: Resolved) -> Iterator[tuple[str, Backlink]]:
    for target in linked.fields:
        yield target.name, Backlink(linked.document.id, target.field)


def _from_text(linked: Resolved, keys: Mapping[int, str], words: Sequence[str]) -> Iterator[tuple[str, Backlink]]:
    for index, target in enumerate(linked.targets):
        ref = linked.document.refs[index]
        before, label, after = split_sentence(linked.document, index, words)
        for name, role in _named(target, keys):
            yield name, Backlink(linked.document.id, role, ref.anchor, before, label, after)


def _named(target: Target, keys: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield (record name or key, role) pairs a reference speaks of."""
    match target:
        case LinkTarget(id=Id() as id):
            yield id.name, "mentions"
        case ClaimTarget(id=Id() as id):
            yield id.name, "embeds"
            yield from ((keys[number], "cites") for number in target.numbers if number)
        case CitationTarget():
            yield from ((keys[number], "cites") for number in target.numbers if number)
        case _:
            return


def split_sentence(document: Document, index: int, words: Sequence[str]) -> tuple[str, str, str]:
    """Return the sentence of a reference as plain text: before it, its own words, after it. Empty outside sentences."""
    sentence = document.refs[index].sentence
    if sentence < 0 or index not in document.sentences[sentence]:
        return "", "", ""
    parts = document.sentences[sentence]
    at = parts.index(index)
    before, after = _text(parts[:at], words), _text(parts[at + 1 :], words)
    if not words[index]:
        return _tidy(before).strip(), "", _tidy(after).rstrip()
    return _tidy(before).lstrip(), words[index], _tidy(after).rstrip()


def plain(markup: str) -> str:
    """Return finished inline HTML as plain text."""
    return html.unescape(TAG.sub("", markup))


def _text(parts: Sequence[str | int], words: Sequence[str]) -> str:
    """Join the pieces of a sentence; a hole that prints nothing takes the blank in front of it along."""
    text = ""
    for part in parts:
        if isinstance(part, int) and not words[part]:
            text = text.rstrip()
        else:
            text += part if isinstance(part, str) else words[part]
    return text


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _source_name(index: int, linked: Resolved, keys: Mapping[int, str], works: Mapping[str, Work]) -> str:
    """Return what a citation in the sentence itself reads like; "" for one in brackets and for other references."""
    ref, target = linked.document.refs[index], linked.targets[index]
    if isinstance(ref, CitationRef) and ref.narrative and isinstance(target, CitationTarget):
        return short_name(works[keys[target.numbers[0]]]) if target.numbers[:1] > (0,) else ""
    return ""


def _words(index: int, linked: Resolved, others: Mapping[Id, Resolved]) -> str:
    """Return what a link or a claim reads like in plain text: nothing for an image and for a citation in brackets."""
    ref, target = linked.document.refs[index], linked.targets[index]
    match target:
        case LinkTarget(label=label) if isinstance(ref, LinkRef):
            return plain(ref.label) or label
        case ClaimTarget(id=Id() as id):
            return others[id].document.title.rstrip(". ")
        case _:
            return ""


def short_name(work: Work) -> str:
    """Return who speaks in a work, in the fewest words: author, outlet or title."""
    author = work.authors[0].family or work.authors[0].literal if work.authors else ""
    return author or work.container_title or work.agency or work.short_title or work.title
