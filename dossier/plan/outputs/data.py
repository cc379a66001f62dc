"""`data/dossier.json`: everything public, for programs.

    version      1; grows when a field changes its meaning, not when one is added
    title, subtitle, description, language, languages, time_zone, base_url, license, name_policy
    counts       records by kind
    records      [{kind, id, url, title, summary, text, …}] by kind and id; then the fields of the kind's front matter
                 as the reference of fields has them, empty ones left out. `url` is relative to the site's root.
                 A field whose name is taken by then has its kind before it: `actor_kind`, `article_url`.
    sources      [{key, record, citation}]: every citable work; its fields are in `sources.csl.json` beside this file
    questions    [{question, url, claims}]

A date is `{edtf, earliest, latest, precision}`, `earliest` and `latest` as exact as known (a day, `2020-08`,
`2020`) or null. A link is `{text, record}`, `record` `kind:id` or null. Not in it:
what is not public, links to unlisted records, `curator`, `sensitivity`, `extra` and files in archive/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from functools import partial
from typing import TYPE_CHECKING

from dossier.dates import Date
from dossier.model import Document, Link, info_of
from dossier.model.walk import FieldLink, links_of
from dossier.plan.addresses import DATA, record_path
from dossier.plan.plain import html_to_text, plain_body
from dossier.plan.scope import Scope
from dossier.plan.script_json import Json, to_json
from dossier.urls import path_to_url
from dossier.views import File

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERSION = 1
LEFT_OUT = frozenset({"id", "visibility", "curator", "sensitivity", "extra", "file"})
"""Fields that stay at home: who made a record and who is at risk is for its authors, `file` names a private copy."""


def data_file(scope: Scope) -> File:
    """Return the data of the whole dossier."""
    return File(DATA, partial(_data, scope))


def _data(scope: Scope) -> bytes:
    settings = scope.settings
    documents = [document for id, document in scope.library.documents.items() if scope.is_listed(id)]
    counts = Counter(document.id.kind.value for document in documents)
    terms = settings.license
    value: dict[str, Json | Iterator[Json]] = {
        "version": VERSION,
        "title": settings.title,
        "subtitle": settings.subtitle,
        "description": settings.description,
        "language": settings.language,
        "languages": list(settings.languages) or [settings.language],
        "time_zone": settings.time_zone,
        "base_url": scope.base_url,
        "license": {"text": terms.text, "data": terms.data, "url": terms.url} if terms else None,
        "name_policy": settings.name_policy,
        "counts": dict(sorted(counts.items())),
        "records": (_record(scope, document) for document in documents),
        "sources": (_source(scope, work.key) for work in scope.listed_works()),
        "questions": (
            {
                "question": question.text,
                "url": path_to_url(question.path),
                "claims": [id.name for id in question.claims],
            }
            for question in scope.questions.values()
        ),
    }
    return _lines(value).encode()


def _lines(value: Mapping[str, Json | Iterator[Json]]) -> str:
    """Write outermost lists with one entry on a line: quick to write, and a change is one line of a diff.

    An entry that an iterator makes is made when it is written, so that no more than the text of all is held.
    """
    rows = []
    for key, content in value.items():
        if isinstance(content, Iterator | list):
            entries = ",\n".join(to_json(entry) for entry in content)
            rows.append(f"{to_json(key)}: [\n{entries}\n]" if entries else f"{to_json(key)}: []")
        else:
            rows.append(f"{to_json(key)}: {to_json(content)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _record(scope: Scope, document: Document) -> Json:
    id = document.id
    common: dict[str, Json] = {
        "kind": id.kind.value,
        "id": id.name,
        "url": path_to_url(record_path(id)),
        "title": document.title,
        "summary": scope.summary(document),
        "text": plain_body(document, scope.library),
    }
    own = {name: value for name, value in _fields(document.record, scope).items() if name not in ("title", "summary")}
    return {**common, **{f"{id.kind}_{name}" if name in common else name: value for name, value in own.items()}}


def _source(scope: Scope, key: str) -> Json:
    id = scope.article_of(key)
    text = html_to_text(scope.citation(scope.library.works[key]))
    return {"key": key, "record": str(id) if id else None, "citation": text}


def _fields(part: DataclassInstance, scope: Scope) -> dict[str, Json]:
    """Return the fields that are not empty, in the order of the model."""
    found: dict[str, Json] = {}
    for described in fields(part):
        value: object = getattr(part, described.name)
        if described.name in LEFT_OUT or value in (None, (), ""):
            continue
        written = _value(value, described, scope)
        if written not in (None, [], {}):
            found[described.name] = written
    return found


def _value(value: object, described: Field[object], scope: Scope) -> Json:
    match value:
        case tuple():
            return [_value(item, described, scope) for item in value if not _names_unlisted(item, described, scope)]
        case Link():
            return None if _names_unlisted(value, described, scope) else _link(value, described, scope)
        case Date():
            return _date(value)
        case bool() | int() | float():
            return value
        case Mapping():
            return {str(name): str(item) for name, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return None if _names_unlisted(value, described, scope) else _fields(value, scope)
        case _:
            return str(value)


def _link(link: Link, described: Field[object], scope: Scope) -> Json:
    kinds = info_of(described).kinds
    found = scope.library.find(link.target, kinds)
    return {"text": link.target, "record": str(found) if found else None}


def _date(date: Date) -> Json:
    earliest, latest = date.ends()
    return {"edtf": date.text, "earliest": earliest, "latest": latest, "precision": date.precision.value}


def _names_unlisted(item: object, described: Field[object], scope: Scope) -> bool:
    """Whether an entry names a record that stands in no index; then the entry goes as a whole."""
    if not scope.library.unlisted:
        return False
    links = (FieldLink(described.name, item, info_of(described)),) if isinstance(item, Link) else links_of(item)
    found = (scope.library.find(written.link.target, written.info.kinds) for written in links)
    return any(id is not None and not scope.is_listed(id) for id in found)
