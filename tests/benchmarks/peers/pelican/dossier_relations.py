"""A plug-in for Pelican that works out who is mentioned where, and writes the pages that are no articles."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pelican import signals

LISTS = {"actors": "actors", "events": "events", "topics": "topics", "refs": "refs", "srcs": "cites"}
TEXTS = ("id", "title", "date", "publisher", "source_url", "role", "year")
CITATION = re.compile(r"\[@([\w-]+)\]")
HERE = Path(__file__).parent


def register():
    """Connect to Pelican's signals; Pelican calls this."""
    signals.article_generator_finalized.connect(relate)
    signals.finalized.connect(write_rest)


def relate(generator):
    """Give every article what its page shows, and its template."""
    pages = [page_of(article) for article in generator.articles]
    relations = Relations(pages)
    for article, page in zip(generator.articles, pages, strict=True):
        relations.complete(page)
        article.dossier = page
        article.template = "article" if page["kind"] in ("articles", "notes") else "term"
    generator.settings["DOSSIER_RELATIONS"] = relations


def page_of(article):
    """Return an article as a dictionary with lists for its relations."""
    found = article.metadata
    page = {name: str(found[name]) for name in TEXTS if name in found}
    page |= {ours: found[name].split(", ") if name in found else [] for name, ours in LISTS.items()}
    kind = str(found["category"])
    return page | {
        "kind": kind,
        "author": found.get("byline", "") if kind not in ("actors", "events") else "",
        "day": str(found["date"])[:10],
        "url": f"/{article.url}",
        "html": with_citations(article.content, page["cites"]),
    }


def with_citations(html, cited):
    """Number the citations of a text in the order of its list of sources."""
    numbers = {id: number for number, id in enumerate(cited, 1)}

    def numbered(match):
        number = numbers[match[1]]
        return f'<sup id="cite-{number}"><a href="#ref-{number}">[{number}]</a></sup>'

    return Markup(CITATION.sub(numbered, html))


class Relations:
    """Everything by what it belongs to, newest first."""

    def __init__(self, pages):
        self.by_id = {page["id"]: page for page in pages}
        ordered = sorted(sorted(pages, key=lambda page: page["id"]), key=lambda page: page["day"], reverse=True)
        self.kinds, self.years = {}, {}
        self.maps = {name: {} for name in ("actors", "events", "topics", "refs", "cites")}
        for page in ordered:
            self.kinds.setdefault(page["kind"], []).append(page)
            for name, found in self.maps.items():
                for id in page[name]:
                    found.setdefault(id, []).append(page)
            if "year" in page:
                self.years.setdefault(page["year"], []).append(page)
        self.latest = [page for page in ordered if page["kind"] in ("articles", "notes")][:20]

    def complete(self, page):
        """Add to a page the pages that it names and those that name it."""
        page["actor_pages"] = [self.by_id[id] for id in page["actors"]]
        page["event_pages"] = [self.by_id[id] for id in page["events"]]
        page["cite_pages"] = [self.by_id[id] for id in page["cites"]]
        page["topic_links"] = [{"url": f"/topics/{topic}/", "title": topic} for topic in page["topics"]]
        where = {"articles": "refs", "notes": "refs", "sources": "cites"}.get(page["kind"], page["kind"])
        page["back"] = self.maps[where].get(page["id"], ())

    def rest(self):
        """Yield address, template and variables of every page that is no article."""
        yield index("/", "Dossier", items=self.latest)
        for kind in ("articles", "notes"):
            yield index(f"/{kind}/", kind, items=self.kinds.get(kind, ()))
        for kind in ("actors", "events", "sources"):
            rows = [(page["url"], page["title"], len(page["back"])) for page in self.kinds.get(kind, ())]
            yield index(f"/{kind}/", kind, rows=rows)
        for kind, found in (("topics", self.maps["topics"]), ("timeline", self.years)):
            names = sorted(found)
            yield index(f"/{kind}/", kind, rows=[(f"/{kind}/{name}/", name, len(found[name])) for name in names])
            for name in names:
                page = {"title": name, "url": f"/{kind}/{name}/", "html": "", "back": found[name]}
                yield page["url"], "term.html", {"article": {"dossier": page}}


def index(url, title, items=(), rows=()):
    """Return a page that lists records or groups of them."""
    return url, "index.html", {"title": title, "url": url, "items": items, "rows": rows}


def write_rest(pelican):
    """Write indexes, topics, years, the feed and the sitemap."""
    relations, output = pelican.settings["DOSSIER_RELATIONS"], Path(pelican.output_path)
    templates = Environment(loader=FileSystemLoader(HERE / "theme/templates"), autoescape=True)
    urls = [(page["url"], page["day"]) for page in relations.by_id.values()]
    for url, template, variables in relations.rest():
        urls.append((url, ""))
        folder = output / url.strip("/")
        folder.mkdir(parents=True, exist_ok=True)
        text = templates.get_template(template).render(variables)
        (folder / "index.html").write_text(text, encoding="utf-8")
    for name, variables in (("feed.xml", {"latest": relations.latest}), ("sitemap.xml", {"urls": urls})):
        (output / name).write_text(templates.get_template(name).render(variables), encoding="utf-8")
