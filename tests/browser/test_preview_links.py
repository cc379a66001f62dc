"""Previews beside links inside the site: what a pointer, a keyboard and a finger get to see of the page behind one."""

from __future__ import annotations

from .conftest import Opener

NOTE = "notes/lead-briefing/index.html"
ACTOR = ".text a.ref-actor"
SHIFTS = """() => { window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {
window.shifted += entry.value; })).observe({ type: "layout-shift", buffered: false }); }"""


def test_a_pointer_and_a_keyboard_see_the_first_words_and_escape_takes_them_away(opened: Opener, file_url: str) -> None:
    page = opened(file_url + NOTE)
    page.evaluate(SHIFTS)
    link, card = page.locator(ACTOR).first, page.locator(".preview")
    link.hover()
    card.wait_for()
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    assert page.locator(".preview-title").inner_text() == "Alexander Lukashenko"
    assert 0 < len(page.locator(".preview-lead").inner_text()) <= 200
    page.clock.install()
    card.hover()
    page.clock.run_for(1000)
    assert card.count() == 1, "it stays while the pointer is on it"
    page.clock.resume()
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert link.get_attribute("aria-describedby") is None
    page.mouse.move(0, 0)
    page.locator(".breadcrumbs a").last.focus()
    while not page.evaluate(f"document.activeElement.matches('{ACTOR}')"):
        page.keyboard.press("Tab")
    card.wait_for()
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.evaluate(f"document.activeElement.matches('{ACTOR}')"), "the focus stays on the link"
    assert page.evaluate("window.shifted") == 0


def test_a_finger_follows_the_link_at_once(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.locator(ACTOR).first.tap()
    page.wait_for_url("**/actors/**")
    assert page.locator(".preview").count() == 0


def test_nothing_is_told_twice_where_the_first_words_stand_under_the_link(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "events/index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    title = page.locator(".item:has(.item-summary) .item-title a").first
    page.clock.install()
    title.hover()
    page.clock.run_for(1000)
    assert page.locator(".preview").count() == 0
    assert not [url for url in asked if "/leads/" in url]
