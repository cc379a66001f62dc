"""A corpus as the files of each tool: what its author would write there, the relations made easy for the others.

Two favours are done to every other tool: links are resolved already, and relations that dossier finds in the text stand
in the front matter too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.corpus import TOPICS, Corpus, Record

LINK = re.compile(r"\[([^\]]*)\]\((actor|event|article):([\w-]+)\)")
SETTINGS = "title: Benchmark dossier\nlanguage: en\nbase_url: https://example.org/\n"


def write_form(corpus: Corpus, form: str, root: Path) -> None:
    """Write all files of a corpus under a project's root: a key of FORMS."""
    for path, text in FORMS[form](corpus).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def dossier_files(corpus: Corpus) -> dict[str, str]:
    """Write content/ of a dossier; cited sources are articles there."""
    files = {"content/dossier.yaml": SETTINGS}
    files |= {f"content/topics/{topic}.md": f"---\nname: {json.dumps(topic)}\n---\n" for topic in TOPICS}
    for record in corpus:
        body = LINK.sub(r"[[\3|\1]]", record.body)
        files[dossier_path(record)] = _front_matter(_dossier_keys(record)) + body
    return files


def dossier_path(record: Record) -> str:
    """Return where a record stands in a dossier."""
    return f"content/{'articles' if record.kind == 'sources' else record.kind}/{record.id}.md"


def _dossier_keys(record: Record) -> dict[str, object]:
    if record.kind == "actors":
        return {"name": record.title, "kind": record.role}
    if record.kind == "events":
        return {"title": record.title, "date": record.date, "participants": record.actors}
    work = {"outlet": record.outlet, "url": record.url} if record.kind != "notes" else {}
    named = {"mentions": record.actors, "events": record.events, "topics": record.topics}
    return {"title": record.title, "author": [record.author], "published": record.date, **work, **named}


def flat_files(corpus: Corpus) -> dict[str, str]:
    """Write Markdown with front matter for general generators that build in JavaScript."""
    return {
        f"src/{record.kind}/{record.id}.md": _front_matter(relations_of(record)) + resolved(record.body)
        for record in corpus
    }


def hugo_files(corpus: Corpus) -> dict[str, str]:
    """Write content/ for Hugo: actors, events and sources are terms of taxonomies."""
    sources = {
        one.id: {
            "title": one.title,
            "publisher": one.outlet,
            "author": one.author,
            "date": str(one.date),
            "url": one.url,
        }
        for one in corpus.sources
    }
    files = {"data/sources.json": json.dumps(sources)}
    for record in corpus:
        keys = relations_of(record)
        del keys["kind"]
        keys["sources"] = keys.pop("cites")
        keys["timeline"] = [keys.pop("year")] if keys.get("year") else []
        is_term = record.kind in ("actors", "events", "sources")
        path = f"content/{record.kind}/{record.id}" + ("/_index.md" if is_term else ".md")
        files[path] = _front_matter(keys) + resolved(record.body)
    return files


def pelican_files(corpus: Corpus) -> dict[str, str]:
    """Write articles for Pelican, with metadata in lines `Key: value`."""
    files = {}
    for record in corpus:
        keys = {"date": "2015-01-01", **_filled(relations_of(record))}
        keys |= {"slug": record.id, "category": record.kind, "srcs": keys.pop("cites", ())}
        keys |= {"byline": record.author, "author": "desk"}
        head = "".join(f"{key.capitalize()}: {_words(value)}\n" for key, value in _filled(keys).items())
        files[f"content/{record.kind}/{record.id}.md"] = f"{head}\n{resolved(record.body)}"
    return files


def relations_of(record: Record) -> dict[str, object]:
    """Return what general generators read of a record, with all its relations."""
    is_work = record.kind == "sources"
    return {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "date": record.date,
        "publisher": record.outlet,
        "author": record.author,
        "source_url": record.url,
        "role": record.role,
        "actors": record.all_actors,
        "events": record.all_events,
        "topics": record.topics,
        "refs": record.all_articles,
        "cites": record.cited,
        "year": str(record.date.year) if record.date and not is_work else "",
    }


def resolved(body: str) -> str:
    """Return a text with its links as paths of the site."""
    return LINK.sub(r"[\1](/\2s/\3/)", body)


def _filled(keys: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in keys.items() if value}


def _front_matter(keys: Mapping[str, object]) -> str:
    """Write YAML that every one of the tools reads alike: JSON for texts, dates bare."""
    lines = []
    for key, value in _filled(keys).items():
        many = isinstance(value, (list, tuple))
        lines.append(f"{key}: {json.dumps(value) if many or isinstance(value, str) else value}\n")
    return "---\n" + "".join(lines) + "---\n\n"


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, (list, tuple)) else str(value)


FORMS: Mapping[str, Callable[[Corpus], dict[str, str]]] = {
    "dossier": dossier_files,
    "flat": flat_files,
    "hugo": hugo_files,
    "pelican": pelican_files,
}
"""What makes the files of a form, by path."""
