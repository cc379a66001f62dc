"""Every kind of page: readable without a script, on a phone, in the dark, on paper, by keyboard and to a screen reader."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import Opener

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
    "topic": "topics/index.html",
    "list": "articles/index.html",
    "timeline": "timeline/index.html",
    "year": "timeline/2020/index.html",
    "sources": "sources/index.html",
    "corrections": "corrections/index.html",
    "info": "info/method/index.html",
    "search": "search/index.html",
    "404": "404.html",
}
each_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
PHONE = {"width": 360, "height": 740}


@each_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Opener, site_url: str, path: str, scheme: str) -> None:
    page = opened(site_url + path, color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    told = [f"{fault['id']}: {fault['help']} {[node['html'][:120] for node in fault['nodes'][:3]]}" for fault in found]
    assert told == []


@each_page
def test_a_phone_needs_no_sideways_scrolling(opened: Opener, site_url: str, path: str) -> None:
    page = opened(site_url + path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@each_page
def test_everything_is_there_without_javascript(opened: Opener, site_url: str, path: str) -> None:
    plain = opened(site_url + path, java_script_enabled=False)
    assert plain.locator("h1").count() == 1
    assert plain.locator("main").is_visible()
    full = opened(site_url + path)
    assert _words(plain) == _words(full)


def _words(page: Page) -> str:
    return " ".join((page.locator("main").text_content() or "").split())


@each_page
def test_a_page_opens_from_a_folder_on_disk(opened: Opener, file_url: str, path: str) -> None:
    page = opened(file_url + path)
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"
    home = page.locator("header a").first
    home.click()
    assert page.url.endswith("index.html")
    assert page.locator("h1").count() == 1


@each_page
def test_every_link_inside_the_site_leads_somewhere(
    opened: Opener, site_url: str, sample_files: frozenset[str], path: str
) -> None:
    page = opened(site_url + path)
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    inside = {link.removeprefix(site_url).split("#")[0].split("?")[0] for link in found if link.startswith(site_url)}
    assert inside - sample_files - {""} == set()


@each_page
def test_the_first_stop_of_the_keyboard_skips_to_the_text(opened: Opener, site_url: str, path: str) -> None:
    page = opened(site_url + path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@each_page
def test_the_focus_is_always_visible(opened: Opener, site_url: str, path: str) -> None:
    page = opened(site_url + path)
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
            return at === document.body || (style.outlineStyle !== 'none' && box.width > 0 && box.height > 0); }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")


@each_page
def test_paper_shows_the_text_and_leaves_out_what_only_a_screen_can_do(
    opened: Opener, site_url: str, path: str
) -> None:
    page = opened(site_url + path)
    page.emulate_media(media="print")
    assert page.locator("main").is_visible()
    assert not page.locator("nav.menu").is_visible()
    assert page.locator("form:visible").count() == 0


@each_page
def test_nothing_is_inline_and_the_policy_is_strict(opened: Opener, site_url: str, path: str) -> None:
    page = opened(site_url + path)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert "unsafe" not in policy
    inline = page.evaluate(
        "document.querySelectorAll('[style], style, script:not([src]):not([type=\"application/ld+json\"])').length"
    )
    assert inline == 0
