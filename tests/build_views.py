"""Views made by hand, for tests of templates alone."""

from __future__ import annotations

from typing import Any

from dossier.views import (
    NO_HTML,
    DateView,
    HeadView,
    LinkView,
    NotFoundView,
    Page,
    SiteView,
)


def head(path: str = "404.html", **values: Any) -> HeadView:
    """Return the head of a page at a path."""
    root = "../" * path.count("/")
    given: dict[str, Any] = {
        "path": path,
        "root": root,
        "title": "A page",
        "description": "",
        "kind": "404",
        "language": "en",
        "direction": "ltr",
        "breadcrumbs": (LinkView(url=f"{root}index.html", title="Home"),),
        "menu": (),
        "footer": (),
        "home_url": f"{root}index.html",
        "search_url": f"{root}search/index.html",
        "search_index_url": f"{root}search-index.js",
        "lead_parts": 1,
        "meta": (),
        "links": (),
        "json_ld": NO_HTML,
    }
    return HeadView(**{**given, **values})


def site(**values: Any) -> SiteView:
    """Return the site of a dossier with little in it."""
    given: dict[str, Any] = {
        "title": "A dossier",
        "subtitle": "",
        "description": "",
        "language": "en",
        "direction": "ltr",
        "publisher": "",
        "editors": (),
        "license_text": "",
        "license_data": "",
        "license_url": "",
        "contact_email": "",
        "contact_url": "",
        "contact_note": "",
        "name_policy": "",
        "base_url": "",
        "updated": DateView(text="not known", known=False),
        "counts": (),
    }
    return SiteView(**{**given, **values})


def page(template: str = "404.html", **values: Any) -> Page:
    """Return the page of a 404, the smallest view there is."""
    view = NotFoundView(head=head(**values), title="Not found", sections=(LinkView(url="a/index.html", title="A"),))
    return Page("404.html", template, lambda: view)
