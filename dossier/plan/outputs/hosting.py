"""Files for crawlers and hosts: robots.txt, sitemap, llms.txt, headers, redirects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from dossier.headers import IMMUTABLE
from dossier.model import Document, Kind
from dossier.plan.addresses import ALL_CSL, DATA, SOURCES, TIMELINE, absolute, record_path
from dossier.plan.head.head import CONTENT_POLICY
from dossier.plan.order import changed_date, newest_first
from dossier.plan.outputs.servers import Moves, apache_conf, nginx_conf
from dossier.plan.outputs.xml import Element, to_xml
from dossier.plan.parts.feed_links import feed_path
from dossier.plan.scope import Scope, base_path
from dossier.urls import path_to_url
from dossier.views import File, Page

SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_LIMIT = 50_000
"""URLs that one sitemap may hold (sitemaps.org)."""
HEADERS = (
    ("Content-Security-Policy", f"{CONTENT_POLICY}; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
)
_MARKDOWN = re.compile(r"([\\`*_\[\]])")


def hosting_files(scope: Scope, pages: Iterable[Page]) -> tuple[File, ...]:
    """Return the files for hosts; the sitemap only with a base URL, which it needs."""
    shown = [page.url for page in pages if page.is_indexed]
    return (
        File(".nojekyll", bytes),
        File("robots.txt", partial(_robots, scope)),
        File("llms.txt", partial(_llms, scope)),
        File("_headers", partial(_headers, scope)),
        *_server_files(scope),
        *(_sitemaps(scope, shown) if scope.base_url else ()),
    )


def _robots(scope: Scope) -> bytes:
    sitemap = f"\nSitemap: {absolute(scope.base_url, 'sitemap.xml')}\n" if scope.base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _headers(scope: Scope) -> bytes:
    prefix = base_path(scope)
    lines = [f"{prefix}/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    lines += [f"{prefix}/assets/*", f"  Cache-Control: {IMMUTABLE}"]
    return ("\n".join(lines) + "\n").encode()


def _server_files(scope: Scope) -> tuple[File, ...]:
    """Return what web servers include; `_redirects` only when something has moved."""
    prefix, moves = base_path(scope), _moves(scope)
    plain = "".join(f"{old} {new} 301\n" for old, new in moves)
    return (
        *((File("_redirects", plain.encode),) if moves else ()),
        File("nginx.conf", partial(nginx_conf, prefix, HEADERS, moves)),
        File("apache.conf", partial(apache_conf, prefix, HEADERS, moves)),
    )


def _moves(scope: Scope) -> Moves:
    """Return old and new addresses. Unlisted records are not named: such files can be read by anybody."""
    prefix = base_path(scope)
    return tuple(
        (
            f"{prefix}/{path_to_url(old.strip('/'))}/",
            f"{prefix}/{path_to_url(record_path(id).removesuffix('index.html'))}",
        )
        for old, id in sorted(scope.library.redirects.items())
        if scope.is_listed(id)
    )


def _sitemaps(scope: Scope, pages: list[str]) -> tuple[File, ...]:
    parts = [tuple(pages[start : start + SITEMAP_LIMIT]) for start in range(0, len(pages), SITEMAP_LIMIT)]
    if len(parts) <= 1:
        return (File("sitemap.xml", partial(_sitemap, scope, tuple(pages))),)
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    files = [File(name, partial(_sitemap, scope, part)) for name, part in zip(names, parts, strict=True)]
    return (File("sitemap.xml", partial(_sitemap_index, scope, names)), *files)


def _sitemap(scope: Scope, pages: tuple[str, ...]) -> bytes:
    days = {record_path(id): _day(document) for id, document in scope.library.documents.items()}
    entries = tuple(_url(absolute(scope.base_url, page), days.get(page, "")) for page in pages)
    return to_xml(Element("urlset", attributes={"xmlns": SITEMAP_NAMESPACE}, children=entries))


def _sitemap_index(scope: Scope, names: list[str]) -> bytes:
    index = tuple(Element("sitemap", children=(Element("loc", absolute(scope.base_url, name)),)) for name in names)
    return to_xml(Element("sitemapindex", attributes={"xmlns": SITEMAP_NAMESPACE}, children=index))


def _url(address: str, day: str) -> Element:
    return Element("url", children=(Element("loc", address), *((Element("lastmod", day),) if day else ())))


def _day(document: Document) -> str:
    date = changed_date(document.record)
    return (date.iso() or "") if date else ""


def _llms(scope: Scope) -> bytes:
    """Write llms.txt (llmstxt.org): what there is to read, notes first, then lists and data."""
    settings = scope.settings
    notes = [
        (document.title, record_path(document.id), scope.summary(document))
        for document in newest_first(scope.listed(Kind.NOTE))
    ]
    texts = [
        (document.title, record_path(document.id), scope.summary(document)) for document in scope.listed(Kind.INFO)
    ]
    folders = ("articles", "actors", "events", "claims", "questions")
    lists = [(scope.say(f"list.{folder}"), f"{folder}/index.html", scope.say(f"lead.{folder}")) for folder in folders]
    lists += [(scope.say("list.timeline"), TIMELINE, scope.say("lead.timeline"))]
    lists += [(scope.say("list.sources"), SOURCES, scope.say("lead.sources"))]
    files = [("JSON", DATA, ""), ("CSL-JSON", ALL_CSL, "")]
    files += [("Atom", feed_path("all", "xml"), "")] if scope.base_url else []
    sections = (
        (scope.say("list.notes"), notes),
        (scope.say("list.info"), texts),
        (scope.say("ui.contents"), lists),
        (scope.say("ui.data"), files),
    )
    parts = [f"# {_plain(settings.title)}\n"]
    parts += [f"> {_plain(settings.description)}\n"] if settings.description else []
    parts += [_section(scope, title, rows) for title, rows in sections if rows]
    return "\n".join(parts).encode()


def _section(scope: Scope, title: str, rows: Iterable[tuple[str, str, str]]) -> str:
    lines = []
    for name, path, about in rows:
        url = absolute(scope.base_url, path) if scope.base_url else path_to_url(path)
        lines.append(f"- [{_plain(name)}]({url})" + (f": {_plain(about)}" if about else ""))
    return f"## {_plain(title)}\n\n" + "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Write text on one line without Markdown's own signs in force (CommonMark 0.31 §2.4)."""
    plain = _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
    return plain.replace("<", "&lt;").replace(">", "&gt;")
