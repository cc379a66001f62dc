"""Every kind of page: readable without a script, on a phone, in the dark, on paper, by keyboard and to a screen reader.

One kind of page is loaded once and looked at by all tests of this module that need a script and a server.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .arrival import SCRIPT_LIMIT, STILL, WHOLE_LIMIT, LateFaces, weights_of
from .conftest import Opener, Sample, Tabs

PAGES = {
    "home": "index.html",
    "note": "notes/counting-the-crowds/index.html",
    "long note": "notes/day-by-day/index.html",
    "article": "articles/gulftime-2020-08-16/index.html",
    "actor": "actors/tikhanovskaya/index.html",
    "busy actor": "actors/lukashenko/index.html",
    "event": "events/march-for-freedom-2020-08-16/index.html",
    "claim": "claims/rally-65000/index.html",
    "question": "questions/how-many-people-came-to-the-rally-for-lukashenko-on-16-august/index.html",
    "questions": "questions/index.html",
    "outlet": "outlets/belta/index.html",
    "place": "places/minsk/index.html",
    "topic": "topics/protests/index.html",
    "list": "articles/index.html",
    "timeline": "timeline/index.html",
    "year": "timeline/2020/index.html",
    "network": "network/index.html",
    "map": "map/index.html",
    "sources": "sources/index.html",
    "corrections": "corrections/index.html",
    "progress": "progress/index.html",
    "info": "info/method/index.html",
    "register": "register/index.html",
    "search": "search/index.html",
    "404": "404.html",
}
each_page = pytest.mark.parametrize("path", [path for path in PAGES.values() if path != "404.html"])
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
VISIBLE_FOCUS = """() => { const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
return at === document.body || (style.outlineStyle !== 'none' && box.width > 0 && box.height > 0); }"""
TEXT_FOR_ALL = """() => { const main = document.querySelector('main').cloneNode(true);
main.querySelectorAll('noscript').forEach(part => part.remove()); return main.textContent.replace(/\\s+/g, ' ').trim(); }"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it stands in the browser, the address its site begins at, and how much of it moved when its faces came."""

    page: Page
    site: str
    url: str
    moved: float


@pytest.fixture(scope="module", params=PAGES.values(), ids=PAGES.keys())
def shown(request: pytest.FixtureRequest, browser: Browser, site_url: str, base_url: str) -> Iterator[Shown]:
    tabs = Tabs(browser)
    site = base_url if request.param == "404.html" else site_url
    url = site + request.param
    faces = LateFaces()
    page = tabs.open(url, prepare=faces.prepare, until="domcontentloaded", viewport=DESK)
    yield Shown(page, site, url, faces.arrive(page))
    tabs.close()


def test_axe_finds_nothing_in_light_and_dark(shown: Shown) -> None:
    shown.page.emulate_media(color_scheme="light")
    told = violations(shown.page, {"resultTypes": ["violations"]})
    shown.page.emulate_media(color_scheme="dark")
    told += violations(shown.page, {"resultTypes": ["violations"], "runOnly": ["color-contrast"]})
    assert told == []


def violations(page: Page, options: dict[str, list[str]]) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {fault['help']} {[node['html'][:120] for node in fault['nodes'][:3]]}" for fault in found]


def test_a_phone_needs_no_sideways_scrolling(shown: Shown) -> None:
    shown.page.set_viewport_size(PHONE)
    width = shown.page.evaluate("document.documentElement.scrollWidth")
    shown.page.set_viewport_size(DESK)
    assert width <= PHONE["width"]


def test_paper_shows_the_text_and_leaves_out_what_only_a_screen_can_do(shown: Shown) -> None:
    shown.page.emulate_media(media="print")
    states = [shown.page.locator(part).first.is_visible() for part in ("main", "nav.menu", ".search-link", ".skip")]
    shown.page.emulate_media(media="screen")
    assert states == [True, False, False, False]


def test_nothing_moves_when_faces_come_late(shown: Shown) -> None:
    assert shown.moved <= STILL


def test_the_first_view_is_light(shown: Shown, sample: Sample) -> None:
    """At most 100 kB over the wire without images, of which scripts at most 30 kB; no page may have more."""
    weights = weights_of(shown.page, shown.site, sample.root)
    assert all(any(face in path for path in weights) for face in ("literata-latin", "golos-latin"))
    assert sum(weights.values()) <= WHOLE_LIMIT, weights
    assert sum(weight for path, weight in weights.items() if path.endswith(".js")) <= SCRIPT_LIMIT, weights


def test_nothing_is_inline_and_the_policy_is_strict(shown: Shown) -> None:
    policy = shown.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    inline = "document.querySelectorAll('[style], style, script:not([src]):not([type=\"application/ld+json\"])').length"
    assert shown.page.evaluate(inline) == 0


def test_every_link_inside_the_site_leads_somewhere(shown: Shown, sample_files: frozenset[str]) -> None:
    found = shown.page.eval_on_selector_all(
        "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), link.baseURI).href)"
    )
    inside = [link.removeprefix(shown.site) for link in found if link.startswith(shown.site)]
    assert inside
    assert {link.split("#")[0].split("?")[0] for link in inside} - sample_files - {""} == set()


def test_the_keyboard_comes_to_the_text_first_and_its_place_is_always_visible(shown: Shown) -> None:
    page = shown.page
    page.goto(shown.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    for _ in range(12):
        assert page.evaluate(VISIBLE_FOCUS), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_everything_is_there_without_javascript(shown: Shown, opened: Opener) -> None:
    plain = opened(shown.url, java_script_enabled=False)
    assert plain.locator("h1").count() == 1
    assert plain.locator("main").is_visible()
    shown.page.goto(shown.url)
    assert plain.evaluate(TEXT_FOR_ALL) == shown.page.evaluate(TEXT_FOR_ALL)


@each_page
def test_a_page_opens_from_a_folder_on_disk(opened: Opener, file_url: str, path: str) -> None:
    page = opened(file_url + path)
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    page.locator(".masthead-title a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{file_url}index.html")
    expect(page.locator("h1")).to_have_count(1)


def test_the_page_for_addresses_that_do_not_exist_works_at_any_depth(browser: Browser, base_url: str) -> None:
    tabs = Tabs(browser)
    page = tabs.open(f"{base_url}actors/nobody/of/this/name")
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    page.locator(".masthead-title a").click()
    page.wait_for_url(f"{base_url}index.html")
    assert [fault for fault in tabs.faults if "status of 404" not in fault] == []
    assert len(tabs.faults) == 1, "the page itself is not found, and nothing else"
    tabs.faults.clear()
    tabs.close()


def test_the_page_for_addresses_that_do_not_exist_can_be_read_from_disk(browser: Browser, file_url: str) -> None:
    tabs = Tabs(browser)
    page = tabs.open(f"{file_url}404.html")
    assert page.locator("h1").is_visible()
    assert page.locator("main p").first.is_visible()
    assert all("ERR_FILE_NOT_FOUND" in fault for fault in tabs.faults)
    tabs.faults.clear()
    tabs.close()
