"""What a reader's system asks for: larger letters, less motion, its own colours."""

from __future__ import annotations

from .conftest import Opener

NOTE = "notes/counting-the-crowds/index.html"
EVENT = "events/march-for-freedom-2020-08-16/index.html"
KINDS = {
    "home": "index.html",
    "note": NOTE,
    "article": "articles/gulftime-2020-08-16/index.html",
    "actor": "actors/tikhanovskaya/index.html",
    "event": EVENT,
}
WIDTH = "document.documentElement.scrollWidth"
DESK = {"width": 1280, "height": 900}
SYSTEM_COLOUR = """name => { const probe = document.body.appendChild(document.createElement("i")); probe.style.color = name;
const colour = getComputedStyle(probe).color; probe.remove(); return colour; }"""
STYLE_OF = "(element, [pseudo, name]) => getComputedStyle(element, pseudo)[name]"


def test_nothing_is_pushed_out_at_twice_the_size(opened: Opener, site_url: str) -> None:
    """A window of 1280 pixels has room for 640 when everything is twice as large, or letters alone (WCAG 2.2, 1.4.4)."""
    half = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}
    page = opened(site_url, device_scale_factor=2)
    for path in (*KINDS.values(), "timeline/index.html", "search/index.html"):
        page.set_viewport_size(half)  # type: ignore[arg-type]
        page.goto(site_url + path)
        assert page.evaluate(WIDTH) <= half["width"], path
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(WIDTH) <= DESK["width"], f"{path}, letters alone"


def test_who_asks_for_less_motion_gets_none(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE, reduced_motion="reduce")
    scrolling = "getComputedStyle(document.documentElement).scrollBehavior"
    moving = """() => [...document.querySelectorAll("*")].filter(element => { const style = getComputedStyle(element);
return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0; }).map(element => element.className)"""
    assert page.evaluate(scrolling) == "auto"
    assert page.evaluate(moving) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(scrolling) == "smooth"


def test_forced_colours_keep_what_is_told_by_a_mark(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE, forced_colors="active")
    text, ground, link = (page.evaluate(SYSTEM_COLOUR, name) for name in ("CanvasText", "Canvas", "LinkText"))
    assert page.evaluate("getComputedStyle(document.body).color") == text
    assert page.locator(".text a.ref").first.evaluate(STYLE_OF, [None, "color"]) == link
    badge = page.locator(".badge[class*='status-']").first
    assert badge.evaluate(STYLE_OF, [None, "borderTopColor"]) == text
    assert badge.evaluate(STYLE_OF, ["::before", "content"]).strip('"') in "●◐○◇×→"
    strokes = page.locator("[class^='shape-']").evaluate_all(
        "shapes => [...new Set(shapes.map(shape => getComputedStyle(shape).stroke))]"
    )
    assert strokes == [text] and text != ground


def test_a_note_has_its_sources_beside_it_where_there_is_room_and_nowhere_else(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE, viewport=DESK)
    citation = page.locator(".cite[data-note]").first
    entry = page.locator(citation.get_attribute("href") or "").locator(".source-citation").inner_text()
    note = citation.get_attribute("data-note") or ""
    assert note.split(". ", 1)[1].translate({0x2068: None, 0x2069: None}) == " ".join(entry.split())
    assert citation.evaluate(STYLE_OF, ["::after", "cssFloat"]) == "inline-end"
    assert citation.evaluate(STYLE_OF, ["::after", "content"]).endswith('/ ""')
    assert page.locator("body", has_text=note).count() == 0
    page.emulate_media(media="print")
    assert citation.evaluate(STYLE_OF, ["::after", "content"]) == "none"
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 900, "height": 800})
    assert citation.evaluate(STYLE_OF, ["::after", "content"]) == "none"
