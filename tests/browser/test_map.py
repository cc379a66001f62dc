"""The map in a browser: marks lead to events, words stand free, nothing is loaded from anybody."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import Opener

MAP = "map/index.html"
OVERLAPS = """panel => { const boxes = [...panel.querySelectorAll('text')].map(text => text.getBBox());
return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.x < b.x + b.width && b.x < a.x + a.width
&& a.y < b.y + b.height && b.y < a.y + a.height)).length; }"""


def test_a_mark_leads_to_its_events_and_they_to_their_sources_without_javascript(opened: Opener, site_url: str) -> None:
    # Without motion: the smooth scrolling to what gets the focus may outlast that to the address, on a busy machine.
    page = opened(site_url + MAP, java_script_enabled=False, reduced_motion="reduce")
    page.locator("a.place[href='#place-brest']").first.press("Enter")
    page.wait_for_url("**#place-brest")
    entry = page.locator("#place-brest")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Third night").click()
    page.wait_for_url("**/events/third-night-brest-2020-08-11/index.html")
    expect(page.locator("#sources")).to_be_attached()


def test_no_words_of_a_map_stand_over_others(opened: Opener, site_url: str) -> None:
    page = opened(site_url + MAP)
    assert page.locator(".picture-frame svg").evaluate_all(f"panels => panels.map({OVERLAPS})") == [0, 0]
    page = opened(f"{site_url}places/minsk/index.html")
    assert page.locator(".locator svg").evaluate(OVERLAPS) == 0


def test_the_keyboard_passes_the_map_in_one_step(opened: Opener, site_url: str) -> None:
    page = opened(site_url + MAP)
    skip = page.get_by_role("link", name="Past the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map-places') !== null")


def test_on_a_phone_the_map_is_moved_and_the_page_is_not(opened: Opener, site_url: str) -> None:
    page = opened(site_url + MAP, viewport={"width": 360, "height": 740})
    frame = page.locator(".picture-frame").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth && frame.scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator("a.place[href='#place-minsk']").first).to_be_in_viewport()


def test_a_places_own_map_says_where_its_outlines_are_from(opened: Opener, site_url: str) -> None:
    page = opened(f"{site_url}places/mzkt/index.html")
    caption = page.locator(".locator figcaption")
    expect(caption).to_contain_text("shown with Minsk")
    expect(caption).to_contain_text("Natural Earth")
    caption.get_by_role("link").click()
    expect(page.locator("#place-mzkt")).to_be_in_viewport()
