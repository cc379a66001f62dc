"""A built site as tests read it: every HTML page taken apart once."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
ADDRESSES = {"href", "src", "action", "data", "poster", "srcset", "cite", "formaction"}


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag; `inside` names the open elements around it, outermost first."""

    name: str
    attributes: dict[str, str]
    inside: tuple[str, ...]


@dataclass(slots=True)
class HtmlPage:
    """One page: its elements in order, and the text of those that tests ask for."""

    path: str
    elements: list[Element] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    """Text of title, h1 and script elements, in order."""

    def all(self, name: str) -> Iterator[Element]:
        return (element for element in self.elements if element.name == name)

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def links(self) -> Iterator[tuple[Element, str]]:
        """Yield every address an element holds, except in meta tags."""
        for element in self.elements:
            for name in ADDRESSES & element.attributes.keys():
                yield element, element.attributes[name]

    def target(self, url: str) -> tuple[str, str]:
        """Return the path from the site's root and the fragment that a relative address leads to."""
        parts = urlsplit(url)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(parts.path)))
        return (path if parts.path else self.path, unquote(parts.fragment))


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlPage(path)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("title", "h1", "script") and "svg" not in self.open:
            self.page.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, (self.page.path, f"</{tag}> closes nothing")
        assert self.open[-1] == tag, (self.page.path, self.open, f"</{tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for name in ("title", "h1", "script"):
            if name in self.open and "svg" not in self.open:
                self.page.texts[name][-1] += data


def read_page(text: str, path: str) -> HtmlPage:
    """Take one page apart. Fails where an element is not closed in its turn."""
    reader = _Reader(path)
    reader.feed(text)
    reader.close()
    assert reader.open == [], (path, reader.open)
    return reader.page


def read_pages(site: Path) -> dict[str, HtmlPage]:
    """Take every page of a site apart, by path."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {path: read_page((site / path).read_text(encoding="utf-8"), path) for path in paths}
