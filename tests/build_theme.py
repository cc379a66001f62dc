"""A small site on disk, of one page with citations and one of search, made from views by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from build_plan import planned
from build_values import doc
from build_views import head, page, site
from dossier.assets import hash_assets
from dossier.render import Templates, make_renderer
from dossier.theme import read_theme
from dossier.views import (
    ArchiveView,
    CardView,
    DateView,
    Html,
    LinkView,
    Page,
    PassageView,
    SearchView,
    SourceView,
)

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'"
DAY = DateView(text="16 August 2020", short="16 Aug 2020", datetime="2020-08-16", precision="day")
TEXT = (
    '<p id="p1">It rained <sup id="cite-1" class="cites">[<a class="cite" href="#src-1">1, ¶ 4</a>]</sup> and stopped '
    '<sup id="cite-2" class="cites">[<a class="cite" href="#src-1">1</a>; '
    '<a class="cite" href="#src-2">2</a>]</sup>.</p>'
)
CITING = """{% extends "base.html" %}
{% from "partials/evidence.html" import sources with context %}
{% block main %}<h1>Rain</h1><div class="text">{{ page.sections[0].title }}</div>{{ sources(listed) }}{% endblock %}"""


def card(**values: Any) -> CardView:
    """Return the card of a source."""
    given: dict[str, Any] = {
        "title": "Rain",
        "title_language": "",
        "title_is_supplied": False,
        "author": "",
        "outlet": None,
        "date": DAY,
        "affiliation": None,
        "genre": "",
        "quotes": (),
        "record": LinkView(url="rain/index.html", title="Rain"),
        "original": LinkView(url="https://e.example/rain", title="Original at e.example", kind="external"),
        "original_status": None,
        "archive": ArchiveView(url="https://a.example/rain", date=DAY, service="An archive"),
    }
    return CardView(**{**given, **values})


def source(number: int, *passages: PassageView, html: str) -> SourceView:
    """Return an entry of a list of sources."""
    return SourceView(
        number=number,
        anchor=f"src-{number}",
        key=f"k{number}",
        html=Html(html),
        language="",
        passages=passages,
        card=card(),
        card_anchor=f"card-{number}",
    )


SOURCES = (
    source(
        1,
        PassageView(url="#cite-1", label="a", locator="¶ 4", quote="rain <b>fell</b>"),
        PassageView(url="#cite-2", label="b", quote="the rain stopped"),
        html="“Rain”, <i>Weather</i>, 16 August 2020.",
    ),
    source(2, PassageView(url="#cite-2", label="a"), html="“Sun”, <i>Weather</i>, 17 August 2020."),
)
NAMES = {
    "tikhanovskaya": "Svetlana Tikhanovskaya",
    "tikhanovskaya-ru": "Светлана Тихановская",
    "lukashenko": "Alexander Lukashenko",
}


def search_index() -> dict[str, bytes]:
    """Return the files of a small index."""
    actors = [doc(f"actor:{id}", name=name, description="<i>no markup</i>") for id, name in NAMES.items()]
    return {file.url: file.data for file in planned(actors).files if file.url.startswith("search")}


def write_site(folder: Path) -> None:
    """Write `rain.html`, `search/index.html`, the index and the assets."""
    theme = read_theme(folder / "nowhere")
    assets = hash_assets(theme.assets)
    renderer = make_renderer(site(), assets.paths, Templates({}, theme.defaults))
    renderer.environment.globals["listed"] = SOURCES
    template = renderer.environment.from_string(CITING)
    text = (LinkView(url="", title=Html(TEXT)),)
    citing = page(path="rain.html", title="Rain", content_policy=POLICY).view
    html = template.render(page=_with(citing, sections=text), site=site(), t=renderer.messages)
    search = SearchView(
        head=head("search/index.html", kind="search", title="Search", content_policy=POLICY),
        title="Search",
        register_url="../register/index.html",
        sections=(LinkView(url="../actors/index.html", title="Actors"),),
    )
    (found,) = renderer(Page("search/index.html", "search.html", lambda: search)).artifacts
    files = {"rain.html": html.encode(), found.url: found.data, **search_index()}
    for url, data in {**files, **{made.url: made.data for made in assets.artifacts}}.items():
        location = folder / url
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(data)


def _with(view: Any, **values: Any) -> Any:
    from dataclasses import replace

    return replace(view, **values)
