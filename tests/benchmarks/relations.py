"""Whether a site holds the relations of its corpus: who is mentioned, cited and filed where, as links of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from benchmarks.corpus import Corpus

TIMELINE = "timeline"
_HREF = re.compile(r'href="([^"#]*)')

Relations = Mapping[str, frozenset[str]]
"""By page (id of a record, name of a topic, or TIMELINE): the records that it must link."""


def expected(corpus: Corpus) -> Relations:
    """Return who has to stand on which page: everybody who speaks of an actor, event, source, topic or article."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in (*corpus.articles, *corpus.notes):
        for id in (*record.all_actors, *record.all_events, *record.all_articles, *record.cited, *record.topics):
            found[id].add(record.id)
    for event in corpus.events:
        found[TIMELINE].add(event.id)
        for id in event.actors:
            found[id].add(event.id)
    return {page: frozenset(ids) for page, ids in found.items()}


def missing(corpus: Corpus, site: Path) -> dict[str, list[str]]:
    """Return what a built site lacks, by page; every record must have a page of its own, too."""
    linked = _linked(corpus, site)
    lacks = {page: sorted(ids - linked.get(page, frozenset())) for page, ids in expected(corpus).items()}
    lacks |= {record.id: ["(its page)"] for record in corpus if record.id not in linked}
    return {page: ids for page, ids in lacks.items() if ids}


def _linked(corpus: Corpus, site: Path) -> Relations:
    """Return which records each page links; all pages of the timeline count as one, and those of one record's lists."""
    ids = {record.id for record in corpus}
    found: dict[str, frozenset[str]] = {}
    for path in site.rglob("index.html"):
        parts = path.parent.relative_to(site).parts
        page = TIMELINE if parts[:1] == (TIMELINE,) else "".join(parts[:2][-1:])
        hrefs = set(_HREF.findall(path.read_text(encoding="utf-8")))
        names = {href.removesuffix("index.html").rstrip("/").rpartition("/")[2] for href in hrefs}
        found[page] = found.get(page, frozenset()) | (names & ids)
    return found
